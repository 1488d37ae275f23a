"""Read the fields of a signal off its words: who meets, where, when, how surely, and whether it is told as context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.signals.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.models import Certainty, DateMention, Span
    from data.signals.contact import ContactTable
    from data.signals.ladder import Claim, Ladder
    from data.signals.words import Word

_POSITIVE = {"SCHEDULED", "AGREED", "WILLING", "HELD"}
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


def is_background(row: Sequence[Word], rung: str, ladder: Ladder, table: ContactTable, held_on: date | None, published: date | None) -> bool:  # noqa: E501
    """Whether the passage restates what was: told in the past perfect, or of a meeting some days before the article."""
    if any(fold(w.text) in table.modal["pluperfect"] for w in row) and _has_participle(row, table):
        return True
    if rung == "HELD":
        if held_on is not None and published is not None and (published - held_on).days >= _LONG_AGO:
            return True
        return bool(ladder.background.find(row))
    return False


def _has_participle(row: Sequence[Word], table: ContactTable) -> bool:
    if table.lang != "de":
        return any(fold(w.text) == "had" for w in row)
    for at, word in enumerate(row):
        surface = fold(word.text)
        if not word.text[:1].islower() or not surface.endswith(("t", "en")) or surface in table.modal["have_forms"]:
            continue
        after = row[at + 1] if at + 1 < len(row) else None
        if after is None or after.is_sign or fold(after.text) in table.modal["have_forms"] or fold(after.text) in {"und", "oder"}:
            if any(key != surface and key.endswith("en") for key in word.keys):
                return True
    return False


def interval(dates: Sequence[DateMention]) -> str | None:
    """Return the days that date expressions name together, as one ISO day or an interval; None for none."""
    spans = [(d.first, d.last) for d in dates if d.first is not None and d.last is not None]
    if not spans:
        return None
    first, last = min(spans, key=lambda span: span[1] - span[0])
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def without(row: Sequence[Word], spans: Sequence[Span]) -> tuple[Word, ...]:
    """Return the words outside `spans`."""
    return tuple(w for w in row if not any(a <= w.start < b for a, b in spans))
