"""What analysts say of single signals: accepted, corrected or rejected, with name and time, and taking that back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from sqlalchemy import insert, select, update

from data.errors import ReviewError, StoreError
from data.models import LADDER, Certainty, Contact, SignalForm
from data.store import database, schema
from data.store.overlay import (
    REVIEWED,
    Verdict,
    apply_reviews,
    found_in,
    held_reviews,
    key_of,
    keys_of_rows,
    matched,
    signal_rows,
)
from data.store.rows import dump
from data.store.writing import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, RowMapping

    from data.store.database import Store

Status = Literal["holds", "superseded", "waiting", "undone"]

_CHOICES: dict[str, tuple[str, ...]] = {
    "rung": tuple(LADDER), "certainty": get_args(Certainty), "form": get_args(SignalForm), "contact": get_args(Contact),
}  # fmt: skip
_LONGEST_NAME = 200
_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?\Z")


@dataclass(frozen=True, slots=True)
class Review:
    """One review. `found` are the fields as they were found then, `corrected` those that the analyst changed.

    `status`: it `holds` for the signal with the id `signal`; a newer one of the same signal has `superseded` it; it is
    `waiting` because its passage is not read as a signal now; or it was `undone`.
    """

    number: int
    article: str
    text: str
    verdict: Verdict
    found: Mapping[str, Any]
    corrected: Mapping[str, Any]
    by: str
    at: str
    status: Status
    signal: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None


def review(
    store: Store, signal: str, verdict: Verdict, *, by: str, corrected: Mapping[str, object] | None = None
) -> int:
    """Review a signal, by its id; return the revision.

    `corrected` holds new values of fields in `overlay.REVIEWED`, days as ISO text; a day of saying is then of the basis
    `manual`. Raises StoreError for a signal that is not there, ReviewError for a value that cannot be.
    """
    name = by.strip()[:_LONGEST_NAME]
    if not name:
        raise ReviewError("a review needs a name; give yours")
    with store.write() as connection:
        row = _row(connection, signal)
        rows = signal_rows(connection, row["article"])
        found = found_in(row)
        changed = _changes(corrected or {}, found) if verdict == "corrected" else {}
        if verdict == "corrected" and not changed:
            raise ReviewError("nothing differs from what was found; change a field, or accept the signal")
        key = keys_of_rows(rows)[[other["number"] for other in rows].index(row["number"])]
        held = {
            "article": row["article"], **key._asdict(), "verdict": verdict, "found": dump(found),
            "corrected": dump(changed), "by": name, "at": now(),
        }  # fmt: skip
        connection.execute(insert(schema.reviews).values(held))
        apply_reviews(connection, row["article"])
        return database.raise_revision(connection)


def undo_review(store: Store, number: int, *, by: str) -> int:
    """Take a review back, so that the one before it holds again, or what was found; return the revision.

    What is undone already stays so. Raises StoreError where there is no such review.
    """
    name = by.strip()[:_LONGEST_NAME]
    if not name:
        raise ReviewError("undoing a review needs a name; give yours")
    table = schema.reviews
    with store.write() as connection:
        row = connection.execute(select(table).where(table.c.number == number)).mappings().one_or_none()
        if row is None:
            raise StoreError(f"review {number}: not in the database; reload the page")
        if row["undone_at"] is not None:
            return database.revision(connection)
        connection.execute(update(table).where(table.c.number == number).values(undone_by=name, undone_at=now()))
        apply_reviews(connection, row["article"])
        return database.raise_revision(connection)


def reviews(store: Store) -> tuple[Review, ...]:
    """Return every review ever made, the newest first."""
    table = schema.reviews
    with store.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.number.desc())).mappings().all()
        signals = {
            number: signal
            for article in {row["article"] for row in rows}
            for number, signal in _signals(connection, article).items()
        }
    return tuple(_of(row, signals.get(row["number"])) for row in rows)


def _signals(connection: Connection, article: str) -> dict[int, str | None]:
    """Return the signal of each review of an article that is not undone: "" where a newer review has it."""
    held, rows = held_reviews(connection, article), signal_rows(connection, article)
    keys = keys_of_rows(rows)
    holding = matched(map(key_of, held), keys)
    signals: dict[int, str | None] = {}
    for place, row in enumerate(held):
        alone = matched([key_of(row)], keys)
        signals[row["number"]] = rows[holding[place]]["id"] if place in holding else "" if alone else None
    return signals


def _of(row: RowMapping, signal: str | None) -> Review:
    standing = {None: "waiting", "": "superseded"}.get(signal, "holds")
    status = "undone" if row["undone_at"] else standing
    held = {name: row[name] for name in ("number", "article", "text", "verdict", "by", "at", "undone_by", "undone_at")}
    return Review(
        **held,
        found=json.loads(row["found"]),
        corrected=json.loads(row["corrected"]),
        status=cast("Status", status),
        signal=signal or None,
    )


def _row(connection: Connection, signal: str) -> RowMapping:
    table = schema.signals
    row = connection.execute(select(table).where(table.c.id == signal)).mappings().one_or_none()
    if row is None:
        raise StoreError(f"{signal}: no such signal in the database; reload the page")
    return row


def _changes(corrected: Mapping[str, object], found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells that a correction changes. Raises ReviewError for values that cannot be."""
    if unknown := [name for name in corrected if name not in REVIEWED or name == "said_on_basis"]:
        raise ReviewError(f"{unknown[0]}: not a field that a review corrects")
    wanted = {**found, **{name: _value(name, value) for name, value in corrected.items()}}
    if wanted["said_on"] != found["said_on"]:
        wanted["said_on_basis"] = "manual" if wanted["said_on"] else None
    if wanted["form"] == "unattributed" and wanted["speaker"]:
        raise ReviewError("an unattributed signal has no speaker; choose another form, or leave the speaker empty")
    return {name: value for name, value in wanted.items() if value != found[name]}


def _value(name: str, value: object) -> object:
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            raise ReviewError(f"{name}: {value!r} is none of {', '.join(_CHOICES[name])}")
        return value
    if name == "background":
        return int(bool(value))
    text = " ".join(str(value).split()) if value is not None else ""
    if name == "said_on":
        return _day(text, name) if text else None
    if name == "meeting_date":
        return _meeting(text) if text else None
    return text[:_LONGEST_NAME] or None


def _meeting(text: str) -> str:
    parts = _INTERVAL.match(text)
    if parts is None:
        raise ReviewError(f"meeting: {text!r} is neither a day (2031-05-02) nor two with a slash between them")
    first, last = (_day(part, "meeting") if part else None for part in parts.groups())
    if last and first and last < first:
        raise ReviewError(f"meeting: {text} ends before it begins")
    return text


def _day(text: str, name: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ReviewError(f"{name.replace('_', ' ')}: {text!r} is no day; write it as 2031-05-02") from error
