"""Bringing a file of an older schema up to date: whole, in the transaction of its first opening, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection


def migrate(connection: Connection, version: int) -> None:
    """Take the file from schema `version` to `schema.VERSION`: changed tables step by step, then the missing ones."""
    for step in _STEPS[version - 1 :]:
        step(connection)
    schema.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def _make_room_for_reviews(connection: Connection) -> None:
    """1 to 2: signals know their cue, and what a review says of them.

    SQLite cannot change the constraint of a column, and a day that a review sets has a basis of its own: the signals
    move to a new table, under their numbers, which the search index knows.
    """
    table = schema.signals
    connection.exec_driver_sql("DROP TRIGGER signal_gone")
    for index in table.indexes:
        connection.exec_driver_sql(f"DROP INDEX {index.name}")
    connection.exec_driver_sql("ALTER TABLE signals RENAME TO signals_1")
    table.create(connection)
    held = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(signals_1)")]
    kept = ", ".join(f'"{name}"' for name in held)
    connection.exec_driver_sql(
        f"INSERT INTO signals ({kept}, cue) SELECT {kept}, json_extract(rest, '$.cue') FROM signals_1"  # noqa: S608
    )
    connection.exec_driver_sql("DROP TABLE signals_1")
    connection.exec_driver_sql(schema.SIGNAL_GONE)


_STEPS = (_make_room_for_reviews,)
"""Steps from version 1 to 2, from 2 to 3, and so on.

A step makes its table as `schema` declares it now: whoever changes that table again writes its former shape here.
"""
