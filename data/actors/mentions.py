"""All mentions of persons and bodies in a body, resolved to canonical actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors.clauses import after_preposition, is_place, is_speech, speaks
from data.actors.discourse import Reference, antecedent
from data.actors.index import Index, index
from data.actors.matching import Known, match_body, match_people, match_person
from data.actors.names import Name, find_names
from data.actors.phrases import Phrase, Reader
from data.actors.words import Word, words
from data.models import Mention

if TYPE_CHECKING:
    from data.profile.models import Profile


def find_mentions(body: str, lang: str, profile: Profile) -> tuple[Mention, ...]:
    """Return every mention of a person, body or speaking group in `body`, in text order.

    `actor` is the canonical name; for persons whom the profile does not know, their name as first given.
    """
    look = index(profile, lang)
    text = words(body, lang)
    names = find_names(text, look)
    return _Finder(body, text, names, look).mentions()


class _Finder:
    def __init__(self, body: str, text: tuple[Word, ...], names: list[Name], look: Index) -> None:
        self.body, self.text, self.names, self.look = body, text, names, look
        self.known = Known(anywhere=frozenset(name.actor for name in names if name.actor))
        self.references: list[Reference] = []
        self.found: list[Mention] = []
        self.quoted = _quoted(text)

    def mentions(self) -> tuple[Mention, ...]:
        phrases = Reader(self.text, self.names, self.look).phrases()
        for phrase in phrases:
            if phrase.name and phrase.name.actor:
                self._bind(phrase.name.actor, phrase)
        named = {id(phrase.name): phrase for phrase in phrases if phrase.name and phrase.first < phrase.name.first}
        items: list[tuple[int, Name | Phrase | int]] = [(name.first, name) for name in self.names]
        items += [(phrase.head, phrase) for phrase in phrases if phrase.name is None]
        taken = {at for phrase in phrases for at in range(phrase.head, phrase.last + 1)}
        taken |= {at for name in self.names for at in range(name.first, name.last + 1)}
        items += [(at, at) for at in range(len(self.text)) if at not in taken]
        for _, item in sorted(items, key=lambda pair: pair[0]):
            if isinstance(item, Name):
                self._name(item, named.get(id(item)))
            elif isinstance(item, Phrase):
                self._phrase(item)
            else:
                self._word(item)
        return tuple(sorted(self.found, key=lambda mention: (mention.start, mention.end)))

    def _bind(self, actor: str, phrase: Phrase) -> None:
        country = phrase.country or self.look.country.get(phrase.owner or "")
        if actor in self.look.actors and not country:
            country = self.look.country.get(actor)
        self.known.bind(actor, phrase, country)

    def _gender(self, actor: str) -> str | None:
        return self.known.gender.get(actor) or self.look.gender.get(actor)

    def _name(self, name: Name, phrase: Phrase | None) -> None:
        if name.actor is None:
            return
        actor = self.look.actors.get(name.actor)
        if actor and actor.kind == "body":
            if not is_place(self.text, name.first, name.last, self.look.words):
                self._add(name.first, name.last, name.actor, "metonym" if name.last == name.first else "name")
            return
        self._add(name.first, name.last, name.actor, "name")
        self._refer(name.actor, name.first, name.last, phrase.first if phrase else name.first, genitive=name.genitive)

    def _phrase(self, phrase: Phrase) -> None:
        if phrase.owner_pronoun is not None and phrase.owner is None:
            phrase.owner = self._pronoun(phrase.owner_pronoun)
        if phrase.title is None:
            body = match_body(phrase, self.look, self.known)
            if body and not phrase.plural:
                self._add(phrase.first, phrase.last, body, "role")
            return
        if phrase.plural or phrase.determiner == "":
            return
        if phrase.determiner == "indefinite":
            owner = self.look.actors.get(phrase.owner or "")
            if owner and owner.kind == "body":
                self._add(phrase.first, phrase.last, owner.name, "role")
            return
        actor = match_person(phrase, self.look, self.known, not_this=phrase.owner)
        self._add(phrase.first, phrase.last, actor, "role")
        if actor:
            self._refer(actor, phrase.first, phrase.last, phrase.first, genitive=phrase.determiner == "genitive" and False)

    def _word(self, at: int) -> None:
        word = self.text[at]
        people = self.look.countries.people.get(word.fold) if word.capital else None
        if people and word.fold not in self.look.countries.several:
            self._people(at, people)
            return
        key = self.look.countries.names.get((word.fold,)) if word.capital else None
        if key and self.look.government(key) and self._acts(at):
            self._add(at, at, self.look.government(key), "metonym")
            return
        if word.fold in self.look.words.personal or word.fold in self.look.words.possessive:
            self._pronoun(at)

    def _people(self, at: int, country: str) -> None:
        before = self.text[at - 1] if at else None
        if before is None or before.fold not in {"der", "den", "dem", "des", "vom", "zum", "beim", "the"}:
            return
        gender = "f" if self.text[at].fold.endswith("in") else None
        actor = match_people(country, gender, self.look, self.known)
        if actor and actor in self.known.anywhere:
            self._add(at - 1, at, actor, "role")
            self._refer(actor, at - 1, at, at - 1, genitive=before.fold == "des")

    def _acts(self, at: int) -> bool:
        if at == 0:
            return True
        before = self.text[at - 1]
        if before.sentence != self.text[at].sentence or before.text in {",", ":", ";", "–"}:
            return True
        words_ = self.look.words
        if ("place.articles", before.fold) in words_:
            return before.fold in {"die", "the"} and not (at >= 2 and ("case.prepositions", self.text[at - 2].fold) in words_)
        blocked = ("case.prepositions", "place.prepositions", "case.genitive", "determiners.contracted")
        return before.text[0].isalpha() and not before.capital and not any((key, before.fold) in words_ for key in blocked)

    def _pronoun(self, at: int) -> str | None:
        word, table = self.text[at], self.look.words
        possessive = word.fold in table.possessive and not (word.fold in table.personal and not self._before_noun(at))
        genders = table.possessive[word.fold] if possessive else table.personal.get(word.fold, frozenset())
        if not genders or (not possessive and self._plural(at)):
            return None
        subject = ("personal_subject.words", word.fold) in table
        frame = subject and at > 0 and is_speech(self.text[at - 1].text, table.lang)
        ahead = None if possessive or frame else self._cataphor(at)
        actor = ahead or antecedent(
            self.references, at, word.sentence, genders, outside=frame and self._content_before(at), possessive=possessive
        )
        if actor is None:
            return None
        self._add(at, at, actor, "pronoun")
        if not possessive:
            self._refer(actor, at, at, at, genitive=False, pronoun=True)
        return actor

    def _before_noun(self, at: int) -> bool:
        after = self.text[at + 1] if at + 1 < len(self.text) else None
        if after is None or not after.text[0].isalpha():
            return False
        if self.look.words.lang == "en":
            return ("case.prepositions", after.fold) not in self.look.words
        return after.capital or (after.fold.endswith(("er", "es", "en", "em", "e")) and at + 2 < len(self.text) and self.text[at + 2].capital)

    def _plural(self, at: int) -> bool:
        """Whether "sie" is "they": the finite verb beside it ends in -en."""
        if self.look.words.lang != "de" or self.text[at].fold != "sie":
            return False
        beside = [self.text[k] for k in (at - 1, at + 1) if 0 <= k < len(self.text) and self.text[k].text[0].isalpha()]
        verbs = [word for word in beside if not word.capital and word.fold.endswith(("en", "sind", "sein"))]
        singular = [word for word in beside if not word.capital and word.fold.endswith(("t", "te", "be", "e", "ei"))]
        return bool(verbs) and not singular

    def _cataphor(self, at: int) -> str | None:
        """Return the speaker named behind the pronoun's clause: "Er werde reisen, sagte X"."""
        text = self.text
        if self.quoted[at] or self.look.words.lang != "de":
            return None
        for k in range(at + 1, min(len(text), at + 40)):
            if text[k].sentence != text[at].sentence:
                return None
            if text[k].text == "," and k + 2 < len(text) and is_speech(text[k + 1].text, "de") and self._konjunktiv(at):
                ahead = next((name for name in self.names if k + 2 <= name.first <= k + 7), None)
                if ahead and ahead.actor and not ahead.genitive and text[ahead.first].sentence == text[at].sentence:
                    actor = self.look.actors.get(ahead.actor)
                    own = self._gender(ahead.actor)
                    genders = self.look.words.personal.get(text[at].fold, frozenset())
                    if (actor is None or actor.kind == "person") and (own is None or own in genders):
                        return ahead.actor
                return None
        return None

    def _konjunktiv(self, at: int) -> bool:
        near = self.text[max(0, at - 4) : at + 5]
        return any(word.fold in _SUBJUNCTIVE or word.fold.endswith("e") and word.fold in _SUBJUNCTIVE for word in near)

    def _content_before(self, at: int) -> bool:
        """Whether the speech frame closes what was said: "…, sagte er"."""
        return at >= 2 and self.text[at - 2].text in {",", "“", "”", '"', "«", "»", "-", "–"} or (
            at >= 2 and self.text[at - 2].sentence != self.text[at].sentence
        )

    def _add(self, first: int, last: int, actor: str | None, kind: str) -> None:
        start, end = self.text[first].start, self.text[last].end
        if actor:
            self.known.last_named[actor] = first
        self.found.append(Mention(start, end, self.body[start:end], actor, kind))  # type: ignore[arg-type]

    def _refer(self, actor: str, at: int, last: int, first: int, *, genitive: bool, pronoun: bool = False) -> None:
        table = self.look.words
        speaker = speaks(self.text, first, last, table)
        oblique = after_preposition(self.text, first, table) and not speaker
        word = self.text[at]
        taken = any(one.sentence == word.sentence and one.subject and one.actor != actor for one in self.references[-6:])
        if pronoun:
            oblique = ("personal_subject.words", word.fold) not in table
        self.references.append(
            Reference(
                actor,
                at,
                word.sentence,
                self._gender(actor),  # type: ignore[arg-type]
                subject=not oblique and not genitive and (speaker or not taken),
                speaker=speaker and not genitive,
                oblique=oblique,
                genitive=genitive,
                pronoun=pronoun,
                quoted=self.quoted[at],
            )
        )


_SUBJUNCTIVE = frozenset(
    "sei seien habe haben werde werden wolle könne konne solle müsse musse dürfe durfe möge moge würde wurde hätte hatte wäre ware".split()
)


def _quoted(text: tuple[Word, ...]) -> list[bool]:
    inside, found = False, []
    for word in text:
        if word.text in {"„", "»"} and not inside:
            inside = True
        elif word.text in {"“", "”", "«"} and inside:
            inside = False
        elif word.text == '"':
            inside = not inside
        found.append(inside)
    return found
