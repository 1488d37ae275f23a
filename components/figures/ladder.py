"""How the rungs look everywhere: name, colour, symbol. Colours run from dark red over grey to dark blue-green.

Measured for both palettes (Viénot 1999 simulation): contrast against the background at least 3:1, and every two rungs
apart for protanopes and deuteranopes (CIE76 difference of 6 or more). Colour never stands alone: charts order the
rungs by the ladder, below and above the axis, and dots point up or down.
"""

from __future__ import annotations

from data.models import LADDER, Rung

LABELS: dict[Rung, str] = {
    "HELD": "Held",
    "SCHEDULED": "Scheduled",
    "AGREED": "Agreed",
    "WILLING": "Willing",
    "CONDITIONAL": "Conditional",
    "PROPOSED": "Proposed",
    "NONCOMMITTAL": "Non-committal",
    "SCEPTICAL": "Sceptical",
    "POSTPONED": "Postponed",
    "NOT_PLANNED": "Not planned",
    "CANCELLED": "Cancelled",
    "REJECTED": "Rejected",
}

LIGHT: dict[Rung, str] = {
    "REJECTED": "#560a16",
    "CANCELLED": "#9c1a1c",
    "NOT_PLANNED": "#d23f22",
    "POSTPONED": "#e6711a",
    "SCEPTICAL": "#b58b4a",
    "NONCOMMITTAL": "#828890",
    "PROPOSED": "#5b94d1",
    "CONDITIONAL": "#2b74bd",
    "WILLING": "#1a97ad",
    "AGREED": "#0f7582",
    "SCHEDULED": "#0b6650",
    "HELD": "#06423f",
}

DARK: dict[Rung, str] = {
    "REJECTED": "#ffa7a1",
    "CANCELLED": "#fa7264",
    "NOT_PLANNED": "#e2552f",
    "POSTPONED": "#e08f2e",
    "SCEPTICAL": "#bb9a66",
    "NONCOMMITTAL": "#80858f",
    "PROPOSED": "#4f7fc9",
    "CONDITIONAL": "#3d97e0",
    "WILLING": "#29b6d6",
    "AGREED": "#38d0cc",
    "SCHEDULED": "#6be3c4",
    "HELD": "#bff7e4",
}

FROM_RED: tuple[Rung, ...] = tuple(sorted(LADDER, key=LADDER.__getitem__))
"""The rungs from REJECTED to HELD."""


def colours(*, dark: bool) -> dict[Rung, str]:
    return DARK if dark else LIGHT


def name(rung: Rung) -> str:
    """Name a rung with its place on the ladder: "Not planned (−3)"."""
    return f"{LABELS[rung]} ({place(LADDER[rung])})"


def place(position: int) -> str:
    """Write a place on the ladder: "+3", "0", "−3"."""
    return f"{position:+d}".replace("-", "−") if position else "0"


def symbol(rung: Rung, *, open_: bool = False) -> str:
    """Point up for a rung above 0, down for one below; open where the day is only the publication day."""
    position = LADDER[rung]
    shape = "triangle-up" if position > 0 else "triangle-down" if position < 0 else "diamond"
    return f"{shape}-open" if open_ else shape
