"""A page that was saved as one file with its pictures (MHTML): its first HTML part. Runs in the parsers' process."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from data.errors import InputError
from data.reading.html_page import read_page

if TYPE_CHECKING:
    from email.message import EmailMessage


def read_archive(content: bytes) -> dict[str, Any]:
    """Return the article as `read_page` does; its address is that of the part. Raises InputError without a page."""
    message = message_from_bytes(content, policy=policy.default)
    part = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if part is None:
        raise InputError("is a saved page (MHTML) without an HTML part: open it in a browser and save it again")
    page = part.get_payload(decode=True)
    if not isinstance(page, bytes):
        raise InputError("is a damaged saved page (MHTML): open it in a browser and save it again")
    location = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    return read_page(_in_utf8(page, part), location or None)


def _in_utf8(page: bytes, part: EmailMessage) -> bytes:
    """Return the page in UTF-8 where only the part's header says what it is in."""
    charset = part.get_content_charset() or ""
    if b"charset" in page[:4096].lower() or charset in ("", "utf-8"):
        return page
    try:
        return page.decode(charset).encode()
    except (LookupError, UnicodeError):
        return page
