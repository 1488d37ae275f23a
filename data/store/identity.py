"""When two texts are versions of one article: by its own id, else its address, else its file name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, replace
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz.distance import LCSseq

from data.store.rows import dump

if TYPE_CHECKING:
    from data.models import Article, Reading, Source

SAME = 0.5
"""Share of the shorter text's words that the other has in the same order, from which on two texts that merely have the
same id or file name are versions of one article. Unrelated news articles of one language share .12 (median) to .4."""
WORDS = 3000  # of each text are compared; a longer one is told apart by its beginning

_NUMBERED = re.compile(r"#\d+$")  # how the reader tells a second text under one id
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|wt_\w+|xtor|ref|cmp|cid|mc_\w+|at_\w+)$")


def content_of(source: Source) -> str:
    """Return a hash of the text and metadata that came in; what it is known by and where it lay are not in it."""
    held = {field.name: getattr(source, field.name) for field in fields(source)}
    for aside in ("id", "own_id", "file", "line", "sha256", "encoding"):
        del held[aside]
    return hashlib.sha256(dump(held).encode("utf-8", "replace")).hexdigest()


def given_keys(source: Source) -> dict[str, str]:
    """Return what the input itself knows its article by, kind to key: its id, else the name of its file.

    A row without an id has a name only among the rows of its file ("row"), where nothing but its content tells it.
    """
    if source.own_id:
        return {"id": _NUMBERED.sub("", source.id)}
    name = PurePath(source.file).name or source.id
    return {"file": name} if source.line is None else {"row": name}


def keys_of(source: Source, article: Article) -> dict[str, str]:
    """Return all an article can be known by, kind to key, the strongest first: id, url, file or row."""
    address = address_of(source.url) or address_of(article.url)
    given = given_keys(source)
    url = {"url": address} if address else {}
    return {**given, **url} if source.own_id else {**url, **given}


def likeness(one: str, other: str) -> float:
    """Return the share of the shorter body's words that the other one has in the same order, 0 to 1."""
    first, second = one.split()[:WORDS], other.split()[:WORDS]
    if not first or not second:
        return float(first == second)
    return LCSseq.similarity(first, second) / min(len(first), len(second))


def renamed(reading: Reading, article: str) -> Reading:
    """Return the reading under another article id, in all of its rows."""
    old = reading.article.id
    if old == article:
        return reading
    return replace(
        reading,
        article=replace(reading.article, id=article),
        statements=tuple(replace(row, article=article) for row in reading.statements),
        signals=tuple(replace(row, article=article, id=article + row.id.removeprefix(old)) for row in reading.signals),
    )


def placed(reading: Reading, source: Source) -> Reading:
    """Return a reading of another source with the same content as this source's."""
    held = renamed(reading, source.id)
    article = replace(held.article, file=source.file, sha256=source.sha256, own_id=source.own_id)
    return replace(held, article=article)


def address_of(url: str | None) -> str | None:
    """Return a URL without what does not tell articles apart; None where it names no article."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key.lower())])
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    return f"{host}{path}?{query}" if query else host + path
