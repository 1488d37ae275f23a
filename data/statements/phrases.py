"""Noun phrases, and which of them is the subject: the nearest thing to a parser that German word order allows without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simplemma import is_known

from data.statements.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.words import Word

_GENITIVES = frozenset(
    {
        "des",
        "der",
        "eines",
        "einer",
        "dieser",
        "dieses",
        "seines",
        "seiner",
        "ihres",
        "ihrer",
        "unseres",
        "unserer",
        "deren",
        "dessen",
    }
)
_INSIDE = frozenset({"von", "vom", "für"})
_NAME_LINKS = frozenset(
    {
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "bin",
        "ibn",
        "ben",
        "el",
        "zu",
        "ter",
        "ten",
        "y",
        "e",
    }
)
_IN_BRACKETS = 6
# A noun with one of these ends is no name: another phrase begins with it.
_ABSTRACT = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "ismus",
    "nis",
    "nisse",
    "tum",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` up to before `last`. `head` is the index of its (first) noun; `case` tells what its form rules out."""

    first: int
    last: int
    head: int
    preposition: str | None
    oblique: bool
    pronoun: bool


def phrases(words: tuple[Word, ...], lang: str, first: int = 0, last: int | None = None) -> list[Phrase]:
    """Return the noun phrases of `words[first:last]`, in order, those after a preposition with it."""
    known = lexicon(lang)
    limit = len(words) if last is None else last
    found: list[Phrase] = []
    i = first
    while i < limit:
        preposition = None
        at = i
        if (words[i].kind == "preposition" or (i > 0 and words[i].low in known.frames["as_what"])) and i + 1 < limit:
            preposition = words[i].low
            at = i + 1
            if words[at].kind == "preposition":
                at += 1
        phrase = _phrase(words, at, limit, known, lang, preposition)
        if phrase is None:
            i += 1
        else:
            found.append(phrase)
            i = phrase.last
    return found


def _phrase(
    words: tuple[Word, ...], start: int, limit: int, known: Lexicon, lang: str, preposition: str | None
) -> Phrase | None:
    head = _head(words, start, limit)
    if head is None:
        return _pronoun(words, start, limit, known, preposition)
    oblique = words[start].low in known.words["oblique"] and words[start].kind == "determiner"
    end = _after_head(words, start, head, limit, known, lang)
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


def _head(words: tuple[Word, ...], start: int, limit: int) -> int | None:
    """Index of the first noun after determiners, numbers and attributes from `start` on; None where no phrase begins there."""
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
                inner = _head(words, i + 1, limit)  # „Putins außenpolitischer Berater …"
                if inner is not None:
                    return inner
            return i
        if word.kind == "quote":
            return i if i == limit - 1 or words[i + 1].kind != "noun" else i + 1
        attribute = word.kind in ("number", "other") or (word.kind == "verb" and _inflected(word.low))
        if word.kind == "determiner":
            if i > start and words[i - 1].kind not in ("determiner",):
                return None
            opened = True
        elif (
            attribute
            or (word.kind == "adverb" and opened)
            or (word.text == "." and i > start and words[i - 1].kind == "number")
        ):
            pass
        elif word.text in ",/" and i > start and words[i - 1].kind in ("other",):
            pass
        elif (
            word.low in ("und", "oder", "sowie", "bis")
            and i > start
            and opened
            and words[i - 1].kind in ("other", "number", "verb")
        ):
            pass
        else:
            return None
        i += 1
    return None


def _inflected(low: str) -> bool:
    return low.endswith(
        (
            "te",
            "ten",
            "ter",
            "tes",
            "tem",
            "ende",
            "enden",
            "ender",
            "endes",
            "endem",
            "ene",
            "enen",
            "ener",
            "enes",
            "enem",
        )
    )


def _after_head(words: tuple[Word, ...], start: int, head: int, limit: int, known: Lexicon, lang: str) -> int:
    """Index behind the phrase: further nouns and names, a bracket, a genitive, „von …"."""
    i = _names(words, head + 1, limit, known)
    common = words[start].kind in ("determiner", "other", "number") or is_known(words[head].text, lang)
    named = i - head > 1 and words[i - 1].kind == "noun"
    while i < limit:
        word = words[i]
        if word.text == "(":
            close = next((j for j in range(i + 1, min(limit, i + 2 * _IN_BRACKETS)) if words[j].text == ")"), None)
            if close is None:
                return i
            i = close + 1
            continue
        if word.low in _GENITIVES and word.kind == "determiner" and common and not named:
            inner = _head(words, i, limit)
            if inner is None or (start == head and words[inner].text in known.nouns["medium"]):
                return i  # „sagte Noll der Zeitung": to whom, not whose
            i = _names(words, inner + 1, limit, known)
            common = is_known(words[inner].text, lang) and not words[inner].text.isupper()
            continue
        from_place = word.low == "aus" and words[head].lemma in known.nouns["source"]
        if (word.low in _INSIDE and common) or from_place:
            inner = _head(words, i + 1, limit)
            if inner is None or words[inner].text in known.words["months_and_days"]:
                return i
            i = _names(words, inner + 1, limit, known)
            continue
        if word.low in ("und", "sowie", "&") and i + 1 < limit:
            inner = _head(words, i + 1, limit)
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
        if word.kind == "noun" and word.text not in known.words["months_and_days"] and not word.low.endswith(_ABSTRACT):
            i += 1
        elif word.kind == "number" and words[i - 1].kind == "noun" and word.text.isdigit() and len(word.text) < 3:
            i += 1
        elif word.text == "." and (len(words[i - 1].text) <= 2 or (i + 1 < limit and words[i + 1].kind == "noun")):
            i += 1
        elif word.text == "/" and i + 1 < limit and words[i + 1].kind == "noun":
            i += 2
        elif word.kind == "quote" and len(word.text) < 60:
            i += 1
        elif word.low in _NAME_LINKS and _links_names(words, i, limit):
            i += 1
        else:
            return i
    return i


