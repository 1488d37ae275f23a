"""Precision, recall and F1 of labelled against found signals, with intervals that say how little a small count says."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal

from data import frames
from data.frames import Column
from data.models import LADDER
from data.selection import FORMS, NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from data.quality.measuring import Judged

By = Literal["all", "rung", "form", "speaker"]
Counts = dict[str, Counter[str]]
Z = 1.959964
"""Standard deviations of a normal distribution that hold 95 %."""
ENOUGH = 3
"""Labelled or found signals from which a speaker has a line of their own."""
FOUND, FULL = "passage found", "with speaker and rung"
OTHERS = "(others)"

SCORES = (
    Column("by", "str", "what the signals are told apart by: all, rung, form or speaker"),
    Column("group", "str", "the rung, form or speaker; (none) is the outlet's own voice, (others) fewer than 3 each"),
    Column("labelled", "int64", "signals that the labels have"),
    Column("found", "int64", "signals that the rules found"),
    Column("right", "int64", "found signals that are labelled so: same passage, and same rung, form or speaker"),
    Column("precision", "float64", "right of found; empty where nothing was found"),
    Column("precision_low", "float64", "lower end of its 95 % interval (Wilson)"),
    Column("precision_high", "float64", "upper end"),
    Column("recall", "float64", "right of labelled; empty where nothing is labelled"),
    Column("recall_low", "float64", "lower end of its 95 % interval (Wilson)"),
    Column("recall_high", "float64", "upper end"),
    Column("f1", "float64", "harmonic mean of precision and recall"),
)


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share `right`/`of` (Wilson 1927); (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def scores(judged: Iterable[Judged], by: By) -> pd.DataFrame:
    """Count labelled, found and right signals as a `SCORES` frame, one row a rung, form or speaker.

    `all` has two rows: the passage alone, and the passage with its speaker and rung. A signal found on another rung
    than labelled is one missed there and one wrong here.
    """
    rows = list(judged)
    if by == "all":
        whole = _counted(rows, lambda _: FOUND)
        full = _counted(rows, lambda _: FULL, right=("speaker", "rung"))
        return frames.frame([*_scored("all", whole, [FOUND]), *_scored("all", full, [FULL])], SCORES)
    counted = _counted(rows, lambda row: row[by] or NOBODY, right=(by,))
    if by == "speaker":
        counted = _with_others(counted)
    return frames.frame(_scored(by, counted, _order(by, counted)), SCORES)


def _counted(rows: Iterable[Judged], name: Callable[[dict[str, Any]], str], right: tuple[str, ...] = ()) -> Counts:
    counted: Counts = {}
    for row in rows:
        for side, signal in (("labelled", row.labelled), ("found", row.found)):
            if signal is not None:
                counted.setdefault(name(signal), Counter())[side] += 1
        both = row.labelled is not None and row.found is not None
        if both and all(row.labelled[field] == row.found[field] for field in right):  # type: ignore[index]
            counted[name(row.found)]["right"] += 1  # type: ignore[arg-type]
    return counted


def _with_others(counted: Counts) -> Counts:
    """Sum up the speakers of whom there is too little to say."""
    kept: Counts = {}
    for name, counts in counted.items():
        enough = max(counts["labelled"], counts["found"]) >= ENOUGH
        kept.setdefault(name if enough else OTHERS, Counter()).update(counts)
    return kept


def _order(by: By, counted: Counts) -> list[str]:
    if by == "speaker":
        return sorted(counted, key=lambda name: (name == OTHERS, -counted[name]["labelled"], name))
    known = LADDER if by == "rung" else FORMS
    return [name for name in known if name in counted]


def _scored(by: By, counted: Counts, order: list[str]) -> list[dict[str, Any]]:
    return [_row(by, name, counted.get(name, Counter())) for name in order]


def _row(by: By, name: str, counts: Counter[str]) -> dict[str, Any]:
    labelled, found, right = counts["labelled"], counts["found"], counts["right"]
    precision = right / found if found else float("nan")
    recall = right / labelled if labelled else float("nan")
    low, high = wilson(right, found)
    lowest, highest = wilson(right, labelled)
    return {
        "by": by, "group": name, "labelled": labelled, "found": found, "right": right,
        "precision": precision, "precision_low": low, "precision_high": high,
        "recall": recall, "recall_low": lowest, "recall_high": highest,
        "f1": 2 * right / (labelled + found) if labelled + found else float("nan"),
    }  # fmt: skip
