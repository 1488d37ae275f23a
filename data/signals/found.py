"""A claim with everything that was read with it, before it becomes a signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from data.signals.attribution import Voice
    from data.signals.contact import Evidence
    from data.signals.ladder import Claim
    from data.signals.segments import Segment
    from data.signals.topic import Topic


class Found(NamedTuple):
    """One claim: its span in the body, what it says, who says it, and the contact and words it was read from."""

    start: int
    end: int
    claim: Claim
    voice: Voice
    topic: Topic
    segment: Segment
    evidence: Evidence
    condition: str | None
