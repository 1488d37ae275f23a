"""Speakers who take part themselves in the contact they speak of ("kündigte an, X zu treffen", "sprach mit beiden")."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.signals.attribution import Voice
    from data.signals.contact import ContactTable, Evidence
    from data.signals.people import People
    from data.signals.segments import Segment
    from data.signals.words import Word

_start = attrgetter("start")


class Speakers:
    """Asks of a claim whether who makes it is one of those it is about."""

    def __init__(self, people: People, contacts: ContactTable) -> None:
        self._people = people
        self._contacts = contacts

    def with_both(self, leaders: list[str], voice: Voice, row: Sequence[Word]) -> str | None:
        """Name the leader who spoke "mit beiden", with the two of whom the text spoke."""
        both = any(a.fold in self._contacts.to_whom and b.fold in self._contacts.both for a, b in pairwise(row))
        who = leaders[0] if leaders else voice.speaker
        return who if both and who and self._people.is_principal(who) else None

    def are_objects(self, evidence: Evidence, segment: Segment, leaders: list[str]) -> bool:
        """Whether all leaders are those whom an infinitive meets ("wants to meet X and Y"), and nobody brings them."""
        clause = segment.clauses[bisect_right(segment.clauses, evidence.word.start, key=_start) - 1]
        if evidence.kind != "verb" or not leaders or any(w.fold in self._contacts.each_other for w in clause.words):
            return False
        start = clause.start if clause.is_infinitive else evidence.word.start
        behind = {m.actor for m in self._people.within(start, clause.end)}
        return behind.issuperset(leaders) and not any(w.keys & self._contacts.mediating for w in segment.words)

    def takes_part(self, evidence: Evidence, row: Sequence[Word], voice: Voice) -> bool:
        """Whether the speaker talks of himself ("Ich werde X treffen", "kündigte an, X zu treffen")."""
        his_own = evidence.mode in {"infinitive", "will"}
        himself = his_own or any(word.fold in self._contacts.first_person for word in row)
        return himself and voice.speaker is not None and self._people.is_principal(voice.speaker)

    def together(self, voice: Voice) -> list[str]:
        """Name the principals who are the speakers together ("X und Y haben vereinbart, sich zu treffen")."""
        spans = voice.statement.speaker_spans if voice.statement else ()
        named = [m.actor for a, b in spans for m in self._people.within(a, b) if m.actor]
        both = [name for name in dict.fromkeys(named) if self._people.is_principal(name)]
        return both if len(both) > 1 else []
