"""What is said in clauses that no mood marks: „X sagte, der Gipfel findet statt", „…, er „würde gern kommen““."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.statements.phrases import noun_phrase, phrases
from data.statements.words import holds_verb

if TYPE_CHECKING:
    from data.statements.cues import Cue
    from data.statements.drafts import Line
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment


def told_plainly(line: Line, i: int, j: int, cue: Cue, known: Lexicon) -> bool:
    """„X sagte, der Gipfel findet statt": subject and verb in the indicative, behind a verb without an object."""
    frame, content = line.segments[i], line.segments[j]
    if "say" not in cue.governs or frame.clause != "main" or not content.finite:
        return False
    if content.clause != "main" and not (content.clause == "relative" and _nothing_to_relate_to(frame, known)):
        return False
    objects = (w for w in frame.words if w.kind == "pronoun" and w.low in known.words["oblique_pronouns"])
    if any(objects) or any(word.lemma == "werden" for word in frame.words):
        return False
    front = noun_phrase(content.words, 0, content.finite, line.lang, None)
    if front is None or front.last != content.finite or (frame.finite == 1 and _points(frame, known)):
        return False
    if content.finite == len(content.words) - 1 and not _nothing_to_relate_to(frame, known):
        return False
    named = [p for p in phrases(frame.words, line.lang) if p.preposition is None and not p.oblique]
    if any(word.low in known.words["it"] for word in frame.words):
        return cue.lemma in known.frames["impersonal"] and not named[1:]
    return len(named) == 1


def _nothing_to_relate_to(segment: Segment, known: Lexicon) -> bool:
    """„X sagte, die Gespräche laufen": no noun before the comma that a relative clause could hang on."""
    last = segment.words[-1]
    return last.kind != "noun" or last.text in known.words["months_and_days"]


def _points(segment: Segment, known: Lexicon) -> bool:
    """„Das sagte X": the verb has its object before it."""
    return segment.words[0].low in known.frames["pointing"]


def verb_in_marks(segment: Segment, lang: str) -> bool:
    """„…, er „würde gerne kommen““: a clause whose verb is in the speaker's own words, whatever its mood."""
    finite = None if segment.finite is None else segment.words[segment.finite]
    if finite is not None and (finite.auxiliary or finite.mood or finite.low != finite.lemma):
        return False
    return segment.clause in ("main", "bare") and any(
        word.kind == "quote" and holds_verb(word, lang) for word in segment.words[1:]
    )
