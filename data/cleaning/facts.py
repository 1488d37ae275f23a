"""What a page says about its article, gathered from the lines that were taken out. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from data.cleaning.credits import names, signature
from data.cleaning.knowledge import knowledge
from data.cleaning.labels import URL
from data.cleaning.metaline import read_meta
from data.dating.published import day_in_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.cleaning.credits import Known
    from data.cleaning.labels import Line
    from data.cleaning.metaline import Meta, Stamp
    from data.models import PublishedBasis, Source

_NEAR = 10  # lines above the headline or behind the article in which its own credit line may stand
_END = re.compile(r"[.!?](?:\s|$)|[,;]\s|$")


@dataclass(frozen=True, slots=True)
class Publication:
    day: date | None = None
    at: str | None = None
    basis: PublishedBasis | None = None


def publication(source: Source, metas: Iterable[Meta], url: str | None) -> Publication:
    """Return when the article was published: as the input says, else as the page does, by an update as last resort.

    A day that the page names as that of publication counts before others: what stands at the top may be today's.

    Where neither says anything, it is inferred from an address that holds a day.
    """
    if source.published_on:
        at = source.published_on[:16] if "T" in source.published_on else None
        return Publication(date.fromisoformat(source.published_on[:10]), at, "metadata")
    stamps: list[Stamp] = [stamp for meta in metas for stamp in meta.stamps]
    first = min(stamps, key=lambda stamp: (stamp.updated, not stamp.named), default=None)
    if first is None:
        filed = day_in_address(url) if url else None
        return Publication(filed, None, "inferred") if filed else Publication()
    same_day = (
        stamp.published.at for stamp in stamps if stamp.published.day == first.published.day and not stamp.updated
    )
    at = first.published.at or next((at for at in same_day if at), None)
    return Publication(first.published.day, at, "text")


def author(
    source: Source, metas: Sequence[Meta], lines: Sequence[Line], signed: Sequence[str], known: Known
) -> str | None:
    """Return the persons of the byline, joined by commas; an agency is no author. `signed`: names in brackets."""
    if source.author:
        persons = [name for name in names(source.author) if not known.agency(name)]
        return ", ".join(persons) or None
    for meta in metas:
        if meta.authors:
            return ", ".join(dict.fromkeys(meta.authors))
    for name in signed:
        if known.is_person(name) and name.casefold() not in known.persons:
            return name
    boxed = [line.unit.flat for line in lines if line.rule == "author" and known.is_person(line.unit.flat)]
    boxed = [name for name in boxed if name.casefold() not in known.persons]
    if boxed:
        return boxed[0]
    for line in lines:
        if line.rule == "reporting":
            credit = read_meta(line.unit.text.strip("() .").split(";")[0], known)
            if credit and credit.authors:
                return ", ".join(credit.authors)
    return None


def agencies(
    source: Source, metas: Iterable[Meta], lines: Sequence[Line], inline: Sequence[str], known: Known
) -> tuple[str, ...]:
    """Return the agencies credited for this article: in bylines, signatures, datelines and the input's author."""
    found: list[str] = []
    if source.author:
        found.extend(agency for name in names(source.author) if (agency := known.agency(name)))
    for meta in metas:
        found.extend(meta.agencies)
    for line in lines:
        if line.signed:
            found.extend(line.signed.agencies)
        if line.rule in ("agency_notice", "reporting"):
            found.extend(_noticed(line.unit.flat, known))
        if line.rule == "reporting":
            by = line.unit.flat.partition(" by ")[2]
            found.extend(agency for name in names(by) if (agency := known.agency(name)))
    found.extend(inline)
    return tuple(dict.fromkeys(found))


def credit_lines(lines: Sequence[Line], begin: int, headline: int | None) -> tuple[Meta, ...]:
    """Return what the credit lines at the head and behind the article say; inside it they belong to pictures.

    Far from it, where a page says what day it is and lists other articles, only a day counts that is named as that of
    publication or change.
    """
    staying = [number for number, line in enumerate(lines) if line.rule is None]
    last = staying[-1] if staying else -1
    text = [number for number in staying if number >= begin] or staying
    head = max(begin, text[min(2, len(text) - 1)] if text else 0)
    top = begin - 2 * _NEAR if headline is None else headline - _NEAR
    boxed = [number > 0 and lines[number - 1].rule == "reference" for number in range(len(lines))]
    return tuple(
        line.meta
        for number, line in enumerate(lines)
        if line.meta
        and not boxed[number]
        and (number <= head or number > last)
        and (top <= number <= last + _NEAR or _named(line.meta))
    )


def _named(meta: Meta) -> bool:
    return not meta.stamps or any(stamp.named or stamp.updated for stamp in meta.stamps)


def _noticed(text: str, known: Known) -> list[str]:
    """Return the agency that opens a notice ("dpa-infocom, dpa:…", "Associated Press writer … contributed")."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)[:6]
    named = [agency for size in (3, 2, 1) if (agency := known.agency(" ".join(words[:size])))]
    return named[:1]


def confirmed(unknown: Iterable[str], lines: Sequence[Line]) -> tuple[str, ...]:
    """Names in a credit that nobody knows, where the page calls them an agency or credits them twice."""
    result: list[str] = []
    text = "\n".join(line.unit.flat[:5000] for line in lines)
    credited = [line.unit.flat.casefold() for line in lines if line.rule in ("caption", "signature", "credit line")]
    roles = knowledge().meta["agency_roles"].pattern
    for name in dict.fromkeys(unknown):
        called = re.search(rf"(?:{roles})\w{{0,2}}\s[„\"«»“]?{re.escape(name)}\b", text, re.IGNORECASE)
        twice = sum(bool(re.search(rf"\b{re.escape(name.casefold())}\b", credit)) for credit in credited) >= 2
        if called or twice:
            printed = re.search(rf"\b{re.escape(name)}\b(?<=\w)", text, re.IGNORECASE)
            forms = re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
            best = next((form for form in forms if form[0].isupper()), printed[0] if printed else name)
            result.append(best)
    return tuple(result)


def address(source: Source, lines: Sequence[Line]) -> str | None:
    """Return the page's own address, from the input or from a line "Quelle: https://…"."""
    if source.url:
        return source.url
    for line in lines:
        if line.rule == "source":
            found = URL.search(line.unit.text)
            if found:
                return found[0].rstrip(".,;*")
    return None


def host(url: str | None) -> str | None:
    """Return the host of an address without "www."; None where it is none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def origin(lines: Sequence[Line], known: Known) -> str | None:
    """Return where the text first appeared, as the page says ("stammt ursprünglich von …")."""
    meta = knowledge().meta
    for line in lines:
        if line.rule != "origin_notice":
            continue
        found = meta["origin"].search(line.unit.flat)
        if found is None:
            continue
        rest = line.unit.flat[found.end() :].lstrip(" :")
        end = _END.search(rest)
        name = rest[: end.start()] if end else rest
        stop = meta["origin_stop"].search(name)
        name = (name[: stop.start()] if stop else name).strip(" \"'„“”«»()[]*")
        if 2 <= len(name) <= 80 and not signature(name, known):
            return known.outlets.get(name.casefold(), name)
    return None
