"""English statements: „X said (that) …", „…, X said", „according to X", quotations, speech acts.

English says who speaks by position alone: the subject stands before the verb of saying, or right behind it after a
quotation or a clause. So segments and a list of verbs carry further here than in German, and Konjunktiv is nothing to
look for.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from data.actors import noun_speaks
from data.statements.drafts import Draft, Frame
from data.statements.english_words import (
    EnglishCue,
    cues_in,
    front_of,
    has_verb,
    inverted_name,
    past,
    phrase_end,
    subject_before,
    subject_of,
    with_apposition,
)
from data.statements.lexicon import lexicon
from data.statements.quoted import direct
from data.statements.segments import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Span
    from data.statements.drafts import Line
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment
    from data.statements.words import Word

_TRIM = " \t\n,;:–—-"
_OBJECT = 5  # words of an addressee ("told the state news agency …")


def english(line: Line, index: int, *, follows: bool) -> list[Draft]:
    """Return the statements of an English line; `follows` is for German, whose mood goes on."""
    del follows
    made = [frame for i in range(len(line.segments)) for frame in _frames(line, i)]
    found = [draft for frame in made if (draft := _indirect(line, frame, index)) is not None]
    found += direct(line, made, index)
    return found or _told(line, index)


def _frames(line: Line, i: int) -> list[Frame]:
    known = lexicon(line.lang)
    attributed = _according(line, i, known)
    if attributed is not None:
        return [attributed]
    if line.segments[i].words[0].low in known.words["questions"]:
        return []
    for cue in cues_in(line.segments[i].words, known):
        frame = _frame(line, i, cue, known)
        if frame is not None:
            return [frame]
    return []


def _frame(line: Line, i: int, cue: EnglishCue, known: Lexicon) -> Frame | None:
    segment = line.segments[i]
    speaker = subject_of(line, i, cue, known)
    behind = _behind(segment, cue, known)
    after = _content_after(line, i, cue, behind, known)
    before = i > 0 and segment.before in (",", "–", "—", "-")
    doing = segment.words[cue.at].low.endswith("ing")
    led = behind < len(segment.words) and segment.words[behind].low in known.frames["that"]
    inverted = before and cue.at == 0 and not doing and not led
    if doing and cue.at == 0 and i:
        speaker = subject_before(line, i, known)
    if before and cue.governs & {"say", "think"} and _said_before(line, i, known) and (after is None or inverted):
        front = () if _has_own_subject(segment, cue, known) else front_of(line, i, known)
        if inverted and not front:
            speaker = inverted_name(segment.words, cue.last + 1, known) or speaker
            speaker = with_apposition(line, i, speaker)
        if front and after is None:
            return _behind_front(line, i, cue, front, known)
        if speaker and not front and not _is_told_of(segment, cue, known):
            content = ((line.segments[max(0, i - FARTHEST)].start, line.segments[i - 1].end),)
            rest = _goes_on(line, i, known)
            return _made(line, i, cue, content=(*content, *rest), speaker=speaker, kind="preposed")
    if after is None or not speaker:
        return None
    return _made(line, i, cue, content=(after,), speaker=speaker, kind="clause")


def _has_own_subject(segment: Segment, cue: EnglishCue, known: Lexicon) -> bool:
    """Whether the verb's clause opens with its subject: "…, X and Y, his spokesman Z said"."""
    return cue.at > 1 and segment.words[0].low in known.words["determiners"]


def _is_told_of(segment: Segment, cue: EnglishCue, known: Lexicon) -> bool:
    """Whether the verb is passive and its subject what is told of: "…, days after they were announced"."""
    return cue.at > 1 and _passive(segment.words, cue, known) and segment.words[cue.at - 2].low not in known.words["it"]


def _passive(words: Sequence[Word], cue: EnglishCue, known: Lexicon) -> bool:
    verb = words[cue.at]
    before = next((w.low for w in reversed(words[: cue.at]) if w.low not in known.words["adverbs"]), "")
    return before in known.words["passive"] and verb.low != verb.lemma and not verb.low.endswith("ing")


def _behind_front(line: Line, i: int, cue: EnglishCue, front: tuple[Span, ...], known: Lexicon) -> Frame | None:
    """Read „The meeting was off, his spokesman, X, said later": what is said stands before the name."""
    first = max(0, bisect_right(line.segments, front[0][0], key=attrgetter("start")) - 1)
    if not first or line.segments[first].before != "," or line.segments[first].start != front[0][0]:
        return None
    farthest = max(0, first - FARTHEST)
    if not any(has_verb(line.segments[k], known) for k in range(farthest, first)):
        return None
    content = ((line.segments[farthest].start, line.segments[first - 1].end),)
    return _made(line, i, cue, content=content, speaker=front, kind="preposed")


