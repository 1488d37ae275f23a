"""Words as the cue tables see them: every inflected or umlaut-less form of a word answers to the same keys."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Self

from data.language import load
from data.text import REMEMBERED, columns_in, lemma

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "’": "'"})
_UNFOLD = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_GERUNDS = ("ing", "ings")  # a noun ("the meeting") unless a form of "be" stands before it
_MONTH = "May"  # in capitals no modal verb: "on 14 May"
_COUNTRY, _IN_POINTS = "US", "u.s."  # in capitals no pronoun: "the US election"
_ENDINGS = ("s", "es", "en", "n", "e")
_NUMBER = re.compile(r"\d")
_SHORTEST_STEM = 4
ZU_INFINITIVE = re.compile(r"(\w{2,8}?)zu(\w{3,}(?:en|ern|eln))\Z")  # wiederzusehen: wiedersehen
_OPENS_A_SENTENCE = frozenset(':.!?„“"»«‚‘')


class Word(NamedTuple):
    """One word or sign at its place.

    `keys` are the folded forms by which a cue may call it, `=form` the very form; `fold` is the text, folded;
    `is_sign` tells punctuation from words.
    """

    start: int
    end: int
    text: str
    keys: frozenset[str]
    fold: str
    is_sign: bool


class Row(tuple[Word, ...]):  # noqa: SLOT001 - it keeps what it has gathered
    """Words in the order of the text, with all the keys that one of them or another answers to."""

    keys: frozenset[str]

    def __new__(cls, words: Iterable[Word]) -> Self:
        """Gather the keys, which every row is asked for."""
        row = super().__new__(cls, words)
        row.keys = frozenset[str]().union(*[word.keys for word in row])
        return row

    @cached_property
    def folds(self) -> frozenset[str]:
        """The folded words."""
        return frozenset([word.fold for word in self])

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where the words stand that answer to a key, in order."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self):
            for key in word.keys:
                found.setdefault(key, []).append(place)
        return found


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return `text` in lower case without umlauts, so that `Präsident` and `PRAESIDENT` are one."""
    return text.lower().translate(_FOLD)


def keys_of(word: str, lang: str, initial: bool = False) -> frozenset[str]:
    """Return the folded surface and dictionary forms of `word`, and those of the last part of a hyphened compound.

    A German noun answers in capitals only ("Treffen", not "treffen"), the first word of a sentence in both.
    """
    noun = lang == "de" and word[:1].isupper()
    forms = _spellings(word)
    found: set[str] = set()
    if noun:
        found |= {fold(form).capitalize() for name in forms for form in (name, lemma(name, lang))}
        surface = fold(word).capitalize()
        found |= {surface.removesuffix(e) for e in _ENDINGS if len(surface) > len(e) + _SHORTEST_STEM}
    if not noun or initial:
        found |= {fold(form) for name in forms for form in (name, lemma(name, lang), lemma(name.lower(), lang))}
    if lang == "de" and (parts := ZU_INFINITIVE.match(fold(word))):
        found.add(parts[1] + parts[2])
    last = word.rpartition("-")[2]
    if last != word and len(last) >= _SHORTEST_STEM:
        found |= keys_of(last, lang)
    return frozenset(found)


def _spellings(word: str) -> set[str]:
    """Return the word and, where it is written without umlauts or with Swiss ss, the spellings of dictionaries."""
    found = {word}
    for plain, umlaut in _UNFOLD:
        found |= {form.replace(plain, umlaut) for form in found if plain in form}
    found |= {form.replace("ss", "ß") for form in set(found) if "ss" in form}
    return found


def pattern(name: str) -> str:
    """Return a name in a cue table in the form that `keys_of` gives: folded, a noun in capitals."""
    if name.startswith("="):
        return "=" + fold(name[1:])
    bare = name.lstrip("*")
    folded = fold(name)
    return folded if not bare[:1].isupper() else name[: len(name) - len(bare)] + fold(bare).capitalize()


def words(text: str, start: int, end: int, lang: str) -> tuple[Word, ...]:
    """Return the words and signs of `text[start:end]`, offsets into `text`."""
    make = tuple.__new__  # half the time of the class's own, which only orders its arguments
    found: list[Word] = []
    initial = True
    for first, behind, word in zip(*columns_in(text, start, end), strict=True):
        noun = lang == "en" and word.endswith(_GERUNDS) and not (found and "be" in found[-1].keys)
        form = _form(word, lang, initial, noun)
        found.append(make(Word, (first, behind, word, *form)))
        initial = (initial and form[2]) or word in _OPENS_A_SENTENCE
    return tuple(found)


def plain(start: int, end: int, text: str, *keys: str) -> Word:
    """Return a word or sign that is read for nothing but these keys."""
    return Word(start, end, text, frozenset(keys), fold(text), not text[:1].isalnum())


@cache
def _no_verbs(lang: str) -> frozenset[str]:
    """Return the possessives that look like forms of a verb ("Seine Sprecherin": not "sein")."""
    return frozenset(load(lang, "contact")["company"]["no_verbs"])


@lru_cache(maxsize=REMEMBERED)
def _form(token: str, lang: str, initial: bool, noun: bool) -> tuple[frozenset[str], str, bool]:
    """Return what the form alone tells: `Word` from `keys` on; a `noun` in -ing is no form of its verb."""
    keys = frozenset({"<number>"}) if _NUMBER.match(token) else keys_of(token, lang, initial)
    if lang == "en" and token == _MONTH:
        keys = frozenset({"<month>"})
    if lang == "en" and token == _COUNTRY:
        return frozenset({"<country>"}), _IN_POINTS, False
    if token in _no_verbs(lang):
        keys = frozenset({"<possessive>"})
    if noun:
        keys = frozenset(key for key in keys if fold(token).startswith(key) and key.endswith(_GERUNDS))
    return keys | {"=" + fold(token)}, fold(token), not token[0].isalnum()
