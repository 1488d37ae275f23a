"""Whose claim a passage is: the statement that covers it, a reported act's subject, or the outlet itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from data.language import load
from data.signals.clauses import PARTICIPLE, Clause
from data.signals.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.models import DateBasis, Mention, SignalForm, Span, Statement
    from data.signals.people import People
    from data.signals.words import Word

_FORMS: dict[str, SignalForm] = {
    "direct": "direct",
    "indirect": "indirect",
    "free_indirect": "indirect",
    "indirect_free_indirect": "indirect",
    "reported": "reported",
}
_CHAIN = 3
"""Words that may stand between a possessor and whom he has ("Brenks außenpolitischer Berater Orlik")."""
_COVERED = 0.4
"""Share of a passage that a statement must cover to be the one it is said in."""


class Voice(NamedTuple):
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
        if statement.end <= start or statement.start >= end:
            continue
        covered = sum(max(0, min(end, b) - max(start, a)) for a, b in statement.spans)
        if statement.form == "direct":
            covered //= 2
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
    """Return the frame and the speaker's own words, where they are not part of what is said."""
    if statement.form == "reported":
        return ()
    spans = [*statement.speaker_spans, *statement.cue_spans]
    if statement.frame is not None:
        spans.append(statement.frame)
    return tuple(spans)


def is_passive(clause: Clause, cases: Cases) -> bool:
    """Whether nobody acts in the clause: a passive, or a headline's bare participle."""
    row = [w for w in clause.words if not w.is_sign]
    surfaces = {w.fold for w in row}
    if surfaces & cases.passive:
        return True
    participle = any(w.text[:1].islower() and PARTICIPLE.match(w.fold) for w in row)
    if cases.being and surfaces & cases.being:
        at = next(n for n, w in enumerate(row) if w.fold in cases.being)
        after = [w.fold for w in row[at + 1 : at + 4]]
        return any(w.endswith("ed") or w in cases.participles for w in after) or (participle and not cases.participles)
    return participle and clause.is_infinitive


def subject_of(clause: Clause, people: People, cases: Cases, nouns: frozenset[int]) -> tuple[Mention | None, bool]:
    """Return the actor who acts in a clause, and whether the clause leaves its subject to the one before it.

    An actor behind a preposition or in an object's case is not the one who acts; of a chain ("Brenks Berater X") it is
    the last; two leaders together are nobody's statement, nor are those whose contact it is ("Brenks Besuch").
    """
    row = [w for w in clause.words if not w.is_sign]
    if len(row) > 1 and row[0].fold in cases.conjunctions and row[1].text[:1].islower():
        opening = people.within(row[1].start, row[1].end)
        if not opening and row[1].fold not in cases.articles:
            return None, True
    named = people.within(clause.start, clause.end)
    oblique = False
    for at, mention in enumerate(named):
        before = [w for w in row if w.end <= mention.start][-2:]
        heads = {w.fold for w in before} | {fold(mention.text.split()[0])}
        joined = bool(before) and before[-1].fold in cases.conjunctions
        oblique = bool(heads & cases.oblique) or (joined and oblique)
        if oblique or _is_behind_apposition(clause, mention, cases):
            continue
        chain = at
        while chain + 1 < len(named) and _is_chained(row, named[chain], named[chain + 1], cases):
            chain += 1
        after = [w for w in row if w.start >= named[chain].end][:1]
        if after and after[0].start in nouns:
            continue
        if chain + 1 < len(named) and after and after[0].fold in cases.conjunctions:
            return None, False
        return named[chain], False
    return None, not named


def _is_behind_apposition(clause: Clause, mention: Mention, cases: Cases) -> bool:
    """Whether somebody else is the subject, with an apposition ("Kanada, der Gastgeber, hat X eingeladen")."""
    words = clause.words
    front = next((n for n, w in enumerate(words[1:], 1) if words[n - 1].text == "," and w.fold in cases.having), 0)
    return bool(front) and words[0].text[0].isupper() and mention.start > words[front].start


def _is_chained(row: Sequence[Word], a: Mention, b: Mention, cases: Cases) -> bool:
    between = [w for w in row if a.end <= w.start < b.start]
    return len(between) <= _CHAIN and not any(w.fold in cases.chain_ends or w.keys & cases.verbs for w in between)


@dataclass(frozen=True, slots=True)
class Cases:
    """Words by which a clause's subject is told from what else it names."""

    conjunctions: frozenset[str]
    articles: frozenset[str]
    oblique: frozenset[str]
    chain_ends: frozenset[str]
    verbs: frozenset[str]
    passive: frozenset[str]
    being: frozenset[str]
    having: frozenset[str]
    participles: frozenset[str]


@cache
def cases(lang: str) -> Cases:
    """Return the words of `lang`."""
    table = load(lang, "contact")["subject"]
    return Cases(**{name: frozenset(fold(word) for word in table[name]) for name in Cases.__slots__})
