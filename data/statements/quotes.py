"""Quotation marks: which stretches of a text stand between them, whatever their style."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# What closes a quotation that was opened so. German prints „…“, »…«, «…», English “…”, ‘…’; typewriters "…".
CLOSERS = {
    "„": '“”"‟',
    "“": '”“"',
    "”": "”",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "‚": "‘’",
    "‘": "’",
    "'": "'’",
    '"': '"“”',
}
_MARK = re.compile("[„“”»«›‹‚‘’'\"\n](?:(?<!\n)|[ \t]*\n)")  # a set of signs first: the engine looks for it alone
_GLANCE = 120  # characters in which a quotation without an end must show four words
_TRUSTED = frozenset("„»«“")  # an opener that may lack its end
_MAX_PARAGRAPHS = 5
_MAX_MARKS = 300  # a quotation with more marks inside is a text gone wrong


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between marks: the hull with its marks, and the words inside."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text`, in order; a quotation inside another is part of it.

    One that is never closed ends with its paragraph; one that the next paragraph opens anew is cut there.
    """
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text)]
    ends = {opener: _ends(text, marks, opener) for opener in {mark for _, mark in marks} & CLOSERS.keys()}
    breaks = [j for j, (_, mark) in enumerate(marks) if mark[0] == "\n"]
    found: list[Quotation] = []
    index = 0
    while index < len(marks):
        at, mark = marks[index]
        quotation, following = None, index + 1
        if _opens(text, at, mark):
            if _next(ends[mark], index) - index < _MAX_MARKS:
                quotation, following = _from_opener(text, marks, index)
            elif mark in _TRUSTED:
                after = bisect_right(breaks, index)
                limit = marks[breaks[after]][0] if after < len(breaks) else len(text)
                quotation = _open_ended(text, at, limit)
                following = breaks[after] + 1 if after < len(breaks) else len(marks)
        if quotation is not None:
            found.append(quotation)
        index = following if quotation is not None else index + 1
    return tuple(found)


def _ends(text: str, marks: list[tuple[int, str]], opener: str) -> list[int]:
    """Return which marks may close a quotation opened so."""
    return [j for j, (at, mark) in enumerate(marks) if mark in CLOSERS[opener] and _closes(text, at, mark)]


def _next(places: list[int], index: int) -> int:
    """Return the first of `places` behind `index`; far away where there is none."""
    after = bisect_right(places, index)
    return places[after] if after < len(places) else index + _MAX_MARKS


def _opens(text: str, at: int, mark: str) -> bool:
    if mark not in CLOSERS or at + 1 >= len(text) or text[at + 1].isspace():
        return mark == "„" and at + 1 < len(text)
    if mark in "„‚":
        return True
    if mark == "'" and not text[at + 1].isalnum():
        return False
    before = text[at - 1] if at else " "
    return before.isspace() or before in "([{-–—/:" or before in CLOSERS


def _from_opener(text: str, marks: list[tuple[int, str]], index: int) -> tuple[Quotation | None, int]:
    """Follow the quotation opened by `marks[index]`; return it and the index of the first mark after it."""
    start, opener = marks[index]
    closers = CLOSERS[opener]
    depth, paragraphs = 1, 0
    first_closer: int | None = None
    for j in range(index + 1, min(len(marks), index + _MAX_MARKS)):
        at, mark = marks[j]
        if mark[0] == "\n":
            paragraphs += 1
            following = text[at + len(mark) : at + len(mark) + 1]
            if first_closer is not None:
                return _closed(text, start, marks[first_closer][0]), first_closer + 1
            if following == opener or paragraphs >= _MAX_PARAGRAPHS or not _closes_later(text, marks, j, opener):
                return _open_ended(text, start, at), j + 1
        elif mark == opener and mark not in closers and _opens(text, at, mark):
            depth += 1
        elif mark in closers and _closes(text, at, mark):
            depth -= 1
            if depth == 0:
                return _closed(text, start, at), j + 1
            if first_closer is None:
                first_closer = j
    if first_closer is not None:
        return _closed(text, start, marks[first_closer][0]), first_closer + 1
    return _open_ended(text, start, len(text)), len(marks)


def _closes(text: str, at: int, mark: str) -> bool:
    """Tell a closing mark, which has a stop or comma beside it, from an apostrophe."""
    if mark not in "’‘'":
        return True
    following = text[at + 1 : at + 2]
    if following.isalnum():
        return False
    return mark == "‘" or text[at - 1] in '.,!?…“”"' or not following or following in ',.;:!?)–—“”"'


def _closes_later(text: str, marks: list[tuple[int, str]], j: int, opener: str) -> bool:
    """Whether the next paragraph closes a quotation before it opens another one."""
    for at, mark in marks[j + 1 :]:
        if mark[0] == "\n" or (mark == opener and _opens(text, at, mark)):
            return False
        if mark in CLOSERS[opener] and _closes(text, at, mark):
            return True
    return False


def _closed(text: str, start: int, at: int) -> Quotation | None:
    return Quotation(start, at + 1, start + 1, at, closed=True) if text[start + 1 : at].strip() else None


def _open_ended(text: str, start: int, limit: int) -> Quotation | None:
    """Believe a quotation without an end only where it is long enough to be a sentence."""
    if text[start] not in _TRUSTED or len(text[start : min(limit, start + _GLANCE)].split()) < 4:
        return None
    passage = text[start:limit].rstrip()
    return Quotation(start, start + len(passage), start + 1, start + len(passage), closed=False)
