"""Many pairs of texts at once: how much of the shorter stands in the longer.

Each pair gets a small bit table of the longer text's four-word runs (a Bloom filter with two probes, so wide that one
run in 4,000 is found by chance); the shorter text's runs are looked up in it. No Python object is made per word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint32]

NAME, NEGATION, DAY, NUMBER = 1, 2, 3, 4  # kinds of telling words; a name is any capitalised word
RUN = 4  # words
_PLACES = 64  # in a table, for each word
_BATCH = 1 << 17  # words laid side by side at a time: the tables stay in the processor's cache
_STEP, _MIX, _OTHER = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
_TWO_STEPS = np.uint32(int(_STEP) ** 2 % (1 << 32))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all texts in a row: their hashes, which of them are telling (see `veto`), where each text starts.

    `starts` has one entry more than there are texts.
    """

    hashes: Hashes
    telling: NDArray[np.uint8]
    starts: Ints

    def bounds(self, texts: Ints) -> tuple[Ints, Ints]:
        """Return where these texts start, and how many words they have."""
        return self.starts[texts], self.starts[texts + 1] - self.starts[texts]


def compare(words: Words, a: Ints, b: Ints) -> Ints:
    """Return how many words of the shorter of texts `a[i]` and `b[i]` stand in the longer, in runs of four."""
    covered = np.zeros(len(a), dtype=np.int64)
    for at, shorter, longer, table in beside(words, *by_length(words, a, b), _BATCH):
        covered[at] = _covered(shorter, longer, table)
    return covered


def by_length(words: Words, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Return the shorter text of each pair, and the longer one."""
    lengths = np.diff(words.starts)
    swap = lengths[a] > lengths[b]
    return np.where(swap, b, a), np.where(swap, a, b)


def beside(words: Words, short: Ints, long: Ints, most: int) -> Iterator[tuple[Ints, Side, Side, Ints]]:
    """Yield batches of pairs: which they are, their shorter texts, the longer ones, and the place of each pair's there.

    Pairs with one longer text come together, and it is there once. A batch has about `most` words.
    """
    lengths = np.diff(words.starts)
    order = np.argsort(long, kind="stable")
    total = np.cumsum(lengths[short[order]] + lengths[long[order]])
    start = 0
    while start < len(order):
        before = total[start - 1] if start else 0
        end = int(np.searchsorted(total, before + most)) + 1
        at = order[start:end]
        first = np.diff(long[at], prepend=-1) != 0
        yield at, Side(words, short[at]), Side(words, long[at[first]]), np.cumsum(first) - 1
        start = end


class Side:
    """The words of some texts in a row, how many each has, and where each ends."""

    def __init__(self, words: Words, texts: Ints) -> None:
        starts, ends = words.starts[texts], words.starts[texts + 1]
        rows = zip(starts.tolist(), ends.tolist(), strict=True)
        self.words: Hashes = np.concatenate([words.hashes[start:end] for start, end in rows])
        self.size = ends - starts
        self.ends = np.cumsum(self.size)
        self.shift = ends - self.ends  # from a place here to that in `Words`

    def runs(self) -> Hashes:
        """Hash the run of four words at each word; some go on into the next text (see `last`)."""
        twos = self.words[:-1] * _STEP
        twos += self.words[1:]
        fours = twos[:-2] * _TWO_STEPS
        fours += twos[2:]
        return stirred(fours)

    def last(self) -> Ints:
        """Return the places of runs that go on into the next text."""
        last = np.concatenate([self.ends - back for back in range(1, RUN)])
        return last[(last >= 0) & (last < len(self.words) - RUN + 1)]

    def text(self, at: Ints) -> Ints:
        """Return in which of the texts these words are."""
        return np.searchsorted(self.ends, at, side="right")


class Tables:
    """A table for each text, `places` wide for each of its words: none is in another's way."""

    def __init__(self, sizes: Ints, places: int) -> None:
        width = 1 << np.ceil(np.log2(np.maximum(sizes, 1) * places)).astype(np.int64)
        self._mask, self._begin = (width - 1).astype(np.uint32), np.cumsum(width) - width
        self.size = int(width.sum())

    def slots(self, sizes: Ints, table: Ints | slice = slice(None)) -> Slots:
        """Return where in these tables the hashes of texts go that have these sizes."""
        return Slots(np.repeat(self._mask[table], sizes), np.repeat(self._begin[table], sizes))


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the table of each of some words begins, and which bits of a hash lead to a place in it."""

    mask: Hashes
    begin: Ints

    def of(self, hashes: Hashes) -> Ints:
        """Return the place of the hash of each word; the last words may be without one."""
        slots: Ints = (hashes & self.mask[: len(hashes)]).astype(np.int64)
        slots += self.begin[: len(hashes)]
        return slots

    def take(self, at: Ints) -> Slots:
        """Return those of some words."""
        return Slots(self.mask[at], self.begin[at])


def stirred(hashes: Hashes) -> Hashes:
    """Return hashes of which all bits depend on many bits of the given ones."""
    mixed: Hashes = hashes ^ (hashes >> np.uint32(15))
    return np.multiply(mixed, _MIX, out=mixed)


def _again(hashes: Hashes) -> Hashes:
    other: Hashes = hashes * _OTHER
    other ^= other >> np.uint32(13)
    return other


def _covered(shorter: Side, longer: Side, table: Ints) -> Ints:
    """Count the words of each shorter text that stand in the longer one in runs of four."""
    tables = Tables(longer.size, _PLACES)
    bits = np.zeros(tables.size + 1, dtype=np.bool_)  # the last one for runs that are of no text
    slots, runs, last = tables.slots(longer.size), longer.runs(), longer.last()
    for hashes in (runs, _again(runs)):
        places = slots.of(hashes)
        places[last] = tables.size
        bits[places] = True
    slots, runs = tables.slots(shorter.size, table), shorter.runs()
    found = bits[slots.of(runs)]
    found[shorter.last()] = False
    at = np.flatnonzero(found)  # few, where the texts share little: only these are looked up again
    at = at[bits[slots.take(at).of(_again(runs[at]))]]
    covered = np.zeros(len(shorter.words) + 1, dtype=np.bool_)
    covered[at + 1] = True
    for reach in (1, 2):
        covered[reach:] |= covered[:-reach].copy()
    total = np.cumsum(covered)
    counts: Ints = total[shorter.ends] - total[shorter.ends - shorter.size]
    return counts
