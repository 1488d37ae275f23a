"""Free indirect speech: Konjunktiv without a frame goes on with whoever spoke before; „soll … haben" is hearsay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.statements.drafts import Draft, Frame, Line
from data.statements.lexicon import lexicon

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment


def free_mood(line: Line) -> str:
    """Return "one" or "two" where the first main clause of a line is in Konjunktiv I or II, else an empty string."""
    for segment in line.segments:
        if segment.clause == "main" and segment.finite is not None and segment.words[0].kind != "quote":
            return segment.words[segment.finite].mood
    return ""


def goes_on(line: Line, frames: list[Frame]) -> bool:
    """Whether the first main clause is in Konjunktiv I though no frame holds it: the frames inside are told by it."""
    for segment in line.segments:
        if segment.clause == "main":
            if segment.finite is None or segment.words[segment.finite].mood != "one":
                return False
            if any(frame.kind == "attribution" and segment.start <= frame.span[0] < segment.end for frame in frames):
                return False  # „Nach Darstellung von X werde …"
            return not any(s <= segment.start < e for frame in frames for s, e in frame.content)
    return False


def late_mood(line: Line) -> Span | None:
    """From the first main clause in Konjunktiv I on, where clauses in the indicative stand before it."""
    for segment in line.segments:
        if segment.clause == "main" and segment.finite is not None and segment.words[segment.finite].mood == "one":
            return segment.start, line.span[1]
    return None


def hearsay(line: Line) -> bool:
    """Whether a main clause reports by „soll(en)" with an infinitive of the past („soll … getroffen haben")."""
    return any(segment.clause == "main" and _hearsay(segment, lexicon(line.lang)) for segment in line.segments)


def _hearsay(segment: Segment, known: Lexicon) -> bool:
    words = segment.words
    if segment.finite is None or words[segment.finite].low not in known.frames["hearsay"]:
        return False
    tail = [w.low for w in words if w.kind != "sign"][-2:]
    return bool(tail) and (
        tail[-1] in known.frames["hearsay_end"] and len(tail) > 1 and tail[0].endswith(("t", "en", "worden"))
    )


def whole(line: Line, form: str, index: int) -> Draft:
    """Return the whole line as a free statement."""
    start, end = line.span
    return Draft(
        ((start, end),), "free_indirect" if form == "free" else "indirect_free_indirect", line=index, inherits=True
    )
