"""„…. Das teilte Y mit.": the sentence before is what Y says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.statements.cues import spans_of
from data.statements.drafts import Draft, Line
from data.statements.lexicon import lexicon
from data.statements.speakers import agent, speaker_of

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.cues import Cue
    from data.statements.segments import Segment


def pointing_back(line: Line, before: Line, index: int) -> Draft | None:
    """Return the sentence `before` as a statement, where `line` does nothing but say whose it is."""
    known = lexicon(line.lang)
    segment = line.segments[0]
    if segment.words[0].low not in known.frames["pointing"] or segment.finite != 1:
        return None
    if any(other.clause in ("main", "infinitive") or other.words[0].kind == "quote" for other in line.segments[1:]):
        return None
    cue = next(
        (c for c in line.cues[0] if c.governs & {"say"} or c.lemma in known.frames["emerging"]),
        None,
    )
    if cue is None or any(word.low in known.frames["that"] for other in line.segments for word in other.words[:1]):
        return None
    speaker = _speaker(line, segment, cue)
    if not speaker:
        return None
    pronoun = (segment.words[0].start, segment.words[0].end)
    return Draft((before.span, pronoun), "indirect", speaker, spans_of(segment.words, cue), cue.lemma, line.span, index)


def _speaker(line: Line, segment: Segment, cue: Cue) -> tuple[Span, ...]:
    if cue.lemma in lexicon(line.lang).frames["emerging"]:
        return agent(segment, line.lang, lexicon(line.lang).frames["from_source"])
    return speaker_of(line, 0, cue)
