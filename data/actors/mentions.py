"""All mentions of persons, bodies and speaking groups in a body, resolved to canonical actors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from itertools import islice
from sys import intern
from typing import TYPE_CHECKING, Literal

from data.actors.clauses import is_place, oblique, speaks
from data.actors.discourse import Reference, antecedent, last_named
from data.actors.groups import find_groups
from data.actors.index import Index, index, name_gender
from data.actors.layout import layout
from data.actors.matching import Known, match_body, match_people, match_person
from data.actors.names import Name, find_names, joined_names
from data.actors.phrases import Phrase, surface
from data.actors.places import places
from data.actors.pronouns import anaphor, epithet, frame_behind
from data.actors.reader import Reader
from data.actors.states import acts, body_gender, country_at
from data.actors.strangers import find_strangers
from data.actors.words import Word, fold, words
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
        self.places = places(text, look.uses)
        known = find_names(text, self.places.known, look)
        self.names = find_strangers(text, known, self.places.strange, look)
        self.in_sentence: dict[int, list[Name]] = {}
        for name in self.names:
            self.in_sentence.setdefault(text[name.first].sentence, []).append(name)
        self.reader = Reader(text, self.names, self.places.heads, look)
        self.joined = joined_names(text, look)
        named = (*(name.actor for name in self.names), *(mention.actor for mention in self.joined))
        self.known = Known(anywhere=frozenset(actor for actor in named if actor))
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
        groups = find_groups(self.text, loose, self.places.groups, taken, self.look)
        grouped = {at for group in groups for at in range(group.first, group.last + 1)}
        loose = [phrase for phrase in loose if phrase.head not in grouped]
        taken |= grouped | {at for phrase in loose for at in range(phrase.first, phrase.last + 1)}
        for phrase in phrases:
            if phrase.name:
                taken |= set(range(phrase.first, phrase.last + 1)) - {phrase.owner_pronoun}
        items: list[tuple[int, Name | Phrase | Group | int]] = [(name.first, name) for name in self.names]
        items += [(phrase.first, phrase) for phrase in loose]
        items += [(group.first, group) for group in groups]
        items += [(at, at) for at in self.places.telling if at not in taken]
        for _, item in sorted(items, key=lambda pair: pair[0]):
            if isinstance(item, Name):
                self._name(item, self.before.get(item.first))
            elif isinstance(item, Phrase):
                self._phrase(item)
            elif isinstance(item, int):
                self._word(item)
            else:
                self._add(item.first, item.last, item.name, "group")
        return tuple(sorted([*self.found, *self.joined], key=lambda mention: (mention.start, -mention.end)))

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
                    name.actor, name.last, name.first, genitive=name.genitive, body=body_gender(self.text, name.first)
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
                self._refer(body, phrase.last, phrase.first, body=body_gender(self.text, phrase.first + 1))
            return
        if phrase.determiner == "" and not phrase.country and not phrase.owner:
            return
        if self._predicative(phrase):
            return
        if phrase.determiner == "indefinite":
            if phrase.owner and not phrase.former and not self.look.is_person(phrase.owner):
                self._add(phrase.first, phrase.last, phrase.owner, "role")
            return
        actor = match_person(phrase, self.look, self.known, side=self._side(phrase), teller=self._teller(phrase))
        actor = actor or self._epithet(phrase) or self._body_behind(phrase) or self._nameless(phrase)
        self._add(phrase.first, phrase.last, actor, "role")
        if actor and self.look.is_person(actor):
            self._refer(actor, phrase.last, phrase.first)

    def _predicative(self, phrase: Phrase) -> bool:
        """Whether the title only says as what: "in seiner Amtszeit als Präsident"."""
        before = self.text[phrase.first - 1].fold if phrase.first else ""
        return phrase.determiner == "" and ("case.predicative", before) in self.look.words

    def _epithet(self, phrase: Phrase) -> str | None:
        if phrase.title is None or phrase.last > phrase.head or phrase.country or phrase.owner:
            return None
        if ("epithets.nouns", fold(phrase.title.base)) not in self.look.words:
            return None
        genders = frozenset([phrase.gender] if phrase.gender else ["f", "m"])
        return antecedent(
            reversed(self.references), epithet(self.text, phrase.first, genders, self.layout), self.gender
        )

    def _nameless(self, phrase: Phrase) -> str | None:
        """Name somebody by the title, and remember who bears it."""
        if phrase.title is not None and phrase.title.role == "form_of_address":
            return None
        actor = surface(phrase, self.text, self.look)
        if actor and phrase.gender:
            self.known.gender[actor] = phrase.gender
        if actor:
            self.known.bind(actor, phrase, phrase.country)
            self.known.anywhere |= {actor}
        return actor

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
        """Return the country whose spokesperson, minister or body is speaking: "der Präsident" is theirs then."""
        here, quoted = self.text[phrase.head].sentence, self.layout.quoted[phrase.head]
        for name in self._speaking(here):
            if name.actor in self.look.actors:
                return self._serves(name.actor)
        for one in reversed(self.references):
            if one.speaker and (one.sentence == here or quoted or self.layout.reported[here]):
                return self._serves(one.actor) if here - one.sentence <= _SIDE_REACH else None
        return None

    def _teller(self, phrase: Phrase) -> str | None:
        """Return who spoke last, shortly before, where the title speaks on."""
        if not speaks(self.text, phrase.first, phrase.last, self.look.words):
            return None
        here = self.text[phrase.head].sentence
        last = next((one for one in reversed(self.references) if one.speaker and one.sentence < here), None)
        return last.actor if last is not None and here - last.sentence <= _SIDE_REACH else None

    def _serves(self, actor: str) -> str | None:
        known = self.look.actors.get(actor)
        return self.look.country.get(actor) if known and not known.principal else None

    def _start_of(self, name: Name) -> int:
        phrase = self.before.get(name.first)
        return phrase.first if phrase else name.first

    def _word(self, at: int) -> None:
        word, table = self.text[at], self.look.words
        if word.fold in table.personal or word.fold in table.possessive or word.fold in table.demonstrative:
            self._pronoun(at)
            return
        if word.fold.endswith(table.ages) and word.text[0].isdigit():
            self._age(at)
            return
        country = self.look.countries.people.get(word.fold)
        if country and word.fold not in self.look.countries.several and self._people(at, country):
            return
        land, last = country_at(self.text, at, self.look.countries)
        if land and self.look.government(land) and acts(self.text, at, self.look.words):
            self._add(at, last, self.look.government(land), "metonym")
            self._refer(str(self.look.government(land)), last, at, body=body_gender(self.text, at))

    def _age(self, at: int) -> None:
        """Resolve "die 54-Jährige"."""
        if at == 0:
            return
        article, table = self.text[at - 1].fold, self.look.words
        woman, man = ("epithets.feminine_articles", article) in table, ("epithets.masculine_articles", article) in table
        genders = frozenset(
            "f" if woman else "m" if man or (self.text[at].fold.endswith("e") and article == "der") else "fm"
        )
        actor = antecedent(reversed(self.references), epithet(self.text, at - 1, genders, self.layout), self.gender)
        if actor:
            self._add(at - 1, at, actor, "role")
            self._refer(actor, at, at - 1)

    def _people(self, at: int, country: str) -> bool:
        before = self.text[at - 1] if at else None
        if before is None or ("place.people_articles", before.fold) not in self.look.words:
            return False
        woman = self.text[at].fold.endswith(self.look.countries.feminine)
        if ("epithets.feminine_articles", before.fold) in self.look.words and not woman:
            return False
        if self.look.words.lang == "de" and at + 1 < len(self.text) and self.text[at + 1].capital:
            return True  # "der Deutschen Bank" is no German
        actor = match_people(country, "f" if woman else None, self.look, self.known)
        if actor:
            self._add(at - 1, at, actor, "role")
            self._refer(actor, at, at - 1)
        return True

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
        find = last_named if asked.use == "demonstrative" else antecedent
        actor = actor or find(reversed(self.references), asked, self.gender)
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
        near = self.names[bisect_left(self.names, verb, key=_place) : bisect_right(self.names, verb + 6, key=_place)]
        name = next((name for name in near if not name.genitive), None)
        if name is None or name.actor is None or self.text[name.first].sentence != self.text[at].sentence:
            return None
        own = self.gender(name.actor)
        return name.actor if self.look.is_person(name.actor) and (own is None or own in genders) else None

    def _add(self, first: int, last: int, actor: str | None, kind: Kind) -> None:
        start, end = self.text[first].start, self.text[last].end
        if actor:
            self.known.last_named[actor] = first
        self.found.append(Mention(start, end, intern(self.body[start:end]), actor, kind))

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


def _place(name: Name) -> int:
    return name.first
