"""The only download buttons. What is downloaded are the rows that are shown, all of them, with every column.

The bytes are made when the button is clicked; the file's name says which filter and revision they are of, so that name
and content cannot come apart. Where the rows stay in the database until then, and it has changed since they were drawn,
no file is made, and the button says so: once the page is drawn anew, it has the rows of then.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from components import cache
from data import export, query
from data.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from data.frames import Column
    from data.selection import Selection
    from data.store import Store
    from data.store.database import Edition

    Rows = Callable[[], pd.DataFrame]


REFUSED = (
    "No file is made where the database has changed since these rows were drawn: reload the page, then download again"
)


def signals(count: int, selection: Selection, *, key: str, part: str = "", undated: bool = False) -> None:
    """Offer the selected signals, or the undated ones among them: `count` rows, read when they are asked for."""
    rows = partial(_signals, cache.store(), selection, undated=undated)
    _whole(count, rows, "signals", selection, key=key, part=part)


def articles(count: int, selection: Selection, *, key: str) -> None:
    """Offer the selected articles: `count` rows, read when they are asked for."""
    _whole(count, partial(query.articles, cache.store(), selection), "articles", selection, key=key)


def slices(
    rows: pd.DataFrame,
    table: str,
    selection: Selection,
    *,
    key: str,
    part: str = "",
    columns: Sequence[Column] = (),
) -> None:
    """Offer `rows` of a table: `export.TABLES` declares its columns, or `columns` does.

    `part` names what was picked beyond the filter, a-z, 0-9 and `-` only; it stands in file name and manifest.
    """
    declared = tuple(columns) or export.TABLES[table].columns
    revision = rows.attrs.get(cache.EDITION, cache.edition()).revision
    _buttons(len(rows), lambda: rows, declared, table=table, selection=selection, revision=revision, key=key, part=part)


def _whole(count: int, rows: Rows, table: str, selection: Selection, *, key: str, part: str = "") -> None:
    edition = cache.edition()
    taken = partial(_unchanged, cache.store(), edition, rows)
    declared = export.TABLES[table].columns
    _buttons(count, taken, declared, table=table, selection=selection, revision=edition.revision, key=key, part=part)


def _unchanged(store: Store, edition: Edition, rows: Rows) -> pd.DataFrame:
    """Return the rows of an edition. Raises StoreError where the database is past it."""
    held = rows()
    if store.state.edition != edition:
        raise StoreError(
            f"{store.name}: changed since revision {edition.revision} was shown; reload the page and download again"
        )
    return held


def _signals(store: Store, selection: Selection, *, undated: bool) -> pd.DataFrame:
    held = query.signals(store, selection)
    return held[held["said_on"].isna()] if undated else held


def _buttons(
    count: int,
    rows: Rows,
    declared: tuple[Column, ...],
    *,
    table: str,
    selection: Selection,
    revision: int,
    key: str,
    part: str,
) -> None:
    rules = cache.rules()
    slug = table if table in export.UNFILTERED else f"{table}_{selection.slug()}"
    name = "_".join(word for word in (slug, part, f"r{revision}") if word)
    described = f"{table}, {part}" if part else table
    click = partial(_button, key=key)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_downloads"):
        click(
            "CSV", lambda: export.spreadsheet_csv(rows(), declared), (f"{name}.csv", "text/csv"),
            note="For spreadsheet programs: UTF-8, every field quoted, no cell is a formula",
        )  # fmt: skip
        click(
            "JSON Lines", lambda: export.json_lines(rows(), declared), (f"{name}.jsonl", "application/jsonl"),
            note="True to the letter, one object a line",
        )  # fmt: skip
        click(
            "Manifest",
            lambda: export.manifest(export.Slice(described, selection, rows(), declared, revision, rules)),
            (f"{name}.manifest.json", "application/json"),
            note="Filter, revision, rule version, time, and what the columns mean",
        )
        st.caption(f"{count:,} {'row' if count == 1 else 'rows'}, all columns", width="content", help=REFUSED)


def _button(
    label: str,
    make: Callable[[], bytes],
    file: tuple[str, str],
    *,
    key: str,
    note: str,
) -> None:
    name, mime = file
    kind: Literal["secondary", "tertiary"] = "secondary" if mime == "text/csv" else "tertiary"
    st.download_button(
        label,
        make,
        file_name=name,
        mime=mime,
        key=f"{key}_{label.split(maxsplit=1)[0].lower() if mime != 'application/jsonl' else 'jsonl'}",
        help=note,
        on_click="ignore",  # a rerun at the click may drop the answer that the browser waits for
        icon=":material/download:",
        type=kind,
    )
