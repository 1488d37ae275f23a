"""What the dashboard runs for each reader: the door, page setup, filters, navigation; nothing else."""

from __future__ import annotations

import streamlit as st

from components import access, opening
from components.serving import turns

_PAGES = {
    "timeline": {
        "title": "Timeline", "icon": ":material/bar_chart:", "default": True,
        "help": "Meeting signals by the day they were said, stacked by rung; brush the chart to read its passages.",
    },
    "speakers": {
        "title": "Speakers", "icon": ":material/record_voice_over:",
        "help": "Who said what over time, each speaker's last position and how it changed.",
    },
    "compare": {
        "title": "Compare", "icon": ":material/compare:",
        "help": "Two articles side by side, sentence by sentence, with their differences marked.",
    },
    "articles": {
        "title": "Articles", "icon": ":material/article:",
        "help": "All articles, which are copies of each other and why, and each one's text with its signals.",
    },
    "quality": {
        "title": "Quality", "icon": ":material/fact_check:",
        "help": "How often the rules are right: on labelled articles, and by your own reviews.",
    },
    "imports": {
        "title": "Import", "icon": ":material/upload_file:",
        "help": "Drop files or a ZIP, and see what happened to each.",
    },
}  # fmt: skip


@turns.in_turn
def draw() -> None:
    """Draw the page that the reader has chosen, or the door before it."""
    st.set_page_config(page_title="Treffpunkt", page_icon="🤝", layout="wide", initial_sidebar_state=320)
    granted = access.granted()
    pages = [st.Page(f"components/pages/{name}.py", **told) for name, told in _PAGES.items()]
    page = st.navigation(pages, position="top" if granted else "hidden")
    if not granted:
        access.door()
        st.stop()
    waiting = opening.draw(page)
    opening.load()
    # Not before: the browser loads its libraries while the server loads these.
    from components import cache, notices, sidebar, state
    from data.errors import DataError

    try:
        choices = cache.choices()
    except DataError as error:
        waiting.empty()
        notices.failed(error)
        st.stop()
    waiting.empty()
    try:
        state.remember("selection", sidebar.draw(choices))
        access.account()
        notices.sample_banner()
        page.run()
    except DataError as error:  # the database has gone, is damaged or does not answer: one line says so
        notices.failed(error)
