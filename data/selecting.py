"""A selection as conditions of the store's tables. What the analyst typed is always a bound value, never syntax."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, exists, false, or_

from data.selection import NOBODY
from data.store import schema
from data.store.folding import fold
from data.store.searching import found, holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.selection import Selection
    from data.store.searching import Index

Conditions = list[ColumnElement[bool]]

newest = (schema.versions.c.article == schema.articles.c.id) & (schema.versions.c.version == schema.articles.c.version)
"""Joins an article with its newest version."""

stands = schema.signals.c.review.is_distinct_from("rejected")
"""Leaves out what a review has rejected."""

_SPOKEN_AS = {
    "direct": ("direct",),
    "indirect": ("indirect", "free_indirect", "indirect_free_indirect"),
    "reported": ("reported",),
    "unattributed": (),
}
"""Forms of statements that a form of signals stands for (batch format: the free forms count as indirect)."""


def signal_conditions(selection: Selection) -> Conditions:
    """Return what a row of signals, articles and versions must meet."""
    signals = schema.signals
    return [
        *([] if selection.include_rejected else [stands]),
        *_days(signals.c.said_on, selection),
        *_named(schema.versions.c.outlet, selection.outlets),
        *_named(signals.c.speaker, selection.speakers),
        *_one_of(signals.c.rung, selection.rungs),
        *_one_of(signals.c.form, selection.forms),
        *([] if selection.include_background else [signals.c.background == 0]),
        *([] if selection.include_headlines else [signals.c.where == "body"]),
        *_with_text(signals.c.number, "signal_search", selection.text),
    ]


def statement_conditions(selection: Selection) -> Conditions:
    """Return what a row of statements, articles and versions must meet; a statement has no rung and no background."""
    statements = schema.statements
    forms = [form for wanted in selection.forms for form in _SPOKEN_AS[wanted]]
    return [
        *_days(statements.c.said_on, selection),
        *_named(schema.versions.c.outlet, selection.outlets),
        *_named(statements.c.speaker, selection.speakers),
        *([statements.c.form.in_(forms)] if selection.forms else []),
        *([holds(statements.c.folded, fold(selection.text))] if selection.text else []),
    ]


def article_conditions(selection: Selection) -> Conditions:
    """Return what a row of articles and versions must meet: published in the range, by the outlet, holding the text.

    Where speakers, rungs or forms are selected, it must hold such a signal too, whenever that was said.
    """
    versions = schema.versions
    conditions = [
        *_days(versions.c.published_on, selection),
        *_named(versions.c.outlet, selection.outlets),
        *_with_text(schema.articles.c.number, "article_search", selection.text),
    ]
    if selection.speakers or selection.rungs or selection.forms:
        held = selection.with_(start=None, end=None, outlets=(), text="", include_undated=True)
        of_article = schema.signals.c.article == schema.articles.c.id
        conditions.append(exists().where(of_article, *signal_conditions(held)))
    return conditions


def columns(connection: Connection, query: Select[Any], lists: Sequence[str] = ()) -> dict[str, list[Any]]:
    """Return the values of each column of a query's result; those of `lists` as tuples."""
    result = connection.execute(query)
    names, rows = list(result.keys()), result.all()
    held = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    for name in lists:
        opened = {value: tuple(json.loads(value)) for value in set(held[name])}  # few differ
        held[name] = [opened[value] for value in held[name]]
    return held


def _days(day: Column[Any], selection: Selection) -> Conditions:
    bounds: Conditions = []
    if selection.start:
        bounds.append(day >= selection.start.isoformat())
    if selection.end:
        bounds.append(day <= selection.end.isoformat())
    if not selection.include_undated:
        return [*bounds, day.is_not(None)]
    return [or_(day.is_(None), and_(*bounds))] if bounds else []


def _named(name: Column[Any], wanted: Sequence[str]) -> Conditions:
    if not wanted:
        return []
    known = name.in_([value for value in wanted if value != NOBODY])
    return [or_(known, name.is_(None)) if NOBODY in wanted else known]


def _one_of(column: Column[Any], wanted: Sequence[str]) -> Conditions:
    return [column.in_(wanted)] if wanted else []


def _with_text(number: Column[Any], index: Index, wanted: str) -> Conditions:
    """Look for the text as it stands, once case and accents are folded away."""
    if not wanted:
        return []
    needle = fold(wanted)
    if not needle:
        return [false()]  # nothing but accents: no text holds them once they are folded away
    return [number.in_(found(index, needle))]
