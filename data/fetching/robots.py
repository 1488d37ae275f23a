"""What a site's robots.txt lets a reader of feeds do (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import FetchError
from data.fetching.limits import MAX_PAUSE, MAX_ROBOTS_RULES, PAUSE

if TYPE_CHECKING:
    from protego import Protego

NAME = "Treffpunkt"
"""The name that a robots.txt knows us by."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows. Without `held` everything is."""

    held: Protego | None = None

    def allows(self, url: str) -> bool:
        return self.held is None or bool(self.held.can_fetch(url, NAME))

    def pause(self, least: float = PAUSE) -> float:
        """Seconds between two requests: the site's Crawl-delay, at least `least` and at most `MAX_PAUSE`."""
        delay = None if self.held is None else self.held.crawl_delay(NAME)
        return least if delay is None else max(least, min(delay, MAX_PAUSE))


def rules_of(content: bytes) -> Rules:
    """Read a robots.txt. Raises FetchError for one that would take too much memory to hold."""
    from protego import Protego

    text = content.decode("utf-8-sig", "replace")
    lines = text.splitlines()
    agents = sum("agent" in line.lower() for line in lines)
    if agents * (len(lines) - agents) > MAX_ROBOTS_RULES:
        raise FetchError("has a robots.txt with too many rules to hold: not asked")
    return Rules(Protego.parse(text))
