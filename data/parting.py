"""A very long body is read in parts, as if each were a body: what is built for one of them is freed before the next.

A word that is read takes some hundred bytes while the stages look at it; so what they need at one time is bounded by
the part, and what an article needs by the rows that are found in it. Who was named, who spoke and which contact is
under discussion does not go from one part to the next, as it would not from one chapter of a book. No body of
`MAX_PART_CHARS` or less is parted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data.models import Reading
from data.reading.limits import MAX_PART_CHARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from data.models import Article, DateMention, Mention, Signal, Span, Statement

_ENDS = tuple(map(re.compile, (r"\n[ \t]*\n", r"\n", r"[.!?…][“”\"«»‘’]?\s", r"\s")))
"""Where a part had best end: with a paragraph, a line, a sentence, a word."""


def read_in_parts(article: Article, read: Callable[[Article], Reading], longest: int = MAX_PART_CHARS) -> Reading:
    """Return what `read` finds in an article, of a long one part by part; the title belongs to the first part."""
    spans = list(parts(article.body, longest))
    if len(spans) == 1:
        return read(article)
    statements: list[Statement] = []
    signals: list[Signal] = []
    dates: list[DateMention] = []
    mentions: list[Mention] = []
    for start, end in spans:
        part = replace(article, raw="", cuts=(), body=article.body[start:end], title=None if start else article.title)
        found = read(part)
        signals += (signal if signal.where == "title" else _signal(signal, start) for signal in found.signals)
        dates += (replace(row, start=row.start + start, end=row.end + start) for row in found.dates)
        mentions += (replace(row, start=row.start + start, end=row.end + start) for row in found.mentions)
        before = len(statements)
        statements += (_statement(row, start, before) for row in found.statements)
    return Reading(article, tuple(statements), tuple(signals), tuple(dates), tuple(mentions))


def parts(body: str, longest: int) -> Iterator[Span]:
    """Yield the parts of a body in order, none longer than `longest`; every character is in one."""
    start = 0
    while len(body) - start > longest:
        end = _end(body, start, start + longest)
        yield start, end
        start = end
    yield start, len(body)


def _end(body: str, start: int, limit: int) -> int:
    """Return the last good end of a part before `limit` that leaves it half of its length."""
    least = (start + limit) // 2
    for ending in _ENDS:
        found = max((match.end() for match in ending.finditer(body, least, limit)), default=None)
        if found is not None:
            return found
    return limit


def _statement(row: Statement, by: int, before: int) -> Statement:
    """Move a statement `by` characters; `before` it there are so many of the parts before."""
    return replace(
        row,
        start=row.start + by,
        end=row.end + by,
        spans=_moved(row.spans, by),
        speaker_spans=_moved(row.speaker_spans, by),
        cue_spans=_moved(row.cue_spans, by),
        frame=None if row.frame is None else (row.frame[0] + by, row.frame[1] + by),
        chain=None if row.chain is None else row.chain + before,
    )


def _signal(row: Signal, by: int) -> Signal:
    start, end = row.start + by, row.end + by
    return replace(row, id=f"{row.article}:{start}-{end}", start=start, end=end)


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)
