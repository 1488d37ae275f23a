"""Frames with a verb or noun of saying: „X sagte, dass …", „…, sagte X", „X forderte, … zu …", „Wie X mitteilte, …"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from data.statements.cues import Cue, noun_cue, spans_of
from data.statements.drafts import Frame, Line
from data.statements.lexicon import lexicon
from data.statements.segments import FARTHEST
from data.statements.speakers import acting_person, inserted, opening_name, speaker_of
from data.statements.unmarked import told_plainly, verb_in_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment
    from data.statements.words import Word


_HEADLINE = 6  # words of a name before a colon


def frames(line: Line) -> list[Frame]:
    """Return the frames of a line, in order; one segment opens one frame at most."""
    known = lexicon(line.lang)
    found: list[Frame] = []
    inserted_to = 0
    for i, segment in enumerate(line.segments):
        if segment.start < inserted_to:
            continue
        frame = (
            _headline(line, i) or _as_clause(line, i, known) or _so_phrase(line, i, known) or _with_verb(line, i, known)
        )
        if frame is None and segment.words[0].kind != "quote":
            frame = _with_noun(line, i, known)
        frame = frame or _before_colon(line, i)
        if frame is not None:
            found.append(frame)
            inserted_to = max(inserted_to, frame.span[1]) if frame.kind == "as" else inserted_to
    return found


def _headline(line: Line, i: int) -> Frame | None:
    """„Experten: Treffen könnte scheitern": a name, a colon, and what it says, no verb of saying."""
    segment = line.segments[i]
    following = line.segments[i + 1 : i + 2]
    if i or segment.clause != "bare" or len(segment.words) > _HEADLINE or not following or following[0].before != ":":
        return None
    finite = following[0].finite
    if finite is None or not following[0].words[finite].mood:
        return None
    speaker = opening_name(line, i, 0)
    if not speaker:
        return None
    return Frame(segment.span, _between(line, i + 1, len(line.segments) - 1), speaker, (), ":", "headline")


def _before_colon(line: Line, i: int) -> Frame | None:
    """„Die Sprecherin ruderte zurück: Es sei nichts vereinbart": who acts before the colon says what stands behind."""
    after = bisect_right(line.colons, i)
    colon = line.colons[after] if after < len(line.colons) else len(line.segments)
    if line.segments[i].clause != "main" or colon >= min(len(line.segments), i + FARTHEST):
        return None
    if any(segment.clause == "main" for segment in line.segments[i + 1 : colon]):
        return None
    opened = line.segments[colon]
    if opened.clause != "main" or opened.finite is None or opened.words[opened.finite].mood != "one":
        return None
    speaker = acting_person(line, i)
    if not speaker:
        return None
    last = min(len(line.segments) - 1, i + FARTHEST)
    return Frame(line.segments[i].span, _between(line, colon, last), speaker, (), ":", "headline")


def _as_clause(line: Line, i: int, known: Lexicon) -> Frame | None:
    """„Wie X(, der …,) mitteilte, …", „…, wie X sagte(, …)"."""
    segment = line.segments[i]
    lead = 1 if segment.words[0].low in known.words["coordinators"] and len(segment.words) > 1 else 0
    if segment.words[lead].low not in known.frames["as"] or (i and segment.before not in ",–—-"):
        return None
    last = i
    cue = _last(line.cues[i])
    farthest = min(len(line.segments), i + FARTHEST)
    while cue is None and last + 1 < farthest and line.segments[last].clause in ("bare", "relative", "sub"):
        last += 1
        if line.segments[last].clause != "relative":
            cue = _last(line.cues[last])
    if cue is None or not cue.governs & {"say", "find"} or (last > i and segment.clause != "bare"):
        return None
    content = _rest(line, i, last)
    if not content:
        return None
    emerging = cue.lemma in known.frames["emerging"]
    speaker = speaker_of(line, i, cue) if last == i or emerging else opening_name(line, i, lead + 1)
    as_word = (segment.words[lead].start, segment.words[lead].end)
    cues = (as_word, *spans_of(line.segments[last].words, cue))
    return Frame((segment.start, line.segments[last].end), content, speaker, cues, cue.lemma, "as")


def _so_phrase(line: Line, i: int, known: Lexicon) -> Frame | None:
    """„…, so X(, …)", „…, so sagte X"."""
    segment = line.segments[i]
    if not i or segment.words[0].low not in known.frames["so"] or segment.before == ":":
        return None
    if len(segment.words) < 2 or segment.words[1].low in known.frames["that"]:
        return None
    cue = _last(line.cues[i])
    if segment.finite is not None and cue is None:
        return None
    if cue is not None and segment.finite not in (None, 1):
        return None
    content = _rest(line, i, i)
    speaker = speaker_of(line, i, cue or Cue((0,), "so", frozenset()))
    if not content or (not speaker and cue is None):
        return None
    return _frame(line, i, content, cue or Cue((0,), "so", frozenset()), kind="as", with_word=0)


