"""Signals by the day they were said, as bars around an axis: towards a meeting above, away from it below."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import plotly.graph_objects as go

from components.figures.ladder import FROM_RED, LADDER, colours, name
from components.figures.style import AXIS, BACKGROUND, GRID, PUBLISHED, SAID, days, layout, moment

if TYPE_CHECKING:
    import pandas as pd

    from components.figures.style import Values
    from data.models import Rung

Unit = Literal["day", "week", "month"]

UNITS: tuple[Unit, ...] = ("day", "week", "month")
DAYS_OF_DAYS = 100
"""Up to so many days each day has its bar."""
DAYS_OF_WEEKS = 800
"""Up to so many days each week has one; beyond it is months."""


def unit_for(first: date, last: date) -> Unit:
    """Choose a unit that keeps the bars apart."""
    days = (last - first).days
    return "day" if days <= DAYS_OF_DAYS else "week" if days <= DAYS_OF_WEEKS else "month"


def span(period: date, unit: Unit) -> tuple[date, date]:
    """First and last day of the period that begins on `period`."""
    if unit == "day":
        return period, period
    if unit == "week":
        return period, period + timedelta(days=6)
    return period, period.replace(day=monthrange(period.year, period.month)[1])


def spell(first: date, last: date) -> str:
    """Write an interval of days: "6 Aug 2025", "6–8 Aug 2025", "28 Feb – 3 Mar 2025"."""
    if first == last:
        return f"{first.day} {first:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {first:%b %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {last.day} {last:%b %Y}"
    return f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}"


def timeline(periods: pd.DataFrame, unit: Unit, *, dark: bool) -> go.Figure:
    """Draw the `data.frames.PERIODS` frame. Customdata of a bar: first day, last day (ISO), rung, basis."""
    return go.Figure(*values(periods, unit, dark=dark))


def values(periods: pd.DataFrame, unit: Unit, *, dark: bool) -> Values:
    """Return what `timeline` is made of."""
    held = _by_trace(periods)
    stands = {day: _stand(day, unit) for day in {day for bars in held.values() for day, _ in bars}}
    palette = colours(dark=dark)
    rungs = {rung for rung, _ in held}
    bars = [
        _bars(held[rung, basis], rung, basis, stands, palette[rung], dark=dark)
        for rung in _stacked()
        for basis in (SAID, PUBLISHED)
        if (rung, basis) in held
    ]
    legend = [_legend(name(rung), _marker(palette[rung], SAID, dark=dark), rung) for rung in FROM_RED if rung in rungs]
    if any(basis == PUBLISHED for _, basis in held):
        legend.append(_legend("hatched: published", _marker(AXIS[dark], PUBLISHED, dark=dark), "published"))
    base = layout(dark=dark, height=400)
    base["xaxis"] |= {"range": _range(min(stands), max(stands), unit), "tickformatstops": _TICKS}
    return bars + legend, base | {"barmode": "relative", "bargap": 0, "yaxis": _counts(held, dark=dark)}


_Traces = dict[tuple[str, str], list[tuple[date, int]]]


def _by_trace(periods: pd.DataFrame) -> _Traces:
    """Return the periods of each rung and basis with their counts, as plain values: a frame for each takes too long."""
    held: _Traces = defaultdict(list)
    names = zip(periods["rung"].tolist(), periods["basis"].tolist(), strict=True)
    for of, day, count in zip(names, days(periods["period"]), periods["count"].tolist(), strict=True):
        held[of].append((day, count))
    return held


class _Stand(NamedTuple):
    """Where the bars of a period stand, how wide they are, and the days that they tell."""

    middle: str
    width: float
    first: str
    last: str
    spelled: str


def _stand(period: date, unit: Unit) -> _Stand:
    first, last = span(period, unit)
    width = 0.86 * ((last - first).days + 1) * 86_400_000
    return _Stand(moment(middle(first, last)), width, first.isoformat(), last.isoformat(), spell(first, last))


def _bars(
    bars: list[tuple[date, int]], rung: Rung, basis: str, stands: dict[date, _Stand], colour: str, *, dark: bool
) -> dict[str, Any]:
    held = [stands[day] for day, _ in bars]
    counts = [count for _, count in bars]
    widths = [stand.width for stand in held]
    return {
        "type": "bar",
        "x": [stand.middle for stand in held],
        "y": [-count if LADDER[rung] < 0 else count for count in counts],
        "width": widths[0] if len(set(widths)) == 1 else widths,
        "name": name(rung),
        "legendgroup": rung,
        "showlegend": False,
        "marker": _marker(colour, basis, dark=dark),
        "customdata": [
            [stand.first, stand.last, rung, basis, count, stand.spelled]
            for stand, count in zip(held, counts, strict=True)
        ],
        "hovertemplate": _hover(name(rung), basis),
    }


def _legend(label: str, marker: dict[str, Any], group: str) -> dict[str, Any]:
    """Return a bar without extent, so that the legend is in order and each rung solid in it."""
    return {"type": "bar", "x": [None], "y": [None], "name": label, "legendgroup": group, "marker": marker}


_TICKS = [
    {"dtickrange": [None, 604_800_000], "value": "%-d %b\n%Y"},
    {"dtickrange": [604_800_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", None], "value": "%b\n%Y"},
]


def _stacked() -> list[Rung]:
    """Rungs in the order in which bars are stacked: from the axis outwards, on both sides."""
    return sorted(FROM_RED, key=lambda rung: abs(LADDER[rung]))


def _marker(colour: str, basis: str, *, dark: bool) -> dict[str, Any]:
    if basis == PUBLISHED:
        hatch = {
            "shape": "/",
            "fillmode": "replace",
            "size": 6,
            "solidity": 0.4,
            "fgcolor": colour,
            "bgcolor": BACKGROUND[dark],
        }
        return {"color": colour, "line": {"color": colour, "width": 1}, "pattern": hatch}
    return {"color": colour, "line": {"color": BACKGROUND[dark], "width": 0.8}}


def _hover(label: str, basis: str) -> str:
    note = "<br>dated by the day of publication only" if basis == PUBLISHED else ""
    return f"%{{customdata[5]}}<br><b>{label}</b>: %{{customdata[4]}}{note}<extra></extra>"


def middle(first: date, last: date) -> datetime:
    """Where the bar stands: a day's bar on its day, others in the middle of theirs."""
    start = datetime.combine(first, time())
    return start + (datetime.combine(last, time()) - start) / 2


