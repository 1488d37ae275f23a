"""Expressions that count from another day: from the publication day, or from the day last named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.dating import calendar
from data.dating.calendar import Period, shift_days, shift_months
from data.dating.scene import Parts, Reading, Scene, count_of, with_daypart
from data.dating.units import unit_around

if TYPE_CHECKING:
    from data.dating.tense import Tense
    from data.models import DateBasis, Span


def read_offset(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    count, unit = count_of(parts), parts["unit"]
    sign, published = int(parts["sign"]), scene.published
    if sign > 0 and scene.tense(span) < 0:
        return Period(f"P{count}{unit}"), "relative"  # "in two weeks they had rebuilt it"
    if published is None:
        return Period(None if unit in "DW" else f"P{count}{unit}"), "relative"
    period = unit_around(published, unit, sign * count)
    # "Three years ago" measures a distance and names no calendar year: TIMEX3 has it as a duration.
    value = period.value if unit in "DW" or (unit == "M" and sign > 0) else f"P{count}{unit}"
    return Period(value, period.first, period.last), "relative"


def read_vague_offset(parts: Parts, _scene: Scene, _span: Span) -> Reading:
    return Period(f"PX{parts['unit']}"), "relative"


def read_within(parts: Parts, scene: Scene, _span: Span) -> Reading:
    count, unit, published = count_of(parts), parts["unit"], scene.published
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


def read_from_anchor(parts: Parts, scene: Scene, _span: Span) -> Reading | None:
    count, unit, later = count_of(parts), parts["unit"], int(parts["later"])
    if unit == "Y":
        return None  # "two years before" is a duration to TIMEX3, and names no day anybody would chart
    if scene.anchor is None:
        return Period(None), "relative"
    return unit_around(scene.anchor, unit, count * later), scene.anchor_basis if later == 0 else "relative"


def read_daypart(parts: Parts, scene: Scene, span: Span) -> Reading:
    day, basis = _day_at(scene, span, scene.tense(span))
    period = Period("XXXX-XX-XX") if day is None else calendar.whole_day(day)
    return with_daypart(period, parts), basis


REACH = 800
"""Characters over which "in the evening" still belongs to a day named before."""


def _day_at(scene: Scene, span: Span, tense: Tense, *, alone: bool = False) -> tuple[date | None, DateBasis]:
    """Day of a bare time of day: the one last named, unless it lies on the other side of today than the verb says.

    What stands `alone` belongs to a day of its own sentence only, else to the publication day. Beside a day that its
    sentence leaves open ("a few days ago, in the evening") it has none.
    """
    stage, published, begin = scene.stage, scene.published, scene.tenses.sentence(span[0])[0]
    if scene.blurred_end > max(begin, scene.anchor_end):
        return None, "relative"
    if scene.anchor is not None and scene.anchor_end > begin:
        return scene.anchor, scene.anchor_basis
    if stage is None or span[0] - scene.stage_end > REACH:
        return published, "relative"
    if published is not None and stage != published and (alone or (tense and (stage > published) != (tense > 0))):
        return published, "relative"
    return stage, scene.stage_basis


def read_clock(parts: Parts, scene: Scene, span: Span) -> Reading | None:
    hour, minute = int(parts["hour"]), int(parts.get("minute") or parts.get("minute2") or 0)
    if "half" in parts:
        hour, minute = hour - 1, 60 + int(parts["half"])
    if parts.get("daypart") in ("AF", "EV", "PM") and hour < 12:
        hour += 12
    elif parts.get("daypart") in ("MO", "NI", "AM") and hour == 12:
        hour = 0
    # A clock time without a verb of its own is an entry in a programme: it stands by itself.
    tense = scene.tenses.at(*span, widen=False)
    day, basis = _day_at(scene, span, tense, alone=not tense)
    clock = f"T{hour:02}:{minute:02}"
    return Period(f"XXXX-XX-XX{clock}") if day is None else Period(f"{day.isoformat()}{clock}", day, day), basis


def read_ref(parts: Parts, _scene: Scene, _span: Span) -> Reading:
    return Period(parts.get("value") or parts["ref"]), "relative"
