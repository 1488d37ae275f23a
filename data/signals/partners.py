"""Whom the words of a contact name as its other side: a leader, or people whose contact is none between leaders.

"X sprach mit Journalisten über Y" is no contact with Y, and "Y empfing Studenten" none with X, of whom the text spoke
before. What the words leave open ("Sie telefonierten") is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.models import Mention
    from data.signals.contact import ContactTable, Evidence
    from data.signals.people import People
    from data.signals.words import Row, Word

Side = Literal["leader", "others"]
_PHRASE = 6
"""Words of a noun phrase, and words between a contact's noun and its "mit"."""


class Partners:
    """The words of one clause, with the leaders that it names, or names by their bodies and countries."""

    def __init__(self, row: Row, mentions: Iterable[Mention], people: People, contacts: ContactTable) -> None:
        leaders = [m for m in mentions if m.actor and people.leader(m.actor)]
        self._row = row
        self._named = {at for m in leaders for at, w in enumerate(row) if m.start <= w.start < m.end}
        self._people = people
        self._contacts = contacts
        self._german = contacts.lang == "de"

    def is_topic(self, mention: Mention) -> bool:
        """Whether a leader is only what the talk is about ("über X", "wegen des Präsidenten Y")."""
        at = next((k for k, w in enumerate(self._row) if w.start >= mention.start), 0)
        for word in reversed(self._row[max(0, at - _PHRASE) : at]):
            if word.fold in self._contacts.about:
                return True
            if word.is_sign or not (word.text[0].isupper() or self._is_modifier(word) or self._joins(word)):
                return False
        return False

    def side(self, evidence: Evidence) -> Side | None:
        """Return whom the contact's word has for its other side, None where the clause does not say."""
        at = next((k for k, w in enumerate(self._row) if w.start == evidence.word.start), None)
        if at is None:
            return None
        if evidence.kind != "verb":
            return self._with(at + 1, at + 1 + _PHRASE)
        sides = {self._with(0, len(self._row)), None if evidence.is_phrase else self._object(at)}
        after = self._row[at + 1].fold if at + 1 < len(self._row) else ""
        if after in self._contacts.toward:
            sides.add(self._judged(at + 2))
        return "leader" if "leader" in sides else "others" if "others" in sides else None

    def _with(self, start: int, end: int) -> Side | None:
        """Judge what "mit" leads to: a leader where one of several is."""
        sides = [self._judged(at + 1) for at in range(start, min(end, len(self._row))) if self._is_with(at)]
        return "leader" if "leader" in sides else next(filter(None, sides), None)

    def _object(self, verb: int) -> Side | None:
        """Judge the object of a verb: what follows it, or in German stands before it where it is last."""
        if any(word.fold in self._contacts.each_other for word in self._row):
            return None
        if not self._german:
            return self._judged(verb + 1)
        return self._behind(verb) if any(not w.is_sign for w in self._row[verb + 1 :]) else self._before(verb)

    def _behind(self, verb: int) -> Side | None:
        """Judge the object behind a finite verb, past its subject and what tells when and where."""
        at, wanted = verb + 1, self._has_subject(verb)
        while at < len(self._row):
            word = self._row[at]
            if word.is_sign or self._joins(word):
                return None
            if word.fold in self._contacts.leading:
                at = self._end_of_phrase(at + 1)
            elif self._is_leader(at) or word.text[0].isupper():
                if wanted:
                    return "leader" if self._is_leader(at) else "others"
                at, wanted = self._end_of_phrase(at), True
            else:
                at += 1
        return None

    def _before(self, verb: int) -> Side | None:
        """Judge the noun phrase right before a verb that stands last, past what tells when and where."""
        at = verb - 1
        while at >= 0 and not (self._row[at].is_sign or self._contacts.is_auxiliary(self._row[at])):
            if self._is_leader(at):
                return "leader"
            if self._row[at].fold in self._contacts.no_company:
                return None
            if not self._row[at].text[0].isupper():
                at -= 1
                continue
            start = self._start_of_phrase(at)
            if start and (self._joins(self._row[start - 1]) or self._is_day(at)):
                at = start - 2
                continue
            if start == 0 or self._row[start - 1].fold not in self._contacts.leading:
                return "others" if self._has_subject(start) else None
            at = start - 2
        return None

    def _judged(self, start: int) -> Side | None:
        """Judge the noun phrase that begins at `start`."""
        noun = False
        for at in range(start, min(len(self._row), start + _PHRASE)):
            word = self._row[at]
            if self._is_leader(at):
                return "leader"
            if word.fold in self._contacts.no_company:
                return None
            if word.is_sign or word.fold in self._contacts.leading or not word.text[0].isalpha():
                break
            if self._german and noun and not word.text[0].isupper():
                break
            noun = noun or (word.text[0].isupper() if self._german else word.fold not in self._contacts.definite)
        return "others" if noun else None

    def _has_subject(self, end: int) -> bool:
        """Whether a name or noun that no preposition leads stands before the word `end`."""
        at = 0
        while at < end:
            if self._row[at].fold in self._contacts.leading:
                at = self._end_of_phrase(at + 1)
            elif self._is_leader(at) or self._row[at].text[0].isupper():
                return True
            else:
                at += 1
        return False

    def _is_leader(self, at: int) -> bool:
        word = self._row[at]
        if at not in self._named and self._of_strangers(at):
            return False
        if at in self._named or word.fold in self._contacts.stand_ins or word.fold in self._contacts.pair_words:
            return True
        return bool(self._contacts.leaders.find(self._row[at : at + 1]) or self._people.host(word.text))

    def _of_strangers(self, at: int) -> bool:
        """Whether leaders of countries are named that the profile does not watch ("the leaders of X and Y")."""
        after = self._row[at + 1 : at + 3]
        if len(after) < 2 or after[0].fold not in self._contacts.whose or not after[1].text[0].isupper():
            return False
        return bool(self._contacts.leaders.find(self._row[at : at + 1])) and not self._people.host(after[1].text)

    def _is_with(self, at: int) -> bool:
        return self._row[at].fold in self._contacts.with_whom

    def _is_day(self, at: int) -> bool:
        """Whether a day or month is named there, which is nobody."""
        return not self._contacts.no_places.isdisjoint(self._row[at].keys)

    def _joins(self, word: Word) -> bool:
        return word.fold in self._contacts.joining

    def _is_modifier(self, word: Word) -> bool:
        """Whether the word may stand between an article and its noun, or is one."""
        known = word.fold in self._contacts.definite or word.fold in self._contacts.leading
        return word.fold in self._contacts.definite or (not known and word.text.endswith(("e", "er", "en", "em", "es")))

    def _end_of_phrase(self, at: int) -> int:
        while at < len(self._row) and (self._row[at].text[0].islower() or self._row[at].text[0].isdigit()):
            at += 1
        while at < len(self._row) and self._row[at].text[0].isupper():
            at += 1
            if self._is_day(at - 1):
                break
        return at

    def _start_of_phrase(self, at: int) -> int:
        while at > 0 and self._row[at - 1].text[0].isupper():
            at -= 1
        while at > 0 and self._row[at - 1].text[0].islower() and self._is_modifier(self._row[at - 1]):
            at -= 1
        return at
