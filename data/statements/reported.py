"""Speech acts told without their words: „X lehnte den Vorschlag ab", „X warnte vor einer Eskalation"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors import noun_speaks
from data.statements.drafts import Draft, Line
from data.statements.lexicon import lexicon
from data.statements.phrases import span_of
from data.statements.speakers import speaker_of
from data.statements.subjects import is_thing, settled, subject

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.segments import Segment


def reported(line: Line, index: int) -> Draft | None:
    """Return the line as a reported speech act, where its main verb tells one and somebody speaks."""
    for i, segment in enumerate(line.segments):
        if segment.clause != "main":
            continue
        cues = [c for c in line.cues[i] if c.governs & {"report", "act"}]
        if segment.finite is not None and segment.words[segment.finite].mood:
            return None
        if not cues:
            continue
        cue = cues[-1]
        speaker = speaker_of(line, i, cue)
        if not speaker or _bare_act(segment) or _is_thing(line, segment):
            return None
        if "report" not in cue.governs and not any(s <= a and b <= e for a, b in line.actors for s, e in speaker):
            return None
        start = segment.start if segment.before == "+" else line.span[0]
        end = next((s.words[0].start for s in line.segments[i + 1 :] if s.before == ";"), line.span[1])
        while line.text[end - 1].isspace():
            end -= 1
        return Draft(((start, end),), "reported", speaker, (), cue.lemma, segment.span, index)
    return None


def teller(line: Line) -> tuple[Span, ...]:
    """Who does something with words in the first main clause of a line, whether or not it tells what."""
    segment_at = next((i for i, segment in enumerate(line.segments) if segment.clause == "main"), None)
    if segment_at is None:
        return ()
    cues = [c for c in line.cues[segment_at] if c.governs & {"say", "act", "report"}]
    found = speaker_of(line, segment_at, cues[-1]) if cues else ()
    anyone = lexicon(line.lang).words["anyone"]
    return () if any(line.text[start:end].lower() in anyone for start, end in found) else found


def acting(line: Line) -> Span | None:
    """Return who does something in the first main clause of a line, in the indicative: a person, group or body."""
    segment = next((segment for segment in line.segments if segment.clause == "main"), None)
    if segment is None or segment.finite is None or segment.words[segment.finite].mood:
        return None
    found = subject(segment.words, segment.finite, line.lang, actors=line.actors)
    if found is None or found.pronoun:
        return None
    span = span_of(segment.words, found)
    head = segment.words[found.head]
    named = any(start <= head.start < end for start, end in line.actors)
    return span if named or (head.kind == "noun" and noun_speaks(head.text, line.lang)) else None


def _is_thing(line: Line, segment: Segment) -> bool:
    """Spot a subject that only holds a name: „Das Treffen von X und Y wurde abgesagt"."""
    found = subject(segment.words, segment.finite, line.lang, actors=line.actors)
    return (
        found is not None
        and is_thing(segment.words, found, line.lang)
        and not settled(segment.words, found, line.actors)
        and any(word.kind == "preposition" for word in segment.words[found.head : found.last])
    )


def _bare_act(segment: Segment) -> bool:
    """Look for nothing but the subject: „X protestierte" tells too little. A second predicate has it elsewhere."""
    least = 1 if segment.before == "+" else 2
    return sum(w.kind in ("noun", "quote", "pronoun") for w in segment.words) < least
