"""A sketch of each text: a fixed fraction of its word shingles, so that containment can be estimated from the sketches.

FracMinHash (Irber et al. 2022, Lightweight compositional analysis of metagenomes with FracMinHash): a shingle is kept
where its hash is below a fixed bound. A sketch never has to be made again when other texts arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHINGLE = 4  # words
KEPT = 4  # one shingle in so many
TEXT_BITS = 24  # of an entry: up to 16 million texts
DIGIT = np.uint64(1 << TEXT_BITS)
TEXT = np.uint64((1 << TEXT_BITS) - 1)
HASH = ~np.uint64((1 << (TEXT_BITS + 1)) - 1)
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC4CEB9FE1A85EC53)


@dataclass(frozen=True, slots=True)
class Sketches:
    """`entries`: 39 bits of a kept shingle, one bit "holds a number", 24 bits of the text's position; in order of text.

    `words`: the number of words of each text.
    """

    entries: NDArray[np.uint64]
    words: NDArray[np.int64]


def sketch(bodies: Sequence[str]) -> Sketches:
    """Return the sketches of `bodies`; text numbers are positions in `bodies`."""
    entries, words = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    first = 0
    for run in fold(bodies):
        words.append(run.counts)
        hashes = run.hashes
        if len(hashes) >= SHINGLE:
            count = len(hashes) - SHINGLE + 1
            shingles = hashes[:count].copy()
            digits = run.digits[:count].copy()
            for offset in range(1, SHINGLE):
                shingles *= _STEP
                shingles += hashes[offset : offset + count]
                digits |= run.digits[offset : offset + count]
            shingles ^= shingles >> np.uint64(31)
            shingles *= _MIX
            ends = np.cumsum(run.counts)
            kept = shingles < np.uint64((1 << 64) // KEPT)
            for back in range(1, SHINGLE):  # shingles that would run on into the next text
                across = ends - back
                kept[across[(across >= 0) & (across < count)]] = False
            at = np.flatnonzero(kept)
            texts = (np.searchsorted(ends, at, side="right") + first).astype(np.uint64)
            found = (shingles[at] * np.uint64(KEPT)) & HASH
            found |= texts
            found |= digits[at].astype(np.uint64) << np.uint64(TEXT_BITS)
            entries.append(found)
        first += len(run.counts)
    return Sketches(np.concatenate(entries), np.concatenate(words))
