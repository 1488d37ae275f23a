"""Group the clauses of a passage into what may be one claim each: a main clause with what hangs on it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.signals.contact import ContactTable, Evidence, evidence_in
from data.signals.ladder import Claim, Ladder, claims_in, condition_in, decide, default_certainty, opens_with_verb
from data.signals.words import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Rung, Span, Statement
    from data.signals.clauses import Clause
    from data.signals.words import Word

_ASIDE = 40
"""What a relative or adverbial clause weighs less: it seldom carries the claim of its sentence."""
_DEMANDED = 97
"""Weight of "before they meet, … must …": it stands above what the demand itself may look like ("must be silent")."""
_MOST = 12
"""Clauses of a segment to which another may be joined; a sentence that goes on is a list, and would take for ever."""
_INSIDE = frozenset({":", "–", "—", "-", "(", ")"})
"""Signs that break a clause off but not the claim."""


@dataclass(frozen=True, eq=False)
class Segment:
    """Clauses that make one claim together, with what was read in them."""

    clauses: tuple[Clause, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...]
    conditions: tuple[Clause, ...]
    asks: bool = False  # one of its clauses is an indirect question
    asked: Rung | None = None  # what that would say if it were none

    @cached_property
    def span(self) -> Span:
        """Offsets from its first to its last word."""
        return self.clauses[0].start, self.clauses[-1].end

    @cached_property
    def words(self) -> Row:
        """All its words with signs."""
        return self.clauses[0].words if len(self.clauses) == 1 else Row(w for c in self.clauses for w in c.words)

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words and signs that stand between two offsets."""
        return tuple(word.text for word in self.words if start <= word.start < end)

    def joined(self, other: Segment) -> Segment:
        """Return this segment with the one after it."""
        return Segment(
            (*self.clauses, *other.clauses),
            (*self.evidence, *other.evidence),
            (*self.claims, *other.claims),
            (*self.conditions, *other.conditions),
            asks=self.asks or other.asks,
            asked=self.asked or other.asked,
        )

    @property
    def is_whole(self) -> bool:
        """Whether it can be a signal by itself: it speaks of a contact and claims something."""
        return bool(self.claims) and any(not e.adjunct for e in self.evidence)


def segments(
    whole: Sequence[Clause], statements: Sequence[Statement], contacts: ContactTable, ladder: Ladder
) -> tuple[Segment, ...]:
    """Return the segments of one passage; one that lacks a contact or a claim is joined to its neighbour."""
    groups: list[tuple[int, int]] = []
    framing = _framing(statements)
    frames = [is_frame(clause, framing) for clause in whole]
    told = False  # a clause of the last group is no frame
    for at, clause in enumerate(whole):
        if groups and not (told and not frames[at] and _opens_new(clause, whole[at - 1], groups[-1])):
            groups[-1] = (groups[-1][0], at + 1)
            told = told or not frames[at]
        else:
            groups.append((at, at + 1))
            told = not frames[at]
    reader = _Reader(whole, contacts, ladder)
    found: list[Segment] = []
    first = 0
    for start, stop in groups:
        segment = reader.segment(start, stop)
        if found and len(found[-1].clauses) < _MOST and not (segment.is_whole and found[-1].is_whole):
            found[-1] = reader.segment(first, stop)
        else:
            found.append(segment)
            first = start
    return tuple(found)


def _opens_new(clause: Clause, before: Clause, group: tuple[int, int]) -> bool:
    if clause.subordinate or clause.joint in _INSIDE:
        return False
    return not (clause.joint == "," and group[1] - group[0] == 1 and before.subordinate)


def _framing(statements: Sequence[Statement]) -> list[tuple[int, Statement]]:
    """Return where the words begin that say who says it, in order, with what is said."""
    told = [s for s in statements if s.form != "reported"]
    frames = [(start, s) for s in told for start, _ in [*s.cue_spans, *([s.frame] if s.frame else [])]]
    return sorted(frames, key=_place)


def is_frame(clause: Clause, framing: Sequence[tuple[int, Statement]]) -> bool:
    """Whether the clause only says who says it; `framing` are the places of such words, with what is said."""
    start, end = clause.start, clause.end
    for _, statement in framing[bisect_left(framing, start, key=_place) : bisect_left(framing, end, key=_place)]:
        said = sum(max(0, min(b, end) - max(a, start)) for a, b in statement.spans)
        if 2 * said < end - start:
            return True
    return False


def _place(row: tuple[int, Statement]) -> int:
    return row[0]


def _only_after(demand: Word, clause: int) -> Claim:
    """Return the claim of "Bevor sie sich treffen, muss …"."""
    return Claim("CONDITIONAL", default_certainty("CONDITIONAL"), _DEMANDED, demand.start, clause, words=(demand,))


