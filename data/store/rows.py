"""Frozen rows to table rows and back, without loss: what a table has no column for goes into its `rest` column."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from data.models import Article, Cut, DateMention, Decision, Mention, Passage, Reading, Signal, Source, Statement
from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import RowMapping, Table

    Cells = Mapping[str, Any] | RowMapping

Row = TypeVar("Row", Source, Cut, DateMention, Mention, Statement, Signal, Passage)


def dump(value: object) -> str:
    """Return a value as JSON text; rows become objects, days ISO text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def load(kind: type[Row], held: Mapping[str, Any]) -> Row:
    """Build a row of this kind from a mapping with its field names."""
    return kind(**{field.name: _value(field.type, held[field.name]) for field in fields(kind) if field.name in held})


def to_table(row: object, table: Table) -> dict[str, Any]:
    """Spread a row over the columns of its table; tuples become JSON text, truths 0 or 1, days ISO text."""
    columns: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for field in fields(row):  # type: ignore[arg-type]
        value = getattr(row, field.name)
        if field.name in table.c:
            columns[field.name] = _cell(value)
        else:
            rest[field.name] = value
    return {**columns, "rest": dump(rest)}


def from_table(kind: type[Row], cells: Cells) -> Row:
    """Build a row from the cells that `to_table` made of it."""
    return load(kind, {**cells, **json.loads(cells["rest"])})


def version_row(source: Source, reading: Reading) -> dict[str, Any]:
    """Return what `versions` keeps of one reading and its source, but for number, time, hash and rules."""
    article = reading.article
    cells = to_table(article, schema.versions)
    rest = {key: value for key, value in json.loads(cells["rest"]).items() if key != "id"}
    held = {field.name: getattr(source, field.name) for field in fields(source) if field.name != "text"}
    return {
        **cells,
        "article": article.id,
        "source": dump(held),
        "source_text": source.text,
        "raw": None if article.raw == source.text else article.raw,
        "dates": dump(reading.dates),
        "mentions": dump(reading.mentions),
        "rest": dump(rest),
    }


def article_of(cells: Cells) -> Article:
    """Return the cleaned article of a row of `versions`."""
    held = {**cells, **json.loads(cells["rest"])}
    if held["raw"] is None:
        held["raw"] = held["source_text"]
    held["id"] = held["article"]
    held["cuts"] = [Cut(**cut) for cut in json.loads(held["cuts"])]
    return Article(**{field.name: _value(field.type, held[field.name]) for field in fields(Article)})


def source_of(cells: Cells) -> Source:
    """Return what came in, of a row of `versions`; its id is the one the input gave."""
    return load(Source, {**json.loads(cells["source"]), "text": cells["source_text"]})


def dates_of(cells: Cells) -> tuple[DateMention, ...]:
    return tuple(load(DateMention, held) for held in json.loads(cells["dates"]))


def mentions_of(cells: Cells) -> tuple[Mention, ...]:
    return tuple(load(Mention, held) for held in json.loads(cells["mentions"]))


def decision_of(cells: Cells) -> Decision:
    """Return the merge decision of a row of `decisions`."""
    rest = {key: _tuples(value) for key, value in json.loads(cells["rest"]).items()}
    rest["shared"] = tuple(Passage(**{key: _tuples(span) for key, span in held.items()}) for held in rest["shared"])
    return Decision(
        a=cells["a"],
        b=cells["b"],
        score=cells["score"],
        containment=cells["containment"],
        decision=cells["decision"],
        reason=cells["reason"],
        **rest,
    )


def reading_of(held: Mapping[str, Any]) -> Reading:
    """Build a reading from the object that `dump` wrote."""
    article = {**held["article"], "cuts": [Cut(**cut) for cut in held["article"]["cuts"]]}
    return Reading(
        article=Article(**{field.name: _value(field.type, article[field.name]) for field in fields(Article)}),
        statements=tuple(load(Statement, row) for row in held["statements"]),
        signals=tuple(load(Signal, row) for row in held["signals"]),
        dates=tuple(load(DateMention, row) for row in held["dates"]),
        mentions=tuple(load(Mention, row) for row in held["mentions"]),
    )


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return dump(value)
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _value(declared: object, held: Any) -> Any:
    # Annotations are text, as every module here postpones their evaluation.
    kind = str(declared)
    if held is None:
        return None
    if kind.startswith("date"):
        return date.fromisoformat(held)
    if kind == "bool":
        return bool(held)
    if kind.startswith("tuple") and isinstance(held, str):
        return _tuples(json.loads(held))
    return _tuples(held)


def _tuples(held: Any) -> Any:
    return tuple(_tuples(part) for part in held) if isinstance(held, list) else held


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]
