"""How a mention stands in its clause: after a preposition, as a subject, beside a verb of speech, as a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.language import load
from data.text import lemma

if TYPE_CHECKING:
    from data.actors.vocabulary import Vocabulary
    from data.actors.words import Word

CLAUSE_SIGNS = frozenset(',;:.!?–—()„“”"»«')
_INSERTED = 25  # words between a name and its verb of speech
_SPEECH = ("say", "think", "report", "infinitive")


def oblique(text: tuple[Word, ...], first: int, words: Vocabulary) -> bool:
    """Whether the phrase that begins at `first` is no subject: it shows its case, or hangs on a preposition.

    A preposition also reaches over "zwischen X und Y".
    """
    if ("case.oblique", text[first].fold) in words:
        return True
    at = first - 1
    for _ in range(3):
        if at < 0 or text[at].sentence != text[first].sentence:
            return False
        if ("case.prepositions", text[at].fold) in words or ("case.oblique", text[at].fold) in words:
            return True
        if ("case.coordinators", text[at].fold) not in words:
            return False
        at -= 2
        while at > 0 and text[at].capital:
            at -= 1
    return False


def speaks(text: tuple[Word, ...], first: int, last: int, words: Vocabulary) -> bool:
    """Whether a verb of speech or a source preposition stands beside the phrase."""
    for k in (first - 1, last + 1):
        if 0 <= k < len(text) and text[k].sentence == text[first].sentence and text[k].text[0].isalpha():
            if ("case.sources", text[k].fold) in words:
                return True
            told = ("case.oblique", text[first].fold) in words or (k > last and oblique(text, first, words))
            if not told and is_speech(text, k, words.lang):
                return True
    linked = first >= 2 and ("case.of", text[first - 1].fold) in words
    if linked or (first >= 1 and ("case.genitive", text[first].fold) in words):
        before = text[first - 2] if linked else text[first - 1]
        return ("source_nouns.words", before.fold) in words or ("case.sources", before.fold) in words
    return _speaks_behind_insertion(text, first, last, words)


def _speaks_behind_insertion(text: tuple[Word, ...], first: int, last: int, words: Vocabulary) -> bool:
    """Whether the phrase opens its clause and the verb of speech stands behind what is inserted: „X, der …, sagte"."""
    sentence = text[first].sentence
    opens = first == 0 or text[first - 1].sentence != sentence or text[first - 1].text in CLAUSE_SIGNS
    if not opens or last + 1 >= len(text) or text[last + 1].text != ",":
        return False
    limit = min(len(text), last + _INSERTED)
    close = next((k for k in range(last + 2, limit) if text[k].text == "," or text[k].sentence != sentence), limit)
    verb = close + 1
    if verb >= len(text) or text[verb].sentence != sentence or not text[verb].text[0].isalpha():
        return False
    if not is_speech(text, verb, words.lang):
        return False
    after = text[verb + 1] if verb + 1 < len(text) else None
    return after is None or not (after.capital or ("determiners.definite", after.fold) in words)


def is_speech(text: tuple[Word, ...], at: int, lang: str) -> bool:
    """Whether the word at `at` is a form of a verb of speech; a separable one has its particle behind it."""
    word = text[at].text
    if word[0].isupper():
        return False
    plain, separable = _speech_verbs(lang)
    infinitive = lemma(word, lang)
    if infinitive in plain:
        return True
    particles = separable.get(infinitive)
    if not particles:
        return False
    for k in range(at + 1, min(len(text), at + 30)):
        if text[k].sentence != text[at].sentence:
            return False
        if text[k].text in particles:
            return True
    return False


@cache
def _speech_verbs(lang: str) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    plain: set[str] = set()
    separable: dict[str, set[str]] = {}
    verbs = load(lang, "speech").get("verbs", {})
    for kind in _SPEECH:
        for verb in verbs.get(kind, ()):
            particle, bar, base = verb.rpartition("|")
            if bar and lang == "en":  # "point|out": the verb comes first
                particle, base = base, particle
            if bar:
                separable.setdefault(base, set()).add(particle)
                plain.add(particle + base)
            elif " " not in verb:
                plain.add(verb)
    return frozenset(plain), {base: frozenset(particles) for base, particles in separable.items()}


def is_place(text: tuple[Word, ...], first: int, words: Vocabulary, last: int) -> bool:
    """Whether a body's name stands for the place ("in Moskau"), not for who sits there ("aus Moskau hieß es")."""
    at = first - 1
    if at < 0 or text[at].text in {".", ":"} or text[at].sentence != text[first].sentence:
        return _dateline(text, last)
    article = ("place.articles", text[at].fold) in words
    before = text[at - 1] if article and at else text[at]
    if ("place.prepositions", before.fold) not in words:
        coordinated = ("case.coordinators", text[at].fold) in words and at >= 2 and text[at - 1].capital
        return coordinated and is_place(text, at - 1, words, at - 1) and not oblique_pair(text, at - 1, words)
    if article and at >= 2 and ("case.sources", text[at - 2].fold) in words:
        return False
    if article and ("place.with_article", before.fold) not in words:
        return False
    return not (("place.source_prepositions", before.fold) in words and _source_cue(text, first, last, words))


def oblique_pair(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    """Whether the word before `at` is "zwischen" or "mit", so that a pair of names means who acts."""
    return at > 0 and ("place.acting_prepositions", text[at - 1].fold) in words


def _dateline(text: tuple[Word, ...], last: int) -> bool:
    after = text[last + 1].text if last + 1 < len(text) else ""
    return after in {"(", "/", "–", "—", "-"}


def _source_cue(text: tuple[Word, ...], first: int, last: int, words: Vocabulary) -> bool:
    for step, edge in ((-1, first - 1), (1, last + 1)):
        at = edge
        for _ in range(8):
            if not 0 <= at < len(text) or text[at].sentence != text[first].sentence or text[at].text in CLAUSE_SIGNS:
                break
            if ("place.source_cues", text[at].fold) in words:
                return True
            at += step
    return False
