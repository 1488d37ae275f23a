"""Who said what over time; each speaker's last position, and the passages behind it."""

import streamlit as st

from components import cache, download, naming, notices, panel, positions, state, tables, withdrawn
from data import frames

selection = state.selection()
rows = cache.signals(selection)
speakers = cache.speakers(selection)
if speakers.empty:
    notices.nothing(selection, "named speakers")
    withdrawn.section(selection)
    st.stop()

notices.caption(selection)
dot = positions.chart(rows, speakers)
picked = tables.pick(
    speakers, tables.SPEAKERS, frames.SPEAKERS, name="speakers", of=selection.slug(), alt="Speakers", dark=state.dark()
)
download.slices(speakers, "speakers", selection, key="speakers")
naming.queue()
shown = positions.picked(dot, rows, speakers, picked)
if shown is None:
    withdrawn.section(selection)
    st.stop()

said = rows[rows["speaker"] == shown.speaker]
theirs = selection.with_(speakers=(shown.speaker,))
notices.said(shown.speaker, said)
left, right = st.columns([8, 5], gap="medium")
with left:
    place = tables.pick(
        said, tables.SAID, frames.SIGNALS, name="said", of=f"{theirs.slug()}_{shown.signal}", alt="Their signals",
        dark=state.dark(), place=shown.place(said),
    )  # fmt: skip
    download.slices(said, "signals", theirs, key="said")
with right:
    if place is not None:
        panel.signal(said.iloc[place])
withdrawn.section(selection)
