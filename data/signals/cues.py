"""A small language for cues, so that what a phrase means stands in a table and not in code.

A cue is a row of elements that must all stand in one clause, in any order: `"können @no absagen"`. An element is a
word by any of its keys, a noun in capitals ("Treffen"), alternatives with `|`, neighbours with `_` (`vom_Tisch`), one
form only with `=` (`=erst`, not "erste"), a beginning or an end with `*` (`*Treffen`), a named set with `@`, and `!`
before an element that must be missing. `<number>` is any number, `<ob>` and `<dass>` the clause that hangs on this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from data.signals.words import Row, pattern
from data.text import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.signals.words import Word


_NONE = frozenset[int]()  # what most words call; one for all of them


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: what it stands for, and its elements, each a tuple of alternatives, each a tuple of neighbours."""

    meaning: str
    elements: tuple[tuple[tuple[str, ...], ...], ...]
    barred: tuple[tuple[tuple[str, ...], ...], ...]
    text: str


class Match(NamedTuple):
    """A cue found in a row of words: the places of the words it used."""

    cue: Cue
    places: frozenset[int]


class CueTable:
    """Cues of one language, compiled once; only those whose rarest element is there are tried."""

    def __init__(self, cues: Iterable[tuple[str, str]], sets: Mapping[str, Sequence[str]] | None = None) -> None:
        self._cues = [_compile(meaning, text, sets or {}) for meaning, text in cues]
        self._needed = [_needed(cue) for cue in self._cues]
        self._exact: dict[str, list[int]] = {}
        self._open: list[tuple[str, int]] = []
        for number, cue in enumerate(self._cues):
            for alternative in max(cue.elements, key=_rarity):
                name = max(alternative, key=len)
                if "*" in name:
                    self._open.append((name, number))
                else:
                    self._exact.setdefault(name, []).append(number)
        self._names = frozenset(self._exact)
        self._candidates = lru_cache(maxsize=REMEMBERED)(self._candidates_of)
        self._opened = lru_cache(maxsize=REMEMBERED)(self._opened_by)

    def _candidates_of(self, keys: frozenset[str]) -> frozenset[int]:
        return frozenset(number for key in keys for number in self._exact.get(key, ())) | self._opened(keys) or _NONE

    def _opened_by(self, keys: frozenset[str]) -> frozenset[int]:
        return frozenset([number for name, number in self._open if fits(name, keys)]) or _NONE

    def meanings(self, keys: frozenset[str]) -> frozenset[str]:
        """Return what the cues mean that a word with these keys may call."""
        return frozenset(self._cues[number].meaning for number in self._candidates(keys))

    def find(self, row: Sequence[Word]) -> list[Match]:
        """Return every cue that stands in `row`."""
        row = row if isinstance(row, Row) else Row(row)
        keys = row.keys
        tried = {number for name in self._names & keys for number in self._exact[name]}
        if self._open:
            tried.update(*[self._opened(word.keys) for word in row])
        found = []
        for number in sorted(tried) if tried else ():
            if any(map(keys.isdisjoint, self._needed[number])):
                continue
            places = _places(self._cues[number], row)
            if places is not None:
                found.append(Match(self._cues[number], places))
        return found


def _rarity(element: tuple[tuple[str, ...], ...]) -> tuple[int, int]:
    return -len(element), min(max(map(len, alternative)) for alternative in element)


def _needed(cue: Cue) -> tuple[frozenset[str], ...]:
    """Return, for each element without a `*`, the keys of which a row must have one."""
    firsts = [frozenset(alternative[0] for alternative in element) for element in cue.elements]
    return tuple(names for names in firsts if not any("*" in name for name in names))


def _compile(meaning: str, text: str, sets: Mapping[str, Sequence[str]]) -> Cue:
    elements: list[tuple[tuple[str, ...], ...]] = []
    barred: list[tuple[tuple[str, ...], ...]] = []
    for part in text.split():
        alternatives: list[tuple[str, ...]] = []
        for name in part.removeprefix("!").split("|"):
            names = sets[name[1:]] if name.startswith("@") else [name]
            alternatives += [tuple(pattern(n) for n in neighbours.split("_")) for neighbours in names]
        (barred if part.startswith("!") else elements).append(tuple(alternatives))
    return Cue(meaning, tuple(elements), tuple(barred), text)


def _places(cue: Cue, row: Row) -> frozenset[int] | None:
    used: set[int] = set()
    for element in cue.elements:
        place = _first_of(element, row, used)
        if place is None:
            return None
        used.update(place)
    nothing: set[int] = set()
    if any(_first_of(element, row, nothing) is not None for element in cue.barred):
        return None
    return frozenset(used)


def _first_of(element: tuple[tuple[str, ...], ...], row: Row, used: set[int]) -> range | None:
    for alternative in element:
        for start in _starts(alternative[0], row):
            place = range(start, start + len(alternative))
            if place.stop > len(row) or not used.isdisjoint(place):
                continue
            if all(is_one(name, row[start + k].keys) for k, name in enumerate(alternative) if k):
                return place
    return None


def _starts(name: str, row: Row) -> Sequence[int]:
    if "*" not in name:
        return row.places.get(name, ())
    return [place for place, word in enumerate(row) if is_one(name, word.keys)]


def is_one(name: str, keys: frozenset[str]) -> bool:
    """Whether a word with `keys` is what the pattern `name` calls for; what was asked of late is remembered."""
    return name in keys if "*" not in name else _fits(name, keys)


def fits(name: str, keys: frozenset[str]) -> bool:
    """Whether a word with `keys` is what the pattern `name` calls for."""
    if "*" not in name:
        return name in keys
    bare = name.strip("*")
    if name.endswith("*"):
        return any((bare in key) if name.startswith("*") else key.startswith(bare) for key in keys)
    noun = bare[:1].isupper()
    ending = bare.lower()
    return any(key.lower().endswith(ending) and (key[:1].isupper() or not noun) for key in keys)


_fits = lru_cache(maxsize=REMEMBERED)(fits)
