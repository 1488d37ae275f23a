"""Pronouns in a body: which words are one, and what the article says about them before they are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from data.actors.clauses import is_speech
from data.actors.discourse import Anaphor

if TYPE_CHECKING:
    from data.actors.layout import Layout
    from data.actors.vocabulary import Vocabulary
    from data.actors.words import Word

_CLOSERS = frozenset(",“”\"«»‘’'–-")
_MARKS = frozenset('“”"«»‘’')
_AHEAD = 40  # words within which the frame behind a report is looked for


def anaphor(
    text: tuple[Word, ...], at: int, words: Vocabulary, layout: Layout, not_these: frozenset[str] = frozenset()
) -> Anaphor | None:
    """Return what the word at `at` asks for if it is a pronoun for one person, None for any other word."""
    word = text[at]
    if word.fold in words.demonstrative:
        return _demonstrative(text, at, words, layout)
    if word.fold not in words.personal and word.fold not in words.possessive:
        return None
    possessive = word.fold in words.possessive and _before_noun(text, at, words)
    if not possessive and word.fold not in words.personal:
        return None
    genders = words.possessive[word.fold] if possessive else words.personal[word.fold]
    if not possessive and _they(text, at, words):
        return None
    use: Literal["frame", "possessive", "subject", "object"] = "object"
    outside = telling = False
    if possessive:
        use = "possessive"
    elif ("personal_subject.words", word.fold) in words:
        framed = _verb_before(text, at, words)
        use = "frame" if framed or _verb_after(text, at, words) else "subject"
        outside = (framed and _content_before(text, at)) or _answers(text, at, words)
        telling = use == "subject" and not layout.quoted[at] and _konjunktiv_beside(text, at, words)
    return Anaphor(
        at,
        word.sentence,
        layout.clause[at],
        word.paragraph,
        genders,
        use,
        telling,
        outside,
        quoted=layout.quoted[at],
        not_these=not_these,
    )


def epithet(text: tuple[Word, ...], first: int, genders: frozenset[str], layout: Layout) -> Anaphor:
    """Return what a noun asks for that stands for the person spoken of, like "die 54-Jährige"."""
    word = text[first]
    return Anaphor(
        first, word.sentence, layout.clause[first], word.paragraph, genders, "subject", quoted=layout.quoted[first]
    )


def _demonstrative(text: tuple[Word, ...], at: int, words: Vocabulary, layout: Layout) -> Anaphor | None:
    """Return what "Dieser" at the head of a sentence asks for, None where a noun follows."""
    word = text[at]
    if not word.capital or _before_noun(text, at, words):
        return None
    genders = words.demonstrative[word.fold]
    return Anaphor(at, word.sentence, layout.clause[at], word.paragraph, genders, "demonstrative")


def frame_behind(text: tuple[Word, ...], at: int, words: Vocabulary, layout: Layout) -> int | None:
    """Return the word after the verb of a frame that closes the reported sentence: "Er werde reisen, sagte X"."""
    if layout.quoted[at] or not layout.reported[text[at].sentence]:
        return None
    for k in range(at + 1, min(len(text) - 2, at + _AHEAD)):
        if text[k].sentence != text[at].sentence:
            return None
        if text[k].text == "," and text[k + 1].text[0].isalpha() and is_speech(text, k + 1, words.lang):
            return k + 2
    return None


def _before_noun(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    if at + 1 >= len(text) or not text[at + 1].text[0].isalpha():
        return False
    after = text[at + 1]
    if words.lang == "en":
        return not any(
            (key, after.fold) in words for key in ("case.prepositions", "case.coordinators", "determiners.definite")
        )
    if after.capital:
        return True
    return after.fold.endswith(("er", "es", "en", "em", "e")) and at + 2 < len(text) and text[at + 2].capital


def _they(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    """Whether "sie" or "Sie" is more than one: the finite verb beside it ends in -en."""
    if words.lang != "de" or text[at].fold != "sie":
        return False
    beside = [
        text[k] for k in (at - 1, at + 1) if 0 <= k < len(text) and text[k].text[0].isalpha() and not text[k].capital
    ]
    if any(word.fold.endswith(("t", "te", "be", "ge", "lle", "ei", "ne", "ist", "war")) for word in beside):
        return False
    return any(word.fold.endswith("en") or word.fold == "sind" for word in beside)


def _verb_before(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    """Whether a verb of speech stands before its subject; English has that behind a quotation only: "…," said he."""
    if words.lang == "en" and not any(word.text in _MARKS for word in text[max(0, at - 3) : at - 1]):
        return False
    return at > 0 and text[at - 1].text[0].isalpha() and is_speech(text, at - 1, words.lang)


def _verb_after(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    return (
        words.lang == "en"
        and at + 1 < len(text)
        and text[at + 1].text[0].isalpha()
        and is_speech(text, at + 1, words.lang)
    )


def _answers(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    """Whether the sentence tells first what was asked: "Auf die Frage, ob X reist, antwortete er"."""
    first = at
    while first > max(0, at - _AHEAD) and text[first - 1].sentence == text[at].sentence:
        first -= 1
    asked = " ".join(word.fold for word in text[first : first + 3])
    return any(f"{asked} ".startswith(f"{opening} ") for opening in words.lists["case.asked"])


def _konjunktiv_beside(text: tuple[Word, ...], at: int, words: Vocabulary) -> bool:
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(("case.subjunctive", word.fold) in words for word in beside)


def _content_before(text: tuple[Word, ...], at: int) -> bool:
    """Whether what was said stands before the frame: "…, sagte er"."""
    return at >= 2 and (text[at - 2].text in _CLOSERS or text[at - 2].sentence != text[at].sentence)
