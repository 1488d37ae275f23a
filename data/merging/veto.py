"""What stops a merge: the same words that say something else, because a negation, a day, a number or a name differs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from data.language import LANGUAGES, load
from data.merging.aligning import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.merging.aligning import Alignment, Edit, Words

Conflict = tuple[str, str]
_HEADING = 3  # words a heading has at the least; fewer may belong to the sentence that follows
LONGEST = 4  # words of an edit that can turn a sentence round; more is another sentence
LONGEST_NAME = 2  # ... that can put another name in its place


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
        if edit.a[1] - edit.a[0] > LONGEST or edit.b[1] - edit.b[0] > LONGEST:
            continue
        words_a, words_b = a.folded[slice(*edit.a)], b.folded[slice(*edit.b)]
        if (_tells(words_a, words_b) and _contrary(words_a, words_b)) or _other_name(edit, a, b):
            if _is_heading(edit, a, b):
                continue
            found.append((_shown(a, edit.a), _shown(b, edit.b)))
    return (*found, *_turned_at_the_ends(alignment, a, b))


def _turned_at_the_ends(alignment: Alignment, a: Words, b: Words) -> Iterator[Conflict]:
    """Yield the edits at the ends of the texts in which a negation comes or goes.

    Other days, numbers and names are no sign there: date lines, place lines and times of day stand at the ends.
    """
    for edit in alignment.edges:
        words = a.folded[slice(*edit.a)], b.folded[slice(*edit.b)]
        if max(map(len, words)) <= LONGEST and _negated(*map(set, words)) and not _is_heading(edit, a, b):
            yield _shown(a, edit.a), _shown(b, edit.b)


def _is_heading(edit: Edit, a: Words, b: Words) -> bool:
    """Tell whether an edit is a heading, or a short sentence, that only one text has: it says more, not otherwise."""
    text, where = (b, edit.b) if edit.a[0] == edit.a[1] else (a, edit.a)
    alone = edit.a[0] == edit.a[1] or edit.b[0] == edit.b[1]
    if not alone or where[1] - where[0] < _HEADING or text.folded[where[0]] in _listed("negations"):
        return False
    return text.is_heading(*where)


def _tells(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether there is a negation, a day or a number on either side: most edits have none."""
    words = (*a, *b)
    return not _telling().isdisjoint(words) or any(word[0].isdigit() for word in words)


@cache
def _telling() -> frozenset[str]:
    return _listed("negations") | _listed("days") | _listed("numbers")


def _contrary(words_a: Sequence[str], words_b: Sequence[str]) -> bool:
    in_a, in_b = set(words_a), set(words_b)
    return _negated(in_a, in_b) or _other_day(in_a, in_b) or _other_number(words_a, words_b)


def _negated(a: set[str], b: set[str]) -> bool:
    negations = _listed("negations")
    if bool(a & negations) == bool(b & negations):
        return False
    negation, other = (a & negations, b) if a & negations else (b & negations, a)
    return not any(_misspelt(word, spelt) for word in negation for spelt in other)


def _misspelt(word: str, spelt: str) -> bool:
    """Tell whether `spelt` is `word` with a letter wrong, as scanned texts have them, and not another word ("ein")."""
    return spelt not in _listed("articles") and Levenshtein.distance(word, spelt, score_cutoff=1) <= 1


def _other_day(a: set[str], b: set[str]) -> bool:
    days, same = _listed("days"), _other_words()
    in_a, in_b = ({same.get(word, word) for word in side & days} for side in (a, b))
    return bool(in_a) and bool(in_b) and not in_a & in_b


def _other_number(a: Sequence[str], b: Sequence[str]) -> bool:
    """Another number; 6.583 and 6583, or 1,5 and 1.5, are none, nor is "zwölf" beside 12."""
    digits = ["".join(c for word in side if word[0].isdigit() for c in word if c.isdigit()) for side in (a, b)]
    if all(digits):
        return digits[0] != digits[1]
    spelt = [set(side) & _listed("numbers") for side in (a, b)]
    return not any(digits) and all(spelt) and not spelt[0] & spelt[1]


def _other_name(edit: Edit, a: Words, b: Words) -> bool:
    """Another name: it comes back in its own text, and is nowhere in the other one."""
    if not (0 < edit.a[1] - edit.a[0] <= LONGEST_NAME and 0 < edit.b[1] - edit.b[0] <= LONGEST_NAME):
        return False
    return _only_here(edit.a, a, b) and _only_here(edit.b, b, a)


def _only_here(where: tuple[int, int], own: Words, other: Words) -> bool:
    return any(
        own.folded[at] not in other.vocabulary and _is_name(own.folded[at], own) and own.written(at)[0].isupper()
        for at in range(*where)
    )


def _is_name(word: str, text: Words) -> bool:
    """Tell whether a word comes back, and never with an article or a number before it, as common nouns have them."""
    count = text.folded.count(word)
    if count < 2:
        return False
    articles, place = _listed("articles"), -1
    for _ in range(count):
        place = text.folded.index(word, place + 1)
        before = text.folded[place - 1] if place else ""
        if before in articles or before[:1].isdigit():
            return False
    return True


def _shown(words: Words, where: tuple[int, int]) -> str:
    return " ".join(map(words.written, range(*where)))
