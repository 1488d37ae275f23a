"""The index of shingles: sorted lists of (shingle, text), in levels that are merged when they are alike in size.

So a few new texts never make a large list be written anew (O'Neil et al. 1996, The Log-Structured Merge-Tree).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.merging.distinct import among, distinct
from data.merging.sketch import TEXT, TEXT_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Entries = NDArray[np.uint64]

BITS = np.uint64(TEXT_BITS)
_RATIO = 4  # a level is at least so many times as long as the next
_STEPS = 4  # postings of a shingle that are looked for one by one


class Postings:
    """Which texts have which shingles. The numbers of texts are never given twice."""

    def __init__(self) -> None:
        self._levels: list[Entries] = []
        self._dropped: Ints = np.empty(0, np.int64)

    def add(self, entries: Entries) -> None:
        """Take in the entries of new texts, which are in order."""
        if len(entries):
            self._levels.append(entries)
        while len(self._levels) > 1 and len(self._levels[-2]) < _RATIO * len(self._levels[-1]):
            last = self._levels.pop()
            self._levels[-1] = np.sort(np.concatenate((self._levels[-1], last)))
            if len(self._levels) == 1 and len(self._dropped):
                self._levels[0] = self._kept(self._levels[0])
                self._dropped = np.empty(0, np.int64)

    def drop(self, texts: Ints) -> None:
        """Leave these texts out from now on."""
        self._dropped = distinct(np.concatenate((self._dropped, texts)))

    def of(self, shingles: Entries) -> Entries:
        """Return the postings of `shingles`, which are in order and distinct."""
        return self._kept(np.concatenate([shingles[:0], *(_found(level, shingles) for level in self._levels)]))

    def _kept(self, entries: Entries) -> Entries:
        if not len(self._dropped):
            return entries
        return entries[~among((entries & TEXT).astype(np.int64), self._dropped)]


def _found(level: Entries, shingles: Entries) -> Entries:
    starts = np.searchsorted(level, shingles << BITS)
    there = starts < len(level)
    starts, shingles = starts[there], shingles[there]
    there = level[starts] >> BITS == shingles
    starts, shingles = starts[there], shingles[there]
    ends, more = starts + 1, np.arange(len(starts))
    for _ in range(_STEPS):
        more = more[ends[more] < len(level)]
        more = more[level[ends[more]] >> BITS == shingles[more]]
        ends[more] += 1
    ends[more] = np.searchsorted(level, (shingles[more] << BITS) | TEXT, side="right")
    size = ends - starts
    at = np.arange(int(size.sum())) + np.repeat(starts - np.cumsum(size) + size, size)
    found: Entries = level[at]
    return found
