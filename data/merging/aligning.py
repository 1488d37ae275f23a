"""Lay two texts beside each other: the passages they share, word for word, and the small edits inside them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from data.models import Passage

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from data.models import Span

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’\u00ad][^\W\d_]+)*")
_JOINTS = re.compile(r"[-'’\u00ad]")
_FULL_HOUR = re.compile(r"[.:]00\Z")
_PAIRS = re.compile(r"(?<=[aou])e|(?<=s)s")
_OPENING = re.compile(r"\A\W+")
_ENDS = '.!?…\n"“”»«+:|'  # what stands before a heading, with or without a line of its own
_ANCHOR = 4  # words in a row that tie two places together
GAP = 12  # words between two anchors that still count as one edited passage
SAME = 0.5  # of the words at the end of a text, from which they are the same sentence
_STRIDE = 16  # words compared at a time where two texts run beside each other
_LONGEST, _MOST = 40, 1 << 17  # letters of a chunk that is remembered, and how many are


class Words:
    """The words of one text: folded, as they were written, and where they stand."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._chunks = body.split()
        self.folded = tuple(chain.from_iterable(map(_CHUNKS.__getitem__, self._chunks)))

    def written(self, at: int) -> str:
        """Return a word as it stands in the text."""
        chunk = bisect_right(self._ends, at)
        found: list[str] = _WORD.findall(self._chunks[chunk])
        return found[at - self._ends[chunk]]

    @cached_property
    def _ends(self) -> list[int]:
        """How many words there are up to the end of each chunk."""
        return list(accumulate(len(_CHUNKS[chunk]) for chunk in self._chunks))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words, each once."""
        return frozenset(self.folded)

    @cached_property
    def _spans(self) -> list[Span]:
        return [match.span() for match in _WORD.finditer(self._body)]

    def span(self, start: int, end: int) -> Span:
        """Return the characters from word `start` up to word `end`."""
        return self._spans[start][0], self._spans[end - 1][1]

    def is_heading(self, start: int, end: int) -> bool:
        """Tell whether these words stand where a sentence has ended and before one begins, as a heading does."""
        first, last = self.span(start, end)
        before, after = self._body[:first].rstrip(" \t"), _OPENING.sub("", self._body[last : last + 20])
        return (not before or before[-1] in _ENDS) and (after[:1].isupper() or not after)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a, and the words that stand in their place in b; either may be empty. Half-open word ranges."""

    a: tuple[int, int]
    b: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Shared passages as word ranges, the edits inside them, and how many words of a and of b are shared.

    `edges` are edits of the same words before the first passage and after the last one, where both texts begin or end.
    """

    passages: tuple[tuple[int, int, int, int], ...]
    edits: tuple[Edit, ...]
    equal: int
    edges: tuple[Edit, ...] = ()


def fold_word(word: str) -> str:
    """Return `word` as `data.merging.fold` sees it."""
    if word[0].isdigit():
        return _FULL_HOUR.sub("", word)
    word = word.lower()
    if not word.isalpha():
        word = _JOINTS.sub("", word)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("ß", "s")) if not unicodedata.combining(c))
    return _PAIRS.sub("", word)


class _Chunks(dict[str, tuple[str, ...]]):
    """The folded words of what stands between two spaces, remembered: most of a text was seen before."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        folded = tuple(map(fold_word, _WORD.findall(chunk)))
        if len(chunk) <= _LONGEST and len(self) < _MOST:
            self[chunk] = folded
        return folded


_CHUNKS = _Chunks()


def align(a: Words, b: Words) -> Alignment:
    """Find the runs of at least four equal words, in any order, and join those that only a small edit separates."""
    runs = list(_runs(a.folded, b.folded))
    passages: list[tuple[int, int, int, int]] = []
    edits: list[Edit] = []
    for a0, a1, b0, b1 in runs:
        if passages:
            left = passages[-1]
            if 0 <= a0 - left[1] <= GAP and 0 <= b0 - left[3] <= GAP:
                edits += edits_between(a.folded, b.folded, (left[1], a0), (left[3], b0))
                passages[-1] = (left[0], a1, left[2], b1)
                continue
        passages.append((a0, a1, b0, b1))
    edges = tuple(_edges(a.folded, b.folded, passages)) if passages else ()
    return Alignment(tuple(passages), tuple(edits), sum(a1 - a0 for a0, a1, _, _ in runs), edges)


def shared_passages(alignment: Alignment, a: Words, b: Words) -> tuple[Passage, ...]:
    """Return the passages as character spans of both bodies."""
    return tuple(Passage(a.span(a0, a1), b.span(b0, b1)) for a0, a1, b0, b1 in alignment.passages)


def _runs(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[tuple[int, int, int, int]]:
    """Yield equal stretches in the order of a; of several places in b, the one that goes on from the last is taken."""
    anchors = list(zip(b, b[1:], b[2:], b[3:], strict=False))
    places: dict[tuple[str, ...], int] = dict(zip(reversed(anchors), range(len(anchors) - 1, -1, -1), strict=True))
    at, expected = 0, 0
    while at <= len(a) - _ANCHOR:
        place = places.get(a[at : at + _ANCHOR])
        if place is None:
            at += 1
            expected += 1
            continue
        if expected < len(anchors) and anchors[expected] == anchors[place]:
            place = expected
        end, other = at + _ANCHOR, place + _ANCHOR
        while a[end : end + _STRIDE] == b[other : other + _STRIDE] and end < len(a):
            end += _STRIDE
            other += _STRIDE
        for one, two in zip(a[end : end + _STRIDE], b[other : other + _STRIDE], strict=False):
            if one != two:
                break
            end += 1
            other += 1
        end, other = min(end, len(a)), min(other, len(b))
        yield at, end, place, other
        at, expected = end, other


def _edges(a: tuple[str, ...], b: tuple[str, ...], passages: list[tuple[int, int, int, int]]) -> Iterator[Edit]:
    """Yield the edits at both ends, where too few words follow each other to be a run but most are the same."""
    first, last = passages[0], passages[-1]
    for in_a, in_b in (((0, first[0]), (0, first[2])), ((last[1], len(a)), (last[3], len(b)))):
        sizes = in_a[1] - in_a[0], in_b[1] - in_b[0]
        if max(sizes) <= GAP and _same(a[slice(*in_a)], b[slice(*in_b)]) >= SAME * max(sizes):
            yield from edits_between(a, b, in_a, in_b)


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Count the words that both have in the same order."""
    return (len(a) + len(b) - Indel.distance(a, b)) // 2


def edits_between(
    a: Sequence[Hashable], b: Sequence[Hashable], in_a: tuple[int, int], in_b: tuple[int, int]
) -> Iterator[Edit]:
    """Yield the edits between two stretches of words, which are half-open ranges of `a` and `b`."""
    widths = in_a[1] - in_a[0], in_b[1] - in_b[0]
    if 0 in widths or widths == (1, 1):  # nothing to align
        if any(widths):
            yield Edit(in_a, in_b)
        return
    codes = Indel.opcodes(a[in_a[0] : in_a[1]], b[in_b[0] : in_b[1]])
    open_a = open_b = None
    for code in codes:
        if code.tag == "equal":
            if open_a is not None and open_b is not None:
                yield Edit((open_a, in_a[0] + code.src_start), (open_b, in_b[0] + code.dest_start))
            open_a = open_b = None
        elif open_a is None:
            open_a, open_b = in_a[0] + code.src_start, in_b[0] + code.dest_start
    if open_a is not None and open_b is not None:
        yield Edit((open_a, in_a[1]), (open_b, in_b[1]))
