"""Who passed a claim on: the papers, broadcasters and agencies that a frame names (codebook, `via` and ruling 11)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from data.statements.lexicon import lexicon

if TYPE_CHECKING:
    from data.models import Span
    from data.profile.models import Profile

_QUOTED = r"[„“\"»«‚‘'](?P<quoted>[^„“”\"»«‚‘’\n]{2,50})[“”\"«»‘’']"
_NAME = r"(?P<name>(?:[A-ZÄÖÜ][\w&.’-]{1,30}|von|der|am|im|of|the)(?: (?:[A-ZÄÖÜ0-9][\w&.’-]{0,30})){0,3})"


_WORD = re.compile(r"\w+")
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
    quoted = not _MARKS.isdisjoint(passage)
    if not quoted and media.firsts.isdisjoint(words) and not any(_may_tell(word, media.lang) for word in words):
        return ()  # most passages
    found = [(m.start(), m.end(), media.names[m.group().lower()]) for m in media.known.finditer(passage)]
    for pattern in _unknown(media.lang):
        for m in pattern.finditer(passage):
            group = "quoted" if m.groupdict().get("quoted") else "name"
            start, end = m.span(group)
            if not any(a < end and start < b for a, b, _ in found):
                found.append((start, end, m.group(group).strip(" ,.")))
    return tuple(dict.fromkeys(name for _, _, name in sorted(found)))


def names_medium(text: str, spans: tuple[Span, ...], media: Media) -> bool:
    """Whether the words that name a speaker name a medium and nobody else."""
    words = lexicon(media.lang).nouns["medium"]
    for span in spans:
        passage = text[span[0] : span[1]]
        if outlets_in(text, span, media) and not _person_first(passage, media.lang):
            return True
        if any(w.rpartition("-")[2] in words or w in words for w in re.findall(r"[\w-]+", passage)[:4]):
            return not _person_first(passage, media.lang)
    return False


def unnamed_medium(text: str, span: Span, lang: str) -> bool:
    """Whether a frame speaks to „der Zeitung", „dem Sender": the one named before."""
    known = lexicon(lang)
    passage = re.findall(r"[\w-]+", text[span[0] : span[1]])
    return any(a.lower() in known.words["definite"] and b in known.nouns["medium"] for a, b in pairwise(passage))


def _person_first(passage: str, lang: str) -> bool:
    """Tell „Chefredakteur X von der „Zeitung“" from the medium: someone stands before it."""
    people = tuple(lexicon(lang).nouns["media_people"])
    return any(part in word.lower() for word in re.findall(r"[\w-]+", passage)[:2] for part in people)


@lru_cache(maxsize=65_536)
def _may_tell(word: str, lang: str) -> bool:
    """Whether a word may be part of the name of a medium that no profile knows, as `_unknown` looks for it."""
    low = word.lower()
    return any(part in low for part in _parts(lang))


@lru_cache(maxsize=4)
def _parts(lang: str) -> frozenset[str]:
    nouns = lexicon(lang).nouns
    listed = nouns["medium"] | nouns["title"] | nouns["agency_ending"]
    return frozenset(word.lower() for noun in listed for word in _WORD.findall(noun)[:1])


@lru_cache(maxsize=4)
def _unknown(lang: str) -> tuple[re.Pattern[str], ...]:
    known = lexicon(lang)
    medium = "|".join(sorted(known.nouns["medium"], key=len, reverse=True))
    title = "|".join(sorted(known.nouns["title"], key=len, reverse=True))
    ending = "|".join(sorted(known.nouns["agency_ending"], key=len, reverse=True))
    article = "|".join(sorted(known.words["definite"]))
    return (
        re.compile(rf"\b[\w-]*(?:{medium})(?:s|es|n)? {_QUOTED}", re.IGNORECASE),
        re.compile(rf"\b(?:{article}|laut|wie) {_QUOTED}(?!\w)"),
        re.compile(rf"\b(?:[A-ZÄÖÜ][\w-]*)?(?:{medium})(?:s|es)? {_NAME}"),
        re.compile(rf"\b(?P<name>(?:[A-ZÄÖÜ][\w-]* (?:[A-ZÄÖÜ]\w*-)?|[A-ZÄÖÜ]\w*-)(?:{title}))\b"),
        re.compile(rf"\b(?P<name>[A-ZÄÖÜ][\w]{{1,20}}(?:{ending}))\b"),
    )
