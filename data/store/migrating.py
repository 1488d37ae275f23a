"""Bringing a database of an older schema up to date: whole, in the transaction of its first opening, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from data.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCRIPTS = "data.store:migrations"
"""Where Alembic finds the steps, as a place in a package: there is no alembic.ini."""


def migrate(connection: Connection, version: int) -> None:
    """Take the database from schema `version` to `schema.VERSION`, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    if version < schema.KNOWS_ITSELF:
        schema.schema_version.create(connection)
        connection.execute(insert(schema.schema_version).values(version_num=str(version)))
    steps = Config()
    steps.set_main_option("script_location", SCRIPTS)
    steps.attributes["connection"] = connection
    command.upgrade(steps, str(schema.VERSION))
