"""Fetching as a polite and careful reader: robots.txt, a pause for each host, redirects by hand, one clock for all."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx

from data import __version__
from data.errors import FetchError, GoneError, LaterError
from data.fetching import limits
from data.fetching.asking import Answer, ask, media_type
from data.fetching.pinned import Clock, look_up
from data.fetching.robots import NAME, Rules, rules_of
from data.fetching.targets import Allowed, Target, shown, target_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    from data.fetching.pinned import Resolve

FEED = ("text/", "application/xml", "application/octet-stream", "application/x-rss")
PAGE = ("text/", "application/xhtml", "application/xml", "application/octet-stream")
"""Media types that are read; what ends in +xml always is. What a file is its content says, so these are wide."""

_FOUND, _UNCHANGED, _GONE = 200, 304, 410
_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (429, 503)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `url` is where it was found in the end; `unchanged` means that it has no new content."""

    url: str
    content: bytes = field(repr=False)
    kind: str = ""
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False


class Fetcher:
    """One run of requests. It knows whom it has asked when, and what their robots.txt said; nothing outlives it."""

    def __init__(
        self,
        allowed: Allowed | None = None,
        *,
        resolve: Resolve = look_up,
        tls: ssl.SSLContext | None = None,
        deadline: float = limits.DEADLINE,
        pause: float = limits.PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allowed = Allowed() if allowed is None else allowed
        self._resolve = resolve
        self._tls = tls
        self._deadline = deadline
        self._pause = pause
        self._sleep = sleep
        self._rules: dict[tuple[str, bool], Rules | FetchError] = {}
        self._asked: dict[str, float] = {}
        self._resting: dict[tuple[str, int], LaterError] = {}

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        linked_from: str | None = None,
        kinds: tuple[str, ...] = FEED,
    ) -> Fetched:
        """GET an address as far as robots.txt, the guard and the limits let it be.

        `etag` and `last_modified` are those of an earlier answer. `linked_from` is the address of the feed or page that
        named this one: hosts that an operator has allowed are reached from allowed hosts and by hand only, so that no
        page outside can point into the network. Raises FetchError, GoneError, LaterError.
        """
        target = target_of(url)
        trusted = linked_from is None or target_of(linked_from) in self._allowed
        return self._follow(target, _conditions(etag, last_modified), kinds, trusted=trusted)

    def _follow(
        self, target: Target, conditions: Mapping[str, str], kinds: tuple[str, ...], *, trusted: bool
    ) -> Fetched:
        left, waited, first = self._deadline, set[str](), target
        for _ in range(limits.MAX_REDIRECTS + 1):
            try:
                self._obey(target, waited, trusted=trusted)
                begun = time.monotonic()
                answer = self._ask(target, conditions, Clock(left, self._deadline), kinds, trusted=trusted)
            except LaterError:
                raise
            except FetchError as error:
                if target == first:
                    raise
                raise FetchError(f"redirects to {shown(target.url)}: {error}") from error
            left -= time.monotonic() - begun
            if answer.status not in _REDIRECTS:
                return self._settled(target, answer)
            trusted = trusted and target in self._allowed
            target = _next(target, answer)
        raise FetchError(f"redirects more than {limits.MAX_REDIRECTS} times: give the address it ends at")

    def _settled(self, target: Target, answer: Answer) -> Fetched:
        try:
            return _fetched(target, answer)
        except LaterError as error:
            self._resting[target.place] = error
            raise

    def _ask(
        self, target: Target, conditions: Mapping[str, str], clock: Clock, kinds: tuple[str, ...], *, trusted: bool
    ) -> Answer:
        headers = {"User-Agent": user_agent(), "Accept": "*/*", **conditions}
        anywhere = trusted and target in self._allowed
        return ask(
            target, headers, clock, resolve=self._resolve, anywhere=anywhere, tls=self._context(target), kinds=kinds
        )

    def _obey(self, target: Target, waited: set[str], *, trusted: bool) -> None:
        """Keep to the site's robots.txt, and wait until its host may be asked again: once for all hops of a request.

        A host that has asked to be left alone is, for the rest of the run.
        """
        if target.place in self._resting:
            raise self._resting[target.place]
        rules = self._robots(target, trusted=trusted)
        if not rules.allows(target.url):
            raise FetchError(f"is closed to programs by the robots.txt of {target.host}: save it and import the file")
        if target.host in waited:
            return
        waited.add(target.host)
        asked = self._asked.get(target.host)
        if asked is not None and (wait := asked + rules.pause(self._pause) - time.monotonic()) > 0:
            self._sleep(wait)
        self._asked[target.host] = time.monotonic()

    def _robots(self, target: Target, *, trusted: bool) -> Rules:
        """Ask for the site's robots.txt, once in a run. A site whose rules are not known is not asked."""
        known = target.origin, trusted
        if known not in self._rules:
            try:
                self._rules[known] = self._read_robots(target, trusted=trusted)
            except FetchError as error:
                self._rules[known] = error
        held = self._rules[known]
        if isinstance(held, FetchError):
            raise held
        return held

    def _read_robots(self, target: Target, *, trusted: bool) -> Rules:
        clock = Clock(self._deadline)
        place = target_of("/robots.txt", target.origin)
        for _ in range(limits.MAX_ROBOTS_REDIRECTS + 1):
            anywhere = trusted and place in self._allowed
            answer = ask(
                place, {"User-Agent": user_agent(), "Accept": "text/plain, */*"}, clock, resolve=self._resolve,
                anywhere=anywhere, tls=self._context(place), most=limits.MAX_ROBOTS_BYTES, cut=True,
            )  # fmt: skip
            if answer.status == _FOUND:
                return rules_of(answer.content)
            if answer.status in _LATER or answer.status >= 500:
                raise LaterError(f"its robots.txt answers {answer.status}: not asked now", _retry_after(answer))
            if answer.status not in _REDIRECTS:
                return Rules()
            trusted = trusted and place in self._allowed
            place = _next(place, answer)
        return Rules()

    def _context(self, target: Target) -> ssl.SSLContext | None:
        if target.scheme == "https" and self._tls is None:
            self._tls = httpx.create_ssl_context()
        return self._tls


