"""The kinds of expression that dates.toml knows, and what reads each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from data.dating import days, distances, units
from data.dating.scene import Parts, Reading, Scene

if TYPE_CHECKING:
    from data.models import Span

Resolver = Callable[[Parts, Scene, "Span"], "Reading | None"]

RESOLVERS: dict[str, Resolver] = {
    "day": days.read_day,
    "day_alone": days.read_day_alone,
    "weekday": days.read_weekday,
    "night": days.read_night,
    "night_date": days.read_night_date,
    "weekend": days.read_weekend,
    "today": days.read_today,
    "holiday": days.read_holiday,
    "month": units.read_month,
    "unit": units.read_unit,
    "year": units.read_year,
    "decade": units.read_decade,
    "century": units.read_century,
    "season": units.read_season,
    "quarter": units.read_quarter,
    "half": units.read_half,
    "offset": distances.read_offset,
    "vague_offset": distances.read_vague_offset,
    "within": distances.read_within,
    "from_anchor": distances.read_from_anchor,
    "daypart": distances.read_daypart,
    "clock": distances.read_clock,
    "ref": distances.read_ref,
}


def resolve(kind: str, parts: Parts, scene: Scene, span: Span) -> Reading | None:
    """Read an expression of a kind; None where its parts make no date, such as 31 April."""
    try:
        return RESOLVERS[kind](parts, scene, span)
    except (ValueError, OverflowError):
        return None
