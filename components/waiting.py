"""Waiting at a page for what runs beside the server: how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components.passages import literal
from components.serving import turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.aside import Job, Move


def follow(job: Job[Any], key: str, told: Callable[[Move], str]) -> None:
    """Draw how far a job is until it is over; others are drawn meanwhile."""
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center", key=f"{key}_waiting"):
        bar = st.progress(0.0, width="stretch")
        st.button("Stop", key=f"{key}_stop", icon=":material/stop:", on_click=job.stop, help="What is kept stays")
    with turns.given_up():
        for move in job.follow():
            bar.progress(min(move.done / move.total, 1.0) if move.total else 0.0, literal(told(move), 160))
    place.empty()
