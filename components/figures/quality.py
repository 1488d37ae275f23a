"""How often the rules are right: a line a rung, form or speaker, a dot a share, a bar its 95 % interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from components.figures.ladder import LABELS
from components.figures.style import AXIS, GRID, layout, plain

if TYPE_CHECKING:
    import pandas as pd

LINE = 30
"""Height of a line in pixels."""
COLOURS = {"precision": {False: "#0f7582", True: "#38d0cc"}, "recall": {False: "#b25a14", True: "#e08f2e"}}
SYMBOLS = {"precision": "circle", "recall": "diamond-open"}
NAMES = {"precision": "Precision", "recall": "Recall"}


def shares(scores: pd.DataFrame, *, of: dict[str, str], dark: bool) -> go.Figure:
    """Draw the rows of a frame with `group` and, for each share in `of`, the columns `<share>`, `_low` and `_high`.

    `of` names the column that each share is counted over; a share over nothing is not drawn.
    """
    lines = list(scores["group"])[::-1]
    drawn = [_share(scores, name, base, place, len(of), dark=dark) for place, (name, base) in enumerate(of.items())]
    held = layout(dark=dark, height=90 + LINE * max(len(lines), 2))
    held["dragmode"], held["clickmode"] = False, "none"
    held["xaxis"] = {
        "range": [-0.02, 1.02], "tickformat": ".0%", "gridcolor": GRID[dark], "zeroline": False, "fixedrange": True,
        "side": "top", "tickvals": [0, 0.25, 0.5, 0.75, 1],
    }  # fmt: skip
    held["yaxis"] = {
        "tickvals": list(range(len(lines))), "ticktext": [plain(label(name), limit=32) for name in lines],
        "range": [-0.7, len(lines) - 0.3], "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": True,
    }  # fmt: skip
    held["showlegend"] = len(of) > 1
    return go.Figure(drawn, held)


def label(value: str) -> str:
    """Name a line: a rung as everywhere, the rest as it is."""
    return LABELS.get(value, value)  # type: ignore[call-overload,no-any-return]


def _share(scores: pd.DataFrame, name: str, base: str, place: int, shares_: int, *, dark: bool) -> dict[str, Any]:
    """Return one share as dots with their intervals; two shares stand a little apart on each line."""
    rows = [
        (number, row)
        for number, row in enumerate(reversed(list(scores.to_dict("records"))))
        if row[base] and row[name] == row[name]
    ]
    shift = 0.0 if shares_ == 1 else 0.14 - 0.28 * place
    colour = COLOURS[name][dark]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": NAMES[name],
        "x": [row[name] for _, row in rows],
        "y": [number + shift for number, _ in rows],
        "error_x": {
            "type": "data", "symmetric": False, "thickness": 1.6, "width": 4, "color": colour,
            "array": [row[f"{name}_high"] - row[name] for _, row in rows],
            "arrayminus": [row[name] - row[f"{name}_low"] for _, row in rows],
        },
        "marker": {"color": colour, "symbol": SYMBOLS[name], "size": 10, "line": {"color": colour, "width": 1.8}},
        "text": [
            f"<b>{plain(label(row['group']))}</b><br>{NAMES[name]} {row[name]:.0%} of {row[base]}"
            f"<br>95 % interval {row[f'{name}_low']:.0%} to {row[f'{name}_high']:.0%}"
            for _, row in rows
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "textfont": {"color": AXIS[dark]},
    }  # fmt: skip
