"""Reading single articles back as the rows they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from data.errors import StoreError
from data.models import Reading, Signal, Statement
from data.store import schema
from data.store.rows import article_of, dates_of, from_table, mentions_of, source_of

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from data.models import Source


def version_cells(connection: Connection, article: str, version: int | None = None) -> RowMapping:
    """Return the row of one version of an article, the newest by default. Raises StoreError where there is none."""
    articles, versions = schema.articles, schema.versions
    query = select(versions).join(articles, versions.c.article == articles.c.id).where(articles.c.id == article)
    wanted = articles.c.version if version is None else version
    row = connection.execute(query.where(versions.c.version == wanted)).mappings().one_or_none()
    if row is None:
        what = "no such article" if version is None else f"no version {version} of it"
        raise StoreError(f"{article}: {what} in the database; reload the page")
    return row


def current_source(connection: Connection, article: str) -> Source:
    """Return what the newest version of an article was read from, under the article's id."""
    return replace(source_of(version_cells(connection, article)), id=article)


def newest_reading(connection: Connection, article: str) -> Reading:
    """Return all that was found in the newest version of an article, as reviews have it; rejected signals are out."""
    cells = version_cells(connection, article)
    signals, statements = schema.signals, schema.statements
    stands = signals.c.review.is_distinct_from("rejected")
    found = select(signals).where(signals.c.article == article, stands).order_by(signals.c.number)
    said = select(statements).where(statements.c.article == article).order_by(statements.c.number)
    return Reading(
        article=article_of(cells),
        statements=tuple(from_table(Statement, row) for row in connection.execute(said).mappings()),
        signals=tuple(from_table(Signal, row) for row in connection.execute(found).mappings()),
        dates=dates_of(cells),
        mentions=mentions_of(cells),
    )
