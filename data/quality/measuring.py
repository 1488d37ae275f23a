"""Reading the labelled articles under the present rules, and the file that keeps what came of it.

`python -m data.quality` writes the file anew, as `python -m data.sample` does; a test fails while it is of
other rules. The labels are in `labelled.jsonl`, after the codebook; whom they watch is in `profile.toml`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.analysis import read_article
from data.errors import InputError
from data.models import Source
from data.profile import bundled, load_profile, merge
from data.quality.pairing import paired
from data.store.rows import dump
from data.store.rules import rules_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.profile import Profile

LABELS, PROFILE, MEASURED = "labelled.jsonl", "profile.toml", "measured.jsonl"
FIELDS = ("start", "end", "text", "speaker", "form", "rung", "contact", "participants", "background")
"""What is labelled of a signal."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One signal of a labelled article: as labelled, as found, or both where they are the same passage.

    `seen`: the rules were made with this article in view, so that what they get right there says little.
    """

    article: str
    seen: bool
    labelled: dict[str, Any] | None
    found: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: under which rules, on which day."""

    rules: str
    on: str
    judged: tuple[Judged, ...]

    def of(self, *, seen: bool) -> tuple[Judged, ...]:
        """Return the signals of articles that the rules were made with, or of the others."""
        return tuple(row for row in self.judged if row.seen == seen)


def articles() -> list[dict[str, Any]]:
    """Return the labelled articles: `id`, `lang`, `title`, `published_on`, `seen`, `body`, `signals`."""
    return [json.loads(line) for line in (_folder() / LABELS).read_text(encoding="utf-8").splitlines()]


def measured() -> Measured:
    """Return what was measured when this version was made. Raises InputError where the file is missing."""
    path = _folder() / MEASURED
    if not path.exists():
        raise InputError(f"{path.name}: what was measured is missing; install Treffpunkt anew")
    head, *rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return Measured(head["rules"], head["on"], tuple(Judged(**row) for row in rows))


def rules() -> str:
    """Return the version of the present rules, with the profile of the labelled articles."""
    return rules_version(_watched())


def measure() -> tuple[Judged, ...]:
    """Read every labelled article under the present rules. Headlines are not labelled, and left out."""
    watched = _watched()
    return tuple(_judged(watched))


def ship() -> Path:
    """Write what the present rules make of the labelled articles, and since which day they do; return the file."""
    path = _folder() / MEASURED
    head, rows = {"rules": rules()}, [dump(row) for row in measure()]
    on = datetime.now(UTC).date().isoformat()
    if path.exists():
        first, *held = path.read_text(encoding="utf-8").splitlines()
        known = json.loads(first)
        if (known["rules"], held) == (head["rules"], rows):
            on = known["on"]
    path.write_text("\n".join([dump({**head, "on": on}), *rows]) + "\n", encoding="utf-8", newline="\n")
    return path


def _judged(watched: Profile) -> Iterator[Judged]:
    for article in articles():
        source = Source(
            id=article["id"],
            file=LABELS,
            text=article["body"],
            sha256="",
            title=article["title"],
            published_on=article["published_on"],
            lang=article["lang"],
            clean=True,
        )
        found = [row for row in read_article(source, watched).signals if row.where == "body"]
        read = [json.loads(dump({name: getattr(row, name) for name in FIELDS})) for row in found]
        for label, signal in paired(article["signals"], read):
            held = [dict(row) if row else None for row in (label, signal)]
            yield Judged(article["id"], article["seen"], *held)


def _watched() -> Profile:
    return merge(bundled(), load_profile(_folder() / PROFILE))


def _folder() -> Path:
    return Path(str(resources.files("data") / "quality"))
