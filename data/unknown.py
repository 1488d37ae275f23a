"""Speakers whom no profile knows, and the log of who has named them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data import frames
from data.frames import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pandas as pd

    from data.store.naming import Naming

SEEN = tuple(
    column for column in frames.SIGNALS if column.name in ("speaker", "said_on", "article", "speaker_text", "text")
)
"""Columns of signals that the speakers are summed up from."""
UNKNOWN = (
    Column("speaker", "str", "name or words by which the articles call the speaker"),
    Column("signals", "int64", "signals of the speaker, background and headlines included"),
    Column("articles", "int64", "articles they stand in"),
    Column("last_on", "datetime64[s]", "day of the last dated one"),
    Column("named_as", "object", "words that name the speaker there"),
    Column("text", "str", "the last passage"),
)
NAMINGS = (
    Column("number", "int64", "number of the naming"),
    Column("at", "str", "ISO time (UTC) of the naming"),
    Column("by", "str", "name of who named the speaker"),
    Column("speaker", "str", "the speaker whom no profile knew"),
    Column("name", "str", "canonical name since then"),
    Column("kind", "str", "person or body"),
    Column("side", "str", "side that the speaker filter groups by"),
    Column("aliases", "object", "other names and spellings that mean the same"),
    Column("undone_by", "str", "name of who took it back"),
    Column("undone_at", "str", "ISO time (UTC) of that"),
)


def unknown(signals: pd.DataFrame, known: Collection[str]) -> pd.DataFrame:
    """Sum up the named speakers of a `SEEN` frame, by day, who are not `known`: `UNKNOWN`, most signals first."""
    theirs = signals[signals["speaker"].notna() & ~signals["speaker"].isin(list(known))]
    rows = [_row(str(name), held) for name, held in theirs.groupby("speaker", sort=True)]
    return frames.frame(sorted(rows, key=lambda row: (-row["signals"], row["speaker"])), UNKNOWN)


def listed(namings: Iterable[Naming]) -> pd.DataFrame:
    """Return the log of names given to speakers as a `NAMINGS` frame, in the order it comes in."""
    rows = [
        {
            **{name: getattr(one, name) for name in ("number", "at", "by", "speaker", "undone_by", "undone_at")},
            "name": one.actor.name, "kind": one.actor.kind, "side": one.actor.side, "aliases": one.actor.aliases,
        }
        for one in namings
    ]  # fmt: skip
    return frames.frame(rows, NAMINGS)


def _row(name: str, held: pd.DataFrame) -> dict[str, Any]:
    dated = held[held["said_on"].notna()]
    last = (dated if len(dated) else held).iloc[-1]  # signals come by day
    return {
        "speaker": name,
        "signals": len(held),
        "articles": held["article"].nunique(),
        "last_on": str(last["said_on"].date()) if len(dated) else None,
        "named_as": tuple(dict.fromkeys(held["speaker_text"].dropna())),
        "text": last["text"],
    }
