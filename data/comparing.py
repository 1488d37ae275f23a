"""Two bodies side by side: which sentence answers to which, and what differs inside the pair.

Sentences are scored all against all, then aligned in text order by dynamic programming with the beads of Gale and
Church (1993): one to one, one to nothing, one to two, two to one. Sentences that a rewrite moved elsewhere are paired
afterwards, so that nothing is said to be missing that only stands in another place. Words are compared inside a pair
only: a whole-article diff of two articles is noise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from data.dating.finding import find_dates
from data.language import load
from data.text import Token, sentences, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Span

Difference = Literal["negation", "date", "number", "hedge", "wording"]

DIFFERENCES: tuple[Difference, ...] = ("negation", "date", "number", "hedge", "wording")
"""What a changed word can be, the weightiest first: a word that is two of them is the first."""

PAIRED = 0.45
"""Two sentences below this likeness (0 to 1) are not the same sentence reworded."""
MOVED = 0.75
"""A sentence found out of order must be more alike than that."""
_LONGEST = 2_000  # characters of a sentence that are scored; a page without full stops is no sentence
_MOST = 600  # sentences a side that are scored all against all; what stands behind them is paired where identical
_STOPS = frozenset(".,;:-–—…()")  # quotation marks are none: without them, a quotation has become a report
_QUOTES = str.maketrans(dict.fromkeys("„“”‟«»‹›‚‘’'\"", '"') | dict.fromkeys("–—−", "-"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one body that the other body has differently, or not at all."""

    start: int
    end: int
    kind: Difference


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison: a passage of `a`, its counterpart in `b`, or one of them alone.

    `score` is their likeness from 0 to 1 (0 where one is missing); `moved` says that they stand in another order.
    """

    a: Span | None
    b: Span | None
    score: float = 0.0
    moved: bool = False
    marks_a: tuple[Mark, ...] = ()
    marks_b: tuple[Mark, ...] = ()


def compare(a: str, b: str, lang_a: str = "de", lang_b: str | None = None) -> tuple[Row, ...]:
    """Align the sentences of two bodies, in the order of `a`, and mark what differs; what `b` adds stands between."""
    lang_b = lang_b or lang_a
    kinds_a, kinds_b = _kinds(a, lang_a), _kinds(b, lang_b)
    rows: list[Row] = []
    for row in align(a, b, lang_a, lang_b):
        if row.a is None or row.b is None:
            rows.append(row)
            continue
        marks_a, marks_b = _marks(_within(kinds_a, row.a), _within(kinds_b, row.b))
        rows.append(replace(row, marks_a=marks_a, marks_b=marks_b))
    return tuple(rows)


def align(a: str, b: str, lang_a: str = "de", lang_b: str | None = None) -> tuple[Row, ...]:
    """Align the sentences of two bodies as `compare` does, without a look at what differs inside them."""
    spans_a, spans_b = sentences(a, lang_a), sentences(b, lang_b or lang_a)
    aligned = _aligned([a[s:e] for s, e in spans_a], [b[s:e] for s, e in spans_b])
    return tuple(
        Row(_hull(spans_a, left), _hull(spans_b, right), score, moved) for left, right, score, moved in aligned
    )


def plain(text: str) -> str:
    """Return a text as its words count: quotation marks and dashes of one kind, one space between words."""
    return " ".join(text.translate(_QUOTES).split())


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Count rows that are `same`, `changed`, `only_a`, `only_b`, and marks by kind, for a line above the comparison."""
    found = dict.fromkeys(("same", "changed", "only_a", "only_b", *DIFFERENCES), 0)
    for row in rows:
        if row.a is None or row.b is None:
            found["only_b" if row.a is None else "only_a"] += 1
            continue
        found["changed" if row.marks_a or row.marks_b else "same"] += 1
        for kind in DIFFERENCES:
            here = sum(mark.kind == kind for mark in row.marks_a)
            there = sum(mark.kind == kind for mark in row.marks_b)
            found[kind] += max(here, there)
    return found


_BEADS = {1: (1, 0), 2: (0, 1), 3: (1, 1), 4: (2, 1), 5: (1, 2)}
"""Sentences of a and of b that a step of the alignment takes."""

_Pair = tuple[tuple[int, ...], tuple[int, ...], float, bool]  # sentence numbers of a, of b, likeness, moved


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[_Pair]:
    keys_a, keys_b = [_key(s) for s in a], [_key(s) for s in b]
    pairs: list[_Pair] = []
    head = 0  # equal openings need no table; two reprints are compared in no time
    while head < min(len(a), len(b)) and keys_a[head] == keys_b[head]:
        pairs.append(((head,), (head,), 1.0, False))
        head += 1
    rest = _beads(keys_a[head : head + _MOST], keys_b[head : head + _MOST])
    pairs += [(tuple(i + head for i in x), tuple(j + head for j in y), s, m) for x, y, s, m in rest]
    pairs += [((i,), (), 0.0, False) for i in range(head + _MOST, len(a))]
    pairs += [((), (j,), 0.0, False) for j in range(head + _MOST, len(b))]
    return _moved(pairs, keys_a, keys_b)


