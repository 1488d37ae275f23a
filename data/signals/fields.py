"""Read the fields of a signal off its words: who meets, where, when, how surely, and whether it is told as context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.signals.clauses import INFINITIVES, PARTICIPLE
from data.signals.words import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.models import Certainty, DateMention, Span
    from data.signals.contact import ContactTable
    from data.signals.ladder import Claim, Ladder
    from data.signals.words import Word

_HOUR = re.compile(r"T\d")
_POSITIVE = {"SCHEDULED", "AGREED", "WILLING", "HELD"}
_OVER = {"HELD", "CANCELLED", "POSTPONED"}
_LONG_AGO = 3
"""Days before publication from which on a meeting is told as context."""


def certainty(claim: Claim, row: Sequence[Word], ladder: Ladder, *, dated: bool) -> Certainty:
    """Return FactBank's certainty: the rung's default, lowered by a hedge."""
    if claim.rung == "POSTPONED":
        return "CT-" if dated else "PS+"
    if claim.rung in _POSITIVE:
        if ladder.possible.find(row):
            return "PS+"
        if ladder.probable.find(row) and claim.certainty == "CT+":
            return "PR+"
    return claim.certainty


def is_background(row: Sequence[Word], rung: str, ladder: Ladder, table: ContactTable, days_ago: int | None) -> bool:
    """Whether the passage restates what was: told in the past perfect, or of a contact some days before the article."""
    if any(w.fold in table.modal["pluperfect"] for w in row) and _has_participle(row, table):
        return True
    if rung in _OVER and days_ago is not None and days_ago >= _LONG_AGO:
        return True
    return bool(ladder.background.find(row)) or (rung == "HELD" and bool(ladder.earlier.find(row)))


def _has_participle(row: Sequence[Word], table: ContactTable) -> bool:
    if table.lang != "de":
        return any(w.fold in table.modal["pluperfect"] for w in row)
    for word, after in zip(row, [*row[1:], None], strict=True):
        surface = word.fold
        if not word.text[:1].islower() or not surface.endswith(("t", "en")) or surface in table.modal["have_forms"]:
            continue
        ends = after is None or after.is_sign or after.fold in table.modal["closing"]
        if (ends or PARTICIPLE.match(surface)) and any(
            key != surface and key[:1].islower() and key.endswith(INFINITIVES) for key in word.keys
        ):
            return True
    return False


def meeting_day(
    claim: Claim, dates: Sequence[DateMention], row: Sequence[Word], said_on: date | None, table: ContactTable
) -> DateMention | None:
    """Return the date expression that the claim names for the contact, None where it names none (ruling 14).

    For what took place that is a day up to the saying; for everything else one after it, or one that is tied to the
    contact ("das für März geplante Treffen"). Of several the last one counts for a postponement, else the shortest.
    """
    usable = [d for d in dates if d.first is not None and d.last is not None]
    if claim.rung != "HELD":
        usable = [d for d in usable if not (_is_hour(d) and d.last == said_on)]
    tied = [d for d in usable if _before(row, d.start) in table.tying]
    if said_on is not None:
        if claim.rung == "HELD":
            usable = [d for d in usable if d.first is not None and d.first <= said_on]
        else:
            usable = [d for d in usable if d in tied or _is_meant(d, said_on, claim)]
    if not usable:
        return None
    if claim.rung == "POSTPONED":
        return usable[-1]
    return min(usable, key=lambda d: (d.last - d.first).days if d.first and d.last else 0)


def _is_meant(day: DateMention, said_on: date, claim: Claim) -> bool:
    """Whether a day is the contact's and not the saying's: it is to come, or a whole month of what was called off."""
    if day.first is None or day.last is None:
        return False
    if day.last == said_on:
        return claim.by_day and not claim.from_cue
    return day.last > said_on or (claim.rung in {"CANCELLED", "POSTPONED"} and day.first != day.last)


def _is_hour(day: DateMention) -> bool:
    """Whether nothing but an hour is named ("um 11.30 Uhr"), whose day would only be guessed."""
    return day.basis == "relative" and _HOUR.search(day.value or "") is not None


def _before(row: Sequence[Word], start: int) -> str:
    """Return the word before an offset, folded."""
    return next((w.fold for w in reversed(row) if w.start < start), "")


def without(row: Row, spans: Sequence[Span]) -> Row:
    """Return the words outside `spans`."""
    if not spans:
        return row
    return Row([w for w in row if not any(a <= w.start < b for a, b in spans)])
