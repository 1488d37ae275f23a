"""CSV: delimiter and header are detected, and a row that does not fit the header is refused, never shifted."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.characters import tidy
from data.reading.decoding import decode, read_whole
from data.reading.limits import MAX_ROW_BYTES
from data.reading.rows import FIELDS, Place, row_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from data.models import Rejected, Source

DELIMITERS = (",", ";", "\t")


def read_table(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """One article a row. A file without a usable header is refused whole; a bad row costs one article."""
    place = Place(file, name)
    try:
        decoded = decode(read_whole(stream))
        lines = list(io.StringIO(decoded.text.removeprefix("\ufeff"), newline=""))
        header, delimiter = _header(lines)
    except InputError as error:
        yield place.reject(str(error))
        return
    found = False
    for number, row, problem in _records(lines, delimiter):
        if row is not None and number == 1:
            continue
        found = True
        canonical = json.dumps(row or lines[number - 1], ensure_ascii=True).encode()
        place = Place(file, name, number, decoded.encoding, hashlib.sha256(canonical).hexdigest())
        if row is None:
            yield place.reject(problem or "is no CSV row")
            continue
        try:
            yield from row_source(_fields(header, row), place)
        except InputError as error:
            yield place.reject(str(error))
    if not found:
        yield Place(file, name).reject("has a header and no rows: there is nothing to read")


def _fields(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if len(row) != len(header):
        raise InputError(f"has {len(row)} fields where the header has {len(header)}: quote what holds a delimiter")
    return {key: value for key, value in zip(header, row, strict=True) if key in FIELDS}


def _header(lines: Sequence[str]) -> tuple[list[str], str]:
    """Column names in lower case and the delimiter: the one with which the first line names a `text` column."""
    if not any(line.strip() for line in lines):
        raise InputError("is empty: there is no row in it")
    for delimiter in DELIMITERS:
        _, row, problem = next(_records(lines, delimiter), (1, None, None))
        header = [tidy(name).strip().lower() for name in row or []]
        if problem or "text" not in header:
            continue
        twice = sorted({name for name in header if name in FIELDS and header.count(name) > 1})
        if twice:
            raise InputError(f"names the column '{twice[0]}' twice: rename one of them")
        return header, delimiter
    raise InputError(
        "names no column 'text' in its first line (delimiters , ; and tab are known): rename the texts' one"
    )


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | None, str | None]]:
    """Line number, fields and problem of each record; blank lines are none.

    A record that is no CSV, such as one with an unclosed quotation mark, is given up after its first line: what it
    would have swallowed is read as rows of its own.
    """
    csv.field_size_limit(MAX_ROW_BYTES)
    at = 0
    while at < len(lines):
        reader = csv.reader(_from(lines, at), delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
        while True:
            start = at + reader.line_num
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield start + 1, None, f"is no CSV row ({error}): check its quotation marks"
                at = start + 1
                break
            if row:
                yield start + 1, row, None


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    return (lines[number].replace("\x00", "") for number in range(start, len(lines)))
