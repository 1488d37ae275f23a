"""The rows of a watch profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body. `aliases` are other names, `roles` are nouns that may stand for it ("Kreml-Sprecher")."""

    name: str
    kind: Literal["person", "body"]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    side: str | None = None  # what the speaker filter groups by; falls back on the country
    principal: bool = False
    gender: Literal["f", "m"] | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher or agency that may print a text or pass a claim on."""

    name: str
    kind: Literal["agency", "paper", "broadcaster", "site", "platform"] = "paper"
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything watched. Names are unique; where two actors share an alias, the later one has it."""

    name: str
    actors: tuple[Actor, ...]
    outlets: tuple[Outlet, ...] = ()

    def __hash__(self) -> int:
        """Return a hash that costs nothing: profiles are keys of every table made of them."""
        return hash((self.name, len(self.actors), len(self.outlets)))
