"""A noun phrase around a title or the noun for a body: whose, of which country, with which name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.actors.index import Index
    from data.actors.names import Name
    from data.actors.vocabulary import Gender, Title
    from data.actors.words import Word


@dataclass(slots=True)
class Phrase:
    """A noun phrase over the words `first` to `last`; its head stands from `head` on. `title` is None for a body."""

    first: int
    last: int
    head: int
    title: Title | None
    of: str = ""
    body: str | None = None
    country: str | None = None
    owner: str | None = None
    owner_pronoun: int | None = None
    foreign: str = ""  # a complement that no list knows: "der Polizei"
    former: bool = False
    deputy: bool = False
    plural: bool = False
    determiner: str = ""  # definite, indefinite, demonstrative, possessive, genitive or nothing
    name: Name | None = None
    adjectives: list[str] = field(default_factory=list)

    @property
    def gender(self) -> Gender | None:
        """The gender that the title shows."""
        return self.title.gender if self.title else None


def surface(phrase: Phrase, text: tuple[Word, ...], look: Index) -> str | None:
    """Return what a nameless office holder is called: the title in the nominative, with whose or of what it is."""
    if phrase.title is None or not text[phrase.head].text[0].isalpha():
        return None
    head = [
        _nominative(text[phrase.head].text, phrase.title.base) if look.words.lang == "de" else text[phrase.head].text
    ]
    owner = [word.text for word in text[phrase.first : phrase.head]] if phrase.determiner == "genitive" else []
    return " ".join(owner + head + [word.text for word in text[phrase.head + 1 : phrase.last + 1]]).replace(" 's", "'s")


def _nominative(noun: str, base: str) -> str:
    """Return a compound without its case ending: "Parlamentspräsidenten" ends in "Präsident" then."""
    ending = base.casefold().replace("-", "")
    for end in range(len(noun), max(0, len(noun) - 4), -1):
        if noun[:end].casefold().replace("-", "").endswith(ending):
            return noun[:end]
    return noun
