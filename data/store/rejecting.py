"""The list of inputs that could not be read: what the last import of each file said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, insert, select

from data.analysis import KEPT
from data.store import schema
from data.store.writing import now

if TYPE_CHECKING:
    from collections.abc import Collection

    from data.models import Rejected, Source


def renew(connection: Connection, sources: Collection[Source], failures: Collection[Rejected]) -> None:
    """Replace what is held about failed analyses of these sources, which were analysed again."""
    table = schema.rejected
    for source in sources:
        told = (table.c.file == source.file) & table.c.line.is_not_distinct_from(source.line)
        connection.execute(delete(table).where(told, table.c.reason.startswith(KEPT)))
    at = now()
    for row in failures:
        held = {"file": row.file, "line": row.line, "reason": row.reason, "at": at}
        connection.execute(insert(table), held)


def keep(connection: Connection, files: Collection[str], rows: Collection[Rejected]) -> bool:
    """Replace what is held about these files; return whether that changed anything."""
    table = schema.rejected
    wanted = {(row.file, row.line, row.reason) for row in rows}
    held = {
        (row.file, row.line, row.reason): row.number for row in connection.execute(select(table)) if row.file in files
    }
    gone = [number for key, number in held.items() if key not in wanted]
    new = sorted(wanted - held.keys(), key=lambda key: (key[0], key[1] or 0, key[2]))
    if gone:
        connection.execute(delete(table).where(table.c.number == bindparam("gone")), [{"gone": one} for one in gone])
    if new:
        at = now()
        rows_to_add = [{"file": file, "line": line, "reason": reason, "at": at} for file, line, reason in new]
        connection.execute(insert(table), rows_to_add)
    return bool(gone or new)
