"""From drafts to statements: canonical speakers, who passed it on, the day it was said, and whose chain it goes on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from sys import intern
from typing import TYPE_CHECKING

from data.actors import name_speaker
from data.dating.claims import speech_day
from data.models import Statement
from data.statements.lexicon import lexicon
from data.statements.media import media_of, names_medium, outlets_in, unnamed_medium
from data.text import Stretches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.models import Article, DateBasis, DateMention, Mention, Span
    from data.profile.models import Profile
    from data.statements.drafts import Draft
    from data.statements.media import Media


def named(
    article: Article,
    drafts: Sequence[Draft],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    profile: Profile,
) -> tuple[Statement, ...]:
    """Return the drafts as statements, in the same order; `chain` counts in that order."""
    found: list[Statement] = []
    previous: Statement | None = None
    told: dict[tuple[Span, ...], Statement] = {}
    opened: int | None = None
    media = media_of(article.lang, profile)
    reports = Stretches([d for d in drafts if d.frame and _medium(article, d, media)], _hull)
    parts = Stretches(drafts, _hull)
    for draft in drafts:
        if _only_passes_on(article, draft, parts, media):
            continue
        goes_on = draft.inherits and draft.frame is None
        via = _named_outlets(article, draft, media, previous)
        medium = names_medium(article.body, draft.backed_by or draft.speaker, media)
        before = previous.speaker if previous else None
        speaker = None if medium else _speaker(article, draft, mentions, profile, before)
        if draft.form == "reported" and speaker is None and not via:
            continue  # what is no person or body tells nothing
        via = (*_passed_on_by(article, reports, draft, media), *via)
        if goes_on and previous is not None:
            if draft.speaker:
                previous = told.get(draft.speaker, previous)  # not another's that begins at the same word
            speaker, via = previous.speaker, previous.via
        same = previous is not None and previous.speaker == speaker and speaker is not None
        held = (previous.said_on, previous.said_on_basis) if previous is not None and (goes_on or same) else None
        frame = draft.frame or (draft.start, draft.start)
        near = dates[bisect_left(dates, frame[0], key=_place) : bisect_right(dates, frame[1], key=_place)]
        day, basis = speech_day(near, frame, article.published_on, _known(held))
        statement = Statement(
            article=article.id,
            start=draft.start,
            end=draft.end,
            text=article.body[draft.start : draft.end],
            spans=draft.spans,
            form=draft.form,
            speaker=speaker,
            speaker_text=_surface(article.body, draft.backed_by or draft.speaker),
            speaker_spans=draft.backed_by or draft.speaker,
            cue_text=_surface(article.body, draft.cues),
            cue_spans=draft.cues,
            via=tuple(dict.fromkeys(via)),
            said_on=day,
            said_on_basis=basis,
            frame=draft.frame,
            cue_lemma=draft.lemma,
            chain=opened if goes_on else None,
        )
        if not goes_on:
            opened = len(found)
        found.append(statement)
        previous = told[draft.speaker] = statement
    return tuple(found)


def _named_outlets(article: Article, draft: Draft, media: Media, previous: Statement | None) -> tuple[str, ...]:
    """Return the outlets that the frame names; „der Zeitung" is the one before."""
    if draft.frame is None:
        return ()
    via = outlets_in(article.body, draft.frame, media)
    if not via and previous is not None and unnamed_medium(article.body, draft.frame, article.lang):
        return previous.via
    return via


def _speaker(
    article: Article, draft: Draft, mentions: Sequence[Mention], profile: Profile, previous: str | None
) -> str | None:
    """Return the canonical speaker; None for nobody and for nameless sources inside a media report."""
    spans = draft.backed_by or draft.speaker
    if not spans or draft.lemma in lexicon(article.lang).nouns["nobody"]:
        return None
    name = name_speaker(article.body, spans, mentions, profile, previous)
    nameless = draft.backed_by and not _settled(spans, mentions) and " " not in (name or "")
    return None if nameless else name


def _settled(spans: tuple[Span, ...], mentions: Sequence[Mention]) -> bool:
    return any(
        m.actor and m.kind != "group" and start <= m.start and m.end <= end for m in mentions for start, end in spans
    )


def _passed_on_by(article: Article, reports: Stretches[Draft], draft: Draft, media: Media) -> tuple[str, ...]:
    """Media that tell the whole of which the draft is a part, outermost first; `reports` are all that media tell."""
    return tuple(
        outlet
        for outer in reports.over(draft.start, max(draft.end, draft.start + 1))
        if outer is not draft and outer.frame and _holds(outer, draft)
        for outlet in outlets_in(article.body, outer.frame, media)
    )


def _only_passes_on(article: Article, draft: Draft, drafts: Stretches[Draft], media: Media) -> bool:
    """Spot a medium's report of what somebody else says in it: the statement is theirs, the medium its `via`."""
    if draft.frame is None or draft.backed_by or not _medium(article, draft, media):
        return False
    return any(
        inner is not draft
        and inner.frame
        and inner.speaker
        and _holds(draft, inner)
        and draft.start <= inner.frame[0] < draft.end
        and not _medium(article, inner, media)
        for inner in drafts.over(draft.start, draft.end)
    )


def _hull(draft: Draft) -> Span:
    return draft.start, draft.end


def _place(mention: DateMention) -> int:
    return mention.start


def _holds(outer: Draft, inner: Draft) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _medium(article: Article, draft: Draft, media: Media) -> bool:
    return bool(draft.speaker) and names_medium(article.body, draft.speaker, media)


def _known(held: tuple[date | None, DateBasis | None] | None) -> tuple[date, DateBasis] | None:
    return (held[0], held[1]) if held is not None and held[0] is not None and held[1] is not None else None


def _surface(text: str, spans: tuple[Span, ...]) -> str | None:
    return intern(" … ".join(text[start:end] for start, end in spans)) or None  # most come again
