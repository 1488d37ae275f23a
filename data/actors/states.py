"""Countries and bodies as actors: where a country's name stands for its government, and which pronouns a body takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from data.actors.clauses import oblique

if TYPE_CHECKING:
    from data.actors.countries import Countries
    from data.actors.vocabulary import Vocabulary
    from data.actors.words import Word

_LONGEST = 3  # words of a country's name
_BLOCKED = ("case.prepositions", "place.prepositions", "case.genitive", "determiners.contracted")
_BEFORE_A_CLAUSE = frozenset(',:;–„“"»«')


def country_at(text: tuple[Word, ...], at: int, table: Countries) -> tuple[str | None, int]:
    """Return the country whose name begins at the word `at`, and the name's last word."""
    if text[at].fold not in table.starts:
        return None, at
    for size in range(_LONGEST, 0, -1):
        form = tuple(word.fold for word in text[at : at + size])
        if form in table.names:
            return table.names[form], at + len(form) - 1
    return None, at


def acts(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    """Whether a country's name stands where one acts or speaks: without a preposition, and not as a genitive."""
    if at == 0 or text[at - 1].sentence != text[at].sentence:
        return True
    before = text[at - 1]
    if before.text == "," and _explains_a_place(text, at, words):
        return False
    if not before.text[0].isalpha():
        return before.text in _BEFORE_A_CLAUSE
    if ("place.articles", before.fold) in words:
        nominative = ("place.nominative_articles", before.fold) in words
        return nominative and (at < 2 or ("case.prepositions", text[at - 2].fold) not in words)
    if before.capital and at >= 2 and text[at - 2].sentence == text[at].sentence:
        return False
    if any((key, before.fold) in words for key in _BLOCKED):
        return False
    return ("case.coordinators", before.fold) not in words or not oblique(text, at, words)


def body_gender(text: tuple[Word, ...], at: int) -> Literal["f", "m", "n"]:
    """Return the gender that the article before a body's name shows; a country or capital without one is neuter."""
    before = text[at - 1].fold if at and text[at - 1].sentence == text[at].sentence else ""
    return "m" if before in {"der", "den", "vom"} else "f" if before == "die" else "n"


def _explains_a_place(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    """Whether the country stands behind a place: "in Riad, Saudi-Arabien"."""
    for k in range(at - 2, max(-1, at - 5), -1):
        if ("place.prepositions", text[k].fold) in words:
            return True
        if not text[k].capital:
            return False
    return False
