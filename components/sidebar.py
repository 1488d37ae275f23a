"""The filters. The entrypoint draws them, so that they survive page switches; each is bound to one query parameter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from components import state
from components.passages import literal
from data.models import LADDER
from data.selection import FORMS, LONGEST_TEXT, Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.query import Choices, SpeakerChoice

BOUND = "query-params"
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MOST_UNKNOWN = 30
"""Speakers that no profile knows, listed by name in the overview; the search field finds the others."""
DEFAULTS = {
    "text": "", "from": None, "to": None, "speaker": [], "outlet": [], "rung": [], "form": [],
    "undated": True, "background": False, "headlines": False, "rejected": False, "preset": None,
}  # fmt: skip


def draw(choices: Choices) -> Selection:
    """Draw the filters and return what they say."""
    with st.sidebar:
        text = st.text_input(
            "Search passages", key="text", bind=BOUND, type="search", max_chars=LONGEST_TEXT, icon=":material/search:",
            placeholder="Any part of a word",
        )  # fmt: skip
        start, end = _days(choices)
        names = [choice.name for choice in choices.speakers]
        speakers = st.multiselect(
            "Speakers", _with_linked(names, "speaker"), key="speaker", bind=BOUND, placeholder="Everyone"
        )
        _by_side(choices.speakers)
        outlets = st.multiselect(
            "Outlets", _with_linked([name for name, _ in choices.outlets], "outlet"), key="outlet", bind=BOUND,
            placeholder="All outlets",
        )  # fmt: skip
        rungs = st.multiselect("Rungs", list(LADDER), key="rung", bind=BOUND, placeholder="The whole ladder")
        forms = st.multiselect("Forms", list(FORMS), key="form", bind=BOUND, placeholder="All forms")
        undated = st.toggle(
            "Include undated", value=True, key="undated", bind=BOUND,
            help="Signals without a day, whatever the range",
        )  # fmt: skip
        background = st.toggle(
            "Include background", key="background", bind=BOUND,
            help="Earlier statements and meetings that an article recalls as context",
        )  # fmt: skip
        headlines = st.toggle(
            "Include headlines", key="headlines", bind=BOUND, help="Headlines count as texts of their own"
        )
        rejected = st.toggle(
            "Include rejected", key="rejected", bind=BOUND, help="Signals that an analyst's review has rejected"
        )
        selection = Selection(
            start=min(start, end) if start and end else start,
            end=max(start, end) if start and end else end,
            speakers=tuple(speakers),
            outlets=tuple(outlets),
            rungs=tuple(rungs),
            forms=tuple(forms),
            text=text or "",
            include_undated=undated,
            include_background=background,
            include_headlines=headlines,
            include_rejected=rejected,
        )
        st.button(
            "Reset filters", key="reset", on_click=reset, icon=":material/restart_alt:", width="stretch",
            disabled=selection == Selection(),
        )  # fmt: skip
    return selection


def reset() -> None:
    """Put every filter back to its default; for callbacks."""
    state.choose(DEFAULTS)


def _days(choices: Choices) -> tuple[date | None, date | None]:
    presets = _presets(choices.first, choices.last)
    above = st.container()
    bounds = {"value": None, "min_value": EARLIEST, "max_value": LATEST, "format": "YYYY-MM-DD", "bind": BOUND}
    start = st.date_input("From", key="from", **bounds)
    end = st.date_input("To", key="to", **bounds)
    if start and end and start > end:
        st.caption("Read as the days between the two.")
    # Drawn last, because only now is known which range a link has set.
    state.choose({"preset": next((name for name, days in presets.items() if days == (start, end)), None)})
    above.pills(
        "Said", list(presets), key="preset", on_change=_apply_preset, args=(presets,),
        help="“7 days” and “30 days” end with the last day that the data knows",
    )  # fmt: skip
    return start, end


def _presets(first: date | None, last: date | None) -> dict[str, tuple[date | None, date | None]]:
    """Name ranges that end with the data, not with today: a collection is often older than its reader."""
    presets: dict[str, tuple[date | None, date | None]] = {"All": (None, None)}
    if first and last:
        presets["7 days"] = (last - timedelta(days=6), last)
        presets["30 days"] = (last - timedelta(days=29), last)
        years = range(max(first.year, last.year - 1), last.year + 1)
        presets |= {str(year): (date(year, 1, 1), date(year, 12, 31)) for year in years}
    return presets


def _apply_preset(presets: dict[str, tuple[date | None, date | None]]) -> None:
    start, end = presets.get(state.chosen("preset"), (None, None))
    state.choose({"from": start, "to": end})


def _with_linked(names: list[str], param: str) -> list[str]:
    """Keep names from the address that the data does not know: dropping one would silently widen the view."""
    return names + [name for name in state.linked(param) if name and name not in names]


def _by_side(speakers: Sequence[SpeakerChoice]) -> None:
    """Offer all speakers with their counts, side by side; what is clicked stands in the multiselect above."""
    sides: dict[str, list[SpeakerChoice]] = {}
    for choice in speakers:
        sides.setdefault(choice.side or "Not in the profile", []).append(choice)
    popover = st.popover(
        "Speakers by side", icon=":material/groups:", width="stretch", disabled=not speakers, key="by_side",
        on_change="rerun",
    )  # fmt: skip
    if not popover.open:  # dozens of buttons: drawn when they are asked for
        return
    with popover:
        st.caption("Numbers are signals, background left out.")
        for number, (side, members) in enumerate(sides.items()):
            listed = members if members[0].side else members[:MOST_UNKNOWN]
            names = [choice.name for choice in listed]
            labels = {c.name: f"{literal(c.name, 40)} · {c.signals}" for c in listed}
            key = f"side_{number}"
            state.choose({key: [name for name in names if name in (state.chosen("speaker") or [])]})
            st.pills(
                literal(side), names, key=key, selection_mode="multi", format_func=labels.__getitem__,
                on_change=_apply_side, args=(key, tuple(names)),
            )  # fmt: skip
            if len(listed) < len(members):
                st.caption(f"{len(members) - len(listed)} more by name in the field above")


def _apply_side(key: str, names: tuple[str, ...]) -> None:
    others = [name for name in state.chosen("speaker") or [] if name not in names]
    state.choose({"speaker": others + list(state.chosen(key) or [])})
