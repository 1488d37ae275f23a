"""The words for offices, functions, bodies and pronouns of one language, folded and declined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from data.actors.words import fold, pieces, spellings
from data.language import load

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class Title:
    """What a form of a title may be: the role, its first part ("aussen"), gender, number, and the word to show."""

    role: str
    of: str
    gender: Gender | None
    singular: bool
    plural: bool
    base: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's closed classes; every set holds folds."""

    lang: str
    titles: dict[tuple[str, ...], Title]
    covers: dict[str, frozenset[str]]
    means: dict[str, frozenset[str]]
    plain: dict[str, frozenset[str]]
    bodies: dict[str, str]
    lists: dict[str, frozenset[str]]
    personal: dict[str, frozenset[str]]
    possessive: dict[str, frozenset[str]]
    demonstrative: dict[str, frozenset[str]]
    closed: frozenset[str]  # words that are no part of a name
    adjective_endings: tuple[str, ...]
    preterite_endings: tuple[str, ...]
    ages: tuple[str, ...]  # endings of "54-Jährige"

    def like_adjective(self, text: str) -> bool:
        """Whether a folded word in small letters may be an adjective by its ending."""
        return text.endswith(self.adjective_endings) and not text.endswith(self.preterite_endings)

    def __contains__(self, entry: tuple[str, str]) -> bool:
        return entry[1] in self.lists[entry[0]]


@cache
def vocabulary(lang: str) -> Vocabulary:
    """Return the vocabulary of `lang`; read only, shared by all callers."""
    table, small = load(lang, "titles"), load(lang, "pronouns")
    titles: dict[tuple[str, ...], Title] = {}
    gendered = table.get("gendered", {})
    for role, row in table["roles"].items():
        for word in row.get("words", ()):
            _add(titles, word, Title(role, "", None, singular=True, plural=False, base=word), lang, gendered)
        for word in row.get("adjectival", ()):
            _add_adjectival(titles, word, role, "")
        for word in row.get("fixed", ()):
            _add_fixed(titles, word, role)
    for word, (role, of) in table["same"].items():
        _add(titles, word, Title(role, fold(of), None, singular=True, plural=False, base=word), lang, gendered)
    bodies = {
        form + ending: kind
        for kind, nouns in table["bodies"].items()
        for noun in nouns
        for form in spellings(noun)
        for ending in ("", "s", "es")
    }
    lists = _lists(table, small)
    return Vocabulary(
        lang,
        titles,
        {role: frozenset(row.get("covers", ())) for role, row in table["roles"].items()},
        {role: frozenset(row.get("means", ())) for role, row in table["roles"].items()},
        {role: frozenset(row.get("plain", ())) for role, row in table["roles"].items()},
        bodies,
        lists,
        {fold(word): frozenset(genders) for word, genders in small["personal"].items()},
        {
            fold(stem) + ending: frozenset(genders)
            for stem, genders in small["possessive"].items()
            for ending in small["possessive_endings"]["words"]
        },
        {fold(word): frozenset(genders) for word, genders in small["demonstrative"].items()},
        frozenset().union(*(lists[key] for key in _CLOSED)),
        tuple(lists["adjectives.endings"]),
        tuple(lists["adjectives.not_endings"]),
        tuple(lists["epithets.ages"]),
    )


def _lists(table: dict[str, Any], small: dict[str, Any]) -> dict[str, frozenset[str]]:
    found = {}
    for topic in ("modifiers", "groups", "source_nouns", "names", "heads"):
        for key, values in table[topic].items():
            found[f"{topic}.{key}"] = frozenset(fold(value) for value in values)
    for topic in ("personal_subject", "determiners", "case", "place", "epithets", "adjectives"):
        for key, values in small[topic].items():
            found[f"{topic}.{key}"] = frozenset(fold(value) for value in values)
    found["media"] = frozenset(fold(noun) for nouns in table["media"].values() for noun in nouns)
    for key in ("former", "deputy"):
        found[f"modifiers.{key}_stems"] = frozenset(stem(word) for word in found[f"modifiers.{key}_adjectives"])
    for key, values in load("de", "first_names").items():
        found[f"names.{key}"] = frozenset(fold(value) for value in values)
    return found


def stem(adjective: str) -> str:
    """Return a folded adjective without its ending."""
    return adjective.rstrip("enrms")


def _add(
    titles: dict[tuple[str, ...], Title], word: str, like: Title, lang: str, gendered: dict[str, list[str]]
) -> None:
    """Add the forms of `word`; a title with a first part replaces what is there."""
    for spelling in spellings(word):
        parts = pieces(spelling)
        forms = _german(parts[-1], word) if lang == "de" else _english(parts[-1], word, gendered)
        for form, (gender, singular, several, base) in forms.items():
            key = (*parts[:-1], form)
            if like.of or key not in titles:
                titles[key] = Title(like.role, like.of, gender, singular, several, base)


def _english(last: str, word: str, gendered: dict[str, list[str]]) -> dict[str, tuple[Any, bool, bool, str]]:
    gender = next((one for one in ("f", "m") if any(word.endswith(noun) for noun in gendered.get(one, ()))), None)
    plural = last[:-3] + "men" if last.endswith("man") else last + "s"
    return {last: (gender, True, False, word), plural: (gender, False, True, word)}


def _german(last: str, word: str) -> dict[str, tuple[Any, bool, bool, str]]:
    """Return the forms of a German noun with its feminine: form -> gender, singular, plural, nominative."""
    woman = word.removesuffix("e") + "in"
    root = last.removesuffix("e")
    plain = last.replace("-", "")
    forms: dict[str, tuple[Any, bool, bool, str]] = {}
    for base in dict.fromkeys((last, plain)):
        for ending in ("s", "es"):
            forms[base + ending] = ("m", True, ending == "s", word)
        forms[base + "e"] = ("m", False, True, word)
        for ending in ("en", "n"):
            forms[base + ending] = ("m", True, True, word)
        forms[base] = ("m", True, base.endswith("er"), word)
    for ending, several in (("in", False), ("innen", True)):
        forms[root.replace("-", "") + ending] = ("f", not several, several, woman)
    return forms


def _add_adjectival(titles: dict[tuple[str, ...], Title], word: str, role: str, of: str) -> None:
    root = fold(word).removesuffix("r")
    base = word.removesuffix("r")
    titles.setdefault((root + "r",), Title(role, of, "m", singular=True, plural=False, base=base))
    titles.setdefault((root + "n",), Title(role, of, None, singular=True, plural=True, base=base))
    titles.setdefault((root + "m",), Title(role, of, "m", singular=True, plural=False, base=base))
    titles.setdefault((root,), Title(role, of, None, singular=True, plural=True, base=base))


def _add_fixed(titles: dict[tuple[str, ...], Title], word: str, role: str) -> None:
    for form in (fold(word), fold(word) + "s", fold(word) + "es", fold(word) + "en"):
        titles.setdefault((form,), Title(role, "", None, singular=True, plural=False, base=word))


_CLOSED = (
    "names.not_names",
    "modifiers.address",
    "determiners.definite",
    "determiners.indefinite",
    "determiners.demonstrative",
    "determiners.contracted",
    "case.prepositions",
    "case.sources",
    "case.coordinators",
    "groups.words",
    "groups.nameless",
    "groups.both",
    "source_nouns.words",
)
