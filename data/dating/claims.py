"""What the dates mean for a claim: the day it was made, and the days of the meeting it speaks of."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from data.dating.distances import after

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.models import DateBasis, DateMention, Span

_DURATION = re.compile(r"P(?P<count>\d+|X)(?P<unit>[DWMYQ]|DE|CE)|PT(?P<hours>\d+)H")
_DAYPART = re.compile(r"T(?:MO|MI|AF|EV|NI|\d\d:\d\d)\Z")
_A_FORTNIGHT = timedelta(days=14)


def is_duration(mention: DateMention) -> bool:
    """Tell whether TIMEX3 calls the expression a DURATION ("three years ago", "within two weeks"), no DATE or TIME."""
    return mention.value is not None and _DURATION.fullmatch(mention.value) is not None


def meeting_interval(mention: DateMention, said_on: date | None = None) -> str | None:
    """ISO day or interval "first/last" of a contact (codebook, meeting_date); None where no day is named.

    A term that runs ("within two weeks") runs from `said_on` where that is given, else from the publication day.
    """
    first, last = mention.first, mention.last
    if first is None or last is None:
        return None
    running = _DURATION.fullmatch(mention.value or "")
    if running and said_on is not None and said_on != first and abs(said_on - first) <= _A_FORTNIGHT:
        first = said_on
        last = (
            after(said_on, int(running["hours"]), "H")
            if running["hours"]
            else after(said_on, int(running["count"]), running["unit"])
        )
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def speech_day(
    dates: Iterable[DateMention],
    frame: Span,
    published_on: date | None,
    previous: tuple[date, DateBasis] | None,
) -> tuple[date | None, DateBasis | None]:
    """Day on which a claim was made and what says so (codebook, said_on and ruling 13).

    `frame` is the clause with the verb of saying: a day named in it decides, and a longer or vague past unit in it
    ("last week", "recently") makes the day unknown. Else the day holds along the chain of one speech (`previous`), else
    it is the publication day. A bare time of day ("in the evening") says nothing new. Without any of these: (None, None).
    """
    inside = [mention for mention in dates if frame[0] <= mention.start and mention.end <= frame[1]]
    days = [mention for mention in inside if mention.first is not None and mention.first == mention.last]
    for mention in days:
        if not _bare_time(mention) and (published_on is None or mention.first <= published_on + timedelta(days=1)):
            return mention.first, mention.basis
    if any(_past_but_no_day(mention, published_on) for mention in inside):
        return None, None
    if previous is not None:
        return previous
    if published_on is not None:
        return published_on, "published"
    return None, None


def _bare_time(mention: DateMention) -> bool:
    """Tell whether only a time of day is named: its day then comes from elsewhere."""
    return (
        mention.value is not None
        and _DAYPART.search(mention.value) is not None
        and len(mention.text.split()) < 3
        and not any(sign.isupper() for sign in mention.text[1:])
    )


def _past_but_no_day(mention: DateMention, published_on: date | None) -> bool:
    if mention.value == "PAST_REF":
        return True
    if mention.last is None or mention.first == mention.last:
        return False
    return published_on is not None and mention.last < published_on
