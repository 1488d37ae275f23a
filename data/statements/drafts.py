"""What the layers hand on: a frame with its content, and a statement before it has a name and a date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from data.statements.cues import late_cue, may_say, verb_cues
from data.statements.lexicon import lexicon
from data.statements.segments import Segment, segments
from data.statements.words import LOW, STIRS, Word, words

if TYPE_CHECKING:
    from data.models import Span, StatementForm
    from data.statements.cues import Cue
    from data.statements.quotes import Quotation


_APPOSED = 4
"""Segments that a verb and its particle may be apart: a name between commas, a day behind it."""


@dataclass(frozen=True, eq=False)
class Line:
    """One sentence (or several, where a quotation holds them together), read; cut into segments once it is asked."""

    text: str
    span: Span
    lang: str
    words: tuple[Word, ...]
    quotations: tuple[Quotation, ...]
    actors: tuple[Span, ...] = ()  # mentions that are settled persons or bodies

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return segments(self.words, self.lang)

    @cached_property
    def cues(self) -> tuple[list[Cue], ...]:
        """The verbs of saying in each segment; German ones."""
        found = [verb_cues(segment.words, self.lang) for segment in self.segments]
        for i, segment in enumerate(self.segments):
            late = late_cue(self.segments[i : i + _APPOSED]) if segment.finite is not None else None
            if late is not None:
                found[i] = [late, *(cue for cue in found[i] if cue.at != late.at)]
        return tuple(found)

    def quotation_before(self, at: int) -> Quotation | None:
        """Return the last quotation that begins at or before an offset."""
        place = bisect_right(self.quotations, at, key=attrgetter("start"))
        return self.quotations[place - 1] if place else None

    @cached_property
    def colons(self) -> tuple[int, ...]:
        """Segments that a colon leads to."""
        return tuple(k for k, segment in enumerate(self.segments) if segment.before == ":")

    @property
    def empty(self) -> bool:
        """Whether it holds nothing but signs at which segments end."""
        return all(word.kind == "sign" for word in self.words) and not self.segments

    @property
    def silent(self) -> bool:
        """Whether a German line has no word in it that any layer looks for, as many have none."""
        return not (self.quotations or any(map(STIRS, self.words)) or may_say(self.words, self.lang))


class Frame(NamedTuple):
    """Who says it (`speaker`, characters), with which words (`cues`), where (`span`), and what is said (`content`)."""

    span: Span
    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cues: tuple[Span, ...]
    lemma: str
    kind: str  # "clause" | "preposed" | "infinitive" | "as" | "attribution" | "colon"
    backed_by: tuple[Span, ...] = ()  # whose „eigene Angaben" they are


class Draft(NamedTuple):
    """A statement without its names.

    `inherits`: the speaker is whoever spoke before. `backed_by` names whom a medium rests on („unter Berufung auf X").
    """

    spans: tuple[Span, ...]
    form: StatementForm
    speaker: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    lemma: str | None = None
    frame: Span | None = None
    line: int = 0  # the last line of it, `lines` of them
    lines: int = 1
    inherits: bool = False
    backed_by: tuple[Span, ...] = ()

    @property
    def first(self) -> int:
        return self.line - self.lines + 1

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def read_line(
    text: str,
    span: Span,
    quoted: tuple[Quotation, ...],
    lang: str,
    names: frozenset[str] = frozenset(),
    *,
    actors: tuple[Span, ...] = (),
) -> Line:
    """Read one line of `text`; `quoted` are the quotations inside it, `actors` the mentions of somebody settled."""
    read = _without_ich(words(text, span, quoted, lang, names), lang)
    return Line(text, span, lang, read, quoted, actors)


def _without_ich(read: tuple[Word, ...], lang: str) -> tuple[Word, ...]:
    """Beside „ich" a form in -e is an indicative."""
    first_person = lexicon(lang).words.get("first_person", frozenset())
    if first_person.isdisjoint(map(LOW, read)):
        return read
    return tuple(
        word._replace(mood="")
        if word.mood == "one" and any(other.low in first_person for other in read[max(0, i - 1) : i + 2])
        else word
        for i, word in enumerate(read)
    )
