"""From what was brushed or clicked in a timeline to the filter that holds exactly those signals."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from components.figures.timeline import middle, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from components.figures.timeline import Unit
    from data.models import Rung
    from data.selection import Selection


def brushed(event: Mapping[str, Any], periods: Iterable[date], unit: Unit, selection: Selection) -> Selection | None:
    """Narrow `selection` to the bars that a box or a click selected; None where nothing is selected.

    A bar is in the box where its middle is; `periods` are the first days of the bars there are. A click also narrows
    to the bar's rung. Undated signals are on no bar and drop out.
    """
    picked = event.get("selection") or {}
    if boxes := picked.get("box"):
        days = _in_box(boxes[0], periods, unit)
        rungs: tuple[Rung, ...] = ()
    else:
        bars = [tuple(point["customdata"][:3]) for point in picked.get("points", []) if point.get("customdata")]
        days = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last, _ in bars]
        rungs = tuple({rung for _, _, rung in bars})
    if not days:
        return None
    first, last = min(first for first, _ in days), max(last for _, last in days)
    return selection.with_(
        start=max(first, selection.start) if selection.start else first,
        end=min(last, selection.end) if selection.end else last,
        rungs=rungs or selection.rungs,
        include_undated=False,
    )


def _in_box(box: Mapping[str, Any], periods: Iterable[date], unit: Unit) -> list[tuple[date, date]]:
    low, high = sorted(_moment(edge) for edge in box["x"])
    spans = [span(period, unit) for period in set(periods)]
    return [days for days in spans if low <= middle(*days) <= high]


def _moment(edge: object) -> datetime:
    """Read an edge of a box: Plotly writes "2025-08-06 12:30:00.1234", "2025-08-06 12:30" or "2025-08-06"."""
    return datetime.fromisoformat(str(edge)[:19])
