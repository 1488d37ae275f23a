"""What SQLite and PostgreSQL do differently around the same tables: opening, transactions, marks and upserts.

Finding text has its home in searching.py, saying what went wrong in failing.py. Nothing of PostgreSQL is imported
before a database there is opened.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, insert, select, table, text

from data.errors import StoreError
from data.store import schema
from data.store.folding import fold

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

    from data.store.place import Place

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables; the trigram index came with 3.34
OLDEST_POSTGRESQL = 130_000  # trusted extensions: pg_trgm without a superuser
CONNECT_WAIT = 10  # seconds for a server to answer
WRITES = "treffpunkt_write"
"""Execution option of a connection that writes."""


class Dialect(Protocol):
    """One kind of database."""

    def engine(self, place: Place, wait: int) -> Engine:
        """Return an engine whose transactions are as `Store.read` and `Store.write` promise; writers wait `wait` ms."""

    def reading(self, engine: Engine) -> Engine:
        """Return the engine for transactions that only read."""

    def version(self, connection: Connection) -> int | None:
        """Return the schema of a database: None where it is empty, 0 where it is another program's."""

    def make(self, connection: Connection) -> None:
        """Make what `schema.metadata` does not know, in an empty database that has its tables."""

    def mark(self, connection: Connection) -> None:
        """Mark the database as ours and of this schema, beyond its own table of that."""


class Sqlite:
    """One file; readers see a snapshot (WAL), writers take turns by its lock."""

    def engine(self, place: Place, wait: int) -> Engine:
        """Return an engine for the file. Raises StoreError for a SQLite that is too old, or a missing folder."""
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoreError(f"this Python brings SQLite {sqlite3.sqlite_version}; 3.37 or newer is needed")
        if place.path is not None and not place.path.parent.is_dir():
            raise StoreError(f"{place.name}: its folder does not exist; make it, or choose another place with --db")
        engine = create_engine(place.url)

        def configure(connection: sqlite3.Connection, _: object) -> None:
            connection.isolation_level = None  # transactions begin where `begin` says, not where the driver guesses
            connection.create_function("fold", 1, _fold, deterministic=True)
            for pragma in (f"busy_timeout = {wait}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")

        def begin(connection: Connection) -> None:
            writes = connection.get_execution_options().get(WRITES, False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        event.listen(engine, "connect", configure)
        event.listen(engine, "begin", begin)
        return engine

    def reading(self, engine: Engine) -> Engine:
        return engine

    def version(self, connection: Connection) -> int | None:
        application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
        if application == schema.APPLICATION:
            return version
        return 0 if application or version or _pragma(connection, "schema_version") else None

    def make(self, connection: Connection) -> None:
        for statement in schema.SQLITE_SEARCH:
            connection.exec_driver_sql(statement)

    def mark(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


class Postgresql:
    """A database on a server, or one schema of it; writers take turns by an advisory lock."""

    def engine(self, place: Place, wait: int) -> Engine:
        """Return an engine for the server. Raises StoreError where the driver is not installed."""
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise StoreError(
                f"{place.name}: the driver for PostgreSQL is missing; pip install 'treffpunkt[postgres]'"
            ) from error
        from data.store.postgresql import accept_any_text

        wanted: dict[str, Any] = {} if "connect_timeout" in place.url.query else {"connect_timeout": CONNECT_WAIT}
        engine = create_engine(place.url, connect_args=wanted, pool_pre_ping=True, hide_parameters=True)

        def begin(connection: Connection) -> None:
            if connection.get_execution_options().get(WRITES, False):
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
                connection.execute(_TURN)

        event.listen(engine, "connect", accept_any_text)
        event.listen(engine, "begin", begin)
        return engine

    def reading(self, engine: Engine) -> Engine:
        """Return an engine whose transactions see one snapshot. Writers need none: nobody else writes."""
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def version(self, connection: Connection) -> int | None:
        mine = table(schema.schema_version.name)
        if connection.scalar(select(func.to_regclass(mine.name))) is not None:
            return int(connection.scalar(select(schema.schema_version.c.version_num)) or 0)
        others = text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        return 0 if connection.scalar(others) else None

    def make(self, connection: Connection) -> None:
        """Make the search tables, indexed where the server has pg_trgm. Raises StoreError for a server too old."""
        version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
        if version < OLDEST_POSTGRESQL:
            raise StoreError(f"PostgreSQL {version // 10_000}: 13 or newer is needed; choose another server with --db")
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(f"the database holds text as {encoding}; make one with ENCODING 'UTF8'")
        for statement in schema.POSTGRESQL_SEARCH:
            connection.exec_driver_sql(statement)
        if (trigrams := self._trigrams(connection)) is not None:
            for statement in schema.POSTGRESQL_TRIGRAMS:
                connection.exec_driver_sql(
                    statement.format(schema=connection.dialect.identifier_preparer.quote(trigrams))
                )

    def mark(self, connection: Connection) -> None:
        """Do nothing: its own table says so."""

    def _trigrams(self, connection: Connection) -> str | None:
        """Return the schema that the extension pg_trgm is in; None where there is none, and none can be made."""
        from sqlalchemy.exc import DBAPIError

        try:
            with connection.begin_nested():
                connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DBAPIError:  # not installed, or not for this user: searches read all text then
            return None
        where = "SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_trgm'"
        return str(connection.exec_driver_sql(where).scalar_one())


_TURN = text("SELECT pg_advisory_xact_lock(:ours, hashtext(current_schema()))").bindparams(ours=schema.APPLICATION)
_DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def dialect(place: Place) -> Dialect:
    """Return how the kind of database works that is at a place."""
    return _DIALECTS[place.backend]


def upsert(connection: Connection, wanted: Table) -> SqliteInsert | PostgresInsert:
    """Return an insert for this connection that can say what to do where a row is there already."""
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(wanted)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(wanted)


def make(connection: Connection, how: Dialect) -> None:
    """Make all tables in an empty database, and mark it as ours."""
    schema.metadata.create_all(connection)
    how.make(connection)
    connection.execute(insert(schema.meta).values(key="revision", value="0"))
    connection.execute(insert(schema.schema_version).values(version_num=str(schema.VERSION)))
    how.mark(connection)


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)
