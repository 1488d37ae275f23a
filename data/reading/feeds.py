"""RSS and Atom: one article an entry, as it stands in the feed; a teaser stays a teaser and no date is guessed.

The feed is decoded once. That text is surveyed by a plain XML parser, which settles whether it may be read at all:
what has a DOCTYPE (entity bombs, external entities) is refused before anything in it means something. Only then does
feedparser read it, from bytes: given text, it would open what looks like a file name or address.
"""

from __future__ import annotations

import codecs
import hashlib
import html.entities
import io
import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.parsers import expat

from data.errors import InputError
from data.models import Rejected, Source
from data.reading.decoding import decode
from data.reading.fragments import plain
from data.reading.limits import MAX_FEED_BYTES, MAX_FEED_DEPTH, MAX_FEED_ENTRIES, MAX_ID_CHARS
from data.reading.rows import Place, row_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, BinaryIO

SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
ROOTS = ("rss", "feed", "RDF")
_ENTRIES = ("item", "entry")

_HTML = "is an HTML page, not a feed: give the feed's own address or file"
_UNREADABLE = "holds something that no feed should, where the parser fails"
_STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What feedparser raises where an element of an extension, or a date, is not as it expects; fuzzing found most."""
_SNIFF = 4096
_FIRST = re.compile(r"\ufeff?(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->)*+<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_KNOWN = re.compile(r"utf-(?:8|16|32)|ascii|iso8859|cp125|koi8|mac-roman|gb|big5|euc|shift-jis")
_GUESSED = ("cp1252", "mac_roman")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos);|#(\d{1,7});|#x([0-9a-fA-F]{1,6});|(\w{2,31};))?")
_MAIL_AND_NAME = re.compile(r"\S{1,300}@\S{1,300} +\(([^()]{1,300})\)")  # RSS has it so
_MENDABLE = (
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY],
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_BAD_CHAR_REF],
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its fields as `row_source` takes them, its place, and whether it brings more than a teaser."""

    row: Mapping[str, object]
    place: Place
    full: bool

    @property
    def url(self) -> str | None:
        link = self.row.get("url")
        return link if isinstance(link, str) and link.startswith(("http://", "https://")) else None


class _Cut(Exception):  # noqa: N818 - no error
    """Raised at the first entry beyond the limit."""


class _Survey:
    """One pass over the XML: what it is, where its entries begin, and whether it is whole."""

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.end: int | None = None  # byte at which the first entry beyond the limit begins
        self.open: list[str] = []
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.namespace_prefixes = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._close

    def read(self, content: bytes) -> None:
        """Raise InputError for what is no feed, and ExpatError for what is no XML."""
        with suppress(_Cut):
            self._parser.Parse(content, True)

    def _doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise InputError(_HTML)
        raise InputError("has a DOCTYPE, which can hide entity bombs and other files: nothing of it was read")

    def _start(self, name: str, _: object) -> None:
        local, qualified = _names(name)
        if not self.open:
            _check_root(local)
        if local in _ENTRIES and 1 <= len(self.open) <= 2 and self.open[-1].rpartition(":")[2] not in _ENTRIES:
            if len(self.lines) == MAX_FEED_ENTRIES:
                self.end = self._parser.CurrentByteIndex
                raise _Cut
            self.lines.append(self._parser.CurrentLineNumber)
        self.open.append(qualified)
        if len(self.open) > MAX_FEED_DEPTH:
            raise InputError(f"is nested deeper than {MAX_FEED_DEPTH} elements: no feed is")

    def _close(self, _: str) -> None:
        self.open.pop()


def _names(name: str) -> tuple[str, str]:
    """Return the local name and the name as it is written, of what expat reports as "namespace local prefix"."""
    parts = name.split(" ")
    local = parts[-1] if len(parts) < 3 else parts[1]
    return local, f"{parts[2]}:{local}" if len(parts) > 2 else local


def is_feed(text: str) -> bool:
    """Whether a text begins as RSS or Atom does, whatever its file is called."""
    return bool(_FIRST.match(text[:_SNIFF]))


