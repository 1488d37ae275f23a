"""What all figures share: one layout, and text that Plotly cannot take for markup."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

if TYPE_CHECKING:
    from datetime import date, datetime

    import pandas as pd

BACKGROUND = {False: "#ffffff", True: "#10151d"}
GRID = {False: "#e3e8ed", True: "#26303b"}
AXIS = {False: "#5b6773", True: "#9aa7b4"}
SAID, PUBLISHED = "said", "published"
"""Values of the `basis` column: the text dates the claim, or its day is only the publication day."""

CONFIG: dict[str, Any] = {"displaylogo": False, "modeBarButtons": [["toImage"]]}


Values = tuple[list[dict[str, Any]], dict[str, Any]]
"""What a figure is made of: its traces, and its layout."""


class Ready(go.Figure):
    """A figure that is not changed any more, made of values that can be sent as they are: no dates, no arrays.

    Plotly would look at each value first, which takes most of the time of drawing; that they pass is for the tests.
    """

    def __init__(self, traces: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        super().__init__()
        self._plain = {"data": traces, "layout": _theme() | layout}

    def to_dict(self) -> dict[str, Any]:
        """Return the plain values themselves; whoever sends them must not change them."""
        return self._plain


@cache
def _theme() -> dict[str, Any]:
    """Return what Plotly puts into each layout: its template."""
    held: dict[str, Any] = json.loads(go.Figure().to_json())["layout"]
    return held


def moment(at: datetime) -> str:
    """Write a time as Plotly reads it; a midnight is written as its day."""
    return at.isoformat().removesuffix("T00:00:00")


def days(column: pd.Series[Any]) -> list[date]:
    """Return a column of days, none of them missing, as plain values."""
    held: list[date] = column.to_numpy().astype("datetime64[D]").tolist()
    return held


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
    # The library's own wrapping takes a tenth of a millisecond, and a chart has hundreds of labels.
    lines = re.findall(rf"\S.{{0,{width - 1}}}(?=\s|$)|\S{{{width}}}", text) if width else [text]
    return "<br>".join(escape(line) for line in lines)
