"""Which registers are kept: those of the last revisions, with the store that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.register.loading import load
from data.register.rows import EMPTY
from data.store import database

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.register.rows import Register
    from data.store import Store

KEPT = 2
"""Registers of a store: the newest, and the one before for who still reads that revision."""


def register(store: Store, connection: Connection) -> Register:
    """Return the register of the revision that this transaction of the store sees.

    One thread reads it, the others wait for it.
    """
    revision = database.revision(connection)
    return _kept(store, revision) or _read(store, connection, revision)


def _kept(store: Store, revision: int) -> Register | None:
    return next((held for held in store.registers if held.revision == revision), None)


def _read(store: Store, connection: Connection, revision: int) -> Register:
    with store.registering:
        if held := _kept(store, revision):
            return held
        since = database.grown_since(connection)
        before = next((held for held in store.registers if since <= held.revision < revision), EMPTY)
        read = load(connection, before)
        store.registers = tuple(sorted((read, *store.registers), key=lambda held: -held.revision))[:KEPT]
        return read
