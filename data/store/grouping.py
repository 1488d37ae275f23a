"""The groups of copies that articles are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable


def copies(connection: Connection, articles: Iterable[str]) -> int:
    """Count which of these articles are in a group with another one."""
    table = schema.articles
    shared = select(table.c.duplicate_group).group_by(table.c.duplicate_group).having(func.count() > 1)
    held = set(connection.scalars(select(table.c.id).where(table.c.duplicate_group.in_(shared))))
    return sum(article in held for article in articles)
