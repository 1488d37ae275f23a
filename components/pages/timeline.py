"""Signals by the day they were said; brushing the chart picks the rows below it."""

from functools import partial

import streamlit as st

from components import brush, cache, download, notices, panel, state, tables, withdrawn
from data import frames

selection = state.selection()
held = cache.totals(selection)
notices.counted(held)
if not held.signals:
    notices.nothing(selection)
    withdrawn.section(selection)
    st.stop()

notices.caption(selection)
shown, count, part = brush.timeline(selection, held)
undated = bool(part)
left, right = st.columns([8, 5], gap="medium")
with left:
    picked = tables.browse(
        count, partial(cache.signals_page, shown, undated=undated), tables.SIGNALS, frames.SIGNALS, name="timeline",
        of=f"{shown.slug()}{part}", alt="Signals", dark=state.dark(),
    )  # fmt: skip
    download.signals(count, shown, key="timeline", part=part, undated=undated)
with right:
    if picked is not None:
        panel.signal(picked)
withdrawn.section(shown)
