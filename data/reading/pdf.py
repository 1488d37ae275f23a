"""PDF: lines as paragraphs, without what stands on every page. Its own dates are those of the file and not read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from data.cleaning.page import CONJUNCTIONS
from data.errors import InputError
from data.reading.characters import tidy
from data.reading.decoding import read_whole
from data.reading.pdf_pages import HYPHEN, read_pages
from data.reading.rows import Place, plain_source
from data.reading.worker import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from data.models import Rejected, Source

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,5}\d{1,4}\W{0,5}")
_ENDS = re.compile(r"[.!?…:][\"'“”„»«’‘)\]]{0,3}$")
_EDGE = 2
"""Lines at the head and foot of a page that may stand on every page."""
_LISTED = 10
_OTHER_TYPE, _GAP, _SHORT = 0.35, 1.4, 0.15
"""What ends a paragraph: type larger by a share, more than so many lines' distance, a last line shorter by a share."""


class Line(NamedTuple):
    """One line: words, and its place on the page in points from below; `page` counts from 1."""

    text: str
    left: float
    right: float
    top: float
    height: float
    page: int


def read_pdf(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """Yield the article that a PDF is, and which pages have no text. Raises InputError where none has any."""
    content = read_whole(stream)
    pages = [
        [Line(_letters(text), box[0], box[2], box[3], box[3] - box[1], number) for text, box in lines]
        for number, lines in enumerate(bounded(read_pages, content), 1)
    ]
    place = Place(file, name, None, "utf-8", hashlib.sha256(content).hexdigest())
    bare = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if len(bare) == len(pages):
        raise InputError("holds pictures of pages and no text: have a program recognise it (OCR) first")
    if bare:
        listed = ", ".join(bare[:_LISTED]) + (" …" if len(bare) > _LISTED else "")
        yield place.reject(
            f"has no text on {'page' if len(bare) == 1 else 'pages'} {listed} (pictures?): the other pages are read"
        )
    yield plain_source(paragraphs([line for page in without_running(pages) for line in page]), place)


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without lines that stand at the head or foot of most, whatever numbers they hold; a head stays once."""
    heads = [_key(line) for page in pages for line in page[:_EDGE]]
    feet = [_key(line) for page in pages for line in page[_EDGE:][-_EDGE:]]
    often = max(2, (len(pages) + 1) // 2)
    running = {key for key, count in Counter(heads + feet).items() if count >= often}
    seen: set[str] = set()
    kept: list[list[Line]] = []
    for page in pages:
        lines: list[Line] = []
        for place, line in enumerate(page):
            at_head, at_foot = place < _EDGE, place >= len(page) - _EDGE
            if (at_head or at_foot) and (_key(line) in running or _PAGE_NUMBER.fullmatch(line.text)):
                if not at_head or _key(line) in seen or _NUMBER.search(line.text):
                    continue
                seen.add(_key(line))
            lines.append(line)
        kept.append(lines)
    return kept


def paragraphs(lines: Sequence[Line]) -> str:
    """Join lines to paragraphs, and words that were broken at the end of a line."""
    if not lines:
        raise InputError("is empty: there is no text in it")
    gaps = [one.top - other.top for one, other in pairwise(lines) if one.page == other.page and one.top > other.top]
    pitch = median(gaps) if gaps else 0.0
    edges: Counter[float] = Counter()
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        edges[round(before.right)] += 1
        if before.text.endswith(HYPHEN):
            parts[-1] = _joined(parts[-1], line.text)
        elif _goes_on(before, line, pitch, max(edges)):
            parts[-1] = (
                _joined(parts[-1], line.text) if _is_broken(before.text, line.text) else f"{parts[-1]} {line.text}"
            )
        else:
            parts.append(line.text)
    return "\n\n".join(part.removesuffix(HYPHEN) for part in parts)


def _goes_on(before: Line, line: Line, pitch: float, edge: float) -> bool:
    """Whether a line is of the same paragraph as the one before it."""
    ended = _ENDS.search(before.text) is not None
    if line.page != before.page or line.top >= before.top:
        return not ended and not _other_type(before, line)
    if _other_type(before, line):
        return False
    if before.top - line.top > _GAP * pitch:
        return False
    short = edge - before.right > _SHORT * (edge - before.left)
    indented = 0.5 * line.height < line.left - before.left < 6 * line.height
    return not (ended and (short or indented))


def _other_type(before: Line, line: Line) -> bool:
    """Whether two lines are set in types of other sizes, as a headline and its text are."""
    return abs(line.height - before.height) > _OTHER_TYPE * min(line.height, before.height)


def _is_broken(before: str, line: str) -> bool:
    """Whether a plain hyphen at the end of a line breaks a word: "Verhand-", "lungen"; not "Außen-", "und"."""
    return before.endswith("-") and before[-2:-1].islower() and line[:1].islower()


def _joined(before: str, line: str) -> str:
    """Two halves of a word. Before a capital, a figure or in a chain of hyphens, the hyphen is the word's own."""
    first = before.removesuffix(HYPHEN).removesuffix("-")
    if line.startswith(CONJUNCTIONS):
        return f"{first}- {line}"
    return f"{first}{line}" if line[:1].islower() else f"{first}-{line}"


def _letters(text: str) -> str:
    return " ".join(tidy(text).translate(_LIGATURES).split())


def _key(line: Line) -> str:
    return _NUMBER.sub("0", line.text.casefold())
