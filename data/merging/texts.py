"""The texts to compare: articles with one and the same body are one text, in an order that no input order changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.merging.candidates import UNDATED

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from data.models import Article


@dataclass(frozen=True, slots=True)
class Text:
    """One body and the articles that carry it, earliest first; `day` is a day number or UNDATED."""

    body: str
    day: int
    articles: tuple[Article, ...]

    @property
    def id(self) -> str:
        """The id of the earliest article."""
        return self.articles[0].id


def texts_of(articles: Sequence[Article], exact_words: int, apart: Container[str] = ()) -> list[Text]:
    """Return the distinct texts by day; a body too short to be evidence stands for itself in every article.

    So does a body of one of the articles `apart`.
    """
    by_body: dict[str, list[Article]] = {}
    alone: list[Text] = []
    for article in articles:
        if article.id in apart:
            alone.append(Text(article.body, day_of(article), (article,)))
            continue
        by_body.setdefault(article.body, []).append(article)
    texts: list[Text] = []
    for body, same in by_body.items():
        if len(same) == 1:
            texts.append(Text(body, day_of(same[0]), (same[0],)))
            continue
        same.sort(key=first_published)
        if is_short(body, exact_words):
            alone += [Text(body, day_of(article), (article,)) for article in same]
        else:
            texts.append(Text(body, day_of(same[0]), tuple(same)))
    texts += alone
    texts.sort(key=rank)
    return texts


def rank(text: Text) -> tuple[int, int, str, str]:
    """Return what texts are put in order by: the day, the longer first, and what no input order changes."""
    return text.day, -len(text.body), text.body, text.id


def first_published(article: Article) -> tuple[int, str, str]:
    """Return what the articles of one text are put in order by."""
    return day_of(article), article.published_at or "", article.id


def is_short(body: str, exact_words: int) -> bool:
    """Tell whether a body is too short for its repetition to be evidence of copying."""
    return len(body.split(None, exact_words)) < exact_words


def day_of(article: Article) -> int:
    """Return the publication day as a number, UNDATED where there is none."""
    return article.published_on.toordinal() if article.published_on else UNDATED
