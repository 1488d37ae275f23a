"""Does a clause tell of the past or of what is to come? Cue words of dates.toml, nearest to the expression first."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from data.dating.words import spellings
from data.language import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.models import Span

Tense = Literal[-1, 0, 1]

_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"\s+([a-zäöüß]+)\b")
_REACH = 400  # a "sentence" without an end, such as a table, is cut to this many characters on either side


@dataclass(frozen=True, slots=True)
class _Cues:
    past: frozenset[str]
    future: frozenset[str]
    planned: frozenset[str]
    perfect: frozenset[str]
    pluperfect: frozenset[str]
    not_past: frozenset[str]
    not_present: frozenset[str]
    participle: re.Pattern[str]
    weak_past: re.Pattern[str]
    present: re.Pattern[str]
    person: re.Pattern[str]
    sentence_end: re.Pattern[str]
    clause_end: re.Pattern[str]
    front: re.Pattern[str]
    not_verb: frozenset[str]
    prefix: re.Pattern[str]
    since: re.Pattern[str]
    before_future: re.Pattern[str]
    before_past: re.Pattern[str]


@cache
def _cues(lang: str) -> _Cues:
    table = load(lang, "dates")["tense"]

    def words(name: str) -> frozenset[str]:
        found: Iterable[str] = table[name]
        return frozenset(form for word in found for form in spellings(word))

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(table[name])

    return _Cues(
        past=words("past"),
        future=words("future"),
        planned=words("planned"),
        perfect=words("perfect"),
        pluperfect=words("pluperfect"),
        not_past=words("not_past"),
        not_present=words("not_present"),
        participle=pattern("participle"),
        weak_past=pattern("weak_past"),
        present=pattern("present"),
        person=pattern("person"),
        sentence_end=pattern("sentence_end"),
        clause_end=pattern("clause_end"),
        front=re.compile(table["front"], re.IGNORECASE),
        not_verb=words("not_verb"),
        prefix=pattern("prefix"),
        since=re.compile(table["since"], re.IGNORECASE),
        before_future=re.compile(table["before_future"], re.IGNORECASE),
        before_past=re.compile(table["before_past"], re.IGNORECASE),
    )


class Tenses:
    """The tenses of one text; sentences are cut on first use."""

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._cues = _cues(lang)
        self._ends: list[int] | None = None

    def sentence(self, at: int) -> Span:
        """Sentence around an offset."""
        if self._ends is None:
            self._ends = [match.end() for match in self._cues.sentence_end.finditer(self._text)]
        index = bisect_right(self._ends, at)
        begin = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else len(self._text)
        return max(begin, at - _REACH), min(end, at + _REACH)

    def at(self, start: int, end: int, *, widen: bool = True) -> Tense:
        """-1 where the clause around the expression tells of the past, 1 of what comes or lasts, 0 undecided.

        Where the clause has no cue its neighbours in the sentence are asked, unless `widen` is off.
        """
        cues, text = self._cues, self._text
        left = text[max(0, start - 40) : start]
        if cues.since.search(left):
            return -1
        begin, stop = self.sentence(start)
        if cues.before_future.search(left):
            return 0 if self._called_off(begin, start, end, stop) else 1
        verb = self._second(begin, start, end, stop)
        if verb:
            return verb
        breaks = [begin, *(m.end() for m in cues.clause_end.finditer(text, begin, start))]
        ends = [*(m.start() for m in cues.clause_end.finditer(text, end, stop)), stop]
        own = (breaks[-1], ends[0])
        around = [own]
        if widen:
            around += [(breaks[-2], own[1])] if len(breaks) > 1 else []
            around += [(own[0], ends[1])] if len(ends) > 1 else []
            around.append((begin, stop))
        for clause in around:
            tense = self._of(clause, start, end)
            if tense:
                return tense
        return -1 if cues.before_past.search(left) else 0

    def pluperfect(self, start: int, end: int) -> bool:
        """Tell whether the clause around an expression reports what had happened before."""
        cues, text = self._cues, self._text
        begin, stop = self.sentence(start)
        breaks = [begin, *(m.end() for m in cues.clause_end.finditer(text, begin, start))]
        ends = [*(m.start() for m in cues.clause_end.finditer(text, end, stop)), stop]
        return any(match.group() in cues.pluperfect for match in _WORD.finditer(text, breaks[-1], ends[0]))

    def _second(self, begin: int, start: int, end: int, stop: int) -> Tense:
        """Tense of the finite verb right behind an expression that opens a German main clause; 0 where it does not."""
        cues, text = self._cues, self._text
        if not cues.front.fullmatch(text, begin, start):
            return 0
        word = _NEXT.match(text, end)
        if word is None or word[1] in cues.not_verb:
            return 0
        perfect = cues.participle.search(text, word.end(), stop) is not None
        tense = self._word(word[1], perfect=perfect)
        if not tense and word[1] not in cues.not_present and word[1].endswith(("t", "en", "ln", "rn")):
            return 1
        return 0 if not tense else 1 if tense > 0 else -1

    def _called_off(self, begin: int, start: int, end: int, stop: int) -> bool:
        """Tell whether a plan ("planned for Monday") is told in the past ("was put off"): its day may be over."""
        part = self._text[begin:stop]
        planned = any(match.group() in self._cues.planned for match in _WORD.finditer(part))
        return planned and any(
            match.group() in self._cues.past and not start <= begin + match.start() < end
            for match in _WORD.finditer(part)
        )

    def _of(self, clause: Span, start: int, end: int) -> Tense:
        cues = self._cues
        part = self._text[clause[0] : clause[1]]
        # "Telefoniert habe sie am Dienstag": a participle in front has a capital.
        perfect = cues.participle.search(part[:1].lower() + part[1:]) is not None
        verbs = {match.start(match.lastindex or 0) for match in cues.person.finditer(part)}
        best: tuple[int, Tense] | None = None
        for match in _WORD.finditer(part):
            at = clause[0] + match.start()
            if start <= at < end:
                continue
            tense = self._word(match.group(), perfect=perfect) or (1 if match.start() in verbs else 0)
            if not tense:
                continue
            if abs(tense) > 1:
                return 1
            distance = start - at if at < start else at - end
            if best is None or distance < best[0]:
                best = distance, 1 if tense > 0 else -1
        return best[1] if best else 0

    def _word(self, word: str, *, perfect: bool) -> int:
        """Tense of a word; 2 for a plan, which beats the verb beside it."""
        cues = self._cues
        if not word[0].islower():
            return 0  # a German noun such as "Treffen", or a name
        if word in cues.planned:
            return 2
        if word in cues.past or ((prefix := cues.prefix.match(word)) and word[prefix.end() :] in cues.past):
            return -1
        if word in cues.perfect and perfect:
            return -1
        if word in cues.future:
            return 1
        if cues.weak_past.fullmatch(word) and word not in cues.not_past:
            return 0 if cues.participle.match(word) else -1
        if cues.present.fullmatch(word) and word not in cues.not_present and not cues.participle.match(word):
            return 1
        return 0
