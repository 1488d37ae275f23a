"""The database: several processes read it while one writes, and a crash leaves it whole (see dialects.py)."""

from __future__ import annotations

import json
import threading
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from sqlalchemy import URL, Connection, Engine, bindparam, select

from data.errors import StoreError
from data.profile import Profile, bundled, merge
from data.profile.models import Actor, Outlet
from data.store import dialects, schema
from data.store.failing import told
from data.store.migrating import migrate
from data.store.place import Place, place
from data.store.rows import dump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from data.register.rows import Register
    from data.store.comparing import Compared

_LINEAGE = "lineage"
WAIT = 60_000
"""Milliseconds that a writer waits for another one."""


LINEAGE = 64
"""How many of the last revisions have their mark kept."""


class Edition(NamedTuple):
    """What tells a state of a database from all that it has ever been in, or will be.

    Where a backup is put back, revisions that were there before come again with other rows: their marks differ.
    """

    revision: int
    mark: str  # drawn by chance; empty in a database that was last written by a version without marks


class State(NamedTuple):
    """What a database says of itself."""

    edition: Edition
    rules: str | None
    is_sample: bool


class Store:
    """An open database. Threads may share it; every `read` or `write` is a transaction of its own.

    `compared` holds the articles as `data.store.comparing` last compared them; who touches it holds `comparing`.
    `registers` are those of the last revisions (`data.register`); who adds one holds `registering`.
    """

    written = 0
    """Changes with each transaction that this process has written, or had written for it, to any database."""

    def __init__(self, engine: Engine, place: Place) -> None:
        self._how = dialects.dialect(place)
        self._engine = engine
        self._reading = self._how.reading(engine)
        self.place = place
        self._file: tuple[int, int] | None = None
        self.compared: Compared | None = None
        self.comparing = threading.Lock()
        self.registers: tuple[Register, ...] = ()
        self.registering = threading.Lock()
        self._here = threading.local()

    @classmethod
    def open(cls, url: str | Path | URL | None = None, *, create: bool = True, wait: int = WAIT) -> Store:
        """Open a database, by path or URL; without one, `TREFFPUNKT_DB` or `./treffpunkt.db`.

        A missing file is made, unless `create` is false. Writers wait `wait` milliseconds for each other. Raises
        StoreError, one line that says what to do, for what is no database, belongs to something else, was written by a
        newer version, or cannot be opened. A database of an older version is brought up to date in one transaction.
        """
        there = place(url)
        if not create and not there.exists():
            raise StoreError(f"{there.name}: no database there; `treffpunkt import` makes one, --db names another")
        store = cls(dialects.dialect(there).engine(there, wait), there)
        try:
            store._prepare()
        except StoreError:
            store.close()
            raise
        store._file = there.file_number()
        return store

    @classmethod
    def others_wrote(cls) -> None:
        """Note that another process has written for this one, which is to look again."""
        cls.written += 1

    @property
    def name(self) -> str:
        """What the database is called where people read it, without a password; the same for the same database."""
        return self.place.name

    @property
    def path(self) -> Path | None:
        """The file; None where the database is on a server."""
        return self.place.path

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Begin a transaction that sees one revision throughout, whatever is written meanwhile; or join a `snapshot`.

        Raises StoreError where the database is not there any more, is damaged, or cannot be read.
        """
        joined: Connection | None = getattr(self._here, "snapshot", None)
        if joined is not None:
            yield joined
            return
        self._look_after_file()
        with told(self.name), self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Edition]:
        """Let all that this thread reads within be of one edition, and yield that one. Raises as `read` does.

        What it writes within is not seen before the end.
        """
        with self.read() as connection:
            self._here.snapshot = connection
            try:
                yield edition(connection)
            finally:
                self._here.snapshot = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Begin a transaction that is the only writer from its first moment; it is kept whole or not at all.

        Raises StoreError where another writer does not finish in time, the disk is full, or the database is gone.
        """
        self._look_after_file()
        with told(self.name), self._engine.connect() as connection:
            writing = connection.execution_options(**{dialects.WRITES: True})
            with writing.begin():
                yield writing
            Store.written += 1

    @property
    def revision(self) -> int:
        """Rises with every change of what can be queried, in the transaction of the change."""
        with self.read() as connection:
            return revision(connection)

    @property
    def state(self) -> State:
        """What it says of itself, of one revision."""
        keys = ("revision", _LINEAGE, "rules", "sample")
        query = select(schema.meta.c.key, schema.meta.c.value).where(schema.meta.c.key.in_(keys))
        with self.read() as connection:
            held = {row.key: row.value for row in connection.execute(query)}
        return State(_edition(held.get("revision"), held.get(_LINEAGE)), held.get("rules"), held.get("sample") == "1")

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

    def _look_after_file(self) -> None:
        """Notice where the file has gone, or is another one: an open connection would go on with the old one."""
        if self._file is None or (now := self.place.file_number()) == self._file:
            return
        self._engine.dispose()
        if now is None:
            raise StoreError(f"{self.name}: is no longer there; put it back, or restart Treffpunkt to begin anew")
        self._file = None
        self.registers = ()
        self._prepare()
        self._file = now

    def _prepare(self) -> None:
        with self.read() as connection:
            if self._how.version(connection) == schema.VERSION:
                return
        with self.write() as connection:
            version = self._how.version(connection)
            if version is None:
                dialects.make(connection, self._how)
            elif version == 0:
                raise StoreError(f"{self.name}: a database of another program; choose another one with --db")
            elif version < schema.VERSION:
                migrate(connection, version)
                self._how.mark(connection)
            elif version > schema.VERSION:
                raise StoreError(
                    f"{self.name}: written by a newer version of Treffpunkt (schema {version}, this one reads "
                    f"{schema.VERSION}); update Treffpunkt, or choose another one with --db"
                )


