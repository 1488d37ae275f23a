"""What all figures share: one layout, and text that Plotly cannot take for markup."""

from __future__ import annotations

import json
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

BACKGROUND = {False: "#ffffff", True: "#10151d"}
GRID = {False: "#e3e8ed", True: "#26303b"}
AXIS = {False: "#5b6773", True: "#9aa7b4"}
SAID, PUBLISHED = "said", "published"
"""Values of the `basis` column: the text dates the claim, or its day is only the publication day."""

CONFIG: dict[str, Any] = {"displaylogo": False, "modeBarButtons": [["toImage"]]}


Values = tuple[list[dict[str, Any]], dict[str, Any]]
"""What a figure is made of: its traces, and its layout."""


class Ready(go.Figure):
    """A figure that is not changed any more: turned into plain values once, not each time it is sent.

    Plotly would look at each value first, which takes most of the time of drawing; that they pass is for the tests.
    Midnights are written as days, which Plotly reads as the same.
    """

    def __init__(self, traces: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        super().__init__()
        whole = {"data": traces, "layout": super().to_dict()["layout"] | layout}  # the theme is in an empty figure's
        self._plain: dict[str, Any] = json.loads(to_json_plotly(whole).replace('T00:00:00"', '"'))

    def to_dict(self) -> dict[str, Any]:
        """Return the plain values themselves; whoever sends them must not change them."""
        return self._plain


def layout(*, dark: bool, height: int) -> dict[str, Any]:
    """Layout that every figure starts from. Dragging selects days, never a rectangle."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "dragmode": "select",
        "selectdirection": "h",
        "clickmode": "event+select",
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": 11},
            "entrywidth": 92,
            "itemsizing": "constant",
            "traceorder": "normal",
        },
        "xaxis": {"type": "date", "showgrid": False, "zeroline": False, "linecolor": GRID[dark], "automargin": True},
        "hoverlabel": {"align": "left", "font": {"size": 13}},
    }


def plain(text: str, width: int = 0, limit: int = 0) -> str:
    """Escape text for a Plotly label, where `<b>` and `<a>` are live; cut it to `limit`, break lines at `width`."""
    text = " ".join(text.split())
    if limit and len(text) > limit:
        text = f"{text[: limit - 1].rstrip()}…"
    lines = wrap(text, width) if width else [text]
    return "<br>".join(escape(line) for line in lines)
