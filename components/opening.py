"""What a reader sees first: the title, and an empty place in which the browser loads its chart library meanwhile.

Plotly's library takes a browser one to two seconds to load, pandas and the database take the server as long. An empty
chart, sent before either has begun, lets both happen at once. It has no axes and no marks, and is gone before the page
draws its own. This module, and what the entrypoint imports before it calls it, must stay light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import state

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

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
