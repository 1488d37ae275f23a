"""What a database says when it fails, as one line: what happened, and what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnection

from data.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 300  # characters of what the database itself says

_ELSEWHERE = "or choose another one with --db"
_AGAIN = "nothing was changed; try again when that one is through"
_SQLITE = {
    sqlite3.SQLITE_FULL: "nothing was changed; free some space and try again",
    sqlite3.SQLITE_BUSY: f"another program is writing: {_AGAIN}",
    sqlite3.SQLITE_LOCKED: f"another program is writing: {_AGAIN}",
    sqlite3.SQLITE_READONLY: f"make the file and its folder writable, {_ELSEWHERE}",
    sqlite3.SQLITE_PERM: f"make the file and its folder writable, {_ELSEWHERE}",
    sqlite3.SQLITE_CANTOPEN: f"see that folder and file are there and may be read and written, {_ELSEWHERE}",
    sqlite3.SQLITE_CORRUPT: f"the file is damaged: restore a backup, {_ELSEWHERE}",
    sqlite3.SQLITE_NOTADB: "choose another file with --db",
    sqlite3.SQLITE_IOERR: "nothing was changed; look after the disk and try again",
}
"""What to do, by SQLite's primary result code."""
_POSTGRESQL = {
    "53100": "nothing was changed; free some space on the server and try again",
    "55P03": f"another program is writing: {_AGAIN}",
    "25006": "the server only lets read; choose the primary one with --db",
    "42501": "grant this user what is missing, or choose another one in TREFFPUNKT_DB",
    "42P01": f"a table is missing: restore a backup, {_ELSEWHERE}",
    "3F000": "give this user a schema to make tables in",
    "XX001": f"the database is damaged: restore a backup, {_ELSEWHERE}",
    "XX002": f"an index is damaged: REINDEX the database, {_ELSEWHERE}",
}
"""What to do, by PostgreSQL's error code."""
_UNREACHABLE = "nothing was changed; see that the server is up and TREFFPUNKT_DB is right, and try again"


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raise StoreError, one line, for what a database of this name fails with; a broken constraint is our defect."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise StoreError(f"{name}: {_said(error.orig)}; {_remedy(error.orig)}") from error
    except NoConnection as error:
        raise StoreError(f"{name}: too many readers at once; try again in a moment") from error


def _said(error: BaseException | None) -> str:
    words = " ".join(str(error).split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _remedy(error: BaseException | None) -> str:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return _SQLITE.get(code & 0xFF, f"nothing was changed; try again, {_ELSEWHERE}")
    return _POSTGRESQL.get(getattr(error, "sqlstate", None) or "", _UNREACHABLE)
