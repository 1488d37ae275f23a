"""Comparing what is in the database: which articles are one text, which tell one story.

The articles are held in memory as they were last compared (`data.merging.corpus`), once for each open store, so that an
import compares what is new and no more. `meta` says what the groups and decisions in the file are of: the code that
made them, and a mark that is another one after each comparison, so that what other processes do is noticed. The
code that compares is imported by who runs it, as in `data.analysis`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from data.models import Article
from data.store import database, schema
from data.store.rows import to_table
from data.store.rules import code_version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from data.merging import Override
    from data.merging.corpus import Changed, Corpus
    from data.models import Merging
    from data.store.database import Store

MARK = "compared"
_SLICE = 500  # ids in one query
_STREAMED = {"yield_per": 1000}  # rows held at once, besides those that are compared
_SPENT = 1000  # texts given up, beside as many as there are, from which a corpus is made anew


@dataclass(frozen=True, slots=True)
class Compared:
    """The articles as they were when the database had this mark."""

    corpus: Corpus
    mark: str


def prepare(store: Store) -> None:
    """Read in all articles where none are held yet: the long part of comparing, which needs no lock on the database."""
    from data.merging.corpus import Corpus

    with store.comparing:
        held = store.compared
        if held is None or held.corpus.given_up > len(held.corpus) + _SPENT:
            with store.read() as connection:
                mark = database.meta(connection, MARK) or ""
                corpus = Corpus(tuple(_articles(connection)), overrides=overrides(connection))
            store.compared = Compared(corpus, mark)


def compare(store: Store, connection: Connection, articles: Collection[str] = ()) -> None:
    """Compare `articles`, which were written in this transaction, and obey what was decided by hand in it.

    Groups, stories and decisions are then those of a comparison of all articles.
    """
    from data.merging.corpus import Corpus

    mark = database.meta(connection, MARK) or ""
    hand = overrides(connection)
    with store.comparing:
        held, store.compared = store.compared, None  # a comparison that fails leaves none that is half done
        if held is not None and held.mark == mark and mark.startswith(code_version()):
            corpus = held.corpus
            changed = corpus.change(tuple(_articles(connection, articles)), overrides=hand)
            _keep(connection, changed)
        else:  # the first comparison, or another process or other rules have been at work
            corpus = Corpus() if held is None else held.corpus
            _catch_up(corpus, connection, hand)
            _keep_all(connection, corpus.merging())
        mark = f"{code_version()} {uuid.uuid4().hex}"
        database.set_meta(connection, MARK, mark)
        store.compared = Compared(corpus, mark)


def leave_uncompared(connection: Connection) -> None:
    """Note that articles were written in this transaction that are not compared: the next comparison looks at all."""
    database.set_meta(connection, MARK, "")


def overrides(connection: Connection) -> tuple[Override, ...]:
    """Return the merge decisions by hand that hold."""
    from data.merging import Override

    table = schema.manual_merges
    rows = connection.execute(select(table).where(table.c.undone_at.is_(None)).order_by(table.c.number))
    return tuple(Override(row.a, row.b, row.decision, row.by, row.at) for row in rows)


def _articles(connection: Connection, wanted: Collection[str] | None = None) -> Iterator[Article]:
    """Yield what comparing needs of the newest version of all articles, or of some."""
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    columns = (articles.c.id, versions.c.body, versions.c.title, versions.c.published_on, versions.c.published_at)
    query = select(*columns).join(versions, newest)
    ids = sorted(wanted or ())
    parts = [ids[at : at + _SLICE] for at in range(0, len(ids), _SLICE)]
    queries = [query] if wanted is None else [query.where(articles.c.id.in_(part)) for part in parts]
    for one in queries:
        for name, body, title, day, time in connection.execute(one, execution_options=_STREAMED):
            published = None if day is None else date.fromisoformat(day)
            yield Article(name, "", "", body, title=title, published_on=published, published_at=time)


def _catch_up(corpus: Corpus, connection: Connection, hand: tuple[Override, ...]) -> None:
    known = {article.id: article for article in corpus.articles()}
    now = {article.id: article for article in _articles(connection)}
    other = [article for article in now.values() if known.get(article.id) != article]
    corpus.change(other, known.keys() - now.keys(), hand)


def _keep(connection: Connection, changed: Changed) -> None:
    """Write what a change has changed."""
    _name(connection, "duplicate_group", changed.duplicate_group)
    _name(connection, "story", changed.story)
    _drop(connection, {*changed.dropped, *((row.a, row.b) for row in changed.decisions)})
    _add(connection, [to_table(row, schema.decisions) for row in changed.decisions])


def _keep_all(connection: Connection, merging: Merging) -> None:
    """Write what is not already so."""
    table = schema.articles
    rows = connection.execute(select(table.c.id, table.c.duplicate_group, table.c.story)).all()
    for column, names in (("duplicate_group", merging.duplicate_group), ("story", merging.story)):
        held = {row.id: getattr(row, column) for row in rows}
        _name(connection, column, {name: group for name, group in names.items() if held[name] != group})
    now = {(row.a, row.b): to_table(row, schema.decisions) for row in merging.decisions}
    before = {(row["a"], row["b"]): dict(row) for row in connection.execute(select(schema.decisions)).mappings()}
    other = [pair for pair, row in now.items() if before.get(pair) != row]
    _drop(connection, before.keys() - now.keys() | set(other))
    _add(connection, [now[pair] for pair in other])


def _name(connection: Connection, column: str, names: Mapping[str, str]) -> None:
    table = schema.articles
    if names:
        held = update(table).where(table.c.id == bindparam("article")).values({column: bindparam("name")})
        connection.execute(held, [{"article": article, "name": name} for article, name in names.items()])


def _drop(connection: Connection, pairs: Collection[tuple[str, str]]) -> None:
    table = schema.decisions
    if pairs:
        gone = delete(table).where(table.c.a == bindparam("one"), table.c.b == bindparam("other"))
        connection.execute(gone, [{"one": one, "other": other} for one, other in pairs])


def _add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(schema.decisions), rows)
