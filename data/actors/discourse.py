"""Who a pronoun stands for: the person spoken of last who fits, subjects and speakers before others.

A simple form of centering (Grosz, Joshi and Weinstein 1995): a pronoun goes on with the subject of the sentence before;
inside a sentence it goes back to the subject of the clause it depends on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.actors.vocabulary import Gender

_REACH = 4  # sentences that a pronoun looks back
_SUBJECT, _SPEAKER, _OBJECT, _GENITIVE, _PRONOUN = 2.0, 2.0, -1.0, -1.5, 0.5
_STEP = 1.6  # what a sentence of distance costs


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a person: where, in which sentence, and how it stands in it."""

    actor: str
    at: int
    sentence: int
    gender: Gender | None
    subject: bool = False
    speaker: bool = False
    oblique: bool = False
    genitive: bool = False
    pronoun: bool = False
    quoted: bool = False


def antecedent(
    found: list[Reference],
    at: int,
    sentence: int,
    genders: frozenset[str],
    *,
    outside: bool,
    possessive: bool = False,
    not_this: frozenset[str] = frozenset(),
) -> str | None:
    """Return the actor for a pronoun at word `at`; `outside` leaves the pronoun's own sentence out."""
    best: tuple[float, int] | None = None
    chosen = None
    for one in reversed(found):
        distance = sentence - one.sentence
        if distance > _REACH:
            break
        if one.at >= at or one.actor in not_this or (outside and distance == 0):
            continue
        if one.gender and one.gender not in genders:
            continue
        score = -_STEP * distance + _SUBJECT * one.subject + _SPEAKER * one.speaker + _PRONOUN * one.pronoun
        score += _OBJECT * one.oblique + _GENITIVE * one.genitive + (0 if one.gender else -0.75)
        if possessive and distance == 0:
            score += 1
        if best is None or (score, one.at) > best:
            best, chosen = (score, one.at), one.actor
    return chosen
