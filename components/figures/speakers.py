"""Who said what, when: a line a speaker, a dot a signal, pointing up or down with the rung."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from components.figures.ladder import FROM_RED, colours, name, symbol
from components.figures.style import AXIS, BACKGROUND, GRID, PUBLISHED, SAID, layout, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = 34
"""Height of a speaker's line in pixels."""


def positions(signals: pd.DataFrame, speakers: Sequence[str], *, dark: bool) -> go.Figure:
    """Draw the dated rows of a `data.frames.SIGNALS` frame, the first speaker on top. A dot's customdata: signal id."""
    place = {speaker: len(speakers) - 1 - number for number, speaker in enumerate(speakers)}
    rows = signals[signals["speaker"].isin(place) & signals["said_on"].notna()].copy()
    rows["y"] = _spread(rows, place)
    rows["basis"] = rows["said_on_basis"].map(lambda basis: PUBLISHED if basis == "published" else SAID)
    figure = go.Figure()
    palette = colours(dark=dark)
    for rung in FROM_RED:
        for basis in (SAID, PUBLISHED):
            dots = rows[(rows["rung"] == rung) & (rows["basis"] == basis)]
            if dots.empty:
                continue
            open_ = basis == PUBLISHED
            figure.add_scatter(
                x=list(dots["said_on"]),
                y=list(dots["y"]),
                mode="markers",
                name=name(rung),
                legendgroup=rung,
                showlegend=False,
                marker={
                    "color": palette[rung],
                    "symbol": symbol(rung, open_=open_),
                    "size": 11,
                    "line": {"color": palette[rung] if open_ else BACKGROUND[dark], "width": 1.8 if open_ else 0.8},
                },
                customdata=[[row.id] for row in dots.itertuples()],
                text=[_hover(row) for row in dots.itertuples()],
                hovertemplate="%{text}<extra></extra>",
            )
        if (rows["rung"] == rung).any():
            figure.add_scatter(
                x=[None],
                y=[None],
                mode="markers",
                name=name(rung),
                legendgroup=rung,
                marker={"color": palette[rung], "symbol": symbol(rung), "size": 11},
            )
    if (rows["basis"] == PUBLISHED).any():
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name="open: published",
            marker={"color": AXIS[dark], "symbol": "diamond-open", "size": 10, "line": {"width": 1.8}},
            hoverinfo="skip",
        )
    figure.update_layout(layout(dark=dark, height=110 + LINE * max(len(speakers), 2)))
    figure.update_yaxes(
        tickvals=list(place.values()),
        ticktext=[plain(speaker, limit=32) for speaker in place],
        range=[-0.6, len(speakers) - 0.4],
        gridcolor=GRID[dark],
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    if not rows.empty:
        pad = pd.Timedelta(days=max(2, (rows["said_on"].max() - rows["said_on"].min()).days // 40))
        figure.update_xaxes(range=[rows["said_on"].min() - pad, rows["said_on"].max() + pad], tickformat="%-d %b\n%Y")
    return figure


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


def _hover(row: object) -> str:
    """Three lines: who and when, the rung, the beginning of the passage."""
    day = f"{row.said_on.day} {row.said_on:%b %Y}"  # type: ignore[attr-defined]
    note = " (day of publication)" if row.said_on_basis == "published" else ""  # type: ignore[attr-defined]
    passage = plain(row.text, width=64, limit=220)  # type: ignore[attr-defined]
    return f"<b>{plain(row.speaker)}</b> · {day}{note}<br>{name(row.rung)}<br>{passage}"  # type: ignore[attr-defined]
