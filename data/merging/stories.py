"""Same event in own words: groups of copies that share names, numbers and title words within a few days.

Star groups again: a group of copies joins the story whose first text it is closest to, never one of the others, so that
one long affair does not become one story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import UNDATED
from data.merging.comparing import Words
from data.merging.features import features
from data.merging.rarity import weigh

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from numpy.typing import NDArray

    from data.merging.copies import Copies
    from data.merging.features import Features
    from data.merging.settings import Settings
    from data.merging.texts import Text

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_SHIFT = 32
_PLACE = (1 << _SHIFT) - 1


def stories(texts: Sequence[Text], copies: Copies, settings: Settings) -> list[int]:
    """Return the first text of each text's story; copies follow their leader.

    Texts that contradict each other tell of different events.
    """
    heads = sorted(set(copies.leaders))
    place = {head: at for at, head in enumerate(heads)}
    days = np.array([texts[head].day for head in heads], dtype=np.int64)
    titles = [texts[head].articles[0].title or "" for head in heads]
    found = features(_words_of(copies.words, np.array(heads, dtype=np.int64)), titles, settings)
    stopped = {(place[a], place[b]) for a, b in copies.stopped if a in place and b in place}
    first = link(found, days, stopped, settings)
    return [heads[first[place[leader]]] for leader in copies.leaders]


def link(found: Features, days: Ints, stopped: Container[tuple[int, int]], settings: Settings) -> list[int]:
    """Return the first text of the story of each text; texts come in order, and `found` has their features."""
    dated = int(np.searchsorted(days, UNDATED))
    of_dated, _ = found.between(0, dated, found.amounts)
    first = follow(of_dated, weigh(of_dated, days[:dated], settings), days[:dated], stopped, settings)
    if dated == len(days):
        return first
    return follow(found, weigh(found, np.zeros_like(days), settings), days, stopped, settings, known=first)


def follow(
    found: Features,
    weights: Floats,
    days: Ints,
    stopped: Container[tuple[int, int]],
    settings: Settings,
    *,
    known: Sequence[int] = (),
) -> list[int]:
    """Return the first text of the story of each text; those of the earliest texts are `known`, and stay as they are.

    A known number below 0 stands for a text further back than a story goes. `weights` are those of the rows of `found`.
    """
    near = _Closeness(found, weights, len(days))
    day = days.tolist()
    first = list(known)
    for at, others in enumerate(_neighbours(found, weights, days, settings, len(known)), len(known)):
        undated = day[at] == UNDATED
        best, closeness = at, settings.story_closeness_undated if undated else settings.story_closeness
        for other in sorted({first[other] for other in others}):
            if other < 0 or (day[at] - day[other] > settings.story_days and not undated):
                continue
            here = near(at, other)
            if (here > closeness or (here == closeness and best == at)) and (other, at) not in stopped:
                best, closeness = other, here
        first.append(best)
    return first


def _words_of(words: Words, texts: Ints) -> Words:
    size = np.diff(words.starts)[texts]
    starts = np.concatenate(([0], np.cumsum(size)))
    at = np.arange(starts[-1]) + np.repeat(words.starts[texts] - starts[:-1], size)
    return Words(words.hashes[at], words.telling[at], starts)


class _Closeness:
    """The cosine of two texts; each text's weights by word are made when they are first asked for."""

    def __init__(self, found: Features, weights: Floats, texts: int) -> None:
        self._found, self._weights = found, weights
        self._starts = found.starts(texts).tolist()
        self._held: dict[int, dict[int, float]] = {}

    def __call__(self, one: int, other: int) -> float:
        a, b = self._of(one), self._of(other)
        return sum([a[word] * b[word] for word in a.keys() & b.keys()])

    def _of(self, text: int) -> dict[int, float]:
        held = self._held.get(text)
        if held is None:
            rows = slice(self._starts[text], self._starts[text + 1])
            held = dict(zip(self._found.words[rows].tolist(), self._weights[rows].tolist(), strict=True))
            self._held[text] = held
        return held


def _neighbours(found: Features, weights: Floats, days: Ints, settings: Settings, since: int) -> list[list[int]]:
    """Return for each text from `since` on the earlier ones within the window with which it shares most.

    Under each word only the nearest texts are paired, so that the number of pairs grows with the number of words.
    """
    pairs, total = _shared(found, weights, days, settings, since)
    strong = total >= settings.story_hint
    pairs, total = pairs[strong], total[strong]
    later = pairs >> _SHIFT
    order = np.lexsort((pairs, -total, later))
    pairs, later = pairs[order], later[order]
    starts = np.flatnonzero(np.diff(later, prepend=-1))
    nth = np.arange(len(later)) - np.repeat(starts, np.diff(starts, append=len(later)))
    kept = nth < settings.story_candidates
    neighbours: list[list[int]] = [[] for _ in range(since, len(days))]
    for at, other in zip((later[kept] - since).tolist(), (pairs[kept] & _PLACE).tolist(), strict=True):
        neighbours[at].append(other)
    return neighbours


def _shared(found: Features, weights: Floats, days: Ints, settings: Settings, since: int) -> tuple[Ints, Floats]:
    """Return pairs of texts, the later above the earlier one, and about the cosine of each."""
    telling = np.flatnonzero(weights >= settings.story_slight)
    order = telling[np.argsort((found.words[telling] << _SHIFT) | found.text[telling])]
    word, text, weight = found.words[order], found.text[order], weights[order]
    day = days[text]
    keys, shared = [np.empty(0, np.int64)], [np.empty(0, np.float64)]
    at = np.flatnonzero(text >= since)
    for lag in range(1, settings.story_neighbours + 1):
        at = at[at >= lag]
        at = at[word[at] == word[at - lag]]
        at = at[(day[at] - day[at - lag] <= settings.story_days) | (day[at] == UNDATED)]
        keys.append((text[at] << _SHIFT) | text[at - lag])
        shared.append(weight[at] * weight[at - lag])
    key, product = np.concatenate(keys), np.concatenate(shared)
    order = np.argsort(key)
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    return key[starts], np.add.reduceat(product[order], starts) if len(starts) else np.empty(0)
