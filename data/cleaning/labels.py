"""What each line of a page is when it is not the article: the rule that takes it out, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.cleaning.credits import Signature, signature
from data.cleaning.knowledge import knowledge
from data.cleaning.metaline import Meta, read_meta
from data.cleaning.page import Unit, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.cleaning.credits import Known

URL = re.compile(r"https?://[^\s<>\"')\]]{4,1000}")
_BARE_URL = re.compile(r"\W{0,3}(?:https?://|www\.)[^\s<>]{4,1000}\W{0,3}")
_ICON = re.compile(r"^\W*[a-zA-Z]\s(?=[A-ZÄÖÜ])")
_COPYRIGHT = re.compile(r"(?:©|\(c\))\s?[^.!?]{1,80}$", re.IGNORECASE)
_DASHED_SOURCE = re.compile(r"\s[-–—/|]\s?([^-–—/|.!?]{2,30})$")
_SLASHED_CREDIT = re.compile(r"\(([^()/]{2,30})\s?/\s?[^()]{2,60}\)$")
_BREADCRUMB = re.compile(r"\s*[|>»›·•/]\s*|[ \t]{2,}|\s[–—-]{1,2}\s")
_SENTENCE_INSIDE = re.compile(r"[a-zäöüß]{2}[.!?][\"“”»«]?\s+[A-ZÄÖÜ„\"«»“]")
_SIGNED_PROSE = re.compile(r"[a-zäöüß]{2}[.!?][\"“”»«]?\s+\(?[\w/©:. -]{2,25}\)?$")
_LONG_SENTENCE = 40  # words beyond which running text is no pointer to another article
_NEVER_TOLD = (
    "paywall",
    "newsletter",
    "support",
    "reference",
    "media",
    "poll",
    "feedback",
    "author_box",
    "navigation",
    "generated",
)
"""Rules that leave a sentence alone which reports what somebody said or did: no button does that."""
_TRAIL = re.compile(r"[|>»›·•]|\s{2}|\s/\s")  # what stands between sections; a dash also stands in headlines
_ENTRY = re.compile(r"\W{0,6}(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?Uhr)?(?![\d.])")

LONGEST = 600  # no line of clutter is longer; cookie notices come close
_MOST_LINES = 1000  # lines from either end of a page that are looked at
_DATED_LINES = 300  # lines from either end that may date or credit the article
_PROSE_WORDS = 20  # words of a line that is prose even without a full stop: no headline is so long


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with the rule that takes it out (None: it stays), and the metadata that it states."""

    unit: Unit
    rule: str | None = None
    meta: Meta | None = None
    signed: Signature | None = None

    @property
    def prose(self) -> bool:
        """Whether the line reads as running text, whatever the rule says."""
        return is_prose(self.unit)


def is_prose(unit: Unit) -> bool:
    """Whether the unit is a full sentence, or has more words than a headline."""
    words = unit.words
    if words >= _PROSE_WORDS or (words >= 8 and _SIGNED_PROSE.search(unit.text[-80:])):
        return True
    if words >= 12 and _SENTENCE_INSIDE.search(unit.text):
        return True
    return words >= 4 and (ends_sentence(unit.text) or (unit.text.endswith(":") and words >= 6))


def is_entry(unit: Unit) -> bool:
    """Whether a time of day opens the unit, as it does an entry of a live blog."""
    return bool(_ENTRY.match(unit.text)) and unit.words <= 25


def labelled(units: Sequence[Unit], known: Known) -> list[Line]:
    """Label the lines of a page; of an endless page the middle stays as it is, so that time is bounded."""
    count = len(units)
    return [
        label(unit, known, dates=min(number, count - 1 - number) < _DATED_LINES)
        if min(number, count - 1 - number) < _MOST_LINES
        else Line(unit)
        for number, unit in enumerate(units)
    ]


