"""Names in a body: those of the profile, and persons whom no profile knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.actors.aliases import Alias
    from data.actors.index import Index
    from data.actors.words import Word


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
