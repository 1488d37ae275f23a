"""Dates such as 03/04/2025: one alone does not say whether the day or the month comes first; its column may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeGuard

from data.dating.published import EARLIEST

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["day", "month"]
"""What comes first."""

_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-])")
_LOOKED_AT = 100
"""Characters of a cell that are looked at; a longer one is no date."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - of a clock on a wall; day 60, 29 February 1900, never was
_LAST = 80_000
"""Excel's number of a day in 2119: whatever is above it is no day."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many values of a column show the day first, how many the month, and how many could be either."""

    day: int = 0
    month: int = 0
    either: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.day + other.day, self.month + other.month, self.either + other.either)

    @property
    def order(self) -> Order | None:
        """What the column decides; None where nothing in it does, or where its values contradict each other."""
        if self.day and not self.month:
            return "day"
        return "month" if self.month and not self.day else None


def evidence(values: Iterable[object]) -> Evidence:
    """Count what the values of one column say about their order."""
    day = month = either = 0
    for value in values:
        match = _SLASHED.search(value[:_LOOKED_AT]) if is_slashed(value) else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        day += second <= 12 < first <= 31
        month += first <= 12 < second <= 31
        either += _either(first, second)
    return Evidence(day, month, either)


def is_slashed(value: object) -> TypeGuard[str]:
    """Return, fast, whether a cell may hold such a date: a short text with a stroke in it."""
    return isinstance(value, str) and len(value) <= _LOOKED_AT and ("/" in value or "-" in value)


def is_ambiguous(text: str) -> bool:
    """Return whether `text` holds a date that is one day with the day first, and another with the month first."""
    match = _SLASHED.search(text[:_LOOKED_AT])
    return match is not None and _either(int(match[1]), int(match[3]))


def settled(value: object, order: Order | None) -> object:
    """`value` with its date in ISO 8601 where only `order` tells which day it is; anything else as it stands."""
    if order is None or not isinstance(value, str) or not is_ambiguous(value):
        return value
    match = _SLASHED.search(value[:_LOOKED_AT])
    assert match is not None
    day, month = (match[1], match[3]) if order == "day" else (match[3], match[1])
    return f"{value[: match.start()]}{match[4]}-{int(month):02}-{int(day):02}{value[match.end() :]}"


def serial(value: object) -> object:
    """Write a number of a spreadsheet's date column as ISO 8601; 1 is 1 January 1900. What is no such number stays."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not _first_serial() <= value < _LAST:
        return value
    moment = _EPOCH + timedelta(minutes=round(float(value) * 24 * 60))
    return moment.date().isoformat() if float(value).is_integer() else moment.isoformat(timespec="minutes")


def _first_serial() -> int:
    return (datetime.combine(EARLIEST, datetime.min.time()) - _EPOCH).days


def _either(first: int, second: int) -> bool:
    return 1 <= first <= 12 and 1 <= second <= 12 and first != second
