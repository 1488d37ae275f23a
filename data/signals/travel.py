"""Trips and visits: whose they are, and to whom they lead."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Mention
    from data.signals.attribution import Voice
    from data.signals.contact import ContactTable, Evidence
    from data.signals.people import People
    from data.signals.segments import Segment
    from data.signals.words import Row, Word

_BESIDE = 60
"""Words on either side of a trip among which its goal is named; few sentences are as long."""


class Travel:
    """Asks of a trip who makes it and who receives."""

    def __init__(self, people: People, contacts: ContactTable) -> None:
        self._people = people
        self._contacts = contacts

    def visit(
        self, evidence: Evidence, segment: Segment, named: Sequence[Mention], voice: Voice
    ) -> tuple[str, ...] | None:
        """Return visitor and host where a leader travels to the country of another one whom the article names."""
        here = {m.actor for m in named if m.actor and m.actor != voice.speaker}
        visitors = [m.actor for m in named if m.actor and self._people.is_principal(m.actor)]
        if not visitors and evidence.word.text[0].islower() and voice.speaker in self._people.by_weight:
            visitors = [str(voice.speaker)]
        at = bisect_left(segment.words, evidence.word.start, key=attrgetter("start"))
        beside = segment.words[max(0, at - _BESIDE) : at + _BESIDE]
        hosts = [name for name in self.hosts(beside) if name in self._people.by_weight]
        if not visitors or not hosts or hosts[0] == visitors[0] or any(map(self._people.is_other_person, here)):
            return None
        return tuple(sorted((visitors[0], hosts[0])))

    def leads_to(self, between: Sequence[str], named: Sequence[Mention], row: Row) -> bool:
        """Whether a trip goes to one of the two who are spoken of, and nobody else is said to make it."""
        if self._contacts.others.find(row) or any(m.actor and self._people.is_other_person(m.actor) for m in named):
            return False
        return not set(self.hosts(row)).isdisjoint(between)

    def is_the_one(self, evidence: Evidence, named: Sequence[Mention], row: Row, voice: Voice) -> bool:
        """Whether "the trip" is the one that was spoken of, and nobody else's."""
        at = next((k for k, word in enumerate(row) if word.start == evidence.word.start), 0)
        if not at or row[at - 1].fold not in self._contacts.definite or self._contacts.others.find(row):
            return False
        if any(word.fold in self._contacts.leading for word in row[at + 1 : at + 2]):
            return False  # "die Gäste aus …"
        return not any(m.actor != voice.speaker and self._people.is_other_person(m.actor or "") for m in named)

    def joined(self, between: tuple[str, ...], named: Sequence[Mention], voice: Voice) -> tuple[str, ...]:
        """Return who takes part where a leader sets out to where the others of `between` meet."""
        travellers = [m.actor for m in named if m.actor and self._people.is_principal(m.actor)]
        if not travellers and voice.speaker and self._people.is_principal(voice.speaker):
            travellers = [voice.speaker]
        return tuple(sorted({*between, travellers[0]})) if travellers else between

    def is_leaders(self, named: Sequence[Mention], row: Row) -> bool:
        """Whether a leader makes the trip, by name, title or pronoun."""
        if any(m.actor and self._people.is_other_person(m.actor) for m in named):
            return False
        if any(m.actor and self._people.is_principal(m.actor) for m in named):
            return True
        return bool(self._contacts.leaders.find(row)) or bool(self._contacts.stand_ins & row.folds)

    def receivers(self, row: Sequence[Word]) -> list[str]:
        """Name the principals of the countries that stand for somebody ("zwischen Russland und der Ukraine")."""
        here = {after.start for before, after in pairwise(row) if before.fold in self._contacts.place}
        hosts = (self._people.host(word.text) for word in row if word.start not in here)
        return list(dict.fromkeys(host for host in hosts if host))

    def hosts(self, row: Sequence[Word]) -> list[str]:
        """Name the principals of the places that are named as goals ("in Moskau", "nach China")."""
        goals = (word.text for before, word in pairwise(row) if before.fold in self._contacts.place)
        return [host for host in map(self._people.host, goals) if host]
