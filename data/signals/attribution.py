"""Whose claim a passage is: the statement that covers it, a reported act's subject, or the outlet itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.models import DateBasis, Mention, SignalForm, Span, Statement
    from data.signals.clauses import Clause
    from data.signals.people import People

_FORMS: dict[str, SignalForm] = {
    "direct": "direct",
    "indirect": "indirect",
    "free_indirect": "indirect",
    "indirect_free_indirect": "indirect",
    "reported": "reported",
}
_COVERED = 0.4
"""Share of a passage that a statement must cover to be the one it is said in."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes a claim, in what form, through whom and when; `outside` are spans that tell of the saying only."""

    form: SignalForm = "unattributed"
    speaker: str | None = None
    speaker_text: str | None = None
    via: tuple[str, ...] = ()
    said_on: date | None = None
    said_on_basis: DateBasis | None = None
    outside: tuple[Span, ...] = ()
    statement: Statement | None = None


def voice_of(start: int, end: int, statements: Sequence[Statement], quoted: Statement | None = None) -> Voice | None:
    """Return the voice of the statement in which `start:end` is said, None where nobody is said to say it."""
    if quoted is not None:
        return _voice(quoted)
    best: Statement | None = None
    most = 0
    for statement in statements:
        if statement.form == "direct":
            continue
        covered = sum(max(0, min(end, b) - max(start, a)) for a, b in statement.spans)
        if covered > most:
            best, most = statement, covered
    if best is None:
        return None
    width = (end - start) - sum(max(0, min(end, b) - max(start, a)) for a, b in _outside(best))
    return _voice(best) if most >= _COVERED * max(1, width) else None


def _voice(statement: Statement) -> Voice:
    return Voice(
        form=_FORMS[statement.form],
        speaker=statement.speaker,
        speaker_text=statement.speaker_text,
        via=statement.via,
        said_on=statement.said_on,
        said_on_basis=statement.said_on_basis,
        outside=_outside(statement),
        statement=statement,
    )


def _outside(statement: Statement) -> tuple[Span, ...]:
    """The frame and the speaker's own words, where they are not part of what is said."""
    if statement.form == "reported":
        return ()
    spans = [*statement.speaker_spans, *statement.cue_spans]
    if statement.frame is not None:
        spans.append(statement.frame)
    return tuple(spans)


def subject_of(clause: Clause, people: People, before: int) -> Mention | None:
    """Return the first actor of a clause, who in a reported act is the one who acts; None for two at once.

    `before` is the offset of the word that tells the act: the actor stands before it, or right after a verb in
    second place.
    """
    named = people.within(clause.start, clause.end)
    if not named:
        return None
    first = named[0]
    if first.start > before + 60:
        return None
    return first
