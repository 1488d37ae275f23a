"""Which registers are kept: the last that were read, with the store that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.register.loading import load
from data.register.rows import EMPTY
from data.store import database

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.register.rows import Register
    from data.store import Store
    from data.store.database import Edition

KEPT = 2
"""Registers of a store: the newest, and the one before for who still reads that edition."""


def register(store: Store, connection: Connection) -> Register:
    """Return the register of the edition that this transaction of the store sees.

    One thread reads it, the others wait for it.
    """
    edition = database.edition(connection)
    return _kept(store, edition) or _read(store, connection, edition)


def _kept(store: Store, edition: Edition) -> Register | None:
    return next((held for held in store.registers if held.edition == edition), None)


def _read(store: Store, connection: Connection, edition: Edition) -> Register:
    with store.registering:
        if held := _kept(store, edition):
            return held
        since = database.grown_since(connection)
        grown = (held for held in store.registers if held.edition.revision >= since)
        before = next((held for held in grown if database.is_before(connection, held.edition)), EMPTY)
        read = load(connection, before)
        store.registers = (read, *store.registers)[:KEPT]
        return read
