"""Backup and restore of a PostgreSQL database, by PostgreSQL's own programs.

The password goes to them by their environment, never by the command line, which every user of a machine can read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import StoreError
from data.operating import files, logs
from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import URL

VERSION_TABLE = "treffpunkt_schema"
"""Where the database says which schema it has."""
DEBIAN = Path("/usr/lib/postgresql")


def backup(url: URL, target: Path, *, force: bool = False) -> None:
    """Write a database as it is at one moment to `target`, in `pg_dump`'s custom format, and read back its contents.

    Raises StoreError where PostgreSQL's programs are missing or refuse, OSError where the file cannot be written.
    """
    if target.exists() and not force:
        raise StoreError(f"{target}: already there; choose another name, or say --force to replace it")
    part = files.part(target)
    try:
        part.touch(0o600)
        _run("pg_dump", url, ["--format=custom", "--no-owner", "--no-privileges", f"--file={part}"])
        version = version_of(part, url)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    files.sync(target)
    logs.event("backup", schema=version)


def restore(source: Path, url: URL, *, force: bool = False) -> Path | None:
    """Put a backup in the place of a database, in one transaction; return where the old one is kept as a backup.

    A database that has our tables stays, unless `force`. Raises StoreError where the file is no backup of ours or of a
    newer schema, and where PostgreSQL refuses; then nothing has changed.
    """
    if not source.is_file():
        raise StoreError(f"{source}: no file there; name what `treffpunkt backup` wrote")
    version = version_of(source, url)
    if version > schema.VERSION:
        raise StoreError(
            f"{source}: written by a newer version of Treffpunkt (schema {version}, this one reads {schema.VERSION}); "
            "update Treffpunkt first"
        )
    held = _run("pg_dump", url, ["--schema-only"])
    aside = None
    if f"{VERSION_TABLE} (" in held:
        if not force:
            raise StoreError(f"{url.database}: already there; say --force to replace it (it is kept as a backup first)")
        aside = files.aside(source.with_name(str(url.database)))
        backup(url, aside)
    whole = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    _run("pg_restore", url, [*whole, str(source)], target=True)
    logs.event("restore", schema=version)
    return aside


def version_of(file: Path, url: URL) -> int:
    """Return which schema a backup has; raise StoreError where it is damaged, or not of Treffpunkt."""
    said = _run("pg_restore", url, ["--data-only", f"--table={VERSION_TABLE}", "--file=-", str(file)])
    lines = said.splitlines()
    rows = [line for before, line in pairwise(lines) if before.startswith("COPY ")]
    if len(rows) != 1 or not rows[0].isdigit():
        raise StoreError(f"{file}: no backup of Treffpunkt; name what `treffpunkt backup` wrote")
    return int(rows[0])


def _run(program: str, url: URL, options: Sequence[str], *, target: bool = False) -> str:
    """Run one of PostgreSQL's programs and return what it printed; `url` is where it connects, if it has to."""
    found = _program(program)
    shown = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    connects = program == "pg_dump" or target
    command = [found, *options[:-1], *([f"--dbname={shown}"] if connects else []), *options[-1:]]
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, no shell
        command, env=os.environ | secret, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[:300]
        raise StoreError(f"{url.database}: {program}: {said or f'ended with {done.returncode}'}; nothing was changed")
    return done.stdout


def _program(name: str) -> str:
    """Return where a program is, the newest there is: an older one refuses a newer server."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda path: path.parent.name.zfill(4), reverse=True)
    for folder in folders:
        if (folder / name).is_file():
            return str(folder / name)
    if found := shutil.which(name):
        return found
    raise StoreError(f"{name} is not installed; install PostgreSQL's client programs (Debian: postgresql-client)")
