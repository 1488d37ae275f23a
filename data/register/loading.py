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

from data.register.rows import EMPTY, FORMS, NOBODY, RUNGS, UNDATED, Articles, Register, Signals
from data.store import database, schema

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

    from data.register.rows import Ints, Truths

_SIGNALS = ("number", "article", "speaker", "said_on", "said_on_basis", "rung", "form", "background", "where", "review")
_ARTICLES = ("number", "id", "version", "duplicate_group", "story")
_VERSIONS = ("article", "version", "published_on", "outlet")
_DAYS = {"said_on", "published_on"}


def load(connection: Connection, held: Register = EMPTY) -> Register:
    """Return the register of the revision that this transaction sees.

    `held` is one since which signals and articles were only added (`database.grown_since`): what it has is not read
    again, except for the groups and stories, which a new article changes.
    """
    articles = _read(connection, schema.articles, _ARTICLES)
    number = articles["number"].to_numpy()
    known = np.argsort(number)[np.searchsorted(np.sort(number), held.articles.number)]  # rows of what is held
    versions = _read(connection, schema.versions, _VERSIONS, *_of_added(held.articles.number))
    outlets = _names(held.outlets, versions["outlet"])
    day, outlet = np.full(len(number), UNDATED), np.full(len(number), NOBODY, np.int32)
    day[known], outlet[known] = held.articles.day, held.articles.outlet
    of, newest = _newest(articles, versions)
    day[of], outlet[of] = _days(versions["published_on"])[newest], _places(versions["outlet"], outlets)[newest]
    shown = np.lexsort((number, np.where(day == UNDATED, UNDATED, -day)))
    groups, stories = _names((), articles["duplicate_group"]), _names((), articles["story"])
    signals = _read(connection, schema.signals, _SIGNALS, *_added(schema.signals, held.signals.number))
    speakers = _names(held.speakers, signals["speaker"])
    article = np.concatenate([known[held.signals.article], _places(signals["article"], articles["id"])])
    return Register(
        edition=database.edition(connection),
        signals=_signals(held.signals, _coded(signals, speakers), number[article], _inverse(shown)[article]),
        articles=Articles(
            number=number[shown],
            day=day[shown],
            outlet=outlet[shown],
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


def _added(table: Table, numbers: Ints) -> list[ColumnElement[bool]]:
    """Return what tells the rows added since these numbers from them: nothing, where there are none."""
    return [table.c.number > int(numbers.max())] if len(numbers) else []


def _of_added(numbers: Ints) -> list[ColumnElement[bool]]:
    """Return what tells versions of articles added since these numbers from all others."""
    articles = schema.articles
    return [schema.versions.c.article.in_(select(articles.c.id).where(new)) for new in _added(articles, numbers)]


def _newest(articles: pa.Table, versions: pa.Table) -> tuple[Ints, Ints]:
    """Return rows of articles, and the row of each one's newest version among these versions."""
    of = _places(versions["article"], articles["id"])
    newest = np.flatnonzero(versions["version"].to_numpy() == articles["version"].to_numpy()[of])
    return of[newest], newest


def _coded(rows: pa.Table, speakers: pa.Array) -> dict[str, Any]:
    """Return the columns of signals but for their articles."""
    return {
        "number": rows["number"].to_numpy(),
        "speaker": _places(rows["speaker"], speakers),
        "day": _days(rows["said_on"]),
        "rung": _places(rows["rung"], pa.array(RUNGS)).astype(np.int8),
        "form": _places(rows["form"], pa.array(FORMS)).astype(np.int8),
        "is_published": _is(rows["said_on_basis"], "published"),
        "is_background": rows["background"].to_numpy() == 1,
        "is_body": _is(rows["where"], "body"),
        "is_rejected": _is(rows["review"], "rejected"),
    }


def _signals(held: Signals, added: dict[str, Any], number: Ints, place: Ints) -> Signals:
    """Put signals in order, the added ones among those held; `number` and `place` are those of their articles."""
    columns = {name: np.concatenate([getattr(held, name), values]) for name, values in added.items()}
    shown = np.lexsort((columns["number"], number, columns["day"]))
    return Signals(article=place[shown], **{name: values[shown] for name, values in columns.items()})


def _read(connection: Connection, table: Table, names: tuple[str, ...], *wanted: ColumnElement[bool]) -> pa.Table:
    """Return columns of the wanted rows of a table, in any order."""
    columns = [table.c[name] for name in names]
    line = _cell(columns[0])
    for column in columns[1:]:
        line = line + literal(",") + _cell(column)
    text = connection.scalar(select(func.aggregate_strings(line, "\n")).select_from(table).where(*wanted))
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


def _names(held: tuple[str, ...], column: pa.ChunkedArray) -> pa.Array:
    """Return names, and those of a column that are not among them, each once."""
    return pc.unique(pa.chunked_array([pa.array(held, pa.string()), *column.chunks])).drop_null()


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
