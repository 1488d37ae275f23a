"""What a selection adds up to, counted in the register (`data.register`): no row is read for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data import frames
from data.models import LADDER
from data.register import choosing, register
from data.register.rows import RUNGS, UNDATED
from data.selection import Selection

if TYPE_CHECKING:
    from data.register.rows import Ints
    from data.store import Store
    from data.summaries import Unit

BASES = ("published", "said")
"""What the day of a signal rests on, as the bars tell it."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a selection of signals holds."""

    signals: int
    articles: int  # that hold at least one of the signals
    independent_texts: int  # duplicate groups among these articles: reprints of one text count once
    dated: int  # of the signals, those with a day
    first: date | None  # bounds of these days
    last: date | None

    @property
    def undated(self) -> int:
        return self.signals - self.dated


@dataclass(frozen=True, slots=True)
class Collection:
    """How much a selection of articles holds."""

    articles: int
    independent_texts: int
    stories: int
    undated: int


def totals(store: Store, selection: Selection = Selection()) -> Totals:  # noqa: B008 - a frozen value
    """Count what a selection holds."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.signals(held, connection, selection)
    days = held.signals.day[chosen]
    dated = int(np.searchsorted(days, UNDATED))
    articles = distinct(held.signals.article[chosen], len(held.articles.number))
    return Totals(
        signals=len(chosen),
        articles=len(articles),
        independent_texts=len(distinct(held.articles.group[articles], held.groups)),
        dated=dated,
        first=choosing.day_of(int(days[0])) if dated else None,
        last=choosing.day_of(int(days[dated - 1])) if dated else None,
    )


def periods(store: Store, selection: Selection, unit: Unit) -> pd.DataFrame:
    """Count the dated signals of a selection by period, rung and basis: see `summaries.signals_by_period`."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.signals(held, connection, selection)
    rows = held.signals
    chosen = chosen[: int(np.searchsorted(rows.day[chosen], UNDATED))]
    begins, place = np.unique(begin_of(rows.day[chosen], unit), return_inverse=True)
    bars = (place * len(RUNGS) + rows.rung[chosen]) * len(BASES) + ~rows.is_published[chosen]
    counts = np.bincount(bars, minlength=1)
    bars = np.flatnonzero(counts)
    rungs = bars // len(BASES) % len(RUNGS)
    return frames.typed(
        pd.DataFrame(
            {
                "period": days(begins[bars // (len(RUNGS) * len(BASES))]),
                "rung": np.array(RUNGS, dtype=object)[rungs],
                "position": np.array([LADDER[rung] for rung in RUNGS])[rungs],
                "basis": np.array(BASES, dtype=object)[bars % len(BASES)],
                "count": counts[bars],
            }
        ),
        frames.PERIODS,
    )


def begin_of(day: Ints, unit: Unit) -> Ints:
    """Return the first day of the period that each day lies in, in numbers; a week begins on its Monday."""
    if unit == "day":
        return day
    return day - (day + 3) % 7 if unit == "week" else begin_of_months(day, 1)


def begin_of_months(day: Ints, months: int) -> Ints:
    """Return the first day of the so many months, which begin with January, that each day lies in."""
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)  # since January 1970
    return (month - month % months).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def days(numbers: Ints) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Return the days of the register as a frame holds them."""
    return np.where(numbers == UNDATED, np.datetime64("NaT"), numbers.astype("datetime64[D]")).astype("datetime64[s]")


def distinct(values: Ints, below: int) -> Ints:
    """Return the values, all of them from 0 and `below` this, each once and in order."""
    there = np.zeros(below, np.bool_)
    there[values] = True
    return np.flatnonzero(there)


def collection(store: Store, selection: Selection = Selection()) -> Collection:  # noqa: B008
    """Count the selected articles (see `query.articles`), the texts and stories they come to, and the undated ones."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.articles(held, connection, selection)
    rows = held.articles
    return Collection(
        articles=len(chosen),
        independent_texts=len(distinct(rows.group[chosen], held.groups)),
        stories=len(distinct(rows.story[chosen], held.stories)),
        undated=int(np.count_nonzero(rows.day[chosen] == UNDATED)),
    )
