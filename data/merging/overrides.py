"""Decisions by hand: two articles are copies, or are not, whatever the texts say. They outlive every new analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.models import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.merging.texts import Text

Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Override:
    """One decision by hand on two articles, by their ids. `by` and `at` (ISO 8601) say who decided and when."""

    a: str
    b: str
    verdict: Verdict
    by: str = ""
    at: str = ""


def standing(overrides: Iterable[Override], known: Iterable[str]) -> tuple[Override, ...]:
    """Return the last word on each pair of `known` articles, in order of time; the others wait for their articles."""
    ids = set(known)
    last: dict[frozenset[str], Override] = {}
    for override in sorted(overrides, key=lambda one: one.at):
        if override.a in ids and override.b in ids and override.a != override.b:
            last[frozenset((override.a, override.b))] = override
    return tuple(last.values())


def told_apart(overrides: Iterable[Override]) -> frozenset[str]:
    """Return the articles that are not to be taken together with others for having the same body."""
    return frozenset(
        article for override in overrides if override.verdict == "different" for article in (override.a, override.b)
    )


def obey(leaders: Sequence[int], overrides: Sequence[Override], position: Mapping[str, int]) -> list[int]:
    """Return `leaders` with the groups joined and parted by hand.

    "same" joins two whole groups under the earlier leader. "different" has the last word: the later of the two texts
    leaves the group, alone.
    """
    obeyed = list(leaders)
    for override in overrides:
        if override.verdict == "same":
            one, other = sorted((obeyed[position[override.a]], obeyed[position[override.b]]))
            obeyed = [one if leader == other else leader for leader in obeyed]
    for override in overrides:
        if override.verdict == "different":
            first, second = sorted((position[override.a], position[override.b]))
            if obeyed[first] == obeyed[second]:
                leaving = first if obeyed[second] == second else second
                obeyed[leaving] = leaving
    return obeyed


def by_hand(overrides: Iterable[Override]) -> list[Decision]:
    """Return the overrides as decisions."""
    return [
        Decision(
            one.a,
            one.b,
            float(one.verdict == "same"),
            0.0,
            "duplicate" if one.verdict == "same" else "separate",
            f"by hand: {one.verdict}" + (f", {one.by}" if one.by else "") + (f", {one.at}" if one.at else ""),
        )
        for one in overrides
    ]


def positions(texts: Sequence[Text]) -> dict[str, int]:
    """Return the text that each article belongs to."""
    return {article.id: at for at, text in enumerate(texts) for article in text.articles}
