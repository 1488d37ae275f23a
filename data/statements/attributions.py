"""Attributions without a verb: „laut X", „X zufolge", „nach Angaben von X", „aus Sicht der Y", „wonach"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors import noun_speaks
from data.statements.drafts import Frame, Line
from data.statements.lexicon import lexicon, listed_noun
from data.statements.phrases import Phrase, phrases, span_of
from data.statements.segments import FARTHEST
from data.statements.subjects import subject
from data.statements.words import LOW
from data.text import in_dictionary

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment

_LONGEST_PHRASE = 60  # words; more are a list
_LONGEST_FRONT = 400  # words before a postposition that are looked into


def attributions(line: Line) -> list[Frame]:
    """Return the attributions of a line; what is said is the rest of their clause."""
    known = lexicon(line.lang)
    found: list[Frame] = []
    for i, segment in enumerate(line.segments):
        if known.vouching.isdisjoint(map(LOW, segment.words)):
            continue
        for j, word in enumerate(segment.words):
            if word.low not in known.vouching:
                continue
            frame = None
            if word.low in known.frames["before"] and word.kind == "preposition":
                frame = _before(line, i, j)
            elif word.low in known.frames["after"] and j > 0:
                frame = _after(line, i, j)
            elif word.low in known.frames["behind"] and j > 0:
                frame = _behind(line, i, j, known)
            if frame is None and word.low in known.frames["by"] and word.kind == "preposition":
                frame = _by_word(line, i, j, known)
            elif frame is None and word.low in known.frames["whereby"] and j == 0:
                frame = _whereby(line, i)
            if frame is not None:
                found.append(frame)
                break
    return found


def _before(line: Line, i: int, j: int) -> Frame | None:
    """„laut X": at the front of a sentence all words before the finite verb belong to it."""
    segment = line.segments[i]
    end = _phrase_end(line, i, j + 1)
    if end is None:
        return None
    return _made(
        line,
        i,
        frame=(segment.words[j].start, end),
        speaker=(segment.words[j + 1].start, end),
        cues=((segment.words[j].start, segment.words[j].end),),
        lemma=segment.words[j].low,
    )


def _after(line: Line, i: int, j: int) -> Frame | None:
    segment = line.segments[i]
    word = segment.words[j]
    ending = next((p for p in phrases(segment.words, line.lang, max(0, j - _LONGEST_FRONT), j) if p.last == j), None)
    first = 0 if segment.finite is None or j <= segment.finite else ending.first if ending else None
    if first is None:
        return None
    while first < j and segment.words[first].kind in ("joint", "adverb"):
        first += 1
    if first >= j:
        return None
    start = segment.words[first].start
    return _made(
        line,
        i,
        frame=(start, word.end),
        speaker=(start, segment.words[j - 1].end),
        cues=((word.start, word.end),),
        lemma=word.low,
    )


def _behind(line: Line, i: int, j: int, known: Lexicon) -> Frame | None:
    """„seiner Meinung nach", „dem Vernehmen nach": the preposition stands behind its noun."""
    segment = line.segments[i]
    ending = next((p for p in phrases(segment.words, line.lang, max(0, j - _LONGEST_FRONT), j) if p.last == j), None)
    if ending is None or ending.preposition or not (ending.oblique or segment.words[ending.first].low.endswith("er")):
        return None
    if not listed_noun(segment.words[ending.head].lemma, known.nouns["source"]):
        return None
    start, word = segment.words[ending.first].start, segment.words[j]
    return _made(
        line,
        i,
        frame=(start, word.end),
        speaker=(start, segment.words[j - 1].end),
        cues=((word.start, word.end),),
        lemma=segment.words[ending.head].lemma,
    )


def _by_word(line: Line, i: int, j: int, known: Lexicon) -> Frame | None:
    """„nach Angaben von X", „nach Meinung der Y": a noun of saying is the head of the phrase."""
    segment = line.segments[i]
    near = min(len(segment.words), j + 1 + _LONGEST_PHRASE)
    phrase = next((p for p in phrases(segment.words, line.lang, j, near) if p.first > j), None)
    if phrase is None or phrase.first > j + 1:
        return None
    if not _source(segment, phrase, known, line):
        return None
    end = _phrase_end(line, i, j + 1)
    if end is None:
        return None
    first = segment.words[phrase.first].low
    if first in known.words["theirs"] and segment.finite is not None and j > segment.finite:
        end = segment.words[phrase.head].end  # "hängt nach seinen Worten von X ab": they are not X's
    own = first in known.words["own"] and segment.finite is not None
    holder = subject(segment.words, segment.finite, line.lang) if own else None
    frame = _made(
        line,
        i,
        frame=(segment.words[j].start, end),
        speaker=(segment.words[j + 1].start, end),
        cues=((segment.words[j].start, segment.words[j].end),),
        lemma=segment.words[phrase.head].lemma,
    )
    if frame is not None and holder is not None:
        return frame._replace(backed_by=(span_of(segment.words, holder),))
    return frame


