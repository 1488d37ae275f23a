"""What speaks for and against two articles being one text, as a frame; and in a word what they are to each other."""

from __future__ import annotations

from math import ceil, inf
from typing import TYPE_CHECKING, Literal

from data import frames
from data.merging.judging import contradict
from data.merging.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Decision, Passage
    from data.relations import Receipt

Standing = Literal["copy", "stopped", "kept_apart", "review", "reuse", "event", "apart"]

STANDINGS: dict[Standing, str] = {
    "copy": "Copies: one text",
    "stopped": "Not merged: the same passages say something else",
    "kept_apart": "To review: enough in common for a copy, but kept apart",
    "review": "To review: much in common, but not enough for a copy",
    "reuse": "Partial reuse: shared passages, two texts",
    "event": "Same event in own words",
    "apart": "Two texts",
}
"""What two articles can be to each other, in words."""


def evidence(receipt: Receipt, settings: Settings = DEFAULT) -> pd.DataFrame:
    """Return each feature of a pair with what it counts for and the threshold it meets: a `frames.EVIDENCE` frame.

    `containment` and `share` are those that were decided on; a decision by hand or none leaves what the words say.
    The sum stands twice, once for each of its thresholds.
    """
    features = dict(_decided_on(receipt).features)
    contained, share = features.get("containment", 0.0), features.get("share", 0.0)
    total = contained + settings.share_weight * share
    edits = _edits(receipt)
    least = max(1, ceil(settings.conflict_share * edits)) if edits is not None else inf
    counted = len(conflicts(receipt))
    rows = [
        ("containment", contained, contained, "copy_containment", settings.copy_containment,
         "share of the shorter text that stands in the longer, in runs of four words"),
        ("share", share, settings.share_weight * share, f"share_weight × {settings.share_weight}", None,
         "share of the longer text that stands in the shorter"),
        ("sum", total, None, "review_score", settings.review_score, "from here on a person may want to look"),
        ("sum", total, None, "copy_score", settings.copy_score, "from here on two texts are copies"),
        ("conflicts", float(counted), None, "conflict_share", None if least == inf else float(least),
         f"places where the same sentence says something else; {settings.conflict_share:.0%} of the small edits stop"),
        ("edits", None if edits is None else float(edits), None, None, None, "small edits in the shared passages"),
    ]  # fmt: skip
    names = ("feature", "value", "counts", "threshold", "limit", "meaning")
    held = [dict(zip(names, row, strict=True)) for row in rows]
    return frames.frame(({**row, "reached": _reached(row["value"], row["limit"])} for row in held), frames.EVIDENCE)


def conflicts(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """Return the words of a and of b that contradict each other in the passages both have."""
    return (receipt.decision.conflicts if receipt.decision else ()) or receipt.measured.conflicts


def shared(receipt: Receipt) -> tuple[Passage, ...]:
    """Return the passages that both have."""
    return (receipt.decision.shared if receipt.decision else ()) or receipt.measured.shared


def is_stopped(receipt: Receipt, settings: Settings = DEFAULT) -> bool:
    """Tell whether what the texts say against each other is enough to stop a merge, whoever has decided."""
    edits = _edits(receipt)
    return edits is not None and contradict(len(conflicts(receipt)), edits, settings)


def standing(receipt: Receipt, settings: Settings = DEFAULT) -> Standing:
    """Return what two articles are to each other now."""
    if receipt.same_text:
        return "copy"
    if receipt.standing is None and is_stopped(receipt, settings):
        return "stopped"
    decided = _decided_on(receipt)
    features = dict(decided.features)
    total = features.get("containment", 0.0) + settings.share_weight * features.get("share", 0.0)
    if receipt.standing is None and (decided.decision == "review" or total >= settings.review_score):
        enough = total >= settings.copy_score and features.get("containment", 0.0) >= settings.copy_containment
        return "kept_apart" if enough else "review"
    if receipt.decision is not None and receipt.standing is None:
        return "reuse"
    if features.get("containment", 0.0) >= settings.slight_containment:
        return "reuse"
    return "event" if receipt.same_story else "apart"


def _decided_on(receipt: Receipt) -> Decision:
    return receipt.decision if receipt.decision and receipt.decision.features else receipt.measured


def _edits(receipt: Receipt) -> float | None:
    held = dict(receipt.measured.features) | dict(receipt.decision.features if receipt.decision else ())
    return held.get("edits")


def _reached(value: object, limit: object) -> str | None:
    if not isinstance(value, float) or not isinstance(limit, float):
        return None
    return "yes" if value >= limit else "no"
