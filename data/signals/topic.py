"""The contact under discussion: who it is between and how it is made, read from a segment or carried on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from data.signals.company import around, between, company, named_first
from data.signals.contact import EVER, KINDS, MEMORY, ContactTable, Evidence
from data.signals.fields import without
from data.signals.partners import Partners
from data.signals.speakers import Speakers
from data.signals.travel import Travel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Contact, Mention, Rung, Span
    from data.signals.attribution import Voice
    from data.signals.people import People
    from data.signals.segments import Segment
    from data.signals.words import Row, Word

_POSSESSED = 30
"""Characters between a leader and the aide whom he only qualifies ("Brenks außenpolitischer Berater X")."""
_start = attrgetter("start")
_REACH = 1000
"""Characters around the word for a contact within which those it is between are named; few sentences are as long."""
_BESIDE = 60  # words on either side of "die Präsidenten Russlands und der Ukraine"; few sentences are as long
_ATTACHED = 5
"""Words after a contact noun in which the one it is with is named."""


class Topic(NamedTuple):
    """A contact: how it is made, between whom, and in which passage it was last spoken of."""

    contact: Contact
    participants: tuple[str, ...]
    passage: int


class Discussion:
    """What the article has spoken of so far; blocked while its last contact was not one between leaders."""

    def __init__(self, people: People, contacts: ContactTable) -> None:
        self._people = people
        self._contacts = contacts
        self._travel = Travel(people, contacts)
        self._speakers = Speakers(people, contacts)
        self._last: Topic | None = None
        self._past: dict[tuple[str, ...], tuple[int, int]] = {}  # times, rank; who was spoken of last at the end
        self._blocked = False
        self._rungs: dict[tuple[tuple[str, ...], Contact], Rung] = {}

    @property
    def current(self) -> Topic | None:
        """The leaders' contact spoken of last, None where another contact came after it."""
        return None if self._blocked else self._last

    def may_concern(self, row: Sequence[Word], number: int) -> bool:
        """Whether words of passage `number` may speak of a contact, or go on with the one under discussion."""
        reach = self._contacts.reach(row)
        if reach == EVER or (self.current is not None and number - self.current.passage <= reach):
            return True
        return reach >= MEMORY["travel"] and self._travel.hosts(row) != []

    def note(self, topic: Topic) -> None:
        """Remember that a claim was about `topic`."""
        self._blocked = False
        self._last = topic
        times, rank = self._past.pop(topic.participants, (0, -len(self._past)))
        self._past[topic.participants] = (times + 1, rank)

    def settle(self, topic: Topic, rung: Rung) -> None:
        """Remember what the signal about `topic` said."""
        self._rungs[topic.participants, topic.contact] = rung

    def last_rung(self, topic: Topic) -> Rung | None:
        """Return the article's last word on this contact."""
        return self._rungs.get((topic.participants, topic.contact))

    def is_about_other_things(self, evidence: Evidence, segment: Segment) -> bool:
        """Whether the contact is named only for its subject ("lehnte es ab, über Gebiete zu verhandeln")."""
        if evidence.contact != "unspecified":
            return False
        clause = segment.clauses[bisect_right(segment.clauses, evidence.word.start, key=_start) - 1]
        at = next((n for n, w in enumerate(clause.words) if w.fold in self._contacts.modal["about"]), None)
        if at is None:
            return False
        rest = [w for w in clause.words[at + 1 :] if not w.is_sign]
        if not rest or rest[0].fold in self._contacts.between_or_with:
            return False
        after = {w.start for w in rest}
        return not any(
            e.word.start in after and e.kind in {"noun", "related"} for e in segment.evidence if e != evidence
        )

    def others_act(self, segment: Segment, voice: Voice) -> bool:
        """Whether somebody who is no leader is whom the segment tells of, so that a bare tense is about theirs."""
        named = self._people.within(*segment.span, voice.outside)
        others = [m for m in named if m.actor and self._people.is_other_person(m.actor) and m.actor != voice.speaker]
        principals = {
            m.actor
            for m in named
            if m.actor
            and self._people.is_principal(m.actor)
            and not any(
                0 <= o.start - m.end <= _POSSESSED and "," not in segment.between(m.end, o.start) for o in others
            )
        }
        return bool(others) and len(principals) < 2

    def block(self) -> None:
        """Forget the contact for now: the text has turned to one that is not between leaders."""
        self._blocked = True

    def topic_of(self, segment: Segment, voice: Voice, number: int) -> tuple[Topic, Evidence] | None:
        """Return the contact that `segment` speaks of and the word for it, None where it is none between leaders."""
        usable = sorted((e for e in segment.evidence if not e.adjunct), key=lambda e: KINDS.index(e.kind))
        row = without(segment.words, voice.outside)
        starts = {word.start for word in row}
        inside = [e for e in usable if e.word.start in starts] or usable
        for evidence in inside:
            named = self._people.within(*_about(evidence, segment), voice.outside)
            if evidence.kind in {"noun", "verb"}:
                if self._is_others(evidence, segment, row, named, voice):
                    self.block()
                    return None
                topic = self._spoken_of(evidence, segment, row, named, voice, number=number)
                if topic is not None:
                    return topic, evidence
                continue
            if self._is_others(evidence, segment, row, named, voice) and evidence.kind in {"related", "loose"}:
                continue
            visit = self._travel.visit(evidence, segment, named, voice) if evidence.kind == "travel" else None
            if visit is not None:
                return Topic("in_person", visit, number), evidence
            current = self.current
            if current is not None and number - current.passage <= MEMORY[evidence.kind]:
                # Of a bare infinitive the traveller stands in the frame ("schlug X vor, nach Y zu kommen").
                travelling = self._people.within(*_about(evidence, segment)) if evidence.mode == "infinitive" else named
                goes = self._travel
                if evidence.kind == "travel" and not (
                    goes.is_leaders(travelling, row)
                    or goes.leads_to(current.participants, travelling, row)
                    or goes.is_the_one(evidence, travelling, row, voice)
                ):
                    continue
                if evidence.kind == "travel":
                    current = current._replace(participants=goes.joined(current.participants, travelling, voice))
                pair = between(segment, [m for m in named if self._people.is_principal(str(m.actor))], self._contacts)
                if pair is not None:
                    return current._replace(participants=tuple(sorted(pair)), passage=number), evidence
                if self._contacts.three.find(row):
                    return current._replace(participants=self._three([]), passage=number), evidence
                return current._replace(passage=number), evidence
        return None

    def is_leaders_verb(self, start: int, segment: Segment, voice: Voice) -> bool:
        """Whether the contact verb at `start` has leaders for its subject and object, so that its tense counts."""
        evidence = next((e for e in segment.evidence if e.word.start == start), None)
        if evidence is None or not evidence.needs_pair:
            return True
        row = without(segment.words, voice.outside)
        named = self._people.within(*_about(evidence, segment), voice.outside)
        if self._is_others(evidence, segment, row, named, voice):
            return False
        return self._is_pair(self._leaders(evidence, segment, row, named), row, voice)

    def _spoken_of(
        self,
        evidence: Evidence,
        segment: Segment,
        row: Row,
        named: Sequence[Mention],
        voice: Voice,
        *,
        number: int,
    ) -> Topic | None:
        leaders = self._leaders(evidence, segment, row, named)
        if len(leaders) < 2 and evidence.mode == "infinitive":
            leaders = self._asked(evidence, segment, row, voice) or leaders
        alone = len(leaders) == 1 or self._speakers.are_objects(evidence, segment, leaders)
        if alone and voice.speaker not in leaders and self._speakers.takes_part(evidence, row, voice):
            leaders = [*leaders, str(voice.speaker)]
        if len(leaders) == 0:
            leaders = self._speakers.together(voice)
        current = self.current
        third = self._speakers.with_both(leaders, voice, row)
        if current is not None and third is not None and third not in current.participants:
            return Topic(evidence.contact or "in_person", tuple(sorted((third, *current.participants))), number)
        if evidence.needs_pair and not self._is_pair(leaders, row, voice):
            return None
        if not leaders and (
            (self._blocked and self._is_definite(evidence, row)) or self._is_on_a_matter(evidence, row)
        ):
            return None
        contact = evidence.contact or "in_person"
        participants = self._participants(leaders, voice, row, number, evidence.word.start)
        if len(participants) < 2:
            return None
        same = current is not None and set(participants) == set(current.participants)
        if contact == "unspecified" and same and current is not None and self._is_definite(evidence, row):
            contact = current.contact
        return Topic(contact, participants, number)

    def _asked(self, evidence: Evidence, segment: Segment, row: Row, voice: Voice) -> list[str]:
        """Name the two whom a frame asks to meet ("X forderte Y auf, Z zu treffen"), nobody where it asks one only."""
        named = [m for m in self._people.within(*_about(evidence, segment)) if m.actor != voice.speaker]
        asked = self._leaders(evidence, segment, row, named)
        return asked if len(asked) > 1 else []

    def _leaders(self, evidence: Evidence, segment: Segment, row: Row, named: Sequence[Mention]) -> list[str]:
        """Name the principals whom the contact is between, nearest to its word first where that can be told."""
        principals = self._people.principals(named)
        behind_noun = bisect_right(row, evidence.word.start, key=_start)
        after_noun = row[behind_noun : behind_noun + 2]
        if evidence.kind == "noun" and after_noun and after_noun[0].fold in self._contacts.between:
            hosts = self._travel.receivers(row[behind_noun + 1 : behind_noun + 1 + _ATTACHED])
            if len(hosts) > 1:
                return hosts[:2]
            behind = [m for m in principals if m.start > evidence.word.start]
            names = list(named_first(segment, behind, self._contacts))
            if len(names) > 1:
                return names
        clause = segment.clauses[bisect_right(segment.clauses, evidence.word.start, key=_start) - 1]
        aside = self._aside(segment, principals)
        if evidence.kind == "verb":
            partners = Partners(clause.words, principals, self._people, self._contacts)
            aside += [m for m in principals if clause.start <= m.start < clause.end and partners.is_topic(m)]
        free = [m for m in principals if m not in aside]
        together = company(segment, clause, free, self._contacts, of_verb=evidence.kind == "verb")
        if together is not None:
            return list(together)
        near = [m for m in principals if clause.start <= m.start < clause.end and m not in aside]
        if evidence.kind == "verb" and self._contacts.lang == "en" and len({m.actor for m in near}) > 2:
            near = around(near, evidence.word.start)
        far = [m for m in principals if m not in near and m not in aside]
        if not near and not far and (self._contacts.leaders.find(row) or row.folds & self._contacts.the_two):
            return self._travel.receivers(row[max(0, behind_noun - _BESIDE) : behind_noun + _BESIDE])[:2]
        both = near if len({m.actor for m in near}) > 1 else [*near, *far]
        return list(dict.fromkeys(m.actor for m in both if m.actor))[:2]

    def _aside(self, segment: Segment, principals: Sequence[Mention]) -> list[Mention]:
        """Principals who belong to a contact told as mere circumstance ("nach dem Gespräch mit X")."""
        found = []
        for evidence in segment.evidence:
            if evidence.adjunct and evidence.kind == "noun":
                behind = bisect_right(segment.words, evidence.word.start, key=_start)
                after = segment.words[behind : behind + 1]
                if after and after[0].fold in self._contacts.between_or_with:
                    found += [m for m in principals if m.start > evidence.word.start][:1]
        return found

    def _participants(self, leaders: list[str], voice: Voice, row: Row, number: int, place: int) -> tuple[str, ...]:
        if self._contacts.three.find(row):
            return self._three(leaders)
        if len(leaders) >= 2:
            return tuple(sorted(leaders))
        current = self.current if self.current and number - self.current.passage <= 2 else None
        if not leaders:
            spoken_of = current.participants if current else self._main()
            if spoken_of is None:
                return self._spoken_of_most(voice, place)
            if len(spoken_of) > 2 and any(w.fold in self._contacts.both for w in row):
                return next((pair for pair in reversed(self._past) if len(pair) == 2), spoken_of)
            return spoken_of
        name = leaders[0]
        if current and name not in current.participants and any(w.fold in self._contacts.both for w in row):
            return current.participants
        for pair in (*([current.participants] if current else []), *reversed(self._past)):
            if name in pair and len(pair) == 2:
                return pair
        pairs = self._people.together
        if name == voice.speaker and pairs and not any(name in pair for pair in pairs):
            return pairs[0]  # "X warnte vor einem Treffen": of those two of whom the article speaks
        beside = [one if other == name else other for one, other in pairs if name in (one, other)]
        partners = [
            p
            for p in (voice.speaker, *beside, *self._named_most(voice))
            if p and p != name and self._people.is_principal(p)
        ]
        return tuple(sorted((name, partners[0]))) if partners else ()

    def _spoken_of_most(self, voice: Voice, place: int) -> tuple[str, ...]:
        """Return whom a text that has told of no contact yet most likely means; of many named once, or afar, nobody."""
        named = self._named_most(voice)
        known = self._people.often.issuperset(named) or not self._people.by_weight[2:]
        likely = next(iter(self._people.together), tuple(sorted(named)) if known else ())
        return likely if self._people.are_around(likely, place) else ()

    def _named_most(self, voice: Voice) -> tuple[str, ...]:
        """Name the two leaders named most; of one alone, his partner is who stands behind the speaker ("der Kreml")."""
        named = self._people.by_weight[:2]
        chief = self._people.chief(voice.speaker)
        return (*named, chief) if len(named) == 1 and chief and chief not in named else named

    def _three(self, leaders: list[str]) -> tuple[str, ...]:
        recent = [name for pair in reversed(self._past) for name in pair]
        return tuple(sorted(list(dict.fromkeys([*leaders, *recent, *self._people.by_weight]))[:3]))

    def _main(self) -> tuple[str, ...] | None:
        """Return who is in the contact that the article has spoken of most, the earlier one of equals."""
        return max(self._past, key=self._past.__getitem__, default=None)

    def _is_pair(self, leaders: list[str], row: Row, voice: Voice) -> bool:
        if len(leaders) >= 2:
            return True
        surfaces = row.folds
        spoken_by_leader = bool(
            voice.speaker and self._people.is_principal(voice.speaker) and voice.speaker not in leaders
        )
        if leaders and (spoken_by_leader or surfaces & self._contacts.stand_ins):
            return True
        if spoken_by_leader and self.current is not None and surfaces & self._contacts.stand_ins:
            return True
        if surfaces & self._contacts.the_two and len(self._people.by_weight) == 2 and not self._blocked:
            return True
        return bool(surfaces & self._contacts.pair_words) and (
            self.current is not None or spoken_by_leader or bool(leaders)
        )

    def _is_others(
        self, evidence: Evidence, segment: Segment, row: Sequence[Word], named: Sequence[Mention], voice: Voice
    ) -> bool:
        """Whether the contact is said to be one of ministers, envoys or experts."""
        others = self._contacts.others.find
        leaders = self._contacts.not_others.find
        if self._is_with_others(evidence, segment, named):
            return True
        if any(key.startswith(self._contacts.others_prefixes) for key in evidence.word.keys):
            return True
        if evidence.kind in {"noun", "related", "loose"}:
            at = bisect_left(row, evidence.word.start, key=_start)
            before = row[max(0, at - 2) : at]
            if self._contacts.lang == "en" and others(before) and not leaders(before):
                return True
            if any(w.fold in self._contacts.possessive for w in before):
                owner = row[:at]
                if others(owner) and not leaders(owner):
                    return True
                acting = [
                    m.actor for m in named if m.actor and m.start < evidence.word.start and m.actor != voice.speaker
                ]
                if any(map(self._people.is_other_person, acting)) and not any(map(self._people.is_principal, acting)):
                    return True
            behind = bisect_right(row, evidence.word.start, key=_start)
            after = row[behind : behind + _ATTACHED + 1]
            sign = next((at for at, w in enumerate(after) if w.is_sign or self._contacts.is_auxiliary(w)), len(after))
            after = after[:sign]
            if not after or after[0].fold not in self._contacts.attaching:
                return False
            first = next((m for m in named if evidence.word.start < m.start < after[-1].end), None)
            if first is not None and first.actor and self._people.is_principal(first.actor):
                return False
            if first is not None and first.actor and self._people.is_other_person(first.actor):
                return not self._contacts.prepared_by(row)
            if first is not None and self._people.is_stranger(first) and not self._people.principals(named):
                return True
            return bool(others(after)) and not leaders(after)
        clause = segment.clauses[bisect_right(segment.clauses, evidence.word.start, key=_start) - 1]
        here = named[bisect_left(named, clause.start, key=_start) : bisect_left(named, clause.end, key=_start)]
        if len({m.actor for m in here if m.actor and self._people.is_principal(m.actor)}) >= 2:
            return False
        if any(m.actor and self._people.is_other_person(m.actor) and m.actor != voice.speaker for m in here):
            return True
        words = without(clause.words, voice.outside)
        return (
            bool(others(words))
            and not leaders(words)
            and not any(m.actor and self._people.is_principal(m.actor) for m in here)
        )

    def _is_with_others(self, evidence: Evidence, segment: Segment, named: Sequence[Mention]) -> bool:
        """Whether people who are no leaders are named as those whom a leader meets."""
        if evidence.kind not in {"noun", "verb"}:
            return False
        clause = segment.clauses[bisect_right(segment.clauses, evidence.word.start, key=_start) - 1]
        here = named[bisect_left(named, clause.start, key=_start) : bisect_left(named, clause.end, key=_start)]
        if evidence.kind == "noun" and len({m.actor for m in here if self._people.is_principal(str(m.actor))}) > 1:
            return False
        return Partners(clause.words, here, self._people, self._contacts).side(evidence) == "others"

    def _is_definite(self, evidence: Evidence, row: Sequence[Word]) -> bool:
        before = [w for w in row if w.start < evidence.word.start][-3:]
        return any(w.fold in self._contacts.definite for w in before)

    def _is_on_a_matter(self, evidence: Evidence, row: Row) -> bool:
        """Whether talks are named by what they are about alone ("die Verhandlungen über das Abkommen")."""
        behind = bisect_right(row, evidence.word.start, key=_start)
        return evidence.contact == "unspecified" and any(
            w.fold in self._contacts.about for w in row[behind : behind + 1]
        )


def _about(evidence: Evidence, segment: Segment) -> Span:
    """Return the part of a segment in which those are named whom the contact of `evidence` is between."""
    start, end = segment.span
    return max(start, evidence.word.start - _REACH), min(end, evidence.word.end + _REACH)
