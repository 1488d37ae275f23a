"""Which texts share rare shingles: one sorted list is the index, and each posting looks at its neighbours only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.sketch import TEXT, TEXT_BITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from data.merging.settings import Settings

    Ints = NDArray[np.int64]

_ONE = np.uint64(TEXT_BITS)
_SLICE = 1 << 18  # entries looked at at a time, at the least: the buffers stay in the processor's cache
_SLICES = 64  # at the most: each goes through the counts of all texts
UNDATED = 1 << 30


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of texts (`a` before `b`) with the sampled shingles they share, and each text's own number of them.

    Stock shingles are left out of all counts.
    """

    a: Ints
    b: Ints
    shared: Ints
    size: Ints


def candidates(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> Candidates:
    """Return the pairs of texts that share a shingle within the window; `days` ascending, UNDATED last."""
    size = np.zeros(len(days), dtype=np.int64)
    found: list[NDArray[np.uint64]] = []
    for postings in _slices(np.sort(entries)):
        postings = postings[np.concatenate(([True], postings[1:] != postings[:-1]))]  # noqa: PLW2901
        shared = postings[_repeated(postings >> _ONE)]
        stock = is_stock(shared, days, settings)
        size += _per_text(postings, len(days)) - _per_text(shared[stock], len(days))
        found += _pairs(shared[~stock], days, settings)
    pairs = np.concatenate([np.empty(0, np.uint64), *found])
    found.clear()
    pairs.sort()
    starts, lengths = _runs(pairs)
    key = pairs[starts]
    return Candidates((key >> _ONE).astype(np.int64), (key & TEXT).astype(np.int64), lengths, size)


def _slices(entries: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    """Yield the entries, which are in order, in parts of about one size, those of one shingle together."""
    start, size = 0, max(_SLICE, len(entries) // _SLICES)
    while start < len(entries):
        last = entries[min(start + size, len(entries)) - 1]
        end = int(np.searchsorted(entries, last | TEXT, side="right"))
        yield entries[start:end]
        start = end


def _per_text(entries: NDArray[np.uint64], texts: int) -> Ints:
    return np.bincount((entries & TEXT).astype(np.int64), minlength=texts)


def _repeated(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    same = keys[1:] == keys[:-1]
    repeated = np.zeros(len(keys), dtype=np.bool_)
    repeated[1:] = same
    repeated[:-1] |= same
    return repeated


def _runs(keys: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Return start and length of each run of equal keys."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return starts, np.diff(starts, append=len(keys))


def is_stock(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> NDArray[np.bool_]:
    """Mark shingles that come back over time: furniture, templates, background sentences."""
    return stock(entries, days, settings) > 0


def stock(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> NDArray[np.uint8]:
    """Mark shingles that come back over time with 1, and with 2 those that do so whatever texts come beside them."""
    starts, lengths = _runs(entries >> _ONE)
    if not len(starts):
        return np.zeros(0, dtype=np.uint8)
    day = days[(entries & TEXT).astype(np.int64)]
    dated = day != UNDATED
    gap = np.zeros(len(entries), dtype=np.int64)
    gap[1:] = (np.diff(day) > settings.window_days) & dated[1:]
    gap[starts] = 0
    windows = np.add.reduceat(gap, starts) + 1
    last = np.maximum.reduceat(np.where(dated, day, -1), starts)
    span = last - day[starts]
    lasting = (lengths >= settings.stock_texts) & (span > settings.stock_span_days)
    marks = np.where(lasting, 2, windows >= settings.stock_windows).astype(np.uint8)
    return np.repeat(marks, lengths)


def _pairs(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> Iterator[NDArray[np.uint64]]:
    """Yield the pairs of texts that share a shingle, packed, each as often as they do."""
    keys = entries >> _ONE
    texts = (entries & TEXT).astype(np.int64)
    for lag in range(1, settings.neighbours + 1):
        at = np.flatnonzero(keys[lag:] == keys[:-lag])
        if not len(at):
            break
        yield _near(texts[at], texts[at + lag], days, settings)
    starts, lengths = _runs(keys)
    long = np.flatnonzero(lengths > settings.neighbours + 1)
    if len(long):  # each text beside the first of a long row as well
        later = lengths[long] - settings.neighbours - 1
        ends = np.cumsum(later)
        at = np.arange(ends[-1]) + np.repeat(starts[long] + settings.neighbours + 1 - (ends - later), later)
        yield _near(np.repeat(texts[starts[long]], later), texts[at], days, settings)


def _near(a: Ints, b: Ints, days: Ints, settings: Settings) -> NDArray[np.uint64]:
    """Pack the pairs inside the window, first text above second."""
    near = (days[b] - days[a] <= settings.late_days) | (days[b] == UNDATED)
    packed: NDArray[np.uint64] = (a[near].astype(np.uint64) << _ONE) | b[near].astype(np.uint64)
    return packed
