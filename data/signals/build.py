"""Make a signal of a claim: read its fields off the passage and put them into one row."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from data.dating.claims import meeting_interval
from data.models import Signal
from data.signals.deciding import deciding_spans, quoted
from data.signals.fields import certainty, is_background, meeting_day
from data.signals.venue import venue_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Article, DateMention, Rung, Span
    from data.signals.contact import ContactTable
    from data.signals.found import Found
    from data.signals.ladder import Ladder
    from data.signals.people import People
    from data.signals.words import Word


_start = attrgetter("start")
_FRESH = 3
"""Days after a contact in which a saying about it is still news."""


def _terms(found: Found) -> list[Span]:
    """Return where conditions stand that speak of no contact: their dates are a deadline's ("bis Freitag nachgibt")."""
    spoken = [e.word.start for e in found.segment.evidence if e.kind in {"noun", "verb", "travel"}]
    spans = ((clause.start, clause.end) for clause in found.segment.conditions)
    return [(start, end) for start, end in spans if not any(start <= at < end for at in spoken)]


class Builder:
    """Builds the signals of one article."""

    def __init__(
        self, article: Article, dates: Sequence[DateMention], people: People, contacts: ContactTable, ladder: Ladder
    ) -> None:
        self._article = article
        self._dates = sorted(dates, key=_start)
        self._starts = [d.start for d in self._dates]
        self._people = people
        self._contacts = contacts
        self._ladder = ladder

    def _tensed(self, found: Found) -> tuple[Word, ...]:
        """Return the words whose tense is the teller's: in English what is said is shifted back, and tells nothing."""
        row = found.segment.words
        if self._contacts.lang == "de" or found.voice.form not in {"indirect", "direct"}:
            return row
        return tuple(w for w in row if any(a <= w.start < b for a, b in found.voice.outside))

    def _is_news(self, found: Found, days_ago: int | None) -> bool:
        """Whether somebody now tells of a contact of these days ("… hatten am Sonntag telefoniert, sagte X")."""
        frame = tuple(w for w in found.segment.words if any(a <= w.start < b for a, b in found.voice.outside))
        told = is_background(frame, "WILLING", self._ladder, self._contacts, None)
        earlier = self._ladder.earlier.find(found.segment.words)
        return days_ago is not None and 0 <= days_ago <= _FRESH and not told and not earlier

    def _within(self, start: int, end: int) -> Sequence[DateMention]:
        """Return the dates that begin in a passage."""
        return self._dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def signal(self, found: Found) -> Signal:
        """Return the row of one claim (codebook, Fields)."""
        article, claim, voice = self._article, found.claim, found.voice
        rung: Rung = claim.rung if claim.rung != "DENIAL" else "NOT_PLANNED"
        published = article.published_on
        said_on, basis = voice.said_on, voice.said_on_basis
        if said_on is None and published is not None:
            said_on, basis = published, "published"
        row = found.segment.words
        inside = self._within(found.start, found.end)
        aside = (*voice.outside, *_terms(found))
        content = [d for d in inside if not any(a <= d.start < b for a, b in aside)]
        day = meeting_day(claim, content, row, said_on, self._contacts)
        days_ago = (published - day.last).days if day is not None and day.last is not None and published else None
        background = is_background(self._tensed(found), rung, self._ladder, self._contacts, days_ago)
        if background and rung == "HELD" and voice.form == "indirect" and self._is_news(found, days_ago):
            background = False
        sure = claim.certainty
        decided_by = deciding_spans(found, self._ladder, self._contacts)
        if day is not None and day.first == day.last and claim.by_day and rung in {"AGREED", "WILLING"}:
            rung, sure = "SCHEDULED", "CT+"
            decided_by = (*decided_by, (day.start, day.end))
        sure = certainty(claim._replace(rung=rung, certainty=sure), row, self._ladder, dated=day is not None)
        if background and voice.statement is not None and basis == "published":
            said_on, basis = None, None
        return Signal(
            id=f"{article.id}:{found.start}-{found.end}",
            article=article.id,
            where="body",
            start=found.start,
            end=found.end,
            text=article.body[found.start : found.end],
            speaker=voice.speaker,
            speaker_text=voice.speaker_text,
            form=voice.form,
            via=voice.via,
            rung=rung,
            certainty=sure,
            condition=found.condition,
            contact=found.topic.contact,
            participants=found.topic.participants,
            venue=venue_of(found, self._people, self._contacts),
            meeting_date=meeting_interval(day, voice.said_on, quoted=voice.form == "direct") if day else None,
            said_on=said_on,
            said_on_basis=basis,
            background=background,
            cue=quoted(article.body, decided_by),
        )
