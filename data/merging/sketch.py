"""A sketch of each text: a fixed fraction of its word shingles, so that containment can be estimated from the sketches.

FracMinHash (Irber et al. 2022, Lightweight compositional analysis of metagenomes with FracMinHash): a shingle is kept
where its hash is below a fixed bound. A sketch never has to be made again when other texts arrive.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from data.language import LANGUAGES, load
from data.merging.comparing import DAY, NAME, NEGATION, NUMBER, Words
from data.merging.distinct import distinct
from data.merging.fold import fold, hash_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.merging.fold import Folded

Kind = TypeVar("Kind", bound=np.generic)

SHINGLE = 4  # words
KEPT = 4  # one shingle in so many
TEXT_BITS = 24  # of an entry: up to 16 million texts
TEXT = np.uint64((1 << TEXT_BITS) - 1)
_BOUND = np.uint64((1 << 64) // KEPT)
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC4CEB9FE1A85EC53)
_TWO_STEPS = np.uint64(int(_STEP) ** 2 % (1 << 64))
_HIGH = 3 if sys.byteorder == "little" else 0  # of the four parts of a hash, the one with its first bits
_SLOTS = 16  # bits of a word's hash that tell whether it may be a telling word


@dataclass(frozen=True, slots=True)
class Sketches:
    """`entries`: 40 bits of a kept shingle, 24 bits of the text's position, in order of text; and all `words`."""

    entries: NDArray[np.uint64]
    words: Words


def sketch(bodies: Sequence[str]) -> Sketches:
    """Return the sketches of `bodies`; text numbers are positions in `bodies`."""
    entries = [np.empty(0, np.uint64)]
    hashes = [np.empty(0, np.uint32)]
    telling = [np.empty(0, np.uint8)]
    counts = [np.zeros(1, np.int64)]
    first = 0
    for run in fold(bodies):
        entries.append(_entries(run, first))
        hashes.append(short(run.hashes))
        telling.append(_telling(run))
        counts.append(run.counts)
        first += len(run.counts)
    words = Words(_joined(hashes), _joined(telling), np.cumsum(_joined(counts)))
    return Sketches(_joined(entries), words)


def _joined(parts: list[NDArray[Kind]]) -> NDArray[Kind]:
    """Join `parts`, and give up their room."""
    joined = np.concatenate(parts)
    parts.clear()
    return joined


def _entries(run: Folded, first: int) -> NDArray[np.uint64]:
    count = len(run.hashes) - SHINGLE + 1
    if count < 1:
        return np.empty(0, np.uint64)
    twos = run.hashes[:-1] * _STEP
    twos += run.hashes[1:]
    shingles = twos[:-2] * _TWO_STEPS
    shingles += twos[2:]
    shingles ^= shingles >> np.uint64(31)
    shingles *= _MIX
    ends = np.cumsum(run.counts)
    kept = shingles < _BOUND
    for back in range(1, SHINGLE):  # shingles that would run on into the next text
        across = ends - back
        kept[across[(across >= 0) & (across < count)]] = False
    at = np.flatnonzero(kept)
    texts = np.repeat(np.arange(first, first + len(ends), dtype=np.uint32), run.counts)
    return ((shingles[at] * np.uint64(KEPT)) & ~TEXT) | texts[at]


def _telling(run: Folded) -> NDArray[np.uint8]:
    slots, known, kinds = _telling_words()
    telling = run.capitals * np.uint8(NAME)
    telling[run.numbers] = NUMBER
    maybe = np.flatnonzero(slots.take(run.hashes.view(np.uint16)[_HIGH::4]))
    at = np.minimum(np.searchsorted(known, run.hashes[maybe]), len(known) - 1)
    sure = known[at] == run.hashes[maybe]
    telling[maybe[sure]] = kinds[at[sure]]
    return telling


def short(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the half of each word's hash that is kept for comparing pairs."""
    return (hashes >> np.uint64(32)).astype(np.uint32)


@cache
def _telling_words() -> tuple[NDArray[np.bool_], NDArray[np.uint64], NDArray[np.uint8]]:
    """Return a coarse table of the telling words' hashes, their hashes in order, and the kind of each."""
    kinds: dict[int, int] = {}
    for topic, kind in (("numbers", NUMBER), ("days", DAY), ("negations", NEGATION)):
        for lang in LANGUAGES:
            kinds.update((int(value), kind) for value in hash_words(load(lang, "merging")[topic]))
    known = np.array(sorted(kinds), dtype=np.uint64)
    slots = np.zeros(1 << _SLOTS, dtype=np.bool_)
    slots[(known >> np.uint64(64 - _SLOTS)).astype(np.intp)] = True
    return slots, known, np.array([kinds[int(value)] for value in known], dtype=np.uint8)


@cache
def articles() -> NDArray[np.int64]:
    """Return the short hashes of the articles of all languages, in order."""
    words = [word for lang in LANGUAGES for word in load(lang, "merging")["articles"]]
    return distinct(short(hash_words(words)).astype(np.int64))
