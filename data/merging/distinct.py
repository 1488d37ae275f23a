"""Sets of whole numbers as sorted arrays; `np.unique` hashes them, which is many times slower for large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = TypeVar("Kind", np.int64, np.uint64)


def distinct(values: NDArray[Kind]) -> NDArray[Kind]:
    """Return the distinct `values`, in order."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    found: NDArray[Kind] = ordered[first]
    return found


def among(values: NDArray[Kind], known: NDArray[Kind]) -> NDArray[np.bool_]:
    """Mark the `values` that are in `known`, which is in order."""
    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[at] == values
    return found
