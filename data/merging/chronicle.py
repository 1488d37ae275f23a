"""Stories kept up to date: when groups of copies come and go, the stories of the days around are worked out anew.

What a text's story depends on lies in few days: the rarity of words around its own day, and the stories of the two days
before it. So the days near a change are worked out, and after them as many more as there are stories that came out
otherwise than before. Undated texts stand beside all others, and are worked out whenever anything has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import UNDATED
from data.merging.features import Features, features
from data.merging.rarity import weigh
from data.merging.rows import Rows
from data.merging.stories import follow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from data.merging.index import Index
    from data.merging.settings import Settings

    Ints = NDArray[np.int64]


class Chronicle:
    """The first text of each story, by the numbers of an index; `heads` are the leading texts of groups, in order."""

    def __init__(self, index: Index, settings: Settings) -> None:
        self._index, self._settings = index, settings
        self._heads: Ints = np.empty(0, np.int64)
        self._first: Ints = np.empty(0, np.int64)  # by number; only that of a leading text means something
        self._stopped: set[tuple[int, int]] = set()
        self._features = _Held(settings)

    def follow(self, heads: Ints, stopped: set[tuple[int, int]]) -> Ints:
        """Return the first text of each story, by number of its leading texts, now that these are the `heads`.

        `stopped` are the pairs of texts that contradict each other.
        """
        new = np.full(len(self._index.texts) - len(self._first), -1)
        self._first = np.concatenate((self._first, new))
        contradicting = sorted({text for pair in stopped ^ self._stopped for text in pair})
        changed = np.union1d(
            np.setxor1d(heads, self._heads), np.intersect1d(heads, np.array(contradicting, dtype=np.int64))
        )
        self._stopped, self._heads = stopped, heads
        if len(changed):
            days = self._index.days()
            self._features.take_in(self._index, heads)
            dated = int(np.searchsorted(days[heads], UNDATED))
            self._follow_days(heads[:dated], np.unique(days[changed][days[changed] != UNDATED]).tolist())
            if dated < len(heads):
                self._follow_undated(heads, dated)
        return self._first

    def _follow_days(self, heads: Ints, changed: list[int]) -> None:
        """Work out the stories near the days that changed, and go on as long as that changes others."""
        before, reach = self._settings.story_days, self._settings.rarity_days + self._settings.story_days
        waiting = list(_joined((day - before, day + reach) for day in changed))[::-1]
        while waiting:
            since, until = waiting.pop()
            if self._follow_between(heads, since, until):
                further = (until + 1, until + max(self._settings.story_days, 1))
                waiting += list(_joined((further, waiting.pop()) if waiting else (further,)))[::-1]

    def _follow_between(self, heads: Ints, since: int, until: int) -> bool:
        """Work out the stories of some days; return whether that changes what the days after them go by."""
        limits, days = self._settings, self._index.days()[heads]
        at = np.array([since - limits.story_days - limits.rarity_days, since - limits.story_days, since])
        wide, near, start = np.searchsorted(days, at).tolist()
        end, beyond = np.searchsorted(days, np.array([until, until + limits.story_days]), side="right").tolist()
        found = self._features.of(heads[wide:beyond])
        weights = weigh(found, days[wide:beyond], limits)
        kept, weights = found.between(near - wide, end - wide, weights)
        chosen = heads[near:end]
        place = self._places(chosen)
        known = [int(place[first]) for first in self._first[chosen[: start - near]].tolist()]
        first = follow(kept, weights, days[near:end], self._stopped_among(place), limits, known=known)
        held = self._first[heads[start:end]]
        self._first[heads[start:end]] = chosen[np.array(first[start - near :], dtype=np.int64)]
        last = days[start:end] > until - limits.story_days
        return bool((held != self._first[heads[start:end]])[last].any())

    def _follow_undated(self, heads: Ints, dated: int) -> None:
        place = self._places(heads)
        found = self._features.of(heads)
        weights = weigh(found, np.zeros(len(heads), dtype=np.int64), self._settings)
        known = place[self._first[heads[:dated]]].tolist()
        days = self._index.days()[heads]
        first = follow(found, weights, days, self._stopped_among(place), self._settings, known=known)
        self._first[heads[dated:]] = heads[np.array(first[dated:], dtype=np.int64)]

    def _places(self, heads: Ints) -> Ints:
        place = np.full(len(self._index.texts), -1)
        place[heads] = np.arange(len(heads))
        return place

    def _stopped_among(self, place: Ints) -> set[tuple[int, int]]:
        held = ((int(place[a]), int(place[b])) for a, b in self._stopped)
        return {(a, b) for a, b in held if a >= 0 and b >= 0}


def _joined(ranges: Iterator[tuple[int, int]] | tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of days, which are in order, with those that meet as one."""
    last: tuple[int, int] | None = None
    for since, until in ranges:
        if last is not None and since <= last[1] + 1:
            last = (last[0], max(last[1], until))
            continue
        if last is not None:
            yield last
        last = (since, until)
    if last is not None:
        yield last


class _Held:
    """The features of texts that led a group at some time, by number."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._row: Ints = np.empty(0, np.int64)  # by number, -1 where there is none
        self._count = 0
        self._words, self._amounts = Rows(np.int64), Rows(np.float64)
        self._places, self._after = Rows(np.int64), Rows(np.int64)

    def take_in(self, index: Index, numbers: Ints) -> None:
        """Find the features of the texts that are new here."""
        self._row = np.concatenate((self._row, np.full(len(index.texts) - len(self._row), -1)))
        new = numbers[self._row[numbers] < 0]
        titles = [index.text(number).articles[0].title or "" for number in new.tolist()]
        found = features(index.words(new), titles, self._settings)
        sizes = np.bincount(found.text, minlength=len(new))
        self._words.append(found.words, sizes)
        self._amounts.append(found.amounts, sizes)
        self._places.append(found.places, sizes)
        self._after.append(found.after, sizes)
        self._row[new] = self._count + np.arange(len(new))
        self._count += len(new)

    def of(self, numbers: Ints) -> Features:
        """Return the features of some texts, in their order."""
        at = self._row[numbers]
        text = np.repeat(np.arange(len(at)), np.diff(self._words.bounds(at)))
        return Features(text, self._words.rows(at), self._amounts.rows(at), self._places.rows(at), self._after.rows(at))
