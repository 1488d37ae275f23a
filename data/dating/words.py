"""Word tables as regular expressions: every spelling that the texts use, longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SPECIAL = "ıİſK"  # letters beyond the alphabet that are a small letter's other form
_BLANK = r"\s{1,3}"
_DEEP = 4  # letters by which words are parted
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

    Words are parted by their first letters: the engine looks at one set of letters for each branch, and tries those
    words only that begin like the text. Without that it would compare each word, ignoring case, at each place.
    """
    return _parted(sorted(set(words), key=lambda word: (-len(word), word)), _DEEP)


def _parted(parts: Sequence[str], deep: int) -> str:
    if len(parts) == 1 or not deep:
        return "(?:" + "|".join(re.escape(part).replace(r"\ ", _BLANK) for part in parts) + ")"
    groups: dict[str, list[str]] = {}
    for part in parts:
        groups.setdefault(part[:1].lower(), []).append(part[1:])
    end = groups.pop("", None)
    branches = [f"{_letter(first)}{_parted(rest, deep - 1)}" for first, rest in groups.items()]
    return "(?:" + "|".join([*branches, *([""] if end else [])]) + ")"


def _letter(first: str) -> str:
    """Return a set that matches a letter in either case without the flag, which is quicker to refuse."""
    if first == " ":
        return _BLANK
    same = [one for one in dict.fromkeys((first, first.upper(), *_SPECIAL)) if len(one) == 1]
    forms = [one for one in same if re.fullmatch(re.escape(first), one, re.IGNORECASE)]
    return f"(?-i:[{''.join(map(re.escape, forms))}])"
