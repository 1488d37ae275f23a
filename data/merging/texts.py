"""The texts to compare: articles with one and the same body are one text, in an order that no input order changes."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import UNDATED

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

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
    firsts: dict[str, Article] = {}
    repeated: dict[str, list[Article]] = {}
    alone: list[Article] = []
    for article in articles:
        if article.id in apart:
            alone.append(article)
        elif (first := firsts.setdefault(article.body, article)) is not article:
            repeated.setdefault(article.body, [first]).append(article)
    carried: dict[str, tuple[Article, ...]] = {}
    for body, same in repeated.items():
        if is_short(body, exact_words):
            del firsts[body]
            alone += same
        else:
            carried[body] = tuple(sorted(same, key=first_published))
    texts = [Text(one.body, day_of(one), (one,)) for one in alone]
    for body, one in firsts.items():
        carriers = carried.get(body, (one,))
        texts.append(Text(body, day_of(carriers[0]), carriers))
    return _in_order(texts)


@contextmanager
def unswept() -> Iterator[None]:
    """Let the garbage collector rest: it would go through all articles again and again, and nothing here is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _in_order(texts: list[Text]) -> list[Text]:
    """Sort by `rank`, which is looked at only where day and length agree."""
    days = np.array([text.day for text in texts], dtype=np.int64)
    sizes = np.array([len(text.body) for text in texts], dtype=np.int64)
    order = np.lexsort((-sizes, days))
    ordered = [texts[at] for at in order.tolist()]
    days, sizes = days[order], sizes[order]
    bounds = np.flatnonzero((np.diff(days, prepend=-1) != 0) | (np.diff(sizes, prepend=-1) != 0))
    widths = np.diff(bounds, append=len(texts))
    several = widths > 1
    for start, width in zip(bounds[several].tolist(), widths[several].tolist(), strict=True):
        ordered[start : start + width] = sorted(ordered[start : start + width], key=rank)
    return ordered


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
