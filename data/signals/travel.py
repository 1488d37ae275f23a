"""Trips and visits: whose they are, and to whom they lead."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Mention
    from data.signals.attribution import Voice
    from data.signals.contact import ContactTable, Evidence
    from data.signals.people import People
    from data.signals.segments import Segment
    from data.signals.words import Row, Word


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
        hosts = [name for name in self.hosts(segment.words) if name in self._people.by_weight]
        if not visitors or not hosts or hosts[0] == visitors[0] or any(map(self._people.is_other_person, here)):
            return None
        return tuple(sorted((visitors[0], hosts[0])))

    def leads_to(self, between: Sequence[str], named: Sequence[Mention], row: Row) -> bool:
        """Whether a trip goes to one of the two who are spoken of, and nobody else is said to make it."""
        if self._contacts.others.find(row) or any(m.actor and self._people.is_other_person(m.actor) for m in named):
            return False
        return not set(self.hosts(row)).isdisjoint(between)

    def is_leaders(self, named: Sequence[Mention], row: Row) -> bool:
        """Whether a leader makes the trip, by name, title or pronoun."""
        if any(m.actor and self._people.is_other_person(m.actor) for m in named):
            return False
        if any(m.actor and self._people.is_principal(m.actor) for m in named):
            return True
        return bool(self._contacts.leaders.find(row)) or bool(self._contacts.stand_ins & row.folds)

    def receivers(self, row: Sequence[Word]) -> list[str]:
        """Name the principals of the countries in a row of words ("zwischen Russland und der Ukraine")."""
        return list(dict.fromkeys(host for host in (self._people.host(word.text) for word in row) if host))

    def hosts(self, row: Sequence[Word]) -> list[str]:
        """Name the principals of the places that are named as goals ("in Moskau", "nach China")."""
        goals = (word.text for before, word in pairwise(row) if before.fold in self._contacts.place)
        return [host for host in map(self._people.host, goals) if host]