def _range(earliest: date, latest: date, unit: Unit) -> list[str]:
    """Show at least a month, so that a single bar does not fill the page."""
    first, last = span(earliest, unit)[0], span(latest, unit)[1]
    missing = max(0, 30 - (last - first).days) / 2
    pad = timedelta(days=1 + missing)
    return [moment(datetime.combine(first, time()) - pad), moment(datetime.combine(last, time()) + pad)]


def _counts(held: _Traces, *, dark: bool) -> dict[str, Any]:
    """Label both sides with plain counts, in whole steps."""
    above, below = Counter[date](), Counter[date]()
    for (rung, _), bars in held.items():
        side = above if LADDER[cast("Rung", rung)] >= 0 else below
        for day, count in bars:
            side[day] += count
    up, down = max(above.values(), default=0), max(below.values(), default=0)
    step = next(s for s in _STEPS if (up + down) / s <= 8)
    ticks = list(range(-(down // step) * step, up + 1, step))
    return {
        "tickvals": ticks,
        "ticktext": [str(abs(tick)) for tick in ticks],
        "range": [-(down + 0.06 * (up + down)) if down else 0, up + 0.08 * (up + down)],
        "title": {"text": "◂ away    signals    towards ▸", "font": {"size": 12}},
        "gridcolor": GRID[dark],
        "zeroline": True,
        "zerolinecolor": AXIS[dark],
        "zerolinewidth": 1,
        "fixedrange": True,
    }


_STEPS = [factor * 10**power for power in range(9) for factor in (1, 2, 5)]
