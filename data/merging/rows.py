"""Rows of different lengths in one array that has room to grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Kind = TypeVar("Kind", bound=np.generic)


class Rows(Generic[Kind]):
    """Rows under numbers that count up from 0."""

    def __init__(self, kind: type[Kind]) -> None:
        self._values: NDArray[Kind] = np.empty(1 << 10, dtype=kind)
        self._starts = np.zeros(1 << 6, dtype=np.int64)
        self._count = 0

    def append(self, values: NDArray[Kind], sizes: Ints) -> None:
        """Add `len(sizes)` rows whose `values` follow each other."""
        end, count = int(self._starts[self._count]), self._count + len(sizes)
        self._values = _room(self._values, end + len(values))
        self._starts = _room(self._starts, count + 1)
        self._values[end : end + len(values)] = values
        self._starts[self._count + 1 : count + 1] = end + np.cumsum(sizes)
        self._count = count

    def all(self) -> NDArray[Kind]:
        """Return all values, to be read or written in place."""
        return self._values[: self._starts[self._count]]

    def rows(self, at: Ints) -> NDArray[Kind]:
        """Return some rows, one after the other."""
        starts, size = self._starts[at], self._starts[at + 1] - self._starts[at]
        places = np.arange(int(size.sum())) + np.repeat(starts - np.cumsum(size) + size, size)
        chosen: NDArray[Kind] = self._values[places]
        return chosen

    def bounds(self, at: Ints) -> Ints:
        """Return where each of these rows starts when they follow each other, and where the last one ends."""
        return np.concatenate(([0], np.cumsum(self._starts[at + 1] - self._starts[at])))


def _room(values: NDArray[Kind], size: int) -> NDArray[Kind]:
    if size <= len(values):
        return values
    wider: NDArray[Kind] = np.empty(size + size // 2, dtype=values.dtype)
    wider[: len(values)] = values
    return wider
