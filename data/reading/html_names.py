"""Who wrote an article, as its page states it: names of persons and agencies, no addresses, desks or accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.cleaning.knowledge import knowledge
from data.reading.html_linked import Node, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.contributor",
    "cxenseparse:author",
    "creator",
    "article:author_name",
    "authors",
    "citation_author",
)

_SPLIT = re.compile(r"\s*[,;/|&·•()\[\]]\s*|\s+(?:und|and|sowie|with|mit)\s+|\s[–-]\s")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|de|org|net)\b|\d", re.IGNORECASE)
_BY = re.compile(r"^(?:von|by|ein\s\w{4,12}\svon|text|autor(?:in|en)?|author)\b\s*:?\s+", re.IGNORECASE)
_MOST, _LONGEST = 8, 60


def authors(article: Node | None, values: Mapping[str, str], outlets: Sequence[str]) -> str | None:
    """Return the names, comma between them; None where the page names none."""
    stated = [*_people(article.get("author") or article.get("creator"))] if article else []
    found = clean_names(stated, outlets)
    for name in AUTHORS:
        if found:
            break
        found = clean_names([values[name]] if name in values else [], outlets)
    return ", ".join(found) or None


def clean_names(stated: Iterable[str], outlets: Sequence[str]) -> list[str]:
    """Return the persons and agencies of bylines, each once; the outlet, its desks and accounts are none."""
    own = {outlet.casefold() for outlet in outlets}
    meta = knowledge().meta
    found: list[str] = []
    for text in stated:
        for item in _SPLIT.split(" ".join(text.split())):
            name = _BY.sub("", item.strip(" .:*")).strip(" .:*")
            if not 2 <= len(name) <= _LONGEST or _ADDRESS.search(name) or name.casefold() in own:
                continue
            if meta["staff"].fullmatch(name) or len(name.split()) > 5:
                continue
            if name not in found:
                found.append(name.title() if name.isupper() and " " in name else name)
    return found[:_MOST]


def _people(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:20]:
            yield from _people(item)
        return
    if isinstance(value, dict) and isinstance(value.get("name"), list):
        yield from _people(value["name"])
        return
    text = text_of(value)
    if text:
        yield text
