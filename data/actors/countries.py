"""Countries by name, adjective and people; those that no list knows get theirs from the shape of the name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from data.actors.words import fold, pieces, spellings
from data.language import LANGUAGES, load


@dataclass(frozen=True, slots=True)
class Countries:
    """Folded forms in one language, each with the country's key: the German name, or an invented name as it stands."""

    names: dict[tuple[str, ...], str]
    capitals: dict[tuple[str, ...], str]
    adjectives: dict[str, str]
    people: dict[str, str]
    several: frozenset[str]  # forms of `people` that are plural only
    feminine: tuple[str, ...]  # endings of `people`
    starts: frozenset[str]  # first words of `names`
    prefixes: dict[str, str]  # first parts of compounds: "us", "ukraine"


def country_key(name: str | None) -> str | None:
    """Return the key of a country written in any language, an unknown one as it is."""
    return _keys().get(fold(name), name) if name else None


def countries(lang: str, invented: frozenset[str]) -> Countries:
    """Return the countries of the list and the `invented` ones, as they are named in `lang`."""
    table = load(lang, "countries")
    known: dict[str, dict[str, Any]] = table["countries"]
    found = Countries({}, {}, {}, {}, frozenset(), tuple(table["declension"]["feminine_people"]), frozenset(), {})
    several: set[str] = set()
    rows = [(key, row, False) for key, row in known.items()] + [
        (key, {}, True) for key in sorted(invented - known.keys())
    ]
    for key, row, new in rows:
        names = _translated(key, table) if new else [row.get("name", key), *row["other"]]
        adjectives = _derived(names, table, "adjective_endings") if new else row["adjectives"]
        people = _derived(names, table, "people_endings") if new else row["people"]
        for name in names:
            for form in _noun_forms(name):
                found.names.setdefault(form, key)
            for part in spellings(name):
                found.prefixes.setdefault(part, key)
        for capital in row.get("capitals", ()):
            for form in _noun_forms(capital):
                found.capitals.setdefault(form, key)
        for adjective in adjectives:
            for stem in spellings(adjective):
                for ending in table["declension"]["adjective"]:
                    found.adjectives.setdefault(stem + ending, key)
        for one in people:
            for stem in spellings(one):
                _decline(stem, key, table["declension"], found.people, several)
    return replace(found, several=frozenset(several), starts=frozenset(form[0] for form in found.names))


def _decline(form: str, key: str, declension: dict[str, list[str]], people: dict[str, str], several: set[str]) -> None:
    stem = form.removesuffix("e")
    for ending in declension["people"]:
        base = stem if ending.startswith("in") else form
        people.setdefault(base + ending, key)
        if ending in declension["plural_people"]:
            several.add(base + ending)


def _noun_forms(name: str) -> list[tuple[str, ...]]:
    parts = [fold(piece) for piece in pieces(name)]
    first = [parts]
    if len(parts) > 1 and parts[0].endswith(("e", "er", "es")):
        stem = parts[0].rstrip("rs")
        first = [[stem + ending, *parts[1:]] for ending in ("", "n", "r", "s", "m")]
    return [tuple(form) for form in first]


def _translated(name: str, table: dict[str, Any]) -> list[str]:
    names = [name]
    for ending, others in table["derived"].get("translated_endings", {}).items():
        if name.endswith(ending):
            names += [name.removesuffix(ending) + other for other in others]
            break
    return names


def _derived(names: list[str], table: dict[str, Any], what: str) -> list[str]:
    forms: list[str] = []
    for name in names:
        stems = [name]
        for ending in sorted(table["derived"]["name_endings"], key=len, reverse=True):
            if name.endswith(ending) and len(name) > len(ending) + 2:
                stems.append(name.removesuffix(ending))
        forms += [stem + ending for stem in stems for ending in table["derived"][what] if stem + ending != name]
    return forms


@cache
def _keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for lang in LANGUAGES:
        for key, row in load(lang, "countries")["countries"].items():
            for name in (key, row.get("name", key), *row["other"]):
                for form in spellings(name):
                    keys.setdefault(form, key)
    return keys
