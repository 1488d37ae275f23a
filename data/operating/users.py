"""Who is let in, and under which name: decided on the claims of an OpenID Connect identity token."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("email", "preferred_username", "name", "sub")
"""Claims that may name a user, the least ambiguous first: names are shared, addresses are not."""
LONGEST = 200


def name_of(claims: Mapping[str, object]) -> str | None:
    """Return the name under which a user's decisions are kept; None where no claim gives one."""
    for claim in NAMES:
        value = claims.get(claim)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:LONGEST]
    return None


def admits(users: tuple[str, ...], claims: Mapping[str, object]) -> bool:
    """Return whether a user who has logged in is let in.

    Without a list everyone is whom the provider knows. With one, the address counts, and never one that the provider
    calls unverified: anybody could have entered it. A provider that does not say is believed.
    """
    if name_of(claims) is None:
        return False
    if not users:
        return True
    address = claims.get("email")
    if not isinstance(address, str) or claims.get("email_verified", True) not in (True, "true"):
        return False
    held = address.strip().casefold()
    return held.count("@") == 1 and (held in users or f"@{held.partition('@')[2]}" in users)
