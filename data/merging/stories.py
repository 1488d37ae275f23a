"""Same event in own words: groups of copies that share names, numbers and title words within a few days.

Star groups again: a group of copies joins the story whose first text it is closest to, never one of the others, so that
one long affair does not become one story.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import UNDATED
from data.merging.features import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.merging.copies import Copies
    from data.merging.features import Features
    from data.merging.settings import Settings
    from data.merging.texts import Text

    Ints = NDArray[np.int64]

_SHIFT = 32


def stories(texts: Sequence[Text], copies: Copies, settings: Settings) -> list[int]:
    """Return the first text of each text's story; copies follow their leader.

    Texts that contradict each other tell of different events.
    """
    heads = sorted(set(copies.leaders))
    days = np.array([texts[head].day for head in heads], dtype=np.int64)
    titles = [texts[head].articles[0].title or "" for head in heads]
    found = features(copies.words, np.array(heads, dtype=np.int64), titles, settings)
    vectors = found.vectors()
    first: dict[int, int] = {}
    for at, others in enumerate(_neighbours(found, days, settings)):
        best, closeness = at, 0.0
        for other in sorted({first[other] for other in others}):
            if days[at] != UNDATED and days[at] - days[other] > settings.story_days:
                continue
            bound = settings.story_closeness if days[at] != UNDATED else settings.story_closeness_undated
            near = _cosine(vectors[at], vectors[other])
            if near >= bound and near > closeness and (heads[other], heads[at]) not in copies.stopped:
                best, closeness = other, near
        first[at] = best
    place = {head: at for at, head in enumerate(heads)}
    return [heads[first[place[leader]]] for leader in copies.leaders]


def _cosine(a: dict[int, float], b: dict[int, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def _neighbours(found: Features, days: Ints, settings: Settings) -> list[list[int]]:
    """Return for each text the earlier ones within the window with which it shares most.

    Under each word only the nearest texts are paired, so that the number of pairs grows with the number of words.
    """
    count = len(days)
    order = np.lexsort((found.text, found.words))
    word, text, weight = found.words[order], found.text[order], found.weights[order]
    keys, shared = [], []
    for lag in range(1, settings.story_neighbours + 1):
        at = np.flatnonzero(word[lag:] == word[:-lag])
        if not len(at):
            break
        a, b = text[at], text[at + lag]
        near = (days[b] - days[a] <= settings.story_days) | (days[b] == UNDATED)
        keys.append((b[near] << _SHIFT) | a[near])
        shared.append((weight[at] * weight[at + lag])[near])
    neighbours: list[list[int]] = [[] for _ in range(count)]
    if not keys:
        return neighbours
    pairs, which = np.unique(np.concatenate(keys), return_inverse=True)
    total = np.bincount(which, np.concatenate(shared))
    strong = np.flatnonzero(total >= settings.story_hint)
    strong = strong[np.lexsort((-total[strong], pairs[strong] >> _SHIFT))]
    later, earlier = (pairs[strong] >> _SHIFT).tolist(), (pairs[strong] & ((1 << _SHIFT) - 1)).tolist()
    taken: dict[int, int] = defaultdict(int)
    for b, a in zip(later, earlier, strict=True):
        if taken[b] < settings.story_candidates:
            taken[b] += 1
            neighbours[b].append(a)
    return neighbours
