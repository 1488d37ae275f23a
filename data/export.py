"""The only place where rows become CSV or JSON Lines.

Two forms, because no file can be both: one that is safe to open in a spreadsheet, and one that is true to the letter.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from data import frames, quality, query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.frames import Column
    from data.selection import Selection
    from data.store import Store


class Table(NamedTuple):
    """A table's columns, and the query that fills it."""

    columns: tuple[Column, ...]
    rows: Callable[[Store, Selection], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of one table at one revision."""

    table: str
    selection: Selection
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    revision: int
    rules: str | None

    @property
    def name(self) -> str:
        """A file name without its ending: the table and what was selected."""
        return self.table if self.table in UNFILTERED else f"{self.table}_{self.selection.slug()}"


_IGNORED = " \t\n\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""What a spreadsheet or a reader's eye may skip before the first letter of a cell."""
_FORMULA = tuple("=+-@|%＝＋－＠")
_BREAKS = re.compile(r"[\r\n\t\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CELL_STARTS = re.compile(rf'([;,|"][\s{_IGNORED}]*)(?=[=+@\-|%＝＋－＠])')


def spreadsheet_csv(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    r"""Return the frame's rows as CSV for spreadsheet programs: UTF-8 with BOM, every field quoted, `\r\n` after a row.

    One row is one line: breaks inside a text become spaces. No cell is a formula, whether the program separates at
    comma, semicolon or tab: an apostrophe goes before whatever would begin one (OWASP, CSV Injection). Days are ISO,
    numbers and truths are left as they are, tuples are joined with ", ".
    """
    held = io.StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([strict(column.name) for column in columns])
    cells = [_strict_column(_column(frame[column.name], column)) for column in columns]
    writer.writerows(zip(*cells, strict=True))
    return held.getvalue().encode("utf-8-sig", "replace")


def json_lines(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """Return the rows as UTF-8 JSON Lines, true to the letter: tuples are lists, days ISO, absent values null."""
    names = [column.name for column in columns]
    cells = [_column(frame[column.name], column) for column in columns]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in zip(*cells, strict=True))
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def manifest(held: Slice, time: datetime | None = None) -> bytes:
    """Return a JSON object that says what a slice holds: filter, revision, rule version, time (UTC), columns, rows."""
    described = {
        "table": held.table,
        "rows": len(held.frame),
        "filter": held.selection.caption(held.table) if held.table not in UNFILTERED else None,
        "parameters": held.selection.to_params(),
        "revision": held.revision,
        "rules": held.rules,
        "time": (time or datetime.now(UTC)).isoformat(timespec="seconds"),
        "columns": {column.name: column.meaning for column in held.columns},
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def slice_zip(held: Slice, time: datetime | None = None) -> bytes:
    """Return a ZIP of the slice in both forms and its manifest, named after the slice."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr(f"{held.name}.csv", spreadsheet_csv(held.frame, held.columns))
        members.writestr(f"{held.name}.jsonl", json_lines(held.frame, held.columns))
        members.writestr(f"{held.name}.manifest.json", manifest(held, time))
    return archive.getvalue()


def take(store: Store, table: str, selection: Selection) -> Slice:
    """Return the selected rows of a table (`TABLES`), all of one revision, with that revision and its rule version.

    `UNFILTERED` tables come whole.
    """
    with store.snapshot() as edition:
        frame = TABLES[table].rows(store, selection)
        return Slice(table, selection, frame, TABLES[table].columns, edition.revision, store.rules)


def strict(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; what is no text passes as it is."""
    if not isinstance(value, str):
        return ", ".join(str(strict(part)) for part in value) if isinstance(value, list) else value
    text = _CELL_STARTS.sub(r"\1'", _BREAKS.sub(" ", value))
    return f"'{text}" if text.lstrip(_IGNORED)[:1] in _FORMULA else text


def _strict_column(values: list[Any]) -> list[Any]:
    texts = {value for value in values if isinstance(value, str)}  # in most columns few differ
    known = {text: strict(text) for text in texts}
    return [known[value] if isinstance(value, str) else strict(value) for value in values]


def _column(values: pd.Series[Any], column: Column) -> list[Any]:
    """Return plain values: str, int, float, bool, list of str, or None."""
    if column.dtype == "object":
        return [None if value is None else list(value) for value in values]
    if column.dtype == "datetime64[s]":
        return [None if pd.isna(value) else value.date().isoformat() for value in values]
    return [None if pd.isna(value) else value for value in values.tolist()]


TABLES = {
    "signals": Table(frames.SIGNALS, query.signals),
    "articles": Table(frames.ARTICLES, query.articles),
    "statements": Table(frames.STATEMENTS, query.statements),
    "speakers": Table(frames.SPEAKERS, query.speakers),
    "origins": Table(frames.ORIGINS, query.origins),
    "changes": Table(frames.CHANGES, query.changes),
    "versions": Table(frames.VERSIONS, lambda store, _: query.versions(store)),
    "merges": Table(frames.MERGES, lambda store, _: query.decisions(store)),
    "by_hand": Table(frames.BY_HAND, lambda store, _: query.by_hand(store)),
    "reviews": Table(quality.REVIEWS, lambda store, _: quality.listed(query.reviews(store))),
    "rejected": Table(frames.REJECTED, lambda store, _: query.rejected(store)),
}
"""Every table that can be exported."""
UNFILTERED = ("versions", "merges", "by_hand", "reviews", "rejected")
