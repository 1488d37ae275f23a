"""The decisions an analyst can look up: each member beside its leader, and groups that share text without being one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.judging import Evidence, decide, identical, read_pair

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from numpy.typing import NDArray

    from data.merging.copies import Pairs
    from data.merging.settings import Settings
    from data.merging.texts import Text
    from data.models import Decision, Relation

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bits = NDArray[np.bool_]

_SHIFT = 32
_RELATIONS: tuple[Relation, ...] = ("separate", "review", "same_story", "duplicate")


@dataclass(frozen=True, slots=True)
class Told:
    """The pairs of texts that are told of, by number, and what is told: `relation` is a place in `_RELATIONS`."""

    a: Ints
    b: Ints
    containment: Floats
    share: Floats
    relation: Ints
    stopped: Bits

    def take(self, at: Ints) -> Told:
        """Return some of the pairs."""
        return Told(self.a[at], self.b[at], self.containment[at], self.share[at], self.relation[at], self.stopped[at])

    def beyond(self, other: Told) -> Told:
        """Return the pairs of which the other does not tell the very same."""
        keys = (other.a << _SHIFT) | other.b
        order = np.argsort(keys)
        key = (self.a << _SHIFT) | self.b
        if not len(keys):
            return self
        at = order[np.minimum(np.searchsorted(keys, key, sorter=order), len(keys) - 1)]
        same = keys[at] == key
        for own, held in (
            (self.containment, other.containment),
            (self.share, other.share),
            (self.relation, other.relation),
            (self.stopped, other.stopped),
        ):
            same &= own == held[at]
        return self.take(np.flatnonzero(~same))

    def decisions(self, text: Callable[[int], Text], settings: Settings) -> Iterator[Decision]:
        """Yield the decisions; passages are found for the first `settings.receipts`, and where a copy was stopped."""
        columns = (self.a, self.b, self.containment, self.share, self.relation, self.stopped)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for at, (a, b, containment, share, relation, stopped) in enumerate(rows):
            one, other = text(a), text(b)
            reading = read_pair(one.body, other.body) if stopped or at < settings.receipts else None
            evidence = Evidence(containment, share)
            yield decide((one.id, other.id), evidence, _RELATIONS[relation], settings, reading=reading, stopped=stopped)


def repeated(text: Text, words: int) -> Iterator[Decision]:
    """Yield the decisions on the articles that have one and the same text, of so many words."""
    for other in text.articles[1:]:
        yield identical(text.id, other.id, words)


def tell(
    pairs: Pairs, leaders: Ints, first: Ints, place: Ints, *, stopped: Collection[tuple[int, int]], settings: Settings
) -> Told:
    """Return what is told of `pairs`, in order of their texts.

    `leaders`, `first` (text of its story) and `place` (in the order of texts) have one entry a text.
    """
    score = pairs.scores(settings)
    in_a, in_b = leaders[pairs.a], leaders[pairs.b]
    together = (in_a == in_b) & ((in_a == pairs.a) | (in_a == pairs.b))
    apart = np.flatnonzero(in_a != in_b)
    apart = apart[np.lexsort((place[pairs.b[apart]], place[pairs.a[apart]], -score[apart]))]
    at = np.concatenate((np.flatnonzero(together), apart[_closest(in_a[apart], in_b[apart], settings.links)]))
    at = at[np.lexsort((place[pairs.b[at]], place[pairs.a[at]]))]
    a, b = pairs.a[at], pairs.b[at]
    halted = np.isin((a << _SHIFT) | b, np.array([(one << _SHIFT) | other for one, other in stopped], dtype=np.int64))
    relation = np.where(halted | (score[at] >= settings.review_score), _RELATIONS.index("review"), 0)
    relation[first[a] == first[b]] = _RELATIONS.index("same_story")
    relation[leaders[a] == leaders[b]] = _RELATIONS.index("duplicate")
    return Told(a, b, pairs.containment[at], pairs.share[at], relation, halted)


def _closest(one: Ints, other: Ints, links: int) -> Ints:
    """Return of links between groups, the best first, the best of each two groups that is among the best of either."""
    both = (np.minimum(one, other) << _SHIFT) | np.maximum(one, other)
    best = np.sort(np.unique(both, return_index=True)[1])
    group = np.concatenate((one[best], other[best]))
    at = np.concatenate((best, best))
    order = np.lexsort((at, group))
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    nth = np.arange(len(group)) - np.repeat(starts, np.diff(starts, append=len(group)))
    kept: Ints = np.unique(at[order[nth < links]])
    return kept
