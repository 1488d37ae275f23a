"""Who said what, when: a line a speaker, a dot a signal, pointing up or down with the rung."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from components.figures.ladder import FROM_RED, colours, name, symbol
from components.figures.style import AXIS, BACKGROUND, GRID, PUBLISHED, SAID, layout, plain
from components.figures.timeline import spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.figures.style import Values
    from data.models import Rung

LINE = 34
"""Height of a speaker's line in pixels."""


def positions(signals: pd.DataFrame, speakers: Sequence[str], *, dark: bool) -> go.Figure:
    """Draw the rows of a `data.standing.DOTS` frame, the first speaker on top. A dot's customdata: signal id.

    A `data.frames.SIGNALS` frame will do: each of its dated rows is a dot.
    """
    return go.Figure(*values(signals, speakers, dark=dark))


def values(signals: pd.DataFrame, speakers: Sequence[str], *, dark: bool) -> Values:
    """Return what `positions` is made of."""
    place = {speaker: len(speakers) - 1 - number for number, speaker in enumerate(speakers)}
    rows = signals[signals["speaker"].isin(place) & signals["said_on"].notna()].copy()
    if "since" not in rows:
        rows = rows.assign(since=rows["said_on"], signals=1)
    rows["y"] = _spread(rows, place)
    rows["basis"] = rows["said_on_basis"].map(lambda basis: PUBLISHED if basis == "published" else SAID)
    palette = colours(dark=dark)
    held = {(rung, basis): dots for (rung, basis), dots in rows.groupby(["rung", "basis"])}
    rungs = {rung for rung, _ in held}
    dots = [
        _dots(held[rung, basis], rung, basis, palette[rung], dark=dark)
        for rung in FROM_RED
        for basis in (SAID, PUBLISHED)
        if (rung, basis) in held
    ]
    legend = [
        _legend(name(rung), {"color": palette[rung], "symbol": symbol(rung), "size": 11}, rung)
        for rung in FROM_RED
        if rung in rungs
    ]
    if any(basis == PUBLISHED for _, basis in held):
        open_ = {"color": AXIS[dark], "symbol": "diamond-open", "size": 10, "line": {"width": 1.8}}
        legend.append(_legend("open: published", open_, "published"))
    base = layout(dark=dark, height=110 + LINE * max(len(speakers), 2))
    base["xaxis"] |= _days(rows)
    base["yaxis"] = {
        "tickvals": list(place.values()),
        "ticktext": [plain(speaker, limit=32) for speaker in place],
        "range": [-0.6, len(speakers) - 0.4],
        "gridcolor": GRID[dark],
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
    return dots + legend, base


def _dots(rows: pd.DataFrame, rung: Rung, basis: str, colour: str, *, dark: bool) -> dict[str, Any]:
    open_ = basis == PUBLISHED
    return {
        "type": "scatter",
        "x": list(rows["said_on"]),
        "y": list(rows["y"]),
        "mode": "markers",
        "name": name(rung),
        "legendgroup": rung,
        "showlegend": False,
        "marker": {
            "color": colour,
            "symbol": symbol(rung, open_=open_),
            "size": 11,
            "line": {"color": colour if open_ else BACKGROUND[dark], "width": 1.8 if open_ else 0.8},
        },
        "customdata": [[id_] for id_ in rows["id"]],
        "text": [_hover(row) for row in rows.itertuples()],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _legend(label: str, marker: dict[str, Any], group: str) -> dict[str, Any]:
    return {
        "type": "scatter", "x": [None], "y": [None], "mode": "markers", "name": label, "legendgroup": group,
        "marker": marker,
    }  # fmt: skip


def _days(rows: pd.DataFrame) -> dict[str, Any]:
    if rows.empty:
        return {}
    first, last = rows["said_on"].min(), rows["said_on"].max()
    pad = pd.Timedelta(days=max(2, (last - first).days // 40))
    return {"range": [first - pad, last + pad], "tickformat": "%-d %b\n%Y"}


def _spread(rows: pd.DataFrame, place: dict[str, int]) -> list[float]:
    """Put dots of one speaker and day beside each other, so that none hides another; the line stays within its band."""
    total = Counter(zip(rows["speaker"], rows["said_on"], strict=True))
    seen: Counter[tuple[str, pd.Timestamp]] = Counter()
    heights: list[float] = []
    for key in zip(rows["speaker"], rows["said_on"], strict=True):
        step = min(0.24, 0.7 / max(total[key] - 1, 1))
        heights.append(place[key[0]] + (seen[key] - (total[key] - 1) / 2) * step)
        seen[key] += 1
    return heights


def _hover(row: Any) -> str:
    """Three lines: who and when, the rung, the beginning of the passage; of the last one, where it stands for more."""
    day = spell(row.since.date(), row.said_on.date())
    note = " (day of publication)" if row.said_on_basis == "published" else ""
    if row.signals > 1:
        note += f" · {row.signals:,} signals, the last:"
    passage = plain(row.text, width=64, limit=220 if row.signals == 1 else 120)
    return f"<b>{plain(row.speaker)}</b> · {day}{note}<br>{name(row.rung)}<br>{passage}"
