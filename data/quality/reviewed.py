"""What reviews say of the rules: how many signals were right as they were found, and which fields were put right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from data import frames
from data.frames import Column
from data.models import LADDER
from data.quality.scores import By, wilson
from data.selection import FORMS, NOBODY
from data.store.overlay import REVIEWED

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from data.store.reviews import Review

RATES = (
    Column("by", "str", "what the signals are told apart by: all, rung, form or speaker, as they were found"),
    Column("group", "str", "the rung, form or speaker; (none) is the outlet's own voice"),
    Column("reviewed", "int64", "signals with a review that is not undone, the newest one of each"),
    Column("accepted", "int64", "of these, right as they were found"),
    Column("corrected", "int64", "of these, signals with a field put right"),
    Column("rejected", "int64", "of these, no signals"),
    Column("precision", "float64", "accepted of reviewed"),
    Column("precision_low", "float64", "lower end of its 95 % interval (Wilson)"),
    Column("precision_high", "float64", "upper end"),
)
FIELDS = (
    Column("field", "str", "field of a signal"),
    Column("reviewed", "int64", "signals that were accepted or corrected"),
    Column("corrected", "int64", "of these, those whose field was put right"),
    Column("share", "float64", "corrected of reviewed"),
    Column("share_low", "float64", "lower end of its 95 % interval (Wilson)"),
    Column("share_high", "float64", "upper end"),
)
REVIEWS = (
    Column("number", "int64", "number of the review"),
    Column("at", "str", "ISO time (UTC) of the review"),
    Column("by", "str", "name of who reviewed"),
    Column("verdict", "str", "accepted, corrected or rejected"),
    Column(
        "status", "str",
        "holds; superseded: a newer one holds; waiting: its passage is not read as a signal now; undone",
    ),
    Column("rung", "str", "rung as it was found"),
    Column("speaker", "str", "speaker as found; empty where the outlet says it in its own voice"),
    Column("text", "str", "the passage"),
    Column("changes", "object", "fields that were put right: as found → as corrected"),
    Column("article", "str", "id of the article"),
    Column("signal", "str", "id of the signal that it holds for"),
    Column("undone_by", "str", "name of who took it back"),
    Column("undone_at", "str", "ISO time (UTC) of that"),
)  # fmt: skip
COUNTED = ("holds", "waiting")
"""Reviews that count: the newest of each signal that is not undone, whether its passage is still read or not."""


def reviewed(reviews: Iterable[Review], by: By) -> pd.DataFrame:
    """Count verdicts as a `RATES` frame, one row a rung, form or speaker as found, those with most reviews first."""
    counted: dict[str, Counter[str]] = {}
    for review in reviews:
        if review.status in COUNTED:
            name = "all" if by == "all" else review.found[by] or NOBODY
            counted.setdefault(name, Counter())[review.verdict] += 1
    known: dict[str, list[str]] = {"rung": list(LADDER), "form": list(FORMS)}
    order = known.get(by) or sorted(counted, key=lambda name: (-counted[name].total(), name))
    return frames.frame([_rates(by, name, counted[name]) for name in order if name in counted], RATES)


def reviewed_fields(reviews: Iterable[Review]) -> pd.DataFrame:
    """Count how often each field was put right as a `FIELDS` frame, the most often corrected first."""
    judged = [review for review in reviews if review.status in COUNTED and review.verdict != "rejected"]
    fields = [name for name in REVIEWED if name != "said_on_basis"]
    rows = [_field(name, sum(name in review.corrected for review in judged), len(judged)) for name in fields]
    return frames.frame(sorted(rows, key=lambda row: -row["corrected"]), FIELDS)


def listed(reviews: Iterable[Review]) -> pd.DataFrame:
    """Return reviews as a `REVIEWS` frame, in the order they come in."""
    return frames.frame([_line(review) for review in reviews], REVIEWS)


def _line(review: Review) -> dict[str, Any]:
    held = {name: getattr(review, name) for name in ("number", "at", "by", "verdict", "status", "text", "article")}
    held |= {name: getattr(review, name) for name in ("signal", "undone_by", "undone_at")}
    changes = tuple(f"{name}: {_cell(review.found[name])} → {_cell(value)}" for name, value in review.corrected.items())
    return {**held, "rung": review.found["rung"], "speaker": review.found["speaker"], "changes": changes}


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


def _rates(by: By, name: str, counts: Counter[str]) -> dict[str, Any]:
    of = counts.total()
    low, high = wilson(counts["accepted"], of)
    return {
        "by": by, "group": name, "reviewed": of,
        **{verdict: counts[verdict] for verdict in ("accepted", "corrected", "rejected")},
        "precision": counts["accepted"] / of, "precision_low": low, "precision_high": high,
    }  # fmt: skip


def _field(name: str, corrected: int, of: int) -> dict[str, Any]:
    low, high = wilson(corrected, of)
    share = corrected / of if of else float("nan")
    return {"field": name, "reviewed": of, "corrected": corrected, "share": share, "share_low": low, "share_high": high}