def _beads(a: Sequence[str], b: Sequence[str]) -> list[_Pair]:
    """Align in order: maximise the summed likeness above `PAIRED`, weighted by how many sentences a bead covers."""
    n, m = len(a), len(b)
    if not n or not m:
        return [((i,), (), 0.0, False) for i in range(n)] + [((), (j,), 0.0, False) for j in range(m)]
    one = _likeness(a, b)
    two_a = _likeness([f"{x} {y}" for x, y in pairwise(a)], b)
    two_b = _likeness(a, [f"{x} {y}" for x, y in pairwise(b)])
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    step = [[2] * (m + 1)] + [[1] * (m + 1) for _ in range(n)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            choices = [
                (best[i - 1][j], 1),
                (best[i][j - 1], 2),
                (best[i - 1][j - 1] + _gain(one[i - 1][j - 1]), 3),
            ]
            if i > 1:
                choices.append((best[i - 2][j - 1] + 1.2 * _gain(two_a[i - 2][j - 1]), 4))
            if j > 1:
                choices.append((best[i - 1][j - 2] + 1.2 * _gain(two_b[i - 1][j - 2]), 5))
            best[i][j], step[i][j] = max(choices)
    pairs: list[_Pair] = []
    i, j = n, m
    while i or j:
        move = step[i][j]
        taken_a, taken_b = _BEADS[move]
        i, j = i - taken_a, j - taken_b
        score = {3: one, 4: two_a, 5: two_b}[move][i][j] if move > 2 else 0.0
        pairs.append((tuple(range(i, i + taken_a)), tuple(range(j, j + taken_b)), score, False))
    return pairs[::-1]


def _gain(score: float) -> float:
    return score - PAIRED if score >= PAIRED else -1.0


def _likeness(a: Sequence[str], b: Sequence[str]) -> list[list[float]]:
    """Score all against all, 0 to 1: letters in order, or words in any order where a clause was turned round."""
    if not a or not b:
        return [[0.0] * len(b) for _ in a]
    straight = cdist(a, b, scorer=fuzz.ratio, dtype=np.float64)
    sorted_words = cdist(a, b, scorer=fuzz.token_sort_ratio, dtype=np.float64)
    table: list[list[float]] = (np.maximum(straight, 0.95 * sorted_words) / 100).tolist()
    return table


def _moved(pairs: list[_Pair], a: Sequence[str], b: Sequence[str]) -> list[_Pair]:
    """Pair what is left alone on both sides where it is plainly the same sentence in another place."""
    alone_a = [x[0] for x, y, _, _ in pairs if x and not y][:_MOST]
    alone_b = [y[0] for x, y, _, _ in pairs if y and not x][:_MOST]
    if not alone_a or not alone_b:
        return pairs
    table = _likeness([a[i] for i in alone_a], [b[j] for j in alone_b])
    likest = sorted(
        (
            (score, -i, -j)
            for i, line in zip(alone_a, table, strict=True)
            for j, score in zip(alone_b, line, strict=True)
        ),
        reverse=True,
    )
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, minus_i, minus_j in likest:
        if score < MOVED:
            break
        if -minus_i not in partner and -minus_j not in taken:
            partner[-minus_i] = (-minus_j, score)
            taken.add(-minus_j)
    result: list[_Pair] = []
    for x, y, score, flag in pairs:
        if x and not y and x[0] in partner:
            j, likeness = partner[x[0]]
            result.append((x, (j,), likeness, True))
        elif x or y[0] not in taken:
            result.append((x, y, score, flag))
    return result


def _key(sentence: str) -> str:
    return " ".join(sentence[:_LONGEST].translate(_QUOTES).casefold().split())


def _hull(spans: Sequence[Span], numbers: tuple[int, ...]) -> Span | None:
    return (spans[numbers[0]][0], spans[numbers[-1]][1]) if numbers else None


_Kinds = tuple[tuple[Token, Difference], ...]


def _kinds(text: str, lang: str) -> _Kinds:
    """Every token of a body with the kind of difference it makes if it is not in the other one."""
    words = _words(lang)
    dated = np.zeros(len(text) + 1, dtype=bool)
    for mention in find_dates(text, None, lang):
        dated[mention.start : mention.end] = True
    return tuple((token, _kind(token, words, dated=bool(dated[token.start]))) for token in tokens(text))


def _kind(token: Token, words: dict[str, Difference], *, dated: bool) -> Difference:
    listed = words.get(token.text.casefold())
    if listed == "negation":
        return "negation"
    if dated:
        return "date"
    if token.text[0].isdigit():
        return "number"
    return listed or "wording"


@cache
def _words(lang: str) -> dict[str, Difference]:
    table = load(lang, "differences")
    kinds: tuple[Difference, ...] = ("hedge", "number", "negation")  # the last one wins
    return {word: kind for kind in kinds for word in table[kind]["words"]}


def _within(kinds: _Kinds, span: Span) -> _Kinds:
    first = bisect_left(kinds, span[0], key=lambda item: item[0].start)
    last = bisect_right(kinds, span[1], key=lambda item: item[0].end)
    return kinds[first:last]


def _marks(a: _Kinds, b: _Kinds) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    words_a = [token.text.translate(_QUOTES) for token, _ in a]
    words_b = [token.text.translate(_QUOTES) for token, _ in b]
    gone: list[tuple[Token, Difference]] = []
    new: list[tuple[Token, Difference]] = []
    for op in Levenshtein.opcodes(words_a, words_b):
        if op.tag != "equal":
            gone += [item for item in a[op.src_start : op.src_end] if item[0].text not in _STOPS]
            new += [item for item in b[op.dest_start : op.dest_end] if item[0].text not in _STOPS]
    return _joined(gone, a), _joined(new, b)


def _joined(changed: Sequence[tuple[Token, Difference]], all_of: _Kinds) -> tuple[Mark, ...]:
    """Join changed tokens that follow each other and differ in the same way into one mark."""
    after = {token.start: other.start for (token, _), (other, _) in pairwise(all_of)}
    marks: list[Mark] = []
    last_start = -1
    for token, kind in changed:
        if marks and marks[-1].kind == kind and after.get(last_start) == token.start:
            marks[-1] = Mark(marks[-1].start, token.end, kind)
        else:
            marks.append(Mark(token.start, token.end, kind))
        last_start = token.start
    return tuple(marks)