def read_feed(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """Read the entries of a feed as articles. Raises InputError where it is none, or may not be read."""
    for item in entries(file, name, stream.read(MAX_FEED_BYTES + 1)):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from article(item)


def article(entry: Entry) -> Iterator[Source | Rejected]:
    """Yield an entry's article, and a Rejected for each field that cannot be used; without a text only that."""
    try:
        for item in row_source(entry.row, entry.place):
            if isinstance(item, Source) and not item.own_id and item.url and len(item.url) <= MAX_ID_CHARS:
                yield replace(item, id=item.url)
            else:
                yield item
    except InputError as error:
        yield entry.place.reject(str(error))


def entries(file: str, name: str, content: bytes, base: str | None = None) -> Iterator[Entry | Rejected]:
    """Yield the entries of a feed in its order, each with the line it begins at.

    `base` is the address that links without a host belong to. Raises InputError where this is no feed, or one that is
    not read: empty, too large, with a DOCTYPE, cut off, damaged.
    """
    if len(content) > MAX_FEED_BYTES:
        raise InputError(f"is larger than {MAX_FEED_BYTES:,} bytes: split it")
    text, encoding, note = _decoded(content)
    place = Place(file, name, None, encoding)
    if note:
        yield place.reject(note)
    content, survey = _surveyed(text)
    if survey.end is not None:
        yield place.reject(
            f"has more than {MAX_FEED_ENTRIES:,} entries: the first {MAX_FEED_ENTRIES:,} are read, the rest is not"
        )
    if not survey.lines:
        yield place.reject("is a feed without entries: there is nothing to read")
        return
    found = _parsed(content, base)
    lines = survey.lines if len(survey.lines) == len(found.entries) else [None] * len(found.entries)
    for line, held in zip(lines, found.entries, strict=True):
        here = Place(file, name, line, encoding)
        try:
            yield _entry(held, found, here)
        except InputError as error:
            yield here.reject(str(error))


def _parsed(content: bytes, base: str | None) -> Any:
    """Let feedparser read what the survey found to be XML. Raises InputError where it does not agree."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base or ""}
    try:
        found = feedparser.parse(
            io.BytesIO(content), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except _STUMBLES as error:
        raise InputError(
            f"{_UNREADABLE} ({type(error).__name__}: {_one_line(error)}): nothing of it was read"
        ) from error
    if found.bozo:
        raise InputError(f"{_UNREADABLE} ({_one_line(found.bozo_exception)}): nothing of it was read")
    return found


def _entry(held: Any, found: Any, place: Place) -> Entry:
    link, guid = held.get("link"), held.get("id")
    body = max((part for part in held.get("content", ()) if part.get("value")), key=_length, default=None)
    dated_by_change = not found.version.startswith("atom")  # dc:date is a day of publication; Atom's "updated" is none
    row: dict[str, object] = {
        "id": guid if guid and guid != link else None,
        "title": " ".join(_text(held.get("title_detail")).split()),
        "text": _text(body or held.get("summary_detail")),
        "published_on": held.get("published") or (held.get("updated") if dated_by_change else None),
        "outlet": held.get("source", {}).get("title") or _text(found.feed.get("title_detail")),
        "url": link,
        "lang": ((body or held.get("title_detail") or {}).get("language") or found.feed.get("language") or "")[:35],
        "author": _author(held),
    }
    digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
    return Entry(row, replace(place, sha256=digest), body is not None)


def _author(held: Any) -> str:
    stated = _MAIL_AND_NAME.fullmatch(held.get("author", ""))
    if stated:
        return stated[1]
    return ", ".join(name for one in held.get("authors", ()) if (name := one.get("name") or one.get("email")))


def _text(detail: Any) -> str:
    if not detail:
        return ""
    value: str = detail.get("value") or ""
    return value if detail.get("type") == "text/plain" else plain(value)


def _length(part: Any) -> int:
    return len(part["value"]) if "html" in part.get("type", "") or "text" in part.get("type", "") else 0


def _surveyed(text: str) -> tuple[bytes, _Survey]:
    """Return the XML that may be read, as UTF-8, with its survey; small faults are mended first.

    Entities of HTML and lone ampersands, which many feeds hold, mean one thing only. Any other fault makes it uncertain
    what belongs to which entry.
    """
    content, survey = text.encode(), _Survey()
    try:
        survey.read(content)
    except expat.ExpatError as error:
        if text.lstrip()[:14].lower().startswith(("<!doctype html", "<html")):
            raise InputError(_HTML) from error
        if error.code not in _MENDABLE:
            raise _damaged(error) from error
        content, survey = _REFERENCE.sub(_mended, text).encode(), _Survey()
        try:
            survey.read(content)
        except expat.ExpatError as again:
            raise _damaged(again) from again
    if survey.end is not None:
        content = content[: survey.end] + "".join(f"</{name}>" for name in reversed(survey.open)).encode()
    return content, survey


def _damaged(error: expat.ExpatError) -> InputError:
    return InputError(
        f"is no whole XML (line {error.lineno}: {expat.ErrorString(error.code)}): it is damaged or was cut off, and "
        "nothing of it was read; fetch it again"
    )


def _mended(found: re.Match[str]) -> str:
    standard, decimal, hexadecimal, name = found.groups()
    if standard:
        return found[0]
    if decimal or hexadecimal:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        legal = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF and not _ILLEGAL.match(chr(number))
        return f"&#{number};" if legal else "\ufffd"
    if name and name in html.entities.html5:
        return html.entities.html5[name]
    return f"&amp;{name or ''}"


def _check_root(name: str) -> None:
    if name.lower() == "html":
        raise InputError(_HTML)
    if name not in ROOTS:
        raise InputError(f"is XML, but neither RSS nor Atom (it begins with <{name[:40]}>): extract its text first")


def _decoded(content: bytes) -> tuple[str, str, str | None]:
    """Return the text without its declaration, its encoding, and what was wrong with the one it declares.

    What the bytes show for certain (BOM, strict UTF-8, UTF-16) counts more than what a feed declares of itself.
    """
    decoded = decode(content)
    text, encoding = decoded.text, decoded.encoding
    declared = _declared(content)
    wanted = _codec(declared)
    if wanted and encoding in _GUESSED:
        with suppress(UnicodeDecodeError):
            text, encoding = content.decode(wanted), wanted
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("is empty: there is no text in it")
    fits = declared is None or content.isascii() or (wanted is not None and _family(wanted) == _family(encoding))
    note = None if fits else f"declares the encoding {declared}, but is {encoding}, and was read as that"
    text = _ILLEGAL.sub("", text.removeprefix("\ufeff"))
    return _DECLARATION.sub(lambda found: " " * len(found[0]), text, count=1), encoding, note


def _declared(content: bytes) -> str | None:
    head = content[:200].replace(b"\0", b"").decode("ascii", "replace")
    found = _ENCODING.search(head) if "<?xml" in head else None
    return found[1] if found else None


def _codec(declared: str | None) -> str | None:
    """Return the codec that a declaration means; None for an unknown one, and for what is no encoding of texts."""
    try:
        name = codecs.lookup(declared or "").name.replace("_", "-")
    except LookupError:
        return None
    if not _KNOWN.match(name):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name  # as browsers read it


def _family(encoding: str) -> str:
    return "-".join(encoding.split("-")[:2])


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:120]
