"""The guarded connection: a name is looked up once, every address checked, and one of those connected to.

Whoever owns a name can answer each look-up differently (DNS rebinding). Here no second look-up happens: the socket is
opened to a checked address, while TLS still asks for the name. Everything runs against one clock, so that an answer
that drips byte by byte ends when a silent one does.
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from typing import TYPE_CHECKING

import httpcore

from data.errors import FetchError
from data.fetching.addresses import is_public
from data.fetching.limits import DEADLINE

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    Resolve = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Clock:
    """What is left of a request's time: `seconds`, of the `limit` that it had in all."""

    def __init__(self, seconds: float = DEADLINE, limit: float | None = None) -> None:
        self.limit = seconds if limit is None else limit
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises FetchError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"did not answer in full within {self.limit:g} seconds: try again later")
        return left


class Backend(httpcore.NetworkBackend):
    """Connects to public addresses only, or to any where the host is allowed by the operator (`anywhere`)."""

    def __init__(self, clock: Clock, resolve: Resolve, *, anywhere: bool = False) -> None:
        self._clock = clock
        self._resolve = resolve
        self._anywhere = anywhere
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the clock's is shorter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._addresses(host, port)
        for place, address in enumerate(addresses, 1):
            left = self._clock.left()
            patience = left if place == len(addresses) else left / 2  # the next address gets its chance
            try:
                stream = self._plain.connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses):
                    raise
            else:
                return Stream(stream, self._clock)
        raise FetchError("has no address: check its spelling")

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        """Every address of the host, checked. One that is not public refuses them all, as an attacker mixes them."""
        addresses = _within(self._clock.left(), self._resolve, host, port)
        if not self._anywhere and not all(is_public(address) for address in addresses):
            raise FetchError(
                "does not lead to a public address and was not asked; "
                f"an operator can allow it: TREFFPUNKT_ALLOW_HOSTS={host}:{port}"
            )
        return addresses


class Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the clock."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the clock's counts
        return self._stream.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._clock.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return Stream(self._stream.start_tls(ssl_context, server_hostname, self._clock.left()), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _within(seconds: float, resolve: Resolve, host: str, port: int) -> Sequence[str]:
    """Look a name up; the system's look-up knows no time limit, so a thread waits for it and may be left behind."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError("its name was not found in time: try again later") from None
    if isinstance(found, OSError | UnicodeError) or not found:
        raise FetchError("its name leads nowhere: check its spelling and the connection")
    return found
