"""A table whatever file it came in: named columns and rows with their place. From here on all are alike."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from data.errors import InputError
from data.reading.columns import DAY, NO_WISHES, Columns, Header, Wishes, choose, fields_of
from data.reading.dayorder import evidence, serial, settled
from data.reading.rows import Place, row_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from data.models import Rejected, Source
    from data.reading.dayorder import Order

SAMPLE = 20
"""Rows that are looked at to tell addresses from names."""


class Row(NamedTuple):
    """One row by column; without cells it could not be taken apart, and `problem` says why."""

    line: int
    cells: Mapping[str, object] | None
    given: object  # what its hash is of: bytes, or what JSON holds
    encoding: str = "utf-8"
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before its columns are known for what they are. `rows` may be called again; each call starts anew.

    `office` tables come from workbooks; in one with `serials`, a plain number of the date column counts days.
    """

    file: str
    name: str
    header: Header
    rows: Callable[[], Iterator[Row]]
    office: bool = False
    serials: bool = False

    def sample(self, number: int = SAMPLE) -> list[Mapping[str, object]]:
        return [row.cells for row in islice(self.rows(), number) if row.cells is not None]


def read_grid(grid: Grid, wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """One article a row; a bad row costs one article, a table without a text column is refused whole."""
    try:
        columns = choose(grid.header, grid.sample(), wishes)
    except InputError as error:
        yield Place(grid.file, grid.name).reject(str(error))
        return
    order = order_of(grid, columns)
    found = False
    for row in grid.rows():
        found = True
        yield from read_row(grid, row, columns, order)
    if not found:
        yield Place(grid.file, grid.name).reject("has a header and no rows: there is nothing to read")


def read_row(grid: Grid, row: Row, columns: Columns, order: Order | None) -> Iterator[Source | Rejected]:
    """Yield the article of one row, or why there is none."""
    place = Place(grid.file, grid.name, row.line, row.encoding, digest(row))
    if row.cells is None:
        yield place.reject(row.problem)
        return
    try:
        fields = fields_of(row.cells, columns)
        if DAY in fields:
            fields[DAY] = settled(serial(fields[DAY]) if grid.serials else fields[DAY], order)
        yield from row_source(fields, place)
    except InputError as error:
        yield place.reject(str(error))


def digest(row: Row) -> str:
    """Hash of a row as it was given. It takes longer than to find the row, and is not always asked for."""
    given = row.given
    if not isinstance(given, bytes):
        given = json.dumps(given, ensure_ascii=True, sort_keys=True).encode()
    return hashlib.sha256(given).hexdigest()


def order_of(grid: Grid, columns: Columns) -> Order | None:
    """Return what comes first in the dates of a table: as the analyst says, else as its date column shows."""
    day = columns.column(DAY)
    if columns.order is not None or day is None or (columns.plain and not grid.office):
        return columns.order
    return evidence(row.cells.get(day) for row in grid.rows() if row.cells is not None).order
