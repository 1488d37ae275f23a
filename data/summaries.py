"""What a frame of signals adds up to: counts a period, and who stands where. Frames in, frames out."""

from __future__ import annotations

from collections import defaultdict
from itertools import starmap
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from data import frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.profile import Actor

Unit = Literal["day", "week", "month"]

_PERIOD = {"day": "D", "week": "W-SUN", "month": "M"}


def signals_by_period(signals: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """Count dated signals by period, rung and basis: a `frames.PERIODS` frame, periods without any left out.

    A week is named after its Monday. Rungs are never added up into one figure: each has its own rows.
    """
    dated = signals[signals["said_on"].notna()]
    counted = (
        pd.DataFrame(
            {
                "period": dated["said_on"].dt.to_period(_PERIOD[unit]).dt.start_time.astype("datetime64[s]"),
                "rung": dated["rung"],
                "position": dated["position"],
                "basis": dated["said_on_basis"].eq("published").map({True: "published", False: "said"}),
            }
        )
        .groupby(["period", "rung", "position", "basis"], as_index=False)
        .size()
        .rename(columns={"size": "count"})
        .sort_values(["period", "position", "basis"], ascending=[True, False, True])
    )
    return frames.typed(counted, frames.PERIODS)


def speakers(signals: pd.DataFrame, actors: Mapping[str, Actor]) -> pd.DataFrame:
    """Sum up each named speaker's signals: a `frames.SPEAKERS` frame, those with most articles first.

    A position is the last claim of a day: of the article published latest, furthest down in it. The position before it
    is that of the last earlier day with a claim; reprints of one day therefore change nothing. Background is no
    position of that day and counts only where there is nothing else.
    """
    spoken: dict[str, list[_Claim]] = defaultdict(list)
    for claim in _claims(signals):
        if claim.speaker is not None:
            spoken[claim.speaker].append(claim)
    rows = [_summary(name, claims, actors.get(name)) for name, claims in spoken.items()]
    rows.sort(key=lambda row: (-row["articles"], row["speaker"]))
    return frames.frame(rows, frames.SPEAKERS)


class _Claim(NamedTuple):
    speaker: str | None
    said_on: str | None
    published_on: str | None
    article: str
    start: int
    id: str
    rung: str
    position: int
    text: str
    background: bool
    outlet: str | None
    duplicate_group: str


def _claims(signals: pd.DataFrame) -> Iterator[_Claim]:
    """Take the frame apart into plain values: rows are few, and a frame for each speaker is slow."""
    columns = {name: signals[name].tolist() for name in _Claim._fields}
    for name in ("said_on", "published_on"):
        days = np.datetime_as_string(signals[name].to_numpy().astype("datetime64[D]"))
        columns[name] = [None if day == "NaT" else str(day) for day in days]
    for name in ("speaker", "outlet"):
        columns[name] = [value if isinstance(value, str) else None for value in columns[name]]
    return starmap(_Claim, zip(*columns.values(), strict=True))


def _summary(name: str, claims: list[_Claim], actor: Actor | None) -> dict[str, Any]:
    days = _positions(claims)
    last = days[-1] if days else None
    previous = days[-2] if len(days) > 1 else None
    return {
        "speaker": name,
        "side": (actor.side or actor.country) if actor else None,
        "kind": actor.kind if actor else None,
        **_position("last", last),
        "last_text": last.text if last else None,
        "last_signal": last.id if last else None,
        **_position("previous", previous),
        "change": _change(last, previous),
        "signals": len(claims),
        "articles": len({claim.article for claim in claims}),
        "independent_texts": len({claim.duplicate_group for claim in claims}),
        "outlets": len({claim.outlet for claim in claims} - {None}),
    }


def _positions(claims: list[_Claim]) -> list[_Claim]:
    """Return the claim that counts for each day, the days in order."""
    dated = [claim for claim in claims if claim.said_on is not None]
    held = [claim for claim in dated if not claim.background] or dated
    # Undated articles come first: of a known and an unknown day of publication, the known one is the later witness.
    held.sort(key=lambda claim: (claim.said_on, claim.published_on or "", claim.article, claim.start))
    return list({claim.said_on: claim for claim in held}.values())


def _position(which: str, claim: _Claim | None) -> dict[str, Any]:
    return {
        f"{which}_on": claim.said_on if claim else None,
        f"{which}_rung": claim.rung if claim else None,
        f"{which}_position": claim.position if claim else None,
    }


def _change(last: _Claim | None, previous: _Claim | None) -> str | None:
    if last is None:
        return None
    if previous is None:
        return "first"
    step = last.position - previous.position
    return "same" if step == 0 else "up" if step > 0 else "down"
