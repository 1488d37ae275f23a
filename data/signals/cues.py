"""A small language for cues, so that what a phrase means stands in a table and not in code.

A cue is a row of elements that must all stand in one clause, in any order: `"schließen @neg aus"`. An element is
a word by any of its keys, alternatives with `|`, neighbours with `_` (`vom_tisch`), a beginning or an end with `*`
(`*treffen`), a named set with `@`, and `!` before an element that must be missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.signals.words import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.signals.words import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: what it stands for, and its elements, each a tuple of alternatives, each a tuple of neighbours."""

    meaning: str
    elements: tuple[tuple[tuple[str, ...], ...], ...]
    barred: tuple[tuple[tuple[str, ...], ...], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found in a row of words: the places of the words it used."""

    cue: Cue
    places: frozenset[int]


class CueTable:
    """Cues of one language, compiled once; `find` is quick because only cues whose first element is there are tried."""

    def __init__(self, cues: Iterable[tuple[str, str]], sets: Mapping[str, Sequence[str]] | None = None) -> None:
        self._cues = [_compile(meaning, text, sets or {}) for meaning, text in cues]
        self._exact: dict[str, list[int]] = {}
        self._open: list[tuple[str, int]] = []
        for number, cue in enumerate(self._cues):
            for alternative in cue.elements[0]:
                if "*" in alternative[0]:
                    self._open.append((alternative[0], number))
                else:
                    self._exact.setdefault(alternative[0], []).append(number)
        self._candidates = lru_cache(maxsize=65_536)(self._candidates_of)

    def _candidates_of(self, keys: frozenset[str]) -> frozenset[int]:
        found = {number for key in keys for number in self._exact.get(key, ())}
        return frozenset(found | {number for pattern, number in self._open if is_one(pattern, keys)})

    def find(self, row: Sequence[Word]) -> list[Match]:
        """Return every cue that stands in `row`."""
        tried: set[int] = set()
        for word in row:
            tried |= self._candidates(word.keys)
        found = []
        for number in sorted(tried):
            places = _places(self._cues[number], row)
            if places is not None:
                found.append(Match(self._cues[number], places))
        return found


def _compile(meaning: str, text: str, sets: Mapping[str, Sequence[str]]) -> Cue:
    elements, barred = [], []
    for part in text.split():
        alternatives: list[tuple[str, ...]] = []
        for name in part.removeprefix("!").split("|"):
            names = sets[name[1:]] if name.startswith("@") else [name]
            alternatives += [tuple(pattern(n) for n in neighbours.split("_")) for neighbours in names]
        (barred if part.startswith("!") else elements).append(tuple(alternatives))
    return Cue(meaning, tuple(elements), tuple(barred), text)


def _places(cue: Cue, row: Sequence[Word]) -> frozenset[int] | None:
    used: set[int] = set()
    for element in cue.elements:
        place = next((at for alternative in element if (at := _first(alternative, row, used)) is not None), None)
        if place is None:
            return None
        used.update(place)
    for element in cue.barred:
        if any(_first(alternative, row, set()) is not None for alternative in element):
            return None
    return frozenset(used)


def _first(alternative: tuple[str, ...], row: Sequence[Word], used: set[int]) -> range | None:
    size = len(alternative)
    for start in range(len(row) - size + 1):
        place = range(start, start + size)
        if used.isdisjoint(place) and all(
            is_one(name, row[at].keys) for name, at in zip(alternative, place, strict=True)
        ):
            return place
    return None


def is_one(name: str, keys: frozenset[str]) -> bool:
    """Whether a word with `keys` is what the pattern `name` calls for."""
    if "*" not in name:
        return name in keys
    bare = name.strip("*")
    if name.endswith("*"):
        return any((bare in key) if name.startswith("*") else key.startswith(bare) for key in keys)
    noun = bare[:1].isupper()
    ending = bare.lower()
    return any(key.lower().endswith(ending) and (key[:1].isupper() or not noun) for key in keys)
