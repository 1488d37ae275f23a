"""Which nouns can speak: persons' offices, groups and bodies; everything else is a thing, an event or a measure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data.actors.index import title_of
from data.actors.shapes import first_name
from data.actors.vocabulary import vocabulary
from data.actors.words import fold
from data.text import REMEMBERED, in_dictionary

if TYPE_CHECKING:
    from data.actors.index import Index
    from data.actors.words import Word

_LONGEST_ACRONYM = 6  # letters


def speaks_by_noun(word: Word, look: Index) -> bool:
    """Whether the noun is a role, a group or a body: "Sprecher", "Diplomaten", "Finanzministerium"."""
    text = word.fold
    if ("heads.never", text) in look.words:
        return False
    if text in look.words.bodies or ("groups.words", text) in look.words or _listed(text, look.words.lang):
        return True
    if (text,) in look.titles:
        return True
    return look.words.lang == "de" and word.capital and look.title(text) is not None


def noun_speaks(noun: str, lang: str) -> bool:
    """Whether a noun alone, of any text, is one for a role, a group or a body."""
    words, text = vocabulary(lang), fold(noun)
    if text in words.lists["heads.never"]:
        return False
    if text in words.bodies or ("groups.words", text) in words or _listed(text, lang) or (text,) in words.titles:
        return True
    return lang == "de" and title_of(text, words.titles, lang) is not None


def is_role(word: Word, look: Index) -> bool:
    """Whether the noun says what a person is, so that a name may follow it."""
    return word.capital and ((word.fold,) in look.titles or look.title(word.fold) is not None)


def is_acronym(word: Word) -> bool:
    """Whether the word is letters only, all capital: "ABCD"."""
    return word.text.isalpha() and word.text.isupper() and 1 < len(word.text) <= _LONGEST_ACRONYM


def is_name_word(word: Word, look: Index) -> bool:
    """Whether the word may be part of a person's name: a first name, or a capital that no dictionary has."""
    if not word.capital or not word.text[0].isalpha() or word.fold in look.words.closed:
        return False
    return is_first_name(word, look) or (
        not speaks_by_noun(word, look) and not in_dictionary(word.text, look.words.lang)
    )


def is_first_name(word: Word, look: Index) -> bool:
    """Whether the word, or the first part of a double one, is a listed first name."""
    return word.capital and first_name(word.fold, look.words.lang)


@lru_cache(maxsize=REMEMBERED)
def _listed(text: str, lang: str) -> bool:
    lists = vocabulary(lang).lists
    if text in lists["heads.nouns"]:
        return True
    return any(
        bare in lists["heads.nouns"] or bare.endswith(_endings(lang))
        for inflection in lists["heads.inflections"]
        if text.endswith(inflection)
        for bare in (text[: len(text) - len(inflection)],)
    )


@lru_cache(maxsize=4)
def _endings(lang: str) -> tuple[str, ...]:
    return tuple(vocabulary(lang).lists["heads.endings"])
