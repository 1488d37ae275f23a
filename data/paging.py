"""Pages of rows: the part of an answer that is shown, picked in the register, so that the rest of it is never read.

A page holds exactly the rows that `query.signals` or `query.articles` have at these places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from data import query
from data.register import choosing, register
from data.register.rows import UNDATED
from data.store import schema

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection, Table

    from data.register.rows import Ints
    from data.selection import Selection
    from data.store import Store


def signals_page(store: Store, selection: Selection, begin: int, size: int, *, undated: bool = False) -> pd.DataFrame:
    """Return up to `size` of the selected signals from place `begin` on, or of the undated ones among them."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.signals(held, connection, selection)
        if undated:
            chosen = chosen[np.searchsorted(held.signals.day[chosen], UNDATED) :]
        numbers = held.signals.number[chosen[begin : begin + size]].tolist()
        return query.signals_where(connection, [schema.signals.c.number.in_(numbers)])


def signal_place(store: Store, selection: Selection, signal: str) -> int | None:
    """Return the place of a signal among the selected ones; None where it is not among them."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.signals(held, connection, selection)
        return _place(held.signals.number[chosen], _number(connection, schema.signals, signal))


def articles_page(store: Store, selection: Selection, begin: int, size: int) -> pd.DataFrame:
    """Return up to `size` of the selected articles from place `begin` on."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.articles(held, connection, selection)
        numbers = held.articles.number[chosen[begin : begin + size]].tolist()
        return query.articles_where(connection, [schema.articles.c.number.in_(numbers)], few=True)


def article_place(store: Store, selection: Selection, article: str) -> int | None:
    """Return the place of an article among the selected ones; None where it is not among them."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.articles(held, connection, selection)
        return _place(held.articles.number[chosen], _number(connection, schema.articles, article))


def _number(connection: Connection, table: Table, name: str) -> int | None:
    return connection.scalar(select(table.c.number).where(table.c.id == name))


def _place(numbers: Ints, wanted: int | None) -> int | None:
    if wanted is None:
        return None
    found = np.flatnonzero(numbers == wanted)
    return int(found[0]) if len(found) else None
