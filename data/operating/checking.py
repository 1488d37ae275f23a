"""Is all well? One line for each thing that a running Treffpunkt stands on."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.request import urlopen

from data.errors import StoreError
from data.operating import files
from data.store import Store, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAST_FREE = 512 * 1024 * 1024
"""Bytes that must be free where the database lies: what an import writes first stands beside the file."""


PATIENCE = 10  # seconds for an answer of the server


class Finding(NamedTuple):
    """One thing that was looked at."""

    state: Literal["ok", "failed"]
    what: str
    told: str

    def __str__(self) -> str:
        return f"{self.state:6} {self.what}: {self.told}"


def check(path: Path, *, whole: bool = True) -> Iterator[Finding]:
    """Look at a SQLite database and at where it lies, without changing anything; `whole` reads every page of it."""
    folder = path.absolute().parent
    if not folder.is_dir():
        yield Finding("failed", "database", f"{path}: its folder does not exist; make it, or name another place")
        return
    if path.exists():
        yield from _database(path, whole=whole)
    else:
        yield Finding("ok", "database", f"{path}: none yet; the first import makes it")
        writable = os.access(folder, os.W_OK | os.X_OK)
        told = f"{folder}: a database can be made" if writable else f"{folder}: no file can be made; change its rights"
        yield Finding("ok" if writable else "failed", "writing", told)
    yield _space(folder)


def answers(server: str) -> Finding:
    """Ask a running dashboard whether it is well, by its address: `http://127.0.0.1:8501`."""
    address = f"{server.rstrip('/')}/_stcore/health"
    if not address.startswith(("http://", "https://")):
        return Finding("failed", "server", f"{server}: no address; write http://127.0.0.1:8501")
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - http only, and the operator's own
            told = answer.read(100).decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        return Finding("failed", "server", f"{server}: {error}; see its log")
    return Finding("ok" if told == "ok" else "failed", "server", f"{server} says {told!r}")


def opens(url: str | None) -> Finding:
    """Open a database on a server as the dashboard does, and ask it for its revision."""
    try:
        with Store.open(url, create=False) as store:
            told = f"revision {store.revision}, {'no articles yet' if store.is_empty else 'with articles'}"
    except StoreError as error:
        return Finding("failed", "database", str(error))
    return Finding("ok", "database", told)


def _database(path: Path, *, whole: bool) -> Iterator[Finding]:
    try:
        with files.opened(path) as connection:
            found = files.about(connection, path)
            yield Finding(
                "ok",
                "database",
                f"{path}: schema {found.version}, revision {found.revision}, {found.articles} articles",
            )
            if found.version < schema.VERSION:
                yield Finding("ok", "schema", f"{found.version}; brought to {schema.VERSION} when it is opened next")
            if whole:
                files.sound(connection, path)
                yield Finding("ok", "integrity", "every page, index and reference was read")
    except StoreError as error:
        yield Finding("failed", "database", str(error))
        return
    yield _writable(path)


def _writable(path: Path) -> Finding:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", timeout=2, uri=True)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return Finding("ok", "writing", "another program is writing just now")
        return Finding("failed", "writing", f"{path}: {error}; change the rights of the file and its folder")
    return Finding("ok", "writing", "the database takes changes")


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    told = f"{free / 2**30:.1f} GB free at {folder}"
    if free >= LEAST_FREE:
        return Finding("ok", "disk", told)
    return Finding("failed", "disk", f"{told}, less than {LEAST_FREE // 2**20} MB; an import may find no room")
