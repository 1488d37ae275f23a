"""Drop files or a ZIP, or poll feeds; what happened to each; everything that was ever rejected."""

import streamlit as st

from components import cache, download, feeds, importing, mapping, notices, state, tables
from data import frames
from data.selection import Selection

notices.import_target()
notices.import_formats()
uploads = st.file_uploader(
    "Text, HTML pages, feeds, Markdown, mails, PDF, CSV, Excel, JSON Lines, or a ZIP of them",
    accept_multiple_files=True,
    key="uploads",
    help="One article a text, mail or PDF; one a row of a table. Which column is what can be chosen.",
)
notices.upload_budget()
wishes = mapping.step(uploads)
if uploads:
    importing.get_ready()
if uploads and st.button(
    f"Import {len(uploads)} {'file' if len(uploads) == 1 else 'files'}", type="primary", key="import",
    icon=":material/upload_file:", disabled=importing.is_running(),
):  # fmt: skip
    importing.run(uploads, wishes)
importing.follow()
importing.last()
feeds.section()

rejected = cache.rejected()
if len(rejected):
    with st.expander(f"Everything rejected so far ({len(rejected):,})", icon=":material/block:", key="all_rejected"):
        tables.show(rejected, tables.REJECTED, frames.REJECTED, alt="Rejected inputs", dark=state.dark())
        download.slices(rejected, "rejected", Selection(), key="rejected")
