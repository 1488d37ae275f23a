"""What the layers hand on: a frame with its content, and a statement before it has a name and a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Frame:
    """Who says it (`speaker`, characters), with which words (`cues`), where (`span`), and what is said (`content`)."""

    span: Span
    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cues: tuple[Span, ...]
    lemma: str
    kind: str  # "clause" | "preposed" | "infinitive" | "as" | "attribution" | "colon"


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
    line: int = 0
    inherits: bool = False
    backed_by: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def read_line(
    text: str, span: Span, quoted: tuple[Quotation, ...], lang: str, names: frozenset[str] = frozenset()
) -> Line:
    """Read one line of `text`; `quoted` are the quotations inside it."""
    read = words(text, span, quoted, lang, names)
    return Line(text, span, lang, read, segments(read, lang), quoted)
