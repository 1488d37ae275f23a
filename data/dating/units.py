"""Expressions that name weeks, months, seasons, years and longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dating import calendar
from data.dating.calendar import Part, Period, shift_days, shift_months
from data.dating.scene import Parts, Reading, Scene, part_of, year_of

if TYPE_CHECKING:
    from datetime import date

    from data.dating.tense import Tense
    from data.models import DateBasis, Span


def read_month(parts: Parts, scene: Scene, span: Span) -> Reading:
    month, published = int(parts["month"]), scene.published
    year = year_of(parts, scene)
    if year is not None:
        return calendar.month(year, month, part_of(parts)), "explicit" if "year" in parts else "relative"
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
    return calendar.month(year, month, part_of(parts)), "relative"


def _months_away(distance: int, tense: Tense) -> int:
    """Months to the month or season meant, where `distance` is that within the same year."""
    if tense < 0:
        return -(-distance % 12)
    if tense > 0:
        return distance % 12
    return min((distance - 12, distance, distance + 12), key=abs)


def read_unit(parts: Parts, scene: Scene, _span: Span) -> Reading | None:
    published, part = scene.published, part_of(parts)
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


def read_year(parts: Parts, _scene: Scene, _span: Span) -> Reading:
    if "season" in parts:
        return calendar.season(int(parts["year"]), parts["season"]), "explicit"
    return calendar.year(int(parts["year"]), part_of(parts)), "explicit"


def read_decade(parts: Parts, _scene: Scene, _span: Span) -> Reading:
    start = int(parts.get("decade") or parts["digits"])
    start += 1900 if start < 100 else 0
    return calendar.years(f"{start // 10:03}", start, start + 9), "explicit"


def read_century(parts: Parts, _scene: Scene, _span: Span) -> Reading:
    century = int(parts["century"]) - 1
    return calendar.years(f"{century:02}", century * 100, century * 100 + 99), "explicit"


def read_season(parts: Parts, scene: Scene, span: Span) -> Reading:
    name, published, year = parts["season"], scene.published, year_of(parts, scene)
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


def read_quarter(parts: Parts, scene: Scene, _span: Span) -> Reading:
    return _slice_of_year(parts, scene, 3, "Q")


def read_half(parts: Parts, scene: Scene, _span: Span) -> Reading:
    return _slice_of_year(parts, scene, 6, "H")


def _slice_of_year(parts: Parts, scene: Scene, length: int, letter: str) -> Reading:
    number, year = int(parts["ordinal"]), year_of(parts, scene)
    if number * length > 12:
        raise ValueError(number)
    basis: DateBasis = "explicit" if "year" in parts else "relative"
    if year is None and scene.published is not None and "yearshift" not in parts:
        year = scene.published.year
    if year is None:
        return Period(f"XXXX-{letter}{number}"), basis
    value = f"{year:04}-{letter}{number}"
    return calendar.months(value, year, (number - 1) * length + 1, number * length), basis
