"""Looking up what the database knows of a source before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from data.store import schema
from data.store.identity import SAME, likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from data.models import Source

Known = tuple[str, str, str]
"""Content hash, and kind and key of an identity of the article that has it."""


def known(connection: Connection, contents: Collection[str]) -> dict[Known, str | None]:
    """Return which contents some version has, under which identities, and why its analysis failed, if it did."""
    versions, identities = schema.versions, schema.identities
    query = select(versions.c.content, identities.c.kind, identities.c.key, versions.c.failure).join(
        identities, identities.c.article == versions.c.article
    )
    held: dict[Known, str | None] = {}
    for some in _slices(sorted(contents)):
        for row in connection.execute(query.where(versions.c.content.in_(some))):
            held[row.content, row.kind, row.key] = row.failure
    return held


def has_content(connection: Connection, article: str, content: str) -> bool:
    """Whether a version of the article has this content."""
    table = schema.versions
    query = select(table.c.version).where(table.c.article == article, table.c.content == content)
    return connection.scalar(query) is not None


def same_article(connection: Connection, keys: dict[str, str], source: Source, body: str, content: str) -> str | None:
    """Return the article that this is a version of (or the same as), or None.

    The strongest key that leads to an article decides. An article whose stronger key is another one is another
    article; and only an address that came with the input is trusted by itself: ids and file names are used again by
    other collections, so that there the texts must be alike too.
    """
    for kind, key in keys.items():
        if kind == "row":
            return _row(connection, key, content)
        stronger = {other: keys[other] for other in list(keys)[: list(keys).index(kind)]}
        candidates = [row for row in _known_by(connection, kind, key) if not _contradicts(connection, row, stronger)]
        if kind == "url" and source.url and candidates:
            return candidates[0]
        scored = [(likeness(_body(connection, candidate), body), candidate) for candidate in candidates]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        if best[0] >= SAME:
            return best[1]
    return None


def outdated(connection: Connection, rules: str) -> int:
    """Count the articles whose newest version was analysed by other rules."""
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    query = select(func.count()).select_from(articles.join(versions, newest)).where(versions.c.rules != rules)
    return connection.scalar(query) or 0


def _known_by(connection: Connection, kind: str, key: str) -> list[str]:
    table, articles = schema.identities, schema.articles
    query = select(table.c.article).join(articles, articles.c.id == table.c.article)
    return list(connection.scalars(query.where(table.c.kind == kind, table.c.key == key).order_by(articles.c.number)))


def _row(connection: Connection, key: str, content: str) -> str | None:
    table, versions = schema.identities, schema.versions
    query = select(table.c.article).join(versions, versions.c.article == table.c.article)
    return connection.scalar(query.where(table.c.kind == "row", table.c.key == key, versions.c.content == content))


def _contradicts(connection: Connection, article: str, keys: dict[str, str]) -> bool:
    table = schema.identities
    for kind, key in keys.items():
        held = list(connection.scalars(select(table.c.key).where(table.c.article == article, table.c.kind == kind)))
        if held and key not in held:
            return True
    return False


def _body(connection: Connection, article: str) -> str:
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    query = select(versions.c.body).join(articles, newest).where(articles.c.id == article)
    return connection.scalar(query) or ""


def _slices(values: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
