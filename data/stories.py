"""Stories to choose from, and articles by their ids: lists for a reader, never longer than one can look through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from data import frames, query
from data.frames import Column
from data.selecting import article_conditions, columns, newest
from data.selection import Selection
from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from sqlalchemy import Select

    from data.store import Store

STORIES = (
    Column("id", "str", "id of the story's leader"),
    Column("published_on", "datetime64[s]", "day of publication of the leader; empty where undated"),
    Column("outlet", "str", "who printed the leader"),
    Column("title", "str", "headline of the leader"),
    Column("articles", "int64", "articles of the story"),
    Column("texts", "int64", "independent texts among them: duplicate groups"),
)


def stories(store: Store, most: int, text: str = "", also: Sequence[str] = ()) -> pd.DataFrame:
    """Return stories of several articles as a `STORIES` frame, up to `most`, that with the latest article first.

    Where there is a `text`, one of a story's articles must hold it. `also` are ids of stories that come with them.
    """
    table, versions = schema.articles, schema.versions
    told: Select[Any] = (
        select(
            table.c.story,
            func.count().label("articles"),
            func.count(table.c.duplicate_group.distinct()).label("texts"),
            func.max(versions.c.published_on).label("latest"),
            func.min(table.c.number).label("first"),
        )
        .select_from(table.join(versions, newest))
        .group_by(table.c.story)
        .having(func.count() > 1)
    )
    held = told
    if text:
        holding = select(table.c.story).select_from(table.join(versions, newest))
        found = holding.where(*article_conditions(Selection(text=text))).correlate(None)
        held = told.where(table.c.story.in_(found))
    latest = held.order_by(func.max(versions.c.published_on).is_(None), func.max(versions.c.published_on).desc())
    with store.read() as connection:
        rows = columns(connection, _led(latest.order_by(func.min(table.c.number)).limit(most).subquery()))
        missing = sorted(set(also) - set(rows["id"]))
        if missing:
            more = columns(connection, _led(told.where(table.c.story.in_(missing)).subquery()))
            rows = {name: [*values, *more[name]] for name, values in rows.items()}
    return frames.of_columns(rows, STORIES)


def _led(told: Any) -> Select[Any]:
    table, versions = schema.articles, schema.versions
    return (
        select(table.c.id, *(versions.c[name] for name in ("published_on", "outlet", "title")))
        .add_columns(told.c.articles, told.c.texts)
        .select_from(told)
        .join(table, table.c.id == told.c.story)
        .join(versions, newest)
        .order_by(told.c.latest.is_(None), told.c.latest.desc(), told.c.first)
    )


def stories_of(store: Store, articles: Sequence[str]) -> dict[str, str]:
    """Return the story of each of these articles that is there."""
    table = schema.articles
    with store.read() as connection:
        found = connection.execute(select(table.c.id, table.c.story).where(table.c.id.in_(articles)))
        return {row.id: row.story for row in found}


def articles_named(store: Store, articles: Sequence[str]) -> pd.DataFrame:
    """Return those of these articles that are there as a `frames.ARTICLES` frame."""
    with store.read() as connection:
        return query.articles_where(connection, [schema.articles.c.id.in_(articles)], few=True)
