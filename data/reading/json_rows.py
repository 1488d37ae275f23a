"""JSON Lines, one article a line, and plain JSON: one object or a list of them."""

from __future__ import annotations

import hashlib
import json
import math
from itertools import chain
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.decoding import decode, decode_line, read_whole, refuse_binary
from data.reading.limits import MAX_FILE_BYTES, MAX_JSON_DEPTH, MAX_ROW_BYTES
from data.reading.rows import FIELDS, Place, row_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from data.models import Rejected, Source


def read_json_lines(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """Every line is read by itself, so that a file may be larger than memory and a bad line costs one article."""
    found = False
    for number, (line, encoding) in enumerate(_lines(stream), 1):
        if not line.strip():
            continue
        found = True
        place = Place(file, name, number, encoding, hashlib.sha256(line).hexdigest())
        try:
            text = decode_line(_checked(line))
            if encoding == "utf-8":
                place = Place(file, name, number, text.encoding, place.sha256)
            yield from row_source(_object(_value(text.text)), place)
        except InputError as error:
            yield place.reject(str(error))
    if not found:
        yield Place(file, name).reject("is empty: there is no row in it")


def read_json(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """One object, or a list of objects whose place in the list stands for the line."""
    place = Place(file, name)
    try:
        decoded = decode(read_whole(stream))
        value = _value(decoded.text)
    except InputError as error:
        yield place.reject(str(error))
        return
    rows = value if isinstance(value, list) else [value]
    if not rows:
        yield place.reject("is empty: there is no row in it")
    for number, row in enumerate(rows, 1):
        canonical = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
        place = Place(file, name, number, decoded.encoding, hashlib.sha256(canonical).hexdigest())
        try:
            yield from row_source(_object(row), place)
        except InputError as error:
            yield place.reject(str(error))


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
