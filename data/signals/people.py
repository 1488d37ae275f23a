"""Who may take part in a leaders' contact: principals of the profile, and the bodies that stand for one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Mention, Span
    from data.profile.models import Profile


class People:
    """The mentions of one article, asked by place."""

    def __init__(self, mentions: Sequence[Mention], profile: Profile) -> None:
        self._mentions = sorted((m for m in mentions if m.actor), key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._actors = {actor.name: actor for actor in profile.actors}
        self._leader_of = {a.country: a.name for a in reversed(profile.actors) if a.principal and a.country}
        counts = Counter(m.actor for m in self._mentions if m.actor and self.is_principal(m.actor))
        self.by_weight: tuple[str, ...] = tuple(name for name, _ in counts.most_common() if name)

    def within(self, start: int, end: int, without: Iterable[Span] = ()) -> list[Mention]:
        """Return the settled mentions that begin in `start:end` and outside the spans `without`."""
        spans = tuple(without)
        found = []
        for mention in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if not any(a <= mention.start < b for a, b in spans):
                found.append(mention)
        return found

    def is_principal(self, name: str) -> bool:
        """Whether the profile calls `name` a principal."""
        actor = self._actors.get(name)
        return actor is not None and actor.principal

    def is_named(self, start: int) -> bool:
        """Whether a person of the profile is named at the offset."""
        return any(
            m.start == start and m.actor in self._actors and self._actors[m.actor].kind == "person"
            for m in self.within(start, start + 1)
            if m.actor
        )

    def is_other_person(self, name: str) -> bool:
        """Whether `name` is a person of the profile, but no principal."""
        actor = self._actors.get(name)
        return actor is not None and actor.kind == "person" and not actor.principal

    def leader(self, name: str) -> str | None:
        """Return the principal that `name` is or stands for: the leader of a body's country."""
        if self.is_principal(name):
            return name
        actor = self._actors.get(name)
        if actor is None or actor.kind != "body" or actor.country is None:
            return None
        return self._leader_of.get(actor.country)