def revision(connection: Connection) -> int:
    """Return the revision that this transaction sees."""
    return int(meta(connection, "revision") or 0)


def edition(connection: Connection) -> Edition:
    """Return the edition that this transaction sees."""
    return _edition(meta(connection, "revision"), meta(connection, _LINEAGE))


def _edition(revision: str | None, lineage: str | None) -> Edition:
    return Edition(int(revision or 0), (lineage or "").rpartition(" ")[2])


def is_before(connection: Connection, earlier: Edition) -> bool:
    """Whether the database was this edition before it became the one that this transaction sees."""
    marks = (meta(connection, _LINEAGE) or "").split()
    back = revision(connection) - earlier.revision
    return 0 < back < len(marks) and marks[-1 - back] == earlier.mark


def raise_revision(connection: Connection, *, grown: bool = False) -> int:
    """Count the revision up, in this transaction.

    `grown`: articles and their signals were added, and of those before at most groups and stories were changed.
    """
    since, new = grown_since(connection), revision(connection) + 1
    marks = [*(meta(connection, _LINEAGE) or "").split(), uuid.uuid4().hex[:16]]
    set_meta(connection, "revision", str(new))
    set_meta(connection, _LINEAGE, " ".join(marks[-LINEAGE:]))
    if grown:
        set_meta(connection, "grown", f"{since}-{new}")
    return new


def grown_since(connection: Connection) -> int:
    """Return the revision since which articles and their signals were only added; this one, where more was done.

    What `raise_revision` noted holds up to the revision that it made: whoever raises it without a note ends it.
    """
    now = revision(connection)
    since, _, until = (meta(connection, "grown") or "").partition("-")
    return int(since) if until == str(now) else now


def meta(connection: Connection, key: str) -> str | None:
    return connection.scalar(_META, {"wanted": key})


# Put together once: it is asked with every question.
_META = select(schema.meta.c.value).where(schema.meta.c.key == bindparam("wanted"))


def set_meta(connection: Connection, key: str, value: str) -> None:
    row = dialects.upsert(connection, schema.meta).values(key=key, value=value)
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


def _tuples(held: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in held.items()}
