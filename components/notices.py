"""Banners, empty states and counts: what a page says before and instead of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cache, sidebar, state
from components.passages import literal
from components.serving import uploads
from data.operating import logs
from data.selection import Selection

if TYPE_CHECKING:
    from data.errors import DataError
    from data.totals import Collection, Totals

IMPORT = "components/pages/imports.py"


def sample_banner() -> None:
    """Say that the sample is shown, and how to start with own articles."""
    if not cache.is_sample():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="sample_banner"):
        st.markdown(
            ":material/science: **Bundled sample**: invented outlets, short texts after the public record of 2025. "
            "Nothing here is a source."
        )
        st.page_link(IMPORT, label="Start with own articles", icon=":material/upload_file:")


def counted(counts: Totals) -> None:
    """Show how much the filter holds, and of what."""
    with st.grid(3, min_column_width=160):
        st.metric("Signals", f"{counts.signals:,}", border=True, help="Statements about a contact between leaders")
        st.metric("Articles", f"{counts.articles:,}", border=True, help="Articles that hold at least one of them")
        st.metric(
            "Independent texts", f"{counts.independent_texts:,}", border=True,
            help="Reprints of one text, whole, cut or lightly edited, count once",
        )  # fmt: skip


def collection(held: Collection) -> None:
    """Show how many articles there are, and how many texts and stories they come to."""
    with st.grid(4, min_column_width=160):
        st.metric("Articles", f"{held.articles:,}", border=True)
        st.metric(
            "Independent texts", f"{held.independent_texts:,}", border=True,
            help="Duplicate groups: reprints of one text, whole, cut or lightly edited, are one group",
        )  # fmt: skip
        st.metric("Stories", f"{held.stories:,}", border=True, help="Texts that tell of the same event")
        st.metric("Undated", f"{held.undated:,}", border=True, help="Dated by nothing; can be dated by hand below")
    st.caption("The range of days in the sidebar is that of publication here; the search looks into whole articles.")


def import_target() -> None:
    """Say where imported articles go."""
    target = literal(cache.own_name(), 300)
    if cache.is_sample():
        st.caption(
            f"The first import replaces the sample by your own database, {target}. The sample keeps apart from it."
        )
    else:
        st.caption(f"Imports go to {target}. Importing a file twice changes nothing.")


def upload_budget() -> None:
    """Say how much may be dropped, and that something was refused because it was more."""
    whole = uploads.budget.limit // 2**20
    if uploads.budget.is_full(state.visit()):
        st.warning(
            f"Not every file was taken: one visit may hold {whole:,} MB of uploads. Import what is here, remove it "
            "from the list and drop the rest; or import large collections with `treffpunkt import`.",
            icon=":material/upload_file:",
        )
    st.caption(f"Up to {st.get_option('server.maxUploadSize'):,} MB a file, {whole:,} MB together.")


def import_formats() -> None:
    """Explain what can be dropped."""
    with st.expander("What can be imported", icon=":material/help:"):
        st.markdown(
            "- **Text files**, one article each, as copied from a page: byline, captions and teasers are recognised. "
            "**Markdown** may begin with front matter (`title`, `date`, `url`, `author`).\n"
            "- **HTML pages**, as saved by a browser: what the page states of title, author, outlet and day is taken. "
            "**Feeds** (RSS, Atom) as files; to poll them by their address, see below.\n"
            "- **PDF** with text in it, and mails as **.eml**: newsletters, forwarded articles and what is attached.\n"
            "- **CSV**, **Excel**, LibreOffice or **JSON Lines**, one article a row. Only a text is required; `id`, "
            "`title`, `published_on`, `outlet`, `url`, `lang` and `author` are taken as metadata. Where columns are "
            "named otherwise, you are asked which is which.\n"
            "- A **ZIP** of any of these.\n\n"
            "Encodings are detected. What cannot be read is listed with its line and the reason; the rest goes "
            "through. Another text of a known article becomes its next version."
        )
        st.code('{"id": "a1", "title": "…", "text": "…", "published_on": "2025-08-07", "outlet": "…"}', language="json")


def nothing(selection: Selection, what: str = "signals") -> None:
    """Say why a page is empty and what to do about it."""
    if not cache.choices().articles:
        st.info(
            "No articles yet. Import text, HTML pages, PDF, mails, CSV, Excel, JSON Lines or a ZIP of them.",
            icon=":material/inbox:",
        )
        st.page_link(IMPORT, label="Import articles", icon=":material/upload_file:")
    elif selection == Selection():
        st.info(f"No {what} found in the imported articles.", icon=":material/search_off:")
    else:
        st.info(f"No {what} match these filters.", icon=":material/filter_alt_off:")
        st.caption(literal(selection.caption(), 400))
        st.button("Reset filters", key="reset_empty", on_click=sidebar.reset, icon=":material/restart_alt:")


def caption(selection: Selection) -> None:
    """Say in a sentence what is shown; names and search text in it are not markdown."""
    st.caption(literal(selection.caption(), 600))


def said(speaker: str, held: Totals) -> None:
    """Head a speaker's signals with their number and that of the independent texts they stand in."""
    count, texts = held.signals, held.independent_texts
    section(
        f"{speaker}: {count:,} {'signal' if count == 1 else 'signals'} in {texts:,} independent "
        f"{'text' if texts == 1 else 'texts'}"
    )


def section(text: str) -> None:
    """Head a part of the page; names in it are not markdown."""
    st.subheader(literal(text), anchor=False)


def failed(error: DataError) -> None:
    """Show an error that the data layer explains, with the number under which the log has it.

    Its message may name files and articles, which are not markdown.
    """
    number = logs.failed(error)
    st.error(f"{literal(str(error), 600)} (in the log as {number})", icon=":material/error:")
