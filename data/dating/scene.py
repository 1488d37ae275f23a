"""Where the reader stands in a text, and what the parts of an expression say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from data.dating.calendar import Part, Period

if TYPE_CHECKING:
    from datetime import date

    from data.dating.tense import Tense, Tenses
    from data.models import DateBasis, Span

Parts = dict[str, str]
"""What the groups of a rule say, by name: word values of the tables, digits as they stand, settings of the rule."""

Reading = tuple[Period, "DateBasis"]
"""The days an expression names, and what says so."""


@dataclass(slots=True)
class Scene:
    """Where the reader stands: the publication day, the tenses of the text and the day last named."""

    published: date | None
    tenses: Tenses
    anchor: date | None = None
    anchor_basis: DateBasis = "relative"
    anchor_end: int = 0
    stage: date | None = None  # the day on which the story plays: the anchor, unless it was told as what came before
    stage_basis: DateBasis = "relative"
    stage_end: int = 0
    blurred_end: int = 0  # where the last day ends that the text leaves open: "a few days ago"

    def name(self, day: date, basis: DateBasis, span: Span) -> None:
        """Take note of a day that the text has named."""
        self.anchor, self.anchor_basis, self.anchor_end = day, basis, span[1]
        if self.stage is None or not self.tenses.pluperfect(*span):
            self.stage, self.stage_basis, self.stage_end = day, basis, span[1]

    def blur(self, span: Span) -> None:
        """Take note of a day that the text leaves open."""
        self.blurred_end = span[1]

    def tense(self, span: Span) -> Tense:
        return self.tenses.at(*span)


def number_of(parts: Parts, name: str) -> int | None:
    return int(parts[name]) if name in parts else None


def count_of(parts: Parts) -> int:
    return int(parts.get("number") or parts.get("count") or 1)


def part_of(parts: Parts) -> Part | None:
    return cast("Part | None", parts.get("part"))


def year_of(parts: Parts, scene: Scene) -> int | None:
    """Year that the expression itself gives, by number or as "next year"."""
    year = number_of(parts, "year")
    if year is not None:
        if len(parts["year"]) > 2:
            return year
        near = scene.published.year if scene.published else 2000
        return min((year + century for century in (1900, 2000)), key=lambda full: abs(full - near))
    shift = number_of(parts, "yearshift")
    return scene.published.year + shift if shift is not None and scene.published else None


def with_daypart(period: Period, parts: Parts) -> Period:
    daypart = parts.get("daypart")
    return Period(f"{period.value}T{daypart}", period.first, period.last) if daypart else period
