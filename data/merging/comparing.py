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
    for part in _batches(lengths[short] + lengths[long]):
        covered[part] = _covered(_Side(words, short[part], lengths), _Side(words, long[part], lengths))
    return Compared(covered, lengths[short], lengths[long])


def suspects(words: Words, a: Ints, b: Ints) -> NDArray[np.uint8]:
    """Mark the pairs in which the same words stand around another day, number or name, or a negation in one text only.

    SUSPECT is a sign only, for a closer look: it sees neither the sentence nor what else was edited. TEMPLATE is plain:
    most of the days and numbers differ, as in two weather reports.
    """
    lengths = np.diff(words.starts)
    marked = np.zeros(len(a), dtype=np.uint8)
    for part in _batches(lengths[a] + lengths[b]):
        one, other = _Side(words, a[part], lengths), _Side(words, b[part], lengths)
        changed, told = _changed(one, other)
        sign = (changed > 0) | _renamed(one, other) | _negated(one, other) | _negated(other, one)
        marked[part] = np.where((changed >= _MANY) & (2 * changed >= told), TEMPLATE, sign * SUSPECT)
    return marked


def _batches(sizes: Ints) -> Iterator[slice]:
    start, total = 0, 0
    for at, size in enumerate(sizes.tolist()):
        total += size
        if total >= _BATCH:
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
    return _stirred(mixed)


def _mixed_at(words: Hashes, at: Ints, *offsets: int) -> Hashes:
    """Hash as `_mixed` does, at some places only."""
    mixed: Hashes = words[at + (_PAD + offsets[0])]
    for offset in offsets[1:]:
        mixed *= _STEP
        mixed += words[at + (_PAD + offset)]
    return _stirred(mixed)


def _stirred(mixed: Hashes) -> Hashes:
    stirred: Hashes = mixed ^ (mixed >> np.uint32(15))
    return np.multiply(stirred, _MIX, out=stirred)


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


def _changed(one: _Side, other: _Side) -> tuple[Ints, Ints]:
    """Count the days and numbers of `other` that differ from those in the same surroundings, and all it has."""
    at = np.flatnonzero(one.telling >= DAY)
    sizes = np.bincount(one.pair[at], minlength=len(one.size))
    around, exact = _Tables(sizes, _SPARSE), _Tables(sizes, _SPARSE)
    around.add(_mixed_at(one.blank, at, *_AROUND), one.pair[at])
    exact.add(_mixed_at(one.words, at, *_AROUND), one.pair[at])
    at = np.flatnonzero(other.telling >= DAY)
    told = np.bincount(other.pair[at], minlength=len(one.size))
    at = at[around.has(_mixed_at(other.blank, at, *_AROUND), other.pair[at])]
    at = at[~exact.has(_mixed_at(other.words, at, *_AROUND), other.pair[at])]
    return np.bincount(other.pair[at], minlength=len(one.size)), told


def _renamed(one: _Side, other: _Side) -> Bits:
    """Mark pairs in which a name that only one text has, more than once, has another such name in its place."""
    in_one, in_other = _only_in(one, other), _only_in(other, one)
    around = _Tables(np.bincount(one.pair[in_one], minlength=len(one.size)), _SPARSE)
    around.add(_mixed_at(one.blank, in_one, -2, -1, 1, 2), one.pair[in_one])
    pair = other.pair[in_other]
    found = around.has(_mixed_at(other.blank, in_other, -2, -1, 1, 2), pair)
    return np.bincount(pair[found], minlength=len(one.size)) > 0


def _only_in(one: _Side, other: _Side) -> Ints:
    """Return the places of capitalised words that stand in `one` more than once, and in `other` not at all."""
    names = np.flatnonzero(other.telling == NAME)
    table = _Tables(np.bincount(other.pair[names], minlength=len(one.size)), _SPARSE)
    table.add(_mixed_at(other.words, names, 0), other.pair[names])
    names = np.flatnonzero(one.telling == NAME)
    names = names[~table.has(_mixed_at(one.words, names, 0), one.pair[names])]
    keys = (one.pair[names] << 32) | one.words[names + _PAD]
    _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
    more: Ints = names[counts[which] > 1]
    return more


def _negated(one: _Side, other: _Side) -> Bits:
    """Mark pairs in which a negation of `one` is missing, or other words stand in its place, in `other`.

    Two words before it have to be the same, and two words in a row shortly after it.
    """
    at = np.flatnonzero(one.telling == NEGATION)
    pair = one.pair[at]
    sizes = np.bincount(pair, minlength=len(one.size))
    before, exact, after = _Tables(sizes, _DENSE), _Tables(sizes, _SPARSE), _Tables(_REACH * sizes, _SPARSE)
    blank = one.blank
    before.add(_mixed_at(blank, at, -2, -1), pair)
    exact.add(_mixed_at(blank, at, -2, -1, 0), pair)
    for offset in range(1, _REACH + 1):
        after.add(_mixed_at(blank, at, -2, -1, offset, offset + 1), pair)
    blank = other.blank
    at = np.flatnonzero(before.has(_mixed(blank, -2, -1), other.pair))
    at = at[~exact.has(_mixed_at(blank, at, -2, -1, 0), other.pair[at])]
    pair = other.pair[at]
    found = np.zeros(len(at), dtype=np.bool_)
    for offset in range(_REACH + 1):
        found |= after.has(_mixed_at(blank, at, -2, -1, offset, offset + 1), pair)
    return np.bincount(pair[found], minlength=len(one.size)) > 0
