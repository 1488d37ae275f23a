"""Words that mix alphabets so that nobody sees it: "Рutin" with a Cyrillic letter in front.

Such a word is kept as it was written and is nobody we know; here it is noticed, so that an analyst can be told. What
looks like what is from the confusables of Unicode Technical Standard 39, by `confusable_homoglyphs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.models import Rejected, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 5
"""Words that a note about an article lists."""

_AROUND = 30

_LETTERS = re.compile(r"[^\W\d_]{3,60}")
# A Latin letter beside one of another alphabet in the same word: most texts hold none and are done with here.
_LATIN, _OTHER = r"[A-Za-z\u00c0-\u024f]", r"[\u0370-\u1dff\u1f00-\u1fff\u2c60-\uabff]"
_FOREIGN = re.compile(_OTHER)
_BOTH = re.compile(f"{_LATIN}{_OTHER}|{_OTHER}{_LATIN}")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A word of letters of several alphabets, its place in the text, and the same look in letters of one of them."""

    start: int
    end: int
    word: str
    looks_like: str
    foreign: tuple[str, ...]  # the letters that are of another alphabet, by their names in Unicode


def lookalikes(text: str) -> tuple[Lookalike, ...]:
    """Return the words of a text in which letters of another alphabet look like those of the word's own, in order."""
    return tuple(_found(text))


def told(found: Lookalike) -> str:
    """Say in one line what is wrong with a word, so that it shows also where the letters do not."""
    return f"{found.word} looks like {found.looks_like} and is not: it holds {', '.join(found.foreign)}"


def at(text: str, found: Lookalike) -> str:
    """Return a word of a text with the words around it."""
    start, end = max(0, found.start - _AROUND), found.end + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def noted(items: Iterable[Source | Rejected]) -> Iterator[Source | Rejected]:
    """Pass articles on, and before each one with words that mix alphabets a note about them."""
    for item in items:
        if isinstance(item, Source) and (reason := note(item.text, item.title)):
            yield Rejected(item.file, item.line, reason)
        yield item


def note(text: str, title: str | None = None) -> str | None:
    """Return a line about the words of an article that mix alphabets, each once; None where there are none."""
    parts = [part for part in (title or "", text) if _FOREIGN.search(part)]
    if not parts:
        return None
    from data.cleaning.characters import normalised

    found = {item.word: item for part in parts for item in lookalikes(normalised(part))}
    if not found:
        return None
    lines = [told(item) for item in list(found.values())[:MOST]]
    rest = f"; and {len(found) - MOST} words more" if len(found) > MOST else ""
    return f"mixes alphabets in words, which count as no names we know: {'; '.join(lines)}{rest}; the article is kept"


def _found(text: str) -> Iterator[Lookalike]:
    if not _BOTH.search(text):
        return
    for match in _LETTERS.finditer(text):
        found = _of_word(match[0])
        if found:
            looks_like, foreign = found
            yield Lookalike(*match.span(), match[0], looks_like, foreign)


def _of_word(word: str) -> tuple[str, tuple[str, ...]] | None:
    """Return what a word looks like and its foreign letters; None where none of its letters is one that looks so."""
    if not _BOTH.search(word):
        return None
    counts = Counter(map(_alphabet, word))
    del counts["COMMON"]
    own = counts.most_common(1)[0][0]
    seen = [_as_in(letter, own) for letter in word]
    foreign = dict.fromkeys(letter for letter, like in zip(word, seen, strict=True) if like != letter)
    names = tuple(f"{unicodedata.name(letter, 'a letter')} (U+{ord(letter):04X})" for letter in foreign)
    return ("".join(seen), names) if names else None


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    from confusable_homoglyphs import categories

    return str(categories.alias(letter))


@lru_cache(maxsize=4096)
def _as_in(letter: str, alphabet: str) -> str:
    """Return the letter of an alphabet that a letter looks like, itself where it is of it or like none."""
    if _alphabet(letter) in (alphabet, "COMMON"):
        return letter
    from confusable_homoglyphs import confusables

    found = confusables.is_confusable(letter, greedy=True, preferred_aliases=[]) or ()
    likes = (like["c"] for entry in found for like in entry["homoglyphs"] if len(like["c"]) == 1)
    own = (like for like in likes if _alphabet(like) == alphabet and like.isupper() == letter.isupper())
    return str(next(own, letter))
