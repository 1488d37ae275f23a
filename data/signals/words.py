"""Words as the cue tables see them: every inflected or umlaut-less form of a word answers to the same keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from data.text import lemma, tokens

_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "’": "'"})
_UNFOLD = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_ENDINGS = ("s", "es", "en", "n", "e")
_NUMBER = re.compile(r"\d")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign at its place; `keys` are the folded forms by which a cue may call it."""

    start: int
    end: int
    text: str
    keys: frozenset[str]

    @property
    def is_sign(self) -> bool:
        """Whether this is punctuation, not a word."""
        return not self.text[0].isalnum()


def fold(text: str) -> str:
    """Return `text` in lower case without umlauts, so that `Präsident` and `PRAESIDENT` are one."""
    return text.lower().translate(_FOLD)


@lru_cache(maxsize=65_536)
def keys_of(word: str, lang: str) -> frozenset[str]:
    """Return the folded surface, the folded dictionary form, and both of the last part of a hyphened compound."""
    found = {fold(word)}
    for form in _spellings(word):
        found |= {fold(lemma(form, lang)), fold(lemma(form.lower(), lang))}
        if form[:1].islower():
            found.add(fold(lemma(form.capitalize(), lang)) if lang == "de" and form != word else fold(form))
    last = word.rpartition("-")[2]
    if last != word and len(last) >= _SHORTEST_STEM:
        found |= keys_of(last, lang)
    if lang == "de" and word[:1].isupper():
        surface = fold(word)
        found |= {surface.removesuffix(e) for e in _ENDINGS if len(surface) > len(e) + _SHORTEST_STEM}
    return frozenset(found)


def _spellings(word: str) -> set[str]:
    """The word itself and, where it is written without umlauts or with Swiss ss, the spellings a dictionary has."""
    found = {word}
    for plain, umlaut in _UNFOLD:
        found |= {form.replace(plain, umlaut) for form in found if plain in form}
    found |= {form.replace("ss", "ß") for form in set(found) if "ss" in form}
    return found


def words(text: str, start: int, end: int, lang: str) -> tuple[Word, ...]:
    """Return the words and signs of `text[start:end]`, offsets into `text`."""
    found = []
    for token in tokens(text[start:end]):
        keys = frozenset({"<number>"}) if _NUMBER.match(token.text) else keys_of(token.text, lang)
        found.append(Word(start + token.start, start + token.end, token.text, keys))
    return tuple(found)


def gap_is_space(text: str, a: Word, b: Word) -> bool:
    """Whether nothing but white space stands between two words."""
    return not text[a.end : b.start].strip()


def neighbours(row: tuple[Word, ...]) -> list[tuple[Word, Word]]:
    """Return each word with the one after it."""
    return list(pairwise(row))
