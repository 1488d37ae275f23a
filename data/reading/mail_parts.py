"""The parts of a mail: its text, what is attached, and headers that may be encoded, broken or missing."""

from __future__ import annotations

import codecs
import email
import re
from binascii import Error as Base64Error
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING, NamedTuple

from data.errors import InputError
from data.reading.characters import tidy
from data.reading.decoding import decode, decode_line, refuse_binary
from data.reading.folders import upload_name
from data.reading.fragments import mail_text
from data.reading.limits import MAX_MAIL_BYTES, MAX_MAIL_PARTS, MAX_NAME_CHARS
from data.reading.worker import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_BOUNDARY = re.compile(rb"boundary\s{0,5}=", re.IGNORECASE)
_SIGNS = ("from", "subject", "date", "received", "message-id", "mime-version", "content-type")
"""Headers of which a mail has one."""
_UNREAD = (
    "image/",
    "audio/",
    "video/",
    "text/calendar",
    "text/x-vcard",
    "text/vcard",
    "application/pgp-",
    "application/pkcs7-",
)
"""Logos, invitations, business cards and signatures: no articles, and in every other mail."""
_TEXTS = ("text/plain", "text/html")
_CODECS = ("utf", "iso8859", "cp", "koi8", "mac", "ascii", "gb", "big5", "euc", "shift", "iso2022")
_STUB = 5
"""A text part so many times shorter than its HTML only says that there is HTML."""
_SHORT = 400


class Attached(NamedTuple):
    """A file in a mail: its name, never a path, and its bytes."""

    name: str
    content: bytes


class Mail(NamedTuple):
    """Headers in lower case (the first of each name, decoded), text, and what is attached."""

    headers: dict[str, str]
    text: str
    attached: tuple[Attached, ...]


def open_mail(content: bytes) -> Mail:
    """Take a mail apart. Raises InputError where it is none, or beyond the limits."""
    refuse_binary(content)
    if len(content) > MAX_MAIL_BYTES:
        raise InputError(
            f"is a mail of more than {MAX_MAIL_BYTES:,} bytes: save its text and attachments by themselves"
        )
    if len(_BOUNDARY.findall(content)) > MAX_MAIL_PARTS:
        raise InputError(f"has more than {MAX_MAIL_PARTS} parts: save its text and attachments by themselves")
    try:
        message = email.message_from_bytes(content.lstrip(b"\xef\xbb\xbf\r\n"))
        headers: dict[str, str] = {}
        for name, value in message.raw_items():
            headers.setdefault(name.lower(), header(str(value)))
        if not any(sign in headers for sign in _SIGNS):
            raise InputError("is no mail: it has no lines such as 'From:' and 'Subject:' at its head")
        parts = list(_parts(message, root=True))
    except RecursionError:
        raise InputError("is nested too deeply to be a mail: save its text and attachments by themselves") from None
    texts = [text for part in parts if isinstance(part, list) and (text := _best(part)).strip()]
    attached = [part for part in parts if isinstance(part, Attached)]
    return Mail(headers, "\n\n".join(texts), tuple(attached))


def header(value: str) -> str:
    """Decode one header, line breaks as blanks; what cannot be decoded stays as it is."""
    try:
        found = decode_header(value) if value.isascii() else [(value, None)]
    except (HeaderParseError, Base64Error, ValueError):
        found = [(value, None)]
    parts = [part if isinstance(part, str) else _decoded(part, charset) for part, charset in found]
    plain = "".join(decode_line(part.encode("utf-8", "surrogateescape")).text for part in parts)
    return " ".join(tidy(plain).split())


def _parts(message: Message, *, root: bool = False) -> Iterator[list[Message] | Attached]:
    """Walk a mail: the alternatives of each piece of its text, and its attachments."""
    kind = message.get_content_type()
    broken = kind.startswith("multipart/") and not message.is_multipart()
    if broken or (root and kind in _TEXTS):
        yield [message]
    elif kind == "message/rfc822" or message.get_content_disposition() == "attachment" or message.get_filename():
        yield from _attached(message, kind)
    elif kind == "multipart/alternative":
        inner = [part for child in _children(message) for part in _parts(child)]
        yield [leaf for part in inner if isinstance(part, list) for leaf in part]
        yield from (part for part in inner if isinstance(part, Attached))
    elif message.is_multipart():
        for child in _children(message):
            yield from _parts(child)
    elif kind in _TEXTS:
        yield [message]
    else:
        yield from _attached(message, kind)


def _children(message: Message) -> list[Message]:
    held = message.get_payload()
    return [child for child in held if not isinstance(child, str)] if isinstance(held, list) else []


def _attached(message: Message, kind: str) -> Iterator[Attached]:
    if kind.startswith(_UNREAD):
        return
    inner = _children(message)
    if inner:
        content, ending = b"\n".join(child.as_bytes() for child in inner), ".eml"
    else:
        held = message.get_payload(decode=True)
        content, ending = held if isinstance(held, bytes) else b"", ".html" if kind == "text/html" else ""
    name = upload_name(header(message.get_filename() or ""))[:MAX_NAME_CHARS] if message.get_filename() else "attached"
    if content.strip():
        yield Attached(name if name.lower().endswith(ending) else name + ending, content)


def _best(alternatives: list[Message]) -> str:
    """Plain text, unless it is a stub beside HTML."""
    plain = "\n\n".join(_plain(part) for part in alternatives if part.get_content_type() != "text/html")
    pages = [part for part in alternatives if part.get_content_type() == "text/html"]
    if not pages or (plain.strip() and len(plain) > _SHORT):
        return plain
    rich = "\n\n".join(str(bounded(mail_text, _content(part).encode())) for part in pages)
    return rich if len(rich) > _STUB * len(plain.strip()) else plain


def _plain(part: Message) -> str:
    text = _content(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines = (line.removeprefix(" ") for line in text.split("\n"))
    return "".join(line.rstrip(" ") + glue if line.endswith(" ") and line != "-- " else line + "\n" for line in lines)


def _content(part: Message) -> str:
    held = part.get_payload(decode=True)
    return tidy(_decoded(held if isinstance(held, bytes) else b"", part.get_content_charset()))


def _decoded(content: bytes, charset: str | None) -> str:
    """Bytes in the charset that the mail names; where that is wrong or none, as any text is decoded."""
    try:
        if charset and codecs.lookup(charset).name.startswith(_CODECS):
            return content.decode(charset)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(content).text
    return decode(content).text
