"""Analysing again what was analysed by other rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from data.analysis import read_safely
from data.store import database, rejecting, schema
from data.store.comparing import compare, leave_uncompared
from data.store.importing import BATCH
from data.store.manual import manual_day
from data.store.reading import current_source
from data.store.renewing import older_sources, read_older
from data.store.rules import rules_version
from data.store.writing import renew

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from data.models import Rejected
    from data.profile import Profile
    from data.store.database import Store


@dataclass(frozen=True, slots=True)
class RebuildSummary:
    """What a rebuild did; `rejected` are the articles that are kept as text only, because a stage failed on them."""

    articles: int
    rebuilt: int
    rejected: tuple[Rejected, ...]
    revision: int


def rebuild(
    store: Store,
    profile: Profile | None = None,
    *,
    everything: bool = False,
    progress: Callable[[int, str], None] | None = None,
) -> RebuildSummary:
    """Analyse each article again whose analysis is of other rules, or with `everything` all of them.

    Older versions are read again with the newest one, so that what became of their claims is known by the rules of now;
    an article of which that is not known yet is read again too. Then all articles are compared anew. Texts, versions
    and what was decided by hand stay. `profile` is what to watch from now on; without one, it is the database's own.
    """
    if profile is not None:
        with store.write() as connection:
            if database.keep_profile(connection, profile):
                database.raise_revision(connection)
    watched = store.watching(profile) if profile else store.profile()
    rules = rules_version(watched)
    waiting, total = _waiting(store, None if everything else rules)
    rejected: list[Rejected] = []
    done = 0
    for start in range(0, len(waiting), BATCH):
        with store.read() as connection:
            sources = [
                (
                    version,
                    current_source(connection, article),
                    older_sources(connection, article) if version > 1 else [],
                    manual_day(connection, article),
                )
                for article, version in waiting[start : start + BATCH]
            ]
        readings = []
        for version, source, before, day in sources:
            readings.append((version, source, *read_safely(source, watched, day), read_older(before, watched, day)))
            done += 1
            if progress:
                progress(done, source.id)
        with store.write() as connection:
            for version, source, reading, failure, older in readings:
                if _version(connection, source.id) == version:  # else an import has brought a newer one meanwhile
                    renew(connection, source, reading, rules=rules, failure=failure, older=older)
            failures = [failure for *_, failure, _ in readings if failure is not None]
            rejecting.renew(connection, [source for _, source, *_ in readings], failures)
            rejected += failures
            leave_uncompared(connection)
            database.raise_revision(connection)
    with store.write() as connection:
        if waiting or database.meta(connection, "rules") != rules:
            leave_uncompared(connection)
            compare(store, connection)
            database.set_meta(connection, "rules", rules)
            database.raise_revision(connection)
        return RebuildSummary(total, len(waiting), tuple(rejected), database.revision(connection))


def _waiting(store: Store, rules: str | None) -> tuple[list[tuple[str, int]], int]:
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    known = select(func.count()).where(schema.steps.c.article == articles.c.id).scalar_subquery()
    query = select(articles.c.id, articles.c.version, versions.c.rules, known.label("steps")).join(versions, newest)
    with store.read() as connection:
        rows = connection.execute(query.order_by(articles.c.number)).all()
    return [(row.id, row.version) for row in rows if row.rules != rules or row.steps < row.version - 1], len(rows)


def _version(connection: Connection, article: str) -> int | None:
    table = schema.articles
    version: int | None = connection.scalar(select(table.c.version).where(table.c.id == article))
    return version
