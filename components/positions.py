"""The chart of speakers, and which speaker and signal are picked: by a dot, or by a row of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from components import state
from components.figures.speakers import positions as draw
from components.figures.style import CONFIG

if TYPE_CHECKING:
    import pandas as pd

CHART = "speakers_chart"
MOST = 12
"""Speakers that the chart shows at first: those with most articles."""


class Picked(NamedTuple):
    """A speaker, and the signal of a dot that was clicked."""

    speaker: str
    signal: str | None = None

    def place(self, said: pd.DataFrame) -> int:
        """Return where the signal stands among the speaker's rows; the last one without a signal."""
        places = [number for number, signal in enumerate(said["id"]) if signal == self.signal]
        return places[0] if places else max(int(said["said_on"].notna().sum()) - 1, 0)


def chart(rows: pd.DataFrame, speakers: pd.DataFrame) -> str | None:
    """Draw the speakers with most articles; return the id of a clicked signal."""
    names = list(speakers["speaker"])
    if len(names) > MOST:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption("Click a dot to read its passage.", width="content")
            everyone = st.toggle(f"All {len(names)} speakers", key="everyone", bind="query-params")
        names = names if everyone else names[:MOST]
    if not rows.loc[rows["speaker"].isin(names), "said_on"].notna().any():
        st.info("None of these signals has a date; they are listed below.", icon=":material/event_busy:")
        return None
    event = st.plotly_chart(
        draw(rows, names, dark=state.dark()),
        key=state.generation(CHART),
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt="Signals by speaker and day, pointing up towards a meeting and down away from it",
    )
    points = [point for point in event["selection"]["points"] if point.get("customdata")]
    return str(points[0]["customdata"][0]) if points else None


def picked(dot: str | None, rows: pd.DataFrame, speakers: pd.DataFrame, row: int | None) -> Picked | None:
    """Return what is picked; a dot counts for more than a row, and clicking the chart's ground undoes it."""
    if dot is not None:
        of_dot = rows[rows["id"] == dot]
        if len(of_dot):
            return Picked(str(of_dot.iloc[0]["speaker"]), dot)
    return None if row is None else Picked(str(speakers.iloc[row]["speaker"]))
