"""HTML pages: handed to the process of the parsers, and what comes back as one article."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.decoding import read_whole
from data.reading.limits import MAX_PAGE_BYTES
from data.reading.rows import Place, page_source
from data.reading.worker import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from data.models import Source


def read_html(file: str, name: str, stream: BinaryIO) -> Iterator[Source]:
    """Yield the article of a page. Raises InputError where there is none, or where it cannot be parsed in bounds."""
    yield page(file, name, read_whole(stream))


def page(file: str, name: str, content: bytes) -> Source:
    """Return the article of the page that is `content`; raises InputError as `read_html` does."""
    if len(content) > MAX_PAGE_BYTES:
        raise InputError(f"is an HTML page of more than {MAX_PAGE_BYTES:,} bytes: save its text as a text file")
    found = bounded("data.reading.html_page:read_page", content)
    place = Place(file, name, None, found["encoding"], hashlib.sha256(content).hexdigest())
    return page_source(found, place)
