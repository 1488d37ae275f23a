"""Star groups: a text joins the centre it matches best, never a member, so that groups do not chain.

Aslam, Pelekhov and Rus 2004, The Star Clustering Algorithm: the text with the most matches comes first as a centre. The
day goes before the number of matches here, so that a group is led by one of its earliest texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of texts that may be copies of each other, `a` before `b`, and how much speaks for it."""

    a: Ints
    b: Ints
    score: Floats


def stars(days: Ints, matches: Matches) -> tuple[Ints, Ints]:
    """Return the leader of each text and the match by which it joined (-1: none).

    The result depends on the texts' days and their matches only; `days` has one entry a text, in the order that breaks
    ties.
    """
    count = len(days)
    weight = np.bincount(matches.a, matches.score, count) + np.bincount(matches.b, matches.score, count)
    order = np.lexsort((-np.round(weight, 6), days))
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    later = rank[matches.a] > rank[matches.b]
    joining = np.where(later, matches.a, matches.b)
    joined = np.where(later, matches.b, matches.a)
    best = np.lexsort((rank[joined], -matches.score, rank[joining]))  # each text's matches together, the best first
    text, other = joining[best], joined[best].tolist()
    starts = np.flatnonzero(np.diff(text, prepend=-1))
    ends = np.append(starts, len(text))[1:]
    leads, taken = [True] * count, []
    for one, start, end in zip(text[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        for at in range(start, end):
            if leads[other[at]]:
                leads[one] = False
                taken.append(at)
                break
    matched = best[taken]
    leaders, by = np.arange(count), np.full(count, -1)
    leaders[joining[matched]], by[joining[matched]] = joined[matched], matched
    return leaders, by
