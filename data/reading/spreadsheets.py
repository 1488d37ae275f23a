"""Workbooks of Excel and LibreOffice: each sheet is a table; what a cell shows is read, never what it would compute."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from data.errors import InputError
from data.models import Rejected
from data.reading.archives import DAMAGED, refuse_bomb
from data.reading.columns import NO_WISHES, Wishes, names_text, tidied
from data.reading.decoding import read_whole
from data.reading.grids import Grid, Row, read_grid
from data.reading.limits import MAX_BOOK_BYTES, MAX_SHEET_CELLS
from data.reading.rows import Place
from data.reading.worker import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from data.models import Source

_TITLE_ROWS = 10
"""Rows above the columns' names, such as a title and the day of the export, that are passed over."""

_BOOK_PART = "xl/workbook.xml"
_BOOK_PART_BYTES = 1_000_000
_FROM_1904 = re.compile(rb"date1904\s{0,5}=\s{0,5}[\"'](?:1|true|on)")

Cells = list[Any]
"""Strings and numbers; days and times as ISO 8601."""


def read_book(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """One article a row of each sheet; a sheet without a text column is refused, the others are read."""
    try:
        grids = list(book_grids(file, name, stream, wishes))
    except InputError as error:
        yield Place(file, name).reject(str(error))
        return
    for grid in grids:
        if isinstance(grid, Rejected):
            yield grid
        else:
            yield from read_grid(grid, wishes)


def book_grids(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Iterator[Grid | Rejected]:
    """Yield the tables of a workbook, under `file/sheet`. Raises InputError where it is damaged or empty."""
    content = read_whole(stream)
    serials = _counts_days(content)
    found = False
    for sheet, hidden, rows in bounded(sheets, content):
        if not rows:
            continue
        found = True
        title = tidied([sheet])[0].replace("/", "_") or "sheet"
        if hidden:
            yield Rejected(f"{file}/{title}", None, "is a hidden sheet: show it in its program to import it")
        else:
            yield _grid(f"{file}/{title}", f"{name}/{title}", rows, wishes, serials=serials)
    if not found:
        raise InputError("is empty: there is no row in it")


def sheets(content: bytes) -> list[tuple[str, bool, list[tuple[int, Cells]]]]:
    """Name of each sheet, whether it is hidden, and its rows that are not empty, numbered. Raises InputError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            found = []
            for about in book.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                rows_down, columns_across = sheet.end or (-1, -1)
                if (rows_down + 1) * (columns_across + 1) > MAX_SHEET_CELLS:
                    raise InputError(f"has a sheet of more than {MAX_SHEET_CELLS:,} cells: split it, or save it as CSV")
                rows = [
                    (number, [_cell(value) for value in row])
                    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
                    if any(value != "" for value in row)
                ]
                found.append((about.name, about.visible != SheetVisibleEnum.Visible, rows))
    except PasswordError:
        raise InputError("is locked with a password: save it without one") from None
    except CalamineError as error:
        raise InputError(f"is no readable workbook ({str(error)[:80]}): open it and save it again, or as CSV") from None
    return found


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if isinstance(value, str | int | float) else str(value)


def _counts_days(content: bytes) -> bool:
    """Refuse what looks like an attack, and return whether a plain number in a date column counts days from 1900.

    It does in workbooks of Excel, unless they count from 1904 as old ones of the Mac do. Raises InputError.
    """
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            refuse_bomb(container.infolist(), MAX_BOOK_BYTES, "the workbook")
            if _BOOK_PART not in container.namelist():
                return False
            return _FROM_1904.search(container.open(_BOOK_PART).read(_BOOK_PART_BYTES)) is None
    except DAMAGED:
        raise InputError("is a damaged workbook: open it and save it again") from None


def _grid(file: str, name: str, rows: Sequence[tuple[int, Cells]], wishes: Wishes, *, serials: bool) -> Grid:
    at = _header_row(rows, wishes)
    header = tidied(rows[at][1])

    def body() -> Iterator[Row]:
        for number, values in rows[at + 1 :]:
            yield Row(number, dict(zip(header, values, strict=True)), values)

    return Grid(file, name, header, body, office=True, serials=serials)


def _header_row(rows: Sequence[tuple[int, Cells]], wishes: Wishes) -> int:
    """Place of the row that names the columns: the first of the top rows with a text column, else with two names."""
    top = [tidied(values) for _, values in rows[:_TITLE_ROWS]]
    for place, header in enumerate(top):
        if names_text(header, wishes):
            return place
    return next((place for place, header in enumerate(top) if sum(map(bool, header)) > 1), 0)
