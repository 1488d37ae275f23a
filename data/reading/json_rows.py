"""JSON Lines, one article a line, and plain JSON: one object or a list of them."""

from __future__ import annotations

import json
import math
from itertools import chain
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.columns import NO_WISHES, Columns, Wishes, tidied
from data.reading.decoding import decode, decode_line, read_whole, refuse_binary
from data.reading.grids import Grid, Row, digest, read_grid
from data.reading.limits import MAX_FILE_BYTES, MAX_JSON_DEPTH, MAX_KEYS, MAX_ROW_BYTES
from data.reading.rows import FIELDS, Place, row_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from data.models import Rejected, Source


def read_json_lines(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """Every line is read by itself, so that a file may be larger than memory and a bad line costs one article."""
    grid = json_lines_grid(file, name, stream, wishes)
    if grid is not None:
        yield from read_grid(grid, wishes)
        return
    stream.seek(0)
    yield from _as_they_are(file, name, line_rows(stream))


def read_json(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """One object, or a list of objects whose place in the list stands for the line."""
    try:
        rows = list(value_rows(stream))
    except InputError as error:
        yield Place(file, name).reject(str(error))
        return
    grid = json_grid(file, name, lambda: iter(rows), wishes)
    yield from _as_they_are(file, name, rows) if grid is None else read_grid(grid, wishes)


def json_lines_grid(file: str, name: str, stream: BinaryIO, wishes: Wishes = NO_WISHES) -> Grid | None:
    """Take lines as a table where they name their fields otherwise than we do; None where there is no need."""

    def rows() -> Iterator[Row]:
        stream.seek(0)
        return line_rows(stream)

    return json_grid(file, name, rows, wishes)


def json_grid(file: str, name: str, rows: Callable[[], Iterator[Row]], wishes: Wishes = NO_WISHES) -> Grid | None:
    """Take objects as a table where none has a `text`, or where the analyst says how to read them."""
    keys: dict[str, None] = {}
    plain = False
    for row in rows():
        plain = plain or "text" in (row.cells or ())
        if plain and not wishes.tables and wishes.everywhere == Columns():
            return None
        new = [key for key in row.cells or () if key not in keys]
        keys.update(dict.fromkeys(new[: MAX_KEYS - len(keys)]))
    header = tidied(key for key in keys if key != "clean")
    asked = header in wishes.tables or wishes.everywhere != Columns()
    if not header or (plain and not asked) or (not plain and all(key in FIELDS for key in header)):
        return None

    def named() -> Iterator[Row]:
        for row in rows():
            cells = row.cells
            yield row if cells is None else row._replace(cells=dict(zip(tidied(cells), cells.values(), strict=True)))

    return Grid(file, name, header, named)


def line_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the object of each line that is not empty, or what is wrong with it."""
    for number, (line, encoding) in enumerate(_lines(stream), 1):
        if not line.strip():
            continue
        try:
            text = decode_line(_checked(line))
            if encoding == "utf-8":
                encoding = text.encoding  # noqa: PLW2901 - of this line only
            yield Row(number, _object(_value(text.text)), line, encoding)
        except InputError as error:
            yield Row(number, None, line, encoding, str(error))


def value_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the objects of a JSON value, of {"articles": [...]} those of its only list. Raises InputError."""
    decoded = decode(read_whole(stream))
    for number, row in enumerate(_listed(_value(decoded.text)), 1):
        try:
            yield Row(number, _object(row), row, decoded.encoding)
        except InputError as error:
            yield Row(number, None, row, decoded.encoding, str(error))


def _as_they_are(file: str, name: str, rows: Iterable[Row]) -> Iterator[Source | Rejected]:
    found = False
    for row in rows:
        found = True
        place = Place(file, name, row.line, row.encoding, digest(row))
        try:
            yield from [place.reject(row.problem)] if row.cells is None else row_source(row.cells, place)
        except InputError as error:
            yield place.reject(str(error))
    if not found:
        yield Place(file, name).reject("is empty: there is no row in it")


def _listed(value: object) -> list[object]:
    if isinstance(value, dict) and "text" not in value:
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner]
        if len(lists) == 1 and all(isinstance(inner, dict) for inner in lists[0]):
            return lists[0]
    return value if isinstance(value, list) else [value]


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, str]]:
    """Lines in UTF-8 or what passes for it, with the encoding of the file; of an endless line only the start."""
    head = stream.readline(MAX_ROW_BYTES + 1)
    refuse_binary(head)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:64]:
        content = head + stream.read(MAX_FILE_BYTES)
        decoded = decode(content)
        for row in decoded.text.removeprefix("\ufeff").split("\n"):
            yield row.encode("utf-8", "replace"), decoded.encoding
        return
    encoding = "utf-8"
    if head.startswith(b"\xef\xbb\xbf"):
        head, encoding = head[3:], "utf-8-sig"
    rest = iter(lambda: stream.readline(MAX_ROW_BYTES + 1), b"")
    unfinished = False
    for line in chain((head,) if head else (), rest):
        if not unfinished:
            yield (line if len(line) > MAX_ROW_BYTES else line.rstrip(b"\r\n")), encoding
        unfinished = not line.endswith(b"\n")


def _checked(line: bytes) -> bytes:
    if len(line) > MAX_ROW_BYTES:
        raise InputError(f"is longer than {MAX_ROW_BYTES:,} bytes: split it into articles")
    return line


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise InputError('is not a JSON object: write an article as {"text": …}')
    return value


def _value(text: str) -> object:
    """Strict JSON: no NaN, no infinity, no key of ours twice with different values, nothing deep."""
    try:
        value: object = json.loads(
            text.removeprefix("\ufeff"),
            parse_constant=_no_constant,
            parse_float=_finite,
            object_pairs_hook=_distinct,
        )
    except RecursionError:
        raise InputError("is nested too deeply to be an article: keep to plain fields") from None
    except json.JSONDecodeError as error:
        found = error.msg.removesuffix(" at")
        raise InputError(f"is not valid JSON ({found} at column {error.colno}): mend or remove it") from None
    except ValueError as error:
        found = str(error).partition(":")[0][:100]
        raise InputError(f"is not valid JSON ({found}): mend or remove it") from None
    if _deeper(value, MAX_JSON_DEPTH):
        raise InputError("is nested too deeply to be an article: keep to plain fields")
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is too large a number")
    return number


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) < len(pairs):
        for key, value in pairs:
            if key in FIELDS and row[key] != value:
                raise ValueError(f"'{key}' is given twice with different values")
    return row


def _deeper(value: object, levels: int) -> bool:
    children = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(levels == 0 or _deeper(child, levels - 1) for child in children if isinstance(child, dict | list))
