"""Waiting at a page for what runs beside the server: how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import notices, state
from components.passages import literal
from components.serving import turns
from data.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.aside import Job, Move


def result(running: str, told: Callable[[Move], str]) -> Any:
    """Wait for the job that is remembered under `running`, and return what it did; None where there is none.

    How far it is is drawn until it is over, and others are drawn meanwhile. One that ended before it was done is told
    on the page as it is then.
    """
    if ended := state.take(f"{running}_ended"):
        _say(*ended)
    job: Job[Any] | None = state.chosen(running)
    if job is None:
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button("Stop", key=f"{running}_stop", icon=":material/stop:", on_click=job.stop, help="What is kept stays")
    with turns.given_up():
        for move in job.follow():
            bar.progress(
                min(move.done / move.total, 1.0) if move.total else 0.0,
                literal(told(move) if move.total or move.done else move.what.capitalize(), 160),
            )
    state.take(running)
    try:
        return job.result()
    except DataError as error:
        state.remember(f"{running}_ended", (error, job.is_stopped))
        st.rerun()


def _say(error: DataError, is_stopped: bool) -> None:
    """Say why a job has ended before it was done; that somebody has stopped it is no failure."""
    if is_stopped:
        st.info(literal(str(error), 300), icon=":material/stop:")
    else:
        notices.failed(error)
