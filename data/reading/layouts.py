"""Tables that name their columns otherwise than we do, as the analyst is asked about them before they are imported."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from data.errors import InputError
from data.models import Rejected
from data.reading.columns import DAY, NO_WISHES, Columns, Header, suggest
from data.reading.contents import contents
from data.reading.dayorder import Evidence, evidence, is_slashed
from data.reading.folders import upload_name
from data.reading.formats import BOOK
from data.reading.grids import Grid, Row, read_row
from data.reading.json_rows import json_grid, json_lines_grid, value_rows
from data.reading.limits import MAX_KEYS, MAX_SHOWN_CHARS
from data.reading.spreadsheets import book_grids
from data.reading.tables import table_grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from data.models import Source

FIRST = 5
"""Rows of a preview."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table to be asked about: its columns, its first rows (long cells cut), and what its dates show by column."""

    file: str
    header: Header
    rows: int
    first: tuple[Row, ...]
    suggested: Columns
    dates: Mapping[str, Evidence]
    serials: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """Columns that can be chosen: those with a name of their own."""
        once = (column for column in self.header if column and self.header.count(column) == 1)
        return tuple(column for _, column in zip(range(MAX_KEYS), once, strict=False))


def layouts(name: str, content: bytes) -> tuple[Layout, ...]:
    """Find the tables of a dropped file that are not plain. What cannot be read is left to the import to refuse."""
    found: list[Layout] = []
    for part in contents(upload_name(name), io.BytesIO(content)):
        if not isinstance(part, Rejected):
            found += (_layout(grid) for grid in _grids(*part) if not suggest(grid.header).plain)
    return tuple(found)


def preview(layout: Layout, columns: Columns) -> list[tuple[int, list[Source | Rejected]]]:
    """Read the first rows with these columns: line, and the article, or the reasons why there is none or less of it."""
    grid = Grid(
        layout.file, PurePath(layout.file).name, layout.header, lambda: iter(layout.first), serials=layout.serials
    )
    day = columns.column(DAY)
    order = columns.order or (layout.dates[day].order if day is not None and day in layout.dates else None)
    return [(row.line, list(read_row(grid, row, columns, order))) for row in layout.first]


def _grids(file: str, stream: BinaryIO, form: str) -> Iterator[Grid]:
    opened = _TABLES.get(form)
    if opened is None:
        return
    try:
        yield from opened(file, PurePath(file).name, stream)
    except InputError:
        return  # the import says why


def _sheets(file: str, name: str, stream: BinaryIO) -> list[Grid]:
    return [grid for grid in book_grids(file, name, stream) if isinstance(grid, Grid)]


def _lines(file: str, name: str, stream: BinaryIO) -> list[Grid]:
    grid = json_lines_grid(file, name, stream)
    return [] if grid is None else [grid]


def _values(file: str, name: str, stream: BinaryIO) -> list[Grid]:
    rows = list(value_rows(stream))
    grid = json_grid(file, name, lambda: iter(rows), NO_WISHES)
    return [] if grid is None else [grid]


_TABLES: dict[str, Callable[[str, str, BinaryIO], list[Grid]]] = {
    ".csv": lambda *parts: [table_grid(*parts)],
    ".tsv": lambda *parts: [table_grid(*parts)],
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".json": _values,
    BOOK: _sheets,
}


def _layout(grid: Grid) -> Layout:
    count = 0
    first: list[Row] = []
    seen = dict.fromkeys(grid.header[:MAX_KEYS], Evidence())
    for row in grid.rows():
        count += 1
        if len(first) < FIRST:
            first.append(row if row.cells is None else row._replace(cells=_cut(row.cells)))
        for column, value in (row.cells or {}).items():
            if is_slashed(value) and column in seen:
                seen[column] += evidence([value])
    return Layout(grid.file, grid.header, count, tuple(first), suggest(grid.header, grid.sample()), seen, grid.serials)


def _cut(cells: Mapping[str, object]) -> dict[str, object]:
    return {
        column: value[:MAX_SHOWN_CHARS] if isinstance(value, str) else value
        for column, value in cells.items()
    }  # fmt: skip
