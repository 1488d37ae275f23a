"""Finding text in SQL: each database has its own words for it, and its own index of trigrams.

The indexed tables hold folded text (folding.py) under the row number it belongs to. On SQLite they are FTS5 tables, on
PostgreSQL plain ones, with a GIN index of trigrams where the server has pg_trgm. Either index only suggests rows: the
text settles them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Integer, Select, bindparam, column, literal_column, select, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.compiler import SQLCompiler

Index = Literal["article_search", "signal_search"]

TRIGRAM = 3  # characters; the index knows nothing shorter
MOST_TRIGRAMS = 12  # of a search are looked up, evenly spread over it


def found(index: Index, needle: str) -> Select[Any]:
    """Return a query for the numbers of the rows of an index whose text holds the needle, which is folded."""
    searched = table(index, column("rowid"), column("text"))
    query = select(searched.c.rowid).where(holds(searched.c.text, needle))
    if len(needle) < TRIGRAM:
        return query
    pattern = "%" + needle.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return query.where(
        _Suggested(literal_column(index), searched.c.text, bindparam(None, _quoted(needle)), bindparam(None, pattern))
    )


def holds(text: ColumnElement[Any], needle: str) -> ColumnElement[bool]:
    """Return the condition that a text holds this one, as it stands."""
    return _Position(text, bindparam(None, needle)) > 0


class _Position(FunctionElement[int]):
    """Where a text stands in another, from 1 on; 0 where it does not."""

    type = Integer()
    inherit_cache = True


class _Suggested(FunctionElement[Any]):
    """Whether the index has all trigrams; of no boolean type, for which SQLite would be asked if it is 1."""

    type = Integer()
    inherit_cache = True


@compiles(_Position, "sqlite")
def _position_sqlite(element: _Position, compiler: SQLCompiler, **words: Any) -> str:
    return f"instr({compiler.process(element.clauses, **words)})"


@compiles(_Position, "postgresql")
def _position_postgresql(element: _Position, compiler: SQLCompiler, **words: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **words)})"


@compiles(_Suggested, "sqlite")
def _suggested_sqlite(element: _Suggested, compiler: SQLCompiler, **words: Any) -> str:
    index, _, trigrams, _ = element.clauses
    return f"{compiler.process(index, **words)} MATCH {compiler.process(trigrams, **words)}"


@compiles(_Suggested, "postgresql")
def _suggested_postgresql(element: _Suggested, compiler: SQLCompiler, **words: Any) -> str:
    _, text, _, pattern = element.clauses
    return f"{compiler.process(text, **words)} LIKE {compiler.process(pattern, **words)}"


def _quoted(needle: str) -> str:
    """Return some of a needle's trigrams, each as a phrase, so that nothing in it is syntax."""
    starts = range(0, len(needle) - TRIGRAM + 1, max(1, len(needle) // MOST_TRIGRAMS))
    quoted = [needle[start : start + TRIGRAM].replace('"', '""') for start in starts]
    return " AND ".join(f'"{trigram}"' for trigram in quoted)
