"""Words that tell a tense, from dates.toml, with one class for each word form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from data.dating.words import spellings
from data.language import load
from data.text import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable


class Cue(Enum):
    """What a word says of its clause.

    AUXILIARY and BEING tell the past beside a PARTICIPLE only. HEARSAY ("soll … gesagt haben") is past whatever the
    modal verb says. PRESENT is a guess by the ending ("telefoniert") and counts where there is nothing better.
    """

    NONE = auto()
    PAST = auto()
    PLUPERFECT = auto()
    FUTURE = auto()
    PLAN = auto()
    AUXILIARY = auto()
    BEING = auto()
    PARTICIPLE = auto()
    HEARSAY = auto()
    PRESENT = auto()


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words and patterns of a language."""

    words: dict[str, frozenset[str]]
    participle: re.Pattern[str]
    participle_bare: re.Pattern[str]
    hearsay: re.Pattern[str]
    attribute: re.Pattern[str]
    weak_past: re.Pattern[str]
    present: re.Pattern[str]
    persons: frozenset[str]  # words that `person` needs
    person: re.Pattern[str]
    prefix: re.Pattern[str]
    front: re.Pattern[str]
    since: re.Pattern[str]
    range: re.Pattern[str]
    undecided: re.Pattern[str]
    before_future: re.Pattern[str]
    before_past: re.Pattern[str]
    sentence_end: re.Pattern[str]
    clause_end: re.Pattern[str]
    known: dict[str, Cue] = field(default_factory=dict)

    def of(self, word: str) -> Cue:
        """Class of a word form in lower case; a form with a capital is a German noun or a name and says nothing."""
        cue = self.known.get(word)
        if cue is None:
            cue = self._classify(word)
            if len(self.known) < REMEMBERED:
                self.known[word] = cue
        return cue

    def _classify(self, word: str) -> Cue:
        if not word[0].islower():
            return Cue.NONE
        words = self.words
        for name, cue in _LISTS:
            if word in words[name]:
                return cue
        prefix = self.prefix.match(word)
        if prefix and word[prefix.end() :] in words["past"]:
            return Cue.PAST
        if word in words["future"]:
            return Cue.FUTURE
        if self.participle.fullmatch(word):
            return Cue.PARTICIPLE
        if self.weak_past.fullmatch(word) and word not in words["not_past"]:
            return Cue.PAST
        if self.participle_bare.fullmatch(word):
            return Cue.PARTICIPLE
        if self.present.fullmatch(word) and word not in words["not_present"]:
            return Cue.PRESENT
        return Cue.NONE


_LISTS = (
    ("planned", Cue.PLAN),
    ("pluperfect", Cue.PLUPERFECT),
    ("past", Cue.PAST),
    ("auxiliary", Cue.AUXILIARY),
    ("being", Cue.BEING),
)


@cache
def cues(lang: str) -> Cues:
    """Cues of a language, compiled once."""
    table = load(lang, "dates")["tense"]

    def words(name: str) -> frozenset[str]:
        found: Iterable[str] = table[name]
        return frozenset(form for word in found for form in spellings(word))

    def pattern(name: str, flags: int = 0) -> re.Pattern[str]:
        return re.compile(table[name], flags)

    return Cues(
        words={
            name: words(name)
            for name in (*(name for name, _ in _LISTS), "future", "not_past", "not_present", "not_verb")
        },
        participle=pattern("participle"),
        participle_bare=pattern("participle_bare"),
        hearsay=pattern("hearsay"),
        attribute=pattern("attribute", re.IGNORECASE),
        weak_past=pattern("weak_past"),
        present=pattern("present"),
        persons=frozenset(table["persons"]),
        person=pattern("person"),
        prefix=pattern("prefix"),
        front=pattern("front", re.IGNORECASE),
        since=pattern("since", re.IGNORECASE),
        range=pattern("range", re.IGNORECASE),
        undecided=pattern("undecided", re.IGNORECASE),
        before_future=pattern("before_future", re.IGNORECASE),
        before_past=pattern("before_past", re.IGNORECASE),
        sentence_end=pattern("sentence_end"),
        clause_end=pattern("clause_end"),
    )
