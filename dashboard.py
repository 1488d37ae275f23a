"""Treffpunkt's dashboard: `streamlit run dashboard.py` serves it behind its guards, and runs it for each reader."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import failing, navigation
from components.serving import starting

if get_script_run_ctx() is None:  # the server starts
    app = st.App(
        "dashboard.py",
        middleware=starting.middleware(),
        lifespan=starting.lifespan,
        on_script_error=failing.show,
    )
else:  # a reader's page is drawn
    navigation.draw()
