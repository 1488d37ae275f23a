"""One request and its answer, within its limits. Redirects, robots and pauses are another file's business."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpcore

from data.errors import FetchError
from data.fetching.limits import MAX_BYTES, PORTS
from data.fetching.pinned import Backend, Clock

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping

    from data.fetching.pinned import Resolve
    from data.fetching.targets import Target

_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS}
_PIECE = 65_536
_FOUND = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `content` is unpacked, and empty unless the status is 200."""

    status: int
    headers: Mapping[str, str]  # lower-case names; of several of one name the last
    content: bytes = field(default=b"", repr=False)


def ask(
    target: Target,
    headers: Mapping[str, str],
    clock: Clock,
    *,
    resolve: Resolve,
    anywhere: bool = False,
    tls: ssl.SSLContext | None = None,
    kinds: tuple[str, ...] = (),
    most: int = MAX_BYTES,
    cut: bool = False,
) -> Answer:
    """GET one address, following nothing. `kinds` are the media types that are read ("text/" stands for all of them).

    `anywhere` lets a host through that is not public, on any port. `cut` keeps the beginning of an answer that is
    larger than `most`. Raises FetchError: refused, unreachable, too large, too slow, broken off, of another kind.
    """
    if target.port not in PORTS and not anywhere:
        allowed = " and ".join(map(str, PORTS))
        raise FetchError(f"asks for port {target.port}; only {allowed} are, unless an operator allows the host")
    connection = httpcore.HTTPConnection(
        httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port),
        ssl_context=tls,
        network_backend=Backend(clock, resolve, anywhere=anywhere),
    )
    sent: dict[bytes | str, bytes | str] = {
        "Host": target.origin.partition("://")[2],
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    sent.update(headers.items())
    url = httpcore.URL(
        scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
    )
    try:
        with connection, connection.stream("GET", url, headers=sent) as response:
            held = {_word(name).lower(): _word(value) for name, value in response.headers}
            if response.status != _FOUND:
                return Answer(response.status, held)
            _check(held, kinds, most, cut=cut)
            return Answer(response.status, held, _whole(response.iter_stream(), held, most, clock, cut=cut))
    except httpcore.TimeoutException as error:
        clock.left()
        raise FetchError("did not answer in time: try again later") from error
    except (httpcore.ConnectError, httpcore.ReadError, httpcore.WriteError) as error:
        raise FetchError(f"cannot be reached ({_cause(error)}): check the address and the connection") from error
    except (httpcore.ProtocolError, zlib.error) as error:
        raise FetchError(f"gave no proper answer ({_cause(error)}): try again later") from error


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type that an answer names, in lower case; empty where it names none."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _word(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")  # servers write addresses with umlauts as UTF-8


def _check(headers: Mapping[str, str], kinds: tuple[str, ...], most: int, *, cut: bool) -> None:
    kind = media_type(headers)
    if kind and kinds and not kind.startswith(kinds) and not kind.endswith("+xml"):
        raise FetchError(f"is {kind[:60]}, which is not read here: give the address of a feed or page")
    length = headers.get("content-length", "")
    if not cut and length.isdecimal() and int(length) > most:
        raise _too_large(most)


def _whole(pieces: Iterator[bytes], headers: Mapping[str, str], most: int, clock: Clock, *, cut: bool) -> bytes:
    held = bytearray()
    for piece in _unpacked(pieces, headers.get("content-encoding", "").strip().lower()):
        clock.left()
        held += piece
        if len(held) > most:
            if cut:
                return bytes(held[:most])
            raise _too_large(most)
    return bytes(held)


def _unpacked(pieces: Iterator[bytes], packing: str) -> Iterator[bytes]:
    """Unpack piece by piece, never more than `_PIECE` at once: a bomb is met at its first megabytes."""
    if packing in {"", "identity"}:
        yield from pieces
        return
    if packing not in _WINDOWS:
        raise FetchError(f"is packed as {packing[:40]}, which was not asked for: tell the site's operator")
    unpacking, begun = zlib.decompressobj(_WINDOWS[packing]), False
    for piece in pieces:
        rest = piece
        while rest:
            if unpacking.eof:  # several archives in a row are one text
                unpacking, begun = zlib.decompressobj(_WINDOWS[packing]), False
            begun = True
            yield unpacking.decompress(rest, _PIECE)
            rest = unpacking.unconsumed_tail or unpacking.unused_data
    while begun and not unpacking.eof and (piece := unpacking.decompress(b"", _PIECE)):
        yield piece
    if begun and not unpacking.eof:
        raise FetchError("broke off in the middle: try again later")


def _too_large(most: int) -> FetchError:
    return FetchError(f"is larger than {most:,} bytes: save it and import the file")


def _cause(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
