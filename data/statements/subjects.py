"""Which noun phrase is the subject: the nearest thing to a parser that German word order allows without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors import noun_speaks
from data.statements.lexicon import lexicon
from data.statements.phrases import Phrase, noun_phrase, phrases
from data.text import in_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.words import Word


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
                and is_thing(words, front, lang)
                and settled(words, behind, actors)
                and not settled(words, front, actors)
            ):
                return behind  # „Eine Vereinbarung bestätigte Kanzlerin X"
            return front
        return _nominative(phrases(words, lang, verb + 1), words, known)
    return _nominative(phrases(words, lang), words, known)


def is_thing(words: tuple[Word, ...], phrase: Phrase, lang: str) -> bool:
    """Spot a noun of the dictionary that is no role, group or body."""
    head = words[phrase.head]
    return head.kind == "noun" and in_dictionary(head.text, lang) and not noun_speaks(head.text, lang)


def settled(words: tuple[Word, ...], phrase: Phrase, actors: Sequence[Span]) -> bool:
    """Whether the phrase names an actor before any preposition: not „ein Treffen mit X"."""
    last = next((k for k in range(phrase.head, phrase.last) if words[k].kind == "preposition"), phrase.last)
    start, end = words[phrase.first].start, words[last - 1].end
    return any(start <= a and b <= end for a, b in actors)


def _prefield(words: tuple[Word, ...], verb: int, known: Lexicon, lang: str) -> Phrase | None:
    first = 0
    while first < verb and (
        words[first].kind in ("joint", "sign") or words[first].low in known.words["before_subject"]
    ):
        if words[first].low in known.frames["so"] and first + 1 == verb:
            return None
        first += 1
    if (
        first >= verb
        or words[first].kind in ("preposition", "adverb")
        or words[first - 1].low in known.frames["as_what"]
    ):
        return None
    phrase = noun_phrase(words, first, verb, lang, None)
    if (
        phrase is None
        or phrase.oblique
        or (phrase.pronoun and words[phrase.first].low in known.words["empty_subjects"])
    ):
        return None
    if words[phrase.head].text in known.words["months_and_days"] and phrase.last - phrase.first < 3:
        return None
    end = verb
    while end > phrase.last and words[end - 1].kind in ("adverb", "sign"):
        end -= 1
    return Phrase(phrase.first, end, phrase.head, None, oblique=False, pronoun=phrase.pronoun)


def _nominative(found: Iterable[Phrase], words: tuple[Word, ...], known: Lexicon) -> Phrase | None:
    for phrase in found:
        if phrase.preposition or phrase.oblique:
            continue
        if phrase.pronoun and words[phrase.first].low in ("es", "das", "dies", "was"):
            continue
        if words[phrase.head].text in known.words["months_and_days"]:
            continue
        return phrase
    return None