def _source(segment: Segment, phrase: Phrase, known: Lexicon, line: Line) -> bool:
    """Spot a noun that vouches; one that may tell a time vouches without article, or where it says whose it is."""
    noun = segment.words[phrase.head].lemma
    if listed_noun(noun, known.nouns["source_or_time"]):
        definite = segment.words[phrase.first].low in known.words["definite"]
        if not definite and phrase.last == phrase.head + 1:
            return True
        return not (definite and phrase.last == phrase.head + 1) and not _of_a_thing(segment, phrase, line)
    return listed_noun(noun, known.nouns["source"]) is not None


def _of_a_thing(segment: Segment, phrase: Phrase, line: Line) -> bool:
    """„nach der Ankündigung eines Gipfels": what is announced follows, not who announces it."""
    inner = next((w for w in segment.words[phrase.head + 1 : phrase.last] if w.kind == "noun"), None)
    if inner is None or any(a <= inner.start < b for a, b in line.actors):
        return False
    return in_dictionary(inner.text, line.lang) and not noun_speaks(inner.text, line.lang)


def _whereby(line: Line, i: int) -> Frame | None:
    """„…, wonach …": the noun before says what follows; „Demnach …" goes on with the source before."""
    segment = line.segments[i]
    word = segment.words[0]
    if len(segment.words) < 3:
        return None
    last = _clause_end(line, i)
    content = ((segment.words[1].start, line.segments[last].end),)
    speaker: tuple[Span, ...] = ((word.start, word.end),)
    if i:
        found = list(phrases(line.segments[i - 1].words, line.lang))
        if found:
            words = line.segments[i - 1].words
            speaker = ((words[found[-1].first].start, words[found[-1].last - 1].end),)
    return Frame((word.start, word.end), content, speaker, ((word.start, word.end),), word.low, "attribution")


def _phrase_end(line: Line, i: int, first: int) -> int | None:
    """Where the phrase that begins with word `first` of segment `i` ends."""
    segment = line.segments[i]
    if first >= len(segment.words):
        return None
    if first <= 2 and segment.finite is not None and segment.finite > first and segment.clause == "main":
        return segment.words[segment.finite - 1].end
    near = min(len(segment.words), first + _LONGEST_PHRASE)
    found = next(phrases(segment.words, line.lang, first, near), None)
    if found is None or found.first > first:
        return None
    end = segment.words[found.last - 1].end
    if found.last == len(segment.words) or segment.finite is None:
        end = segment.words[found.last - 1].end if segment.finite is not None else segment.end
        k = i + 1
        while (
            k < min(len(line.segments), i + FARTHEST)
            and line.segments[k].clause in ("bare", "relative")
            and line.segments[k].before == ","
            and k + 1 < len(line.segments)
        ):
            if line.segments[k].clause == "bare":
                end = line.segments[k].end
            k += 1
    return end


def _made(line: Line, i: int, *, frame: Span, speaker: Span, cues: tuple[Span, ...], lemma: str) -> Frame | None:
    first, last = _clause_start(line, i), _clause_end(line, i)
    start, end = line.segments[first].start, line.segments[last].end
    segment = line.segments[i]
    if segment.clause in ("relative", "sub") and first == i and segment.words[0].start < frame[0]:
        start = (
            segment.words[1].start
            if segment.clause == "sub" and len(segment.words) > 1 and segment.words[1].start <= frame[0]
            else start
        )
    content = tuple((a, b) for a, b in ((start, frame[0]), (_skip(line, frame[1]), end)) if b - a > 1)
    return Frame(frame, content, (speaker,), cues, lemma, "attribution") if content else None


def _skip(line: Line, at: int) -> int:
    """Past the comma and blank behind a frame."""
    while at < line.span[1] and (line.text[at].isspace() or line.text[at] in ",–—"):
        at += 1
    return at


def _clause_start(line: Line, i: int) -> int:
    """Return where the clause begins: a subordinate one by itself, a main one with all before it."""
    segment = line.segments[i]
    if segment.clause in ("relative", "sub", "infinitive") and i and not _front(segment):
        return i
    first, farthest = i, max(0, i - FARTHEST)
    while first > farthest and line.segments[first].before not in ";:" and not _own_main(line.segments[first]):
        first -= 1
    return first


def _front(segment: Segment) -> bool:
    return segment.clause == "bare"


def _own_main(segment: Segment) -> bool:
    """Spot a main clause with a front of its own: it does not need what stands before it."""
    return (
        segment.clause == "main"
        and segment.finite is not None
        and segment.finite > 0
        and segment.words[0].kind != "adverb"
    )


def _clause_end(line: Line, i: int) -> int:
    embedded = line.segments[i].clause in ("relative", "sub") and i > 0
    farthest = min(len(line.segments), i + FARTHEST)
    for k in range(i + 1, farthest):
        segment = line.segments[k]
        if segment.before == ";":
            return k - 1
        if embedded and segment.clause == "main" and segment.finite is not None and segment.finite <= 1:
            return k - 1
    return farthest - 1
