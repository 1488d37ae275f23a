"""English cues and subjects: the verb of saying, the name before it or, inverted, behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.statements.lexicon import lexicon

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.drafts import Line
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment
    from data.statements.words import Word


_PARTICLE_REACH = 10  # words between a verb and its particle ("turned the invitation down")


@dataclass(frozen=True, slots=True)
class EnglishCue:
    at: int
    last: int
    lemma: str
    governs: frozenset[str]


def cues_in(words: tuple[Word, ...], known: Lexicon) -> list[EnglishCue]:
    found: list[EnglishCue] = []
    for i, word in enumerate(words):
        if word.kind in ("quote", "sign", "number") or (word.text[0].isupper() and i > 0):
            continue
        if i and (words[i - 1].low in known.words["determiners"] or words[i - 1].low in known.frames["to"]):
            continue
        if i and words[i - 1].low in known.words["prepositions"]:
            continue
        if found and found[-1].last == i - 1 and word.low.endswith("s"):
            continue
        particles = known.separable.get(word.lemma, {})
        reach = range(i + 1, min(len(words), i + _PARTICLE_REACH)) if particles else range(0)
        after = next((j for j in reach if words[j].low in particles), None)
        if after is not None:
            joined = particles[words[after].low]
            found.append(EnglishCue(i, after if after == i + 1 else i, joined, known.verbs[joined]))
        elif word.lemma in known.verbs:
            found.append(EnglishCue(i, i, word.lemma, known.verbs[word.lemma]))
    return found


def subject_of(line: Line, i: int, cue: EnglishCue, known: Lexicon) -> tuple[Span, ...]:
    """Return what stands before the verb in its segment, or the name before the appositions that part them."""
    segment = line.segments[i]
    stop = cue.at
    while stop > 0 and (
        segment.words[stop - 1].low in known.auxiliaries or segment.words[stop - 1].low in known.words["adverbs"]
    ):
        stop -= 1
    if stop == 0:
        return front_of(line, i, known)
    if stop == 1 and segment.words[0].low in known.words["coordinators"]:
        return subject_before(line, i, known)
    if segment.words[stop - 1].low in known.words["coordinators"]:
        return ()
    start = _skip_lead(segment.words, stop, known)
    if start >= stop:
        return ()
    if any(w.low in known.auxiliaries for w in segment.words[start:stop]):
        return ()
    return ((segment.words[start].start, segment.words[stop - 1].end),)


def subject_before(line: Line, i: int, known: Lexicon) -> tuple[Span, ...]:
    """„He said no, and added …": the subject of the verb of saying before."""
    for k in range(i - 1, -1, -1):
        for cue in cues_in(line.segments[k].words, known):
            found = subject_of(line, k, cue, known)
            if found:
                return found
    return ()


def _skip_lead(words: tuple[Word, ...], stop: int, known: Lexicon) -> int:
    """Past „On Monday", „and", „By evening": what can come before a subject."""
    i = 0
    while i < stop:
        low = words[i].low
        if low in known.words["coordinators"] or low in known.words["adverbs"] or low in known.frames["lead_in"]:
            i += 1
        elif low in known.words["prepositions"]:
            dated = next((j for j in range(i + 1, stop) if words[j].text in known.words["months_and_days"]), None)
            if dated is None:
                return stop
            i = dated + 1
            while i < stop and words[i].kind == "number":
                i += 1
        elif words[i].text in known.words["months_and_days"] or words[i].kind in ("sign", "number"):
            i += 1
        else:
            return i
    return i


def front_of(line: Line, i: int, known: Lexicon) -> tuple[Span, ...]:
    """„Scott Bessent, the Treasury secretary, said": bare segments before the verb."""
    first = i
    while first > 0 and not has_verb(line.segments[first - 1], known) and line.segments[first].before == ",":
        first -= 1
    while (
        first > 0
        and line.segments[first - 1].words[0].low in known.words["relatives"]
        and line.segments[first].before == ","
    ):
        first -= 1
        while first > 0 and not has_verb(line.segments[first - 1], known):
            first -= 1
    if first == i:
        return ()
    words = line.segments[first].words
    start = _skip_lead(words, len(words), known)
    if start >= len(words) or any(w.kind == "quote" for k in range(first, i) for w in line.segments[k].words):
        return ()
    end = line.segments[first].end
    for k in range(first + 1, i):
        if (
            line.segments[k].words[0].low not in known.words["relatives"]
            and line.segments[k].words[0].low not in known.frames["citing"]
        ):
            end = line.segments[k].end
    return ((words[start].start, end),)


def inverted_name(words: tuple[Word, ...], first: int, known: Lexicon) -> tuple[Span, ...]:
    """Return the noun phrase behind an inverted verb: „said the foreign minister"."""
    end = first
    while end < len(words):
        low = words[end].low
        if (low in known.words["prepositions"] and low not in known.frames["of_name"]) or words[
            end
        ].text in known.words["months_and_days"]:
            break
        if low in known.auxiliaries or low in known.words["adverbs"]:
            break
        end += 1
    return ((words[first].start, words[end - 1].end),) if end > first else ()


def with_apposition(line: Line, i: int, speaker: tuple[Span, ...]) -> tuple[Span, ...]:
    if not speaker or i + 1 >= len(line.segments) or speaker[0][1] != line.segments[i].end:
        return speaker
    following = line.segments[i + 1]
    known = lexicon(line.lang)
    if following.before != "," or has_verb(following, known) or following.words[0].low in known.words["relatives"]:
        return speaker
    return ((speaker[0][0], following.end),)


def phrase_end(words: tuple[Word, ...], i: int, known: Lexicon, limit: int = 8) -> int:
    """Index behind a noun phrase: determiner, lower-case words up to a noun, or a run of capitals."""
    start = i
    if i < len(words) and words[i].low in known.words["determiners"]:
        i += 1
        while i < len(words) and i - start < limit and not _begins_clause(words, i, known):
            i += 1
        return i
    if i < len(words) and words[i].low in known.words["addressees"]:
        i += 1
        while i < len(words) and words[i].low in known.words["addressees"]:
            i += 1
        return i
    while i < len(words) and (words[i].text[0].isupper() or words[i].kind in ("number", "quote")) and i - start < limit:
        if i > start and words[i].low in known.words["pronouns"]:
            break
        i += 1
    return i


def _begins_clause(words: tuple[Word, ...], i: int, known: Lexicon) -> bool:
    low = words[i].low
    if low in known.words["pronouns"] or low in known.words["determiners"] or low in known.words["prepositions"]:
        return True
    if (
        low in known.auxiliaries
        or low in known.frames["that"]
        or low in known.frames["to"]
        or low in known.frames["whether"]
    ):
        return True
    return words[i].text in known.words["months_and_days"] or words[i].kind == "quote"


def has_verb(segment: Segment, known: Lexicon) -> bool:
    if any(w.low in known.auxiliaries or w.kind == "quote" for w in segment.words):
        return True
    return any(j > 0 and past(word) for j, word in enumerate(segment.words))


def past(word: Word) -> bool:
    """Spot a lower-case form that is not its lemma and no plural, comparative or -ing: „spoke", „agreed"."""
    if not word.text[0].islower() or word.low == word.lemma or word.kind in ("pronoun", "determiner"):
        return False
    return not word.low.endswith(("s", "er", "est", "ing", "men", "ren", "ple", "most", "less"))