def user_agent() -> str:
    """Return the name and version that a site sees."""
    return f"{NAME}/{__version__} (reader of news feeds; robots.txt: {NAME})"


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in conditions.items() if value}


def _next(target: Target, answer: Answer) -> Target:
    """Where a redirect leads. From https it never leads to http: whoever is on the way could then put words in."""
    to = answer.headers.get("location", "")
    try:
        found = target_of(to, target.url)
    except FetchError as error:
        raise FetchError(f"redirects to {shown(to)!r}: {error}") from error
    if target.scheme == "https" and found.scheme == "http":
        raise FetchError("redirects from https to http: give the http address itself if it may be read unprotected")
    return found


def _fetched(target: Target, answer: Answer) -> Fetched:
    """Raise what the status says, or return the content."""
    if answer.status in (_FOUND, _UNCHANGED):
        return Fetched(
            target.url,
            answer.content,
            media_type(answer.headers),
            _header(answer, "etag"),
            _header(answer, "last-modified"),
            unchanged=answer.status == _UNCHANGED,
        )
    if answer.status == _GONE:
        raise GoneError("is gone for good (410): remove it")
    if answer.status in _LATER:
        seconds = _retry_after(answer)
        when = "later" if seconds is None else f"in {seconds:,} seconds"
        raise LaterError(f"asks to be left alone for now ({answer.status}): it may be asked again {when}", seconds)
    if answer.status in (401, 403):
        raise FetchError(f"is not open to everybody ({answer.status}): save it and import the file")
    if answer.status == 404:
        raise FetchError("is not there (404): check the address")
    raise FetchError(f"answers {answer.status} instead of a feed or page: try again later")


def _header(answer: Answer, name: str) -> str | None:
    value = answer.headers.get(name, "")
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def _retry_after(answer: Answer) -> int | None:
    """Seconds of a Retry-After, which names seconds or a date; None where it is missing or neither."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        seconds = float(value[:12])
    else:
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        seconds = (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()
    return int(max(0, min(seconds, limits.MAX_RETRY_AFTER)))
