"""How rare a word was in the days up to a text: counts over a window of days, for all texts at once.

A text's weights are those of its own day and do not change with what is printed later, so that new articles change the
stories of their own days only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.merging.features import Features
    from data.merging.settings import Settings

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_DAY = 31  # bits of a day
_PRIOR = 20  # texts: what a small corpus has not seen yet
_COMMON_SHARE = 0.2  # of its places after an article, from which a capitalised word is a common noun


def weigh(found: Features, days: Ints, settings: Settings) -> Floats:
    """Return the weight of each row of `found`; those of one text have length 1. `days` has one entry a text.

    Where all texts have one and the same day, all count.
    """
    day = days[found.text]
    window = _Window(found, day, settings)
    weights = found.amounts * np.where(window.common(), settings.common_weight, 1.0)
    texts = np.sort(days)
    since, until = days - settings.rarity_days, days + settings.story_days
    around = np.searchsorted(texts, until, side="right") - np.searchsorted(texts, since)
    weights *= np.log((around[found.text] + _PRIOR) / (window.texts() + 1))
    length = np.sqrt(np.bincount(found.text, weights**2, minlength=len(days)))
    weights /= np.maximum(length[found.text], 1e-9)
    return weights


class _Window:
    """Of each row: what the rows of the same word in the days up to its own add up to."""

    def __init__(self, found: Features, day: Ints, settings: Settings) -> None:
        key = (found.words << _DAY) | day
        self._order = np.argsort(key)
        key = key[self._order]
        self._back = np.empty_like(self._order)
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        self._back[self._order] = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(key)))
        each = key[starts]
        day = each & ((1 << _DAY) - 1)
        self._first = np.searchsorted(key, np.maximum(each - settings.rarity_days, each - day))
        self._last = np.searchsorted(key, each + settings.story_days, side="right")
        self._found = found

    def texts(self) -> Ints:
        """Count the texts that have the word."""
        count: Ints = (self._last - self._first)[self._back]
        return count

    def common(self) -> NDArray[np.bool_]:
        """Mark the capitalised words that often follow an article."""
        after, places = (self._sums(column) for column in (self._found.after, self._found.places))
        common: NDArray[np.bool_] = ((after >= _COMMON_SHARE * places) & (places > 0))[self._back]
        return common

    def _sums(self, column: Ints) -> Ints:
        total = np.concatenate(([0], np.cumsum(column[self._order])))
        sums: Ints = total[self._last] - total[self._first]
        return sums
