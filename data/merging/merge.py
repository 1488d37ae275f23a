"""Merging: one pass from articles to groups of copies, stories and the decisions behind them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from data.merging.copies import find_copies
from data.merging.judging import are_alike, decide, identical, is_stopped, read_pair
from data.merging.overrides import Override, by_hand, obey, positions, standing, told_apart
from data.merging.receipts import repeated, tell
from data.merging.settings import DEFAULT, Settings
from data.merging.stories import stories
from data.merging.texts import texts_of, unswept
from data.models import Article, Decision, Merging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.merging.texts import Text


@unswept()
def merge(articles: Sequence[Article], settings: Settings = DEFAULT, overrides: Sequence[Override] = ()) -> Merging:
    """Group `articles` into copies and stories; the result does not depend on their order.

    `overrides` are decisions by hand, which stand above what the texts say; those on unknown articles wait.
    """
    hand = standing(overrides, (article.id for article in articles))
    texts = texts_of(articles, settings.exact_words, told_apart(hand))
    copies = find_copies(texts, settings)
    copies.leaders = obey(copies.leaders, hand, positions(texts)) if hand else copies.leaders
    first = stories(texts, copies, settings)
    leaders, begun = np.array(copies.leaders, dtype=np.int64), np.array(first, dtype=np.int64)
    order = np.arange(len(texts))
    told = tell(copies.pairs, leaders, begun, order, stopped=copies.stopped, settings=settings)
    words = np.diff(copies.words.starts).tolist()
    found = {
        (one.a, one.b): one
        for one in chain(
            *(repeated(text, count) for text, count in zip(texts, words, strict=True) if len(text.articles) > 1),
            told.decisions(texts.__getitem__, settings),
        )
    }
    for one in by_hand(hand):
        found.pop((one.b, one.a), None)
        found[one.a, one.b] = one
    return Merging(_named(texts, copies.leaders), _named(texts, first), tuple(found.values()))


@unswept()
def group_copies(articles: Sequence[Article], settings: Settings = DEFAULT) -> dict[str, str]:
    """Return the group of copies of each article, without stories and without receipts."""
    texts = texts_of(articles, settings.exact_words)
    return _named(texts, find_copies(texts, settings).leaders)


def compare(a: Article, b: Article, settings: Settings = DEFAULT) -> Decision:
    """Compare two articles word for word: the receipt of one pair, on request."""
    reading = read_pair(a.body, b.body)
    evidence = reading.evidence
    if a.body == b.body:
        return identical(a.id, b.id, reading.words)
    stopped = is_stopped(reading, settings)
    copy = evidence.is_copy(settings) or (evidence.is_open(settings) and are_alike(a.body, b.body, settings))
    relation = "duplicate" if copy and not stopped else evidence.relation(settings, stopped=stopped)
    return decide((a.id, b.id), evidence, relation, settings, reading=reading, stopped=stopped)


def _named(texts: Sequence[Text], leaders: Sequence[int]) -> dict[str, str]:
    """Return each article's group, named after the earliest article of the group's leading text."""
    names = [text.id for text in texts]
    return {article.id: names[leader] for text, leader in zip(texts, leaders, strict=True) for article in text.articles}