def _made(
    line: Line, i: int, cue: EnglishCue, *, content: tuple[Span, ...], speaker: tuple[Span, ...], kind: str
) -> Frame:
    words = line.segments[i].words
    end = (
        min(line.segments[i].end, max(words[cue.last].end, content[0][0])) if kind == "clause" else line.segments[i].end
    )
    start = min([line.segments[i].start, *(s for s, _ in speaker)])
    cues = ((words[cue.at].start, words[cue.last].end),)
    return Frame((start, end), content, speaker, cues, cue.lemma, kind)


def _behind(segment: Segment, cue: EnglishCue, known: Lexicon) -> int:
    """Index behind the addressee and the adverbials that follow the verb ("told reporters on Tuesday")."""
    words = segment.words
    i = cue.last + 1
    while i < len(words):
        word = words[i]
        if word.low in known.frames["that"] or word.low in known.frames["whether"]:
            return i
        if word.low in known.words["adverbs"] or word.text in known.words["months_and_days"]:
            i += 1
        elif word.low in known.frames["adverbial"] and i + 1 < len(words):
            end = phrase_end(words, i + 1, known)
            if end == i + 1:
                return i
            i = end
        elif cue.lemma in known.frames["addressed"] and i == cue.last + 1:
            i = i + 1 if word.low in known.words["oblique_pronouns"] else phrase_end(words, i, known, limit=_OBJECT)
            if i == cue.last + 1:
                return i
        else:
            return i
    return i


def _content_after(line: Line, i: int, cue: EnglishCue, behind: int, known: Lexicon) -> Span | None:
    segment = line.segments[i]
    end = line.segments[_last(line, i, known)].end
    rest = segment.words[behind:]
    if not rest:
        following = line.segments[i + 1] if i + 1 < len(line.segments) else None
        if following is None or not cue.governs & {"say", "think"}:
            return None
        led = following.words[0].low in known.frames["that"]
        if following.before == ":" or following.words[0].kind == "quote" or led:
            return following.start, line.segments[min(len(line.segments), i + FARTHEST) - 1].end
        return None
    lead = rest[0]
    if lead.low in known.frames["that"] and cue.governs & {"say", "think"}:
        return lead.start, end
    if lead.low in known.frames["whether"] or lead.low in known.words["questions"]:
        return (lead.start, end) if "question" in cue.governs else None
    if lead.low in known.frames["to"]:
        return (lead.start, end) if "infinitive" in cue.governs else None
    if lead.kind == "quote":
        return (lead.start, end) if cue.governs & {"say", "think"} else None
    if cue.governs & {"say", "think"} and _clause_like(rest, known):
        return lead.start, end
    return None


def _clause_like(rest: Sequence[Word], known: Lexicon) -> bool:
    """Look for a subject and a verb: „(he said) the meeting was off"."""
    if rest[0].low in known.words["prepositions"]:
        return False
    for j, word in enumerate(rest[1:], 1):
        if word.low in known.auxiliaries:
            return True
        if word.low in known.words["prepositions"] or word.low in known.frames["to"]:
            return False
        if rest[j - 1].low in known.words["pronouns"] and past(word):
            return True
        inflected = word.lemma != word.low and word.low.endswith(("ed", "s")) and word.text[0].islower()
        if inflected and (j > 1 or rest[0].text[0].isupper()):
            return True
    return False


def _last(line: Line, i: int, known: Lexicon) -> int:
    """Return the last segment that is still said: „…, but would not be drawn" goes back to the outlet."""
    farthest = min(len(line.segments), i + FARTHEST)
    for k in range(i + 1, farthest):
        segment = line.segments[k]
        if segment.before == ";" or segment.words[0].low in known.frames["before"]:
            return k - 1
        predicate = len(segment.words) > 1 and segment.words[1].low in known.auxiliaries
        if segment.words[0].low in known.frames["turns"] and predicate:
            return k - 1
    return farthest - 1


def _said_before(line: Line, i: int, known: Lexicon) -> bool:
    return any(has_verb(line.segments[k], known) for k in range(max(0, i - FARTHEST), i))


