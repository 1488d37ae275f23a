"""How a mention stands in its clause: after a preposition, as a subject, beside a verb of speech, as a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.language import load
from data.text import lemma

if TYPE_CHECKING:
    from data.actors.vocabulary import Vocabulary
    from data.actors.words import Word

_CLAUSE_SIGNS = frozenset(",;:.!?–()„“”\"»«")


def after_preposition(text: tuple[Word, ...], first: int, words: Vocabulary) -> bool:
    """Whether the phrase that begins at `first` hangs on a preposition, also over "zwischen X und"."""
    at = first - 1
    for _ in range(4):
        if at < 0 or text[at].sentence != text[first].sentence:
            return False
        if ("case.prepositions", text[at].fold) in words or ("case.oblique", text[at].fold) in words:
            return True
        if ("case.coordinators", text[at].fold) in words and at >= 2:
            at -= 2
            while at > 0 and text[at].capital and text[at - 1].capital:
                at -= 1
            if ("case.prepositions", text[at].fold) in words:
                return True
            at -= 1
            continue
        return False
    return False


def speaks(text: tuple[Word, ...], first: int, last: int, words: Vocabulary) -> bool:
    """Whether a verb of speech or a source preposition stands beside the phrase."""
    before = text[first - 1] if first else None
    after = text[last + 1] if last + 1 < len(text) else None
    for word in (before, after):
        if word and word.text[0].isalpha():
            if is_speech(word.text, words.lang) or ("case.sources", word.fold) in words:
                return True
    if before and first >= 2 and before.fold in {"von", "des", "der", "to", "of"}:
        return ("source_nouns.words", text[first - 2].fold) in words or text[first - 2].fold == "according"
    return False


def is_speech(word: str, lang: str) -> bool:
    """Whether `word` is a form of a verb of speech."""
    return not word[0].isupper() and lemma(word, lang) in _speech_verbs(lang)


@cache
def _speech_verbs(lang: str) -> frozenset[str]:
    verbs = (verb for some in load(lang, "speech").get("verbs", {}).values() for verb in some)
    return frozenset(verb.split()[-1].rpartition("|")[2] for verb in verbs)


def is_place(text: tuple[Word, ...], first: int, last: int, words: Vocabulary, *, source: bool = False) -> bool:
    """Whether a body's name stands for the place ("in Moskau"), not for who sits there; `source`: it is given as a source."""
    at = first - 1
    if at < 0:
        return _dateline(text, first, last)
    if text[at].text == "." or text[at].sentence != text[first].sentence:
        return _dateline(text, first, last)
    article = ("place.articles", text[at].fold) in words
    before = text[at - 1] if article and at else text[at]
    if ("place.prepositions", before.fold) not in words:
        if ("case.coordinators", text[at].fold) in words and at >= 2:
            return is_place(text, at - 1, at - 1, words, source=source)
        return False
    if article and before.fold not in {"in", "aus", "vor", "nahe", "from", "to", "at", "near", "outside", "inside", "into"}:
        return False
    if ("place.source_prepositions", before.fold) in words and (source or _source_cue(text, first, last, words)):
        return False
    return True


def _dateline(text: tuple[Word, ...], first: int, last: int) -> bool:
    after = text[last + 1].text if last + 1 < len(text) else ""
    return after in {"(", "/", "–", "—", "-"}


def _source_cue(text: tuple[Word, ...], first: int, last: int, words: Vocabulary) -> bool:
    for step, edge in ((-1, first - 1), (1, last + 1)):
        at = edge
        for _ in range(8):
            if not 0 <= at < len(text) or text[at].sentence != text[first].sentence or text[at].text in _CLAUSE_SIGNS:
                break
            if ("place.source_cues", text[at].fold) in words:
                return True
            at += step
    return False
