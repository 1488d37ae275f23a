"""Importing what was dropped, with progress, and the receipt of the last import."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from components import cache, download, notices, state, tables
from components.passages import literal
from data import receipts
from data.errors import DataError
from data.reading import read_upload
from data.selection import Selection
from data.store import import_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from data.reading.columns import Wishes
    from data.store import ImportSummary

RECEIPT = "import_receipt"
TIMELINE = "components/pages/timeline.py"


class Receipt(NamedTuple):
    """The last import of this session."""

    summary: ImportSummary
    files: pd.DataFrame
    reasons: pd.DataFrame


def run(uploads: Sequence[UploadedFile], wishes: Wishes) -> None:
    """Import the dropped files into the analyst's own store, never into the sample."""
    bar = st.progress(0.0, "Reading…")
    sources = [source for upload in uploads for source in read_upload(upload.name, upload.getvalue(), wishes)]
    try:
        store = cache.own_store()
        summary = import_sources(
            store,
            sources,
            progress=lambda done, what: bar.progress(
                min(done / max(len(sources), 1), 1.0), literal(f"{done:,} of {len(sources):,}: {what}", 120)
            ),
        )
    except DataError as error:
        notices.failed(error)
        return
    finally:
        bar.empty()
    state.remember(RECEIPT, Receipt(summary, receipts.by_file(store, sources, summary), receipts.reasons(summary)))
    st.rerun()


def last() -> None:
    """Show what the last import of this session did."""
    held: Receipt | None = state.chosen(RECEIPT)
    if held is None:
        return
    summary = held.summary
    notices.section("What happened")
    with st.grid(6, min_column_width=110):
        for label, count, note in (
            ("Read", summary.read, "Articles read"),
            ("New", summary.new, "Articles that were not known"),
            ("Updated", summary.updated, "Known articles with another text: a new version each"),
            ("Unchanged", summary.unchanged, "Articles known with this text already"),
            ("Copies", summary.merged, "New and updated articles that carry the text of another one"),
            ("Rejected", len(summary.rejected), "Rows or files that could not be used"),
        ):
            st.metric(label, f"{count:,}", border=True, help=note)
    tables.show(held.files, tables.FILES, receipts.FILES, alt="What happened to each file", dark=state.dark())
    download.slices(held.files, "import", Selection(), key="import_files", part="files", columns=receipts.FILES)
    if len(held.reasons):
        notices.section("Rejected in this import")
        tables.show(held.reasons, tables.REASONS, receipts.REASONS, alt="Rejected rows and files", dark=state.dark())
        download.slices(
            held.reasons, "import", Selection(), key="import_reasons", part="rejected", columns=receipts.REASONS
        )
    if summary.new or summary.updated:
        st.page_link(TIMELINE, label="See the timeline", icon=":material/bar_chart:")
