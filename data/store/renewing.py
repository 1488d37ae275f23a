"""Reading an article again, all of its versions by the same rules, so that they can be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from data.analysis import read_safely
from data.store import schema
from data.store.following import Older
from data.store.reading import current_source
from data.store.rows import source_of
from data.store.writing import renew

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Connection

    from data.models import Rejected, Source
    from data.profile import Profile


def read_again(
    connection: Connection, article: str, profile: Profile, day: date | None, rules: str
) -> tuple[Source, Rejected | None]:
    """Replace the analysis of all versions of an article; return the newest one's source, and what failed in it.

    `day` is its publication day set by hand, if any.
    """
    source = current_source(connection, article)
    reading, failure = read_safely(source, profile, day)
    older = read_older(older_sources(connection, article), profile, day)
    renew(connection, source, reading, rules=rules, failure=failure, older=older)
    return source, failure


def older_sources(connection: Connection, article: str) -> list[tuple[int, Source]]:
    """Return what the older versions of an article were read from, under the article's id, the oldest first."""
    articles, versions = schema.articles, schema.versions
    query = (
        select(versions)
        .join(articles, articles.c.id == versions.c.article)
        .where(versions.c.article == article, versions.c.version < articles.c.version)
        .order_by(versions.c.version)
    )
    rows = connection.execute(query).mappings()
    return [(row["version"], replace(source_of(row), id=article)) for row in rows]


def read_older(sources: Iterable[tuple[int, Source]], profile: Profile, day: date | None) -> list[Older]:
    """Read older versions again."""
    return [Older(version, source, *read_safely(source, profile, day)) for version, source in sources]
