"""Comparing what is in the database: which articles are one text, which tell one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select, update

from data.merging import Override, merge
from data.store import schema
from data.store.rows import article_of, to_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.models import Article


def current_articles(connection: Connection) -> tuple[Article, ...]:
    """Return the newest version of every article, in the order of their first import."""
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    rows = connection.execute(select(versions).join(articles, newest).order_by(articles.c.number))
    return tuple(article_of(row) for row in rows.mappings())


def compare_all(connection: Connection) -> None:
    """Compare all articles anew, under what was decided by hand, and keep the groups, stories and decisions."""
    merging = merge(current_articles(connection), overrides=overrides(connection))
    table = schema.articles
    for row in connection.execute(select(table)).all():
        group, story = merging.duplicate_group[row.id], merging.story[row.id]
        if (row.duplicate_group, row.story) != (group, story):
            connection.execute(update(table).where(table.c.id == row.id).values(duplicate_group=group, story=story))
    connection.execute(delete(schema.decisions))
    if merging.decisions:
        connection.execute(insert(schema.decisions), [to_table(row, schema.decisions) for row in merging.decisions])


def overrides(connection: Connection) -> tuple[Override, ...]:
    """Return the merge decisions by hand that hold."""
    table = schema.manual_merges
    rows = connection.execute(select(table).where(table.c.undone_at.is_(None)).order_by(table.c.number))
    return tuple(Override(row.a, row.b, row.decision, row.by, row.at) for row in rows)


def copies(connection: Connection, articles: Iterable[str]) -> int:
    """Count which of these articles are in a group with another one."""
    table = schema.articles
    shared = select(table.c.duplicate_group).group_by(table.c.duplicate_group).having(func.count() > 1)
    held = set(connection.scalars(select(table.c.id).where(table.c.duplicate_group.in_(shared))))
    return sum(article in held for article in articles)
