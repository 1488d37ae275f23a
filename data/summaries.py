"""What a frame of signals adds up to: counts a period, and who stands where. Frames in, frames out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from data import frames

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    named = signals[signals["speaker"].notna()]
    rows = [_summary(str(name), held, actors.get(str(name))) for name, held in named.groupby("speaker")]
    rows.sort(key=lambda row: (-row["articles"], row["speaker"]))
    return frames.frame(rows, frames.SPEAKERS)


def _summary(name: str, signals: pd.DataFrame, actor: Actor | None) -> dict[str, Any]:
    days = _positions(signals)
    last = days[-1] if days else None
    previous = days[-2] if len(days) > 1 else None
    return {
        "speaker": name,
        "side": (actor.side or actor.country) if actor else None,
        "kind": actor.kind if actor else None,
        **_position("last", last),
        "last_text": last["text"] if last else None,
        "last_signal": last["id"] if last else None,
        **_position("previous", previous),
        "change": _change(last, previous),
        "signals": len(signals),
        "articles": signals["article"].nunique(),
        "independent_texts": signals["duplicate_group"].nunique(),
        "outlets": signals["outlet"].nunique(),
    }


def _positions(signals: pd.DataFrame) -> list[dict[str, Any]]:
    dated = signals[signals["said_on"].notna()]
    claims = dated[~dated["background"]]
    held = claims if len(claims) else dated
    # Undated articles come first: of a known and an unknown day of publication, the known one is the later witness.
    ordered = held.sort_values(["said_on", "published_on", "article", "start"], na_position="first", kind="stable")
    last = ordered.groupby("said_on", sort=True).tail(1)
    return [{str(name): value for name, value in row.items()} for row in last.to_dict("records")]


def _position(which: str, row: dict[str, Any] | None) -> dict[str, Any]:
    return {
        f"{which}_on": row["said_on"].date().isoformat() if row else None,
        f"{which}_rung": row["rung"] if row else None,
        f"{which}_position": row["position"] if row else None,
    }


def _change(last: dict[str, Any] | None, previous: dict[str, Any] | None) -> str | None:
    if last is None:
        return None
    if previous is None:
        return "first"
    step = last["position"] - previous["position"]
    return "same" if step == 0 else "up" if step > 0 else "down"
