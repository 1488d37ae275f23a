"""The timeline with its unit switch, the line that says what is selected in it, and the rows that this leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from components import cache, state
from components.figures.brushing import brushed
from components.figures.ladder import LABELS
from components.figures.style import CONFIG
from components.figures.timeline import UNITS, spell, unit_for
from components.figures.timeline import timeline as draw
from data.summaries import signals_by_period

if TYPE_CHECKING:
    import pandas as pd

    from components.figures.timeline import Unit
    from data.selection import Selection

CHART = "timeline_chart"
UNDATED = "undated-only"


def timeline(selection: Selection, rows: pd.DataFrame) -> tuple[Selection, pd.DataFrame, str]:
    """Draw the chart of `rows`; return the filter and the rows that are left by it, and what else was picked."""
    dated = rows[rows["said_on"].notna()]
    undated = rows[rows["said_on"].isna()]
    shown, part = selection, ""
    if len(dated):
        shown = _chart(selection, dated) or selection
    if len(undated) and shown == selection:
        part = _undated_line(len(undated), has_dated=bool(len(dated)))
    if part:
        return selection, undated, part
    if shown == selection:
        return selection, rows, ""
    held = cache.signals(shown)
    _selected_line(shown, len(held))
    return shown, held, ""


def _chart(selection: Selection, dated: pd.DataFrame) -> Selection | None:
    unit = _unit(dated)
    periods = signals_by_period(dated, unit)
    event = st.plotly_chart(
        draw(periods, unit, dark=state.dark()),
        key=state.generation(CHART),
        on_select="rerun",
        selection_mode=("points", "box"),
        config=CONFIG,
        alt=f"Signals by {unit} said: towards a meeting above the axis, away from it below",
    )
    return brushed(event, [period.date() for period in periods["period"]], unit, selection)


def _unit(dated: pd.DataFrame) -> Unit:
    fitting = unit_for(dated["said_on"].min().date(), dated["said_on"].max().date())
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
