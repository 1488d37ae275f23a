"""Laying what analysts reviewed over what was found: a review finds its signal again by its words, not by its id.

The newest review of a signal that is not undone holds. It settles the fields that were judged (`SETTLED`), and those
that it corrects; days that it does not correct go on following the article's. Named speakers keep the name that an
analyst gave them. Applying twice is applying once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import select, update

from data.store import schema
from data.store.rows import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

    from data.store.rows import Cells

SETTLED = ("rung", "certainty", "speaker", "form", "contact", "background")
"""Fields of which a review says that they are right, or puts them right."""
REVIEWED = (*SETTLED, "said_on", "said_on_basis", "meeting_date")
"""Fields that a review may correct."""
Verdict = Literal["accepted", "corrected", "rejected"]
_NEARLY = 0.8
"""Share of the longer passage that the shorter one must hold to be the same one, where its edges have moved."""


class Key(NamedTuple):
    """What a signal of an article is known by: its words, who was found to say them, and which of several it is."""

    where: str
    text: str
    speaker: str | None
    nth: int


def apply_reviews(connection: Connection, article: str) -> None:
    """Make the signals of an article what its reviews say, and what was found where none holds; older versions' too."""
    reviews = held_reviews(connection, article)
    readings = [(schema.signals, signal_rows(connection, article))]
    readings += [(schema.past_signals, rows) for rows in past_rows(connection, article).values()]
    if not reviews and not any(row["machine"] for _, rows in readings for row in rows):
        return
    names = named(connection)
    for table, rows in readings:
        found = matched(map(key_of, reviews), keys_of_rows(rows))
        by_signal = {row: reviews[place] for place, row in found.items()}
        for place, row in enumerate(rows):
            wanted = _reviewed(found_in(row), by_signal.get(place), names)
            if any(row[name] != value for name, value in wanted.items()):
                connection.execute(update(table).where(table.c.number == row["number"]).values(wanted))


def held_reviews(connection: Connection, article: str) -> Sequence[RowMapping]:
    """Return an article's reviews that are not undone, the newest first."""
    table = schema.reviews
    query = select(table).where(table.c.article == article, table.c.undone_at.is_(None))
    return connection.execute(query.order_by(table.c.number.desc())).mappings().all()


def signal_rows(connection: Connection, article: str) -> Sequence[RowMapping]:
    """Return an article's signals as they lie in the table, in their order."""
    table = schema.signals
    return connection.execute(select(table).where(table.c.article == article).order_by(table.c.number)).mappings().all()


def past_rows(connection: Connection, article: str) -> dict[int, list[RowMapping]]:
    """Return the signals of an article's older versions by version, as they lie in their table, in their order."""
    table = schema.past_signals
    rows: dict[int, list[RowMapping]] = {}
    for row in connection.execute(select(table).where(table.c.article == article).order_by(table.c.number)).mappings():
        rows.setdefault(row["version"], []).append(row)
    return rows


def found_in(row: Cells) -> dict[str, Any]:
    """Return what was found in a signal, in the fields that can be reviewed, whatever a review has made of it."""
    held: dict[str, Any] = json.loads(row["machine"]) if row["machine"] else {name: row[name] for name in REVIEWED}
    return held


def key_of(review: Cells) -> Key:
    """Return the key that a review was kept under."""
    return Key(review["where"], review["text"], review["speaker"], review["nth"])


def keys_of_rows(rows: Iterable[Cells]) -> list[Key]:
    """Return the key of each signal of one article."""
    keys: list[Key] = []
    for row in rows:
        same = (row["where"], " ".join(row["text"].split()), found_in(row)["speaker"])
        keys.append(Key(*same, sum(key[:3] == same for key in keys)))
    return keys


def matched(reviews: Iterable[Key], signals: Sequence[Key]) -> dict[int, int]:
    """Return which review belongs to which signal, as places in the two rows; the first one to claim a signal has it.

    First the same words of the same speaker; then the same words, where only one signal has them; then words of the
    same speaker that are nearly these, where only one signal's are. A review that fits none, or several, has none.
    """
    keys = list(reviews)
    claimed: dict[int, int] = {}
    for fits in (_is_same, _is_worded_so, _is_near):
        for place, review in enumerate(keys):
            fitting = [number for number, signal in enumerate(signals) if fits(review, signal)]
            if place not in claimed and len(fitting) == 1:
                claimed[place] = fitting[0]
    found: dict[int, int] = {}
    for place, signal in claimed.items():  # exact ones come first
        if signal not in found.values():
            found[place] = signal
    return found


def _is_same(review: Key, signal: Key) -> bool:
    return review == signal


def _is_worded_so(review: Key, signal: Key) -> bool:
    return review[:2] == signal[:2]


def _is_near(review: Key, signal: Key) -> bool:
    short, long = sorted((review.text, signal.text), key=len)
    same = (review.where, review.speaker, review.nth) == (signal.where, signal.speaker, signal.nth)
    return same and short in long and len(short) >= _NEARLY * len(long)


def named(connection: Connection) -> dict[str, str]:
    """Return the names that analysts have given to speakers whom no profile knew."""
    table = schema.namings
    query = select(table.c.speaker, table.c.actor).where(table.c.undone_at.is_(None)).order_by(table.c.number)
    return {row.speaker: json.loads(row.actor)["name"] for row in connection.execute(query)}


def _reviewed(found: dict[str, Any], review: Cells | None, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of a signal under its review, or without one."""
    if review is None:
        return {**found, "review": None, "reviewed_by": None, "machine": None}
    seen, corrected = json.loads(review["found"]), json.loads(review["corrected"])
    held = (
        found if review["verdict"] == "rejected" else {**found, **{name: seen[name] for name in SETTLED}, **corrected}
    )
    held = {**held, "speaker": names.get(held["speaker"], held["speaker"])}
    return {**held, "review": review["verdict"], "reviewed_by": review["by"], "machine": dump(found)}
