"""Signs that two texts contradict each other, for many pairs at once: which of them are worth a closer look.

Each pair is aligned roughly: runs of four words of the shorter text are looked up in the longer, and a few words that
stand between two runs in both are an edit. No Python object is made per word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.aligning import GAP, SAME, edits_between
from data.merging.comparing import DAY, NAME, NEGATION, NUMBER, RUN, Tables, beside, by_length
from data.merging.distinct import among
from data.merging.sketch import articles
from data.merging.veto import LONGEST, LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from data.merging.comparing import Side, Words

    Ints = NDArray[np.int64]
    Bits = NDArray[np.bool_]
    _Part = tuple[list[int], list[int]]

SUSPECT, TEMPLATE = 1, 2
_MANY = 4  # days and numbers that differ, from which two texts can be fillings of one template
_PLACES = 8  # in a table, for each word
_BATCH = 1 << 17  # words laid side by side at a time: the tables stay in the processor's cache
_EDITS = 1 << 17  # edits looked at at a time
_NOWHERE = np.uint32(1)
_SHIFT = np.uint64(32)


def suspects(words: Words, a: Ints, b: Ints, conflict_share: float) -> NDArray[np.uint8]:
    """Mark the pairs in whose edits a negation, a day, a number or a name differs.

    SUSPECT is a sign only: at least `conflict_share` of the edits may be conflicts. TEMPLATE is plain: most of the days
    and numbers in what the texts share differ, as in two weather reports.
    """
    marked = np.zeros(len(a), dtype=np.uint8)
    texts = by_length(words, a, b)
    for edits, edges in _edited(words, *texts):
        here, there = edits.contents(words)
        real = here.sums() != there.sums()
        open_ = edits.take(np.flatnonzero(real & (_turned(here, there) | _named(here, there))))
        conflicts = np.bincount(open_.pair, _most_conflicts(words, open_, texts), minlength=len(a))
        sign = (conflicts > 0) & (conflicts >= conflict_share * np.bincount(edits.pair[real], minlength=len(a)))
        marked[sign] = SUSPECT
        marked[_turned_at_the_ends(words, edges)] = SUSPECT
        marked[_fillings(words, edits.pair, _figures_only_in(here, there), texts[0])] = TEMPLATE
    return marked


@dataclass(frozen=True, slots=True)
class _Edits:
    """Words of two texts that stand in each other's place: in which pair, where in `Words` they begin, how many."""

    pair: Ints
    in_one: Ints
    of_one: Ints
    in_other: Ints
    of_other: Ints

    def take(self, at: Ints | Bits) -> _Edits:
        """Return some of the edits."""
        return _Edits(self.pair[at], self.in_one[at], self.of_one[at], self.in_other[at], self.of_other[at])

    def placed(self, pairs: Ints, one: Ints, other: Ints) -> _Edits:
        """Return the edits of a batch with their `pairs` and with their places in `Words`, which lie so far away."""
        pair = self.pair
        return _Edits(pairs[pair], self.in_one + one[pair], self.of_one, self.in_other + other[pair], self.of_other)

    def contents(self, words: Words) -> tuple[_Content, _Content]:
        """Return what stands in the one text and in the other."""
        return _Content(words, self.in_one, self.of_one), _Content(words, self.in_other, self.of_other)

    @classmethod
    def joined(cls, edits: list[_Edits]) -> _Edits:
        """Return all the edits of a list."""
        columns = zip(*((one.pair, one.in_one, one.of_one, one.in_other, one.of_other) for one in edits), strict=True)
        return cls(*map(np.concatenate, columns))


class _Content:
    """Stretches of words, one after the other."""

    def __init__(self, words: Words, begin: Ints, size: Ints) -> None:
        self.stretches = len(size)
        self.stretch = np.repeat(np.arange(len(size)), size)
        self._all = words
        self._at = np.arange(len(self.stretch)) + np.repeat(begin - np.cumsum(size) + size, size)
        self.words, self.telling = words.hashes[self._at], words.telling[self._at]

    def sums(self, kind: int | None = None) -> NDArray[np.float64]:
        """Return a number for each stretch that is the same where its words, or those of a kind, are the same."""
        at = slice(None) if kind is None else np.flatnonzero(self.telling == kind)
        weights = self.words[at].astype(np.float64)
        return np.bincount(self.stretch[at], weights, minlength=self.stretches).astype(np.float64, copy=False)

    def count(self, kind: int) -> Ints:
        """Count the telling words of a kind in each stretch."""
        return np.bincount(self.stretch[self.telling == kind], minlength=self.stretches)

    def keys(self, chosen: Ints | slice = slice(None)) -> NDArray[np.uint64]:
        """Return stretch and word in one number, of all words or of those chosen."""
        keys: NDArray[np.uint64] = (self.stretch[chosen].astype(np.uint64) << _SHIFT) | self.words[chosen]
        return keys

    def has_joined_numbers(self) -> Bits:
        """Mark the stretches with numbers side by side: read closely, several may be one, as in 1.400."""
        numbers = np.flatnonzero(self.telling == NUMBER)
        at, telling = self._at[numbers], self._all.telling
        beside = telling[np.maximum(at - 1, 0)] == NUMBER
        beside |= telling[np.minimum(at + 1, len(telling) - 1)] == NUMBER
        joined: Bits = np.bincount(self.stretch[numbers[beside]], minlength=self.stretches) > 0
        return joined

    def part(self, stretch: int) -> _Part:
        """Return the words of one stretch, and their kinds."""
        at = slice(*np.searchsorted(self.stretch, [stretch, stretch + 1]).tolist())
        return self.words[at].tolist(), self.telling[at].tolist()

    def common(self, other: _Content) -> Ints:
        """Count the words of each stretch that stand in the other's, too."""
        return np.bincount(self.stretch[among(self.keys(), np.sort(other.keys()))], minlength=self.stretches)


