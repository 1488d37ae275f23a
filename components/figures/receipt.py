"""Why two texts are one or not: what each feature adds to the sum, against the thresholds, and what stopped a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from components.figures.style import AXIS, GRID, layout, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = 46
"""Height of a step in pixels."""
_ADDS = {False: "#2b74bd", True: "#3d97e0"}
_COPY = {False: "#0f7582", True: "#38d0cc"}
_DOUBT = {False: "#a8772c", True: "#e0a94e"}
_APART = {False: "#828890", True: "#9aa7b4"}
_STOP = {False: "#c2321a", True: "#fa7264"}
_BAND = "rgba(200,140,50,.16)"
_RANGE = 2.02  # a sum is 1.75 at most; the rest is room for its figure
_MOST = 3  # conflicts that are named


def waterfall(evidence: pd.DataFrame, stops: Sequence[tuple[str, str]], *, dark: bool) -> go.Figure:
    """Draw a `data.frames.EVIDENCE` frame; `stops` are the words of a and of b that stop a merge, if any do."""
    adds = evidence[evidence["counts"].notna()]
    limits = evidence[evidence["feature"] == "sum"].set_index("threshold")["limit"]
    total = float(evidence.loc[evidence["feature"] == "sum", "value"].iloc[0])
    steps = [f"{name} ×{row['counts'] / row['value']:.2f}" if _weighted(row) else name for name, row in _named(adds)]
    rows = [*steps, "Sum", *(["Stopped"] if stops else [])]
    base = layout(dark=dark, height=64 + LINE * len(rows)) | {
        "showlegend": False,
        "dragmode": False,
        "clickmode": "none",
        "waterfallgap": 0.35,
        "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
    }
    base["xaxis"] = {
        "range": [0, _RANGE], "gridcolor": GRID[dark], "zeroline": False, "fixedrange": True, "dtick": 0.5,
        "automargin": True,
    }  # fmt: skip
    base["yaxis"] = {
        "categoryorder": "array", "categoryarray": rows[::-1], "fixedrange": True, "automargin": True, "ticks": "",
        "range": [-0.6, len(rows) - 0.4],
    }  # fmt: skip
    base["shapes"] = [
        _band(limits),
        *(_line(limit, dark=dark) for limit in limits),
        *_least(adds, len(rows), dark=dark),
    ]
    base["annotations"] = [
        _label(limits["review_score"], f"review from {limits['review_score']:.2f} ", "right", dark=dark),
        _label(limits["copy_score"], f" copy from {limits['copy_score']:.2f}", "left", dark=dark),
    ]
    bars = _bars([*adds["counts"], total], [*steps, "Sum"], _sum_colour(total, limits, dark=dark), dark=dark)
    return go.Figure([bars, *([_stop(stops, dark=dark)] if stops else [])], base)


def _bars(values: Sequence[float], steps: Sequence[str], colour: str, *, dark: bool) -> dict[str, Any]:
    *added, total = values
    return {
        "type": "waterfall",
        "orientation": "h",
        "y": list(steps),
        "x": [*added, total],
        "measure": [*("relative" for _ in added), "total"],
        "text": [f"{added[0]:.2f}", *(f"+{value:.2f}" for value in added[1:]), f"{total:.2f}"],
        "textposition": "outside",
        "cliponaxis": False,
        "increasing": {"marker": {"color": _ADDS[dark]}},
        "totals": {"marker": {"color": colour}},
        "connector": {"line": {"color": AXIS[dark], "width": 1, "dash": "dot"}},
        "hoverinfo": "skip",
    }


def _stop(stops: Sequence[tuple[str, str]], *, dark: bool) -> dict[str, Any]:
    """Set a sign on its own line, with the words that contradict each other beside it."""
    named = "<br>".join(plain(f"{a or '–'} / {b or '–'}", limit=40) for a, b in stops[:_MOST])
    more = f" and {len(stops) - _MOST} more" if len(stops) > _MOST else ""
    return {
        "type": "scatter",
        "x": [0.68],  # right of the thresholds
        "y": ["Stopped"],
        "mode": "markers+text",
        "marker": {"symbol": "octagon", "size": 20, "color": _STOP[dark]},
        "text": [f"  {named}{more}"],
        "textposition": "middle right",
        "textfont": {"color": _STOP[dark]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _named(adds: pd.DataFrame) -> list[tuple[str, Any]]:
    names = {"containment": "Contained", "share": "Share"}
    return [(names[row["feature"]], row) for _, row in adds.iterrows()]


def _weighted(row: Any) -> bool:
    return bool(row["value"]) and abs(row["counts"] - row["value"]) > 1e-9


def _sum_colour(total: float, limits: pd.Series[Any], *, dark: bool) -> str:
    if total >= limits["copy_score"]:
        return _COPY[dark]
    return _DOUBT[dark] if total >= limits["review_score"] else _APART[dark]


def _band(limits: pd.Series[Any]) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": limits["review_score"], "x1": limits["copy_score"], "y0": 0,
        "y1": 1, "fillcolor": _BAND, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip


def _line(limit: float, *, dark: bool) -> dict[str, Any]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": limit, "x1": limit, "y0": 0, "y1": 1,
        "line": {"color": AXIS[dark], "width": 1.5, "dash": "dash"},
    }  # fmt: skip


def _least(adds: pd.DataFrame, rows: int, *, dark: bool) -> list[dict[str, Any]]:
    """Mark on a feature's own bar the least that it has to be."""
    marks = []
    for place, limit in enumerate(adds["limit"]):
        if pd.notna(limit):
            at = rows - 1 - place
            line = {"color": AXIS[dark], "width": 3}
            ends = {"x0": limit, "x1": limit, "y0": at - 0.42, "y1": at + 0.42}
            marks.append({"type": "line", "xref": "x", "yref": "y", "line": line, **ends})
    return marks


def _label(at: float, text: str, anchor: str, *, dark: bool) -> dict[str, Any]:
    return {
        "x": at, "y": 1, "xref": "x", "yref": "paper", "text": text, "showarrow": False, "xanchor": anchor,
        "yanchor": "bottom", "font": {"size": 11, "color": AXIS[dark]},
    }  # fmt: skip
