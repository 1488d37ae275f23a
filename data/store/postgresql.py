"""How text reaches PostgreSQL, which cannot hold the character NUL. Imported only where a database there is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg.types.string import StrDumperUnknown

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.abc import Buffer

REPLACEMENT = "\ufffd"


class _NulFree(StrDumperUnknown):
    """Text with U+FFFD for NUL, as HTML has it: readers leave none in an article, and offsets stay as they are."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", REPLACEMENT) if "\0" in obj else obj)


def accept_any_text(connection: Connection, _: object) -> None:
    """Let a new connection accept whatever text the other database does."""
    connection.adapters.register_dumper(str, _NulFree)
