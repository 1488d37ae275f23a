"""What the dates mean for a claim: the day it was made, and the days of the meeting it speaks of."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from data.dating.calendar import shift_days
from data.dating.distances import after
from data.dating.words import numbers, one_of
from data.language import LANGUAGES, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.models import DateBasis, DateMention, Span

_DURATION = re.compile(r"P(?P<count>\d+|X)(?P<unit>[DWMYQ]|DE|CE)|PT(?P<hours>\d+)H")
_TIME = re.compile(r"T(?:MO|MI|AF|EV|NI|\d\d:\d\d)\Z")
_A_FORTNIGHT = timedelta(days=14)
_AHEAD = timedelta(days=1)  # the speaker's evening can be past the reporter's midnight


def is_duration(mention: DateMention) -> bool:
    """Tell whether TIMEX3 calls the expression a DURATION ("three years ago", "within two weeks"), no DATE or TIME."""
    return mention.value is not None and _DURATION.fullmatch(mention.value) is not None


def meeting_interval(mention: DateMention, said_on: date | None = None, *, quoted: bool = False) -> str | None:
    """ISO day or interval "first/last" of a contact (codebook, meeting_date); None where no day is named.

    A term that runs ("within two weeks") runs from `said_on` where that is given, else from the publication day. In a
    direct quotation (`quoted`) the speaker's "tomorrow" is counted from `said_on` as well.
    """
    first, last = mention.first, mention.last
    if first is None or last is None:
        return None
    if said_on is not None and abs(said_on - first) <= _A_FORTNIGHT:
        running = _DURATION.fullmatch(mention.value or "")
        spoken = _deictic().match(mention.text) if quoted else None
        if running and running["hours"]:
            first, last = said_on, after(said_on, int(running["hours"]), "H")
        elif running and mention.last != mention.first and running["count"] != "X":
            first, last = said_on, after(said_on, int(running["count"]), running["unit"])
        elif spoken:
            first = last = shift_days(said_on, _shifts()[spoken[0].lower()])
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
    it is the publication day. A bare time of day ("in the evening") says nothing new. Without any: (None, None).
    """
    inside = [mention for mention in dates if frame[0] <= mention.start and mention.end <= frame[1]]
    for mention in inside:
        day = mention.first if mention.first == mention.last else None
        if day is not None and not _bare_time(mention) and (published_on is None or day <= published_on + _AHEAD):
            return day, mention.basis
    if any(_past_but_no_day(mention, published_on) for mention in inside):
        return None, None
    if previous is not None:
        return previous
    if published_on is not None:
        return published_on, "published"
    return None, None


def _bare_time(mention: DateMention) -> bool:
    """Tell whether only a time of day is named: its day then comes from elsewhere."""
    if mention.value is None or not _TIME.search(mention.value):
        return False
    return _day_words().search(mention.text) is None and _deictic().match(mention.text) is None


def _past_but_no_day(mention: DateMention, published_on: date | None) -> bool:
    if mention.value == "PAST_REF" or (mention.value or "").startswith("PX"):
        return True
    if mention.last is None or mention.first == mention.last:
        return False
    return published_on is not None and mention.last < published_on


@cache
def _shifts() -> dict[str, int]:
    """Words that count days from the moment of speaking, as "tomorrow": 1."""
    tables = [load(lang, "dates")["words"] for lang in LANGUAGES]
    return {
        word: days
        for table in tables
        for name in ("today", "tomorrow", "tonight", "last_night")
        for word, days in numbers(table.get(name, {})).items()
    }


@cache
def _deictic() -> re.Pattern[str]:
    # "Morgen" with a capital and nothing behind it is the morning.
    return re.compile(rf"(?!Morgen\Z)(?i:{one_of(_shifts())})\b")


@cache
def _day_words() -> re.Pattern[str]:
    tables = [load(lang, "dates")["words"] for lang in LANGUAGES]
    words = [word for table in tables for name in ("weekday", "month") for word in numbers(table[name])]
    return re.compile(one_of(words), re.IGNORECASE)