def _edited(words: Words, short: Ints, long: Ints) -> Iterator[tuple[_Edits, _Edits]]:
    """Yield the edits of many pairs, and what stands before the first stretch both texts have and behind the last."""
    edits: list[_Edits] = []
    edges: list[_Edits] = []
    for pairs, one, other, table in beside(words, short, long, _BATCH):
        stretches = _stretches(one, other, table)
        away = one.shift, other.shift[table]
        edits.append(stretches.between().placed(pairs, *away))
        edges.append(stretches.outside(one, other, table).placed(pairs, *away))
        if sum(len(some.pair) for some in edits) >= _EDITS:
            yield _Edits.joined(edits), _Edits.joined(edges)
            edits, edges = [], []
    if edits:
        yield _Edits.joined(edits), _Edits.joined(edges)


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Words that follow each other in both texts of a pair: where the first run of four stands, and where the last.

    The places in the longer text come after those in the shorter.
    """

    pair: Ints
    first: Ints
    last: Ints
    there: Ints
    there_last: Ints

    def between(self) -> _Edits:
        """Return the edits between two stretches of the same texts."""
        in_one, in_other = self.last[:-1] + RUN, self.there_last[:-1] + RUN
        of_one, of_other = self.first[1:] - in_one, self.there[1:] - in_other
        overlap = np.minimum(of_one, 0)  # the second run is taken from the end of the first
        of_one, of_other = of_one - overlap, of_other - overlap
        small = (self.pair[1:] == self.pair[:-1]) & (of_one <= GAP) & (of_other >= 0) & (of_other <= GAP)
        small &= of_one + of_other > 0
        return _Edits(self.pair[:-1], in_one, of_one, in_other, of_other).take(np.flatnonzero(small))

    def outside(self, one: Side, other: Side, table: Ints) -> _Edits:
        """Return what stands before the first stretch of each pair and behind the last, where it is little in both."""
        starts = np.flatnonzero(np.diff(self.pair, prepend=-1))
        stops = np.append(starts[1:], len(self.pair))[: len(starts)] - 1
        pair, text = self.pair[starts], table[self.pair[starts]]
        begin, begin_there = (one.ends - one.size)[pair], (other.ends - other.size)[text]
        end, end_there = self.last[stops] + RUN, self.there_last[stops] + RUN
        edges = _Edits(
            np.concatenate((pair, pair)),
            np.concatenate((begin, end)),
            np.concatenate((self.first[starts] - begin, one.ends[pair] - end)),
            np.concatenate((begin_there, end_there)),
            np.concatenate((self.there[starts] - begin_there, other.ends[text] - end_there)),
        )
        return edges.take(np.flatnonzero((edges.of_one <= GAP) & (edges.of_other <= GAP)))


def _stretches(one: Side, other: Side, table: Ints) -> _Stretches:
    """Return the stretches of the shorter texts that stand in the longer; of several places there the first is taken.

    Runs that go on into the next text are found nowhere.
    """
    tables = Tables(other.size, _PLACES)
    places = np.zeros(tables.size, dtype=np.int32)  # counted from 2, so that none follows on "nowhere"
    known, runs = other.runs(), one.runs()
    known[other.last()], runs[one.last()] = _NOWHERE, 0
    slots = tables.slots(other.size).of(known)
    places[slots[::-1]] = np.arange(len(known) + 1, 1, -1, dtype=np.int32)
    there = places[tables.slots(one.size, table).of(runs)]
    found = np.concatenate(([_NOWHERE, _NOWHERE], known))[there] == runs
    there *= found
    follows = there[1:] == there[:-1] + 1
    begins, ends = found.copy(), found
    begins[1:] &= ~follows
    ends[:-1] &= ~follows
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    return _Stretches(one.text(first), first, last, *(there[at].astype(np.int64) - 2 for at in (first, last)))


def _turned(here: _Content, there: _Content) -> Bits:
    """Mark the edits in which a negation comes or goes, or a day or a number stands for another."""
    turned: Bits = here.count(NEGATION) != there.count(NEGATION)
    for kind in (DAY, NUMBER):
        turned |= (here.count(kind) > 0) & (there.count(kind) > 0) & (here.sums(kind) != there.sums(kind))
    return turned


def _named(here: _Content, there: _Content) -> Bits:
    """Mark the edits with a name on both sides."""
    named: Bits = (here.count(NAME) > 0) & (there.count(NAME) > 0)
    return named


def _most_conflicts(words: Words, edits: _Edits, texts: tuple[Ints, Ints]) -> Ints:
    """Return how many conflicts each edit can be at most: closely looked at, it may be several edits, or too long."""
    here, there = edits.contents(words)
    plain = ~(here.has_joined_numbers() | there.has_joined_numbers())
    apart = plain & (here.common(there) == 0)
    longest = np.maximum(edits.of_one - here.count(NUMBER), edits.of_other - there.count(NUMBER))
    found = _turned(here, there) & ~(apart & (longest > LONGEST))
    names = np.flatnonzero(_named(here, there) & ~(apart & (longest > LONGEST_NAME)) & ~found)
    for listed in (_names, _proper_names):  # the second takes long, and there are few left
        names = names[_renamed(words, edits.take(names), texts, listed)]
    found[names] = True
    most: Ints = found * (np.minimum(edits.of_one, edits.of_other) + 1)
    for at in np.flatnonzero(found & plain & ~apart).tolist():
        most[at] *= _may_conflict(here.part(at), there.part(at))
    return most


def _may_conflict(here: _Part, there: _Part) -> bool:
    """Tell whether one of the edits inside an edit, as `align` finds them, may be a conflict."""
    for edit in edits_between(here[0], there[0], (0, len(here[0])), (0, len(there[0]))):
        one, other = here[1][slice(*edit.a)], there[1][slice(*edit.b)]
        turned = (NEGATION in one) != (NEGATION in other) or not {*one}.isdisjoint({*other} & {DAY, NUMBER})
        longest = max(len(one), len(other))
        named = longest <= LONGEST_NAME and NAME in one and NAME in other
        if named or (turned and longest <= LONGEST):
            return True
    return False


def _renamed(
    words: Words, edits: _Edits, texts: tuple[Ints, Ints], listed: Callable[[_Content], NDArray[np.uint64]]
) -> Bits:
    """Mark the edits in which a name that only one text has, more than once, stands for another such."""
    pairs, pair = np.unique(edits.pair, return_inverse=True)
    own, others = (listed(_Content(words, *words.bounds(side[pairs]))) for side in texts)
    both = np.ones(len(pair), dtype=np.bool_)
    for content, known, foreign in zip(edits.contents(words), (own, others), (others, own), strict=True):
        chosen = np.flatnonzero(content.telling == NAME)
        edit = content.stretch[chosen]
        keys = (pair[edit].astype(np.uint64) << _SHIFT) | content.words[chosen]
        often = np.searchsorted(known, keys, side="right") - np.searchsorted(known, keys) > 1
        both &= np.bincount(edit[often & ~among(keys, foreign)], minlength=len(pair)) > 0
    return both


def _names(content: _Content) -> NDArray[np.uint64]:
    """Return the names of texts, in order."""
    return np.sort(content.keys(np.flatnonzero(content.telling == NAME)))


def _proper_names(content: _Content) -> NDArray[np.uint64]:
    """Return the names that never stand behind an article, as common nouns do."""
    names = _names(content)
    behind = np.flatnonzero((content.telling[1:] == NAME) & (content.stretch[1:] == content.stretch[:-1]))
    nouns = behind[among(content.words[behind].astype(np.int64), articles())] + 1
    return names[~among(names, np.sort(content.keys(nouns)))]


def _turned_at_the_ends(words: Words, edges: _Edits) -> Ints:
    """Return the pairs with a negation in one text only, close before their first run or close behind their last.

    Half of the words there have to be the same, not counting numbers: closely looked at, several may be one.
    """
    here, there = edges.contents(words)
    edges = edges.take((here.count(NEGATION) > 0) != (there.count(NEGATION) > 0))
    here, there = edges.contents(words)
    sizes = np.maximum(edges.of_one - here.count(NUMBER), edges.of_other - there.count(NUMBER))
    pairs: Ints = edges.pair[here.common(there) >= SAME * sizes]
    return pairs


def _figures_only_in(here: _Content, there: _Content) -> Ints:
    """Count the days and numbers on one side of each edit that are not on the other."""
    figures = np.flatnonzero(here.telling >= DAY)
    others = np.sort(there.keys(np.flatnonzero(there.telling >= DAY)))
    only = figures[~among(here.keys(figures), others)]
    return np.bincount(here.stretch[only], minlength=here.stretches)


def _fillings(words: Words, pair: Ints, changed: Ints, texts: Ints) -> Ints:
    """Return the pairs of which most days and numbers of the shorter text changed."""
    by_pair = np.bincount(pair, changed, minlength=len(texts))
    pairs = np.flatnonzero(by_pair >= _MANY)
    text = _Content(words, *words.bounds(texts[pairs]))
    told = np.bincount(text.stretch[text.telling >= DAY], minlength=len(pairs))
    return pairs[2 * by_pair[pairs] >= told]