class _Reader:
    """Reads the clauses of one passage; what a clause says by itself is read once, whatever it is joined to."""

    def __init__(self, whole: Sequence[Clause], contacts: ContactTable, ladder: Ladder) -> None:
        self._whole = whole
        self._contacts = contacts
        self._ladder = ladder
        self._heads = [_head(clause) for clause in whole]
        self._conditions: dict[int, str | None] = {}
        self._evidence: dict[int, tuple[Evidence, ...]] = {}
        self._claims: dict[tuple[int, int, bool, frozenset[str]], list[Claim]] = {}

    def segment(self, start: int, stop: int) -> Segment:
        """Return the segment of the clauses `start` to before `stop`; of what speaks of no contact no claim is read."""
        group = tuple(self._whole[start:stop])
        spoken = [self._evidence_in(at, announced=self._announced(at, stop)) for at in range(start, stop)]
        evidence = tuple(e for found in spoken for e in found)
        if all(e.adjunct for e in evidence):
            return Segment(group, evidence, (), ())
        claims: list[Claim] = []
        asked: list[Claim] = []
        conditions: list[Clause] = []
        for number, clause in enumerate(group):
            kind = self._condition(start + number)
            if kind == "time" and (demand := self._demand(group, number)) is not None:
                kind = "strict"
                if any(not e.adjunct for e in self._evidence_in(start + number, announced=False)):
                    claims.append(_only_after(demand, start + number))
            if kind == "strict" and number and self._ladder.concessive_before.find(group[number - 1].words):
                continue
            if kind == "strict" or (number == 0 and len(group) > 1 and opens_with_verb(clause, self._ladder)):
                conditions.append(clause)
                continue
            read = self._claims_in(start, start + number, stop)
            if self._asks(start + number):
                asked += read
                read = [claim for claim in read if claim.rung in {"NONCOMMITTAL", "SCEPTICAL"}]
            elif clause.subordinate and self._heads[start + number] not in self._ladder.content and len(group) > 1:
                read = [claim._replace(weight=claim.weight - _ASIDE) for claim in read]
            claims += read
        first = decide(asked, conditional=False)
        return Segment(
            group,
            evidence,
            tuple(claims),
            tuple(conditions),
            asks=any(map(self._asks, range(start, stop))),
            asked=first.rung if first and first.rung != "DENIAL" else None,
        )

    def _demand(self, group: Sequence[Clause], number: int) -> Word | None:
        """Return the word that makes a clause of time a condition: "erst, sobald …", "…, bevor …, müsse …"."""
        before, beside = group[max(0, number - 1) : number], group[max(0, number - 1) : number + 2]
        words = [w for clause in before for w in clause.words if w.fold in self._ladder.restricting]
        words += [w for clause in beside for w in clause.words if w.fold in self._ladder.demanding]
        return next(iter(words), None)

    def _announced(self, at: int, stop: int) -> bool:
        """Whether the next clause of the segment is what "es" stands in for ("lehnte es ab, sich zu äußern")."""
        if at + 1 >= stop:
            return False
        return self._whole[at + 1].is_infinitive or self._heads[at + 1] in self._ladder.content

    def _asks(self, at: int) -> bool:
        return self._whole[at].subordinate and self._heads[at] in self._ladder.questions

    def _condition(self, at: int) -> str | None:
        if at not in self._conditions:
            self._conditions[at] = condition_in(self._whole[at], self._ladder)
        return self._conditions[at]

    def _hanging(self, start: int, at: int, stop: int) -> frozenset[str]:
        """Return what kind of clause stands on either side: an indirect question or a content clause."""
        after = range(at + 1, min(at + 2, stop))
        beside = [*range(max(start, at - 1), at), *after]
        found = {"<ob>"} if any(map(self._asks, beside)) else set()
        if any(self._whole[k].is_infinitive for k in after):
            found.add("<zu>")
        if any(self._heads[k] in self._ladder.content for k in beside):
            found.add("<dass>")
        return frozenset(found)

    def _evidence_in(self, at: int, *, announced: bool) -> tuple[Evidence, ...]:
        if at not in self._evidence:
            self._evidence[at] = evidence_in(self._whole[at], self._contacts)
        found = self._evidence[at]
        if announced:
            return tuple(e for e in found if e.kind != "pronoun" or e.word.fold != self._contacts.announcing)
        return found

    def _claims_in(self, start: int, at: int, stop: int) -> list[Claim]:
        announced, hanging = self._announced(at, stop), self._hanging(start, at, stop)
        key = (at, at - start, announced, hanging)
        if key not in self._claims:
            evidence = self._evidence_in(at, announced=announced)
            ladder, contacts = self._ladder, self._contacts
            self._claims[key] = claims_in(self._whole[at], at - start, evidence, ladder, contacts, hanging=hanging)
        return self._claims[key]


def _head(clause: Clause) -> str:
    heads = [w.fold for w in clause.words if not w.is_sign][:1]
    return heads[0] if heads else ""
