"""Who speaks in a frame: the subject of its verb, „von …" in the passive, „in …" behind „heißt es"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from data.actors import noun_speaks
from data.statements.lexicon import lexicon
from data.statements.phrases import phrases, span_of
from data.statements.segments import FARTHEST
from data.statements.subjects import settled, subject

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.cues import Cue
    from data.statements.drafts import Line
    from data.statements.phrases import Phrase
    from data.statements.segments import Segment


def speaker_of(line: Line, i: int, cue: Cue | None) -> tuple[Span, ...]:
    """Return the characters that name the speaker of the frame in segment `i`; empty where nobody is named."""
    segment = line.segments[i]
    known = lexicon(line.lang)
    if cue is not None and _passive(segment, cue) and cue.lemma not in known.frames["quoting"]:
        return agent(segment, line.lang, known.frames["by_agent"])
    if cue is not None and cue.lemma in known.frames["emerging"]:
        return agent(segment, line.lang, known.frames["from_source"])
    if cue is not None and cue.lemma in known.frames["quoting"] and (quoted := _quoted(segment, cue, line.lang)):
        return quoted
    if cue is not None and cue.lemma in known.frames["impersonal"] and _nobody(segment, line.lang):
        return agent(segment, line.lang, known.frames["in_source"])
    if segment.clause == "relative":
        lead = segment.words[0]
        if lead.low in known.words["subject_relatives"]:
            return ((lead.start, lead.end),)
    if i and (segment.before == "+" or segment.clause == "bare"):
        main = next((k for k in range(i - 1, max(-1, i - FARTHEST), -1) if line.segments[k].clause == "main"), None)
        if main is not None and (segment.before == "+" or _lacks_its_verb(line.segments[main])):
            return speaker_of(line, main, None)
    in_front = _front_subject(line, i)
    if in_front:
        return in_front
    verb_last = segment.clause in ("sub", "relative") or segment.finite is None
    found = subject(segment.words, segment.finite, line.lang, verb_last=verb_last, actors=line.actors)
    if found is None:
        return ()
    start, end = span_of(segment.words, found)
    if (
        found.first == 0
        and i
        and segment.finite is not None
        and any(w.low in known.words["joined_names"] for w in segment.words[: found.last])
    ):
        start = _list_start(line, i, start)
    return ((start, _with_apposition(line, i, found.last, end)),)


def _quoted(segment: Segment, cue: Cue, lang: str) -> tuple[Span, ...]:
    """„Die Zeitung zitiert X mit …", „So zitierte die Zeitung X": the object speaks, in the passive the subject."""
    if segment.finite is None or _passive(segment, cue):
        return ()
    behind = [
        phrase
        for phrase in phrases(segment.words, lang, segment.finite + 1)
        if phrase.preposition is None and segment.words[phrase.head].kind != "quote"
    ]
    found = subject(segment.words, segment.finite, lang)
    objects = [phrase for phrase in behind if found is None or phrase.first != found.first]
    return (span_of(segment.words, objects[-1]),) if objects else ()


def acting_person(line: Line, i: int) -> tuple[Span, ...]:
    """Return the subject of the main clause in segment `i` if it is a person or body, or stands for one."""
    segment = line.segments[i]
    in_front = _front_subject(line, i)
    if in_front:
        return in_front if _names_somebody(line, in_front[0]) else ()
    found = subject(segment.words, segment.finite, line.lang, actors=line.actors)
    if found is None:
        return ()
    if (
        found.pronoun
        or settled(segment.words, found, line.actors)
        or noun_speaks(segment.words[found.head].text, line.lang)
    ):
        return speaker_of(line, i, None)
    return ()


def _names_somebody(line: Line, span: Span) -> bool:
    first = bisect_left(line.actors, (span[0], 0))
    return first < len(line.actors) and line.actors[first][1] <= span[1]


def _list_start(line: Line, i: int, start: int) -> int:
    """Start a list of subjects at its first name: „A, B und C warfen …"."""
    farthest = max(0, i - FARTHEST)
    while (
        i > farthest
        and line.segments[i].before == ","
        and line.segments[i - 1].clause == "bare"
        and line.segments[i - 1].words[-1].kind == "noun"
    ):
        i -= 1
        start = line.segments[i].start
    return start


def _nobody(segment: Segment, lang: str) -> bool:
    """„hieß es aus Moskau", „verlautete aus dem Amt": no subject but es."""
    return (
        any(w.low in lexicon(lang).words["it"] for w in segment.words)
        or subject(segment.words, segment.finite, lang) is None
    )


def _lacks_its_verb(segment: Segment) -> bool:
    """Spot an auxiliary whose participle stands behind a comma: „X hatte am Montag, dem 4., …"."""
    return segment.finite is not None and segment.words[segment.finite].auxiliary and segment.words[-1].kind != "verb"


