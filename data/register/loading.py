"""Reading the register: the database writes each table as one CSV text, Arrow reads it.

Row by row, the interpreter's lock would be given up and waited for at each row, and with many readers each turn takes
milliseconds. One text is one turn, and neither SQLite nor Arrow holds the lock while it works.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv
from sqlalchemy import ColumnElement, Integer, Text, cast, func, literal, select

from data.register.rows import FORMS, NOBODY, RUNGS, UNDATED, Articles, Register, Signals
from data.store import database, schema

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

    from data.register.rows import Ints, Truths

_SIGNALS = ("number", "article", "speaker", "said_on", "said_on_basis", "rung", "form", "background", "where", "review")
_ARTICLES = ("number", "id", "version", "duplicate_group", "story")
_VERSIONS = ("article", "version", "published_on", "outlet")
_DAYS = {"said_on", "published_on"}


def load(connection: Connection) -> Register:
    """Return the register of the revision that this transaction sees."""
    signals, articles, versions = (
        _read(connection, table, names)
        for table, names in (
            (schema.signals, _SIGNALS), (schema.articles, _ARTICLES), (schema.versions, _VERSIONS),
        )
    )  # fmt: skip
    speakers, outlets = _names(signals["speaker"]), _names(versions["outlet"])
    groups, stories = _names(articles["duplicate_group"]), _names(articles["story"])
    newest = _newest(articles, versions)
    number, day = articles["number"].to_numpy(), _days(versions["published_on"])[newest]
    shown = np.lexsort((number, np.where(day == UNDATED, UNDATED, -day)))
    return Register(
        revision=database.revision(connection),
        signals=_signals(signals, _places(signals["article"], articles["id"]), _inverse(shown), number, speakers),
        articles=Articles(
            number=number[shown],
            day=day[shown],
            outlet=_places(versions["outlet"], outlets)[newest][shown],
            group=_places(articles["duplicate_group"], groups)[shown],
            story=_places(articles["story"], stories)[shown],
            rank=_inverse(pc.sort_indices(articles["id"]).to_numpy())[shown],
        ),
        speakers=tuple(speakers.to_pylist()),
        outlets=tuple(outlets.to_pylist()),
        groups=len(groups),
        stories=len(stories),
        profile=database.profile(connection),
    )


def _signals(rows: pa.Table, article: Ints, place: Ints, numbers: Ints, speakers: pa.Array) -> Signals:
    """Put the signals in order; `article` is the row of each one's article, `place` where that row is shown."""
    number, day = rows["number"].to_numpy(), _days(rows["said_on"])
    shown = np.lexsort((number, numbers[article], day))
    return Signals(
        number=number[shown],
        article=place[article[shown]],
        speaker=_places(rows["speaker"], speakers)[shown],
        day=day[shown],
        rung=_places(rows["rung"], pa.array(RUNGS)).astype(np.int8)[shown],
        form=_places(rows["form"], pa.array(FORMS)).astype(np.int8)[shown],
        is_published=_is(rows["said_on_basis"], "published")[shown],
        is_background=rows["background"].to_numpy()[shown] == 1,
        is_body=_is(rows["where"], "body")[shown],
        is_rejected=_is(rows["review"], "rejected")[shown],
    )


def _newest(articles: pa.Table, versions: pa.Table) -> Ints:
    """Return the row of each article's newest version."""
    of = _places(versions["article"], articles["id"])
    rows = np.flatnonzero(versions["version"].to_numpy() == articles["version"].to_numpy()[of])
    newest = np.empty(len(articles), np.int64)
    newest[of[rows]] = rows
    return newest


def _read(connection: Connection, table: Table, names: tuple[str, ...]) -> pa.Table:
    """Return columns of a table, in any order of rows."""
    columns = [table.c[name] for name in names]
    line = _cell(columns[0])
    for column in columns[1:]:
        line = line + literal(",") + _cell(column)
    text = connection.scalar(select(func.aggregate_strings(line, "\n")).select_from(table))
    types = {column.name: _type(column) for column in columns}
    if text is None:
        return pa.schema(types.items()).empty_table()
    held = f"{text}\n".encode()  # Arrow takes an empty cell at the very end for text
    return csv.read_csv(
        BytesIO(held),
        csv.ReadOptions(column_names=list(names), block_size=len(held)),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        ),
    ).combine_chunks()


def _cell(column: Column[Any]) -> ColumnElement[str]:
    """Write a value into a line of CSV: text in quotes, nothing at all for NULL."""
    if isinstance(column.type, Integer):
        return cast(column, Text)
    return func.coalesce(literal('"') + func.replace(column, '"', '""') + literal('"'), "")


def _type(column: Column[Any]) -> pa.DataType:
    if isinstance(column.type, Integer):
        return pa.int64()
    return pa.date32() if column.name in _DAYS else pa.string()


def _names(column: pa.ChunkedArray) -> pa.Array:
    """Return the values of a column, each once."""
    return pc.unique(column).drop_null()


def _places(column: pa.ChunkedArray, among: pa.Array | pa.ChunkedArray) -> Ints:
    """Return the place of each value among others, NOBODY where there is none."""
    places: Ints = pc.index_in(column, value_set=among).fill_null(NOBODY).to_numpy()
    return places


def _days(column: pa.ChunkedArray) -> Ints:
    days: Ints = column.cast(pa.int32()).fill_null(UNDATED).to_numpy()
    return days


def _is(column: pa.ChunkedArray, value: str) -> Truths:
    equal: Truths = pc.equal(column, value).fill_null(fill_value=False).to_numpy()
    return equal


def _inverse(order: Ints) -> Ints:
    """Return where each row stands once the rows are in this order."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places
