"""Lines that date and credit an article: "Stand: 04.11.2024 07:15 Uhr · Von Anna Berg, Wien · dpa"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.cleaning.credits import Known, names, signature
from data.cleaning.knowledge import knowledge
from data.dating.published import Published, find_published

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 220
_TELLING = 6  # characters of a label that tells by itself among other words, as "vom" does not
_HAS_DATE = re.compile(r"(?:19|20)\d\d|\d\.\s?\d{1,2}\.\s?\d\d")
_OPENING = '„"«»“+('
_SEPARATOR = "\x1f"
_ITEMS = re.compile(r"\x1f|\s*[|·•/;,()\[\]>»]\s*|\s[–—-]{1,2}\s|[ \t]{2,}")
_NARROW = re.compile(r"[\u00a0\u2009\u202f]")  # blanks that keep "06.05 GMT" in one line
_TIME = re.compile(r"(\d{1,2})[.:](\d\d)(?: ?(?:uhr|h))?(?: [a-z]{2,4})?", re.IGNORECASE)
_CONJUNCTIONS = ("und ", "and ", "sowie ")
_PICTURES = re.compile(r"(?:bilder|fotos?|videos?|photos?|pictures|grafik)", re.IGNORECASE)
_INITIALS = re.compile(r"[a-zäöü]{2,4}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date on the page. `updated`: the page says that the article was changed then; `named`: or published."""

    published: Published
    updated: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """What a line says about the article. `unknown`: single names in a credit that may be agencies."""

    stamps: tuple[Stamp, ...] = ()
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rest: str = ""  # text on the line that is none of this: a headline on the same line


def read_meta(text: str, known: Known) -> Meta | None:
    """Read a line whose every part is a date, a credit or a label; None where a part is anything else."""
    if len(text) > _LONGEST:
        return None
    rest, stamps = _stamps(text)
    items = [item.strip(" .:–—-\t*|") for item in _ITEMS.split(rest)]
    reader = _Reader(known, dated=bool(stamps), agency=any(known.agency(item) for item in items))
    for item in items:
        if not reader.take(item):
            return None
    if not (stamps or reader.authors or reader.agencies or reader.credited):
        return None
    stamps = _with_time(stamps, reader.times)
    return Meta(stamps, tuple(reader.authors), tuple(reader.agencies), tuple(reader.unknown))


def dated(text: str, known: Known) -> str | None:
    """Return what a line says of its article's day: all of it, a labelled date among other words, or None.

    A label that any day may have ("am", "vom") counts in a line that begins with a byline.
    """
    meta = read_meta(text, known)
    if meta is not None:
        return text if meta.stamps else None
    found = find_published(text) if _HAS_DATE.search(text) else None
    if found is None:
        return None
    start, end = found[1]
    label = _label_at_end(text[:start].rstrip(" :,(\t"), knowledge().meta["published"])
    if label is None:
        return None
    signed, _ = _unlabelled(text[:label].strip())
    telling = start - label >= _TELLING or knowledge().meta["byline"].match(signed)
    return text[label:end] if telling else None


def read_stamped(text: str) -> Meta | None:
    """Read a line that opens or closes with a date and else holds text: the head of a page on one line."""
    if len(text) > 2 * _LONGEST:
        return None
    rest, stamps = _stamps(text)
    parts = [part.strip(" .:|·–—-") for part in rest.split(_SEPARATOR)]
    filled = [part for part in parts if part and not _label(part)]
    if not stamps or len(filled) != 1 or not (parts[0] == "" or parts[-1] == "" or _label(parts[0])):
        return None
    worded = len(filled[0].split()) >= 3 and (filled[0][0].isalnum() or filled[0][0] in _OPENING)
    return Meta(stamps, rest=filled[0]) if worded else None


def _stamps(text: str) -> tuple[str, tuple[Stamp, ...]]:
    """Dates of the line, and the line with each of them and its label replaced by a separator."""
    stamps: list[Stamp] = []
    meta = knowledge().meta
    text = _NARROW.sub(" ", text)
    for _ in range(4):
        found = find_published(text) if _HAS_DATE.search(text) else None
        if found is None:
            break
        published, (start, end) = found
        before = text[:start].rstrip(" :,(\t")
        updated = _label_at_end(before, meta["updated"])
        label = updated if updated is not None else _label_at_end(before, meta["published"])
        named = updated is None and label is not None and start - label >= _TELLING
        stamps.append(Stamp(published, updated is not None, named))
        zone = meta["timezone"].match(text[end:].lstrip(" ("))
        rest = text[end:].lstrip(" (")[zone.end() :].lstrip(")") if zone else text[end:]
        text = text[: start if label is None else label] + _SEPARATOR + rest
    return text, tuple(stamps)


def _label_at_end(text: str, pattern: re.Pattern[str]) -> int | None:
    """Where a label begins that ends `text`; labels have up to five words."""
    starts = [0, *(match.end() for match in re.finditer(r"[\s\x1f|·,;(]+", text))]
    for start in starts[-5:]:
        if start < len(text) and pattern.fullmatch(text[start:]):
            return start
    return None


def _label(text: str) -> bool:
    meta = knowledge().meta
    return bool(meta["published"].fullmatch(text) or meta["updated"].fullmatch(text))


