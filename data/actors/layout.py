"""The clauses, quotations and reported sentences of a body, word by word."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from data.actors.clauses import CLAUSE_SIGNS
from data.actors.vocabulary import vocabulary
from data.actors.words import fold
from data.text import Forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.actors.vocabulary import Vocabulary
    from data.actors.words import Word

_QUOTES = {"„": "“", "»": "«", "«": "»", "“": "”", '"': '"'}
_MARKS = frozenset(_QUOTES) | frozenset(_QUOTES.values())
_TEXT, _SENTENCE = itemgetter(2), itemgetter(4)  # of a word


@dataclass(frozen=True, slots=True)
class Layout:
    """The clause number of each word, whether it is quoted, and which sentences are told in the Konjunktiv."""

    clause: tuple[int, ...]
    quoted: tuple[bool, ...]
    reported: dict[int, bool]


def layout(text: tuple[Word, ...], words: Vocabulary) -> Layout:
    """Return the layout of a body; of its words those are looked at that change it."""
    sentences = list(map(_SENTENCE, text))
    breaks = _firsts(sentences)
    reported = dict.fromkeys(map(sentences.__getitem__, breaks), False)
    quoted = [False] * len(text)
    inside, opened = "", 0
    for at, told in enumerate(map(_telling(words.lang).__getitem__, map(_TEXT, text))):
        if told is None:
            continue
        if told.breaks:
            breaks.append(at)
        if not inside:
            inside, opened = _QUOTES.get(text[at].text, ""), at
        elif text[at].text == inside:
            inside = ""
            quoted[opened:at] = [True] * (at - opened)
        if told.subjunctive and not inside:
            reported[sentences[at]] = True
    if inside:
        quoted[opened:] = [True] * (len(text) - opened)
    return Layout(_numbered(sorted(set(breaks)), len(text)), tuple(quoted), reported)


def _firsts(sentences: Sequence[int]) -> list[int]:
    """Return the place of the first word of each sentence."""
    found: list[int] = []
    at = 0
    while at < len(sentences):
        found.append(at)
        at = bisect_right(sentences, sentences[at], at)
    return found


def _numbered(breaks: Sequence[int], count: int) -> tuple[int, ...]:
    """Return, for each of `count` words, how many of `breaks` are not behind it."""
    found: list[int] = []
    for number, at in enumerate(breaks):
        found += [number] * (at - len(found))
    return (*found, *[len(breaks)] * (count - len(found)))


class _Told(NamedTuple):
    """What a word tells of the layout: whether a clause begins with it, and whether it is a Konjunktiv."""

    breaks: bool
    subjunctive: bool


@cache
def _telling(lang: str) -> Forms[_Told | None]:
    """Return what words tell of the layout, None where that is nothing."""
    lists = vocabulary(lang).lists
    openers, subjunctive = lists["case.clause_openers"], lists["case.subjunctive"]

    def told_by(text: str) -> _Told | None:
        form = fold(text)
        told = _Told(text in CLAUSE_SIGNS or form in openers, form in subjunctive)
        return told if any(told) or text in _MARKS else None

    return Forms(told_by)
