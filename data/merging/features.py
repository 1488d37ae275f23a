"""What a text is about: its names, numbers and title words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.comparing import NAME, NUMBER
from data.merging.distinct import among, distinct
from data.merging.fold import fold
from data.merging.sketch import articles, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.merging.comparing import Words
    from data.merging.settings import Settings

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_SHIFT = np.int64(32)
_LOW = np.int64((1 << 32) - 1)


@dataclass(frozen=True, slots=True)
class Features:
    """Rows of text and word, in this order, with the amount each word counts for before its rarity.

    `places` is how often the text has the word in capitals, `after` how often of these behind an article.
    """

    text: Ints
    words: Ints
    amounts: Floats
    places: Ints
    after: Ints

    def starts(self, texts: int) -> Ints:
        """Return where the rows of each text start, and where the last ones end."""
        return np.searchsorted(self.text, np.arange(texts + 1))

    def between(self, first: int, last: int, weights: Floats) -> tuple[Features, Floats]:
        """Return the rows of the texts from `first` up to `last`, which count from 0 there, and their weights."""
        at = slice(*np.searchsorted(self.text, [first, last]).tolist())
        rows = Features(self.text[at] - first, self.words[at], self.amounts[at], self.places[at], self.after[at])
        return rows, weights[at]


def features(words: Words, titles: Sequence[str], settings: Settings) -> Features:
    """Return what the texts with these `words` and `titles` are about.

    A capitalised word counts unless the text has it in lower case too.
    """
    text = np.repeat(np.arange(len(titles)), np.diff(words.starts))
    hashes, telling = words.hashes.astype(np.int64), words.telling
    is_article = among(hashes, articles())
    after = np.zeros(len(text), dtype=np.bool_)
    after[1:] = is_article[:-1]
    keys = (text << _SHIFT) | hashes
    named = np.flatnonzero((telling == NAME) & ~is_article)
    named = named[~among(keys[named], distinct(keys[telling == 0]))]
    names, places, behind = _counted(keys[named], after[named])
    numbers, in_title = distinct(keys[telling == NUMBER]), _title_keys(titles)
    rows = distinct(np.concatenate((names, numbers, in_title)))
    amounts = np.zeros(len(rows))
    amounts[np.searchsorted(rows, names)] = 1.0
    amounts[np.searchsorted(rows, numbers)] += settings.number_weight
    amounts[np.searchsorted(rows, in_title)] += settings.title_weight
    counts = np.zeros((2, len(rows)), dtype=np.int64)
    counts[:, np.searchsorted(rows, names)] = places, behind
    return Features(rows >> _SHIFT, rows & _LOW, amounts, counts[0], counts[1])


def _counted(keys: Ints, after: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints]:
    """Return the distinct `keys` in order, how many of each there are, and how many of these are marked."""
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    total = np.concatenate(([0], np.cumsum(after[order])))
    ends = np.append(starts[1:], len(keys)) if len(keys) else starts
    return keys[starts], ends - starts, total[ends] - total[starts]


def _title_keys(titles: Sequence[str]) -> Ints:
    found = [np.empty(0, np.int64)]
    first = 0
    for run in fold(titles):
        text = np.repeat(np.arange(len(run.counts)) + first, run.counts)
        first += len(run.counts)
        telling = run.capitals | run.numbers
        found.append((text[telling] << _SHIFT) | short(run.hashes[telling]).astype(np.int64))
    return distinct(np.concatenate(found))
