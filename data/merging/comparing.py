"""Many pairs of texts at once: how much of the shorter stands in the longer, and whether a telling word differs.

Each pair gets a small bit table of the longer text's four-word runs (a Bloom filter with two probes, so wide that one
run in 4,000 is found by chance); the shorter text's runs are looked up in it. No Python object is made per word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bits = NDArray[np.bool_]
    Hashes = NDArray[np.uint32]

NAME, NEGATION, DAY, NUMBER = 1, 2, 3, 4  # kinds of telling words; a name is any capitalised word
SUSPECT, TEMPLATE = 1, 2  # signs that two texts contradict each other
RUN = 4  # words
_SPARSE, _DENSE = 64, 1024  # places in a table for each entry, where few or where all words are looked up
_AROUND = (-2, -1, 0, 1, 2)
_REACH = 3  # words after a negation among which both texts have to meet again
_MANY = 4  # days and numbers that differ, from which two texts can be fillings of one template
_PAD = 4  # words beyond either end that a hash may reach for
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


@dataclass(frozen=True, slots=True)
class Compared:
    """Of each pair: how many words of the shorter stand in the longer, in runs of four; how many words both have."""

    covered: Ints
    shorter: Ints
    longer: Ints


def compare(words: Words, a: Ints, b: Ints) -> Compared:
    """Compare texts `a[i]` and `b[i]`."""
    lengths = np.diff(words.starts)
    swap = lengths[a] > lengths[b]
    short, long = np.where(swap, b, a), np.where(swap, a, b)
    covered = np.zeros(len(a), dtype=np.int64)
    for part in batches(lengths[short] + lengths[long], _BATCH):
        covered[part] = _covered(_Side(words, short[part], lengths), _Side(words, long[part], lengths))
    return Compared(covered, lengths[short], lengths[long])


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


class _Side:
    """One side of a batch: the words of its texts in a row, and which pair each belongs to.

    `words` and `blank` (every day and every number replaced by one and the same word) are padded at both ends.
    """

    def __init__(self, words: Words, texts: Ints, lengths: Ints) -> None:
        size = lengths[texts]
        first = np.cumsum(size) - size
        self.size = size
        self.pair = np.repeat(np.arange(len(texts)), size)
        at = np.arange(len(self.pair)) + np.repeat(words.starts[texts] - first, size)
        self.words = np.zeros(len(at) + 2 * _PAD, dtype=np.uint32)
        self.words[_PAD:-_PAD] = words.hashes[at]
        self.telling = words.telling[at]
        self.left = np.repeat(first + size, size) - np.arange(len(self.pair))  # words to the end of the text

    @cached_property
    def blank(self) -> Hashes:
        """Return the words with every day and every number replaced."""
        blank: Hashes = self.words.copy()
        at = np.flatnonzero(self.telling >= DAY)
        blank[at + _PAD] = self.telling[at]
        return blank


def _mixed(words: Hashes, *offsets: int) -> Hashes:
    """Hash the words at these offsets from each word; offsets that leave a text give a hash that is found nowhere."""
    count = len(words) - 2 * _PAD
    mixed: Hashes = words[_PAD + offsets[0] : _PAD + offsets[0] + count].copy()
    for offset in offsets[1:]:
        mixed *= _STEP
        mixed += words[_PAD + offset : _PAD + offset + count]
    return stirred(mixed)


def _mixed_at(words: Hashes, at: Ints, *offsets: int) -> Hashes:
    """Hash as `_mixed` does, at some places only."""
    mixed: Hashes = words[at + (_PAD + offsets[0])]
    for offset in offsets[1:]:
        mixed *= _STEP
        mixed += words[at + (_PAD + offset)]
    return stirred(mixed)


def stirred(hashes: Hashes) -> Hashes:
    """Return hashes whose upper bits depend on all bits of the given ones."""
    mixed: Hashes = hashes ^ (hashes >> np.uint32(15))
    return np.multiply(mixed, _MIX, out=mixed)


class _Tables:
    """One table of bits for each pair, wide enough for `sizes` entries."""

    def __init__(self, sizes: Ints, places: int) -> None:
        width = 1 << np.ceil(np.log2(np.maximum(sizes, 1) * places)).astype(np.int64)
        self._mask = width - 1
        self._start = np.cumsum(width) - width
        self._bits = np.zeros(int(np.sum(width)), dtype=np.bool_)

    def add(self, hashes: Hashes, pair: Ints) -> None:
        mask, start = self._mask[pair], self._start[pair]
        self._bits[start + (hashes & mask)] = True
        self._bits[start + (_again(hashes) & mask)] = True

    def has(self, hashes: Hashes, pair: Ints) -> Bits:
        found: Bits = self._bits[self._start[pair] + (hashes & self._mask[pair])]
        at = np.flatnonzero(found)  # few, where few are in the table: only these are looked up again
        pair = pair[at]
        found[at] = self._bits[self._start[pair] + (_again(hashes[at]) & self._mask[pair])]
        return found


def _again(hashes: Hashes) -> Hashes:
    other: Hashes = hashes * _OTHER
    other ^= other >> np.uint32(13)
    return other


def _covered(shorter: _Side, longer: _Side) -> Ints:
    """Count the words of each shorter text that stand in the longer one in runs of four."""
    table = _Tables(longer.size, _SPARSE)
    whole = np.flatnonzero(longer.left >= RUN)
    table.add(_mixed(longer.words, *range(RUN))[whole], longer.pair[whole])
    whole = np.flatnonzero(shorter.left >= RUN)
    hit = np.zeros(len(shorter.pair), dtype=np.bool_)
    hit[whole] = table.has(_mixed(shorter.words, *range(RUN))[whole], shorter.pair[whole])
    covered = hit.copy()
    for offset in range(1, RUN):
        covered[offset:] |= hit[:-offset]
    return np.bincount(shorter.pair[covered], minlength=len(shorter.size))
