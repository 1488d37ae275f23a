"""Words as the cue tables see them: every inflected or umlaut-less form of a word answers to the same keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.text import lemma, tokens

_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "’": "'"})
_UNFOLD = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_GERUNDS = ("ing", "ings")  # a noun ("the meeting") unless a form of "be" stands before it
_MONTH = "May"  # in capitals no modal verb: "on 14 May"
_ENDINGS = ("s", "es", "en", "n", "e")
_NUMBER = re.compile(r"\d")
_SHORTEST_STEM = 4
ZU_INFINITIVE = re.compile(r"(\w{2,8}?)zu(\w{3,}(?:en|ern|eln))\Z")  # wiederzusehen: wiedersehen
_OPENS_A_SENTENCE = frozenset(':.!?„“"»«‚‘')


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign at its place; `keys` are the folded forms by which a cue may call it, `=form` the very form."""

    start: int
    end: int
    text: str
    keys: frozenset[str]

    @property
    def is_sign(self) -> bool:
        """Whether this is punctuation, not a word."""
        return not self.text[0].isalnum()


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return `text` in lower case without umlauts, so that `Präsident` and `PRAESIDENT` are one."""
    return text.lower().translate(_FOLD)


@lru_cache(maxsize=65_536)
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
    found: list[Word] = []
    initial = True
    for token in tokens(text[start:end]):
        sign = not token.text[0].isalnum()
        keys = frozenset({"<number>"}) if _NUMBER.match(token.text) else keys_of(token.text, lang, initial)
        if lang == "en" and token.text == _MONTH:
            keys = frozenset({"<month>"})
        if lang == "en" and token.text.endswith(_GERUNDS) and not (found and "be" in found[-1].keys):
            keys = frozenset(key for key in keys if fold(token.text).startswith(key) and key.endswith(_GERUNDS))
        found.append(Word(start + token.start, start + token.end, token.text, keys | {"=" + fold(token.text)}))
        initial = (initial and sign) or token.text in _OPENS_A_SENTENCE
    return tuple(found)
