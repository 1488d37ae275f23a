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


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all texts in a row: their hashes, which of them are telling (see `veto`), where each text starts.

    `starts` has one entry more than there are texts.
    """

    hashes: Hashes
    telling: NDArray[np.uint8]
    starts: Ints


def compare(words: Words, a: Ints, b: Ints) -> Ints:
    """Return how many words of the shorter of texts `a[i]` and `b[i]` stand in the longer, in runs of four."""
    lengths = np.diff(words.starts)
    swap = lengths[a] > lengths[b]
    short, long = np.where(swap, b, a), np.where(swap, a, b)
    covered = np.zeros(len(a), dtype=np.int64)
    for part in batches(lengths[short] + lengths[long], _BATCH):
        covered[part] = _covered(Side(words, short[part]), Side(words, long[part]))
    return covered


def batches(sizes: Ints, most: int) -> Iterator[slice]:
    """Yield rows of pairs that have about `most` words together."""
    start, total = 0, 0
    for at, size in enumerate(sizes.tolist()):
        total += size
        if total >= most:
            yield slice(start, at + 1)
            start, total = at + 1, 0
    if start < len(sizes):
        yield slice(start, len(sizes))


class Side:
    """One side of a batch: the words of its texts in a row, how many each has, and where each ends."""

    def __init__(self, words: Words, texts: Ints) -> None:
        starts, ends = words.starts[texts], words.starts[texts + 1]
        self.rows = [slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        self.size = ends - starts
        self.ends = np.cumsum(self.size)
        self.words: Hashes = np.concatenate([words.hashes[row] for row in self.rows])

    def runs(self) -> Hashes:
        """Hash the run of four words at each word; some go on into the next text (see `last`)."""
        count = max(len(self.words) - RUN + 1, 0)
        mixed = self.words[:count].copy()
        for offset in range(1, RUN):
            mixed *= _STEP
            mixed += self.words[offset : offset + count]
        return stirred(mixed)

    def last(self) -> Ints:
        """Return the places of runs that go on into the next text."""
        last = np.concatenate([self.ends - back for back in range(1, RUN)])
        return last[(last >= 0) & (last < len(self.words) - RUN + 1)]

    def pair(self, at: Ints) -> Ints:
        """Return the pair in which these words are."""
        return np.searchsorted(self.ends, at, side="right")


class Tables:
    """A table for each pair, `places` wide for each word of the texts that go in: no pair is in another's way."""

    def __init__(self, sizes: Ints, places: int) -> None:
        width = 1 << np.ceil(np.log2(np.maximum(sizes, 1) * places)).astype(np.int64)
        self._mask, self._begin = width - 1, np.cumsum(width) - width
        self.size = int(width.sum())

    def slots(self, hashes: Hashes, sizes: Ints) -> Ints:
        """Return the place of each hash of a side whose texts have these sizes."""
        slots: Ints = hashes & np.repeat(self._mask, sizes)[: len(hashes)]
        slots += np.repeat(self._begin, sizes)[: len(hashes)]
        return slots

    def slots_at(self, hashes: Hashes, pair: Ints) -> Ints:
        """Return the place of each of some hashes in the tables of these pairs."""
        slots: Ints = (hashes & self._mask[pair]) + self._begin[pair]
        return slots


def stirred(hashes: Hashes) -> Hashes:
    """Return hashes of which all bits depend on many bits of the given ones."""
    mixed: Hashes = hashes ^ (hashes >> np.uint32(15))
    return np.multiply(mixed, _MIX, out=mixed)


def _again(hashes: Hashes) -> Hashes:
    other: Hashes = hashes * _OTHER
    other ^= other >> np.uint32(13)
    return other


def _covered(shorter: Side, longer: Side) -> Ints:
    """Count the words of each shorter text that stand in the longer one in runs of four."""
    tables = Tables(longer.size, _PLACES)
    bits = np.zeros(tables.size + 1, dtype=np.bool_)  # the last one for runs that are of no text
    runs, last = longer.runs(), longer.last()
    for hashes in (runs, _again(runs)):
        slots = tables.slots(hashes, longer.size)
        slots[last] = tables.size
        bits[slots] = True
    runs = shorter.runs()
    found = bits[tables.slots(runs, shorter.size)]
    found[shorter.last()] = False
    at = np.flatnonzero(found)  # few, where the texts share little: only these are looked up again
    at = at[bits[tables.slots_at(_again(runs[at]), shorter.pair(at))]]
    covered = np.zeros(len(shorter.words) + 1, dtype=np.bool_)
    for offset in range(RUN):
        covered[at + 1 + offset] = True
    total = np.cumsum(covered)
    counts: Ints = total[shorter.ends] - total[shorter.ends - shorter.size]
    return counts
