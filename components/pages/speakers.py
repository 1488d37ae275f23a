"""Who said what over time; each speaker's last position, and the passages behind it."""

from functools import partial

import streamlit as st

from components import cache, download, naming, notices, panel, positions, state, tables, withdrawn
from data import frames

selection = state.selection()
speakers = cache.speakers(selection)
if speakers.empty:
    notices.nothing(selection, "named speakers")
    withdrawn.section(selection)
    st.stop()

notices.caption(selection)
dot = positions.chart(selection, speakers)
picked = tables.pick(
    speakers, tables.SPEAKERS, frames.SPEAKERS, name="speakers", of=selection.slug(), alt="Speakers", dark=state.dark()
)
download.slices(speakers, "speakers", selection, key="speakers")
naming.queue()
shown = positions.picked(dot, selection, speakers, picked)
if shown is None:
    withdrawn.section(selection)
    st.stop()

theirs = selection.with_(speakers=(shown.speaker,))
held = cache.totals(theirs)
notices.said(shown.speaker, held)
left, right = st.columns([8, 5], gap="medium")
with left:
    said = tables.browse(
        held.signals, partial(cache.signals_page, theirs), tables.SAID, frames.SIGNALS, name="said",
        of=f"{theirs.slug()}_{shown.signal}", alt="Their signals", dark=state.dark(), place=shown.place(theirs, held),
    )  # fmt: skip
    download.signals(held.signals, theirs, key="said")
with right:
    if said is not None:
        panel.signal(said)
withdrawn.section(selection)
