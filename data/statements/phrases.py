"""Noun phrases: an article, what stands before the noun, names, a genitive, „von …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.statements.lexicon import lexicon
from data.statements.words import PARTICIPLE_ENDINGS
from data.text import in_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.words import Word

_IN_BRACKETS = 6


class Phrase(NamedTuple):
    """Words `first` up to before `last`; `head` is its first noun, `oblique` a form that is no nominative."""

    first: int
    last: int
    head: int
    preposition: str | None
    oblique: bool
    pronoun: bool


def phrases(words: tuple[Word, ...], lang: str, first: int = 0, last: int | None = None) -> Iterator[Phrase]:
    """Yield the noun phrases of `words[first:last]`, in order, those after a preposition with it."""
    known = lexicon(lang)
    limit = len(words) if last is None else last
    i = first
    while i < limit:
        preposition = None
        at = i
        if (words[i].kind == "preposition" or (i > 0 and words[i].low in known.frames["as_what"])) and i + 1 < limit:
            preposition = words[i].low
            at = i + 1
            if words[at].kind == "preposition":
                at += 1
        phrase = noun_phrase(words, at, limit, lang, preposition)
        if phrase is None:
            i += 1
        else:
            yield phrase
            i = phrase.last


def noun_phrase(words: tuple[Word, ...], start: int, limit: int, lang: str, preposition: str | None) -> Phrase | None:
    """Return the noun phrase or pronoun that begins with word `start` and ends before word `limit`, if one does."""
    known = lexicon(lang)
    head = _head(words, start, limit, known)
    if head is None:
        return _pronoun(words, start, limit, known, preposition)
    oblique = words[start].low in known.words["oblique"] and words[start].kind == "determiner"
    end = _after_head(words, start, head, limit, lang)
    return Phrase(start, end, head, preposition, oblique, pronoun=False)


def _pronoun(words: tuple[Word, ...], start: int, limit: int, known: Lexicon, preposition: str | None) -> Phrase | None:
    if start >= limit:
        return None
    low = words[start].low
    if low in known.words["oblique_pronouns"] and low not in known.words["pronouns"]:
        return Phrase(start, start + 1, start, preposition, oblique=True, pronoun=True)
    if low in known.words["pronouns"] or (words[start].kind == "determiner" and low in known.words["relatives"]):
        return Phrase(start, start + 1, start, preposition, low in known.words["oblique"], pronoun=True)
    return None


def _head(words: tuple[Word, ...], start: int, limit: int, known: Lexicon) -> int | None:
    """Index of the first noun behind determiners, numbers and attributes from `start` on, else None."""
    i = start
    if i >= limit or words[i].kind not in (
        "determiner",
        "noun",
        "number",
        "other",
        "verb",
        "adverb",
        "quote",
        "pronoun",
    ):
        return None
    opened = words[i].kind in ("determiner", "number")
    while i < limit:
        word = words[i]
        if word.kind == "noun":
            if not opened and word.text[-1] in "sxzß'’" and i + 1 < limit and words[i + 1].kind == "other":
                inner = _head(words, i + 1, limit, known)  # „Putins außenpolitischer Berater …"
                if inner is not None:
                    return inner
            return i
        if word.kind == "quote":
            return i if i == limit - 1 or words[i + 1].kind != "noun" else i + 1
        attribute = word.kind in ("number", "other") or (word.kind == "verb" and word.low.endswith(PARTICIPLE_ENDINGS))
        if word.kind == "determiner":
            if i > start and words[i - 1].kind != "determiner":
                return None
            opened = True
        elif not (
            attribute
            or (word.kind == "adverb" and opened)
            or (word.text == "." and i > start and words[i - 1].kind == "number")
            or (word.text in ",/" and i > start and words[i - 1].kind == "other")
            or (
                word.low in known.words["joined_attributes"]
                and i > start
                and opened
                and words[i - 1].kind in ("other", "number", "verb")
            )
        ):
            return None
        i += 1
    return None


def _after_head(words: tuple[Word, ...], start: int, head: int, limit: int, lang: str) -> int:
    """Index behind the phrase: further nouns and names, a bracket, a genitive, „von …"."""
    known = lexicon(lang)
    i = _names(words, head + 1, limit, known)
    common = words[start].kind in ("determiner", "other", "number") or in_dictionary(words[head].text, lang)
    named = i - head > 1 and words[i - 1].kind == "noun"
    while i < limit:
        word = words[i]
        if word.text == "(":
            close = next((j for j in range(i + 1, min(limit, i + 2 * _IN_BRACKETS)) if words[j].text == ")"), None)
            if close is None:
                return i
            i = close + 1
            continue
        if word.low in known.words["genitives"] and word.kind == "determiner" and common and not named:
            inner = _head(words, i, limit, known)
            if inner is None or (start == head and words[inner].text in known.nouns["medium"]):
                return i  # „sagte Noll der Zeitung": to whom, not whose
            i = _names(words, inner + 1, limit, known)
            common = in_dictionary(words[inner].text, lang) and not words[inner].text.isupper()
            continue
        from_place = word.low in known.words["from_place"] and words[head].lemma in known.nouns["source"]
        if (word.low in known.words["inside_phrase"] and common) or from_place:
            inner = _head(words, i + 1, limit, known)
            if inner is None or words[inner].text in known.words["months_and_days"]:
                return i
            i = _names(words, inner + 1, limit, known)
            continue
        if word.low in known.words["joined_names"] and i + 1 < limit:
            inner = _head(words, i + 1, limit, known)
            if inner is None or words[inner].kind == "quote":
                return i
            i = _names(words, inner + 1, limit, known)
            continue
        return i
    return i


