"""Names in a body: those of the profile, and persons whom no profile knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.actors.words import fold
from data.models import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.actors.aliases import Alias
    from data.actors.index import Index
    from data.actors.words import Word


_JOINED = 4
"""Parts of a word that may be names."""


class Name(NamedTuple):
    """A name over the words `first` to `last`, both counted in. `actor` is None for an outlet."""

    first: int
    last: int
    actor: str | None
    genitive: bool
    known: bool = True


def find_names(text: tuple[Word, ...], places: Iterable[int], look: Index) -> list[Name]:
    """Return the names that the profile knows and that begin at one of the `places`, in text order.

    Of those that overlap the first and longest counts.
    """
    found: list[Name] = []
    end = -1
    for at in places:
        if at <= end:
            continue
        name = _name_at(text, at, look)
        if name is not None:
            found.append(_with_first_names(text, name, end, look))
            end = name.last
    return found


def joined_names(text: tuple[Word, ...], look: Index) -> list[Mention]:
    """Return the persons of the profile who are named side by side in one word: "das X-Y-Treffen", "the X-Y summit"."""
    found: list[Mention] = []
    for word in text:
        if "-" not in word.text[1:]:
            continue
        pair: list[Mention] = []
        at = word.start
        for part in word.text.split("-")[:_JOINED]:
            actor = _person(part, look)
            if actor is None:
                break
            pair.append(Mention(at, at + len(part), part, actor, "name"))
            at += len(part) + 1
        found += pair if len(pair) > 1 else []
    return found


def _person(word: str, look: Index) -> str | None:
    forms = look.aliases.get(fold(word), ()) if word[:1].isupper() else ()
    return next((a.actor for a in forms if len(a.form) == 1 and a.actor and look.is_person(a.actor)), None)


def _name_at(text: tuple[Word, ...], at: int, look: Index) -> Name | None:
    for alias in look.aliases.get(text[at].fold, ()):
        last = at + len(alias.form) - 1
        if last < len(text) and all(text[at + k].fold == part for k, part in enumerate(alias.form)):
            if alias.capital and not _capitalised(text, at, last, alias):
                continue
            return Name(at, last, alias.actor, alias.genitive or _possessive(text, last))
    return None


def _with_first_names(text: tuple[Word, ...], name: Name, end: int, look: Index) -> Name:
    """Return the name with the first names that it has in the profile: "Wolodymyr Zelenskyy" mixes two spellings."""
    own = look.name_words.get(name.actor or "", frozenset())
    first = name.first
    while first - 1 > end and text[first - 1].capital and text[first - 1].fold in own:
        first -= 1
    return name._replace(first=first) if first < name.first else name


def _capitalised(text: tuple[Word, ...], at: int, last: int, alias: Alias) -> bool:
    return text[last].capital or (len(alias.form) > 1 and text[at].capital)


def _possessive(text: tuple[Word, ...], last: int) -> bool:
    return last + 1 < len(text) and text[last + 1].fold in {"'s", "'"}
