"""Pages of rows: the part of an answer that is shown, found by counting days, so that the rest of it is never read.

A page holds exactly the rows that `query.signals` or `query.articles` have at these places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, and_, func, or_, select

from data import query
from data.selecting import article_conditions, newest, shown
from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from sqlalchemy import Column, Connection

    from data.selecting import Conditions
    from data.selection import Selection
    from data.store import Store


def signals_page(store: Store, selection: Selection, begin: int, size: int, *, undated: bool = False) -> pd.DataFrame:
    """Return up to `size` of the selected signals from place `begin` on, or of the undated ones among them."""
    table, articles = schema.signals, schema.articles
    source, conditions = shown(selection)
    if undated:
        conditions = [*conditions, table.c.said_on.is_(None)]
    with store.read() as connection:
        counted = _by_day(connection, table.c.said_on, source, conditions)
        days, before = _days(sorted(counted.items(), key=lambda day: (day[0] is None, day[0] or "")), begin, size)
        if not days:
            return query.signals_where(connection, [table.c.number.is_(None)])
        joined = source if selection.outlets else source.join(articles, articles.c.id == table.c.article)
        places = (
            select(table.c.number)
            .select_from(joined)
            .where(*conditions, _within(table.c.said_on, days))
            .order_by(table.c.said_on.is_(None), table.c.said_on, articles.c.number, table.c.number)
        )
        numbers = connection.scalars(places.limit(size).offset(begin - before)).all()
        return query.signals_where(connection, [table.c.number.in_(numbers)])


def signal_place(store: Store, selection: Selection, signal: str) -> int | None:
    """Return the place of a signal among the selected ones; None where it is not among them."""
    table, articles = schema.signals, schema.articles
    source, conditions = shown(selection)
    joined = source if selection.outlets else source.join(articles, articles.c.id == table.c.article)
    order = (table.c.said_on, articles.c.number.label("at"), table.c.number)
    with store.read() as connection:
        own = connection.execute(
            select(*order).select_from(joined).where(*conditions, table.c.id == signal)
        ).one_or_none()
        if own is None:
            return None
        earlier = or_(articles.c.number < own.at, and_(articles.c.number == own.at, table.c.number < own.number))
        before = _before(table.c.said_on, own.said_on, earlier)
        return connection.scalar(select(func.count()).select_from(joined).where(*conditions, before))


def articles_page(store: Store, selection: Selection, begin: int, size: int) -> pd.DataFrame:
    """Return up to `size` of the selected articles from place `begin` on."""
    table, versions = schema.articles, schema.versions
    source = table.join(versions, newest)
    conditions = article_conditions(selection)
    with store.read() as connection:
        counted = _by_day(connection, versions.c.published_on, source, conditions)
        latest_first = sorted(counted.items(), key=lambda day: day[0] or "", reverse=True)
        days, before = _days(latest_first, begin, size)
        if not days:
            return query.articles_where(connection, [table.c.number.is_(None)])
        places = (
            select(table.c.number)
            .select_from(source)
            .where(*conditions, _within(versions.c.published_on, days))
            .order_by(versions.c.published_on.is_(None), versions.c.published_on.desc(), table.c.number)
        )
        numbers = connection.scalars(places.limit(size).offset(begin - before)).all()
        return query.articles_where(connection, [table.c.number.in_(numbers)], few=True)


def article_place(store: Store, selection: Selection, article: str) -> int | None:
    """Return the place of an article among the selected ones; None where it is not among them."""
    table, versions = schema.articles, schema.versions
    source = table.join(versions, newest)
    conditions = article_conditions(selection)
    own_ = select(versions.c.published_on, table.c.number).select_from(source)
    with store.read() as connection:
        own = connection.execute(own_.where(*conditions, table.c.id == article)).one_or_none()
        if own is None:
            return None
        before = _before(versions.c.published_on, own.published_on, table.c.number < own.number, latest_first=True)
        return connection.scalar(select(func.count()).select_from(source).where(*conditions, before))


def _by_day(
    connection: Connection, day: Column[Any], source: FromClause, conditions: Conditions
) -> dict[str | None, int]:
    counted = select(day, func.count()).select_from(source).where(*conditions).group_by(day)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _days(counted: Iterable[tuple[str | None, int]], begin: int, size: int) -> tuple[list[str | None], int]:
    """Return the days that rows `begin` to `begin + size` fall on, and how many rows stand before the first of them."""
    days: list[str | None] = []
    before = seen = 0
    for day, count in counted:
        if seen + count <= begin:
            before = seen + count
        elif seen < begin + size:
            days.append(day)
        else:
            break
        seen += count
    return days, before


def _within(day: Column[Any], days: list[str | None]) -> ColumnElement[bool]:
    """Match the rows of neighbouring days."""
    dated = [held for held in days if held is not None]
    # Not as BETWEEN: PostgreSQL reads no collation there.
    between = and_(day >= min(dated), day <= max(dated)) if dated else None
    if None not in days:
        assert between is not None
        return between
    return day.is_(None) if between is None else or_(day.is_(None), between)


def _before(
    day: Column[Any], own: str | None, earlier: ColumnElement[bool], *, latest_first: bool = False
) -> ColumnElement[bool]:
    """Match what stands before a row of this day: undated rows come last, `earlier` orders those of one day."""
    if own is None:
        return or_(day.is_not(None), and_(day.is_(None), earlier))
    return or_(day > own if latest_first else day < own, and_(day == own, earlier))
