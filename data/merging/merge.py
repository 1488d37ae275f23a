"""Merging: one pass from articles to groups of copies, stories and the decisions behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.merging.copies import find_copies
from data.merging.receipts import decisions
from data.merging.settings import DEFAULT, Settings
from data.merging.stories import stories
from data.merging.texts import texts_of
from data.models import Article, Merging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.merging.texts import Text


def merge(articles: Sequence[Article], settings: Settings = DEFAULT) -> Merging:
    """Group `articles` into copies and stories; the result does not depend on their order."""
    texts = texts_of(articles, settings.exact_words)
    copies = find_copies(texts, settings)
    first = stories(texts, copies, settings)
    return Merging(
        _named(texts, copies.leaders), _named(texts, first), tuple(decisions(texts, copies, first, settings))
    )


def _named(texts: Sequence[Text], leaders: Sequence[int]) -> dict[str, str]:
    """Return each article's group, named after the group's earliest article."""
    return {
        article.id: texts[leader].id for text, leader in zip(texts, leaders, strict=True) for article in text.articles
    }
