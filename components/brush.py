"""The timeline with its unit switch, the line that says what is selected in it, and the rows that this leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from components import cache, state
from components.figures.brushing import brushed
from components.figures.ladder import LABELS
from components.figures.style import CONFIG
from components.figures.timeline import UNITS, spell, unit_for, values

if TYPE_CHECKING:
    from datetime import date

    from components.figures.timeline import Unit
    from data.selection import Selection
    from data.totals import Totals

CHART = "timeline_chart"
UNDATED = "undated-only"


def timeline(selection: Selection, held: Totals) -> tuple[Selection, int, str]:
    """Draw the chart of the signals; return the filter that is left by it, how many it holds, and what else was picked.

    `held` is what `selection` adds up to. Where undated signals were picked, the number is that of these.
    """
    shown = selection
    if held.first and held.last:
        shown = _chart(selection, held.first, held.last) or selection
    if shown != selection:
        count = cache.totals(shown).signals
        _selected_line(shown, count)
        return shown, count, ""
    if held.undated and (part := _undated_line(held.undated, has_dated=bool(held.dated))):
        return selection, held.undated, part
    return selection, held.signals, ""


def _chart(selection: Selection, first: date, last: date) -> Selection | None:
    unit = _unit(first, last)
    periods = cache.periods(selection, unit)
    event = st.plotly_chart(
        cache.figure(values, periods, selection, unit, dark=state.dark()),
        key=state.generation(CHART),
        on_select="rerun",
        selection_mode=("points", "box"),
        config=CONFIG,
        alt=f"Signals by {unit} said: towards a meeting above the axis, away from it below",
    )
    return brushed(event, (period.date() for period in periods["period"]), unit, selection)


def _unit(first: date, last: date) -> Unit:
    fitting = unit_for(first, last)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption("Drag across the chart, or click a bar, to pick the signals below.", width="content")
        chosen = st.segmented_control(
            "Bars", ["auto", *UNITS], default="auto", key="unit", bind="query-params", required=True,
            label_visibility="collapsed", format_func=str,
        )  # fmt: skip
    return fitting if chosen not in UNITS else cast("Unit", chosen)


def _undated_line(count: int, *, has_dated: bool) -> str:
    """Say how many signals are on no bar, and let them be picked."""
    what = "1 signal has no date and stands" if count == 1 else f"{count:,} signals have no date and stand"
    only = st.toggle(
        f"{what} on no bar; show nothing else below",
        key="only_undated", disabled=not has_dated,
    )  # fmt: skip
    return UNDATED if only and has_dated else ""


def _selected_line(shown: Selection, count: int) -> None:
    days = spell(shown.start, shown.end) if shown.start and shown.end else ""
    rungs = f" · {', '.join(LABELS[rung] for rung in shown.rungs)}" if shown.rungs else ""
    with st.container(key="brushed"):
        st.button(
            f"Selection: {days}{rungs} · {count:,} {'signal' if count == 1 else 'signals'}",
            icon=":material/close:", icon_position="right", key="clear_brush", on_click=state.renew, args=(CHART,),
            help="Clear the selection", type="primary",
        )  # fmt: skip