def label(unit: Unit, known: Known, *, dates: bool = True) -> Line:
    """Return the line with the first rule that fits; the order goes from the surest rule to the least."""
    text = unit.flat
    if not any(character.isalnum() for character in text):
        return Line(unit, "separator")
    if len(text) > LONGEST:
        return Line(unit)
    text = _ICON.sub("", text)
    if _source(text):
        return Line(unit, "source")
    rule = _known_line(text, is_prose(unit))
    if rule:
        return Line(unit, rule)
    signed = signature(text, known)
    if signed and text.startswith("(") and text.endswith(")"):
        return Line(unit, "signature", signed=signed)
    meta = read_meta(_ICON.sub("", unit.text), known) if dates else None
    if meta and not (unit.heading and not meta.stamps):
        return Line(unit, "credit line", meta)
    if signed and signed.agencies and not signed.unknown:
        return Line(unit, "signature", signed=signed)
    if _caption(text, known):
        return Line(unit, "caption")
    signed = _programme(text, known)
    if signed:
        return Line(unit, "signature", signed=signed)
    return Line(unit, "breadcrumb") if _is_breadcrumb(unit) else Line(unit)


@lru_cache(maxsize=4096)
def _known_line(text: str, prose: bool) -> str | None:
    """Return the rule of a line that is clutter by its words alone; pages of one site repeat the same ones."""
    table = knowledge()
    told = prose and not table.words["reporting"].isdisjoint(re.findall(r"\w+", text.casefold()))
    for rule, pattern in table.whole:
        if not (told and rule in _NEVER_TOLD) and pattern.fullmatch(text):
            return rule
    if len(text) <= 200 and table.buttons.fullmatch(text):
        return "share"
    words = text.count(" ") + 1
    told = told or (prose and words > _LONG_SENTENCE)
    if len(text) <= 400 and words <= 60:
        for rule, pattern in table.begins:
            if not (told and rule in _NEVER_TOLD) and pattern.match(text):
                return rule
    return None


def _source(text: str) -> bool:
    """Whether the line names the page's address, or only announces it."""
    found = knowledge().meta["source"].match(text)
    rest = text[found.end() :] if found else text
    return (not rest.strip(" :*<>") and bool(found)) or bool(_BARE_URL.fullmatch(rest.strip()))


def _caption(text: str, known: Known) -> bool:
    table = knowledge()
    if table.caption["begins"].match(text):
        return True
    if len(text) > 350:
        return False
    if table.caption["credit"].search(text) or table.caption["notes"].search(text) or _COPYRIGHT.search(text):
        return True
    slashed = _SLASHED_CREDIT.search(text)
    if slashed and (known.agency(slashed[1]) or slashed[1].strip().casefold() in table.photo):
        credit = signature(slashed[0], known)
        return credit is None or bool(credit.unknown)
    dashed = _DASHED_SOURCE.search(text)
    if dashed and dashed[1].strip().casefold() in table.photo and len(text) > len(dashed[0]):
        return True
    parts = [part.strip() for part in text.split("/")]
    if len(text) > 80 or ends_sentence(text) or any(len(part.split()) > 3 for part in parts):
        return False
    pictured = [part.casefold() in table.photo or known.agency(part) is not None for part in parts]
    return pictured[-1] or (len(parts) > 1 and any(pictured))


def _programme(text: str, known: Known) -> Signature | None:
    """Return the credit that ends a broadcaster's page: "Radio 4, 12.3.2024, 9 Uhr; sda/ank"."""
    parts = re.split(r"\s*[;|]\s*", text)
    if len(parts) < 2 or len(text) > 100 or ends_sentence(text):
        return None
    found = [credit for part in parts if (credit := signature(part, known)) and credit.agencies and not credit.unknown]
    return found[0] if found else None


def _is_breadcrumb(unit: Unit) -> bool:
    """Sections of a site side by side; one of them must be a known section, all must be short."""
    sections = knowledge().words["sections"]
    words = unit.flat.casefold().split()
    if 3 <= len(words) <= 15 and all(word in sections for word in words):
        return True
    if len(unit.text) > 120:
        return False
    parts = [part.strip(" .:←→<>«»").casefold() for part in _BREADCRUMB.split(unit.text)]
    parts = [part for part in parts if part]
    if not parts or any(len(part.split()) > 4 for part in parts):
        return False
    known = sum(part in sections for part in parts)
    return known == len(parts) or (known >= 1 and bool(_TRAIL.search(unit.text)) and not ends_sentence(unit.text))
