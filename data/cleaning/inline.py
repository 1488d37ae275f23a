"""What stands inside a paragraph and is not its text: datelines, signatures, photo credits, "Weiterlesen"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.cleaning.credits import Known, signature
from data.cleaning.knowledge import knowledge
from data.cleaning.metaline import read_meta
from data.models import Cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.cleaning.page import Unit

_PLACE = r"[A-ZÄÖÜ][\w.'’-]{1,30}(?:[ /][A-ZÄÖÜ][\w.'’-]{1,30}){0,3}"
_DATELINE = re.compile(rf"^(?:{_PLACE}(?:,\s[^()]{{2,30}})?\s?)?\(([^()]{{2,40}})\)\s?[-–—:.]{{0,2}}\s+(?=\S)")
_AGENCY_FIRST = re.compile(rf"^([\w-]{{2,20}})\s{_PLACE}\s?[-–—:.]\s+(?=\S)")
_PIPED = re.compile(rf"^{_PLACE}\s([\w-]{{2,12}})\s\|\s(?=\S)")
_CAPITALS = re.compile(r"^[A-ZÄÖÜ]{4,20}(?:[ /-][A-ZÄÖÜ]{3,20}){0,2}\s?(?:[-–—:]|\.(?=\s[A-ZÄÖÜ„\"«]))\s+(?=\S)")
_DASHED = re.compile(r"^([A-ZÄÖÜ][a-zäöüß]{2,20}(?:[ /][A-ZÄÖÜ][a-zäöüß]{2,20}){0,2})\s[-–—]\s(?=[A-ZÄÖÜ„\"«])")
_SIGNED = re.compile(r"(?<=[.!?…\"“”»«'’\w])\s*\(([^()]{2,60})\)\s*$")
_BARE = re.compile(r"[.!?…\"“”»«]\s+(©?\s?[\w/-]{2,30})$")
_DPA_MARK = re.compile(r"\s*©?\s?(?:dpa-infocom|dpa:\d{6}).{0,60}$")
_PHOTO = re.compile(r"(?<=[.!?…\"“”»«])\s+(?:(?:Foto|Bild|Photo|Image)s?:|©)\s?[^.!?]{2,80}$")
_ENDS = 300


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What is cut out of one paragraph, and the agencies that it credits."""

    cuts: tuple[Cut, ...] = ()
    agencies: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Credited:
    agencies: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)


def trim(raw: str, unit: Unit, cuts: Sequence[Cut], known: Known, *, first: bool, last: bool) -> Trimmed:
    """Find the clutter inside a paragraph. `cuts` is what is out already; `first` and `last` say where it stands."""
    text, places = _visible(raw, unit, cuts)
    found: list[tuple[int, int, str]] = []
    credited = _Credited()
    for match in knowledge().inline["cuts"].finditer(text):
        found.append((*match.span(), "aside"))
    start = _dateline(text[:_ENDS], known, credited, first=first)
    if start:
        found.append((0, start, "dateline"))
    end = len(text)
    for _ in range(3):
        shorter, rule = _tail(text[start:end][-_ENDS:], known, credited, last=last)
        if not shorter:
            break
        found.append((end - shorter, end, rule))
        end -= shorter
        end -= len(text[:end]) - len(text[:end].rstrip())
    spans = [Cut(places[a], places[b - 1] + 1, rule) for a, b, rule in found if a < b <= len(places)]
    return Trimmed(tuple(spans), tuple(credited.agencies), tuple(credited.unknown), tuple(credited.authors))


def _visible(raw: str, unit: Unit, cuts: Sequence[Cut]) -> tuple[str, Sequence[int]]:
    """Return the text of a unit as it is read, and the place of each of its characters in `raw`."""
    first = bisect_right(cuts, unit.start, key=lambda cut: cut.end)
    inside = cuts[first : bisect_left(cuts, unit.end, lo=first, key=lambda cut: cut.start)]
    if not inside:
        return raw[unit.start : unit.end], range(unit.start, unit.end)
    places: list[int] = []
    at = unit.start
    for cut in inside:
        places.extend(range(at, max(at, cut.start)))
        at = max(at, cut.end)
    places.extend(range(at, unit.end))
    return "".join(raw[place] for place in places), places


def _dateline(text: str, known: Known, credited: _Credited, *, first: bool) -> int:
    """Length of a dateline: "Moskau (dpa) - ", "BERLIN taz | ", and in the first paragraph "Wien – "."""
    match = _DATELINE.match(text)
    if match:
        credit = signature(match[1], known)
        if credit and credit.agencies and not credit.unknown:
            credited.agencies.extend(credit.agencies)
            return match.end()
    for pattern in (_AGENCY_FIRST, _PIPED):
        match = pattern.match(text)
        agency = known.agency(match[1]) if match else None
        if match and (agency or pattern is _PIPED):
            credited.agencies.extend([agency] if agency else [])
            return match.end()
    if not first:
        return 0
    match = _CAPITALS.match(text)
    if match:
        return match.end()
    match = _DASHED.match(text)
    return match.end() if match and match[1].casefold() not in known.persons else 0


def _tail(text: str, known: Known, credited: _Credited, *, last: bool) -> tuple[int, str]:
    """Length and rule of what is to be cut from the end of a paragraph; 0 where there is nothing.

    A pattern is asked where the signs are that it needs, which few paragraphs have.
    """
    match = _DPA_MARK.search(text) if "dpa" in text else None
    if match and match[0].strip():
        credited.agencies.append("dpa")
        return len(match[0]), "agency_notice"
    match = _SIGNED.search(text) if text.rstrip().endswith(")") else None
    if match:
        credit = signature(match[1], known)
        closed = text[: match.start()].rstrip()[-1:] in ".!?…\"“”»«'’"
        initials = match[1].islower() and len(match[1]) <= 5
        if credit and ((credit.agencies and (closed or last)) or (closed and (initials or (last and credit.unknown)))):
            credited.agencies.extend(credit.agencies)
            credited.unknown.extend(credit.unknown)
            return len(match[0]), "signature"
        meta = read_meta(f"Von {match[1]}", known) if closed else None
        if meta and (meta.agencies or meta.stamps):
            credited.agencies.extend(meta.agencies)
            credited.authors.extend(meta.authors)
            return len(match[0]), "signature"
    match = _BARE.search(text) if last else None
    if match:
        credit = signature(match[1].lstrip("© "), known)
        if credit and credit.agencies and not credit.unknown:
            credited.agencies.extend(credit.agencies)
            return len(text) - match.start(1), "signature"
    match = _PHOTO.search(text) if ":" in text or "©" in text else None
    if match:
        return len(match[0]), "caption"
    match = knowledge().inline["tail"].search(text) if _may_lead_on(text) else None
    if match and match.start() and match[0].strip() and text[: match.start()].rstrip()[-1:] in '.!?…"“”»«':
        return len(match[0]), "paywall"
    return 0, ""


def _may_lead_on(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in knowledge().tail_needs)
