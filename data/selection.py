"""What the analyst has selected, as one value: it filters, writes the caption, names the file and makes the link."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlencode

from data.models import LADDER, Rung, SignalForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOBODY = "(none)"
"""Stands among speakers for the outlet's own voice, among outlets for articles whose outlet is unknown."""
FORMS: tuple[SignalForm, ...] = get_args(SignalForm)
LONGEST_TEXT = 200  # characters of a text search
LONGEST_NAME = 500
MOST_NAMES = 200  # speakers or outlets taken from a link

_PARAMS = {"speakers": "speaker", "outlets": "outlet", "rungs": "rung", "forms": "form"}
_FLAGS = {
    "include_undated": "undated", "include_background": "background", "include_headlines": "headlines",
    "include_rejected": "rejected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter over signals; empty tuples and None filter nothing. Raises ValueError for what it cannot mean.

    `start` and `end` are days of the claim, both inclusive, either may be None. `text` is looked for as it stands, in
    any part of a word, without regard to case and accents. Undated signals pass whatever the range is while
    `include_undated` is set. Names are sorted and the text is trimmed, so that equal filters are equal values.
    """

    start: date | None = None
    end: date | None = None
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    forms: tuple[SignalForm, ...] = ()
    text: str = ""
    include_undated: bool = True
    include_background: bool = False
    include_headlines: bool = False
    include_rejected: bool = False  # what a review has rejected

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"the range starts on {self.start}, after its end on {self.end}")
        _only(self.rungs, LADDER, "rung")
        _only(self.forms, FORMS, "form")
        # A frozen value may only be put in order while it is made.
        object.__setattr__(self, "speakers", _clean(self.speakers))
        object.__setattr__(self, "outlets", _clean(self.outlets))
        object.__setattr__(self, "rungs", tuple(rung for rung in LADDER if rung in self.rungs))
        object.__setattr__(self, "forms", tuple(form for form in FORMS if form in self.forms))
        object.__setattr__(self, "text", " ".join(_encodable(self.text).split())[:LONGEST_TEXT].strip())

    def with_(self, **changes: Any) -> Selection:
        """Return a copy with these fields changed."""
        return replace(self, **changes)

    def caption(self, table: str = "signals") -> str:
        """Say in one sentence which rows of a table are selected."""
        of_articles = table in ("articles", "origins")
        dated = "published" if of_articles else "said"
        parts = [table.capitalize(), _range(self.start, self.end, dated)]
        if self.speakers:
            parts.append("by " + _either(_spoken(self.speakers, "the outlets themselves")))
        if self.outlets:
            parts.append("in " + _either(_spoken(self.outlets, "articles without an outlet")))
        if self.rungs:
            parts.append("on rung " + _either(self.rungs))
        if self.forms:
            parts.append("told as " + _either(self.forms))
        if self.text:
            parts.append(f"with “{self.text}” in the {'article' if of_articles else 'passage'}")
        extras = [
            f"{name} {'included' if wanted else 'left out'}"
            for name, wanted in (
                ("undated ones", self.include_undated),
                ("background", self.include_background),
                ("headlines", self.include_headlines),
            )
        ]
        if self.include_rejected:
            extras.append("those rejected by review included")
        return " ".join(part for part in parts if part) + "; " + ", ".join(extras) + "."

    def slug(self) -> str:
        """Return a part for a file name: a-z, 0-9, `-` and `_`, at most 80 characters, another one for each filter."""
        if self == Selection():
            return "all"
        words = [f"{self.start or 'start'}_{self.end or 'end'}"] if self.start or self.end else []
        words += [*self.speakers[:2], *self.outlets[:2], *self.rungs[:2], *self.forms[:2], self.text]
        readable = "_".join(part for part in map(_ascii, words) if part)[:70].rstrip("-_")
        mark = hashlib.sha256(urlencode(self.to_params(), doseq=True).encode()).hexdigest()[:8]
        return f"{readable}_{mark}" if readable else mark

    def to_params(self) -> dict[str, list[str]]:
        """Return the filter as URL query parameters; what is at its default is left out."""
        params: dict[str, list[str]] = {}
        if self.start:
            params["from"] = [self.start.isoformat()]
        if self.end:
            params["to"] = [self.end.isoformat()]
        for field, key in _PARAMS.items():
            if values := getattr(self, field):
                params[key] = list(values)
        if self.text:
            params["text"] = [self.text]
        default = Selection.__dataclass_fields__
        for field, key in _FLAGS.items():
            if getattr(self, field) != default[field].default:
                params[key] = ["true" if getattr(self, field) else "false"]
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, Iterable[str]]) -> Selection:
        """Read a link. What it cannot mean (no day, no rung, an end before the start) is ignored, never an error."""
        held = {key: [str(value) for value in values][:MOST_NAMES] for key, values in params.items()}
        start, end = (_day(held.get(key, [])) for key in ("from", "to"))
        if start and end and start > end:
            start, end = end, start
        flags = {
            field: held[key][-1] == "true"
            for field, key in _FLAGS.items()
            if held.get(key) and held[key][-1] in {"true", "false"}
        }
        return cls(
            start=start,
            end=end,
            speakers=tuple(held.get("speaker", [])),
            outlets=tuple(held.get("outlet", [])),
            rungs=tuple(rung for rung in LADDER if rung in held.get("rung", [])),
            forms=tuple(form for form in FORMS if form in held.get("form", [])),
            text=(held.get("text") or [""])[-1],
            **flags,
        )


PARAMS = ("from", "to", *_PARAMS.values(), "text", *_FLAGS.values())
"""Every URL query parameter a selection uses."""
FIELDS = tuple(field.name for field in fields(Selection))


def _only(values: Iterable[str], known: Iterable[str], what: str) -> None:
    if unknown := [value for value in values if value not in known]:
        raise ValueError(f"no such {what}: {unknown[0]!r}; one of {', '.join(known)}")


def _range(start: date | None, end: date | None, dated: str) -> str:
    if start and end:
        return f"{dated} on {start}" if start == end else f"{dated} from {start} to {end}"
    if start:
        return f"{dated} on or after {start}"
    return f"{dated} on or before {end}" if end else ""


def _either(values: Iterable[str]) -> str:
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


def _spoken(values: Iterable[str], nobody: str) -> list[str]:
    return [nobody if value == NOBODY else value for value in values]


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
    return re.sub(r"[^a-z0-9_]+", "-", plain.encode("ascii", "ignore").decode()).strip("-_")[:40].rstrip("-_")


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _clean(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for value in values if (name := _encodable(value).strip()[:LONGEST_NAME].strip())}))


def _day(values: list[str]) -> date | None:
    try:
        return date.fromisoformat(values[-1]) if values else None
    except ValueError:
        return None
