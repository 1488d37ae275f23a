"""A SQLite file as an operator handles it: looked at unchanged, copied while others write, put in its place.

Nothing here brings a file up to date: a copy made before an upgrade is of what was there before it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from data.errors import StoreError
from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside an open database."""
WAIT = 5.0  # seconds for another program's lock


class InUseError(StoreError):
    """A database that another program has open."""


class About(NamedTuple):
    """What a database says of itself."""

    version: int
    revision: int
    articles: int


@contextmanager
def opened(path: Path, *, wait: float = WAIT) -> Iterator[sqlite3.Connection]:
    """Open a file that is there; raise StoreError, one line, for what SQLite cannot do with it."""
    if not path.is_file():
        raise StoreError(f"{path}: no file there; name an existing one")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", timeout=wait, uri=True)) as connection:
            connection.isolation_level = None
            yield connection
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; the file was left as it is") from error


def about(connection: sqlite3.Connection, path: Path) -> About:
    """Return what an open file says of itself; raise StoreError where it is not a database that this version reads."""
    if _one(connection, "PRAGMA application_id") != schema.APPLICATION:
        raise StoreError(f"{path}: no database of Treffpunkt; name another file")
    version = _one(connection, "PRAGMA user_version")
    if version > schema.VERSION:
        raise StoreError(
            f"{path}: written by a newer version of Treffpunkt (schema {version}, this one reads {schema.VERSION}); "
            "update Treffpunkt first"
        )
    return About(
        version,
        _one(connection, "SELECT value FROM meta WHERE key = 'revision'"),
        _one(connection, "SELECT count(*) FROM articles"),
    )


def sound(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole file; raise StoreError where a page, an index or a reference is broken."""
    said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
    if said != ["ok"]:
        raise StoreError(f"{path}: damaged ({'; '.join(said)[:200]}); take another backup")
    if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(f"{path}: damaged (a row of {broken[0]} belongs to none of {broken[2]}); take another backup")


def copy(source: sqlite3.Connection, target: Path) -> About:
    """Write one moment of an open database as a file of its own, whatever is written meanwhile, and read it all back.

    `target` must not be there. The copy is whole on the disk when this returns.
    """
    made = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(made)
    with opened(target) as held:
        source.backup(
            held
        )  # in one step, which reads one moment and stops nobody: a longer one begins anew at each write
        held.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        sound(held, target)
        found = about(held, target)
    sync(target)
    return found


def part(target: Path) -> Path:
    """Return a name beside a file under which it can be written until it is whole."""
    if not target.absolute().parent.is_dir():
        raise StoreError(f"{target}: its folder does not exist; make it, or choose another place")
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")


def aside(database: Path) -> Path:
    """Return a name beside a database under which the old one can be kept."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    first = database.with_name(f"{database.name}.before-{moment}")
    return first if not first.exists() else first.with_name(f"{first.name}-{secrets.token_hex(2)}")


def sync(path: Path) -> None:
    """Wait until a file, and its name in its folder, are on the disk."""
    for place in (path, path.absolute().parent):
        held = os.open(place, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def alone(path: Path) -> None:
    """Take a database's log into its file and leave it without companions; raise StoreError where others have it open.

    Whoever has the old file open would go on writing into it after another one has taken its place.
    """
    with opened(path, wait=1.0) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise InUseError(
                f"{path}: open in another program ({error}); stop the dashboard and imports first"
            ) from error
    if mode != "delete":
        raise InUseError(f"{path}: open in another program; stop the dashboard and imports first")


def put_in_place(new: Path, path: Path, aside: Path | None) -> None:
    """Let `new` take the place of `path` in one step, the old file kept as `aside`: at no moment is there none."""
    _owned_as(path if aside else path.absolute().parent, new)
    if aside is not None:
        try:
            os.link(path, aside)
        except OSError:  # a file system without links
            shutil.copy2(path, aside)
        for end in COMPANIONS:  # of a file too damaged to be closed: they must not be taken for the new one's
            companion = path.with_name(path.name + end)
            if companion.exists():
                companion.rename(aside.with_name(aside.name + end))
    new.replace(path)
    sync(path)


def _owned_as(like: Path, new: Path) -> None:
    """Let a file belong to whom the old one did: restored by root, the service must still be able to write it."""
    held = like.stat()
    if like.is_file():
        new.chmod(held.st_mode & 0o777)
    if os.geteuid() == 0:
        os.chown(new, held.st_uid, held.st_gid)


def _one(connection: sqlite3.Connection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0
