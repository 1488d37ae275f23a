"""Does a clause tell of the past or of what is to come? The cue word nearest to the expression decides."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.dating.cues import Cue, cues

if TYPE_CHECKING:
    from data.models import Span

Tense = Literal[-1, 0, 1]

_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"\s+([a-zäöüß]+)\b")
_LEFT = 60  # characters before an expression in which its preposition stands
_AROUND = 12  # cue words on either side that are asked
_LONGEST = 800  # a "sentence" without an end, such as a table, is cut into pieces of this length


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, its clauses, and the places of its cue words."""

    span: Span
    clauses: tuple[Span, ...]
    cues: tuple[tuple[int, Cue], ...]


class Tenses:
    """The tenses of one text; each sentence is read once, when an expression in it is."""

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._cues = cues(lang)
        self._ends: list[int] = []
        begin = 0
        for match in self._cues.sentence_end.finditer(text):
            self._ends += [*range(begin + _LONGEST, match.end(), _LONGEST), match.end()]
            begin = match.end()
        self._ends += range(begin + _LONGEST, len(text), _LONGEST)
        self._read: dict[int, _Sentence] = {}

    def sentence(self, at: int) -> Span:
        """Sentence around an offset."""
        index = bisect_right(self._ends, at)
        begin = self._ends[index - 1] if index else 0
        return begin, self._ends[index] if index < len(self._ends) else len(self._text)

    def at(self, start: int, end: int, *, widen: bool = True) -> Tense:
        """-1 where the clause around the expression tells of the past, 1 of what comes or lasts, 0 undecided.

        Where the clause has no cue its neighbours in the sentence are asked, unless `widen` is off.
        """
        known = self._cues
        left = self._text[max(0, start - _LEFT) : start]
        if known.since.search(left) and not known.range.match(self._text, end):
            return -1
        if known.undecided.search(left):
            return 0  # "after the meeting on Friday they will" may look back
        sentence = self._sentence(start)
        if known.before_future.search(left):
            return 0 if _called_off(sentence) or self._told(sentence, start, end) else 1
        verb = self._second(sentence, start, end)
        if verb:
            return verb
        if not sentence.cues:
            return -1 if known.before_past.search(left) else 0
        first, last = _clauses(sentence, start, end)
        widths = [(first, last), (max(0, first - 1), last), (first, last + 1), (0, len(sentence.clauses))]
        for begin, stop in widths if widen else widths[:1]:
            part = sentence.clauses[begin : stop + 1]
            tense = _nearest(sentence, (part[0][0], part[-1][1]), (start, end))
            if tense:
                return tense
        return -1 if known.before_past.search(left) else 0

    @staticmethod
    def _told(sentence: _Sentence, start: int, end: int) -> bool:
        """Tell whether the clause around an expression is one of the past, whatever its preposition."""
        first, last = _clauses(sentence, start, end)
        begin, stop = sentence.clauses[first][0], sentence.clauses[last][1]
        return any(begin <= at < stop for at, cue in _around(sentence, start) if cue in (Cue.PAST, Cue.PLUPERFECT))

    def pluperfect(self, start: int, end: int) -> bool:
        """Tell whether the clause around an expression reports what had happened before."""
        sentence = self._sentence(start)
        if not sentence.cues:
            return False
        first, last = _clauses(sentence, start, end)
        begin, stop = sentence.clauses[first][0], sentence.clauses[last][1]
        return any(cue is Cue.PLUPERFECT and begin <= at < stop for at, cue in _around(sentence, start))

    def _sentence(self, at: int) -> _Sentence:
        span = self.sentence(at)
        if span[0] not in self._read:
            self._read[span[0]] = self._parse(span)
        return self._read[span[0]]

    def _parse(self, span: Span) -> _Sentence:
        known, text = self._cues, self._text
        begin, stop = span
        clauses = []
        for gap in known.clause_end.finditer(text, begin, stop):
            clauses.append((begin, gap.start()))
            begin = gap.end()
        clauses.append((begin, stop))
        words = [(match.start(), match.group()) for match in _WORD.finditer(text, *span)]
        told = known.person.finditer(text, *span) if any(word in known.persons for _, word in words) else ()
        subjects = {match.start(match.lastindex or 0) for match in told}
        hearsay: set[int] | None = None
        found: list[tuple[int, Cue]] = []
        for at, word in words:
            cue = known.of(word)
            if cue is Cue.NONE and not found and known.of(word.lower()) is Cue.PARTICIPLE:
                cue = Cue.PARTICIPLE  # "Telefoniert habe sie am Dienstag"
            if at in subjects and cue in (Cue.NONE, Cue.PARTICIPLE):
                cue = Cue.FUTURE
            if cue is Cue.NONE:
                continue
            if cue is Cue.PARTICIPLE:
                if hearsay is None:
                    hearsay = {match.start(1) for match in known.hearsay.finditer(text, *span)}
                cue = Cue.HEARSAY if at in hearsay else cue
            if cue is Cue.PLAN and known.attribute.search(text, max(0, at - 10), at):
                continue
            found.append((at, cue))
        return _Sentence(span, tuple(clauses), tuple(found))

    def _second(self, sentence: _Sentence, start: int, end: int) -> Tense:
        """Tense of the finite verb right behind an expression that opens a German main clause; 0 where it does not."""
        known = self._cues
        if start - sentence.span[0] > _LEFT or not known.front.fullmatch(self._text, sentence.span[0], start):
            return 0
        word = _NEXT.match(self._text, end, sentence.span[1])
        if word is None or word[1] in known.words["not_verb"]:
            return 0
        if any(cue is Cue.HEARSAY for _, cue in sentence.cues):
            return -1
        cue = known.of(word[1])
        perfect = any(other is Cue.PARTICIPLE and at > word.end() for at, other in sentence.cues)
        tense = _tense(cue, perfect=perfect)
        if not tense and word[1] not in known.words["not_present"] and word[1].endswith(("t", "en", "ln", "rn")):
            return 1
        return tense