def _with_time(stamps: tuple[Stamp, ...], times: Iterable[str]) -> tuple[Stamp, ...]:
    """Give a date without a time the time that stands elsewhere on its line."""
    time = next(iter(times), None)
    if time is None or len(stamps) != 1 or stamps[0].published.at is not None:
        return stamps
    day = stamps[0].published.day
    return (replace(stamps[0], published=Published(day, f"{day.isoformat()}T{time}")),)


def _unlabelled(item: str) -> tuple[str, bool]:
    """Return a part without the labels before it ("Publiziert heute um 21:14"), and whether one says "updated"."""
    meta = knowledge().meta
    updated = False
    for _ in range(4):
        found = meta["updated"].match(item)
        updated = updated or found is not None
        found = found or meta["published"].match(item)
        if found is None or item[found.end() : found.end() + 1].isalnum():
            break
        item = item[found.end() :].strip(" :")
    return item, updated


class _Reader:
    """Takes the parts of a line one after the other; a byline allows a place or an office behind it."""

    def __init__(self, known: Known, *, dated: bool, agency: bool) -> None:
        self.known = known
        self.dated = dated
        self.agency = agency
        self.after_byline = False
        self.credited = False
        self.authors: list[str] = []
        self.agencies: list[str] = []
        self.unknown: list[str] = []
        self.times: list[str] = []

    def take(self, item: str) -> bool:
        meta = knowledge().meta
        if not item or _label(item):
            return True
        bare, updated = _unlabelled(item)
        time = _TIME.fullmatch(bare)
        if time and int(time[1]) < 24 and int(time[2]) < 60:
            if not updated:
                self.times.append(f"{int(time[1]):02}:{time[2]}")
            self.credited = self.credited or bare != item
            return True
        if bare != item and meta["reading"].fullmatch(bare):
            self.credited = True
            return True
        if self.after_byline and _PICTURES.fullmatch(item):
            del self.authors[1:]
            return True
        if self.after_byline and item.startswith(_CONJUNCTIONS):
            return self._byline(item.split(None, 1)[1])
        byline = meta["byline"].match(item)
        if byline and (item[byline.end() : byline.end() + 1].isspace() or byline[0].endswith((":", " "))):
            return self._byline(item[byline.end() :].strip(" :"))
        agency = self.known.agency(item)
        if agency:
            self.agencies.append(agency)
            return True
        if meta["reading"].fullmatch(item) or knowledge().buttons.fullmatch(item) or self._section(item):
            return True
        if meta["staff"].fullmatch(item) or ((self.dated or self.agency) and _INITIALS.fullmatch(item)):
            self.credited = True
            return True
        if self.after_byline and (meta["after_name"].fullmatch(item) or self._place(item)):
            return True
        return self._credit(item)

    def _byline(self, text: str) -> bool:
        """Names after "Von"; the first must be a person, an agency or a desk."""
        found = False
        for number, name in enumerate(names(text)):
            agency = self.known.agency(name)
            person = self._person(name)
            if agency:
                self.agencies.append(agency)
            elif person:
                if person.casefold() not in self.known.persons:
                    self.authors.append(person.title() if person.isupper() else person)
            elif knowledge().meta["staff"].fullmatch(name):
                self.credited = True
            elif number == 0 and re.fullmatch(r"[^\W\d_][\w-]{3,24}", name) and name[0].isupper():
                self.unknown.append(name)
                self.credited = True
            elif not (found and (self._place(name) or knowledge().meta["after_name"].fullmatch(name))):
                return False
            found = True
        self.after_byline = found
        return found

    def _credit(self, item: str) -> bool:
        read = signature(item, self.known)
        if read and read.agencies and not read.unknown:
            self.agencies.extend(read.agencies)
            return True
        person = item if self.dated and len(item.split()) <= 3 and self.known.is_person(item) else None
        if person and person.casefold() not in self.known.persons:
            self.authors.append(person)
            self.after_byline = True
            return True
        if self.dated and re.fullmatch(r"[^\W\d_][\w-]{3,24}", item) and item[0].isupper():
            self.unknown.append(item)
            return True
        name, _, agency = re.sub(r"\s(?:mit|with)\s", _SEPARATOR, item, count=1).partition(_SEPARATOR)
        if self.known.agency(agency) and self.known.is_person(name):
            self.authors.append(name)
            self.agencies.append(self.known.agency(agency) or agency)
            return True
        return self.dated and self._outlet(item)

    def _outlet(self, item: str) -> bool:
        """Whether the part is the name of a paper or station, as a date line may end with it."""
        words = [word.casefold() for word in item.split()]
        return len(words) <= 4 and not knowledge().words["outlet_words"].isdisjoint(words)

    def _person(self, text: str) -> str | None:
        if self.known.is_person(text):
            return text
        parts = text.split()
        for length in (4, 3, 2):
            head, tail = " ".join(parts[:length]), " ".join(parts[length:])
            if tail and self.known.is_person(head) and knowledge().meta["after_name"].fullmatch(tail):
                return head
        return None

    def _place(self, text: str) -> bool:
        return len(text.split()) <= 3 and all(part[0].isupper() or not part[0].isalpha() for part in text.split())

    def _section(self, text: str) -> bool:
        words = knowledge().words["sections"]
        return text.casefold() in words or all(part.casefold() in words for part in text.split())
