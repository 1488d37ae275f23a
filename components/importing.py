"""Importing what was dropped, with progress, and the receipt of the last import."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from components import cache, download, notices, state, tables, waiting
from data import aside, receipts
from data.errors import DataError
from data.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from data.reading.columns import Wishes
    from data.store import ImportSummary

RECEIPT, RUNNING = "import_receipt", "import_running"
TIMELINE = "components/pages/timeline.py"


class Receipt(NamedTuple):
    """The last import of this session."""

    summary: ImportSummary
    files: pd.DataFrame
    reasons: pd.DataFrame


def run(uploads: Sequence[UploadedFile], wishes: Wishes) -> None:
    """Start importing the dropped files into the analyst's own store, never into the sample."""
    if is_running():  # clicked twice
        return
    try:
        job = aside.import_uploads(cache.own_store(), [(upload.name, upload.getvalue()) for upload in uploads], wishes)
    except DataError as error:
        notices.failed(error)
        return
    state.remember(RUNNING, job)


def get_ready() -> None:
    """Have an import's process load what it needs while the analyst looks at what has been dropped."""
    aside.get_ready(cache.own_store() if cache.own_exists() else None)


def is_running() -> bool:
    return state.chosen(RUNNING) is not None


def follow() -> None:
    """Wait for the import that this visit has started, and keep its receipt.

    It goes on by itself where somebody turns to another page; back on this one, it is followed again.
    """
    done: aside.Imported | None = waiting.result(RUNNING, shown)
    if done is None:
        return
    state.remember(RECEIPT, Receipt(done.summary, receipts.by_file(done.files), receipts.reasons(done.summary)))
    st.rerun()


def shown(move: aside.Move) -> str:
    """Say in a line how far an import is."""
    return f"{move.done:,} of {move.total:,}: {move.what}" if move.total else f"{move.done:,} read: {move.what}"


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
