"""Who a pronoun stands for: the person spoken of last who fits, subjects and speakers before others.

A simple form of centering (Grosz, Joshi and Weinstein 1995): a pronoun goes on with the subject of the sentence before;
inside a sentence it goes back to the subject of the clause it depends on; "sagte er" goes on with who spoke last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from data.actors.vocabulary import Gender

_REACH = 5  # sentences that a pronoun looks back
_FAR = 2  # sentences behind which a speaker is no nearer than any other subject
_STEP = -1.5  # what a sentence of distance costs
_SUBJECT, _SPEAKER, _FRAME_SPEAKER, _TELLING, _PRONOUN, _SAME = 2.0, 1.2, 3.0, 2.2, 0.5, 0.8
_OBLIQUE, _GENITIVE, _QUOTED, _REPORTED, _UNSURE, _PARAGRAPH, _BODY = -1.0, -1.5, -2.5, -1.0, -0.5, -2.5, -1.5


class Reference(NamedTuple):
    """One mention of a person or body: at which word, in which sentence and clause, and how it stands in it."""

    actor: str
    at: int
    sentence: int
    clause: int
    paragraph: int
    subject: bool = False
    speaker: bool = False
    oblique: bool = False
    genitive: bool = False
    pronoun: bool = False
    quoted: bool = False
    reported: bool = False  # in a sentence told in the Konjunktiv
    body: str | None = None  # of a body, its grammatical gender: f, m or n


class Anaphor(NamedTuple):
    """A pronoun to be resolved. `use`: in a speech frame ("sagte er"), before a noun ("sein"), or otherwise."""

    at: int
    sentence: int
    clause: int
    paragraph: int
    genders: frozenset[str]
    use: Literal["frame", "possessive", "subject", "object", "demonstrative"]
    telling: bool = False  # beside a verb in the Konjunktiv: what somebody says, most likely of himself
    outside: bool = False  # its own sentence holds what was said, not who said it
    quoted: bool = False
    not_these: frozenset[str] = frozenset()


def antecedent(references: Iterable[Reference], anaphor: Anaphor, gender: Callable[[str], Gender | None]) -> str | None:
    """Return the actor whom `anaphor` stands for; `references` come latest first."""
    best: tuple[float, int] | None = None
    chosen = None
    barred = ""
    for one in references:
        distance = anaphor.sentence - one.sentence
        if distance > _REACH:
            break
        if one.at >= anaphor.at or one.actor in anaphor.not_these or (anaphor.outside and distance == 0):
            continue
        own = one.body or gender(one.actor)
        if (
            own
            and own not in anaphor.genders
            and not (own == "n" and "m" in anaphor.genders and anaphor.use == "possessive")
        ):
            continue
        if anaphor.use == "object" and one.clause == anaphor.clause and one.subject and not barred:
            barred = one.actor  # "Trump traf ihn": somebody else
        if one.actor == barred:
            continue
        score = (_score(one, anaphor, distance) + (0 if own else _UNSURE), one.at)
        if best is None or score > best:
            best, chosen = score, one.actor
    return chosen


def last_named(references: Iterable[Reference], anaphor: Anaphor, gender: Callable[[str], Gender | None]) -> str | None:
    """Return whom "dieser" stands for: the person named last in the sentence before, if gender fits."""
    for one in references:
        if one.body or one.sentence >= anaphor.sentence:
            continue
        if anaphor.sentence - one.sentence > 1:
            return None
        if gender(one.actor) in {None, *anaphor.genders}:
            return one.actor
    return None


def _score(one: Reference, anaphor: Anaphor, distance: int) -> float:
    frame = anaphor.use == "frame"
    score = _STEP * distance + _SUBJECT * one.subject + _PRONOUN * one.pronoun
    if one.speaker:
        score += (
            (_FRAME_SPEAKER if distance < _FAR else _SPEAKER)
            if frame
            else 0
            if anaphor.quoted
            else _TELLING
            if anaphor.telling
            else _SPEAKER
        )
    elif anaphor.telling and distance == 0:
        score += _OBLIQUE - _SAME
    score += _OBLIQUE * one.oblique + _GENITIVE * one.genitive
    if one.quoted and not anaphor.quoted:
        score += _QUOTED
    if one.body and anaphor.use != "possessive":
        score += _BODY
    if one.paragraph != anaphor.paragraph:
        score += _PARAGRAPH
    if one.reported and frame and not one.speaker:
        score += _REPORTED
    return score + (_SAME if distance == 0 and (one.subject or anaphor.use == "possessive") else 0)
