"""All mentions of persons, bodies and speaking groups in a body, resolved to canonical actors."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Literal

from data.actors.clauses import is_place, layout, oblique, speaks
from data.actors.discourse import Reference, antecedent
from data.actors.groups import find_groups
from data.actors.index import Index, index, name_gender
from data.actors.matching import Known, match_body, match_people, match_person
from data.actors.names import Name, find_names
from data.actors.phrases import Phrase, Reader, surface
from data.actors.pronouns import anaphor, frame_behind
from data.actors.strangers import find_strangers
from data.actors.words import Word, words
from data.models import Mention

if TYPE_CHECKING:
    from data.actors.groups import Group
    from data.actors.vocabulary import Gender
    from data.profile.models import Profile

Kind = Literal["name", "role", "pronoun", "metonym", "group"]
_MEMORY = 30  # mentions that a pronoun may go back to
_SIDE_REACH = 2  # sentences that a spokesperson's side holds for "der Präsident"


def find_mentions(body: str, lang: str, profile: Profile) -> tuple[Mention, ...]:
    """Return every mention of a person, body or speaking group in `body`, in text order.

    `actor` is the canonical name. Persons whom the profile does not know have their name as the article gives it most
    fully, nameless office holders their title; a pair ("die beiden") has None, see `group_members`.
    Places ("in Moskau") and media are no mentions.
    """
    look = index(profile, lang)
    text = words(body, look.words.lang)
    return _Finder(body, text, look).mentions()


class _Finder:
    """Goes through one body from left to right, and remembers who was named."""

    def __init__(self, body: str, text: tuple[Word, ...], look: Index) -> None:
        self.body, self.text, self.look = body, text, look
        self.layout = layout(text, look.words)
        self.names = find_strangers(text, find_names(text, look), look)
        self.in_sentence: dict[int, list[Name]] = {}
        for name in self.names:
            self.in_sentence.setdefault(text[name.first].sentence, []).append(name)
        self.reader = Reader(text, self.names, look)
        self.known = Known(anywhere=frozenset(name.actor for name in self.names if name.actor))
        self.references: deque[Reference] = deque(maxlen=_MEMORY)
        self.found: list[Mention] = []
        self.done: set[int] = set()
        self.speaking: dict[int, list[Name]] = {}
        self.before: dict[int, Phrase] = {}

    def mentions(self) -> tuple[Mention, ...]:
        phrases = self.reader.phrases()
        for phrase in phrases:
            if phrase.name and phrase.name.actor:
                self.known.bind(phrase.name.actor, phrase, self._country(phrase, phrase.name.actor))
                if phrase.first < phrase.name.first:
                    self.before[phrase.name.first] = phrase
        loose = [phrase for phrase in phrases if phrase.name is None]
        taken = {at for name in self.names for at in range(name.first, name.last + 1)}
        taken |= {phrase.head for phrase in phrases if phrase.name}
        groups = find_groups(self.text, loose, taken, self.look)
        grouped = {at for group in groups for at in range(group.first, group.last + 1)}
        loose = [phrase for phrase in loose if phrase.head not in grouped]
        taken |= grouped | {at for phrase in loose for at in range(phrase.first, phrase.last + 1)}
        taken |= {phrase.head for phrase in phrases}
        items: list[tuple[int, Name | Phrase | Group | int]] = [(name.first, name) for name in self.names]
        items += [(phrase.first, phrase) for phrase in loose]
        items += [(group.first, group) for group in groups]
        items += [(at, at) for at in range(len(self.text)) if at not in taken and self._may_mean(at)]
        for _, item in sorted(items, key=lambda pair: pair[0]):
            if isinstance(item, Name):
                self._name(item, self.before.get(item.first))
            elif isinstance(item, Phrase):
                self._phrase(item)
            elif isinstance(item, int):
                self._word(item)
            else:
                self._add(item.first, item.last, item.name, "group")
        return tuple(sorted(self.found, key=lambda mention: (mention.start, -mention.end)))

    def _may_mean(self, at: int) -> bool:
        word, table = self.text[at], self.look.words
        return word.capital or word.fold in table.personal or word.fold in table.possessive

    def _country(self, phrase: Phrase, actor: str) -> str | None:
        return phrase.country or self.look.country.get(phrase.owner or "") or self.look.country.get(actor)

    def gender(self, actor: str) -> Gender | None:
        """Return what profile, titles, first name and earlier pronouns say."""
        return self.look.gender.get(actor) or self.known.gender.get(actor) or name_gender(actor)

    def _name(self, name: Name, phrase: Phrase | None) -> None:
        if name.actor is None:
            return
        if not self.look.is_person(name.actor):
            if not is_place(self.text, name.first, self.look.words, name.last):
                self._add(name.first, name.last, name.actor, "metonym" if name.first == name.last else "name")
                self._refer(
                    name.actor, name.last, name.first, genitive=name.genitive, body=self._body_gender(name.first)
                )
            return
        if phrase and phrase.owner_pronoun is not None:
            self._pronoun(phrase.owner_pronoun, not_these=frozenset({name.actor}))
        self._add(name.first, name.last, name.actor, "name")
        self._refer(name.actor, name.last, phrase.first if phrase else name.first, genitive=name.genitive)

    def _phrase(self, phrase: Phrase) -> None:
        if phrase.owner_pronoun is not None and phrase.owner is None:
            phrase.owner = self._pronoun(phrase.owner_pronoun)
        if phrase.plural:
            return
        if phrase.title is None:
            body = match_body(phrase, self.look, self.known)
            if body and not is_place(self.text, phrase.first, self.look.words, phrase.last):
                self._add(phrase.first, phrase.last, body, "role")
                self._refer(body, phrase.last, phrase.first, body=self._body_gender(phrase.first + 1))
            return
        if phrase.determiner == "" and not phrase.country and not phrase.owner:
            return
        if phrase.determiner == "" and phrase.first and self.text[phrase.first - 1].fold in {"als", "as"}:
            return
        if phrase.determiner == "indefinite":
            if phrase.owner and not self.look.is_person(phrase.owner):
                self._add(phrase.first, phrase.last, phrase.owner, "role")
            return
        actor = match_person(phrase, self.look, self.known, side=self._side(phrase))
        actor = actor or self._body_behind(phrase) or surface(phrase, self.text, self.look)
        self._add(phrase.first, phrase.last, actor, "role")
        if actor and self.look.is_person(actor):
            if actor not in self.look.actors and phrase.gender:
                self.known.gender[actor] = phrase.gender
            self._refer(actor, phrase.last, phrase.first)

    def _body_behind(self, phrase: Phrase) -> str | None:
        """Return whom "der Kreml-Vertreter" means: who was named last beneath the leader there, else the body."""
        if phrase.title is None or phrase.title.role not in {"spokesperson", "official"}:
            return None
        if phrase.owner is None or self.look.is_person(phrase.owner):
            return None
        country = self.look.country.get(phrase.owner)
        beneath = [one.actor for one in self.references if self._serves(one.actor) == country and not one.body]
        return beneath[-1] if beneath and country and phrase.title.role == "official" else phrase.owner

    def _side(self, phrase: Phrase) -> str | None:
        """Return the country whose spokesperson or minister is speaking: "der Präsident" is theirs then."""
        here = self.text[phrase.head].sentence
        for name in self._speaking(here):
            if name.actor in self.look.actors:
                return self._serves(name.actor)
        for one in reversed(self.references):
            if here - one.sentence > _SIDE_REACH:
                return None
            if one.speaker and one.sentence < here and self.layout.quoted[phrase.head]:
                return self._serves(one.actor)
        return None

    def _serves(self, actor: str) -> str | None:
        known = self.look.actors.get(actor)
        return self.look.country.get(actor) if known and not known.principal else None

    def _start_of(self, name: Name) -> int:
        phrase = self.before.get(name.first)
        return phrase.first if phrase else name.first

    def _word(self, at: int) -> None:
        word, table = self.text[at], self.look.words
        if word.fold in table.personal or word.fold in table.possessive:
            self._pronoun(at)
            return
        country = self.look.countries.people.get(word.fold)
        if country and word.fold not in self.look.countries.several:
            self._people(at, country)
            return
        land, last = self._land(at)
        if land and self.look.government(land) and self._acts(at):
            self._add(at, last, self.look.government(land), "metonym")
            self._refer(str(self.look.government(land)), last, at, body=self._body_gender(at))

    def _body_gender(self, at: int) -> str:
        """Return the gender that the article before a body's name shows; a country or capital without one is neuter."""
        before = self.text[at - 1].fold if at and self.text[at - 1].sentence == self.text[at].sentence else ""
        return "m" if before in {"der", "den", "vom"} else "f" if before == "die" else "n"

    def _land(self, at: int) -> tuple[str | None, int]:
        for size in (3, 2, 1):
            form = tuple(word.fold for word in self.text[at : at + size])
            if form in self.look.countries.names:
                return self.look.countries.names[form], at + size - 1
        return None, at

    def _people(self, at: int, country: str) -> None:
        before = self.text[at - 1] if at else None
        if before is None or ("place.people_articles", before.fold) not in self.look.words:
            return
        woman = self.text[at].fold.endswith(("in", "woman"))
        if before.fold == "die" and not woman:
            return
        actor = match_people(country, "f" if woman else None, self.look, self.known)
        if actor:
            self._add(at - 1, at, actor, "role")
            self._refer(actor, at, at - 1)

    def _acts(self, at: int) -> bool:
        """Whether a country's name stands where one acts or speaks: without a preposition, and not as a genitive."""
        if at == 0 or self.text[at - 1].sentence != self.text[at].sentence:
            return True
        before, table = self.text[at - 1], self.look.words
        if before.text == "," and self._beside_place(at):
            return False
        if not before.text[0].isalpha():
            return before.text in {",", ":", ";", "–", "„", "“", '"', "»", "«"}
        if ("place.articles", before.fold) in table:
            nominative = before.fold in {"die", "the", "das"}
            return nominative and (at < 2 or ("case.prepositions", self.text[at - 2].fold) not in table)
        if before.capital and at >= 2 and self.text[at - 2].sentence == self.text[at].sentence:
            return False
        blocked = ("case.prepositions", "place.prepositions", "case.genitive", "determiners.contracted")
        if any((key, before.fold) in table for key in blocked):
            return False
        return ("case.coordinators", before.fold) not in table or not oblique(self.text, at, table)

    def _beside_place(self, at: int) -> bool:
        """Whether the country only explains a place: "in Riad, Saudi-Arabien"."""
        for k in range(at - 2, max(-1, at - 5), -1):
            if ("place.prepositions", self.text[k].fold) in self.look.words:
                return True
            if not self.text[k].capital:
                return False
        return False

    def _pronoun(self, at: int, not_these: frozenset[str] = frozenset()) -> str | None:
        if at in self.done:
            return None
        self.done.add(at)
        if self.layout.quoted[at]:
            not_these |= self._quoting(at)
        asked = anaphor(self.text, at, self.look.words, self.layout, not_these)
        if asked is None:
            return None
        actor = self._behind(at, asked.genders) if asked.use == "subject" else None
        actor = actor or antecedent(reversed(self.references), asked, self.gender)
        if actor is None:
            return None
        if self.gender(actor) is None and len(asked.genders) == 1:
            self.known.gender[actor] = "f" if "f" in asked.genders else "m"
        self._add(at, at, actor, "pronoun")
        if asked.use != "possessive":
            self._refer(actor, at, at, pronoun=True, subject=asked.use != "object")
        return actor

    def _quoting(self, at: int) -> frozenset[str]:
        """Return who may be saying the quoted word: whoever did so would say "I" of himself."""
        last = next((one.actor for one in reversed(self.references) if one.speaker and not one.quoted), None)
        here = [name.actor for name in self._speaking(self.text[at].sentence) if not self.layout.quoted[name.first]]
        return frozenset([actor for actor in here if actor] or ([last] if last else []))

    def _speaking(self, sentence: int) -> list[Name]:
        """Return the names beside a verb of speech in a sentence."""
        if sentence not in self.speaking:
            self.speaking[sentence] = self._find_speaking(sentence)
        return self.speaking[sentence]

    def _find_speaking(self, sentence: int) -> list[Name]:
        return [
            name
            for name in self.in_sentence.get(sentence, ())
            if name.actor and not name.genitive and speaks(self.text, self._start_of(name), name.last, self.look.words)
        ]

    def _behind(self, at: int, genders: frozenset[str]) -> str | None:
        """Return the speaker named behind a reported sentence, whom its pronoun means."""
        verb = frame_behind(self.text, at, self.look.words, self.layout)
        if verb is None:
            return None
        name = next((name for name in self.names if verb <= name.first <= verb + 6 and not name.genitive), None)
        if name is None or name.actor is None or self.text[name.first].sentence != self.text[at].sentence:
            return None
        own = self.gender(name.actor)
        return name.actor if self.look.is_person(name.actor) and (own is None or own in genders) else None

    def _add(self, first: int, last: int, actor: str | None, kind: Kind) -> None:
        start, end = self.text[first].start, self.text[last].end
        if actor:
            self.known.last_named[actor] = first
        self.found.append(Mention(start, end, self.body[start:end], actor, kind))

    def _refer(
        self,
        actor: str,
        last: int,
        first: int,
        *,
        genitive: bool = False,
        pronoun: bool = False,
        subject: bool = True,
        body: str | None = None,
    ) -> None:
        if body and self.look.words.lang == "en":
            return
        table, clause, sentence = self.look.words, self.layout.clause[last], self.text[last].sentence
        second = any(
            one.clause == clause and one.subject and one.actor != actor for one in islice(reversed(self.references), 5)
        )
        speaker = not (genitive or second) and speaks(self.text, first, last, table)
        hangs = not speaker and (oblique(self.text, first, table) or not subject)
        self.references.append(
            Reference(
                actor,
                last,
                sentence,
                clause,
                self.text[last].paragraph,
                subject=speaker or not (hangs or genitive or second),
                speaker=speaker,
                oblique=hangs,
                genitive=genitive,
                pronoun=pronoun,
                quoted=self.layout.quoted[last],
                reported=self.layout.reported[sentence],
                body=body,
            )
        )
