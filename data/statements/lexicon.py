"""What speech.toml knows of a language, as sets that are quick to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from data.language import load

Government = Literal["say", "think", "find", "infinitive", "question", "label", "report", "act"]
GOVERNMENTS: tuple[Government, ...] = ("say", "think", "find", "infinitive", "question", "label", "report", "act")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Verbs, nouns and small words of saying.

    `separable` maps a base verb to its particles and their joined verbs, `partnered` to words of its clause
    („wissen lassen"),
    `spellings` a Swiss spelling to the listed one.
    """

    verbs: dict[str, frozenset[str]]
    separable: dict[str, dict[str, str]]
    partnered: dict[str, dict[str, str]]
    spellings: dict[str, str]
    nouns: dict[str, frozenset[str]]
    frames: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    konjunktiv: dict[str, frozenset[str]]
    auxiliaries: frozenset[str]


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the language's lexicon; an unknown language falls back on German, as the language files do."""
    table = load(lang, "speech")
    verbs: dict[str, set[str]] = {}
    separable: dict[str, dict[str, str]] = {}
    partnered: dict[str, dict[str, str]] = {}
    spellings: dict[str, str] = {}
    for government in GOVERNMENTS:
        for entry in table["verbs"].get(government, []):
            partner, _, verb = entry.rpartition(" ")
            particle, _, base = verb.rpartition("|")
            joined = " ".join([*partner.split(), particle + base])
            if particle and lang == "en":  # "rule|out": the verb comes first
                particle, base = base, particle
            verbs.setdefault(joined, set()).add(government)
            for spelt in {base, base.replace("ß", "ss")}:  # Switzerland writes no ß
                if partner:
                    partnered.setdefault(spelt, {})[partner.split()[-1]] = joined
                elif particle:
                    separable.setdefault(spelt, {})[particle] = joined
                if "ß" in joined and not partner:
                    spellings[joined.replace("ß", "ss")] = joined
    return Lexicon(
        verbs={verb: frozenset(governments) for verb, governments in verbs.items()},
        separable=separable,
        partnered=partnered,
        spellings=spellings,
        nouns=_sets(table["nouns"]),
        frames=_sets(table["frames"]),
        words=_sets(table["words"]),
        konjunktiv=_sets(table["konjunktiv"]),
        auxiliaries=frozenset(table["auxiliaries"]["forms"]),
    )


class _Sets(dict[str, frozenset[str]]):
    """Sets by name; a language that has no such words has an empty one."""

    def __missing__(self, key: str) -> frozenset[str]:
        return frozenset()


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return _Sets({key: frozenset(words) for key, words in table.items()})
