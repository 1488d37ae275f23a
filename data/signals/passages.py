"""Cut a body into the passages that may be a signal: sentences, and within quotation marks the sentences said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.text import Stretches, columns_in, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Span, Statement

MARKS = "„“”‚‘’\"'»«›‹ \t\n"
_SHORTEST_CLAIM = 3
"""Words in quotation marks from which on they may be a claim of their own, and not a borrowed phrase."""

_LONGEST_FRAGMENT = 4
"""Words of a question that only names what the next sentence speaks of."""
_LONGEST_HEADING = 120
"""Characters."""


_AFTER = 6
"""Characters behind a quotation that are looked at."""


class Passage(NamedTuple):
    """A candidate: its span, and the direct quotation it is said in, if any."""

    start: int
    end: int
    quoted: Statement | None = None
    number: int = 0  # of its sentence


def passages(text: str, statements: Sequence[Statement], lang: str) -> tuple[Passage, ...]:
    """Return the passages of `text` in order. A quotation split by its frame is one, with the frame (ruling 12)."""
    spoken = sorted(((span, s) for s in statements if s.form == "direct" for span in s.spans), key=_first)
    quotes = Stretches(spoken, _first)
    found: list[Passage] = []
    for number, (start, end) in enumerate(_answered(text, sentences(text, lang))):
        inside = [(max(a, start), min(b, end), s) for (a, b), s in quotes.over(start, end)]
        inside = [(a, b, s) for a, b, s in inside if _long_enough(text, a, b) and not _is_fragment(text, start, a, b)]
        inside.sort(key=lambda piece: piece[0])
        if not inside:
            if not _is_heading(text, start, end):
                found.append(Passage(start, end, number=number))
            continue
        first, last = inside[0], inside[-1]
        if len(inside) > 1 and first[2] is last[2]:
            found.append(_stripped(text, first[0], last[1], first[2])._replace(number=number))
            continue
        at = start
        for a, b, statement in inside:
            found += [p._replace(number=number) for p in _rest(text, at, a)]
            found.append(_stripped(text, a, b, statement)._replace(number=number))
            at = b
        found += [p._replace(number=number) for p in _rest(text, at, end)]
    return tuple(p for p in found if p.end > p.start)


def _first(quote: tuple[Span, Statement]) -> Span:
    return quote[0]


def _answered(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join a question of a few words with its answer ("Ein Treffen? Ausgeschlossen.")."""
    found: list[Span] = []
    for start, end in spans:
        if found and text[found[-1][1] - 1] == "?" and "\n" not in text[found[-1][1] : start]:
            question, answer = (_words_in(text, a, b) for a, b in (found[-1], (start, end)))
            if question <= _LONGEST_FRAGMENT and answer <= 2 * _LONGEST_FRAGMENT:
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether the sentence is a line of its own without a full stop: a subhead."""
    if text[end - 1] in ".!?…:" or text[end - 1] in MARKS or text[end - 2 : end - 1] in {".", "!", "?"}:
        return False
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return end - start <= _LONGEST_HEADING and line.strip() == text[start:end]


def _is_fragment(text: str, sentence: int, start: int, end: int) -> bool:
    """Whether marks only set off words within a sentence ("man habe sich „auf später verständigt“, hieß es")."""
    inner = text[start:end].strip(MARKS)
    before = text[sentence:start].rstrip(MARKS)
    after = text[end : end + _AFTER].lstrip(MARKS)
    cut_off = before.endswith(",") and (inner.endswith(",") or not _goes_on(after))
    opens = cut_off or before.endswith((":", ".", "!", "?"))
    return bool(before) and not opens and inner[:1].islower()


def _goes_on(after: str) -> bool:
    """Whether a clause goes on behind marks without a sign ("„zu gegebener Zeit“ wieder sprechen zu wollen")."""
    return after[:1].islower()


def _long_enough(text: str, start: int, end: int) -> bool:
    return _words_in(text, start, end) >= _SHORTEST_CLAIM


def _words_in(text: str, start: int, end: int) -> int:
    return sum(word[0].isalnum() for word in columns_in(text, start, end).texts)


def _rest(text: str, start: int, end: int) -> list[Passage]:
    """Return what stands outside the marks: mostly the frame, sometimes a claim."""
    while start < end and (text[start] in MARKS or text[start] in ",;:–—-.?!"):
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return [Passage(start, end)] if _long_enough(text, start, end) else []


def _stripped(text: str, start: int, end: int, statement: Statement) -> Passage:
    """Return the words between the marks; an inner comma or full stop stays."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return Passage(start, end, statement)
