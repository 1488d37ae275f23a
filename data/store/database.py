"""The database: one SQLite file that several processes read while one writes, and that a crash leaves whole."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from data.errors import StoreError
from data.profile import Profile, bundled, merge
from data.profile.models import Actor, Outlet
from data.store import schema
from data.store.folding import fold
from data.store.migrating import migrate
from data.store.rows import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.store.comparing import Compared

SETTING = "TREFFPUNKT_DB"
DEFAULT = "treffpunkt.db"
WAIT = 60_000
"""Milliseconds that a writer waits for another one."""
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables; the trigram index came with 3.34


class Store:
    """An open database. Threads may share it; every `read` or `write` is a transaction of its own.

    `compared` holds the articles as `data.store.comparing` last compared them; who touches it holds `comparing`.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path
        self.compared: Compared | None = None
        self.comparing = threading.Lock()

    @classmethod
    def open(cls, url: str | Path | None = None, *, create: bool = True) -> Store:
        """Open a database, by path or `sqlite:///` URL; without one, `TREFFPUNKT_DB` or `./treffpunkt.db`.

        A missing file is made, unless `create` is false. Raises StoreError, one line that says what to do, for a file
        that is no database, belongs to something else, was written by a newer version, or cannot be opened. A file of
        an older version is brought up to date in one transaction.
        """
        path = database_path(url)
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoreError(f"this Python brings SQLite {sqlite3.sqlite_version}; 3.37 or newer is needed")
        if not create and not path.exists():
            raise StoreError(f"{path}: no database there; `treffpunkt import` makes one, --db names another")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: its folder does not exist; make it, or choose another place with --db")
        engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        store = cls(engine, path)
        try:
            store._prepare()
        except DatabaseError as error:
            engine.dispose()
            raise StoreError(f"{path}: {_cause(error)}; choose another file with --db") from error
        except StoreError:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Begin a transaction that sees one revision throughout, whatever is written meanwhile."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Begin a transaction that is the only writer from its first moment; it is kept whole or not at all.

        Raises StoreError where another writer does not finish within a minute, or the disk is full.
        """
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(treffpunkt_write=True)  # noqa: PLW2901
                with connection.begin():
                    yield connection
        except OperationalError as error:
            raise StoreError(f"{self.path}: {_cause(error)}; nothing was changed, try again") from error

    @property
    def revision(self) -> int:
        """Rises with every change of what can be queried, in the transaction of the change."""
        with self.read() as connection:
            return revision(connection)

    @property
    def rules(self) -> str | None:
        """The rule version of the last import or rebuild; None in an empty database."""
        return self.meta("rules")

    @property
    def is_empty(self) -> bool:
        """Whether it holds no article."""
        with self.read() as connection:
            return connection.scalar(select(schema.articles.c.id).limit(1)) is None

    @property
    def is_sample(self) -> bool:
        """Whether this is the bundled sample."""
        return self.meta("sample") == "1"

    def meta(self, key: str) -> str | None:
        with self.read() as connection:
            return meta(connection, key)

    def profile(self) -> Profile:
        """Return the bundled watch profile with what imports into this database have added to it."""
        with self.read() as connection:
            return profile(connection)

    def watching(self, watched: Profile) -> Profile:
        """Return a profile with the speakers whom analysts have named in this database."""
        with self.read() as connection:
            return watching(connection, watched)

    def _prepare(self) -> None:
        with self.read() as connection:
            known = _pragma(connection, "application_id"), _pragma(connection, "user_version")
            if known == (schema.APPLICATION, schema.VERSION):
                return
        with self.write() as connection:
            application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
            if application == 0 and version == 0 and not _pragma(connection, "schema_version"):
                _make(connection)
            elif application != schema.APPLICATION:
                raise StoreError(f"{self.path}: a database of another program; choose another file with --db")
            elif 1 <= version < schema.VERSION:
                migrate(connection, version)
                connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
            elif version != schema.VERSION:
                raise StoreError(
                    f"{self.path}: written by a newer version of Treffpunkt (schema {version}, this one reads "
                    f"{schema.VERSION}); update Treffpunkt, or choose another file with --db"
                )


def revision(connection: Connection) -> int:
    """Return the revision that this transaction sees."""
    return int(meta(connection, "revision") or 0)


def raise_revision(connection: Connection) -> int:
    """Count the revision up, in this transaction."""
    new = revision(connection) + 1
    set_meta(connection, "revision", str(new))
    return new


def meta(connection: Connection, key: str) -> str | None:
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))


def set_meta(connection: Connection, key: str, value: str) -> None:
    row = upsert(schema.meta).values(key=key, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def profile(connection: Connection) -> Profile:
    """Return the bundled profile, the additions kept in this database, and whom analysts have named in it."""
    held = meta(connection, "profile")
    if held is None:
        return watching(connection, bundled())
    additions = json.loads(held)
    kept = Profile(
        name=additions["name"],
        actors=tuple(Actor(**_tuples(actor)) for actor in additions["actors"]),
        outlets=tuple(Outlet(**_tuples(outlet)) for outlet in additions["outlets"]),
    )
    return watching(connection, merge(bundled(), kept))


def watching(connection: Connection, watched: Profile) -> Profile:
    """Return a profile with the speakers whom analysts have named in this database."""
    table = schema.namings
    held = select(table.c.actor).where(table.c.undone_at.is_(None)).order_by(table.c.number)
    named = tuple(actor_of(actor) for actor in connection.scalars(held))
    return merge(watched, Profile("named", named)) if named else watched


def actor_of(held: str) -> Actor:
    """Return the actor of a JSON object that `dump` wrote."""
    return Actor(**_tuples(json.loads(held)))


def keep_profile(connection: Connection, watched: Profile) -> bool:
    """Keep what a profile has beyond the bundled one, whose later versions still come through; return if that is news.

    A profile that adds nothing leaves what was kept before.
    """
    known = bundled()
    additions = {
        "name": watched.name,
        "actors": [actor for actor in watched.actors if actor not in known.actors],
        "outlets": [outlet for outlet in watched.outlets if outlet not in known.outlets],
    }
    held = dump(additions)
    if not (additions["actors"] or additions["outlets"]) or held == meta(connection, "profile"):
        return False
    set_meta(connection, "profile", held)
    return True


def _make(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    for statement in schema.SEARCH:
        connection.exec_driver_sql(statement)
    connection.execute(insert(schema.meta).values(key="revision", value="0"))
    connection.execute(insert(schema.schema_version).values(version_num=str(schema.VERSION)))
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def _configure(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    connection.create_function("fold", 1, _fold, deterministic=True)
    for pragma in (f"busy_timeout = {WAIT}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("treffpunkt_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def database_path(url: str | Path | None = None) -> Path:
    """Return where a database lies: at this path or URL, else at `TREFFPUNKT_DB`, else at `./treffpunkt.db`."""
    if url is None:
        url = os.environ.get(SETTING) or DEFAULT
    if isinstance(url, Path) or "://" not in url:
        return Path(url)
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url}: not a database URL; give a path or sqlite:///PATH") from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StoreError(f"{parsed.render_as_string()}: only SQLite files are supported; give a path or sqlite:///PATH")
    return Path(parsed.database)


def _cause(error: DatabaseError) -> str:
    return " ".join(str(error.orig).split())


def _tuples(held: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in held.items()}
