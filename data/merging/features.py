"""What a text is about: its names, numbers and title words, weighted by how rare they are."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from data.language import LANGUAGES, load
from data.merging.comparing import NAME, NUMBER
from data.merging.distinct import among, distinct
from data.merging.fold import fold, hash_words
from data.merging.sketch import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.merging.comparing import Words
    from data.merging.settings import Settings

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_SHIFT = np.int64(32)
_LOW = np.int64((1 << 32) - 1)
_PRIOR = 20  # texts: what a small corpus has not seen yet
_COMMON_SHARE = 0.2  # of its places after an article, from which a capitalised word is a common noun


@dataclass(frozen=True, slots=True)
class Features:
    """Rows of text, word and weight, by text and word; the weights of one text have length 1."""

    text: Ints
    words: Ints
    weights: Floats
    starts: Ints

    def vectors(self) -> list[dict[int, float]]:
        """Return the weights of each text by word."""
        words, weights, bounds = self.words.tolist(), self.weights.tolist(), self.starts.tolist()
        return [
            dict(zip(words[start:end], weights[start:end], strict=True)) for start, end in itertools.pairwise(bounds)
        ]


def features(words: Words, texts: Ints, titles: Sequence[str], settings: Settings) -> Features:
    """Return what `texts` with their `titles` are about.

    A capitalised word counts unless the text has it in lower case too; less where it stands after articles, as common
    nouns do.
    """
    size = np.diff(words.starts)[texts]
    text = np.repeat(np.arange(len(texts)), size)
    at = np.arange(len(text)) + np.repeat(words.starts[texts] - np.cumsum(size) + size, size)
    hashes, telling = words.hashes[at].astype(np.int64), words.telling[at]
    articles = among(hashes, _articles())
    after = np.zeros(len(text), dtype=np.bool_)
    after[1:] = articles[:-1]
    keys = (text << _SHIFT) | hashes
    named = (telling == NAME) & ~articles
    names = distinct(keys[named])
    names = names[~among(names, distinct(keys[telling == 0]))]
    common = _common(hashes[named], after[named])
    numbers = distinct(keys[telling == NUMBER])
    in_title = _title_keys(titles)
    rows = np.concatenate((names, numbers, in_title))
    amounts = np.concatenate(
        (
            np.ones(len(names)),
            np.full(len(numbers), settings.number_weight),
            np.full(len(in_title), settings.title_weight),
        )
    )
    rows, which = np.unique(rows, return_inverse=True)
    amount = np.bincount(which, amounts, minlength=len(rows)).astype(np.float64)
    word, text = rows & _LOW, rows >> _SHIFT
    amount *= np.where(among(word, common), settings.common_weight, 1.0)
    _, which, spread = np.unique(word, return_inverse=True, return_counts=True)
    amount *= np.log((len(texts) + _PRIOR) / (spread[which] + 1))
    length = np.sqrt(np.bincount(text, amount**2, minlength=len(texts)))
    starts = np.searchsorted(text, np.arange(len(texts) + 1))
    return Features(text, word, amount / np.maximum(length[text], 1e-9), starts)


def _common(hashes: Ints, after: NDArray[np.bool_]) -> Ints:
    """Return the capitalised words that often follow an article."""
    words, which, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    return words[np.bincount(which, after, minlength=len(words)) >= _COMMON_SHARE * counts]


def _title_keys(titles: Sequence[str]) -> Ints:
    found = [np.empty(0, np.int64)]
    first = 0
    for run in fold(titles):
        text = np.repeat(np.arange(len(run.counts)) + first, run.counts)
        first += len(run.counts)
        telling = run.capitals | run.numbers
        found.append((text[telling] << _SHIFT) | short(run.hashes[telling]).astype(np.int64))
    return distinct(np.concatenate(found))


@cache
def _articles() -> Ints:
    words = [word for lang in LANGUAGES for word in load(lang, "merging")["articles"]]
    return distinct(short(hash_words(words)).astype(np.int64))
