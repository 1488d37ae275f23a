"""Expressions that name days: dates, weekdays, "today", weekends, holidays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.dating import calendar
from data.dating.calendar import Period, shift_days, shift_months
from data.dating.scene import Parts, Reading, Scene, number_of, with_daypart, year_of

if TYPE_CHECKING:
    from data.dating.tense import Tense
    from data.models import DateBasis, Span


def read_day(parts: Parts, scene: Scene, span: Span) -> Reading:
    day, month = int(parts["day"]), int(parts["month"])
    year = year_of(parts, scene)
    if year is not None:
        return calendar.whole_day(date(year, month, day)), "explicit"
    date(2000, month, day)  # raises for a day that no year has
    published = scene.published
    if published is None or "yearshift" in parts:
        return Period(f"XXXX-{month:02}-{day:02}"), "explicit"
    near = [found for found in (_maybe(published.year + shift, month, day) for shift in (-1, 0, 1)) if found]
    weekday = number_of(parts, "weekday")
    near = [found for found in near if found.isoweekday() == weekday] or near
    return calendar.whole_day(_nearest(near, published, scene.tense(span))), "explicit"


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


NEAR = 100
"""Days within which a date without a year is the nearest one, whatever the verb says: newspapers name other years."""


def _nearest(days: list[date], published: date, tense: Tense, near: int = NEAR) -> date:
    nearest = min(days, key=lambda found: abs(found - published))
    if abs((nearest - published).days) <= near or not tense:
        return nearest
    told = [found for found in days if (found <= published if tense < 0 else found >= published)]
    return min(told or [nearest], key=lambda found: abs(found - published))


def read_day_alone(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    day, published = int(parts["day"]), scene.published
    if published is None:
        return Period(f"XXXX-XX-{day:02}"), "explicit"
    if "monthshift" in parts:
        return calendar.whole_day(date(*shift_months(published, int(parts["monthshift"])), day)), "explicit"
    near = [found for found in (_maybe(*shift_months(published, shift), day) for shift in (-1, 0, 1)) if found]
    tense = scene.tense(span)
    told = [found for found in near if (found <= published if tense < 0 else found >= published)] if tense else near
    return calendar.whole_day(min(told, key=lambda found: abs(found - published))), "explicit"


def read_weekday(parts: Parts, scene: Scene, span: Span) -> Reading:
    weekday, published = int(parts["weekday"]), scene.published
    if published is None:
        return with_daypart(Period(f"XXXX-WXX-{weekday}"), parts), "weekday"
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
        tense = scene.tense(span)
        day = weekday_near(_spoken_on(scene, span) or published if tense > 0 else published, weekday, tense)
    return with_daypart(calendar.whole_day(day), parts), "weekday"


def _shifted_weekday(published: date, weekday: int, shift: int, scene: Scene, span: Span) -> date:
    if shift == 0:
        return weekday_near(published, weekday, scene.tense(span) or 1)
    if shift > 0:
        ahead = (weekday - published.isoweekday() - 1) % 7 + 1
        return shift_days(published, ahead + 7 * (shift - 1))
    back = (published.isoweekday() - weekday - 1) % 7 + 1
    return shift_days(published, -back + 7 * (shift + 1))


def _spoken_on(scene: Scene, span: Span) -> date | None:
    """Earlier day that the sentence names before: what it says is to come was to come from there."""
    anchor = scene.anchor
    if anchor is None or scene.published is None or anchor >= scene.published:
        return None
    return anchor if scene.anchor_end > scene.tenses.sentence(span[0])[0] else None


def weekday_near(day: date, weekday: int, tense: Tense) -> date:
    """Last such weekday for the past, the next one for the future, else the nearer; the day itself is any of them."""
    back = (day.isoweekday() - weekday) % 7
    if back == 0:
        return day
    return shift_days(day, -back if tense < 0 or (not tense and back <= 3) else 7 - back)


def read_night(parts: Parts, scene: Scene, span: Span) -> Reading:
    # The night to Saturday counts as Saturday: that is the day on which agencies date what happened in it.
    return read_weekday(parts | {"daypart": "NI"}, scene, span)


def read_night_date(parts: Parts, scene: Scene, span: Span) -> Reading:
    period, basis = read_day(parts, scene, span)
    return with_daypart(period, {"daypart": "NI"}), basis


def read_weekend(parts: Parts, scene: Scene, span: Span) -> Reading:
    published = scene.published
    if published is None:
        return Period("XXXX-WXX-WE"), "relative"
    shift = number_of(parts, "shift")
    weekday = published.isoweekday()
    if shift is None:
        # From Monday on "the weekend" of a past tense is the last one; on the weekend itself it is the running one.
        tense = scene.tense(span)
        shift = -1 if weekday < 6 and (tense < 0 or (not tense and weekday <= 3)) else 0
    elif shift > 0 and weekday < 6:
        shift -= 1
    elif shift == 0 and weekday == 1 and scene.tense(span) < 0:
        shift = -1
    return calendar.weekend(shift_days(published, 7 * shift)), "relative"


def read_today(parts: Parts, scene: Scene, _span: Span) -> Reading:
    shift, published = int(parts["today"]), scene.published
    if published is None:
        return Period("PRESENT_REF" if shift == 0 else None), "relative"
    return with_daypart(calendar.whole_day(shift_days(published, shift)), parts), "relative"


def read_holiday(parts: Parts, scene: Scene, span: Span) -> Reading:
    name, published, year = parts["holiday"], scene.published, year_of(parts, scene)
    basis: DateBasis = "explicit" if "year" in parts else "relative"
    if year is not None:
        return calendar.whole_day(holiday_in(name, year)), basis
    if published is None:
        return Period(None if name[0] in "+-" else f"XXXX-{name}"), basis
    near = [holiday_in(name, published.year + shift) for shift in (-1, 0, 1)]
    tense = scene.tense(span)
    return calendar.whole_day(_nearest(near, published, tense, 0 if tense < 0 and "timed" in parts else NEAR)), basis


def holiday_in(name: str, year: int) -> date:
    """Day of a holiday in a year: "12-24" is that day, "-2" two days before Easter Sunday."""
    if name[0] in "+-":
        return shift_days(calendar.easter(year), int(name))
    month, day = name.split("-")
    return date(year, int(month), int(day))
