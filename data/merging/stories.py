"""Same event in own words: groups of copies that share names, numbers and title words within a few days."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from data.merging.aligning import fold_word
from data.merging.candidates import UNDATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.merging.copies import Copies
    from data.merging.settings import Settings
    from data.merging.texts import Text

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_SIGNS = re.compile(r"[.,:]")
_SHORTEST = 3  # letters of a word that names something
_NUMBER = 2  # digits of a number that tells something
_PRIOR = 20  # texts: what a small corpus has not seen yet

Features = dict[str, float]


def stories(texts: Sequence[Text], copies: Copies, settings: Settings) -> list[int]:
    """Return the first text of each text's story; copies follow their leader.

    Star groups again: a group of copies joins the earliest leader of a story it is close enough to, the closest first.
    Texts that contradict each other tell of different events.
    """
    leaders = copies.leaders
    heads = sorted(set(leaders))
    features = {head: _features(texts[head]) for head in heads}
    weights = _weights(features.values())
    vectors = {head: _unit(found, weights) for head, found in features.items()}
    first: dict[int, int] = {}
    postings: dict[str, list[int]] = defaultdict(list)
    for head in heads:
        best, closeness = head, 0.0
        for other, near in sorted(_near(vectors[head], postings, vectors, texts, head, settings).items()):
            dated = UNDATED not in (texts[other].day, texts[head].day)
            bound = settings.story_closeness if dated else settings.story_closeness_undated
            if near >= bound and near > closeness and (min(other, head), max(other, head)) not in copies.stopped:
                best, closeness = other, near
        first[head] = best
        if best == head:
            for word in vectors[head]:
                postings[word].append(head)
    return [first[leader] for leader in leaders]


def _near(
    vector: Features,
    postings: Mapping[str, Sequence[int]],
    vectors: Mapping[int, Features],
    texts: Sequence[Text],
    head: int,
    settings: Settings,
) -> dict[int, float]:
    """Return the cosine with each leader of a story within the window that shares one of the rarer words."""
    near: dict[int, float] = defaultdict(float)
    day = texts[head].day
    for word, weight in vector.items():
        for other in reversed(postings.get(word, ())):
            if day != UNDATED and day - texts[other].day > settings.story_days:
                break
            near[other] += weight * vectors[other][word]
    return near


def _features(text: Text) -> Features:
    """Return the capitalised words, the numbers and the words of the title, folded, with how much each one counts."""
    found: Features = {}
    lower: set[str] = set()
    body: list[str] = _WORD.findall(text.body)
    lower.update(word for word in body if word[0].islower())
    for word in body:
        if word[0].isdigit():
            number = _SIGNS.sub("", word)
            if len(number) >= _NUMBER:
                found[number] = 0.7
        elif word[0].isupper() and len(word) >= _SHORTEST and word.lower() not in lower:
            found[_stem(word)] = 1.0
    for word in _WORD.findall(text.articles[0].title or ""):
        if len(word) > _SHORTEST:
            stem = _stem(word)
            found[stem] = found.get(stem, 0.0) + 0.5
    return found


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Fold a word and take a genitive s away."""
    folded = fold_word(word)
    return folded[:-1] if folded.endswith("s") and len(folded) > _SHORTEST + 1 else folded


def _weights(features: object) -> dict[str, float]:
    found = list(features)  # type: ignore[call-overload]
    spread = Counter(word for one in found for word in one)
    return {word: math.log((len(found) + _PRIOR) / (count + 1)) for word, count in spread.items()}


def _unit(features: Features, weights: Mapping[str, float]) -> Features:
    vector = {word: amount * weights[word] for word, amount in features.items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}
