"""One pair of texts: copy, partial reuse or nothing, and the receipt that says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from data.merging.aligning import Words, align, shared_passages
from data.merging.veto import conflicts
from data.models import Decision, Passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.merging.settings import Settings
    from data.merging.veto import Conflict
    from data.models import Relation


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two texts have in common: share of the shorter found in the longer, share of the longer in the shorter."""

    containment: float
    share: float

    def score(self, settings: Settings) -> float:
        """Return how much speaks for a copy; containment weighs more than how much of the longer text it is."""
        return self.containment + settings.share_weight * self.share

    def is_copy(self, settings: Settings) -> bool:
        """Tell whether this is enough for a copy."""
        return self.containment >= settings.copy_containment and self.score(settings) >= settings.copy_score

    def is_open(self, settings: Settings) -> bool:
        """Tell whether this is too much for other texts, and too little for a copy; the words decide (`are_alike`)."""
        return (
            self.containment >= settings.copy_containment
            and settings.review_score <= self.score(settings) < settings.copy_score
        )

    def relation(self, settings: Settings, *, stopped: bool) -> Relation:
        """Return what two texts that share words without being copies are to each other."""
        return "review" if stopped or self.score(settings) >= settings.review_score else "separate"


@dataclass(frozen=True, slots=True)
class Reading:
    """Two bodies beside each other: what they share word for word, and where that says something else."""

    evidence: Evidence
    conflicts: tuple[Conflict, ...]
    edits: int
    words: int  # of the shorter text
    passages: Callable[[], tuple[Passage, ...]]


def read_pair(a: str, b: str) -> Reading:
    """Lay two bodies beside each other, word for word; the shorter is looked for in the longer, whichever is first."""
    in_a, in_b = Words(a), Words(b)
    swap = (len(in_a.folded), a) > (len(in_b.folded), b)
    shorter, longer = (in_b, in_a) if swap else (in_a, in_b)
    alignment = align(shorter, longer)
    sizes = len(shorter.folded), len(longer.folded)
    found = conflicts(alignment, shorter, longer)
    return Reading(
        Evidence(alignment.equal / max(sizes[0], 1), alignment.equal / max(sizes[1], 1)),
        tuple((there, here) for here, there in found) if swap else found,
        len(alignment.edits),
        sizes[0],
        lambda: _swapped(shared_passages(alignment, shorter, longer), swap=swap),
    )


def _swapped(passages: tuple[Passage, ...], *, swap: bool) -> tuple[Passage, ...]:
    return tuple(Passage(passage.b, passage.a) for passage in passages) if swap else passages


def are_alike(a: str, b: str, settings: Settings) -> bool:
    """Tell whether two texts that share some passages have so many words in common, in any order, as copies have."""
    one, other = (" ".join(Words(body).folded) for body in (a, b))
    return fuzz.token_set_ratio(one, other, score_cutoff=100 * settings.alike) > 0


def is_stopped(reading: Reading, settings: Settings) -> bool:
    """Tell whether the shared passages contradict each other; among many chance edits a single one is noise."""
    return contradict(len(reading.conflicts), reading.edits, settings)


def contradict(conflicts: int, edits: float, settings: Settings) -> bool:
    """Tell whether so many conflicts among so many small edits stop a merge."""
    return conflicts > 0 and conflicts >= settings.conflict_share * edits


def identical(a: str, b: str, words: int) -> Decision:
    """Return the decision on two articles with one and the same body."""
    reason = f"copy: identical text of {words} words"
    return Decision(a, b, 1.0, 1.0, "duplicate", reason, features=(("containment", 1.0), ("share", 1.0)))


def decide(
    ids: tuple[str, str],
    evidence: Evidence,
    relation: Relation,
    settings: Settings,
    *,
    reading: Reading | None,
    stopped: bool,
) -> Decision:
    """Return the decision on two articles with its reason; `reading` adds passages, conflicts and similarity."""
    features = [("containment", evidence.containment), ("share", evidence.share)]
    if reading is not None:
        features.append(("edits", float(reading.edits)))
    return Decision(
        *ids,
        round(min(1.0, evidence.score(settings) / (1 + settings.share_weight)), 4),
        round(evidence.containment, 4),
        relation,
        _reason(evidence, relation, reading, stopped=stopped),
        shared=reading.passages() if reading else (),
        conflicts=reading.conflicts if reading else (),
        features=tuple((name, round(value, 4)) for name, value in features),
    )


def _reason(evidence: Evidence, relation: Relation, reading: Reading | None, *, stopped: bool) -> str:
    amount = f"{evidence.containment:.0%} of the shorter text stand in the longer, {evidence.share:.0%} of the longer"
    if relation == "duplicate":
        return f"copy: {amount}"
    if stopped and (reading is None or not reading.conflicts):
        return f"not merged, other numbers in the same words, as in texts filled from a template: {amount}"
    if stopped and reading is not None:
        a, b = reading.conflicts[0]
        return f"not merged, the same sentence says something else (“{a or '–'}” / “{b or '–'}”): {amount}"
    return f"partial reuse: {amount}"
