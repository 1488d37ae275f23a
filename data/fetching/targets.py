"""From the text of an address to what may be asked: scheme, host, port and path, each checked. Nothing is looked up."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import httpx

from data.errors import FetchError
from data.fetching.limits import MAX_URL_CHARS, PORTS

if TYPE_CHECKING:
    from collections.abc import Mapping

ALLOW = "TREFFPUNKT_ALLOW_HOSTS"
"""Environment variable of an operator: hosts, as name:port, that may be asked wherever they lie."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\Z|[0-9a-f:.]*:[0-9a-f:.]*\Z")
_HIDDEN = re.compile(r"[^\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, in one spelling. `host` is ASCII, without brackets and without a dot at its end."""

    scheme: str
    host: str
    port: int
    path: str  # with the query

    @property
    def place(self) -> tuple[str, int]:
        return self.host, self.port

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.path


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and ports that an operator lets through although they are not public."""

    places: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, text: str) -> Self:
        """Read `name:port,…`; a name without a port stands for 80 and 443. Raises FetchError."""
        places: set[tuple[str, int]] = set()
        for part in filter(None, (part.strip().lower() for part in text.split(","))):
            found = re.fullmatch(r"\[([0-9a-f:.]+)\](?::([0-9]{1,5}))?|([^:\[\]\s/]+)(?::([0-9]{1,5}))?", part)
            if found is None:
                raise FetchError(f"{ALLOW}: {shown(part)} is no host; write name:port, separated by commas")
            host, port = found[1] or found[3], found[2] or found[4]
            places.update((host.rstrip("."), number) for number in ((int(port),) if port else PORTS))
        return cls(frozenset(places))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Return what `TREFFPUNKT_ALLOW_HOSTS` says. Raises FetchError."""
        return cls.of(environment.get(ALLOW, ""))

    def __contains__(self, target: Target) -> bool:
        return target.place in self.places


def target_of(url: str, base: str | None = None) -> Target:
    """Return what an address, or one that stands in a page at `base`, leads to. Raises FetchError with what is wrong.

    Only the form is checked here: which port, and where the name leads, is settled where it is asked.
    """
    if len(url) > MAX_URL_CHARS:
        raise FetchError(f"has {len(url):,} characters, the limit is {MAX_URL_CHARS:,}: no feed or page has such a one")
    try:
        parsed = httpx.URL(url.strip()) if base is None else httpx.URL(base).join(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"is no web address ({shown(str(error))}): check its spelling") from error
    if parsed.scheme not in _DEFAULT_PORTS:
        raise FetchError(f"is no http or https address ({shown(parsed.scheme) or 'no scheme'}): nothing else is asked")
    if parsed.userinfo:
        raise FetchError("holds a user name or password: leave it out, feeds behind a login are not read")
    host = parsed.raw_host.decode("ascii").lower().rstrip(".")
    if not _HOST.match(host) or len(host) > 253:
        raise FetchError("names no host that can be asked: check its spelling")
    port = parsed.port if parsed.port is not None else _DEFAULT_PORTS[parsed.scheme]
    path = parsed.raw_path.decode("ascii")
    return Target(parsed.scheme, host, port, path if path.startswith("/") else f"/{path}")


def shown(text: str, length: int = 120) -> str:
    """Return foreign text as one short line that can stand in a message."""
    return " ".join(_HIDDEN.sub("?", text).split())[:length]
