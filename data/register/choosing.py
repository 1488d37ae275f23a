"""A selection as truths over the register's rows; a text is looked up in the database, in the same transaction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Text, cast, func, select

from data.register.rows import FORMS, NOBODY, RUNGS, UNDATED
from data.selection import NOBODY as NO_NAME
from data.store.folding import fold
from data.store.searching import found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from data.register.rows import Ints, Register, Truths
    from data.selection import Selection
    from data.store.searching import Index

_EPOCH = date(1970, 1, 1).toordinal()


def signals(held: Register, connection: Connection, selection: Selection) -> Ints:
    """Return the places of the selected signals, in order: as `selecting.signal_conditions` finds them."""
    return np.flatnonzero(_signals(held, connection, selection))


def articles(held: Register, connection: Connection, selection: Selection) -> Ints:
    """Return the places of the selected articles, in order: as `selecting.article_conditions` finds them."""
    rows = held.articles
    chosen = _within(rows.day, selection)
    if selection.outlets:
        chosen &= named(held.outlets, selection.outlets)[rows.outlet]
    if selection.text:
        chosen &= _holding(connection, "article_search", selection.text, rows.number)
    if selection.speakers or selection.rungs or selection.forms:
        free = selection.with_(start=None, end=None, outlets=(), text="", include_undated=True)
        holding = np.zeros(len(chosen), np.bool_)
        holding[held.signals.article[_signals(held, connection, free)]] = True
        chosen &= holding
    return np.flatnonzero(chosen)


def day_number(day: date) -> int:
    """Return the number of a day in the register."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """Return the day of a number."""
    return date.fromordinal(number + _EPOCH)


def _signals(held: Register, connection: Connection, selection: Selection) -> Truths:
    rows = held.signals
    chosen = _within(rows.day, selection)
    if not selection.include_rejected:
        chosen &= ~rows.is_rejected
    if not selection.include_background:
        chosen &= ~rows.is_background
    if not selection.include_headlines:
        chosen &= rows.is_body
    if selection.outlets:
        chosen &= named(held.outlets, selection.outlets)[held.articles.outlet][rows.article]
    if selection.speakers:
        chosen &= named(held.speakers, selection.speakers)[rows.speaker]
    if selection.rungs:
        chosen &= _listed(RUNGS, selection.rungs)[rows.rung]
    if selection.forms:
        chosen &= _listed(FORMS, selection.forms)[rows.form]
    if selection.text:
        chosen &= _holding(connection, "signal_search", selection.text, rows.number)
    return chosen


def _within(day: Ints, selection: Selection) -> Truths:
    undated = day == UNDATED
    chosen: Truths = ~undated
    if selection.start:
        chosen &= day >= day_number(selection.start)
    if selection.end:
        chosen &= day <= day_number(selection.end)
    if selection.include_undated:
        chosen |= undated
    return chosen


def named(names: Sequence[str], wanted: Sequence[str]) -> Truths:
    """Return for each name if it is wanted, and for no name at the end."""
    known = set(wanted)
    named = np.fromiter((name in known for name in names), np.bool_, len(names))
    return np.append(named, NO_NAME in known)


def _listed(values: Sequence[str], wanted: Sequence[str]) -> Truths:
    return np.array([value in wanted for value in values])


def _holding(connection: Connection, index: Index, text: str, numbers: Ints) -> Truths:
    needle = fold(text)
    if not needle:
        return np.zeros(len(numbers), np.bool_)  # as selecting.py: nothing is left to look for
    rows = found(index, needle).subquery()
    listed = connection.scalar(select(func.aggregate_strings(cast(rows.c.rowid, Text), ",")))
    return np.isin(numbers, np.fromstring(listed or "", dtype=np.int64, sep=","))


assert NOBODY == -1, "no name is the last place of what `named` returns"
