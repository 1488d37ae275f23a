"""The site's own name at the head of a page, accepted only on evidence: a line above a headline may be anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.cleaning.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.cleaning.credits import Known
    from data.cleaning.labels import Line

_TOP = 15
_SPLIT = re.compile(r"\s*[|>»›·•]\s*|\s+(?:--|–|—)\s+|[ \t]{2,}|\s/\s")
_DOMAIN = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*?)\.[a-z]{2,10}", re.IGNORECASE)
_NO_NAME = re.compile(r":|\d[.:]\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LATIN = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
_OWN_VOICE = ("paywall", "newsletter", "copyright", "support", "consent", "navigation", "share")


def outlet(lines: Sequence[Line], begin: int, headline: int | None, page_host: str | None, known: Known) -> str | None:
    """Return the name of the site: known to the profile, a domain, a newspaper's, or used by the page of itself."""
    for number, line in enumerate(lines[: min(begin if headline is None else headline, _TOP)]):
        if line.rule in ("kicker", "breadcrumb") or (number == 0 and line.rule == "credit line"):
            parts = [_plain(part) for part in _SPLIT.split(line.unit.text)]
            name = _first_name([part for part in parts if part], lines, begin, page_host, known)
            if name:
                return name
    if page_host:
        return _by_domain(page_host, known) or page_host
    return None


def _first_name(
    parts: Sequence[str], lines: Sequence[Line], begin: int, page_host: str | None, known: Known
) -> str | None:
    for part in parts:
        if part.casefold() in known.outlets and not _is_section(part):
            return known.outlets[part.casefold()]
    if not parts:
        return None
    name = parts[0]
    domain = _DOMAIN.fullmatch(name)
    if domain:
        return _by_domain(name, known) or (domain[1] if "." not in domain[1] else name.removeprefix("www."))
    if _is_section(name) or len(name.split()) > 5 or _NO_NAME.search(name):
        return None
    sections = len(parts) > 1 and all(_is_section(part) for part in parts[1:])
    if sections or is_newspaper(name) or _matches(name, page_host) or _speaks(name, lines, begin):
        return name
    return None


def _plain(part: str) -> str:
    """Return a name without arrows, and without the word for a live blog behind it."""
    words = part.strip(" .:←→<>«»*#").split()
    while len(words) > 1 and words[-1].casefold() in knowledge().words["live"]:
        words = words[:-1]
    return " ".join(words)


def _by_domain(name: str, known: Known) -> str | None:
    labels = name.casefold().removeprefix("www.").split(".")
    return next(
        (
            known.domains[".".join(labels[at:])]
            for at in range(len(labels) - 1)
            if ".".join(labels[at:]) in known.domains
        ),
        None,
    )


def _is_section(part: str) -> bool:
    sections = knowledge().words["sections"]
    return part.casefold() in sections or all(word in sections for word in re.split(r"[\s-]+", part.casefold()))


def is_newspaper(name: str) -> bool:
    """Whether a word of the name is one that newspapers are called by ("Abendpost", "Herald")."""
    table = knowledge().words
    words = [word.casefold() for word in re.split(r"[\s-]+", name)]
    return any(
        word in table["outlet_words"] or any(len(word) >= len(end) and word.endswith(end) for end in table["outlet"])
        for word in words
    )


def _matches(name: str, page_host: str | None) -> bool:
    """Whether the page's address is made of the name."""
    letters = "".join(re.findall(r"[^\W_]", name.casefold().translate(_LATIN)))
    return bool(page_host) and len(letters) >= 4 and letters in re.sub(r"[\W_]", "", page_host or "")


def _speaks(name: str, lines: Sequence[Line], begin: int) -> bool:
    """Whether the page uses the name where it speaks of itself, and the article does not use it."""
    first = next(iter(_WORD.findall(name.casefold())), None)
    if first is None or first in _words(line.unit.flat for line in lines[begin:] if line.rule is None):
        return False
    own = " ".join(line.unit.flat.casefold() for line in lines if line.rule in _OWN_VOICE and line.unit.flat != name)
    return re.search(rf"\b{re.escape(first)}", own) is not None


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}
