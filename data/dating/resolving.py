"""From the parts of an expression to the days it names, seen from the publication day and from what went before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from data.dating import calendar
from data.dating.calendar import Part, Period, shift_days, shift_months
from data.dating.tense import Tense, Tenses

if TYPE_CHECKING:
    from data.models import DateBasis, Span

Parts = dict[str, str]
"""What the groups of a rule say, by name: word values of the tables, digits as they stand, settings of the rule."""


@dataclass(slots=True)
class Scene:
    """Where the reader stands: the publication day, the tenses of the text and the day last named."""

    published: date | None
    tenses: Tenses
    anchor: date | None = None
    anchor_basis: DateBasis = "relative"
    anchor_end: int = 0

    def tense(self, span: Span) -> Tense:
        return self.tenses.at(*span)


Reading = tuple[Period, "DateBasis"]
Resolver = Callable[[Parts, Scene, "Span"], Reading | None]


def resolve(kind: str, parts: Parts, scene: Scene, span: Span) -> Reading | None:
    """Read an expression of a kind; None where its parts make no date."""
    try:
        return _RESOLVERS[kind](parts, scene, span)
    except (ValueError, OverflowError):  # 31 April, year 0
        return None


def _number(parts: Parts, name: str) -> int | None:
    return int(parts[name]) if name in parts else None


def _part(parts: Parts) -> Part | None:
    return cast("Part | None", parts.get("part"))


def _year(parts: Parts, scene: Scene) -> int | None:
    """Year that the expression itself gives, by number or as "next year"."""
    year = _number(parts, "year")
    if year is not None:
        if len(parts["year"]) > 2:
            return year
        near = scene.published.year if scene.published else 2000
        return min((year + century for century in (1900, 2000)), key=lambda full: abs(full - near))
    shift = _number(parts, "yearshift")
    return scene.published.year + shift if shift is not None and scene.published else None


def _with_daypart(period: Period, parts: Parts) -> Period:
    daypart = parts.get("daypart")
    return Period(f"{period.value}T{daypart}", period.first, period.last) if daypart else period


# ---- days


def _day(parts: Parts, scene: Scene, span: Span) -> Reading:
    day, month = int(parts["day"]), int(parts["month"])
    year = _year(parts, scene)
    if year is not None:
        return calendar.whole_day(date(year, month, day)), "explicit"
    date(2000, month, day)  # raises for a day that no year has
    published = scene.published
    if published is None or "yearshift" in parts:
        return Period(f"XXXX-{month:02}-{day:02}"), "explicit"
    near = [found for found in (_maybe(published.year + shift, month, day) for shift in (-1, 0, 1)) if found]
    weekday = _number(parts, "weekday")
    near = [found for found in near if found.isoweekday() == weekday] or near
    return calendar.whole_day(_nearest(near, published, scene.tense(span))), "explicit"


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


NEAR = 100
"""Days within which a date without a year is the nearest one, whatever the verb says: newspapers name other years."""


def _nearest(days: list[date], published: date, tense: Tense) -> date:
    nearest = min(days, key=lambda found: abs(found - published))
    if abs((nearest - published).days) <= NEAR or not tense:
        return nearest
    told = [found for found in days if (found <= published if tense < 0 else found >= published)]
    return min(told or [nearest], key=lambda found: abs(found - published))


def _day_alone(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    day, published = int(parts["day"]), scene.published
    if published is None:
        return Period(f"XXXX-XX-{day:02}"), "explicit"
    if "monthshift" in parts:
        return calendar.whole_day(date(*shift_months(published, int(parts["monthshift"])), day)), "explicit"
    near = [found for found in (_maybe(*shift_months(published, shift), day) for shift in (-1, 0, 1)) if found]
    tense = scene.tense(span)
    told = [found for found in near if (found <= published if tense < 0 else found >= published)] if tense else near
    return calendar.whole_day(min(told, key=lambda found: abs(found - published))), "explicit"


def _weekday(parts: Parts, scene: Scene, span: Span) -> Reading:
    weekday, published = int(parts["weekday"]), scene.published
    if published is None:
        return _with_daypart(Period(f"XXXX-WXX-{weekday}"), parts), "weekday"
    if "todays" in parts:
        day = shift_days(published, int(parts["todays"]))
    elif "weekshift" in parts:
        monday = shift_days(published, 1 - published.isoweekday() + 7 * int(parts["weekshift"]))
        day = shift_days(monday, weekday - 1)
    elif "ahead" in parts or "ago" in parts or "weeksign" in parts:
        count = int(parts.get("number", parts.get("count", 1)))
        sign = -1 if "ago" in parts else int(parts.get("weeksign", 1))
        day = shift_days(weekday_near(published, weekday, 1 if sign > 0 else -1), 7 * sign * count)
    elif "shift" in parts:
        day = _shifted_weekday(published, weekday, int(parts["shift"]), scene, span)
    else:
        day = weekday_near(published, weekday, scene.tense(span))
    return _with_daypart(calendar.whole_day(day), parts), "weekday"


def _shifted_weekday(published: date, weekday: int, shift: int, scene: Scene, span: Span) -> date:
    if shift == 0:
        return weekday_near(published, weekday, scene.tense(span) or 1)
    if shift > 0:
        ahead = (weekday - published.isoweekday() - 1) % 7 + 1
        return shift_days(published, ahead + 7 * (shift - 1))
    back = (published.isoweekday() - weekday - 1) % 7 + 1
    return shift_days(published, -back + 7 * (shift + 1))


def weekday_near(published: date, weekday: int, tense: Tense) -> date:
    """Last such weekday for the past, else the next one; the publication day itself is either."""
    back = (published.isoweekday() - weekday) % 7
    if back == 0:
        return published
    return shift_days(published, -back if tense < 0 else 7 - back)


def _night(parts: Parts, scene: Scene, span: Span) -> Reading:
    # The night to Saturday counts as Saturday: that is the day on which agencies date what happened in it.
    return _weekday(parts | {"daypart": "NI"}, scene, span)


def _night_date(parts: Parts, scene: Scene, span: Span) -> Reading:
    period, basis = _day(parts, scene, span)
    return _with_daypart(period, {"daypart": "NI"}), basis


def _weekend(parts: Parts, scene: Scene, span: Span) -> Reading:
    published = scene.published
    if published is None:
        return Period("XXXX-WXX-WE"), "relative"
    shift = _number(parts, "shift")
    weekday = published.isoweekday()
    if shift is None:
        # From Monday on "the weekend" of a past tense is the last one; on the weekend itself it is the running one.
        shift = -1 if weekday < 6 and scene.tense(span) < 0 else 0
    elif shift > 0 and weekday < 6:
        shift -= 1
    elif shift == 0 and weekday == 1 and scene.tense(span) < 0:
        shift = -1
    return calendar.weekend(shift_days(published, 7 * shift)), "relative"


def _today(parts: Parts, scene: Scene, span: Span) -> Reading:
    shift, published = int(parts["today"]), scene.published
    if published is None:
        return Period("PRESENT_REF" if shift == 0 else None), "relative"
    return _with_daypart(calendar.whole_day(shift_days(published, shift)), parts), "relative"


# ---- longer units


def _month(parts: Parts, scene: Scene, span: Span) -> Reading:
    month, published = int(parts["month"]), scene.published
    year = _year(parts, scene)
    if year is not None:
        return calendar.month(year, month, _part(parts)), "explicit" if "year" in parts else "relative"
    if published is None or "yearshift" in parts:
        return Period(f"XXXX-{month:02}"), "relative"
    if "shift" in parts:
        shift = int(parts["shift"])
        ahead = (month - published.month - 1) % 12 + 1 if shift > 0 else (month - published.month) % 12
        if shift < 0:
            ahead = -((published.month - month - 1) % 12 + 1)
        elif shift == 0:
            ahead = month - published.month
        year = shift_months(published, ahead)[0]
    else:
        year = shift_months(published, _months_away(month - published.month, scene.tense(span)))[0]
    return calendar.month(year, month, _part(parts)), "relative"


def _months_away(distance: int, tense: Tense) -> int:
    """Months to the month or season meant, where `distance` is that within the same year."""
    if tense < 0:
        return -(-distance % 12)
    if tense > 0:
        return distance % 12
    return min((distance - 12, distance, distance + 12), key=abs)


def _unit(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    published, part = scene.published, _part(parts)
    if published is None:
        return Period(None), "relative"
    shift, unit = int(parts.get("shift", 0)), parts["unit"]
    return unit_around(published, unit, shift, part), "relative"


def unit_around(day: date, unit: str, shift: int, part: Part | None = None) -> Period:
    """Day, week, month, quarter, year, decade or century `shift` units from that of `day`."""
    match unit:
        case "D":
            return calendar.whole_day(shift_days(day, shift))
        case "W":
            return calendar.week(shift_days(day, 7 * shift), part)
        case "M":
            return calendar.month(*shift_months(day, shift), part)
        case "Q":
            year, month = shift_months(day, 3 * shift)
            quarter = (month - 1) // 3 + 1
            return calendar.months(f"{year:04}-Q{quarter}", year, 3 * quarter - 2, 3 * quarter)
        case "Y":
            return calendar.year(day.year + shift, part)
        case "DE":
            decade = day.year // 10 + shift
            return calendar.years(f"{decade:03}", decade * 10, decade * 10 + 9)
        case _:
            century = day.year // 100 + shift
            return calendar.years(f"{century:02}", century * 100, century * 100 + 99)


def _plain_year(parts: Parts, scene: Scene, span: Span) -> Reading:
    if "season" in parts:
        return calendar.season(int(parts["year"]), parts["season"]), "explicit"
    return calendar.year(int(parts["year"]), _part(parts)), "explicit"


def _decade(parts: Parts, scene: Scene, span: Span) -> Reading:
    start = int(parts.get("decade") or parts["digits"])
    start += 1900 if start < 100 else 0
    return calendar.years(f"{start // 10:03}", start, start + 9), "explicit"


def _century(parts: Parts, scene: Scene, span: Span) -> Reading:
    century = int(parts["century"]) - 1
    return calendar.years(f"{century:02}", century * 100, century * 100 + 99), "explicit"


def _season(parts: Parts, scene: Scene, span: Span) -> Reading:
    name, published, year = parts["season"], scene.published, _year(parts, scene)
    if year is not None:
        return calendar.season(year, name), "explicit" if "year" in parts else "relative"
    if published is None or "yearshift" in parts:
        return Period(f"XXXX-{name}"), "relative"
    shift = int(parts.get("shift", 0))
    distance = calendar.SEASONS[name] - published.month
    # The running season is at hand, whether it has just begun or is all but over.
    running = -2 <= distance <= 0 or (name == "WI" and published.month <= 2)
    tense = scene.tense(span) if shift == 0 else (1 if shift > 0 else -1)
    if "shift" in parts and shift == 0:
        away = distance if not (name == "WI" and published.month <= 2) else distance - 12
    elif running and shift == 0:
        away = distance if distance <= 0 else distance - 12
    elif tense < 0:
        away = -(-distance % 12) or -12
    elif tense > 0:
        away = distance % 12 or 12
    else:
        away = distance
    return calendar.season(shift_months(published, away)[0], name), "relative"


def _quarter(parts: Parts, scene: Scene, span: Span) -> Reading:
    return _slice_of_year(parts, scene, 3, "Q")


def _half(parts: Parts, scene: Scene, span: Span) -> Reading:
    return _slice_of_year(parts, scene, 6, "H")


def _slice_of_year(parts: Parts, scene: Scene, length: int, letter: str) -> Reading:
    number, year = int(parts["ordinal"]), _year(parts, scene)
    if number * length > 12:
        raise ValueError(number)
    basis: DateBasis = "explicit" if "year" in parts else "relative"
    if year is None and scene.published is not None and "yearshift" not in parts:
        year = scene.published.year
    if year is None:
        return Period(f"XXXX-{letter}{number}"), basis
    value = f"{year:04}-{letter}{number}"
    return calendar.months(value, year, (number - 1) * length + 1, number * length), basis


def _holiday(parts: Parts, scene: Scene, span: Span) -> Reading:
    name, published, year = parts["holiday"], scene.published, _year(parts, scene)
    basis: DateBasis = "explicit" if "year" in parts else "relative"
    if year is not None:
        return calendar.whole_day(holiday(name, year)), basis
    if published is None:
        return Period(None if name[0] in "+-" else f"XXXX-{name}"), basis
    near = [holiday(name, published.year + shift) for shift in (-1, 0, 1)]
    return calendar.whole_day(_nearest(near, published, scene.tense(span))), basis


def holiday(name: str, year: int) -> date:
    """Day of a holiday in a year: "12-24" is that day, "-2" two days before Easter Sunday."""
    if name[0] in "+-":
        return shift_days(calendar.easter(year), int(name))
    month, day = name.split("-")
    return date(year, int(month), int(day))


# ---- distances


def _offset(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    count, unit = _count(parts), parts["unit"]
    sign, published = int(parts["sign"]), scene.published
    if published is None:
        return Period(None if unit in "DW" else f"P{count}{unit}"), "relative"
    period = unit_around(published, unit, sign * count)
    # "Three years ago" measures a distance and names no calendar year: TIMEX3 has it as a duration.
    value = period.value if unit in "DW" or (unit == "M" and sign > 0) else f"P{count}{unit}"
    return Period(value, period.first, period.last), "relative"


def _count(parts: Parts) -> int:
    return int(parts.get("number") or parts.get("count") or 1)


def _vague_offset(parts: Parts, scene: Scene, span: Span) -> Reading:
    return Period(f"PX{parts['unit']}"), "relative"


def _within(parts: Parts, scene: Scene, span: Span) -> Reading:
    count, unit, published = _count(parts), parts["unit"], scene.published
    value = f"PT{count}H" if unit == "H" else f"P{count}{unit}"
    if published is None:
        return Period(value), "relative"
    return Period(value, published, after(published, count, unit)), "relative"


def after(day: date, count: int, unit: str) -> date:
    """Day that lies `count` hours, days, weeks, months or years after `day`."""
    match unit:
        case "H":
            return shift_days(day, -(-count // 24))
        case "D":
            return shift_days(day, count)
        case "W":
            return shift_days(day, 7 * count)
        case _:
            year, month = shift_months(day, count * (12 if unit == "Y" else 1))
            last = calendar.month(year, month).last
            assert last is not None
            return min(date(year, month, 1).replace(day=min(day.day, last.day)), last)


# ---- seen from what went before


def _from_anchor(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    count, unit, later = _count(parts), parts["unit"], int(parts["later"])
    if unit == "Y":
        return None  # "two years before" is a duration to TIMEX3, and names no day anybody would chart
    if scene.anchor is None:
        return Period(None), "relative"
    return unit_around(scene.anchor, unit, count * later), scene.anchor_basis if later == 0 else "relative"


def _daypart(parts: Parts, scene: Scene, span: Span) -> Reading:
    day, basis = _day_at(scene, span)
    period = Period("XXXX-XX-XX") if day is None else calendar.whole_day(day)
    return _with_daypart(period, parts), basis


REACH = 400
"""Characters over which "in the evening" still belongs to a day named before."""


def _day_at(scene: Scene, span: Span) -> tuple[date | None, DateBasis]:
    """Day of a bare time of day: the one last named, unless it lies on the other side of today than the verb says."""
    anchor, published = scene.anchor, scene.published
    if anchor is None or span[0] - scene.anchor_end > REACH:
        return published, "relative"
    if published is not None and anchor != published:
        tense = scene.tense(span)
        if tense and (anchor > published) != (tense > 0):
            return published, "relative"
    return anchor, scene.anchor_basis


def _clock(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    hour, minute = int(parts["hour"]), int(parts.get("minute") or parts.get("minute2") or 0)
    if "half" in parts:
        hour, minute = hour - 1, 60 + int(parts["half"])
    if parts.get("daypart") in ("AF", "EV", "PM") and hour < 12:
        hour += 12
    elif parts.get("daypart") in ("MO", "NI", "AM") and hour == 12:
        hour = 0
    day, basis = _day_at(scene, span)
    clock = f"T{hour:02}:{minute:02}"
    return Period(f"XXXX-XX-XX{clock}") if day is None else Period(f"{day.isoformat()}{clock}", day, day), basis


def _ref(parts: Parts, scene: Scene, span: Span) -> Reading:
    return Period(parts.get("value") or parts["ref"]), "relative"


_RESOLVERS: dict[str, Resolver] = {
    "day": _day,
    "day_alone": _day_alone,
    "weekday": _weekday,
    "night": _night,
    "night_date": _night_date,
    "weekend": _weekend,
    "today": _today,
    "month": _month,
    "unit": _unit,
    "year": _plain_year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "holiday": _holiday,
    "offset": _offset,
    "vague_offset": _vague_offset,
    "within": _within,
    "from_anchor": _from_anchor,
    "daypart": _daypart,
    "clock": _clock,
    "ref": _ref,
}
