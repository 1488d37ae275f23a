"""Reads the noun phrases around titles and nouns for bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors.index import first_part
from data.actors.phrases import Phrase
from data.actors.shapes import body_in
from data.actors.vocabulary import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.actors.index import Index
    from data.actors.names import Name
    from data.actors.vocabulary import Title
    from data.actors.words import Word

_REACH = 5  # words before the head that may belong to it


class Reader:
    """Reads the phrases of one body; holds nothing but the words, the names, where heads may stand, and the index."""

    def __init__(self, text: tuple[Word, ...], names: list[Name], heads: Iterable[int], look: Index) -> None:
        self.text = text
        self.heads = heads
        self.look = look
        self.lang = look.words.lang
        self.found: list[Phrase] = []
        self.starting = {name.first: name for name in names}
        self.covering = {at: name for name in names for at in range(name.first, name.last + 1)}

    def phrases(self) -> list[Phrase]:
        """Return all phrases in text order; those of titles know the name that follows."""
        self.found = []
        behind = 0
        for at in self.heads:
            if at < behind or at in self.covering:
                continue
            phrase = self._headed(at)
            if phrase is None:
                continue
            self._left(phrase)
            self._right(phrase)
            self.found.append(phrase)
            behind = max(at, min(phrase.last, phrase.name.first - 1 if phrase.name else phrase.last)) + 1
        return self.found

    def _headed(self, at: int) -> Phrase | None:
        word = self.text[at]
        if not word.text[0].isalpha():
            return None
        longest = self.look.title_starts.get(word.fold, 0)
        for size in range(longest, 0, -1):
            title = self.look.titles.get(tuple(one.fold for one in self.text[at : at + size]))
            if title and at + size <= len(self.text):
                return self._titled(at, at + size - 1, title, "")
        compound = self.look.title(word.fold)
        if compound:
            return self._titled(at, at, *compound)
        return None if self._attribute_of_title(at) else self._of_body(at)

    def _attribute_of_title(self, at: int) -> bool:
        """Whether an English noun for a body only says whose the title is: "government spokesman"."""
        return self.lang == "en" and at + 1 < len(self.text) and (self.text[at + 1].fold,) in self.look.titles

    def _titled(self, at: int, last: int, title: Title, first: str) -> Phrase:
        of, former = first_part(first, self.look.words)
        phrase = Phrase(at, last, at, title, of=of or title.of, former=former or title.of == "ex")
        phrase.plural = title.plural and not title.singular
        if of:
            self._prefix(phrase, of)
        elif title.of:
            self._prefix(phrase, title.of)
        return phrase

    def _prefix(self, phrase: Phrase, of: str) -> None:
        """Read the first part of a compound: a country, a body or a person that the profile knows, or a plain word."""
        for part in (of, of.removesuffix("s"), of.removesuffix("-")):
            if part in self.look.countries.prefixes:
                phrase.country, phrase.of = self.look.countries.prefixes[part], ""
                return
            for alias in self.look.aliases.get(part, ()):
                if len(alias.form) == 1 and alias.actor:
                    phrase.owner, phrase.of = alias.actor, ""
                    return
        if phrase.title and of in self.look.words.plain.get(phrase.title.role, ()):
            phrase.of = ""

    def _of_body(self, at: int) -> Phrase | None:
        bodies = self.look.words.bodies
        if self.lang == "en" and at + 1 < len(self.text):
            kind = bodies.get(f"{self.text[at].fold} {self.text[at + 1].fold}")
            if kind:
                return Phrase(at, at + 1, at, None, body=kind)
        found = body_in(self.text[at].fold, self.lang)
        if found is None:
            return None
        phrase = Phrase(at, at, at, None, body=found[0])
        if not found[1]:
            return phrase
        self._prefix(phrase, found[1])
        return phrase if phrase.country or phrase.owner else None

    def _left(self, phrase: Phrase) -> None:
        text, words = self.text, self.look.words
        for at in range(phrase.head - 1, max(-1, phrase.head - 1 - _REACH), -1):
            word = text[at]
            if word.sentence != text[phrase.head].sentence:
                return
            name = self.covering.get(at if word.fold not in {"'s", "'"} else at - 1)
            if name:
                if word.fold not in {"'s", "'"} and not name.genitive and not self._attributive(name, phrase):
                    return
                phrase.owner, phrase.first, phrase.determiner = name.actor, name.first, "genitive"
                if name.first and ("determiners.indefinite", text[name.first - 1].fold) in words:
                    phrase.determiner = "indefinite"  # "a White House official" is nobody named before
                return
            if word.fold in {"'s", "'"}:
                continue
            if self._whose(phrase, at):
                return
            for kind in ("definite", "indefinite", "demonstrative", "contracted"):
                if (f"determiners.{kind}", word.fold) in words:
                    phrase.determiner = "definite" if kind == "contracted" else kind
                    phrase.first = at
                    self._number(phrase, at)
                    return
            if not self._adjective(phrase, at):
                return

    def _attributive(self, name: Name, phrase: Phrase) -> bool:
        """Whether a bare name may stand before the head: Kremlin spokesman, Kreml Sprecher."""
        actor = self.look.actors.get(name.actor or "")
        return name.last + 1 == phrase.head and (self.lang == "en" or (actor is not None and actor.kind == "body"))

    def _whose(self, phrase: Phrase, at: int) -> bool:
        word = self.text[at]
        if word.fold in self.look.words.possessive:
            phrase.owner_pronoun, phrase.first, phrase.determiner = at, at, "possessive"
            return True
        country = self._genitive_country(at)
        if country:
            phrase.country, phrase.first, phrase.determiner = country, at, "genitive"
            return True
        return False

    def _genitive_country(self, at: int) -> str | None:
        word = self.text[at]
        if not word.capital:
            return None
        table = self.look.countries
        if self.lang == "de" and word.fold.endswith("s"):
            stem = (word.fold[:-1],)
            return table.names.get(stem) or table.capitals.get(stem)
        if at + 1 < len(self.text) and self.text[at + 1].fold in {"'s", "'"}:
            return table.names.get((word.fold,)) or table.capitals.get((word.fold,))
        return None

    def _adjective(self, phrase: Phrase, at: int) -> bool:
        word, words = self.text[at], self.look.words
        pair = f"{word.fold} {self.text[at + 1].fold}" if at + 1 < len(self.text) else ""
        country = self.look.countries.adjectives.get(pair) or self.look.countries.adjectives.get(word.fold)
        if country is None and word.capital and at + 1 == phrase.head:
            country = self.look.countries.prefixes.get(word.fold)
        if country:
            phrase.country = phrase.country or country
        elif stem(word.fold) in words.lists["modifiers.former_stems"]:
            phrase.former = True
        elif stem(word.fold) in words.lists["modifiers.deputy_stems"]:
            phrase.deputy = True
        elif ("groups.both", word.fold) in words or ("groups.all_three", word.fold) in words:
            phrase.plural = True
        elif not self._plain_adjective(word):
            return False
        phrase.adjectives.append(word.text)
        phrase.first = at
        return True

    def _plain_adjective(self, word: Word) -> bool:
        words = self.look.words
        if not word.text.isalpha() and "-" not in word.text:
            return False
        if any((key, word.fold) in words for key in ("case.prepositions", "case.coordinators", "case.sources")):
            return False
        of_body = self.lang == "en" and word.fold in words.bodies
        return not word.capital and (of_body or words.like_adjective(word.fold))

    def _number(self, phrase: Phrase, at: int) -> None:
        title, article = phrase.title, self.text[at].fold
        if title is None or self.lang != "de" or not title.plural or not title.singular or title.gender is None:
            return
        before = self.text[at - 1].fold if at else ""
        form = self.text[phrase.head].fold
        phrase.plural = (
            ("determiners.only_plural", article) in self.look.words
            or (article == "der" and form.endswith(("en", "s")) and not title.base.endswith(("en", "s")))
            or (article == "der" and at > 0 and self._thing(at - 1))
            or (article == "den" and ("case.dative_prepositions", before) in self.look.words)
        )

    def _thing(self, at: int) -> bool:
        """Whether a noun stands there, so that "der" begins its genitive: "auf Ebene der Sicherheitsberater"."""
        word = self.text[at]
        starts = at == 0 or self.text[at - 1].sentence != word.sentence
        return (
            word.capital
            and not starts
            and at not in self.covering
            and ("names.not_names", word.fold) not in self.look.words
        )

    def _right(self, phrase: Phrase) -> None:
        at = phrase.last + 1
        at = self._complement(phrase, at)
        phrase.last = at - 1
        name = self.starting.get(at)
        if name is None and phrase.last == phrase.head and at + 1 < len(self.text) and self.text[at].text == "(":
            return
        if name and self._person(name):
            phrase.name = name
        elif at + 1 < len(self.text) and self.text[at].text == ",":
            name = self.starting.get(at + 1)
            if name and self._person(name) and self._closes(name):
                phrase.name = name
        if phrase.name is None:
            before = self.covering.get(phrase.first - 2) if phrase.first > 1 else None
            if before is not None and before.last != phrase.first - 2:
                before = None
            if before and self.text[phrase.first - 1].text == "," and self._person(before) and not phrase.plural:
                after = self.text[phrase.last + 1].text if phrase.last + 1 < len(self.text) else "."
                if not after[0].isalnum():
                    phrase.name = before

    def _person(self, name: Name) -> bool:
        return name.actor is not None and self.look.is_person(name.actor)

    def _closes(self, name: Name) -> bool:
        """Whether an apposition ends with the name; it does not in an enumeration."""
        after = name.last + 1
        if after >= len(self.text):
            return True
        if ("case.coordinators", self.text[after].fold) in self.look.words:
            return False
        return not (self.text[after].text == "," and after + 1 in self.starting)

    def _complement(self, phrase: Phrase, at: int) -> int:
        """Read "des Weißen Hauses", "von Polen", "of the Kremlin" behind the head; return where it ends."""
        text = self.text
        if at >= len(text) or text[at].sentence != text[phrase.head].sentence:
            return at
        country = self._genitive_country(at)
        if country and self.lang == "de":
            phrase.country = phrase.country or country
            return at + 1
        name = self.starting.get(at)
        if name and name.genitive and self.lang == "de":
            phrase.owner = phrase.owner or name.actor
            return name.last + 1
        if phrase.title is None and text[at].fold == "in" and at + 1 in self.starting:
            phrase.owner = phrase.owner or self.starting[at + 1].actor
            return self.starting[at + 1].last + 1
        if ("case.complements", text[at].fold) not in self.look.words:
            return at
        inner = at + 1
        adjective = None
        while inner < len(text) and inner < at + 4 and inner not in self.starting:
            word = text[inner]
            country = self.look.countries.names.get((word.fold,)) if word.capital else None
            if country or (self.lang == "de" and self._genitive_country(inner)):
                phrase.country = phrase.country or country or self._genitive_country(inner)
                return inner + 1
            if self.look.countries.adjectives.get(word.fold):
                adjective = self.look.countries.adjectives[word.fold]
            elif ("determiners.definite", word.fold) not in self.look.words and not self._plain_adjective(word):
                break
            inner += 1
        if inner in self.starting:
            name = self.starting[inner]
            if ("case.genitive_complements", text[at].fold) in self.look.words and self._person(name):
                return at
            phrase.owner = phrase.owner or name.actor
            return name.last + 1
        return self._other_complement(phrase, at, inner, adjective)

    def _other_complement(self, phrase: Phrase, at: int, inner: int, adjective: str | None) -> int:
        text = self.text
        if inner >= len(text) or not text[inner].text[0].isalpha():
            return at
        if self.lang == "de" and not text[inner].capital:
            return at
        for size in range(min(4, len(text) - inner), 0, -1):
            form = tuple(word.fold for word in text[inner : inner + size])
            if form in self.look.countries.names:
                phrase.country = phrase.country or self.look.countries.names[form]
                return inner + size
            if form in self.look.titles or (size == 1 and self.look.title(form[0])):
                phrase.country = phrase.country or adjective
                return inner + size
        if self.look.words.bodies.get(text[inner].fold):
            phrase.country = phrase.country or adjective
            return inner + 1
        phrase.foreign = text[inner].fold
        return inner + 1
