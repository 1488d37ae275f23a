"""When an article was published, from a metadata string such as "Stand: 04.11.2024 07:15 Uhr"."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from data.dating.words import numbers, one_of, spellings
from data.language import LANGUAGES, load

if TYPE_CHECKING:
    from data.models import Span

EARLIEST = date(1990, 1, 1)
_FILED = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<mo>\d\d|(?<=/)\d|(?<=/)[A-Za-z]{3})(?P=sep)(?P<d>\d\d?)(?=[/._-]|$)"
)
AHEAD = timedelta(days=2)  # an evening paper dates itself tomorrow, and time zones add a day


@dataclass(frozen=True, slots=True)
class Published:
    """Day of publication and, where the string names a time, `at`: ISO 8601 local time in minutes."""

    day: date
    at: str | None = None


def parse_published(text: str, today: date | None = None) -> Published | None:
    """Read one isolated metadata string; None where it is not plainly one date.

    Refused are impossible dates, dates before 1990 or more than two days after `today`, day and month in either order
    ("03/04/2025"), a weekday that contradicts the date, and strings with words that are foreign to a date line.
    """
    found = find_published(text, today)
    if found is None:
        return None
    published, (start, end) = found
    rest = re.findall(r"[^\W\d_][\w'’-]*", (text[:start] + " " + text[end:]).lower())
    grammar = _grammar()
    return published if all(word in grammar.labels for word in rest) else None


def find_published(line: str, today: date | None = None) -> tuple[Published, Span] | None:
    """Find the first full date in a metadata line, with its time of day; the span covers both."""
    limit = (today or datetime.now(UTC).date()) + AHEAD
    grammar = _grammar()
    first: tuple[Published, Span] | None = None
    for pattern in grammar.patterns:
        for match in pattern.finditer(line):
            if first is not None and first[1][0] <= match.start():
                break
            day = _day(match, grammar, limit)
            if day is not None:
                clock = _clock(match)
                first = Published(day, None if clock is None else f"{day.isoformat()}T{clock}"), match.span()
                break
    return first


def day_in_address(url: str, today: date | None = None) -> date | None:
    """Return the day that the path of an address holds ("/2025/10/22/", "/2025/oct/22/"); None without exactly one.

    It says under which day an article was filed, which is nearly always that of publication, and no more.
    """
    limit = (today or datetime.now(UTC).date()) + AHEAD
    months = _grammar().months
    days: set[date] = set()
    for match in _FILED.finditer(url.partition("?")[0]):
        month = int(match["mo"]) if match["mo"].isdigit() else months.get(match["mo"].lower(), 0)
        with suppress(ValueError):
            days.add(date(int(match["y"]), month, int(match["d"])))
    return next(iter(days)) if len(days) == 1 and all(EARLIEST <= day <= limit for day in days) else None


@dataclass(frozen=True, slots=True)
class _Grammar:
    months: dict[str, int]
    weekdays: dict[str, int]
    labels: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]


@cache
def _grammar() -> _Grammar:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    labels: set[str] = set()
    for lang in LANGUAGES:
        table = load(lang, "dates")
        words = table["words"]
        months |= numbers(words["month"]) | numbers(words["month_short"])
        weekdays |= numbers(words["weekday"]) | numbers(words["weekday_short"])
        labels.update(form for word in table["published"]["labels"] for form in spellings(word))
    time = (
        r"(?P<h{n}>[01]?\d|2[0-3])(?:(?P<colon{n}>[:h])(?P<m{n}>[0-5]\d)(?::[0-5]\d(?:[.,]\d{{1,9}})?)?|\.(?P<dot{n}>[0-5]\d)(?=\s?(?:Uhr|h\b|[ap]\.?m\b|(?-i:[A-Z]{{2,4}}\b))))?"
        r"(?!\d|[.:]\d)(?:\s?(?P<uhr{n}>Uhr\b|h\b)|\s?(?P<half{n}>[ap])\.?m\b\.?)?"
    )
    before = rf"(?:(?<![\d.:])(?:{time.format(n=1)})(?:\s[A-Z]{{2,4}}\b)?[\s,|–-]{{1,4}}(?:on\s|am\s)?)?"
    weekday = rf"(?:(?<!\w)(?P<wd>{one_of(weekdays)})\b\.?,?\s{{0,2}}(?:(?:dem|den|der|the)\s)?)?"
    after = rf"(?:(?:T|[\s,;|/·•–—-]{{1,5}}(?:(?:um|at|ab)\s)?)(?:{time.format(n=2)})(?:Z\b|\s?[+-]\d\d:?\d\d\b)?)?"
    month = rf"(?P<month>{one_of(months)})\b\.?"
    day = r"(?P<d>0?[1-9]|[12]\d|3[01])"
    forms = (
        rf"(?<![\d.,/-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<mo>0?[1-9]|1[0-2])(?P=sep){day}(?![\d]|[-/]\d)",
        rf"(?<![\d.,/-]){day}\.\s?(?P<mo>0?[1-9]|1[0-2])\.\s?(?P<y>(?:19|20)\d\d|\d\d)(?!\d|[./-]\d|[:h]\d\d)",
        r"(?<![\d.,/-])(?P<a>\d{1,2})(?P<sep>[/-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d|[./-]\d)",
        rf"(?<![\d.,/-]){day}(?:\.|st|nd|rd|th)?[\s-]{{0,2}}(?:of\s)?{month},?[\s-]{{1,2}}(?P<y>(?:19|20)\d\d)(?!\d)",
        rf"(?<!\w){month}\s{day}(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y>(?:19|20)\d\d)(?!\d)",
        r"(?<![\w.,/-])(?P<y>(?:19|20)\d\d)(?P<mo>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\w.,/-])",
    )
    patterns = tuple(re.compile(before + weekday + form + after, re.IGNORECASE) for form in forms)
    return _Grammar(months, weekdays, frozenset(labels | months.keys() | weekdays.keys()), patterns)


def _day(match: re.Match[str], grammar: _Grammar, limit: date) -> date | None:
    part = match.groupdict()
    year = int(part["y"])
    if year < 100:
        year += 2000 if year + 2000 <= limit.year else 1900
    if "a" in part:
        first, second = int(part["a"]), int(part["b"])
        if first <= 12 and second <= 12 and first != second:
            return None  # day or month first: nobody can tell
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        day = int(part["d"])
        month = int(part["mo"]) if part.get("mo") else grammar.months[part["month"].lower()]
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if not EARLIEST <= found <= limit:
        return None
    weekday = part.get("wd")
    return None if weekday and grammar.weekdays[weekday.lower()] != found.isoweekday() else found


def _clock(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    for n in "21":
        hour, minute = part[f"h{n}"], part[f"m{n}"] or part[f"dot{n}"]
        half = (part[f"half{n}"] or "").lower()
        if hour is None or (minute is None and not part[f"uhr{n}"] and not half):
            continue  # a bare number is no time
        hours = int(hour)
        if half:
            if not 1 <= hours <= 12:
                continue
            hours = hours % 12 + (12 if half == "p" else 0)
        return f"{hours:02}:{int(minute or 0):02}"
    return None
