"""Looking up what the database knows of a source before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from data.store import schema
from data.store.identity import SAME, likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from data.models import Article, Source

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


def same_article(
    connection: Connection,
    keys: dict[str, str],
    source: Source,
    article: Article,
    *,
    content: str,
    files: Collection[str],
) -> str | None:
    """Return the article that this is a version of (or the same as), or None.

    The strongest key that leads to an article decides. An article whose stronger key is another one is another
    article; and only an address that came with the input is trusted by itself: ids and file names are used again by
    other collections, so that there the texts must be alike too. A file name decides least: another file of that
    name, of another outlet or beside the known one among the `files` of one import, is a reprint.
    """
    for kind, key in keys.items():
        if kind == "row":
            return _row(connection, key, content)
        stronger = {other: keys[other] for other in list(keys)[: list(keys).index(kind)]}
        candidates = [row for row in _known_by(connection, kind, key) if not _contradicts(connection, row.id, stronger)]
        if kind == "url" and source.url and candidates:
            return str(candidates[0].id)
        if kind == "file":
            candidates = [row for row in candidates if not _stands_beside(row, source, article, files)]
        scored = [(likeness(row.body, article.body), row.id) for row in candidates]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        if best[0] >= SAME:
            return str(best[1])
    return None


def read_by(connection: Connection, article: str) -> str | None:
    """Return the rules that the newest version of an article was read by."""
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    return connection.scalar(
        select(versions.c.rules).select_from(articles.join(versions, newest)).where(articles.c.id == article)
    )


def outdated(connection: Connection, rules: str) -> int:
    """Count the articles whose newest version was analysed by other rules."""
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    query = select(func.count()).select_from(articles.join(versions, newest)).where(versions.c.rules != rules)
    return connection.scalar(query) or 0


def _known_by(connection: Connection, kind: str, key: str) -> Sequence[Any]:
    table, articles, versions = schema.identities, schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    query = (
        select(articles.c.id, versions.c.body, versions.c.file, versions.c.outlet)
        .select_from(table.join(articles, articles.c.id == table.c.article).join(versions, newest))
        .where(table.c.kind == kind, table.c.key == key)
        .order_by(articles.c.number)
    )
    return connection.execute(query).all()


def _stands_beside(known: Any, source: Source, article: Article, files: Collection[str]) -> bool:
    other_outlet = bool(known.outlet and article.outlet and known.outlet != article.outlet)
    return known.file != source.file and (other_outlet or known.file in files)


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


def _slices(values: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
