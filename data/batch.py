"""The batch format: an analysis as six files of JSON Lines, for pipelines, benchmarks and scorers (docs/data.md)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from data.dating.claims import is_duration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from data.models import Analysis, Rejected

ARTICLES = (
    "id", "file", "title", "published_on", "published_at", "published_basis", "outlet", "origin", "agencies",
    "author", "url", "lang", "body", "duplicate_group", "story",
)  # fmt: skip
STATEMENTS = (
    "article", "start", "end", "text", "spans", "form", "speaker", "speaker_text", "speaker_spans", "cue_text",
    "cue_spans", "via", "said_on", "said_on_basis",
)  # fmt: skip
SIGNALS = (
    "id", "article", "where", "start", "end", "text", "speaker", "speaker_text", "form", "via", "rung", "certainty",
    "condition", "contact", "participants", "venue", "meeting_date", "said_on", "said_on_basis", "background",
)  # fmt: skip
DATES = ("article", "start", "end", "text", "value")
MERGES = ("a", "b", "score", "containment", "decision", "reason")
REJECTED = ("file", "line", "reason")


def write_batch(analysis: Analysis, folder: Path) -> None:
    """Write the six files into `folder`, which is made where it is missing; files of those names are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    merging = analysis.merging
    _write(
        folder / "articles.jsonl",
        (
            {
                **_pick(reading.article, ARTICLES[:-2]),
                "duplicate_group": merging.duplicate_group[reading.article.id],
                "story": merging.story[reading.article.id],
            }
            for reading in analysis.readings
        ),
    )
    statements = (row for reading in analysis.readings for row in reading.statements)
    signals = (row for reading in analysis.readings for row in reading.signals)
    _write(folder / "statements.jsonl", (_pick(row, STATEMENTS) for row in statements))
    _write(folder / "signals.jsonl", (_pick(row, SIGNALS) for row in signals))
    dates = (
        (reading.article.id, mention)
        for reading in analysis.readings
        for mention in reading.dates
        if not is_duration(mention)
    )
    _write(folder / "dates.jsonl", ({"article": article, **_pick(row, DATES[1:])} for article, row in dates))
    _write(folder / "merges.jsonl", (_pick(row, MERGES) for row in merging.decisions))
    write_rejected(analysis.rejected, folder / "rejected.jsonl")


def write_rejected(rows: Iterable[Rejected], path: Path) -> None:
    """Write what could not be read: file, line and reason, one object a line."""
    _write(path, (_pick(row, REJECTED) for row in rows))


def json_line(row: dict[str, object]) -> str:
    """One object as one line: dates ISO, tuples as lists, absent values null, letters as they are."""
    return json.dumps(row, ensure_ascii=False, default=_plain)


def _pick(row: object, fields: Iterable[str]) -> dict[str, object]:
    return {field: getattr(row, field) for field in fields}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a batch holds no {type(value).__name__}")


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    # A lone surrogate that came in through a JSON escape has no UTF-8 form and must not end the batch.
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for row in rows:
            file.write(json_line(row) + "\n")
