"""Who may take part in a leaders' contact: principals of the profile, and the bodies that stand for one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from data.actors.countries import countries, country_key
from data.actors.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Mention, Span
    from data.profile.models import Actor, Profile


_NEAR = 30
"""Characters between two leaders who are named together."""
_AROUND = 1500
"""Characters, some paragraphs, around a contact within which leaders are named whom it may be between."""


class People:
    """The mentions of one article, asked by place."""

    def __init__(self, mentions: Sequence[Mention], profile: Profile, lang: str) -> None:
        self._mentions = sorted((m for m in mentions if m.actor), key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._actors, self._leader_of = _watched(profile)
        self._hosts = _hosts(profile, lang)
        counts = Counter(m.actor for m in self._mentions if m.actor and self.is_principal(m.actor))
        self.by_weight: tuple[str, ...] = tuple(name for name, _ in counts.most_common() if name)
        self.often = frozenset(name for name, times in counts.items() if name and times > 1)
        self.together = self._side_by_side()

    def _side_by_side(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of principals who are named close to each other, most often first, each in order."""
        named = (m for m in self._mentions if m.kind == "name")
        principals = [m for m in named if m.actor and self.is_principal(m.actor)]
        pairs = Counter(
            tuple(sorted((one.actor, other.actor)))
            for one, other in pairwise(principals)
            if one.actor and other.actor and one.actor != other.actor and other.start - one.end <= _NEAR
        )
        return tuple((one, other) for (one, other), _ in pairs.most_common())

    def are_around(self, names: Iterable[str], place: int) -> bool:
        """Whether all these principals, or who stands for them, are named some paragraphs around a place."""
        named = (m.actor for m in self.within(place - _AROUND, place + _AROUND))
        return {self.leader(name) for name in named if name}.issuperset(names)

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

    def principals(self, named: Iterable[Mention]) -> list[Mention]:
        """Return the mentions of principals among `named`."""
        return [m for m in named if m.actor and self.is_principal(m.actor)]

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

    def is_stranger(self, mention: Mention) -> bool:
        """Whether somebody is named whom the profile does not know."""
        return mention.kind == "name" and mention.actor not in self._actors

    def chief(self, name: str | None) -> str | None:
        """Return the principal of the country that a person or body belongs to."""
        actor = self._actors.get(name or "")
        return self._leader_of.get(actor.country) if actor is not None and actor.country else None

    def host(self, place: str) -> str | None:
        """Return the principal who receives visitors in a country or capital, None where it is no such place."""
        name = fold(place)
        return self._hosts.get(name) or self._hosts.get(name.removesuffix("s"))


@lru_cache(maxsize=16)
def _watched(profile: Profile) -> tuple[dict[str, Actor], dict[str, str]]:
    """Return the actors of a profile by name, and the principals by country."""
    leaders = {a.country: a.name for a in reversed(profile.actors) if a.principal and a.country}
    return {actor.name: actor for actor in profile.actors}, leaders


@cache
def _hosts(profile: Profile, lang: str) -> dict[str, str]:
    """Name by country, capital and seat of government, each of one word and folded, the principal at home there."""
    leaders = _watched(profile)[1]
    keys = {country_key(country): leader for country, leader in leaders.items()}
    table = countries(lang, frozenset(key for key in keys if key))
    known = (*table.names.items(), *table.capitals.items())
    places = {form[0]: keys[key] for form, key in known if len(form) == 1 and key in keys}
    bodies = [a for a in profile.actors if a.kind == "body" and a.country in leaders]
    return {fold(name): leaders[body.country] for body in bodies for name in body.aliases if body.country} | places
