"""Which words of a body each reader has to look at: asked once of each form, and of the body in one pass."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from data.actors.shapes import group_ending
from data.actors.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from data.actors.countries import Countries
    from data.actors.vocabulary import Vocabulary
    from data.actors.words import Word
    from data.text import Forms


_TEXT = itemgetter(2)  # of a word


class Places(NamedTuple):
    """Places of words, in order, by what may begin or stand there."""

    known: list[int]  # a name of the profile
    strange: list[int]  # a word of a stranger's name
    heads: list[int]  # the head of a title or body
    groups: list[int]  # a group or pair
    telling: list[int]  # a word that means somebody by itself


def places(text: tuple[Word, ...], uses: Forms[tuple[int, ...]]) -> Places:
    """Return the places in a body; `uses` gives the fields that a word belongs to."""
    found = Places([], [], [], [], [])
    for at, used in enumerate(map(uses.__getitem__, map(_TEXT, text))):
        if used:
            for use in used:
                found[use].append(at)
    return found


def uses_of(
    text: str,
    *,
    words: Vocabulary,
    table: Countries,
    aliases: Container[str],
    name_word: Callable[[str], bool],
    may_head: Callable[[str], bool],
) -> tuple[int, ...]:
    """Return the fields of `Places` that a word as it is written belongs to."""
    form, capital, german = fold(text), text[0].isupper(), words.lang == "de"
    alone = form in words.personal or form in words.possessive or form.endswith(words.ages)
    may = (
        form in aliases,
        capital and name_word(text),
        not german or (capital and may_head(form)),
        form in words.lists["groups.both"]
        or form in words.lists["groups.nameless"]
        or group_ending(form, words.lang) is not None,
        alone or (capital and (form in table.people or form in table.starts or form in words.demonstrative)),
    )
    return tuple(use for use, so in enumerate(may) if so)