def _with_verb(line: Line, i: int, known: Lexicon) -> Frame | None:
    for cue in reversed(line.cues[i]):
        before = _content_before(line, i, cue, known)
        if before is not None:
            return _frame(line, i, before, cue, kind="preposed")
        content = _content_after(line, i, cue, known)
        if content is not None:
            first, last, kind = content
            return _frame(line, i, _between(line, first, last), cue, kind=kind)
    return None


def _with_noun(line: Line, i: int, known: Lexicon) -> Frame | None:
    """„der Vorwurf, … zu …", „die Ansicht, dass …": the noun stands at the end, or only its verb behind it."""
    segment = line.segments[i]
    cue = noun_cue(segment.words, line.lang)
    if cue is None or any(w.kind in ("noun", "quote") for w in segment.words[cue.at[0] + 4 :]):
        return None
    behind = [w for w in segment.words[cue.at[0] + 1 :] if w.kind != "sign"]
    if segment.finite is not None and segment.words[segment.finite].mood and len(behind) > 1:
        return None
    content = _content_after(line, i, cue, known)
    if content is None or content[2] == "plain":
        return None
    first, last, kind = content
    return _frame(line, i, _between(line, first, last), cue, kind=kind)


def _content_after(line: Line, i: int, cue: Cue, known: Lexicon) -> tuple[int, int, str] | None:
    """First and last segment of what is said after segment `i`, and how it is said."""
    j = i + 1
    farthest = min(len(line.segments), i + FARTHEST)
    while j < farthest and line.segments[j].clause == "relative" and line.segments[j].before == ",":
        if told_plainly(line, i, j, cue, known):
            return j, _content_end(line, i, j), "clause"
        j += 1
    if j >= farthest:
        return None
    segment = line.segments[j]
    after = bisect_right(line.colons, i)
    colon = line.colons[after] if after < len(line.colons) else len(line.segments)
    if colon < farthest and all(line.segments[k].clause != "main" for k in range(i + 1, colon)):
        told = cue.governs & {"say", "think", "noun", "report"}
        opened = line.segments[colon]
        spoken = opened.words[0].kind == "quote" or any(w.mood for w in opened.words)
        if told and (colon == i + 1 or spoken):
            return colon, min(len(line.segments), colon + FARTHEST) - 1, "colon"
        if colon == i + 1:
            return None
    if segment.before not in ",–—-":
        return None
    lead = segment.words[0].low
    if lead in known.frames["that"] and (
        cue.governs & {"say", "think", "noun"} or (cue.governs & {"find"} and any(w.mood for w in segment.words))
    ):
        return j, _content_end(line, i, j), "clause"
    if segment.clause == "sub" and (
        lead in known.frames["whether"] or lead in known.words["questions"] or _prepositional_question(segment, known)
    ):
        if cue.governs & {"question", "noun"} or (cue.governs & {"say"} and lead in known.frames["whether"]):
            return j, _content_end(line, i, j), "clause"
        return None
    if segment.clause == "infinitive":
        if cue.governs & {"infinitive", "noun"} and lead not in known.frames["purpose"]:
            return j, _content_end(line, i, j), "infinitive"
        return None
    k = _konjunktiv_from(line, j, known)
    if k is not None and line.segments[i].clause in ("sub", "relative") and line.segments[k].finite == 0:
        return None
    if k is not None and cue.governs & {"say", "think", "noun", "report", "infinitive"}:
        first = _content_start(line, j, k)
        return first, _content_end(line, i, first), "clause"
    if told_plainly(line, i, j, cue, known):
        return j, _content_end(line, i, j), "clause"
    return None


def _prepositional_question(segment: Segment, known: Lexicon) -> bool:
    return (
        segment.words[0].kind == "preposition"
        and len(segment.words) > 1
        and segment.words[1].low in known.words["questions"]
    )


def _konjunktiv_from(line: Line, j: int, known: Lexicon) -> int | None:
    """Return the first main clause from segment `j` on, where it is in the Konjunktiv or has its verb in marks."""
    for k in range(j, min(len(line.segments), j + FARTHEST)):
        segment = line.segments[k]
        if k > j and segment.before in ";:":
            return None
        if verb_in_marks(segment, line.lang):
            return k
        if segment.clause == "main":
            lead = segment.words[0].low
            if (
                segment.finite is not None
                and segment.words[segment.finite].mood
                and not (lead in known.frames["turns"] and k > j)
            ):
                return k
            return None
        if segment.clause == "relative" and k == j:
            return None
        if segment.clause == "sub" and any(c.governs & {"say", "think"} for c in line.cues[k]):
            return None
    return None


def _content_start(line: Line, j: int, k: int) -> int:
    """Bare words before the clause are an apposition to the speaker, unless the clause has no front of its own."""
    first = j
    while first < k and line.segments[first].clause in ("bare", "relative") and line.segments[k].finite != 0:
        first += 1
    return first


