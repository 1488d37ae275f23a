"""Find the meeting signals of an article: passage by passage, with the contact that is under discussion in mind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.models import Contact, Signal
from data.signals.attribution import Voice, subject_of, voice_of
from data.signals.clauses import Clause, clauses
from data.signals.contact import ContactTable, Evidence, contact_table, evidence_in
from data.signals.fields import certainty, interval, is_background, is_pair_word, without
from data.signals.ladder import Claim, Ladder, claims_in, condition_in, decide, ladder_table, opens_with_verb
from data.signals.passages import Passage, passages
from data.signals.people import People

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Article, DateMention, Mention, Span, Statement
    from data.profile.models import Profile
    from data.signals.words import Word

_MEMORY = 2
"""Passages for which a bare pronoun ("dazu", "das") may still mean the contact under discussion."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The contact under discussion: how, between whom, and in which passage it was last spoken of."""

    contact: Contact = "in_person"
    participants: tuple[str, ...] = ()
    passage: int = -10
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with everything that was read with it, before it becomes a signal."""

    start: int
    end: int
    claim: Claim
    voice: Voice
    topic: Topic
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    condition: str | None


def find_signals(
    article: Article,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    profile: Profile,
) -> tuple[Signal, ...]:
    """Return the signals of `article` in text order (codebook, Signal); offsets into its body.

    `statements`, `mentions` and `dates` are those of the same body.
    """
    return Finder(article, statements, mentions, dates, profile).signals()


class Finder:
    """One reading of one body from top to bottom; it remembers the contact under discussion."""

    def __init__(
        self,
        article: Article,
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        profile: Profile,
    ) -> None:
        self.article = article
        self.statements = statements
        self.dates = dates
        self.people = People(mentions, profile)
        self.contacts: ContactTable = contact_table(article.lang)
        self.ladder: Ladder = ladder_table(article.lang)
        self.topic: Topic | None = None

    def signals(self) -> tuple[Signal, ...]:
        """Return the signals of the body in order."""
        if not self.people.by_weight:
            return ()
        found: list[Signal] = []
        for number, passage in enumerate(passages(self.article.body, self.statements, self.article.lang)):
            found += [self._signal(piece) for piece in self._read(number, passage)]
        return tuple(found)

    def _read(self, number: int, passage: Passage) -> list[Found]:
        body = self.article.body
        if body[passage.start : passage.end].endswith("?"):
            return []
        whole = clauses(body, passage.start, passage.end, self.article.lang)
        if not whole:
            return []
        found: list[Found] = []
        for segment in self._segments(whole, passage):
            claim = self._claim(number, passage, segment)
            if claim is not None:
                found.append(claim)
        return _merged(found, passage)

    def _segments(self, whole: Sequence[Clause], passage: Passage) -> list[tuple[Clause, ...]]:
        """Group clauses that stand or fall together: a main clause with what hangs on it and with its frame."""
        groups: list[list[Clause]] = []
        for clause in whole:
            voice = voice_of(clause.start, clause.end, self.statements, passage.quoted)
            new = bool(groups) and not clause.subordinate and not self._is_frame(clause, passage)
            if new and groups[-1][-1].subordinate and clause.joint == "," and len(groups[-1]) == 1:
                new = False
            if new and clause.joint in {":", "–", "—", "-", "(", ")"}:
                new = False
            if new and all(self._is_frame(c, passage) for c in groups[-1]):
                new = False
            if new or not groups:
                groups.append([clause])
            else:
                groups[-1].append(clause)
            del voice
        return [tuple(group) for group in groups]

    def _is_frame(self, clause: Clause, passage: Passage) -> bool:
        if passage.quoted is not None:
            return False
        for statement in self.statements:
            if statement.form == "reported":
                continue
            spans = [*statement.cue_spans, *([statement.frame] if statement.frame else [])]
            if any(clause.start <= a < clause.end for a, _ in spans) and not any(
                a < clause.end - 3 and b > clause.start + 3 and min(b, clause.end) - max(a, clause.start) > (clause.end - clause.start) / 2
                for a, b in statement.spans
            ):
                return True
        return False

    def _claim(self, number: int, passage: Passage, segment: tuple[Clause, ...]) -> Found | None:
        start, end = segment[0].start, segment[-1].end
        voice = voice_of(start, end, self.statements, passage.quoted) or Voice()
        evidence = [evidence_in(clause, self.contacts) for clause in segment]
        usable = [e for found in evidence for e in found if not e.adjunct]
        topic = self._topic(number, segment, usable, voice)
        if topic is None:
            return None
        claims: list[Claim] = []
        conditional = False
        condition: str | None = None
        for at, clause in enumerate(segment):
            kind = condition_in(clause, self.ladder)
            if kind is None and at == 0 and len(segment) > 1 and opens_with_verb(clause, self.ladder):
                kind = "strict"
            if kind == "strict":
                conditional = True
                condition = self.article.body[clause.start : clause.end].rstrip(",;: ")
            claims += claims_in(clause, at, evidence[at], self.ladder, self.contacts)
        claim = decide(claims, conditional=conditional)
        if claim is None:
            return None
        strength = {"noun": 3, "verb": 3, "travel": 3, "related": 2, "pronoun": 1}[usable[0].kind]
        if strength == 1 and not claim.from_cue:
            return None
        self.topic = replace(topic, passage=number)
        row = tuple(w for clause in segment for w in clause.words)
        if voice.statement is None and claim.act:
            actor = subject_of(segment[claim.clause], self.people, claim.place)
            if actor is not None:
                voice = Voice("reported", actor.actor, actor.text)
        return Found(start, end, claim, voice, topic, row, segment, condition if claim.rung == "CONDITIONAL" else None)

    def _topic(
        self, number: int, segment: tuple[Clause, ...], usable: Sequence[Evidence], voice: Voice
    ) -> Topic | None:
        """Return the contact that the segment speaks of, None where it speaks of none between leaders."""
        if not usable:
            return None
        best = min(usable, key=lambda e: ("noun", "verb", "travel", "related", "pronoun").index(e.kind))
        start, end = segment[0].start, segment[-1].end
        outside: tuple[Span, ...] = voice.outside
        named = self.people.within(start, end, outside)
        leaders = list(dict.fromkeys(m.actor for m in named if m.actor and self.people.is_principal(m.actor)))
        row = without([w for c in segment for w in c.words], outside)
        if best.kind in {"noun", "verb", "travel"} and self._is_others(best, row):
            self.topic = None
            return None
        current = self.topic
        if best.kind == "pronoun":
            return current if current and number - current.passage <= _MEMORY else None
        if best.kind in {"related", "travel"}:
            return current
        participants = self._participants(leaders, voice, row)
        if len(participants) < 2:
            return None
        contact = best.contact or "in_person"
        if contact == "unspecified" and current and current.contact == "in_person" and not leaders:
            contact = "in_person"
        return Topic(contact, participants, number)

    def _is_others(self, best: Evidence, row: Sequence[Word]) -> bool:
        after = [w for w in row if w.start > best.word.start][:7]
        if not self.contacts.others.find(after) or self.contacts.not_others.find(after):
            return False
        return True

    def _participants(self, leaders: list[str], voice: Voice, row: Sequence[Word]) -> tuple[str, ...]:
        current = self.topic
        three = bool(self.contacts.three.find(row))
        if three:
            known = [*leaders, *(current.participants if current else ()), *self.people.by_weight]
            return tuple(sorted(dict.fromkeys(known).keys()))[:3] if len(known) < 3 else tuple(sorted(list(dict.fromkeys(known))[:3]))
        if len(leaders) >= 2:
            return tuple(sorted(leaders[:2]))
        if len(leaders) == 1:
            if current and leaders[0] in current.participants:
                return current.participants
            partner = voice.speaker if voice.speaker and self.people.is_principal(voice.speaker) else None
            if partner is None or partner == leaders[0]:
                partner = next((name for name in self.people.by_weight if name != leaders[0]), None)
            return tuple(sorted({leaders[0], partner})) if partner else ()
        if current:
            return current.participants
        return tuple(sorted(self.people.by_weight[:2])) if len(self.people.by_weight) >= 2 else ()

    def _signal(self, found: Found) -> Signal:
        article, claim, voice = self.article, found.claim, found.voice
        published = article.published_on
        content = [d for d in self.dates if found.start <= d.start < found.end and not any(a <= d.start < b for a, b in voice.outside)]
        said_on, basis = voice.said_on, voice.said_on_basis
        if said_on is None and published is not None:
            said_on, basis = published, "published"
        usable = [d for d in content if d.last is not None and (claim.rung == "HELD" or said_on is None or d.last > said_on)]
        if claim.rung in {"NONCOMMITTAL", "REJECTED", "NOT_PLANNED", "PROPOSED", "CONDITIONAL"}:
            usable = [d for d in usable if claim.rung == "PROPOSED"]
        held = next((d.last for d in usable if d.last), None) if claim.rung == "HELD" else None
        background = is_background(found.words, claim.rung, self.ladder, self.contacts, held, published)
        rung, sure = claim.rung, claim.certainty
        is_day = any(d.first == d.last and d.first is not None for d in usable)
        if claim.by_day and is_day and rung in {"AGREED", "WILLING"} and sure in {"CT+", "PR+"}:
            rung, sure = "SCHEDULED", "CT+"
        sure = certainty(replace(claim, rung=rung, certainty=sure), found.words, self.ladder, dated=bool(usable))
        if background and voice.statement is not None and basis == "published":
            said_on, basis = None, None
        return Signal(
            id=f"{article.id}:{found.start}-{found.end}",
            article=article.id,
            where="body",
            start=found.start,
            end=found.end,
            text=article.body[found.start : found.end],
            speaker=voice.speaker,
            speaker_text=voice.speaker_text,
            form=voice.form,
            via=voice.via,
            rung=rung,
            certainty=sure,
            condition=found.condition,
            contact=found.topic.contact,
            participants=found.topic.participants,
            venue=None,
            meeting_date=interval(usable),
            said_on=said_on,
            said_on_basis=basis,
            background=background,
        )


def _merged(found: Sequence[Found], passage: Passage) -> list[Found]:
    """Make one of neighbours that say the same; a claim that stands alone takes the whole passage."""
    kept: list[Found] = []
    for piece in found:
        if kept and _same(kept[-1], piece):
            last = kept[-1]
            kept[-1] = replace(last, end=piece.end, words=(*last.words, *piece.words))
        else:
            kept.append(piece)
    if not kept:
        return []
    kept[0] = replace(kept[0], start=passage.start)
    kept[-1] = replace(kept[-1], end=passage.end)
    for at in range(len(kept) - 1):
        kept[at] = replace(kept[at], end=max(kept[at].end, kept[at].end))
    return kept


def _same(a: Found, b: Found) -> bool:
    return (a.claim.rung, a.topic.contact, a.topic.participants, a.voice.speaker) == (
        b.claim.rung,
        b.topic.contact,
        b.topic.participants,
        b.voice.speaker,
    )
