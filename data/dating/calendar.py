"""Calendar units as periods: a TIMEX3 value with the first and the last day it covers. Pure arithmetic."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Literal

Part = Literal["start", "mid", "end"]
Unit = Literal["D", "W", "M", "Q", "Y", "DE", "CE"]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, by the meteorologists' count."""


@dataclass(frozen=True, slots=True)
class Period:
    """What an expression names; days are None where it names none or too old ones for a calendar."""

    value: str | None
    first: date | None = None
    last: date | None = None


def whole_day(day: date) -> Period:
    return Period(day.isoformat(), day, day)


def week(day: date, part: Part | None = None) -> Period:
    """ISO week around `day`; its end is Friday to Sunday (codebook, ruling 14), its start Monday and Tuesday."""
    year, number, weekday = day.isocalendar()
    monday = shift_days(day, 1 - weekday)
    begin, end = {None: (0, 6), "start": (0, 1), "mid": (2, 3), "end": (4, 6)}[part]
    return Period(f"{year}-W{number:02}", shift_days(monday, begin), shift_days(monday, end))


def weekend(day: date) -> Period:
    """Saturday and Sunday of the ISO week around `day`."""
    year, number, weekday = day.isocalendar()
    saturday = shift_days(day, 6 - weekday)
    return Period(f"{year}-W{number:02}-WE", saturday, shift_days(saturday, 1))


def month(year: int, number: int, part: Part | None = None) -> Period:
    """Month 1 to 12, or a third of it: to the 10th, to the 20th, to the end (codebook, ruling 14)."""
    value = f"{year:04}-{number:02}"
    length = monthrange(year, number)[1]
    begin, end = {None: (1, length), "start": (1, 10), "mid": (11, 20), "end": (21, length)}[part]
    return Period(value, date(year, number, begin), date(year, number, end))


def months(value: str, year: int, begin: int, end: int) -> Period:
    """Months `begin` to `end` counted from January of `year`; beyond 12 they are the next year's."""
    first = date(year + (begin - 1) // 12, (begin - 1) % 12 + 1, 1)
    last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    return Period(value, first, date(last_year, last_month, monthrange(last_year, last_month)[1]))


def year(number: int, part: Part | None = None) -> Period:
    value = f"{number:04}"
    if not 1 <= number < MAXYEAR:
        return Period(value)
    begin, end = {None: (1, 12), "start": (1, 4), "mid": (5, 8), "end": (9, 12)}[part]
    return months(value, number, begin, end)


def years(value: str, begin: int, end: int) -> Period:
    """Whole years `begin` to `end`."""
    if not (1 <= begin <= end < MAXYEAR):
        return Period(value)
    return Period(value, date(begin, 1, 1), date(end, 12, 31))


def season(number: int, name: str) -> Period:
    begin = SEASONS[name]
    return months(f"{number:04}-{name}", number, begin, begin + 2)


def shift_days(day: date, count: int) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return day


def shift_months(day: date, count: int) -> tuple[int, int]:
    """Year and month `count` months from that of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return index // 12, index % 12 + 1


def easter(number: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    index = h + m - 7 * n + 114
    return date(number, index // 31, index % 31 + 1)
