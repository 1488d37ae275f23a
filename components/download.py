"""The only download buttons. What is downloaded are the rows that are shown, all of them, with every column.

The bytes are made when the button is clicked, from the rows that were drawn with it; the file's name says which filter
and revision they are of, so that name and content cannot come apart.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from components import cache
from data import export

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from data.frames import Column
    from data.selection import Selection


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
    held = cache.store()
    declared = tuple(columns) or export.TABLES[table].columns
    revision = rows.attrs.get(cache.REVISION, held.revision)
    taken = export.Slice(table, selection, rows, declared, revision, held.rules)
    name = "_".join(word for word in (taken.name, part, f"r{taken.revision}") if word)
    if part:
        taken = export.Slice(f"{table}, {part}", selection, rows, declared, revision, held.rules)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_downloads"):
        _button(
            "CSV", partial(export.spreadsheet_csv, rows, declared), (f"{name}.csv", "text/csv"), key=f"{key}_csv",
            note="For spreadsheet programs: UTF-8, every field quoted, no cell is a formula",
        )  # fmt: skip
        _button(
            "JSON Lines", partial(export.json_lines, rows, declared), (f"{name}.jsonl", "application/jsonl"),
            key=f"{key}_jsonl", note="True to the letter, one object a line",
        )  # fmt: skip
        _button(
            "Manifest", partial(export.manifest, taken), (f"{name}.manifest.json", "application/json"),
            key=f"{key}_manifest", note="Filter, revision, rule version, time, and what the columns mean",
        )  # fmt: skip
        st.caption(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}, all columns", width="content")


def _button(label: str, make: Callable[[], bytes], file: tuple[str, str], *, key: str, note: str) -> None:
    name, mime = file
    kind: Literal["secondary", "tertiary"] = "secondary" if mime == "text/csv" else "tertiary"
    st.download_button(
        label,
        make,
        file_name=name,
        mime=mime,
        key=key,
        help=note,
        on_click="ignore",
        icon=":material/download:",
        type=kind,
    )
