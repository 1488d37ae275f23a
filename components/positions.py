"""The chart of speakers, and which speaker and signal are picked: by a dot, or by a row of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from components import cache, state
from components.figures.speakers import values
from components.figures.style import CONFIG

if TYPE_CHECKING:
    import pandas as pd

    from data.selection import Selection
    from data.totals import Totals

CHART = "speakers_chart"
MOST, ALL = 12, 60
"""Speakers that the chart shows at first: those with most articles; and at most."""


class Picked(NamedTuple):
    """A speaker, and the signal of a dot that was clicked."""

    speaker: str
    signal: str | None = None

    def place(self, theirs: Selection, held: Totals) -> int:
        """Return where the signal stands among the speaker's; the last dated one without a signal."""
        place = cache.signal_place(theirs, self.signal) if self.signal else None
        return max(held.dated - 1, 0) if place is None else place


def chart(selection: Selection, speakers: pd.DataFrame) -> str | None:
    """Draw the speakers with most articles; return the id of a clicked signal."""
    names = list(speakers["speaker"])
    if len(names) > MOST:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption("Click a dot to read its passage.", width="content")
            label = f"All {len(names)} speakers" if len(names) <= ALL else f"{ALL} of {len(names):,} speakers"
            everyone = st.toggle(label, key="everyone", bind="query-params")
        names = names[: ALL if everyone else MOST]
    dots = cache.dots(selection, tuple(names))
    if dots.empty:
        st.info("None of these signals has a date; they are listed below.", icon=":material/event_busy:")
        return None
    event = st.plotly_chart(
        cache.figure(values, dots, selection, tuple(names), dark=state.dark()),
        key=state.generation(CHART),
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt="Signals by speaker and day, pointing up towards a meeting and down away from it",
    )
    points = [point for point in event["selection"]["points"] if point.get("customdata")]
    return str(points[0]["customdata"][0]) if points else None


def picked(dot: str | None, selection: Selection, speakers: pd.DataFrame, row: int | None) -> Picked | None:
    """Return what is picked; a dot counts for more than a row, and clicking the chart's ground undoes it."""
    if dot is not None and (speaker := cache.speaker_of(selection, dot)):
        return Picked(speaker, dot)
    return None if row is None else Picked(str(speakers.iloc[row]["speaker"]))
