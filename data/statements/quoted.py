"""Direct speech: which quotations are somebody's words, and whose."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from data.statements.cues import spans_of
from data.statements.drafts import Draft, Frame, Line
from data.statements.lexicon import lexicon
from data.statements.segments import FARTHEST
from data.statements.speakers import acting_person, opening_name, speaker_of
from data.text import Row, Stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from data.models import Span
    from data.statements.quotes import Quotation
    from data.statements.words import Word

    _Acting = Callable[[int], tuple[Span, ...]]  # who acts in a segment, which is asked once

_WORD = re.compile(r"\w+")
_LONG = 12
_TERM, _TITLE = 4, 8  # words a term has at the most that begins with a capital, and a title behind its noun
_CLOSE = 4  # words before the marks among which a noun says what stands in them
_GAP = 4  # characters between a word and the marks
_STOPS = ".!?…"
_CLAUSE = 3  # words of a quotation that is a clause behind a colon
_ALONE = 5  # words of a quotation that needs no frame to count as speech


def direct(line: Line, frames: list[Frame], index: int) -> list[Draft]:
    """Return the direct statements of a line."""
    found: list[Draft] = []
    if not line.quotations:
        return found
    cues = _cues(line)
    acting = cache(partial(acting_person, line))
    naming = _by_start((span, frame) for frame in frames for span in frame.speaker)
    holding = _by_start((span, number) for number, frame in enumerate(frames) for span in frame.content)
    for quotation in line.quotations:
        span = (quotation.start, quotation.end)
        if any(s <= span[0] and span[1] <= e for (s, e), _ in naming.over(*span)):
            continue
        held = {number for (s, e), number in holding.over(*span) if s <= span[0] and span[1] <= e}
        draft = _direct(line, quotation, [frames[number] for number in sorted(held)], cues, acting)
        if draft is not None:
            found.append(draft._replace(line=index))
    return found


def _by_start(rows: Iterable[tuple[Span, Row]]) -> Stretches[tuple[Span, Row]]:
    return Stretches(sorted(rows, key=_span), _span)


def _span(row: tuple[Span, object]) -> Span:
    return row[0]


def inside_free(line: Line, index: int, found: list[Draft]) -> list[Draft]:
    """Words in marks inside free indirect speech are the speaker's too; some are in `found` already."""
    known = {(draft.start, draft.end) for draft in found}
    return [
        Draft(((q.start, q.end),), "direct", line=index, inherits=True)
        for q in line.quotations
        if (q.start, q.end) not in known and _own_words(line, q)
    ]


def _direct(
    line: Line, quotation: Quotation, holding: list[Frame], cues: dict[int, _Own], acting: _Acting
) -> Draft | None:
    span = (quotation.start, quotation.end)
    length = len(_WORD.findall(line.text[quotation.inner_start : quotation.inner_end]))
    if holding:
        frame = min(holding, key=lambda f: (sum(e - s for s, e in f.content), f.kind != "preposed"))
        whole = _is_whole(line.text, span, frame.content)
        if not whole and not _own_words(line, quotation):
            return None
        return Draft((span,), "direct", frame.speaker, frame.cues, frame.lemma, frame.span, inherits=not frame.speaker)
    own = cues.get(_segment_at(line, quotation.start))
    if own is not None:
        if _named(line, quotation) and not _as_label(line, quotation, own):
            return None
        return own(span)
    if _introduced(line, quotation, "sayings"):
        speaker = acting(_segment_at(line, quotation.start))
        return Draft((span,), "direct", speaker, inherits=not speaker)
    colon = _colon_speaker(line, quotation, acting)
    enough = length >= _CLAUSE if colon else length >= _ALONE and _sentence_like(line, quotation, length)
    if enough and not _named(line, quotation):
        return Draft((span,), "direct", colon, inherits=not colon)
    return None


def _own_words(line: Line, quotation: Quotation) -> bool:
    """Tell the speaker's own words from names and terms, which are short and begin with a capital."""
    inner = line.text[quotation.inner_start : quotation.inner_end].strip()
    return inner[:1].islower() or (len(_WORD.findall(inner)) >= _ALONE and not _named(line, quotation))


def _sentence_like(line: Line, quotation: Quotation, length: int) -> bool:
    """Alone in its line, or long, or ended like a sentence: somebody's words even without a frame."""
    if line.span[0] >= quotation.start - 1 and line.span[1] <= quotation.end + 1:
        return True
    inner = line.text[quotation.inner_start : quotation.inner_end].strip()
    return length >= _LONG or inner[-1:] in _STOPS or inner[:1].islower()


