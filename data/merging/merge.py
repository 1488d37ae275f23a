"""Merging: one pass from articles to groups of copies, stories and the decisions behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import candidates
from data.merging.grouping import stars
from data.merging.judging import Evidence, decide, identical, is_copy, is_stopped, read_pair
from data.merging.settings import DEFAULT, Settings
from data.merging.sketch import sketch
from data.merging.stories import stories
from data.merging.texts import texts_of
from data.models import Article, Decision, Merging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.merging.candidates import Candidates
    from data.merging.judging import Reading
    from data.merging.texts import Text
    from data.models import Relation


def merge(articles: Sequence[Article], settings: Settings = DEFAULT) -> Merging:
    """Group `articles` into copies and stories; the result does not depend on their order."""
    texts = texts_of(articles, settings.exact_words)
    comparison = _Comparison(texts, settings)
    leaders = stars(len(texts), comparison.matches(), comparison.agree)
    first = stories(texts, leaders, comparison.contradict, settings)
    return Merging(_named(texts, leaders), _named(texts, first), tuple(comparison.decisions(leaders, first)))


def _named(texts: Sequence[Text], leaders: Sequence[int]) -> dict[str, str]:
    """Return each article's group, named after the group's earliest article."""
    return {
        article.id: texts[leader].id for text, leader in zip(texts, leaders, strict=True) for article in text.articles
    }


class _Comparison:
    """The candidate pairs of one corpus and what is known of each; texts are told by their position."""

    def __init__(self, texts: Sequence[Text], settings: Settings) -> None:
        self._texts = texts
        self._settings = settings
        sketches = sketch([text.body for text in texts])
        self._words = sketches.words
        days = np.array([text.day for text in texts], dtype=np.int64)
        found = candidates(sketches.entries, days, settings)
        self._evidence = _evidence(found, settings)
        self._readings: dict[tuple[int, int], Reading] = {}

    def matches(self) -> list[list[tuple[int, float]]]:
        """Return for each text the earlier ones it may copy, with their containment."""
        matches: list[list[tuple[int, float]]] = [[] for _ in self._texts]
        for (a, b), evidence in self._evidence.items():
            if is_copy(evidence, self._settings):
                matches[b].append((a, evidence.containment))
        return matches

    def agree(self, a: int, b: int) -> bool:
        """Tell whether text b is a copy of text a: by the evidence, unless what they say is in conflict."""
        evidence = self._evidence.get((a, b))
        if evidence is None:
            evidence = self._evidence[a, b] = self.reading(a, b).evidence
        return is_copy(evidence, self._settings) and not is_stopped(self.reading(a, b), self._settings)

    def reading(self, a: int, b: int) -> Reading:
        """Return the two texts laid beside each other."""
        if (a, b) not in self._readings:
            self._readings[a, b] = read_pair(self._texts[a].body, self._texts[b].body)
        return self._readings[a, b]

    def contradict(self, a: int, b: int) -> bool:
        """Tell whether two texts say different things in the same words."""
        return (a, b) in self._readings and is_stopped(self._readings[a, b], self._settings)

    def decisions(self, leaders: Sequence[int], first: Sequence[int]) -> list[Decision]:
        """Return the decisions: each member beside its leader, and each pair of groups that share text."""
        decisions: list[Decision] = []
        for at, text in enumerate(self._texts):
            decisions += [identical(text.id, other.id, int(self._words[at])) for other in text.articles[1:]]
            if leaders[at] != at:
                decisions.append(self._decision(leaders[at], at, "duplicate"))
        for (a, b), evidence in sorted(self._evidence.items()):
            if leaders[a] != leaders[b] and evidence.containment >= self._settings.review_containment:
                decisions.append(self._decision(a, b, "same_story" if first[a] == first[b] else "review"))
        return decisions

    def _decision(self, a: int, b: int, relation: Relation) -> Decision:
        reading = self._readings.get((a, b))
        if reading is None and len(self._readings) < self._settings.receipts:
            reading = self.reading(a, b)
        return decide(
            self._texts[a].id,
            self._texts[b].id,
            self._evidence[a, b],
            relation,
            self._settings,
            reading,
        )


def _evidence(found: Candidates, settings: Settings) -> dict[tuple[int, int], Evidence]:
    sizes_a, sizes_b = found.size[found.a], found.size[found.b]
    containment = found.shared / np.maximum(np.minimum(sizes_a, sizes_b), 1)
    share = found.shared / np.maximum(np.maximum(sizes_a, sizes_b), 1)
    smaller_digits = np.minimum(found.digit_size[found.a], found.digit_size[found.b])
    digits = found.digit_shared / np.maximum(smaller_digits, 1)
    keep = containment >= settings.review_containment
    return {
        (int(a), int(b)): Evidence(float(c), float(s), float(d) if n >= settings.digit_shingles else None)
        for a, b, c, s, d, n in zip(
            found.a[keep],
            found.b[keep],
            containment[keep],
            share[keep],
            digits[keep],
            smaller_digits[keep],
            strict=True,
        )
    }
