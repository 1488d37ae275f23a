"""The lines of a PDF's pages with their places, read in the process of the parsers, which has no engine for scripts."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from data.errors import InputError
from data.reading.limits import MAX_ARTICLE_CHARS, MAX_PDF_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, counted from the page's lower left corner."""

HYPHEN = "\ufffe"
"""At the end of a line: the hyphen of a word that goes on in the next one."""

_SCRIPT = re.compile(rb"/(?:JavaScript|JS)\b")
_BREAK = re.compile(rf"({HYPHEN})(?:\r\n|[\r\n])?|\r\n|[\r\n]")
_FEW = 12
_MARGIN = 0.07
"""Share of a page's height above and below its text, where page numbers and running heads stand."""
_CROSSING, _BESIDE, _FULL, _SWITCHES = 0.15, 0.25, 0.7, 0.3
"""Shares of a page's pieces that columns leave: across the gutter at most, on each side at least, of a line's width in
its column, and of changes of side, from which on columns were written across."""


def read_pages(content: bytes) -> list[list[tuple[str, Box]]]:
    """Lines of each page in the order of reading; a page without text has none. Raises InputError."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("is locked with a password: save it without one, or print it to a new PDF") from None
        raise InputError("is a damaged PDF: open it and save it again") from None
    if _SCRIPT.search(content) or raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise InputError("holds a program (JavaScript): print it to a new PDF")
    if len(document) > MAX_PDF_PAGES:
        raise InputError(f"has {len(document):,} pages, the limit is {MAX_PDF_PAGES:,}: split it into articles")
    pages: list[list[tuple[str, Box]]] = []
    size = 0
    for number in range(len(document)):
        try:
            lines = _lines(document[number].get_textpage())
        except pypdfium2.PdfiumError:
            lines = []
        size += sum(len(text) for text, _ in lines)
        if size > MAX_ARTICLE_CHARS:
            raise InputError(f"has more than {MAX_ARTICLE_CHARS:,} characters: split it into articles")
        pages.append(lines)
    return pages


def _lines(text: Any) -> list[tuple[str, Box]]:
    """Lines as they were written; where columns were written line by line across, one column after the other."""
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    gutter = _gutter(boxes)
    if gutter is None:
        return list(_written(text))
    pieces = [(_words(text.get_text_bounded(*box)), box) for box in boxes]
    height = text.page.get_height()
    return _by_column(pieces, gutter, (height * _MARGIN, height * (1 - _MARGIN)))


def _written(text: Any) -> Iterator[tuple[str, Box]]:
    """Yield the lines in the page's own order."""
    whole = str(text.get_text_range())
    counted = len(whole) == text.count_chars()
    start = 0
    for match in [*_BREAK.finditer(whole), None]:
        end = len(whole) if match is None else match.start()
        words = whole[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            last = start + len(words.rstrip()) - 1
            box = (
                _around(text.get_charbox(first, loose=True), text.get_charbox(last, loose=True))
                if counted
                else (0.0, 0.0, 0.0, 0.0)
            )
            yield words.strip() + (HYPHEN if match is not None and match[1] else ""), box
        start = end if match is None else match.end()


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _words(piece: str) -> str:
    return piece.replace("\x02", HYPHEN).replace("\r", "").replace("\n", "")


def _gutter(boxes: Sequence[Box]) -> float | None:
    """Place of the gap between two columns that were written across; None where there are none."""
    if len(boxes) < _FEW:
        return None
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    places = [left + (right - left) * step / 100 for step in range(30, 71)]
    across = [sum(box[0] < at < box[2] for box in boxes) for at in places]
    clear = [at for at, count in zip(places, across, strict=True) if count == min(across)]
    at = clear[len(clear) // 2]
    first = [box for box in boxes if box[2] <= at]
    second = [box for box in boxes if box[0] >= at]
    if min(across) > _CROSSING * len(boxes) or min(len(first), len(second)) < _BESIDE * len(boxes):
        return None
    if not (_fills(first) and _fills(second)):
        return None
    sides = [box[0] >= at for box in boxes if box[2] <= at or box[0] >= at]
    switches = sum(one != other for one, other in pairwise(sides))
    return at if switches > _SWITCHES * len(boxes) else None


def _fills(column: Sequence[Box]) -> bool:
    """Whether most lines go from edge to edge, as those of text do and those of a table's cells do not."""
    width = max(box[2] for box in column) - min(box[0] for box in column)
    return median(box[2] - box[0] for box in column) >= _FULL * width


def _by_column(pieces: Sequence[tuple[str, Box]], gutter: float, body: tuple[float, float]) -> list[tuple[str, Box]]:
    """Lines from above, the left column before the right one; what goes across, or is outside the body, ends both."""
    lines: list[tuple[str, Box]] = []
    left: list[tuple[str, Box]] = []
    right: list[tuple[str, Box]] = []
    for piece in sorted(pieces, key=lambda piece: -piece[1][3]):
        if piece[1][3] < body[0] or piece[1][1] > body[1]:
            lines += [*_whole(left), *_whole(right), piece]
            left, right = [], []
        elif piece[1][2] <= gutter:
            left.append(piece)
        elif piece[1][0] >= gutter:
            right.append(piece)
        else:
            lines += [*_whole(left), *_whole(right), piece]
            left, right = [], []
    return [(words.strip(), box) for words, box in [*lines, *_whole(left), *_whole(right)] if words.strip()]


def _whole(pieces: Sequence[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Put the pieces of each line of one column together; a line has more than one where its type changes."""
    lines: list[list[tuple[str, Box]]] = []
    for piece in pieces:
        box, last = piece[1], lines[-1][0][1] if lines else None
        if last is not None and min(box[3], last[3]) - max(box[1], last[1]) > (box[3] - box[1]) / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    found = []
    for line in lines:
        line.sort(key=lambda piece: piece[1][0])
        box = line[0][1]
        for _, other in line[1:]:
            box = _around(box, other)
        found.append((" ".join(words.strip() for words, _ in line), box))
    return found
