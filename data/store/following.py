"""What became of an article's claims from version to version: the signals of older versions, and each step between two.

A step is taken where both versions were read by the same rules, so that only the text can have changed; where they were
not, or one was never read (a file of an older schema), there is none, and nothing is said of its claims. Where the
analysis of one of the two failed, the step is there without figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select, update

from data.models import Reading, Rejected, Signal, Source
from data.store import schema
from data.store.overlay import found_in, past_rows, signal_rows
from data.store.reading import version_cells
from data.store.rows import article_of, dump, from_table, to_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

    from data.changes import Step, Text
    from data.store.rows import Cells


class Older(NamedTuple):
    """An older version, read again by the rules of now."""

    version: int
    source: Source
    reading: Reading
    failure: Rejected | None


def set_aside(connection: Connection, article: str, version: int) -> None:
    """Keep the signals of the version that is about to be followed by the next one."""
    now, past = schema.signals, schema.past_signals
    kept = [column.name for column in now.c if column.name != "number"]
    rows = connection.execute(select(now).where(now.c.article == article).order_by(now.c.number)).mappings().all()
    if rows:
        connection.execute(insert(past), [{"version": version, **{name: row[name] for name in kept}} for row in rows])


def replace_past(connection: Connection, article: str, older: Older) -> None:
    """Keep what was found in an older version now instead of what was found before."""
    past = schema.past_signals
    connection.execute(delete(past).where(past.c.article == article, past.c.version == older.version))
    rows = [{**to_table(signal, past), "version": older.version} for signal in older.reading.signals]
    if rows:
        connection.execute(insert(past), rows)


def forget_steps(connection: Connection, article: str) -> None:
    """Forget what became of an article's claims, as it is about to be found anew."""
    for table in (schema.changes, schema.steps):
        connection.execute(delete(table).where(table.c.article == article))


def take_step(connection: Connection, article: str, version: int) -> None:
    """Compare the claims of a version with those of the one before, and keep what became of them."""
    before, now = (version_cells(connection, article, number) for number in (version - 1, version))
    if before["rules"] != now["rules"]:
        return
    from data.changes import is_earlier, step

    row = {"article": article, "version": version, "earlier": int(is_earlier(article_of(now), article_of(before)))}
    if before["failure"] is not None or now["failure"] is not None:
        connection.execute(insert(schema.steps), row)
        return
    old, new = _found(connection, article, version - 1), _found(connection, article, version)
    taken = step(_text(before, old), _text(now, new))
    row |= {"share": taken.share, "kept": len(taken.pairs) - len(taken.changed), "changed": len(taken.changed)}
    row |= {"withdrawn": len(taken.withdrawn), "added": len(taken.added)}
    connection.execute(insert(schema.steps), row)
    rows = _changes(taken, _back(connection, article, now, taken))
    if rows:
        connection.execute(insert(schema.changes), [{"article": article, "version": version, **row} for row in rows])


def _changes(taken: Step, back: Mapping[str, tuple[int, str]]) -> list[dict[str, object]]:
    """Return the rows of a step; `back` says of which added claims which version had them last, and what differs."""
    none: dict[str, object] = {"before": None, "after": None, "fields": "{}", "back": None}
    held = [
        {
            **none, "change": "changed" if pair.fields else "kept", "before": pair.before.id, "after": pair.now.id,
            "fields": dump(pair.fields),
        }
        for pair in taken.pairs
    ]  # fmt: skip
    gone = [{**none, "change": "withdrawn", "before": row.id} for row in taken.withdrawn]
    new: list[dict[str, object]] = []
    for row in taken.added:
        version, differs = back.get(row.id, (None, "{}"))
        new.append({**none, "change": "added", "after": row.id, "back": version, "fields": differs})
    return [*held, *gone, *new]


def _back(connection: Connection, article: str, now: Cells, taken: Step) -> dict[str, tuple[int, str]]:
    """Find claims that an older version lost and this one has again: id now, to who had it last and what differs.

    The withdrawal is marked with the version in which the claim is back.
    """
    table = schema.changes
    lost = select(table).where(table.c.article == article, table.c.change == "withdrawn", table.c.back.is_(None))
    by_version: dict[int, dict[str, int]] = {}
    for row in connection.execute(lost.where(table.c.version < now["version"])) if taken.added else ():
        by_version.setdefault(row.version - 1, {})[row.before] = row.number
    from data.changes import same_claims
    from data.comparing import align

    added = {row.id: row for row in taken.added}
    found: dict[str, tuple[int, str]] = {}
    for version, gone in sorted(by_version.items(), reverse=True):
        cells = version_cells(connection, article, version)
        signals = [row for row in _found(connection, article, version) if row.id in gone]
        rows = align(cells["body"], now["body"], cells["lang"], now["lang"])
        for pair in same_claims(signals, [row for row in added.values() if row.id not in found], rows):
            found[pair.now.id] = version, dump(pair.fields)
            marked = update(table).where(table.c.number == gone[pair.before.id])
            connection.execute(marked.values(back=now["version"]))
    return found


def _found(connection: Connection, article: str, version: int) -> list[Signal]:
    """Return the signals of a version as they were found, whatever reviews have made of them."""
    newest = connection.scalar(select(schema.articles.c.version).where(schema.articles.c.id == article))
    held: Sequence[RowMapping] = (
        signal_rows(connection, article) if version == newest else past_rows(connection, article).get(version, [])
    )
    return [from_table(Signal, {**row, **found_in(row)}) for row in held]


def _text(cells: Cells, signals: Sequence[Signal]) -> Text:
    from data.changes import Text

    return Text(cells["body"], cells["lang"], signals)
