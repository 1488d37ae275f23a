"""The only place where rows become CSV or JSON Lines.

Two forms, because no file can be both: one that is safe to open in a spreadsheet, and one that is true to the letter.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from data import frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.frames import Column
    from data.selection import Selection

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
    cells = [_column(frame[column.name], column) for column in columns]
    writer.writerows([strict(value) for value in row] for row in zip(*cells, strict=True))
    return held.getvalue().encode("utf-8-sig", "replace")


def json_lines(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """Return the rows as UTF-8 JSON Lines, true to the letter: tuples are lists, days ISO, absent values null."""
    names = [column.name for column in columns]
    cells = [_column(frame[column.name], column) for column in columns]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in zip(*cells, strict=True))
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def manifest(
    selection: Selection,
    *,
    table: str,
    columns: Sequence[Column],
    rows: int,
    revision: int,
    rules: str | None,
    time: datetime | None = None,
) -> bytes:
    """Return a JSON object that says what a slice holds: filter, revision, rule version, time (UTC), columns, rows."""
    held = {
        "table": table,
        "rows": rows,
        "filter": selection.caption(),
        "parameters": selection.to_params(),
        "revision": revision,
        "rules": rules,
        "time": (time or datetime.now(UTC)).isoformat(timespec="seconds"),
        "columns": {column.name: column.meaning for column in columns},
    }
    return (json.dumps(held, ensure_ascii=False, indent=2) + "\n").encode()


def slice_zip(name: str, frame: pd.DataFrame, columns: Sequence[Column], described: bytes) -> bytes:
    """Return a ZIP of both forms and their manifest: `<name>.csv`, `<name>.jsonl`, `<name>.manifest.json`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.csv", spreadsheet_csv(frame, columns))
        archive.writestr(f"{name}.jsonl", json_lines(frame, columns))
        archive.writestr(f"{name}.manifest.json", described)
    return held.getvalue()


def strict(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; what is no text passes as it is."""
    if not isinstance(value, str):
        return ", ".join(str(strict(part)) for part in value) if isinstance(value, list) else value
    text = _CELL_STARTS.sub(r"\1'", _BREAKS.sub(" ", value))
    return f"'{text}" if text.lstrip(_IGNORED)[:1] in _FORMULA else text


def _column(values: pd.Series[Any], column: Column) -> list[Any]:
    """Return plain values: str, int, float, bool, list of str, or None."""
    if column.dtype == "object":
        return [None if value is None else list(value) for value in values]
    if column.dtype == "datetime64[s]":
        return [None if pd.isna(value) else value.date().isoformat() for value in values]
    return [None if pd.isna(value) else value for value in values.tolist()]


TABLES: dict[str, tuple[Column, ...]] = {
    "signals": frames.SIGNALS,
    "articles": frames.ARTICLES,
    "statements": frames.STATEMENTS,
    "merges": frames.MERGES,
    "speakers": frames.SPEAKERS,
    "rejected": frames.REJECTED,
}
"""Every table that can be exported, and its columns."""
