"""One pair of texts: copy, partial reuse or nothing, and the receipt that says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from data.merging.aligning import align, shared_passages, words_of
from data.merging.veto import conflicts
from data.models import Decision

if TYPE_CHECKING:
    from data.merging.settings import Settings
    from data.merging.veto import Conflict
    from data.models import Passage, Relation


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two texts have in common, as shares of the shorter, of the longer, and of the numbers (None: too few)."""

    containment: float
    share: float
    digits: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Two bodies laid beside each other: what they share word for word, and where that contradicts itself."""

    evidence: Evidence
    similarity: float  # rapidfuzz token_set_ratio, 0 to 1
    passages: tuple[Passage, ...]
    conflicts: tuple[Conflict, ...]
    edits: int


def read_pair(a: str, b: str) -> Reading:
    """Lay two bodies beside each other, word for word."""
    in_a, in_b = words_of(a), words_of(b)
    alignment = align(in_a, in_b)
    shorter, longer = sorted((len(in_a.folded), len(in_b.folded)))
    equal = min(alignment.equal, shorter)
    return Reading(
        Evidence(equal / shorter if shorter else 0.0, equal / longer if longer else 0.0),
        fuzz.token_set_ratio(" ".join(in_a.folded), " ".join(in_b.folded)) / 100,
        shared_passages(alignment, in_a, in_b),
        conflicts(alignment, in_a, in_b),
        len(alignment.edits),
    )


def numbers_differ(evidence: Evidence, settings: Settings) -> bool:
    """Tell whether the words agree and the figures do not, as in weather, shares and football."""
    return evidence.digits is not None and evidence.digits < settings.digit_share * evidence.containment


def is_copy(evidence: Evidence, settings: Settings) -> bool:
    """Containment decides; the share gate keeps round-ups out; other figures in the same words are no copy."""
    return (
        evidence.containment >= settings.copy_containment
        and evidence.share >= settings.copy_share
        and not numbers_differ(evidence, settings)
    )


def is_stopped(reading: Reading, settings: Settings) -> bool:
    """Tell whether the shared passages contradict each other; among many chance edits a single one is noise."""
    return bool(reading.conflicts) and len(reading.conflicts) >= settings.conflict_share * reading.edits


def identical(a: str, b: str, words: int) -> Decision:
    """Return the decision on two articles with one and the same body."""
    reason = f"identical text of {words} words" if words else "identical text"
    return Decision(a, b, 1.0, 1.0, "duplicate", reason, features=(("containment", 1.0), ("share", 1.0)))


def decide(
    a: str, b: str, evidence: Evidence, relation: Relation, settings: Settings, reading: Reading | None
) -> Decision:
    """Return the decision on two articles with its reason; `reading` adds passages, conflicts and similarity."""
    stopped = reading is not None and is_stopped(reading, settings)
    features = [("containment", evidence.containment), ("share", evidence.share)]
    if evidence.digits is not None:
        features.append(("numbers_in_common", evidence.digits))
    if reading is not None:
        features += [("similarity", reading.similarity), ("edits", float(reading.edits))]
    return Decision(
        a,
        b,
        round(evidence.containment, 4),
        round(evidence.containment, 4),
        relation,
        _reason(evidence, relation, settings, reading if stopped else None),
        shared=reading.passages if reading else (),
        conflicts=reading.conflicts if reading else (),
        features=tuple((name, round(value, 4)) for name, value in features),
    )


def _reason(evidence: Evidence, relation: Relation, settings: Settings, stopped: Reading | None) -> str:
    amount = f"{evidence.containment:.0%} of the shorter text stand in the longer, {evidence.share:.0%} of the longer"
    if relation == "duplicate":
        return f"copy: {amount}"
    if stopped is not None:
        a, b = stopped.conflicts[0]
        return f"not merged, the same sentence says something else (“{a or '–'}” / “{b or '–'}”): {amount}"
    if numbers_differ(evidence, settings):
        return f"not merged, same wording with other numbers: {amount}"
    if evidence.containment >= settings.copy_containment:
        return f"not merged, only a small part of a longer text: {amount}"
    return f"partial reuse: {amount}"
