"""Where a database is: a SQLite file, or a PostgreSQL server; and what it is called where people read it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from data.errors import StoreError

SETTING = "TREFFPUNKT_DB"
DEFAULT = "treffpunkt.db"
Backend = Literal["sqlite", "postgresql"]
_DRIVER = "postgresql+psycopg"
_TOLD = ("host", "port", "dbname", "options")
"""Parts of a URL's query that tell one database from another; a password may be in any other."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database's address. `name` is the same for the same database, and holds no password."""

    url: URL = field(repr=False)
    path: Path | None  # of the file, for SQLite
    name: str

    @property
    def backend(self) -> Backend:
        return "sqlite" if self.path else "postgresql"

    @property
    def address(self) -> str:
        """What leads another process here, wherever it was started; a secret where it holds a password."""
        return str(self.path.absolute()) if self.path else self.url.render_as_string(hide_password=False)

    def exists(self) -> bool:
        """Whether the file is there; a server is taken to be, and a file that cannot be seen (opening it says why)."""
        try:
            return self.path is None or bool(self.path.stat())
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True

    def file_number(self) -> tuple[int, int] | None:
        """Return what tells the file from another one of its name; None where it is not there, or on a server."""
        try:
            held = self.path.stat() if self.path else None
        except OSError:
            return None
        return (held.st_dev, held.st_ino) if held else None


def place(url: str | Path | URL | None = None) -> Place:
    """Return where a database is: at this path or URL, else at `TREFFPUNKT_DB`, else at `./treffpunkt.db`.

    Raises StoreError for a URL that names neither a SQLite file nor a PostgreSQL database.
    """
    if url is None:
        url = os.environ.get(SETTING) or DEFAULT
    if isinstance(url, Path) or (isinstance(url, str) and "://" not in url):
        return _file(Path(url))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number, a bracket too many
        scheme = str(url).split("://")[0]
        raise StoreError(
            f"{scheme}://…: not a database URL; give a path, sqlite:///PATH or {_DRIVER}://USER@HOST/NAME"
        ) from error
    if parsed.drivername in {"postgresql", "postgres", _DRIVER}:
        return _server(parsed.set(drivername=_DRIVER))
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"} or not parsed.database or parsed.query:
        raise StoreError(
            f"{parsed.drivername}://…: only SQLite files and PostgreSQL are supported; "
            f"give a path, sqlite:///PATH or {_DRIVER}://USER@HOST/NAME"
        )
    return _file(Path(parsed.database))


def _file(path: Path) -> Place:
    return Place(URL.create("sqlite", database=str(path)), path, str(path))


def _server(url: URL) -> Place:
    told = {name: url.query[name] for name in _TOLD if name in url.query}
    shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database, told)
    return Place(url, None, shown.render_as_string())