def _goes_on(line: Line, i: int, known: Lexicon) -> tuple[Span, ...]:
    """Behind „…, he said, …" the quotation or clause may go on."""
    k, farthest = i + 1, min(len(line.segments), i + FARTHEST)
    while k < farthest and not has_verb(line.segments[k], known):
        k += 1
    if (
        k >= farthest
        or line.segments[k].words[0].low.endswith("ing")
        or line.segments[k].before == ";"
        or line.segments[k].words[0].low in known.words["relatives"]
    ):
        return ()
    if (
        line.segments[k].words[0].low in known.frames["turns"]
        and len(line.segments[k].words) > 1
        and line.segments[k].words[1].low not in known.words["pronouns"]
    ):
        return ()
    return ((line.segments[k].start, line.segments[farthest - 1].end),)


def _according(line: Line, i: int, known: Lexicon) -> Frame | None:
    """„according to X", „by X's account": all the rest of the line is said."""
    words = line.segments[i].words
    for j, word in enumerate(words):
        if word.low in known.frames["before"] and j + 1 < len(words) and words[j + 1].low in known.frames["before_to"]:
            start, name = j, j + 2
            break
        if (
            word.low in known.frames["by"]
            and any(w.low in known.nouns["source"] for w in words[j + 1 : j + 6])
            and any("'" in w.text or "’" in w.text or w.low in known.frames["whose"] for w in words[j + 1 : j + 4])
        ):
            return _by_account(line, i, j, known)
    else:
        return None
    if name >= len(words):
        return None
    last, first, farthest = i, max(0, i - FARTHEST), min(len(line.segments), i + FARTHEST)
    if start > 0 or i > 0 or i + 1 >= len(line.segments):
        while last + 1 < farthest and not has_verb(line.segments[last + 1], known):
            last += 1
    else:
        while last + 2 < farthest and not has_verb(line.segments[last + 1], known):
            last += 1
    end = line.segments[last].end
    pieces = ((line.segments[first].start, words[start].start), (end, line.segments[farthest - 1].end))
    content = tuple(piece for piece in (_trimmed(line.text, p) for p in pieces) if piece[1] > piece[0])
    if not content:
        return None
    cues = ((words[start].start, words[name - 1].end),)
    return Frame((words[start].start, end), content, ((words[name].start, end),), cues, "according", "attribution")


def _by_account(line: Line, i: int, j: int, known: Lexicon) -> Frame | None:
    """„, by X's account," inside a sentence."""
    words = line.segments[i].words
    source = next(k for k in range(j + 1, len(words)) if words[k].low in known.nouns["source"])
    span = (words[j].start, words[source].end)
    first, farthest = max(0, i - FARTHEST), min(len(line.segments), i + FARTHEST)
    pieces = ((line.segments[first].start, span[0]), (span[1], line.segments[farthest - 1].end))
    content = tuple(piece for piece in (_trimmed(line.text, p) for p in pieces) if piece[1] > piece[0])
    cues = ((words[j].start, words[j].end),)
    return Frame(span, content, ((words[j + 1].start, span[1]),), cues, "according", "attribution") if content else None


def _indirect(line: Line, frame: Frame, index: int) -> Draft | None:
    spans = tuple(span for span in (_trimmed(line.text, part) for part in frame.content) if span[1] > span[0])
    if not spans or all((q := line.quotation_before(s)) is not None and e <= q.end + 1 for s, e in spans):
        return None
    return Draft(spans, "indirect", frame.speaker, frame.cues, frame.lemma, frame.span, index)


def _told(line: Line, index: int) -> list[Draft]:
    """„X rejected the offer": the subject must be a person or body known as such, or a pronoun for one."""
    known = lexicon(line.lang)
    for i, segment in enumerate(line.segments):
        for cue in cues_in(segment.words, known):
            speaker = subject_of(line, i, cue, known)
            if "report" in cue.governs and _may_tell(line, i, cue, speaker):
                return [Draft((line.span,), "reported", speaker, (), cue.lemma, segment.span, index)]
    return []


def _may_tell(line: Line, i: int, cue: EnglishCue, speaker: tuple[Span, ...]) -> bool:
    """Whether the subject's head is an actor, a role, a group or a body, and the verb is active."""
    known = lexicon(line.lang)
    if _passive(line.segments[i].words, cue, known):
        return False
    for start, end in speaker:
        named = [w for s in line.segments for w in s.words if start <= w.start < end]
        until = next((k for k, w in enumerate(named) if w.low in known.words["prepositions"]), len(named))
        if not until:
            continue
        first, last = named[0], named[until - 1]
        if noun_speaks(last.text, line.lang) and last.text[0].isalpha():
            return True
        if any(first.start <= a and b <= last.end for a, b in line.actors):
            return True
    return False


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".":
        end -= 1
    return start, end
