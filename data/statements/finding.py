"""All layers over an article: lines, frames, quotations, free speech, reports, then names and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.models import Statement
from data.statements.attributions import attributions
from data.statements.drafts import Draft, Frame, Line, read_line
from data.statements.frames import frames
from data.statements.free import free_mood, hearsay, whole
from data.statements.quoted import direct
from data.statements.quotes import Quotation, quotations
from data.statements.reported import reported
from data.statements.words import capitals
from data.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Article, DateMention, Mention, Span
    from data.profile.models import Profile

_TRIM = " \t\n,;:–—-"


def find_statements(
    article: Article, mentions: Sequence[Mention], dates: Sequence[DateMention], profile: Profile
) -> tuple[Statement, ...]:
    """Return every quotation and report of speech in the body, in text order."""
    drafts = drafted(article.body, article.lang)
    return tuple(_statement(article, draft) for draft in drafts)


def drafted(text: str, lang: str) -> list[Draft]:
    """Return the statements of a text before they are named and dated, in text order."""
    if lang == "en":
        return [Draft(((q.start, q.end),), "direct") for q in quotations(text)]
    found: list[Draft] = []
    for index, line in enumerate(lines(text, lang)):
        found += _of_line(line, index)
    return _inherited(_chained(text, sorted(found, key=lambda d: (d.start, -d.end))))


def lines(text: str, lang: str) -> list[Line]:
    """Return the sentences of `text`, joined where a quotation goes across their border."""
    quoted = quotations(text)
    spans: list[Span] = []
    for span in sentences(text, lang):
        if spans and any(q.start < spans[-1][1] and q.end > span[0] for q in quoted):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    found: list[Line] = []
    at = 0
    names = capitals(text)
    for span in spans:
        while at < len(quoted) and quoted[at].start < span[0]:
            at += 1
        inside: list[Quotation] = []
        while at < len(quoted) and quoted[at].end <= span[1]:
            inside.append(quoted[at])
            at += 1
        found.append(read_line(text, span, tuple(inside), lang, names))
    return found


def _of_line(line: Line, index: int) -> list[Draft]:
    if not line.segments:
        return []
    made = frames(line) + attributions(line)
    found = [draft for frame in made if (draft := _indirect(line, frame, index)) is not None]
    found += direct(line, made, index)
    if found and any(d.form != "direct" for d in found):
        return found
    if not made:
        if free_mood(line):
            found.append(whole(line, "chain", index))
        elif hearsay(line):
            found.append(whole(line, "free", index))
        elif not found:
            told = reported(line, index)
            if told is not None:
                found.append(told)
    return found


def _indirect(line: Line, frame: Frame, index: int) -> Draft | None:
    """The content of a frame, unless it is one quotation and nothing else."""
    spans = tuple(trimmed(line.text, span) for span in frame.content)
    spans = tuple((s, e) for s, e in spans if e > s)
    outside = line.text
    kept = [(s, e) for s, e in spans if not any(q.start <= s and e <= q.end for q in line.quotations)]
    if not kept or not any(outside[s:e].strip(_TRIM + ".") for s, e in kept):
        return None
    return Draft(
        spans, "indirect", frame.speaker, frame.cues, frame.lemma, frame.span, index, inherits=not frame.speaker
    )


def trimmed(text: str, span: Span) -> Span:
    """A span without the blanks, commas and the full stop at its ends."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".":
        end -= 1
    return start, end


def _chained(text: str, drafts: list[Draft]) -> list[Draft]:
    """Neighbouring free statements are one; a free one in Konjunktiv II needs somebody who speaks before it."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if (
            last is not None
            and draft.inherits
            and last.form == draft.form != "direct"
            and draft.form in ("indirect_free_indirect", "free_indirect")
            and draft.line <= last.line + 1
        ):
            found[-1] = Draft(((last.start, draft.end),), last.form, line=draft.line, inherits=True)
        else:
            found.append(draft)
    return found


def _inherited(drafts: list[Draft]) -> list[Draft]:
    """A statement without a speaker of its own takes the last one who was named."""
    found: list[Draft] = []
    speaker: tuple[Span, ...] = ()
    for draft in drafts:
        if draft.inherits and not draft.speaker and draft.frame is None:
            draft = Draft(
                draft.spans,
                draft.form,
                speaker,
                draft.cues,
                draft.lemma,
                draft.frame,
                draft.line,
                draft.inherits,
                draft.via,
            )
        if draft.speaker:
            speaker = draft.speaker
        found.append(draft)
    return found


def _statement(article: Article, draft: Draft) -> Statement:
    return Statement(
        article=article.id,
        start=draft.start,
        end=draft.end,
        text=article.body[draft.start : draft.end],
        spans=draft.spans,
        form=draft.form,
        speaker_text=_hull(article.body, draft.speaker),
        speaker_spans=draft.speaker,
        cue_text=_hull(article.body, draft.cues),
        cue_spans=draft.cues,
        via=draft.via,
        frame=draft.frame,
        cue_lemma=draft.lemma,
    )


def _hull(text: str, spans: tuple[Span, ...]) -> str | None:
    return " … ".join(text[s:e] for s, e in spans) or None
