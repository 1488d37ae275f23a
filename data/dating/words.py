"""Word tables as regular expressions: every spelling that the texts use, longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """Alternation of literal words, longest first, with blanks that stretch over a line end."""
    parts = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(part).replace(r"\ ", r"\s{1,3}") for part in parts) + ")"
