"""Signs that two texts contradict each other, for many pairs at once: which of them are worth a closer look.

Each pair is aligned roughly: runs of four words of the shorter text are looked up in the longer, and a few words that
stand between two runs in both are an edit. No Python object is made per word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.comparing import DAY, NAME, NEGATION, NUMBER, RUN, Side, Tables, batches
from data.merging.distinct import among

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.merging.comparing import Hashes, Words

    Ints = NDArray[np.int64]
    Bits = NDArray[np.bool_]

SUSPECT, TEMPLATE = 1, 2
_GAP = 12  # words between two runs that still count as one edit, as in `aligning`
_MANY = 4  # days and numbers that differ, from which two texts can be fillings of one template
_PLACES = 8  # in a table, for each word
_BATCH = 1 << 17  # words laid side by side at a time: the tables stay in the processor's cache
_NOWHERE = np.uint32(1)
_SHIFT = 32


def suspects(words: Words, a: Ints, b: Ints, conflict_share: float) -> NDArray[np.uint8]:
    """Mark the pairs in whose edits a negation, a day, a number or a name differs.

    SUSPECT is a sign only: at least `conflict_share` of the edits may be conflicts. TEMPLATE is plain: most of the days
    and numbers in what the texts share differ, as in two weather reports.
    """
    lengths = np.diff(words.starts)
    marked = np.zeros(len(a), dtype=np.uint8)
    swap = lengths[a] > lengths[b]
    short, long = np.where(swap, b, a), np.where(swap, a, b)
    for part in batches(lengths[a] + lengths[b], _BATCH):
        one, other = _Side(words, short[part]), _Side(words, long[part])
        runs = _aligned(one, other)
        edits = _edits(one, *runs)
        here, there = _Content(one, edits.in_one, edits.of_one), _Content(other, edits.in_other, edits.of_other)
        pairs = len(one.size)
        changed = np.bincount(edits.pair, _figures_only_in(here, there), minlength=pairs)
        told = np.bincount(one.pair(np.flatnonzero(one.telling >= DAY)), minlength=pairs)
        real = here.sums() != there.sums()
        doubtful = real & (_turned(here, there) | _renamed(one, other, edits, (here, there), real))
        weight = np.minimum(edits.of_one, edits.of_other) + 1  # an edit here may be several when looked at closely
        conflicts = np.bincount(edits.pair[doubtful], weight[doubtful], minlength=pairs)
        sign = (conflicts > 0) & (conflicts >= conflict_share * np.bincount(edits.pair[real], minlength=pairs))
        sign[_turned_at_the_ends(one, other, *runs)] = True
        marked[part] = np.where((changed >= _MANY) & (2 * changed >= told), TEMPLATE, sign * SUSPECT)
    return marked


class _Side(Side):
    """One side of a batch, with the telling words."""

    def __init__(self, words: Words, texts: Ints) -> None:
        super().__init__(words, texts)
        self.telling: NDArray[np.uint8] = np.concatenate([words.telling[row] for row in self.rows])


def _keyed(pair: Ints, hashes: Hashes) -> NDArray[np.uint64]:
    keyed: NDArray[np.uint64] = (pair.astype(np.uint64) << np.uint64(_SHIFT)) | hashes
    return keyed


def _aligned(one: _Side, other: _Side) -> tuple[Ints, Ints]:
    """Return where runs of `one` stand that stand in the other text too, and their places there, the first of several.

    Runs that go on into the next text are found nowhere.
    """
    tables = Tables(other.size, _PLACES)
    places = np.zeros(tables.size, dtype=np.int32)  # counted from 1
    known, runs = other.runs(), one.runs()
    known[other.last()], runs[one.last()] = _NOWHERE, 0
    places[tables.slots(known, other.size)[::-1]] = np.arange(len(known), 0, -1, dtype=np.int32)
    there = places[tables.slots(runs, one.size)]
    at = np.flatnonzero(np.append(_NOWHERE, known)[there] == runs)
    return at, there[at].astype(np.int64) - 1


@dataclass(frozen=True, slots=True)
class _Edits:
    """Words of both sides that stand between the same runs: where they begin, how many, and in which pair."""

    in_one: Ints
    of_one: Ints
    in_other: Ints
    of_other: Ints
    pair: Ints


def _edits(one: _Side, at: Ints, there: Ints) -> _Edits:
    last = np.flatnonzero((np.diff(at) != 1) | (np.diff(there) != 1))
    in_one, in_other = at[last] + RUN, there[last] + RUN
    of_one, of_other = at[last + 1] - in_one, there[last + 1] - in_other
    overlap = np.minimum(of_one, 0)  # the second run is taken from the end of the first
    of_one, of_other = of_one - overlap, of_other - overlap
    pair = one.pair(at[last])
    small = (pair == one.pair(at[last + 1])) & (of_one <= _GAP) & (of_other >= 0) & (of_other <= _GAP)
    small &= of_one + of_other > 0
    return _Edits(in_one[small], of_one[small], in_other[small], of_other[small], pair[small])


def _turned_at_the_ends(one: _Side, other: _Side, at: Ints, there: Ints) -> Ints:
    """Return the pairs with a negation in one text only, close before their first run or close behind their last."""
    if not len(at):
        return at
    pair = one.pair(at)
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    last = np.append(first[1:], len(at)) - 1
    pair = pair[first]
    found = np.zeros(len(pair), dtype=np.bool_)
    begins = [side.ends[pair] - side.size[pair] for side in (one, other)]
    ends = [side.ends[pair] for side in (one, other)]
    before = begins, [at[first], there[first]]
    behind = [at[last] + RUN, there[last] + RUN], ends
    for left, right in (before, behind):
        near = (right[0] - left[0] <= _GAP) & (right[1] - left[1] <= _GAP)
        negated = [_negations(side, *span) > 0 for side, *span in zip((one, other), left, right, strict=True)]
        found |= near & (negated[0] != negated[1])
    return pair[found]


def _negations(side: _Side, left: Ints, right: Ints) -> Ints:
    before: Ints = np.concatenate(([0], np.cumsum(side.telling == NEGATION)))
    return before[right] - before[left]


class _Content:
    """The words inside edits, one after the other."""

    def __init__(self, side: _Side, begin: Ints, size: Ints) -> None:
        self.edits = len(size)
        self.edit = np.repeat(np.arange(len(size)), size)
        self.at = np.arange(len(self.edit)) + np.repeat(begin - np.cumsum(size) + size, size)
        self.words, self.telling = side.words[self.at], side.telling[self.at]

    def sums(self, kind: int | None = None) -> NDArray[np.float64]:
        """Return a number for each edit that is the same where its words, or those of a kind, are the same."""
        words = self.words if kind is None else np.where(self.telling == kind, self.words, np.uint32(0))
        return np.bincount(self.edit, words.astype(np.float64), minlength=self.edits).astype(np.float64)

    def count(self, kind: int) -> Ints:
        """Count the telling words of a kind in each edit."""
        return np.bincount(self.edit[self.telling == kind], minlength=self.edits)


def _figures_only_in(here: _Content, there: _Content) -> Ints:
    """Count the days and numbers on one side of each edit that are not on the other."""
    figures, others = (_keyed(side.edit, side.words)[side.telling >= DAY] for side in (here, there))
    only = figures[~among(figures, np.sort(others))]
    return np.bincount((only >> np.uint64(_SHIFT)).astype(np.int64), minlength=here.edits)


def _turned(here: _Content, there: _Content) -> Bits:
    """Mark the edits in which a negation comes or goes, or a day or a number stands for another."""
    turned: Bits = here.count(NEGATION) != there.count(NEGATION)
    for kind in (DAY, NUMBER):
        turned |= (here.count(kind) > 0) & (there.count(kind) > 0) & (here.sums(kind) != there.sums(kind))
    return turned


def _renamed(one: _Side, other: _Side, edits: _Edits, contents: tuple[_Content, _Content], real: Bits) -> Bits:
    """Mark the edits in which a name that only one text has, more than once, stands for another such."""
    here, there = contents
    open_ = real & (here.count(NAME) > 0) & (there.count(NAME) > 0)
    pairs = np.zeros(len(one.size), dtype=np.bool_)
    pairs[edits.pair[open_]] = True
    names = [_names(side, pairs) for side in (one, other)]
    both: Bits = open_.copy()
    for content, (own, others) in zip(contents, (names, names[::-1]), strict=True):
        chosen = (content.telling == NAME) & open_[content.edit]
        edit = content.edit[chosen]
        keys = _keyed(edits.pair[edit], content.words[chosen])
        often = np.searchsorted(own, keys, side="right") - np.searchsorted(own, keys) > 1
        alone = np.searchsorted(others, keys, side="right") == np.searchsorted(others, keys)
        np.logical_and(both, np.bincount(edit[often & alone], minlength=len(open_)) > 0, out=both)
    return both


def _names(side: _Side, pairs: Bits) -> NDArray[np.uint64]:
    """Return the names of these pairs, in order."""
    at = np.flatnonzero(np.repeat(pairs, side.size) & (side.telling == NAME))
    return np.sort(_keyed(side.pair(at), side.words[at]))
