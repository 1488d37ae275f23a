"""What speech.toml knows of a language, as sets that are quick to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from data.language import load
from data.text import REMEMBERED

Government = Literal["say", "think", "find", "infinitive", "question", "label", "report", "act"]
_SHORTEST_TAIL = 5  # letters of a compound's last part
_LONGEST_TAIL = 40  # and of the longest one that is looked for
_VOUCHING = ("before", "after", "behind", "by", "whereby")
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
    abstract_endings: tuple[str, ...]  # of nouns that name no one
    vouching: frozenset[str]  # prepositions and the like that lead or end an attribution

    companions: dict[str, frozenset[str]]  # of a verb, the words of its clause that make it one of saying

    def may_say(self, lemma: str) -> bool:
        """Whether a verb with this dictionary form may be one of saying, alone or with other words of its clause."""
        return lemma in self.companions or self.says_alone(lemma)

    def says_alone(self, lemma: str) -> bool:
        """Whether a verb with this dictionary form is one of saying without other words."""
        return self.spellings.get(lemma, lemma) in self.verbs or self.without_zu(lemma) is not None

    def stirs(self, low: str, lemma: str, kind: str) -> bool:
        """Whether a word that is no verb of saying may still lead, end or hold a statement of its sentence."""
        frames = self.frames
        return (
            low in self.vouching
            or low in frames["so"]
            or low in frames["hearsay"]
            or (kind == "noun" and listed_noun(lemma, self.nouns["content"]) is not None)
        )

    def without_zu(self, lemma: str) -> str | None:
        """Return the verb of saying in a joined form that the lemmatiser left alone („anzukündigen")."""
        joined = lemma[:2] + lemma[2:].replace("zu", "", 1)
        return joined if "zu" in lemma[2:-3] and joined in self.verbs else None


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
        abstract_endings=tuple(table["nouns"].get("abstract_ending", ())),
        vouching=frozenset(word for key in _VOUCHING for word in table["frames"].get(key, ())),
        companions={
            base: frozenset(separable.get(base, {})) | frozenset(partnered.get(base, {}))
            for base in separable.keys() | partnered.keys()
        },
    )


@lru_cache(maxsize=REMEMBERED)
def listed_noun(noun: str, nouns: frozenset[str]) -> str | None:
    """Return the listed noun that `noun` is, or that ends it as a compound ("Urteilsbegründung": "Begründung")."""
    if noun in nouns:
        return noun
    tail = noun.rpartition("-")[2]
    first = max(len(noun) - len(tail) + (1 if tail == noun else 0), len(noun) - _LONGEST_TAIL)
    for cut in range(first, len(noun) - _SHORTEST_TAIL):
        part = noun[cut:].capitalize()
        if part in nouns:
            return part
    return None


class _Sets(dict[str, frozenset[str]]):
    """Sets by name; a language that has no such words has an empty one."""

    def __missing__(self, key: str) -> frozenset[str]:
        return frozenset()


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return _Sets({key: frozenset(words) for key, words in table.items()})
