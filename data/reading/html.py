"""HTML pages: handed to the process of the parsers, and what comes back as one article."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from data.errors import InputError
from data.reading.decoding import read_whole
from data.reading.limits import MAX_PAGE_BYTES, MAX_PARSER_SECONDS
from data.reading.rows import Place, page_source
from data.reading.worker import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from data.models import Rejected, Source


_HEAD = 8192
_TELLING = 300  # characters from which words tell the language better than a template that declares "en"
_HEADER = re.compile(rb"\s{0,20}[A-Za-z][\w-]{1,40}:\s")


def read_html(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """Yield the article of a page. Raises InputError where there is none, or where it cannot be parsed in bounds."""
    yield from page(file, name, read_whole(stream))


def page(file: str, name: str, content: bytes) -> Iterator[Source | Rejected]:
    """Yield the article of the page that is `content`, and what has to be known of its day; raises as `read_html`."""
    if len(content) > MAX_PAGE_BYTES:
        raise InputError(f"is an HTML page of more than {MAX_PAGE_BYTES:,} bytes: save its text as a text file")
    parser = "html_archive:read_archive" if is_archive(content) else "html_page:read_page"
    found = bounded(f"data.reading.{parser}", content, seconds=MAX_PARSER_SECONDS)
    place = Place(file, name, None, found["encoding"], hashlib.sha256(content).hexdigest())
    if found["live"]:
        first, last = found["live"]
        yield place.reject(
            f"is a live blog of several days ({first} to {last}): the article is kept, and a claim that names no day "
            "counts as made on the last of them; import the text of each day by itself where that matters"
        )
    yield source(found, place)


def is_archive(content: bytes) -> bool:
    """Whether a file is a page with its pictures, saved as mail is (MHTML)."""
    head = content[:_HEAD].lower()
    return bool(_HEADER.match(content)) and b"multipart/related" in head and b"mime-version" in head


def source(found: Mapping[str, Any], place: Place) -> Source:
    """Return the article from what was found on a page, its headline above its text.

    Where the page states its day for readers only, the line with it stands between: cleaning reads it as on any page.
    """
    from data.cleaning.credits import known_of
    from data.cleaning.metaline import dated
    from data.profile import bundled
    from data.reading.html_names import authors

    known = known_of(bundled())
    day = next((part for line in found["dated"] if (part := dated(line, known))), None)
    text = "\n\n".join(part for part in (found["title"], day, found["text"]) if part)
    author = authors(found["bylines"], found["outlets"])
    stated = found["published_on"] or (None if day else found["changed_on"])
    lang = found["lang"] if len(found["text"]) < _TELLING else None
    return page_source({**found, "text": text, "published_on": stated, "author": author, "lang": lang}, place)