def _around(sentence: _Sentence, start: int) -> tuple[tuple[int, Cue], ...]:
    """Cue words on either side of a place, at most _AROUND each."""
    here = bisect_left(sentence.cues, start, key=_place)
    return sentence.cues[max(0, here - _AROUND) : here + _AROUND]


def _place(entry: tuple[int, Cue]) -> int:
    return entry[0]


def _tense(cue: Cue, *, perfect: bool) -> Tense:
    if cue in (Cue.PAST, Cue.PLUPERFECT, Cue.HEARSAY):
        return -1
    if cue in (Cue.FUTURE, Cue.PLAN):
        return 1
    if cue in (Cue.AUXILIARY, Cue.BEING) and perfect:
        return -1
    return 1 if cue is Cue.BEING else 0


def _clauses(sentence: _Sentence, start: int, end: int) -> tuple[int, int]:
    """First and last clause over which an expression stretches, by index."""
    begins = [begin for begin, _ in sentence.clauses]
    return max(0, bisect_right(begins, start) - 1), max(0, bisect_right(begins, max(start, end - 1)) - 1)


def _nearest(sentence: _Sentence, clause: Span, span: Span) -> Tense:
    """Tense of the cue nearest to the expression in a stretch of clauses; a plan beats the verb beside it."""
    near = _around(sentence, span[0])
    inside = [(at, cue) for at, cue in near if clause[0] <= at < clause[1] and not span[0] <= at < span[1]]
    if any(cue is Cue.HEARSAY for _, cue in inside):
        return -1
    if any(cue is Cue.PLAN for _, cue in inside):
        return 1
    perfect = any(cue is Cue.PARTICIPLE for _, cue in inside)
    told = [
        (span[0] - at if at < span[0] else at - span[1], tense)
        for at, cue in inside
        if (tense := _tense(cue, perfect=perfect))
    ]
    return min(told)[1] if told else 1 if any(cue is Cue.PRESENT for _, cue in inside) else 0


def _called_off(sentence: _Sentence) -> bool:
    """Tell whether a plan ("planned for Monday") is told in the past ("was put off"): its day may be over."""
    found = {cue for _, cue in sentence.cues}
    return Cue.PLAN in found and (Cue.PAST in found or Cue.PLUPERFECT in found)
