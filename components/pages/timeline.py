"""Signals by the day they were said; brushing the chart picks the rows below it."""

import streamlit as st

from components import brush, cache, download, notices, panel, state, tables, withdrawn
from data import frames

selection = state.selection()
rows = cache.signals(selection)
notices.counted(cache.counts(selection))
if rows.empty:
    notices.nothing(selection)
    withdrawn.section(selection)
    st.stop()

notices.caption(selection)
shown, rows, part = brush.timeline(selection, rows)
left, right = st.columns([8, 5], gap="medium")
with left:
    picked = tables.pick(
        rows, tables.SIGNALS, frames.SIGNALS, name="timeline", of=f"{shown.slug()}{part}", alt="Signals",
        dark=state.dark(),
    )  # fmt: skip
    download.slices(rows, "signals", shown, key="timeline", part=part)
with right:
    if picked is not None:
        panel.signal(rows.iloc[picked])
withdrawn.section(shown)