def _content_end(line: Line, i: int, j: int) -> int:
    """Return the last segment of the content that begins with segment `j`: a main clause in the indicative ends it."""
    embedded = line.segments[i].clause in ("sub", "relative", "bare")
    farthest = min(len(line.segments), j + FARTHEST)
    for k in range(j + 1, farthest):
        segment = line.segments[k]
        if segment.before in ";+":
            return k - 1
        if segment.clause != "main" or segment.finite is None:
            continue
        if segment.finite == 0 and (embedded or _says_itself(line, k)):
            return k - 1
        if segment.words[segment.finite].mood:
            continue
        lead = segment.words[0]
        if lead.low in lexicon(line.lang).frames["turns"] and segment.finite <= 3 and segment.before == ",":
            return k - 1
    return farthest - 1


def _says_itself(line: Line, k: int) -> bool:
    """„…, sagte X" behind what may be a frame too: the clause before belongs to that."""
    return any(cue.at[0] == 0 and cue.governs & {"say"} for cue in line.cues[k])


def _content_before(line: Line, i: int, cue: Cue, known: Lexicon) -> tuple[Span, ...] | None:
    """„…, sagte X": the verb leads its segment and a clause or quotation stands before it."""
    segment = line.segments[i]
    lead = 1 if segment.words[0].kind == "joint" and len(segment.words) > 1 and segment.words[0].low == "so" else 0
    opening = (cue.at[0] == lead and not _participle(segment.words[lead])) or (
        segment.finite == lead and segment.words[lead].auxiliary
    )
    if not i or not opening or not cue.governs & {"say", "think"} or segment.before not in ",–—-":
        return None
    if not any(w.low in known.words["it"] for w in segment.words) and not speaker_of(line, i, cue):
        return None
    if not any(_speaks(line.segments[k], known, first=k == 0) for k in range(max(0, i - FARTHEST), i)) and not inserted(
        line, i
    ):
        return None
    return _rest(line, i, i)


def _speaks(segment: Segment, known: Lexicon, *, first: bool) -> bool:
    """Whether a segment before „…, sagte X" can be what is said."""
    if any(w.kind == "quote" for w in segment.words):
        return True
    if segment.clause == "main":
        return True
    lead = segment.words[0].low
    return (
        first
        and segment.clause == "sub"
        and (
            lead in known.frames["that"]
            or lead in known.frames["whether"]
            or (lead in known.words["questions"] and lead not in known.frames["as"])
        )
    )


def _participle(word: Word) -> bool:
    """Spot a form that cannot be finite: „gefunden", „angegeben"; not „berichtet", which can."""
    low, base = word.low, word.lemma
    if low == base or not low.endswith(("t", "en")):
        return False
    return (low.startswith("ge") and not base.startswith("ge")) or ("ge" in low[2:-3] and "ge" not in base[2:-3])


def _rest(line: Line, first: int, last: int) -> tuple[Span, ...]:
    """Return what stands on either side of segments `first` to `last`; what hangs on their words is not in it."""
    spans: list[Span] = []
    if first > 0:
        spans.append((line.segments[_after_colon(line, first)].start, line.segments[first - 1].end))
    behind = last + 1
    farthest = min(len(line.segments), last + FARTHEST)
    while behind < farthest and line.segments[behind].clause in ("relative", "bare") and first > 0:
        behind += 1
    known = lexicon(line.lang)
    asked = any(w.low in known.frames["asked"] for w in line.segments[last].words)
    if behind < farthest and not (first > 0 and (_new_main(line.segments[behind], known) or asked)):
        spans.append((line.segments[behind].start, line.segments[farthest - 1].end))
    return tuple(spans)


def _after_colon(line: Line, first: int) -> int:
    """„X lobte das Treffen: „…“, sagte Y": the quotation is Y's, not the clause before it."""
    farthest = max(0, first - FARTHEST)
    for k in range(first - 1, farthest, -1):
        segment = line.segments[k]
        told = segment.finite is not None and segment.words[segment.finite].mood == "one"
        if segment.before == ":" and (segment.words[0].kind == "quote" or told):
            return k
    return farthest


def _new_main(segment: Segment, known: Lexicon) -> bool:
    """Spot a clause behind an inserted frame that is not said any more: indicative, or led by und, aber, nachdem."""
    if segment.clause == "main":
        return (
            segment.finite is not None
            and not segment.words[segment.finite].mood
            and segment.finite != 0
            and segment.words[0].low in known.frames["turns"]
        )
    return segment.clause in ("sub", "infinitive") and not any(w.mood for w in segment.words)


def _between(line: Line, first: int, last: int) -> tuple[Span, ...]:
    return ((line.segments[first].start, line.segments[last].end),)


def _frame(line: Line, i: int, content: Sequence[Span], cue: Cue, *, kind: str, with_word: int | None = None) -> Frame:
    words = line.segments[i].words
    speaker = speaker_of(line, i, cue)
    cues = spans_of(words, cue)
    if with_word is not None and words[with_word].start < cues[0][0]:
        cues = ((words[with_word].start, words[with_word].end), *cues)
    start = min([line.segments[i].start, *(s for s, _ in speaker)])
    return Frame((start, line.segments[i].end), tuple(content), speaker, cues, cue.lemma, kind)


def _last(cues: list[Cue]) -> Cue | None:
    return cues[-1] if cues else None
