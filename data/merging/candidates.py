"""Which texts share rare shingles: one sorted list is the index, and each posting looks at its neighbours only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.sketch import TEXT, TEXT_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.merging.settings import Settings

    Ints = NDArray[np.int64]

_ONE = np.uint64(TEXT_BITS)
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
    texts = len(days)
    entries = np.sort(entries)
    entries = entries[np.concatenate(([True], entries[1:] != entries[:-1]))] if len(entries) else entries
    size = np.bincount((entries & TEXT).astype(np.int64), minlength=texts)
    repeated = _repeated(entries >> _ONE)
    entries = entries[repeated]
    stock = is_stock(entries, days, settings)
    out = entries[stock]
    size -= np.bincount((out & TEXT).astype(np.int64), minlength=texts)
    a, b, shared = _pairs(entries[~stock], days, settings)
    return Candidates(a, b, shared, size)


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


def _pairs(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> tuple[Ints, Ints, Ints]:
    keys = entries >> _ONE
    texts = (entries & TEXT).astype(np.int64)
    found = []
    for lag in range(1, settings.neighbours + 1):
        at = np.flatnonzero(keys[lag:] == keys[:-lag])
        if not len(at):
            break
        found.append(_near(texts[at], texts[at + lag], days, settings))
    starts, lengths = _runs(keys)
    long = np.flatnonzero(lengths > settings.neighbours + 1)
    if len(long):  # each text beside the first of a long row as well
        later = lengths[long] - settings.neighbours - 1
        ends = np.cumsum(later)
        at = np.arange(ends[-1]) + np.repeat(starts[long] + settings.neighbours + 1 - (ends - later), later)
        found.append(_near(np.repeat(texts[starts[long]], later), texts[at], days, settings))
    if not found:
        return (np.empty(0, np.int64),) * 3
    pairs = np.sort(np.concatenate(found))
    starts, lengths = _runs(pairs)
    key = pairs[starts]
    return (key >> _ONE).astype(np.int64), (key & TEXT).astype(np.int64), lengths


def _near(a: Ints, b: Ints, days: Ints, settings: Settings) -> NDArray[np.uint64]:
    """Pack the pairs inside the window, first text above second."""
    near = (days[b] - days[a] <= settings.late_days) | (days[b] == UNDATED)
    packed: NDArray[np.uint64] = (a[near].astype(np.uint64) << _ONE) | b[near].astype(np.uint64)
    return packed