def inserted(line: Line, i: int) -> bool:
    """Tell „Die Bedingung, betonte X, sei …" from „Die Sprecherin, …, betonte, …": the clause goes on with its verb."""
    if i + 1 >= len(line.segments) or line.segments[i].finite != 0:
        return False
    following = line.segments[i + 1]
    goes_on = following.clause == "main" and following.finite == 0
    return goes_on and subject(line.segments[i].words, 0, line.lang) is not None


def _front_subject(line: Line, i: int) -> tuple[Span, ...]:
    """„Der Sprecher, der …, sagte …": the verb leads its segment, and no clause of its own stands before it."""
    segment = line.segments[i]
    if not i or segment.finite != 0 or inserted(line, i):
        return ()
    first = i
    while (
        first > max(0, i - FARTHEST)
        and line.segments[first - 1].clause in ("bare", "relative")
        and line.segments[first].before in ",–—-"
    ):
        first -= 1
    while first < i and line.segments[first].clause == "relative":
        first += 1
    if first == i:
        return ()
    in_clause = first > 0 and line.segments[first - 1].clause == "main"
    behind = subject(segment.words, 0, line.lang)
    if behind is not None and in_clause:
        return ()  # „Denkbar seien A, B oder C, sagte X": the bare words end the clause before
    head = line.segments[first]
    found = next((p for p in phrases(head.words, line.lang) if not p.preposition and not p.oblique), None)
    if found is None or any(w.kind == "quote" for w in head.words[:1]):
        return ()
    if found.first and behind is not None and _is_named(segment, behind, line):
        return ()  # „dass sie viel zahlten, im Bus aber wenig Geld, sagte X"
    start, end = head.words[found.first].start, head.end
    k = first + 1
    while k < i and line.segments[k].clause == "bare":
        end = line.segments[k].end
        k += 1
    return ((start, end),)


def _is_named(segment: Segment, phrase: Phrase, line: Line) -> bool:
    """Whether a phrase names an actor itself, and not only whose it is („sein Vorgehen")."""
    start, end = span_of(segment.words, phrase)
    near = line.actors[bisect_left(line.actors, (start, 0)) : bisect_left(line.actors, (end, 0))]
    names = segment.words[phrase.head : phrase.last]
    return settled(segment.words, phrase, near) and any(a <= word.start < b for word in names for a, b in near)


def backing(line: Line, frame: Span) -> tuple[Span, ...]:
    """Whom a medium rests on: „unter Berufung auf X", inside the frame."""
    known = lexicon(line.lang)
    first = max(0, bisect_right(line.segments, frame[0], key=_start) - 1)
    for k in range(first, len(line.segments)):
        segment = line.segments[k]
        if segment.start >= frame[1]:
            break
        if segment.end <= frame[0]:
            continue
        if known.frames["backing"].isdisjoint([word.text for word in segment.words]):
            continue
        for resting, on in pairwise(phrases(segment.words, line.lang)):
            if (
                segment.words[resting.head].text in known.frames["backing"]
                and on.preposition in known.frames["backing_on"]
            ):
                return (span_of(segment.words, on),)
    return ()


def _start(segment: Segment) -> int:
    return segment.start


def opening_name(line: Line, i: int, first: int) -> tuple[Span, ...]:
    """Return the name from word `first` of segment `i` on and the bare words behind: „Wie X, Sprecher des Y, …"."""
    segment = line.segments[i]
    found = next((p for p in phrases(segment.words, line.lang, first) if not p.preposition), None)
    if found is None:
        return ()
    start, end = span_of(segment.words, found)
    return ((start, _with_apposition(line, i, found.last, end)),)


def _with_apposition(line: Line, i: int, last: int, end: int) -> int:
    """„sagte X, der Sprecher des Y(, …)": bare words behind the name."""
    segment = line.segments[i]
    following = line.segments[i + 1] if i + 1 < len(line.segments) else None
    if last < len(segment.words) or following is None or following.clause != "bare" or following.before != ",":
        return end
    if following.words[0].kind not in ("determiner", "noun", "other") or any(
        w.kind == "quote" for w in following.words
    ):
        return end
    return following.end


def _passive(segment: Segment, cue: Cue) -> bool:
    word = segment.words[cue.at[0]]
    if word.kind not in ("verb", "other") or not word.low.endswith(("t", "en")) or word.low.endswith("te"):
        return False
    return any(w.lemma == "werden" and w.auxiliary for w in segment.words) and word.low != word.lemma


def agent(segment: Segment, lang: str, prepositions: frozenset[str]) -> tuple[Span, ...]:
    for phrase in phrases(segment.words, lang):
        if phrase.preposition in prepositions:
            return (span_of(segment.words, phrase),)
    return ()