def _links_names(words: tuple[Word, ...], i: int, limit: int) -> bool:
    """„Ursula von der Leyen": small links between capitals; „der" and „den" only behind another link."""
    if words[i].low in ("der", "den", "zu") and words[i - 1].low not in _NAME_LINKS:
        return False
    j = i
    while j < limit and words[j].low in _NAME_LINKS:
        j += 1
    if j >= limit or words[j].kind != "noun":
        return False
    return words[i].low not in ("von", "da", "e") or (words[i - 1].kind == "noun" and _name_like(words, i, j))


def _name_like(words: tuple[Word, ...], i: int, j: int) -> bool:
    """A given name before the link, no article anywhere near: not „Sprecher von Siemens"."""
    return (
        words[i].low == "von" and j > i + 1 or (words[i - 1].kind == "noun" and not is_known(words[i - 1].text, "de"))
    )


def subject(
    words: tuple[Word, ...], verb: int | None, lang: str, *, verb_last: bool = False, actors: Sequence[Span] = ()
) -> Phrase | None:
    """Return the phrase that is most likely the subject of `words[verb]`.

    What stands before a finite verb in second place is one constituent: if it begins like a subject it is the subject.
    Otherwise it is the first phrase behind the verb that no preposition leads and whose article may be a nominative.
    """
    known = lexicon(lang)
    if verb is not None and not verb_last:
        if verb + 1 < len(words) and words[verb + 1].low in known.words["subject_pronouns"]:
            return Phrase(verb + 1, verb + 2, verb + 1, None, oblique=False, pronoun=True)
        front = _prefield(words, verb, known, lang)
        if front is not None:
            behind = _nominative(phrases(words, lang, verb + 1), words, known)
            if (
                behind is not None
                and _thing(words, front, known)
                and _settled(words, behind, actors)
                and not _settled(words, front, actors)
            ):
                return behind  # „Eine Vereinbarung bestätigte Kanzlerin X"
            return front
        return _nominative(phrases(words, lang, verb + 1), words, known)
    return _nominative(phrases(words, lang), words, known)


def _thing(words: tuple[Word, ...], phrase: Phrase, known: Lexicon) -> bool:
    """A noun that says nothing: an abstract one, no „Regierung"."""
    noun = words[phrase.head].lemma
    return noun.lower().endswith(_ABSTRACT) and not noun.lower().endswith(tuple(known.nouns["body_ending"]))


def _settled(words: tuple[Word, ...], phrase: Phrase, actors: Sequence[Span]) -> bool:
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    return any(start <= a and b <= end for a, b in actors)


def _prefield(words: tuple[Word, ...], verb: int, known: Lexicon, lang: str) -> Phrase | None:
    first = 0
    while first < verb and (
        words[first].kind in ("joint", "sign")
        or words[first].low in ("auch", "so", "nur", "selbst", "sogar", "allein", "aber", "doch", "vor")
    ):
        if words[first].low == "so" and first + 1 == verb:
            return None
        first += 1
    if (
        first >= verb
        or words[first].kind in ("preposition", "adverb")
        or words[first - 1].low in known.frames["as_what"]
    ):
        return None
    phrase = _phrase(words, first, verb, known, lang, None)
    if phrase is None or phrase.oblique or (phrase.pronoun and words[phrase.first].low in ("das", "dies", "es", "was")):
        return None
    if words[phrase.head].text in known.words["months_and_days"] and phrase.last - phrase.first < 3:
        return None
    end = verb
    while end > phrase.last and words[end - 1].kind in ("adverb", "sign"):
        end -= 1
    return Phrase(phrase.first, end, phrase.head, None, oblique=False, pronoun=phrase.pronoun)


def _nominative(found: list[Phrase], words: tuple[Word, ...], known: Lexicon) -> Phrase | None:
    for phrase in found:
        if phrase.preposition or phrase.oblique:
            continue
        if phrase.pronoun and words[phrase.first].low in ("es", "das", "dies", "was"):
            continue
        if words[phrase.head].text in known.words["months_and_days"]:
            continue
        return phrase
    return None


def span_of(words: tuple[Word, ...], phrase: Phrase) -> Span:
    """Return the characters of a phrase, its preposition left out."""
    return words[phrase.first].start, words[phrase.last - 1].end
