"""What a selection adds up to, counted by the database, which reads its indexes and no passage for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from data import frames
from data.models import LADDER
from data.selecting import article_conditions, newest, shown
from data.selection import Selection
from data.store import schema

if TYPE_CHECKING:
    import pandas as pd

    from data.store import Store
    from data.summaries import Unit


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a selection of signals holds."""

    signals: int
    articles: int  # that hold at least one of the signals
    independent_texts: int  # duplicate groups among these articles: reprints of one text count once
    dated: int  # of the signals, those with a day
    first: date | None  # bounds of these days
    last: date | None

    @property
    def undated(self) -> int:
        return self.signals - self.dated


@dataclass(frozen=True, slots=True)
class Collection:
    """How much a selection of articles holds."""

    articles: int
    independent_texts: int
    stories: int
    undated: int


def totals(store: Store, selection: Selection = Selection()) -> Totals:  # noqa: B008 - a frozen value
    """Count what a selection holds."""
    table, articles = schema.signals, schema.articles
    source, conditions = shown(selection)
    found = (
        select(
            table.c.article,
            func.count().label("signals"),
            func.count(table.c.said_on).label("dated"),
            func.min(table.c.said_on).label("first"),
            func.max(table.c.said_on).label("last"),
        )
        .select_from(source)
        .where(*conditions)
        .group_by(table.c.article)
        .subquery()
    )
    query = select(
        func.sum(found.c.signals),
        func.count(),
        func.count(articles.c.duplicate_group.distinct()),
        func.sum(found.c.dated),
        func.min(found.c.first),
        func.max(found.c.last),
    ).select_from(found.join(articles, articles.c.id == found.c.article))
    with store.read() as connection:
        signals, articles_, texts, dated, first, last = connection.execute(query).one()
    return Totals(int(signals or 0), articles_, texts, int(dated or 0), _day(first), _day(last))


def periods(store: Store, selection: Selection, unit: Unit) -> pd.DataFrame:
    """Count the dated signals of a selection by period, rung and basis: see `summaries.signals_by_period`."""
    table = schema.signals
    source, conditions = shown(selection)
    basis = case((table.c.said_on_basis == "published", "published"), else_="said")
    query = (
        select(table.c.said_on, table.c.rung, basis.label("basis"), func.count().label("count"))
        .select_from(source)
        .where(*conditions, table.c.said_on.is_not(None))
        .group_by(table.c.said_on, table.c.rung, basis)
    )
    counted: Counter[tuple[str, str, str]] = Counter()
    begins: dict[str, str] = {}
    with store.read() as connection:
        for day, rung, on, count in connection.execute(query):
            begin = begins.get(day) or begins.setdefault(day, begin_of(date.fromisoformat(day), unit).isoformat())
            counted[begin, rung, on] += count
    rows = sorted(counted.items(), key=lambda row: (row[0][0], -LADDER[row[0][1]], row[0][2]))  # type: ignore[index]
    held = [
        {"period": begin, "rung": rung, "position": LADDER[rung], "basis": on, "count": count}  # type: ignore[index]
        for (begin, rung, on), count in rows
    ]
    return frames.frame(held, frames.PERIODS)


def begin_of(day: date, unit: Unit) -> date:
    """Return the first day of the period that a day lies in; a week begins on its Monday."""
    if unit == "day":
        return day
    return day - timedelta(days=day.weekday()) if unit == "week" else day.replace(day=1)


def collection(store: Store, selection: Selection = Selection()) -> Collection:  # noqa: B008
    """Count the selected articles (see `query.articles`), the texts and stories they come to, and the undated ones."""
    table, versions = schema.articles, schema.versions
    query = (
        select(
            func.count(),
            func.count(table.c.duplicate_group.distinct()),
            func.count(table.c.story.distinct()),
            func.count() - func.count(versions.c.published_on),
        )
        .select_from(table.join(versions, newest))
        .where(*article_conditions(selection))
    )
    with store.read() as connection:
        return Collection(*connection.execute(query).one())


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
