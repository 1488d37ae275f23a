"""The first seconds: the browser loads its chart library while the server loads pandas, the database and the pages.

Either takes one to two seconds. An empty chart, sent before the server begins, lets both happen at once: it has no axes
and no marks, and is gone before the page draws its own. What this module imports must therefore be light.
"""

from __future__ import annotations

import gc
import threading
import time
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import state

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

TIDIED = 60
"""Seconds between two looks for garbage."""
CHARTED = ("Timeline", "Speakers", "Quality")
"""Pages that begin with a chart."""
_CLEAR = "rgba(0,0,0,0)"
_AXIS = {"visible": False}
_NOTHING: dict[str, Any] = {
    "data": [{"type": "scatter"}],
    "layout": {"height": 400, "xaxis": _AXIS, "yaxis": _AXIS, "paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR},
}


def draw(page: StreamlitPage) -> DeltaGenerator:
    """Draw the title; return the place below it, to be emptied when the page's own figures are ready."""
    st.title(page.title, anchor=False)
    waiting = st.empty()
    if page.title in CHARTED and state.is_first_run():
        waiting.plotly_chart(_NOTHING, key="opening", config={"staticPlot": True}, theme=None, alt="Loading")
    return waiting


@cache
def load() -> None:
    """Import what all pages need, once in a process, without looking for garbage in it.

    Modules stay: each full collection among them would cost a tenth of a second or more, now and at every later run.
    """
    gc.disable()
    try:
        from components import brush, notices, panel, sidebar, tables  # noqa: F401
    finally:
        gc.enable()
    gc.freeze()
    threading.Thread(target=_tidy, name="tidy", daemon=True).start()


def _tidy() -> None:
    """Look for garbage once in a while: after each rerun, as Streamlit would, costs more than the rerun itself."""
    while True:
        time.sleep(TIDIED)
        gc.collect()
