"""Treffpunkt's dashboard: `streamlit run dashboard.py`. The server and its guards; the pages begin in navigation.py."""

import streamlit as st

from components import failing
from components.serving import starting

app = st.App(
    "navigation.py",
    middleware=starting.middleware(),
    lifespan=starting.lifespan,
    on_script_error=failing.show,
)
