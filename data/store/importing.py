"""Importing: what is new, what is an update, what is known already; each batch is kept whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from data.analysis import read_safely
from data.lookalikes import noted
from data.models import Reading, Rejected, Source
from data.operating import logs
from data.store import database, rejecting
from data.store.comparing import compare, prepare
from data.store.grouping import copies
from data.store.identity import content_of, given_keys, keys_of, placed, renamed
from data.store.knowing import has_content, known, outdated, read_by, same_article
from data.store.manual import manual_day
from data.store.renewing import read_again
from data.store.rules import rules_version
from data.store.writing import add_article, add_keys, add_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from data.profile import Profile
    from data.store.database import Store

BATCH = 1000
"""Sources kept in one transaction at most, and held in memory at once."""
SECONDS = 5.0
"""Of analysis kept in one transaction, so that a crash costs little and readers see an import grow."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did. `merged` counts the new and updated articles that are copies of another article."""

    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    outdated: int = 0  # articles whose stored analysis is of other rules; `rebuild` renews them
    rejected: tuple[Rejected, ...] = ()
    articles: tuple[str, ...] = ()  # ids of the new and updated ones, in the order of the input
    revision: int = 0


@dataclass(slots=True)
class _Tally:
    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    articles: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    files: set[str] = field(default_factory=set)


class _Prepared(NamedTuple):
    """A source with its reading; without one where it was known before."""

    source: Source
    content: str
    reading: Reading | None
    failure: Rejected | None


def import_sources(
    store: Store,
    sources: Iterable[Source | Rejected],
    profile: Profile | None = None,
    progress: Callable[[int, str], None] | None = None,
    *,
    ready: Mapping[str, Reading] | None = None,
    kept: Callable[[tuple[str, ...]], None] | None = None,
) -> ImportSummary:
    """Read sources into the database, and compare what changed with all that is there.

    What is known already changes nothing, not even the revision. Another text of a known article becomes its newest
    version; a text that one of its older versions had does not. `profile` is what to watch, and is kept for later
    imports; without one, it is the database's own. `progress` is called with the number of sources done and the name
    of the last one; `kept`, after each transaction that kept some, with the ids of the new and updated articles in it,
    which no crash loses from then on. `ready` holds readings made elsewhere under the same rules and profile, by the
    hash of their source (`identity.content_of`); what it holds is not analysed again. Raises StoreError where the
    database is busy or full; the batches before are kept.
    """
    watched = store.watching(profile) if profile else store.profile()
    rules = rules_version(watched)
    tally = _Tally()
    rows = noted(sources)

    def read(source: Source, content: str) -> tuple[Reading, Rejected | None]:
        held = (ready or {}).get(content)
        return read_safely(source, watched) if held is None else (placed(held, source), None)

    while batch := list(islice(rows, BATCH)):
        waiting = _prepare(store, batch, read, tally, progress)
        while prepared := list(_for_a_while(waiting)):
            before = len(tally.articles)
            if not any(row.reading for row in prepared):
                tally.unchanged += len(prepared)
                tally.rejected += [row.failure for row in prepared if row.failure]
                continue
            if progress:
                progress(tally.read, "comparing")
            _keep_batch(store, prepared, watched, rules, tally)
            if kept and len(tally.articles) > before:
                kept(tuple(tally.articles[before:]))
    return _finish(store, profile, rules, tally)


def _prepare(
    store: Store,
    batch: list[Source | Rejected],
    read: Callable[[Source, str], tuple[Reading, Rejected | None]],
    tally: _Tally,
    progress: Callable[[int, str], None] | None,
) -> Iterator[_Prepared]:
    """Analyse what is not known yet, outside of any transaction: others may write meanwhile."""
    tally.files.update(row.file for row in batch)
    tally.rejected += [row for row in batch if isinstance(row, Rejected)]
    sources = [(row, content_of(row)) for row in batch if isinstance(row, Source)]
    with store.read() as connection:
        failures = known(connection, {content for _, content in sources})
    for source, content in sources:
        held = [(content, *key) for key in given_keys(source).items() if (content, *key) in failures]
        if held:
            # What failed in it when it was analysed is still so, and is told again.
            reason = failures[held[0]]
            yield _Prepared(source, content, None, Rejected(source.file, source.line, reason) if reason else None)
        else:
            yield _Prepared(source, content, *read(source, content))
        tally.read += 1
        if progress:
            progress(tally.read, source.id)


def _for_a_while(rows: Iterator[_Prepared]) -> Iterator[_Prepared]:
    """Pass on what is prepared within `SECONDS`, one at least where there is one."""
    start = monotonic()
    for row in rows:
        yield row
        if monotonic() - start > SECONDS:
            return


def _keep_batch(store: Store, batch: list[_Prepared], profile: Profile, rules: str, tally: _Tally) -> None:
    prepare(store)
    with store.write() as connection:
        before, updated = len(tally.articles), tally.updated
        for row in batch:
            if row.failure is not None:
                tally.rejected.append(row.failure)
            _keep(connection, row, profile, rules, tally)
        if len(tally.articles) > before:
            compare(store, connection, set(tally.articles[before:]))
            database.set_meta(connection, "rules", rules)
            database.raise_revision(connection, grown=tally.updated == updated)


def _keep(connection: Connection, row: _Prepared, profile: Profile, rules: str, tally: _Tally) -> None:
    """Keep one source as a new article, as a new version of one, or not, where its article has had it."""
    if row.reading is None:
        tally.unchanged += 1
        return
    reading, failure = row.reading, row.failure
    keys = keys_of(row.source, reading.article)
    article = same_article(connection, keys, row.source, reading.article, content=row.content, files=tally.files)
    if article is None:
        article = add_article(connection, row.source.id)
        tally.new += 1
    elif has_content(connection, article, row.content):
        add_keys(connection, article, keys)
        tally.unchanged += 1
        return
    else:
        tally.updated += 1
        day = manual_day(connection, article)
        if day is not None:
            reading, failure = read_safely(row.source, profile, day)
        if read_by(connection, article) != rules:
            read_again(connection, article, profile, day, rules)
    add_keys(connection, article, keys)
    reading = renamed(reading, article)
    add_version(connection, row.source, reading, content=row.content, rules=rules, failure=failure)
    tally.articles.append(article)


def _finish(store: Store, profile: Profile | None, rules: str, tally: _Tally) -> ImportSummary:
    with store.write() as connection:
        rows_changed = rejecting.keep(connection, tally.files, tally.rejected)
        profile_changed = profile is not None and database.keep_profile(connection, profile)
        if rows_changed or profile_changed:
            database.raise_revision(connection, grown=True)  # by no article
        summary = ImportSummary(
            read=tally.read,
            new=tally.new,
            updated=tally.updated,
            unchanged=tally.unchanged,
            merged=copies(connection, set(tally.articles)),
            outdated=outdated(connection, rules),
            rejected=tuple(tally.rejected),
            articles=tuple(tally.articles),
            revision=database.revision(connection),
        )
    counts = {name: getattr(summary, name) for name in ("read", "new", "updated", "unchanged", "merged", "revision")}
    logs.event("import", **counts, rejected=len(summary.rejected))
    return summary
