"""What a request may cost. Beyond a limit it is given up with a reason; what came until then is not used."""

from __future__ import annotations

DEADLINE = 10.0
"""Seconds that one GET may take from the look-up of its name to the last byte, its redirects included."""

MAX_BYTES = 10_000_000
"""Bytes of one answer, unpacked."""

MAX_REDIRECTS = 3
"""Redirects that are followed, each checked like the first address."""

MAX_URL_CHARS = 2_000
"""Characters of an address."""

PORTS = (80, 443)
"""Ports that are asked; others only where an operator allows them."""

PAUSE = 1.0
"""Seconds between two requests to one host, at least."""

MAX_PAUSE = 10.0
"""Seconds of a robots.txt's Crawl-delay that are kept; a longer one is kept as far as this."""

MAX_RETRY_AFTER = 86_400
"""Seconds that a server's Retry-After is obeyed at most; after a day it is asked again."""

MAX_ROBOTS_BYTES = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 has it; rules behind them do not count."""

MAX_ROBOTS_REDIRECTS = 5
"""Redirects that are followed to a robots.txt, as RFC 9309 has it."""

MAX_ROBOTS_RULES = 1_000_000
"""Product of agents and rules in a robots.txt; what it would cost to hold each rule for each agent."""
