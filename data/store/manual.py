"""What an analyst decides by hand. It stands above what was found, survives imports and rebuilds, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, insert, select, update

from data.errors import StoreError
from data.store import database, schema
from data.store.comparing import compare, overrides, prepare
from data.store.reading import current_source
from data.store.renewing import read_again
from data.store.rules import rules_version
from data.store.writing import now

if TYPE_CHECKING:
    from data.merging.overrides import Verdict
    from data.store.database import Store


@dataclass(frozen=True, slots=True)
class ManualDate:
    """A publication day set by hand; the newest one that is not undone holds."""

    article: str
    day: date
    by: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class ManualMerge:
    """Two articles declared the same text, or not; `a` sorts before `b`."""

    a: str
    b: str
    decision: Verdict
    by: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None


def set_published(store: Store, article: str, day: date | None, *, by: str) -> int:
    """Set an article's publication day by hand, or take that back with None; return the revision.

    The article is analysed anew, so that its weekdays and relative days count from that day. Raises StoreError for an
    article that is not there.
    """
    prepare(store)
    with store.write() as connection:
        current_source(connection, article)
        if manual_day(connection, article) == day:
            return database.revision(connection)
        _undo(connection, schema.manual_dates, {"article": article}, by)
        if day is not None:
            row = {"article": article, "day": day.isoformat(), "by": by, "at": now()}
            connection.execute(insert(schema.manual_dates).values(row))
        watched = database.profile(connection)
        read_again(connection, article, watched, day, rules_version(watched))
        compare(store, connection, (article,))
        return database.raise_revision(connection)


def manual_day(connection: Connection, article: str) -> date | None:
    """Return the publication day that an analyst has set, if any."""
    table = schema.manual_dates
    day = connection.scalar(select(table.c.day).where(table.c.article == article, table.c.undone_at.is_(None)))
    return None if day is None else date.fromisoformat(day)


def manual_dates(connection: Connection, article: str) -> tuple[ManualDate, ...]:
    """Return every day ever set by hand for an article, the oldest first, undone ones too."""
    table = schema.manual_dates
    query = select(table).where(table.c.article == article).order_by(table.c.number)
    return tuple(
        ManualDate(row.article, date.fromisoformat(row.day), row.by, row.at, row.undone_by, row.undone_at)
        for row in connection.execute(query)
    )


def set_merge(store: Store, one: str, other: str, decision: Verdict | None, *, by: str) -> int:
    """Declare two articles the same text or not, or take that back with None; return the revision.

    Raises StoreError for an article that is not there, or the same one twice.
    """
    a, b = sorted((one, other))
    prepare(store)
    with store.write() as connection:
        for article in (a, b):
            current_source(connection, article)
        if a == b:
            raise StoreError(f"{a}: an article is not merged with itself; name two articles")
        held = {(one.a, one.b): one.verdict for one in overrides(connection)}
        if held.get((a, b)) == decision:
            return database.revision(connection)
        _undo(connection, schema.manual_merges, {"a": a, "b": b}, by)
        if decision is not None:
            row = {"a": a, "b": b, "decision": decision, "by": by, "at": now()}
            connection.execute(insert(schema.manual_merges).values(row))
        compare(store, connection)
        return database.raise_revision(connection)


def manual_merges(store: Store) -> tuple[ManualMerge, ...]:
    """Return every hand-made merge decision, the oldest first, undone ones too."""
    with store.read() as connection:
        return merges_by_hand(connection)


def merges_by_hand(connection: Connection) -> tuple[ManualMerge, ...]:
    """Return `manual_merges` within a transaction."""
    rows = connection.execute(select(schema.manual_merges).order_by(schema.manual_merges.c.number))
    return tuple(ManualMerge(row.a, row.b, row.decision, row.by, row.at, row.undone_by, row.undone_at) for row in rows)


def _undo(connection: Connection, table: Table, key: dict[str, str], by: str) -> None:
    where = [table.c[name] == value for name, value in key.items()]
    held = update(table).where(*where, table.c.undone_at.is_(None))
    connection.execute(held.values(undone_by=by, undone_at=now()))
