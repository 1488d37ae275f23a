"""Backup and restore: a copy of one moment while others read and write, and the way back, checked before and after."""

from __future__ import annotations

from pathlib import Path

from data.errors import StoreError
from data.operating import files, logs


def backup(database: Path, target: Path, *, force: bool = False) -> files.About:
    """Write a database as it is at one moment to `target`, and return what is in it.

    Readers and imports go on meanwhile. An existing target stays, unless `force`; it is replaced in one step, when the
    new copy is whole and has been read back. Raises StoreError, OSError.
    """
    if target.exists() and not force:
        raise StoreError(f"{target}: already there; choose another name, or say --force to replace it")
    if target.exists() and database.exists() and target.samefile(database):
        raise StoreError(f"{target}: is the database itself; choose another name")
    part = files.part(target)
    try:
        with files.opened(database) as source:
            files.about(source, database)
            found = files.copy(source, part)
        part.replace(target)
    finally:
        _remove(part)
    files.sync(target)
    logs.event("backup", revision=found.revision, articles=found.articles, schema=found.version)
    return found


def restore(source: Path, database: Path, *, force: bool = False) -> tuple[files.About, Path | None]:
    """Put a backup in the place of a database; return what is in it, and where the old one is kept beside it.

    The backup is read whole before anything is touched, and copied, so that it stays as it is. An existing database
    stays, unless `force`, and is kept even then. Raises StoreError where the backup is damaged, of a newer schema or of
    something else, and where another program has the database open; then nothing has changed.
    """
    if database.exists() and not force:
        raise StoreError(f"{database}: already there; say --force to replace it (it is kept beside the restored one)")
    if database.exists() and source.exists() and source.samefile(database):
        raise StoreError(f"{source}: is the database itself; name a backup")
    part = files.part(database)
    try:
        with files.opened(source) as held:
            files.about(held, source)
            files.sound(held, source)
            found = files.copy(held, part)
        aside = files.aside(database) if database.exists() else None
        if aside is not None:
            _let_go(database)
        files.put_in_place(part, database, aside)
    finally:
        _remove(part)
    logs.event("restore", revision=found.revision, articles=found.articles, schema=found.version)
    return found, aside


def _let_go(database: Path) -> None:
    """Raise InUseError where a database is in use; what is too damaged to say, or no database, is in nobody's."""
    try:
        files.alone(database)
    except files.InUseError:
        raise
    except StoreError as error:
        logs.event("damaged database kept aside", cause=type(error.__cause__).__name__)


def _remove(part: Path) -> None:
    for end in ("", "-journal", *files.COMPANIONS):
        part.with_name(part.name + end).unlink(missing_ok=True)
