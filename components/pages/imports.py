"""Drop files or a ZIP; what happened to each; everything that was ever rejected."""

import streamlit as st

from components import cache, download, importing, notices, state, tables
from data import frames
from data.selection import Selection

notices.import_target()
notices.import_formats()
uploads = st.file_uploader(
    "Text files, HTML pages, JSON Lines, CSV, or a ZIP of them",
    accept_multiple_files=True,
    key="uploads",
    help="One article a text file; rows need a `text`, and may bring `id`, `title`, `published_on`, `outlet`, `url`.",
)
notices.upload_budget()
if uploads and st.button(
    f"Import {len(uploads)} {'file' if len(uploads) == 1 else 'files'}", type="primary", key="import",
    icon=":material/upload_file:",
):  # fmt: skip
    importing.run(uploads)
importing.last()

rejected = cache.rejected()
if len(rejected):
    with st.expander(f"Everything rejected so far ({len(rejected):,})", icon=":material/block:", key="all_rejected"):
        tables.show(rejected, tables.REJECTED, frames.REJECTED, alt="Rejected inputs", dark=state.dark())
        download.slices(rejected, "rejected", Selection(), key="rejected")
