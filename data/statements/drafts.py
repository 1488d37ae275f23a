"""What the layers hand on: a frame with its content, and a statement before it has a name and a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.statements.lexicon import lexicon
from data.statements.segments import Segment, segments
from data.statements.words import Word, words

if TYPE_CHECKING:
    from data.models import Span, StatementForm
    from data.statements.quotes import Quotation


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence (or several, where a quotation holds them together), read."""

    text: str
    span: Span
    lang: str
    words: tuple[Word, ...]
    segments: tuple[Segment, ...]
    quotations: tuple[Quotation, ...]
    actors: tuple[Span, ...] = ()  # mentions that are settled persons or bodies
    colons: tuple[int, ...] = ()  # segments that a colon leads to


@dataclass(frozen=True, slots=True)
class Frame:
    """Who says it (`speaker`, characters), with which words (`cues`), where (`span`), and what is said (`content`)."""

    span: Span
    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cues: tuple[Span, ...]
    lemma: str
    kind: str  # "clause" | "preposed" | "infinitive" | "as" | "attribution" | "colon"
    backed_by: tuple[Span, ...] = ()  # whose „eigene Angaben" they are


@dataclass(frozen=True, slots=True)
class Draft:
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
    parts = segments(read, lang)
    colons = tuple(k for k, segment in enumerate(parts) if segment.before == ":")
    return Line(text, span, lang, read, parts, quoted, actors, colons)


def _without_ich(read: tuple[Word, ...], lang: str) -> tuple[Word, ...]:
    """Beside „ich" a form in -e is an indicative."""
    first_person = lexicon(lang).words.get("first_person", frozenset())
    if not any(word.low in first_person for word in read):
        return read
    return tuple(
        word._replace(mood="")
        if word.mood == "one" and any(other.low in first_person for other in read[max(0, i - 1) : i + 2])
        else word
        for i, word in enumerate(read)
    )
