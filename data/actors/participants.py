"""Which principals a stretch of text is about."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from data.actors.index import index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Mention, Span
    from data.profile.models import Profile

_FADE = 600.0  # characters after which a pair named together counts e times less
_NEAR = 250  # characters within which two mentions count as named together


def principals(mentions: Sequence[Mention], span: Span, profile: Profile) -> tuple[str, ...]:
    """Return the canonical principals mentioned in `span`, each once, in order of their first mention."""
    leaders = _leaders(profile)
    inside = (one.actor for one in mentions if span[0] <= one.start and one.end <= span[1])
    return tuple(dict.fromkeys(actor for actor in inside if actor in leaders))


def group_members(
    mentions: Sequence[Mention], span: Span, profile: Profile, size: int = 2, without: str | None = None
) -> tuple[str, ...]:
    """Return the `size` principals whom "die beiden" or "the two leaders" in `span` means, sorted.

    Fewer where fewer are named. They are those whom the text up to the end of the span named beside each other last
    and most often. `without` is nobody of the group: who speaks of "the two" as of others.
    """
    leaders = _leaders(profile) - {without}
    said = [one for one in mentions if one.end <= span[1] and one.actor in leaders]
    weight: dict[tuple[str, str], float] = {}
    single: dict[str, float] = {}
    for number, one in enumerate(said):
        faded = math.exp(-max(0, span[0] - one.end) / _FADE)
        single[str(one.actor)] = single.get(str(one.actor), 0) + faded
        other = next((two for two in reversed(said[:number]) if two.actor != one.actor), None)
        if other and one.start - other.end <= _NEAR:
            pair = (min(str(one.actor), str(other.actor)), max(str(one.actor), str(other.actor)))
            weight[pair] = weight.get(pair, 0) + faded * (1 - (one.start - other.end) / (2 * _NEAR))
    chosen = list(max(weight.items(), key=lambda item: item[1])[0]) if weight else []
    rest = sorted((actor for actor in single if actor not in chosen), key=lambda actor: -single[actor])
    return tuple(sorted((chosen + rest)[:size]))


def principal_of(actor: str | None, profile: Profile) -> str | None:
    """Return the principal in office whom `actor` belongs to: of the Kremlin and its spokesman, the president.

    The first principal of the same country who is not a former one; `actor` itself where it is a principal.
    """
    look = index(profile, "de")
    if actor is None or actor not in look.actors:
        return None
    if look.actors[actor].principal:
        return actor
    country = look.country[actor]
    return next(iter(look.principals(country)), None) if country else None


def _leaders(profile: Profile) -> frozenset[str]:
    return frozenset(actor.name for actor in profile.actors if actor.principal)
