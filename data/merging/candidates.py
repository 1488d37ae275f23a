"""Which texts share rare shingles: one sorted list is the index, and each posting looks at its neighbours only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.sketch import DIGIT, TEXT, TEXT_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.merging.settings import Settings

    Ints = NDArray[np.int64]

_ONE = np.uint64(TEXT_BITS + 1)
UNDATED = 1 << 30


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of texts (`a` before `b`) with the sampled shingles they share, and each text's own number of them.

    Stock shingles are left out of all counts; `digit_*` count those that hold a number.
    """

    a: Ints
    b: Ints
    shared: Ints
    digit_shared: Ints
    size: Ints
    digit_size: Ints


def candidates(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> Candidates:
    """Return the pairs of texts that share a shingle within the window; `days` ascending, UNDATED last."""
    texts = len(days)
    entries = np.sort(entries)
    entries = entries[np.concatenate(([True], entries[1:] != entries[:-1]))] if len(entries) else entries
    size = np.bincount((entries & TEXT).astype(np.int64), minlength=texts)
    digit_size = np.bincount((entries[(entries & DIGIT) != 0] & TEXT).astype(np.int64), minlength=texts)
    repeated = _repeated(entries >> _ONE)
    entries = entries[repeated]
    stock = _stock(entries, days, settings)
    out = entries[stock]
    size -= np.bincount((out & TEXT).astype(np.int64), minlength=texts)
    digit_size -= np.bincount((out[(out & DIGIT) != 0] & TEXT).astype(np.int64), minlength=texts)
    a, b, shared, digit_shared = _pairs(entries[~stock], days, settings)
    return Candidates(a, b, shared, digit_shared, size, digit_size)


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


def _stock(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> NDArray[np.bool_]:
    """Mark shingles that come back over time: furniture, templates, background sentences."""
    starts, lengths = _runs(entries >> _ONE)
    if not len(starts):
        return np.zeros(0, dtype=np.bool_)
    day = days[(entries & TEXT).astype(np.int64)]
    dated = day != UNDATED
    gap = np.zeros(len(entries), dtype=np.int64)
    gap[1:] = (np.diff(day) > settings.window_days) & dated[1:]
    gap[starts] = 0
    windows = np.add.reduceat(gap, starts) + 1
    last = np.maximum.reduceat(np.where(dated, day, -1), starts)
    span = last - day[starts]
    stock = windows >= settings.stock_runs
    stock |= (lengths >= settings.stock_texts) & (span > settings.stock_span_days)
    return np.repeat(stock, lengths)


def _pairs(entries: NDArray[np.uint64], days: Ints, settings: Settings) -> tuple[Ints, Ints, Ints, Ints]:
    keys = entries >> _ONE
    texts = (entries & TEXT).astype(np.int64)
    digits = (entries & DIGIT) != 0
    day = days[texts]
    found = []
    for lag in range(1, settings.neighbours + 1):
        at = np.flatnonzero(keys[lag:] == keys[:-lag])
        if not len(at):
            break
        found.append(_near(texts, digits, day, at, at + lag, settings))
    starts, lengths = _runs(keys)
    long = lengths > settings.neighbours + 1
    if long.any():
        first = np.repeat(starts[long], lengths[long] - settings.neighbours - 1)
        later = np.concatenate(
            [np.arange(s + settings.neighbours + 1, s + n) for s, n in zip(starts[long], lengths[long], strict=True)]
        )
        found.append(_near(texts, digits, day, first, later, settings))
    if not found:
        return (np.empty(0, np.int64),) * 4
    pairs = np.sort(np.concatenate(found))
    starts, lengths = _runs(pairs >> np.uint64(1))
    digit_shared = np.add.reduceat((pairs & np.uint64(1)).astype(np.int64), starts) if len(starts) else lengths
    key = pairs[starts] >> np.uint64(1)
    return (
        (key >> np.uint64(TEXT_BITS)).astype(np.int64),
        (key & TEXT).astype(np.int64),
        lengths,
        digit_shared,
    )


def _near(
    texts: Ints, digits: NDArray[np.bool_], day: Ints, left: Ints, right: Ints, settings: Settings
) -> NDArray[np.uint64]:
    """Pack the pairs inside the window: first text, second text, "holds a number"."""
    near = (day[right] - day[left] <= settings.window_days) | (day[right] == UNDATED)
    left, right = left[near], right[near]
    packed = (texts[left].astype(np.uint64) << np.uint64(TEXT_BITS)) | texts[right].astype(np.uint64)
    return (packed << np.uint64(1)) | digits[left].astype(np.uint64)
