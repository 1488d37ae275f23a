"""Which column of a dropped table is which field: a suggestion to change, and the first rows as they would be read.

A choice is a widget keyed by the table's header, and kept for the session: the next table of that header is asked about
with it. Names of columns and files are text of strangers: options of a select box and cells, never markdown.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from components import cache, notices, state, tables
from components.passages import literal
from data import previews
from data.reading.columns import DAY, NO_WISHES, TEXT, Columns, Wishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from data.reading.columns import Header
    from data.reading.dayorder import Evidence, Order
    from data.reading.layouts import Layout

NONE = "(none)"
FIELDS = {
    "text": ("Text", "The article; the only field that is needed"),
    "title": ("Headline", "Without it, the first lines of the text are looked through"),
    "published_on": ("Published", "A day is read only where it is plainly one"),
    "outlet": ("Outlet", "Who printed it"),
    "url": ("Address", "http and https only"),
    "author": ("Author", "Who wrote it"),
    "id": ("Id", "Your own key: the same id with another text is a new version"),
    "lang": ("Language", "de or en; else it is detected"),
}
ORDERS: dict[Order, str] = {"day": "Day first", "month": "Month first"}
SHOWN_AS = {TEXT: "begins"}
NAMED = 3
"""Files of one header that are named."""


def step(uploads: Sequence[UploadedFile]) -> Wishes:
    """Ask about each table that names its columns otherwise than we do, and return what was answered."""
    found: dict[Header, list[Layout]] = {}
    for upload in uploads:
        for layout in cache.layouts(upload):
            found.setdefault(layout.header, []).append(layout)
    if not found:
        return NO_WISHES
    notices.section("Which column is what?")
    st.caption(
        "Suggested from the columns' names. Check the first rows below each choice: they are read as the import will."
    )
    return Wishes(tables={header: _ask(same) for header, same in found.items()})


def _ask(same: list[Layout]) -> Columns:
    """Draw one header's table and return its columns; tables with the same header are asked about once."""
    layout = same[0]
    key = f"map_{hashlib.sha256(repr(layout.header).encode()).hexdigest()[:16]}"
    with st.container(border=True, key=key):
        _name(same)
        chosen = _choose(layout, key)
        columns = Columns(tuple(chosen.items()), _order(layout, chosen.get(DAY), key))
        if TEXT in chosen:
            _preview(layout, columns)
        else:
            st.warning(
                "Choose the column that holds the articles; without it this table is refused.",
                icon=":material/article:",
            )
        with st.expander("The columns as they are", expanded=TEXT not in chosen):
            tables.as_given(previews.as_they_are(layout), alt="First rows of the table")
    return columns


def _preview(layout: Layout, columns: Columns) -> None:
    rows = previews.first_rows(layout, columns)
    wanted = {"line", *(SHOWN_AS.get(field, field) for field, _ in columns.fields)}
    shown = [column.name for column in previews.PREVIEW if column.name in wanted]
    st.caption(
        f"{'The first ' if layout.rows > len(rows) else ''}{len(rows)} of {layout.rows:,} rows as they would be read"
    )
    tables.show(rows, shown, previews.PREVIEW, alt="First rows as they would be read", dark=state.dark())
    for line, reason in zip(rows["line"], rows["reason"], strict=True):
        if isinstance(reason, str):
            st.caption(f":material/info: Line {line}: {literal(reason, 300)}")


def _name(same: list[Layout]) -> None:
    named = ", ".join(literal(layout.file, 90) for layout in same[:NAMED])
    more = f" and {len(same) - NAMED:,} more with the same columns" if len(same) > NAMED else ""
    rows = sum(layout.rows for layout in same)
    st.markdown(f":material/table: **{named}**{more} :gray[{rows:,} {'row' if rows == 1 else 'rows'}]")


def _choose(layout: Layout, key: str) -> dict[str, str]:
    """Draw one select box a field; return the column of each field that has one."""
    options = [None, *layout.choices]
    chosen: dict[str, str] = {}
    with st.grid(4, min_column_width=150):
        for field, (label, note) in FIELDS.items():
            suggested = layout.suggested.column(field)
            column = st.selectbox(
                label, options, index=options.index(suggested) if suggested in options else 0, key=f"{key}_{field}",
                format_func=lambda column: NONE if column is None else column, help=note, persist_state="session",
            )  # fmt: skip
            if column in layout.choices:
                chosen[field] = column
    return chosen


def _order(layout: Layout, day: str | None, key: str) -> Order | None:
    """Ask what comes first in dates such as 03/04/2025 where their column does not show it; else say what it shows."""
    shown = layout.dates.get(day) if day else None
    if shown is None or not shown.either:
        return None
    if shown.order is not None:
        st.caption(f"{ORDERS[shown.order]} in dates such as 03/04/2025: {_decided(shown)} can only be read so.")
        return None
    told = "its other dates contradict each other" if shown.day else "no other date of the column tells"
    return st.segmented_control(
        f"{_count(shown.either, 'date')} such as 03/04/2025 could be either: {told}. Undecided, they stay undated.",
        list(ORDERS), format_func=ORDERS.__getitem__, key=f"{key}_order", persist_state="session",
    )  # fmt: skip


def _decided(shown: Evidence) -> str:
    return f"{_count(shown.day or shown.month, 'other date')} of the column"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
