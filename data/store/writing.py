"""Writing one article: its row, what it is known by, its versions, and what was found in each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from data.store import dialects, schema
from data.store.folding import fold
from data.store.following import Older, forget_steps, replace_past, set_aside, take_step
from data.store.overlay import apply_reviews
from data.store.rows import to_table, version_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Reading, Rejected, Source


def now() -> str:
    """Return the time as ISO text, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add_article(connection: Connection, wanted: str) -> str:
    """Make an article's row and return its id: the one that is wanted, or with #2, #3 … where that is taken."""
    table, article, number = schema.articles, wanted, 1
    while connection.scalar(select(table.c.id).where(table.c.id == article)) is not None:
        number += 1
        article = f"{wanted}#{number}"
    row = {"id": article, "version": 0, "duplicate_group": article, "story": article}
    connection.execute(insert(table), row)
    return article


def add_keys(connection: Connection, article: str, keys: dict[str, str]) -> None:
    """Note what an article is known by."""
    rows = [{"kind": kind, "key": key, "article": article} for kind, key in keys.items()]
    connection.execute(dialects.upsert(connection, schema.identities).on_conflict_do_nothing(), rows)


def add_version(
    connection: Connection, source: Source, reading: Reading, *, content: str, rules: str, failure: Rejected | None
) -> None:
    """Keep a source and its reading as the newest version of its article, and what that does to its claims.

    The claims are compared where the version before was read by the same rules: else what is of the rules would look
    like a change of the text (`renewing.read_again` reads it again).
    """
    article = reading.article.id
    table = schema.versions
    last = connection.scalar(select(func.max(table.c.version)).where(table.c.article == article)) or 0
    row = version_row(source, reading)
    row |= {"version": last + 1, "imported_at": now(), "content": content}
    row |= {"rules": rules, "failure": failure.reason if failure else None}
    connection.execute(insert(table), row)
    connection.execute(update(schema.articles).where(schema.articles.c.id == article).values(version=last + 1))
    if last:
        set_aside(connection, article, last)
        _drop_findings(connection, article)
    _add_findings(connection, reading)
    if last:  # nobody has reviewed what was not there
        apply_reviews(connection, article)
        take_step(connection, article, last + 1)


def renew(
    connection: Connection,
    source: Source,
    reading: Reading,
    *,
    rules: str,
    failure: Rejected | None,
    older: Sequence[Older] = (),
) -> None:
    """Replace the analysis of an article's newest version, and of the `older` ones by the same rules.

    What became of the claims from version to version is then found anew. It is not known where older ones are missing.
    """
    article = reading.article.id
    for past in older:
        _update(
            connection, article, past.version, version_row(past.source, past.reading), rules=rules, failure=past.failure
        )
        replace_past(connection, article, past)
    newest = connection.scalar(select(schema.articles.c.version).where(schema.articles.c.id == article)) or 0
    _update(connection, article, newest, version_row(source, reading), rules=rules, failure=failure)
    _drop_findings(connection, article)
    _add_findings(connection, reading)
    apply_reviews(connection, article)
    forget_steps(connection, article)
    for version in range(2, newest + 1):
        take_step(connection, article, version)


def _update(
    connection: Connection, article: str, version: int, row: dict[str, Any], *, rules: str, failure: Rejected | None
) -> None:
    for kept in ("article", "source", "source_text"):  # what came in stays as it is
        del row[kept]
    row |= {"rules": rules, "failure": failure.reason if failure else None}
    table = schema.versions
    connection.execute(update(table).where(table.c.article == article, table.c.version == version).values(row))


def _drop_findings(connection: Connection, article: str) -> None:
    for table in (schema.statements, schema.signals):
        connection.execute(delete(table).where(table.c.article == article))
    connection.execute(_OUT_OF_ARTICLES, {"number": _number(connection, article)})


def _add_findings(connection: Connection, reading: Reading) -> None:
    article = reading.article
    if reading.statements:
        rows = [to_table(row, schema.statements) | {"folded": fold(row.text)} for row in reading.statements]
        connection.execute(insert(schema.statements), rows)
    if reading.signals:
        connection.execute(insert(schema.signals), [to_table(row, schema.signals) for row in reading.signals])
    _index_signals(connection, article.id)
    folded = fold(f"{article.title or ''}\n{article.body}")
    connection.execute(_INTO_ARTICLES, {"number": _number(connection, article.id), "text": folded})


def _index_signals(connection: Connection, article: str) -> None:
    table = schema.signals
    rows = connection.execute(select(table.c.number, table.c.text).where(table.c.article == article)).all()
    if rows:
        connection.execute(_INTO_SIGNALS, [{"number": row.number, "text": fold(row.text)} for row in rows])


def _number(connection: Connection, article: str) -> int | None:
    return connection.scalar(select(schema.articles.c.number).where(schema.articles.c.id == article))


_OUT_OF_ARTICLES = text("DELETE FROM article_search WHERE rowid = :number")
_INTO_ARTICLES = text("INSERT INTO article_search (rowid, text) VALUES (:number, :text)")
_INTO_SIGNALS = text("INSERT INTO signal_search (rowid, text) VALUES (:number, :text)")
