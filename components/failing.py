"""What a reader sees where the program itself fails: a number that finds the failure in the log, and no details."""

from __future__ import annotations

import streamlit as st

from data.operating import logs


def show(error: Exception) -> bool:
    """Write the failure down and say its number; always true: nothing else is to be shown."""
    number = logs.failed(error)
    st.error(
        f"Something failed that should not have. It is in the server's log as error {number}; what was kept before is "
        "kept. Reload the page, or tell whoever runs this server the number.",
        icon=":material/error:",
    )
    return True
