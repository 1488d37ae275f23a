"""Who wrote an article, from what its page states: names of persons and agencies, no addresses, desks or accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.cleaning.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPLIT = re.compile(r"\s*[,;/|&·•()\[\]]\s*(?:(?:und|and|sowie)\s+)?|\s+(?:und|and|sowie|with|mit)\s+|\s[–-]\s")
_ADDRESS = re.compile(r"@|\.(?:com|de|at|ch|org|net)\b|\d", re.IGNORECASE)
_LINK = re.compile(r"https?:|www\.|^\s*/", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:GmbH|AG|KG|SE|Inc|Ltd|LLC|PLC)(?:\W|$)")
_PERSON = re.compile(r"[^\W\d_][\w'’.-]+(?:\s[\w'’.-]+){1,4}")
_MOST, _LONGEST, _SHORT = 8, 60, 3


def authors(stated: Iterable[Sequence[str]], outlets: Sequence[str]) -> str | None:
    """Return the names of the first statement that holds any, comma between them; each is a list of bylines."""
    return next((", ".join(names) for bylines in stated if (names := clean_names(bylines, outlets))), None)


def clean_names(bylines: Iterable[str], outlets: Sequence[str]) -> list[str]:
    """Return the persons and agencies of bylines, each once; the outlet, its desks and accounts are none."""
    own = {outlet.casefold() for outlet in outlets}
    found: list[str] = []
    for byline in bylines:
        items = [_without_by(item.strip(" .:*")) for item in _SPLIT.split(" ".join(byline.split()))]
        if _LINK.search(byline) or _is_outlet(items[0], outlets):  # behind an outlet or a company stands its town
            continue
        for name in items:
            if name not in found and _is_name(name, own):
                found.append(name.title() if name.isupper() and " " in name else name)
    return found[:_MOST]


def _without_by(item: str) -> str:
    """Return a part of a byline without the words before the name ("Von", "Posted by")."""
    found = knowledge().meta["byline"].match(item)
    if found and (item[found.end() :][:1].isspace() or found[0].endswith((":", " "))):
        return item[found.end() :].strip(" .:*")
    return item


def _is_outlet(name: str, outlets: Iterable[str]) -> bool:
    return bool(_COMPANY.search(name)) or any(
        outlet.casefold() in name.casefold() for outlet in outlets if len(outlet) > _SHORT
    )


def _is_name(name: str, own: set[str]) -> bool:
    if not 2 <= len(name) <= _LONGEST or _ADDRESS.search(name) or name.casefold() in own:
        return False
    if knowledge().meta["staff"].fullmatch(name):
        return False
    agencies = knowledge().agencies
    if name in agencies or name.casefold() in map(str.casefold, agencies):
        return True
    return bool(_PERSON.fullmatch(name)) and sum(word[0].isupper() for word in name.split()) > 1
