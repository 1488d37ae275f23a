"""Word tables as regular expressions: every spelling that the texts use, longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPECIAL = "ıİſK"  # letters beyond the alphabet that are a small letter's other form
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spellings(word: str) -> set[str]:
    """Return a word with its spellings without umlauts and sharp s ("maerz" for "märz"), as some wires write."""
    return {word, word.replace("ß", "ss"), word.translate(_PLAIN)}


def values(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Turn a table of lists, value = [words], into spelling -> value."""
    return {form: value for value, words in table.items() for word in words for form in spellings(word)}


def numbers(table: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Turn a table of lists whose keys are whole numbers into spelling -> number."""
    return {form: int(value) for form, value in values(table).items()}


def one_of(words: Iterable[str]) -> str:
    """Alternation of literal words, longest first, with blanks that stretch over a line end; for re.IGNORECASE only.

    Words are grouped by their first letter: the engine looks at one set of letters for each group, and tries those
    words only that begin like the text. Without that it would compare each word, ignoring case, at each place.
    """
    parts = sorted(set(words), key=lambda word: (-len(word), word))
    groups: dict[str, list[str]] = {}
    for part in parts:
        groups.setdefault(part[0].lower(), []).append(part[1:])
    return "(?:" + "|".join(f"{_letter(first)}{_alternatives(rest)}" for first, rest in groups.items()) + ")"


def _letter(first: str) -> str:
    """Return a set that matches a letter in either case without the flag, which is quicker to refuse."""
    same = [one for one in dict.fromkeys((first, first.upper(), *_SPECIAL)) if len(one) == 1]
    forms = [one for one in same if re.fullmatch(re.escape(first), one, re.IGNORECASE)]
    return f"(?-i:[{''.join(map(re.escape, forms))}])"


def _alternatives(parts: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(part).replace(r"\ ", r"\s{1,3}") for part in parts) + ")"