def _is_whole(text: str, span: Span, content: tuple[Span, ...]) -> bool:
    enough = len(_WORD.findall(text, *span)) + 2
    rest = (word for place in content for word in _WORD.finditer(text, *place))
    return sum(1 for _ in islice(rest, enough)) < enough


class _Own:
    """A quotation inside the segment of its verb: „X nannte das „…“"."""

    def __init__(
        self, speaker: tuple[Span, ...], cues: tuple[Span, ...], lemma: str, frame: Span, *, label: bool
    ) -> None:
        self.label = label
        self.speaker, self.cues, self.lemma, self.frame = speaker, cues, lemma, frame

    def __call__(self, span: Span) -> Draft:
        return Draft((span,), "direct", self.speaker, self.cues, self.lemma, self.frame, inherits=not self.speaker)


def _cues(line: Line) -> dict[int, _Own]:
    """Return, by segment, the last verb that may take words in marks; English has them in its frames."""
    found: dict[int, _Own] = {}
    if line.lang == "en":
        return found
    for i, segment in enumerate(line.segments):
        if not any(word.kind == "quote" for word in segment.words):
            continue
        for cue in line.cues[i]:
            if cue.governs & {"say", "report", "think", "label"}:
                spans = spans_of(segment.words, cue)
                label = "label" in cue.governs
                found[i] = _Own(speaker_of(line, i, cue), spans, cue.lemma, segment.span, label=label)
    return found


def _segment_at(line: Line, at: int) -> int:
    return bisect_right(line.segments, at, key=lambda segment: segment.start) - 1


def _word_before(line: Line, at: int) -> Word | None:
    place = bisect_right(line.words, at, key=lambda word: word.end) - 1
    return line.words[place] if place >= 0 else None


def _as_label(line: Line, quotation: Quotation, own: _Own) -> bool:
    """„nannte das einen „Wortbruch“", „als „Wortbruch“": one capital word, and yet somebody's."""
    before = _word_before(line, quotation.start)
    known = lexicon(line.lang)
    return (
        before is not None
        and own.label
        and (before.low in known.words["indefinite"] or before.low in known.frames["as_what"])
    )


def _colon_speaker(line: Line, quotation: Quotation, acting: _Acting) -> tuple[Span, ...]:
    """„X: „…“", „X verteidigte den Plan: „…“": a bare name, or who acts in the clause before the colon."""
    i = _segment_at(line, quotation.start)
    segment = line.segments[i]
    if segment.start != quotation.start or segment.before != ":" or not i:
        return ()
    main = next((k for k in range(i - 1, max(-1, i - FARTHEST), -1) if line.segments[k].clause == "main"), None)
    if main is not None:
        return acting(main)
    return opening_name(line, i - 1, 0) if line.segments[i - 1].clause == "bare" else ()


def _named(line: Line, quotation: Quotation) -> bool:
    """Spot a title or name: a noun of naming stands before it („die Zeitung „X“"), or it is one capitalised word."""
    inner = line.text[quotation.inner_start : quotation.inner_end].strip()
    if _introduced(line, quotation, "titles"):
        return True
    if _introduced(line, quotation, "sayings"):
        return False
    words = _WORD.findall(inner)
    if len(words) <= 3 and all(w[0].isupper() or w[0].isdigit() for w in words):
        return True
    if not inner[:1].isupper() or inner[-1:] in _STOPS or not _runs_on(line, quotation):
        return False
    before = _word_before(line, quotation.start)
    return before is not None and len(words) <= (_TITLE if before.kind == "noun" else _TERM)


def _introduced(line: Line, quotation: Quotation, topic: str) -> bool:
    """„unter dem Motto „X“", „(Titel: „X“)", „mit den Worten „X“": the noun close before the marks says what it is."""
    place = bisect_right(line.words, quotation.start, key=lambda word: word.end)
    near = line.words[max(0, place - _CLOSE) : place]
    nouns = [word.low for word in near if word.kind == "noun"]
    return bool(nouns) and nouns[-1] in lexicon(line.lang).words[topic]


def _runs_on(line: Line, quotation: Quotation) -> bool:
    """Tell whether the sentence runs into the marks, without a colon or comma before them."""
    return line.text[max(0, quotation.start - _GAP) : quotation.start].rstrip()[-1:].isalnum()
