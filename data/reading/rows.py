"""From the fields of a row or the text of a file to a `Source`. What cannot be a fact is left out and said."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from data.dating.published import AHEAD, EARLIEST, parse_published
from data.errors import InputError
from data.models import Rejected, Source
from data.reading.characters import same_length, tidy, whole
from data.reading.dayorder import is_ambiguous
from data.reading.limits import MAX_ARTICLE_CHARS, MAX_ID_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("id", "title", "text", "published_on", "outlet", "url", "lang", "author")
"""Keys of a row that are read; all others are ignored. JSON rows may add `clean`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text came from: the path as given, the file's name, and the 1-based line of a row."""

    file: str
    name: str
    line: int | None = None
    encoding: str = "utf-8"
    sha256: str = ""

    def reject(self, reason: str) -> Rejected:
        return Rejected(self.file, self.line, reason)


def plain_source(text: str, place: Place) -> Source:
    """Return the article that is the whole of a text file. Raises InputError where there is none."""
    return Source(
        id=place.name, file=place.file, text=checked(tidy(text)), sha256=place.sha256, encoding=place.encoding
    )


def page_source(fields: Mapping[str, Any], place: Place) -> Source:
    """Return the article of a page or document, with what it says of itself. Raises InputError where it has no text."""
    text = checked(tidy(fields["text"] or ""))
    stated = {name: tidy(fields.get(name) or "") or None for name in FIELDS}
    return Source(
        id=place.name,
        file=place.file,
        text=text,
        sha256=place.sha256,
        encoding=place.encoding,
        title=stated["title"],
        published_on=stated["published_on"],
        outlet=stated["outlet"],
        url=stated["url"],
        lang=stated["lang"],
        author=stated["author"],
    )


def row_source(row: Mapping[str, object], place: Place) -> Iterator[Source | Rejected]:
    """Yield the article of a row; a field that cannot be used gives a Rejected of its own and the article is kept.

    Raises InputError where the row has no usable text.
    """
    clean = row.get("clean") is True
    raw = row.get("text")
    if raw is None:
        raise InputError("has no 'text': every row needs one")
    if not isinstance(raw, str):
        raise InputError(f"'text' is {_kind(raw)}, not a string: give the article there")
    text = checked(same_length(raw) if clean else tidy(raw))
    notes: list[str] = []
    fields = {name: _field(name, row.get(name), notes) for name in FIELDS if name != "text"}
    own_id = fields["id"] is not None
    for note in notes:
        yield place.reject(f"{note}; the article is kept without it")
    yield Source(
        id=fields["id"] or (place.name if place.line is None else f"{place.name}:{place.line}"),
        file=place.file,
        text=text,
        sha256=place.sha256,
        encoding=place.encoding,
        line=place.line,
        own_id=own_id,
        title=fields["title"],
        published_on=fields["published_on"],
        outlet=fields["outlet"],
        url=fields["url"],
        lang=fields["lang"],
        author=fields["author"],
        clean=clean,
    )


def checked(text: str) -> str:
    """`text`, if it is an article's. Raises InputError where it is empty or beyond the limit."""
    if not any(character.isalnum() for character in text):
        raise InputError("is empty: there is no text in it")
    if len(text) > MAX_ARTICLE_CHARS:
        raise InputError(f"has {len(text):,} characters, the limit is {MAX_ARTICLE_CHARS:,}: split it into articles")
    return text


def _field(name: str, value: object, notes: list[str]) -> str | None:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, list) and name == "author" and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        notes.append(f"'{name}' is {_kind(value)}, not a string")
        return None
    text = " ".join(tidy(whole(str(value))).split())
    if not text:
        return None
    if name == "id" and len(text) > MAX_ID_CHARS:
        notes.append(f"'id' is {len(text)} characters long, the limit is {MAX_ID_CHARS}")
        return None
    if name == "url" and not text.lower().startswith(("http://", "https://")):
        notes.append(f"'url' is no http or https address: {text[:80]}")
        return None
    if name == "published_on":
        found = published(text)
        if found is None:
            notes.append(
                f"'published_on' may have the day or the month first: {text[:80]} (say which on the Import page or "
                "with --dates)"
                if is_ambiguous(text)
                else f"'published_on' is no day between {EARLIEST.year} and {AHEAD.days} days from now: {text[:80]}"
            )
        return found
    return text


def published(text: str, now: datetime | None = None) -> str | None:
    """Return a stated publication date as `YYYY-MM-DD` or, where it names a time, `YYYY-MM-DDTHH:MM`, local.

    Reads ISO 8601, the dates of mail and feeds, and German and English ones; None where it is not plainly a day from
    1990 to two days from `now`.
    """
    now = now or datetime.now(UTC)
    moment = _machine_date(text)
    if moment is not None:
        if not EARLIEST <= moment.date() <= now.date() + AHEAD:
            return None
        bare = len(text) <= 10 or (moment.hour, moment.minute) == (0, 0)  # midnight is how software writes "no time"
        return moment.date().isoformat() if bare else moment.strftime("%Y-%m-%dT%H:%M")
    found = parse_published(text[:200], now.date())
    return None if found is None else found.at or found.day.isoformat()


def _machine_date(text: str) -> datetime | None:
    if text[:4].isdigit() and text[4:5] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    if text[:3].isalpha() and text[3:4] == ",":
        try:
            return parsedate_to_datetime(text)
        except (ValueError, OverflowError):  # a year of eleven digits
            return None
    return None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else type(value).__name__
