"""Who said what, when: a line a speaker, a dot a signal, pointing up or down with the rung."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

import plotly.graph_objects as go

from components.figures.ladder import FROM_RED, colours, name, symbol
from components.figures.style import AXIS, BACKGROUND, GRID, PUBLISHED, SAID, days, layout, plain
from components.figures.timeline import spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

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
    rows = _rows(signals, place)
    palette = colours(dark=dark)
    held: dict[tuple[str, str], list[_Dot]] = defaultdict(list)
    for row in rows:
        held[row.rung, row.basis].append(row)
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


class _Dot(NamedTuple):
    """One dot, in plain values: taking them out of a frame one by one takes most of the time of drawing."""

    id: str
    speaker: str
    day: date
    since: date
    rung: Rung
    basis: str
    text: str
    signals: int
    y: float


def _rows(signals: pd.DataFrame, place: dict[str, int]) -> list[_Dot]:
    rows = signals[signals["speaker"].isin(place) & signals["said_on"].notna()]
    said = days(rows["said_on"])
    since, counts = (days(rows["since"]), rows["signals"].tolist()) if "since" in rows else (said, [1] * len(rows))
    speakers = rows["speaker"].tolist()
    basis = [PUBLISHED if basis == "published" else SAID for basis in rows["said_on_basis"].tolist()]
    ids, rungs, texts = (rows[name].tolist() for name in ("id", "rung", "text"))
    heights = _spread(speakers, said, place)
    return list(starmap(_Dot, zip(ids, speakers, said, since, rungs, basis, texts, counts, heights, strict=True)))


def _dots(rows: list[_Dot], rung: Rung, basis: str, colour: str, *, dark: bool) -> dict[str, Any]:
    open_ = basis == PUBLISHED
    return {
        "type": "scatter",
        "x": [row.day.isoformat() for row in rows],
        "y": [row.y for row in rows],
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
        "customdata": [[row.id] for row in rows],
        "text": [_hover(row) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _legend(label: str, marker: dict[str, Any], group: str) -> dict[str, Any]:
    return {
        "type": "scatter", "x": [None], "y": [None], "mode": "markers", "name": label, "legendgroup": group,
        "marker": marker,
    }  # fmt: skip


def _days(rows: list[_Dot]) -> dict[str, Any]:
    if not rows:
        return {}
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    pad = timedelta(days=max(2, (last - first).days // 40))
    return {"range": [(first - pad).isoformat(), (last + pad).isoformat()], "tickformat": "%-d %b\n%Y"}


def _spread(speakers: list[str], said: list[date], place: dict[str, int]) -> list[float]:
    """Put dots of one speaker and day beside each other, so that none hides another; the line stays within its band."""
    total = Counter(zip(speakers, said, strict=True))
    seen: Counter[tuple[str, date]] = Counter()
    heights: list[float] = []
    for key in zip(speakers, said, strict=True):
        step = min(0.24, 0.7 / max(total[key] - 1, 1))
        heights.append(place[key[0]] + (seen[key] - (total[key] - 1) / 2) * step)
        seen[key] += 1
    return heights


def _hover(row: _Dot) -> str:
    """Three lines: who and when, the rung, the beginning of the passage; of the last one, where it stands for more."""
    note = " (day of publication)" if row.basis == PUBLISHED else ""
    if row.signals > 1:
        note += f" · {row.signals:,} signals, the last:"
    passage = plain(row.text, width=64, limit=220 if row.signals == 1 else 120)
    return f"<b>{plain(row.speaker)}</b> · {spell(row.since, row.day)}{note}<br>{name(row.rung)}<br>{passage}"
