"""CSV: delimiter and header are detected, and a row that does not fit the header is refused, never shifted."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.columns import NO_WISHES, TEXT, Wishes, names_text, tidied
from data.reading.decoding import decode, read_whole
from data.reading.grids import Grid, Row, read_grid
from data.reading.limits import MAX_ROW_BYTES
from data.reading.rows import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from data.models import Rejected, Source
    from data.reading.columns import Header

DELIMITERS = (",", ";", "\t")


def read_table(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """One article a row. A file without a usable header is refused whole; a bad row costs one article."""
    try:
        grid = table_grid(file, name, stream, wishes)
    except InputError as error:
        yield Place(file, name).reject(str(error))
        return
    yield from read_grid(grid, wishes)


def table_grid(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Grid:
    """Take a CSV file apart. Raises InputError where it is empty or no text."""
    decoded = decode(read_whole(stream))
    lines = list(io.StringIO(decoded.text.removeprefix("\ufeff"), newline=""))
    header, delimiter = _header(lines, wishes)

    def rows() -> Iterator[Row]:
        for number, row, problem in _records(lines, delimiter):
            if row is not None and number == 1:
                continue
            place = Row(number, None, row or lines[number - 1], decoded.encoding, problem or "is no CSV row")
            if row is None:
                yield place
            elif len(row) != len(header):
                told = f"has {len(row)} fields where the header has {len(header)}: quote what holds a delimiter"
                yield place._replace(problem=told)
            else:
                yield place._replace(cells=dict(zip(header, row, strict=True)))

    return Grid(file, name, header, rows)


def _header(lines: Sequence[str], wishes: Wishes) -> tuple[Header, str]:
    """Column names and the delimiter: the one with which the first line names a text column, else the most columns."""
    if not any(line.strip() for line in lines):
        raise InputError("is empty: there is no row in it")
    found: dict[str, Header] = {}
    for delimiter in DELIMITERS:
        _, row, problem = next(_records(lines, delimiter), (1, None, None))
        if not problem:
            found[delimiter] = tidied(row or [])
    for fits in (_is_plain, lambda header: names_text(header, wishes)):
        for delimiter, header in found.items():
            if fits(header):
                return header, delimiter
    best = max(found, key=lambda delimiter: len(found[delimiter]), default=None)
    if best is None:
        raise InputError("names no column 'text' in its first line (delimiters , ; and tab are known): mend that line")
    return found[best], best


def _is_plain(header: Header) -> bool:
    return TEXT in (column.lower() for column in header)


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
