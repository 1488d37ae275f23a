"""The decisions an analyst can look up: each member beside its leader, and groups that share text without being one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.merging.judging import Evidence, decide, identical, read_pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.merging.copies import Copies
    from data.merging.settings import Settings
    from data.merging.texts import Text
    from data.models import Decision, Relation


def decisions(texts: Sequence[Text], copies: Copies, first: Sequence[int], settings: Settings) -> Iterator[Decision]:
    """Yield the decisions; `first` is the first text of each text's story."""
    lengths = np.diff(copies.words.starts)
    for text, words in zip(texts, lengths.tolist(), strict=True):
        for other in text.articles[1:]:
            yield identical(text.id, other.id, words)
    left = settings.receipts
    for a, b, evidence in _worth_telling(copies, settings):
        relation = _relation(copies, first, (a, b), evidence, settings)
        reading = None
        if left > 0:
            reading = read_pair(texts[a].body, texts[b].body)
            left -= 1
        ids, stopped = (texts[a].id, texts[b].id), (a, b) in copies.stopped
        yield decide(ids, evidence, relation, settings, reading=reading, stopped=stopped)


def _relation(
    copies: Copies, first: Sequence[int], pair: tuple[int, int], evidence: Evidence, settings: Settings
) -> Relation:
    a, b = pair
    if copies.leaders[a] == copies.leaders[b]:
        return "duplicate"
    if first[a] == first[b]:
        return "same_story"
    return evidence.relation(settings, stopped=pair in copies.stopped)


def _worth_telling(copies: Copies, settings: Settings) -> Iterator[tuple[int, int, Evidence]]:
    """Yield members beside their leaders, then for each group the few others it shares most text with."""
    pairs = copies.pairs
    leaders = np.array(copies.leaders, dtype=np.int64)
    in_a, in_b = leaders[pairs.a], leaders[pairs.b]
    together = (in_a == in_b) & ((in_a == pairs.a) | (in_a == pairs.b))
    score = pairs.scores(settings)
    apart = np.flatnonzero(in_a != in_b)
    apart = apart[np.lexsort((pairs.b[apart], pairs.a[apart], -score[apart]))]
    told: dict[int, int] = {}
    seen: set[tuple[int, int]] = set()
    links = []
    for at in apart.tolist():
        groups = (int(in_a[at]), int(in_b[at]))
        full = max(told.get(group, 0) for group in groups) >= settings.links
        if full or (min(groups), max(groups)) in seen:
            continue
        seen.add((min(groups), max(groups)))
        for group in groups:
            told[group] = told.get(group, 0) + 1
        links.append(at)
    for at in [*np.flatnonzero(together).tolist(), *links]:
        yield (
            int(pairs.a[at]),
            int(pairs.b[at]),
            Evidence(float(pairs.containment[at]), float(pairs.share[at])),
        )
