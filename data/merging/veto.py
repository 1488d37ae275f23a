"""What stops a merge: the same words that say something else, because a negation, a day, a number or a name differs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.language import LANGUAGES, load
from data.merging.aligning import fold_word

if TYPE_CHECKING:
    from data.merging.aligning import Alignment, Edit, Words

Conflict = tuple[str, str]
_LONGEST = 4  # words of an edit that can turn a sentence round; more is another sentence


@cache
def _listed(topic: str) -> frozenset[str]:
    return frozenset(fold_word(word) for lang in LANGUAGES for word in load(lang, "merging")[topic])


@cache
def _other_words() -> dict[str, str]:
    """Return each second name of a day or month with its first."""
    return {
        fold_word(other): fold_word(first)
        for lang in LANGUAGES
        for first, *others in load(lang, "merging")["same"]
        for other in others
    }


def conflicts(alignment: Alignment, a: Words, b: Words) -> tuple[Conflict, ...]:
    """Return the words of a and of b, in text order, with which the shared passages contradict each other."""
    found: list[Conflict] = []
    for edit in alignment.edits:
        if edit.a[1] - edit.a[0] > _LONGEST or edit.b[1] - edit.b[0] > _LONGEST:
            continue
        in_a, in_b = set(a.folded[slice(*edit.a)]), set(b.folded[slice(*edit.b)])
        if _negated(in_a, in_b) or _other_day(in_a, in_b) or _other_numbers(in_a, in_b) or _other_name(edit, a, b):
            found.append((_shown(a, edit.a), _shown(b, edit.b)))
    return tuple(found)


def _negated(a: set[str], b: set[str]) -> bool:
    negations = _listed("negations")
    return bool(a & negations) != bool(b & negations)


def _other_day(a: set[str], b: set[str]) -> bool:
    days, same = _listed("days"), _other_words()
    in_a, in_b = ({same.get(word, word) for word in side & days} for side in (a, b))
    return bool(in_a) and bool(in_b) and not in_a & in_b


def _other_numbers(a: set[str], b: set[str]) -> bool:
    in_a, in_b = ({word for word in side if word[0].isdigit() or word in _listed("numbers")} for side in (a, b))
    return (
        bool(in_a)
        and bool(in_b)
        and {w[0].isdigit() for w in in_a} == {w[0].isdigit() for w in in_b}
        and not in_a & in_b
    )


def _other_name(edit: Edit, a: Words, b: Words) -> bool:
    """Another name: it comes back in its own text, and is nowhere in the other one."""
    if not (0 < edit.a[1] - edit.a[0] <= 2 and 0 < edit.b[1] - edit.b[0] <= 2):
        return False
    return _only_here(edit.a, a, b) and _only_here(edit.b, b, a)


def _only_here(where: tuple[int, int], own: Words, other: Words) -> bool:
    return any(
        own.found[at].group()[0].isupper()
        and own.folded.count(own.folded[at]) > 1
        and own.folded[at] not in other.folded
        for at in range(*where)
    )


def _shown(words: Words, where: tuple[int, int]) -> str:
    """Return the words of an edit, with their neighbours where there is none."""
    return " ".join(words.written(*where))
