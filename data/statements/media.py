"""Who passed a claim on: the papers, broadcasters and agencies that a frame names (codebook, `via` and ruling 11)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from data.statements.lexicon import lexicon
from data.text import REMEMBERED

if TYPE_CHECKING:
    from data.models import Span
    from data.profile.models import Profile

_QUOTED = r"[„“\"»«‚‘'](?P<quoted>[^„“”\"»«‚‘’\n]{2,50})[“”\"«»‘’']"
_NAME = r"(?P<name>(?:[A-ZÄÖÜ][\w&.’-]{1,30}|von|der|am|im|of|the)(?: (?:[A-ZÄÖÜ0-9][\w&.’-]{0,30})){0,3})"


_WORD = re.compile(r"\w+")
_HYPHENED = re.compile(r"[\w-]+")
_MARKS = frozenset("„“\"»«‚‘'")  # that open the name of a medium


@dataclass(frozen=True, slots=True, eq=False)
class Media:
    """The outlets of a profile as one pattern, and the profile's name for each of their forms; made once for each."""

    lang: str
    known: re.Pattern[str]
    names: dict[str, str]
    firsts: frozenset[str]  # first words of the forms


@lru_cache(maxsize=16)
def media_of(lang: str, profile: Profile) -> Media:
    """Return the media that `profile` knows, ready to be looked for in a text of language `lang`."""
    names = {form: outlet.name for outlet in profile.outlets for form in (outlet.name, *outlet.aliases)}
    alternatives = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True)) or r"(?!)"
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
    firsts = frozenset(word for form in names for word in _WORD.findall(form)[:1])
    return Media(lang, pattern, {form.lower(): name for form, name in names.items()}, firsts)


def outlets_in(text: str, span: Span, media: Media) -> tuple[str, ...]:
    """Return the outlets named in `text[start:end]`, in text order, each once, by the profile's name if it has one."""
    return _outlets(text[span[0] : span[1]], media)


@lru_cache(maxsize=512)
def _outlets(passage: str, media: Media) -> tuple[str, ...]:
    words = _WORD.findall(passage)
    shown: set[str] = {kind for word in words for kind in _kinds(word, media.lang)}
    if not _MARKS.isdisjoint(passage):
        shown.add("quoted")
    known = () if media.firsts.isdisjoint(words) else media.known.finditer(passage)
    found = [(m.start(), m.end(), media.names[m.group().lower()]) for m in known]
    for needed, pattern in _unknown(media.lang) if shown else ():
        for m in pattern.finditer(passage) if needed <= shown else ():
            group = "quoted" if m.groupdict().get("quoted") else "name"
            start, end = m.span(group)
            after = bisect_left(found, (start, 0, ""))
            free = (after == 0 or found[after - 1][1] <= start) and (after == len(found) or end <= found[after][0])
            if free:
                found.insert(after, (start, end, m.group(group).strip(" ,.")))
    return tuple(dict.fromkeys(name for _, _, name in found))


def names_medium(text: str, spans: tuple[Span, ...], media: Media) -> bool:
    """Whether the words that name a speaker name a medium and nobody else."""
    for start, end in spans:
        named = _names_medium(text[start:end], media)
        if named is not None:
            return named
    return False


@lru_cache(maxsize=512)
def _names_medium(passage: str, media: Media) -> bool | None:
    """Return what one passage says; None where the next one may say more."""
    if _outlets(passage, media) and not _person_first(passage, media.lang):
        return True
    words = lexicon(media.lang).nouns["medium"]
    if any(w.rpartition("-")[2] in words or w in words for w in _HYPHENED.findall(passage)[:4]):
        return not _person_first(passage, media.lang)
    return None


def unnamed_medium(text: str, span: Span, lang: str) -> bool:
    """Whether a frame speaks to „der Zeitung", „dem Sender": the one named before."""
    known = lexicon(lang)
    passage = _HYPHENED.findall(text[span[0] : span[1]])
    return any(a.lower() in known.words["definite"] and b in known.nouns["medium"] for a, b in pairwise(passage))


def _person_first(passage: str, lang: str) -> bool:
    """Tell „Chefredakteur X von der „Zeitung“" from the medium: someone stands before it."""
    people = tuple(lexicon(lang).nouns["media_people"])
    return any(part in word.lower() for word in _HYPHENED.findall(passage)[:2] for part in people)


@lru_cache(maxsize=REMEMBERED)
def _kinds(word: str, lang: str) -> tuple[str, ...]:
    """Return which parts of the name of a medium that no profile knows a word may be, as `_unknown` needs them."""
    low = word.lower()
    return tuple(kind for kind, parts in _parts(lang).items() if any(part in low for part in parts))


@lru_cache(maxsize=4)
def _parts(lang: str) -> dict[str, frozenset[str]]:
    nouns = lexicon(lang).nouns
    return {
        kind: frozenset(word.lower() for noun in nouns[kind] for word in _WORD.findall(noun)[:1])
        for kind in ("medium", "title", "agency_ending")
    }


@lru_cache(maxsize=4)
def _unknown(lang: str) -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Return the patterns for media that no profile knows, each with what a passage must show for it to be tried."""
    known = lexicon(lang)
    medium = "|".join(sorted(known.nouns["medium"], key=len, reverse=True))
    title = "|".join(sorted(known.nouns["title"], key=len, reverse=True))
    ending = "|".join(sorted(known.nouns["agency_ending"], key=len, reverse=True))
    article = "|".join(sorted(known.words["definite"]))
    patterns = (
        ("medium quoted", rf"(?i:\b[\w-]*(?:{medium})(?:s|es|n)? {_QUOTED})"),
        ("quoted", rf"\b(?:{article}|laut|wie) {_QUOTED}(?!\w)"),
        ("medium", rf"\b(?:[A-ZÄÖÜ][\w-]*)?(?:{medium})(?:s|es)? {_NAME}"),
        ("title", rf"\b(?P<name>(?:[A-ZÄÖÜ][\w-]* (?:[A-ZÄÖÜ]\w*-)?|[A-ZÄÖÜ]\w*-)(?:{title}))\b"),
        ("agency_ending", rf"\b(?P<name>[A-ZÄÖÜ][\w]{{1,20}}(?:{ending}))\b"),
    )
    return tuple((frozenset(needed.split()), re.compile(pattern)) for needed, pattern in patterns)