def _names(words: tuple[Word, ...], i: int, limit: int, known: Lexicon) -> int:
    """Index behind a run of nouns, initials and name links."""
    while i < limit:
        word = words[i]
        if (
            (word.kind == "noun" and word.text not in known.words["months_and_days"] and not abstract(word.low, known))
            or (word.kind == "number" and words[i - 1].kind == "noun" and word.text.isdigit() and len(word.text) < 3)
            or (word.text == "." and (len(words[i - 1].text) <= 2 or (i + 1 < limit and words[i + 1].kind == "noun")))
        ):
            i += 1
        elif word.text == "/" and i + 1 < limit and words[i + 1].kind == "noun":
            i += 2
        elif (word.kind == "quote" and len(word.text) < 60) or (
            word.low in known.words["name_links"] and _links_names(words, i, limit, known)
        ):
            i += 1
        else:
            return i
    return i


def abstract(low: str, known: Lexicon) -> bool:
    """Tell whether the end of a noun says that it names no one: „Begegnung", „Freiheit"."""
    return low.endswith(known.abstract_endings)


def _links_names(words: tuple[Word, ...], i: int, limit: int, known: Lexicon) -> bool:
    """„Ursula von der Leyen": small links between capitals; „der" and „den" only behind another link."""
    links = known.words["name_links"]
    if words[i].low in known.words["weak_links"] and words[i - 1].low not in links:
        return False
    j = i
    while j < limit and words[j].low in links:
        j += 1
    if j >= limit or words[j].kind != "noun":
        return False
    return words[i].low not in known.words["noble_links"] or (words[i - 1].kind == "noun" and _name_like(words, i, j))


def _name_like(words: tuple[Word, ...], i: int, j: int) -> bool:
    """Tell a given name before the link from „Sprecher von Siemens"."""
    return j > i + 1 or not in_dictionary(words[i - 1].text, "de")


def span_of(words: tuple[Word, ...], phrase: Phrase) -> Span:
    """Return the characters of a phrase, its preposition left out."""
    return words[phrase.first].start, words[phrase.last - 1].end
