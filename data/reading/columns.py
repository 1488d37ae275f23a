"""Which column of a table is which field: its own names, names known for them, or what the analyst says."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from data.errors import InputError
from data.language import LANGUAGES, load
from data.reading.characters import tidy
from data.reading.limits import MAX_COLUMNS_NAMED, MAX_NAME_CHARS
from data.reading.rows import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.reading.dayorder import Order

Header = tuple[str, ...]
"""Names of the columns, as `tidied`, in the order of the table."""

TEXT, DAY = "text", "published_on"
_ADDRESS = ("http://", "https://", "www.")


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each field that is read, as (field, column), and which comes first in dates such as 03/04/2025.

    Without an `order` the date column's own values decide. `plain` is a table that names its columns as we do: nothing
    in it is understood otherwise than it stands.
    """

    fields: tuple[tuple[str, str], ...] = ()
    order: Order | None = None
    plain: bool = False

    def column(self, field_name: str) -> str | None:
        return dict(self.fields).get(field_name)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the analyst says: for every table that has these columns, and for the tables of one header.

    `known` takes the columns of any other table by their known names; without it a table that is not plain is refused.
    """

    everywhere: Columns = Columns()
    tables: Mapping[Header, Columns] = field(default_factory=dict)
    known: bool = False


NO_WISHES = Wishes()


def tidied(names: Iterable[object]) -> Header:
    """Column names as they are shown and chosen by: one line each, without control characters, not endless."""
    return tuple(" ".join(tidy("" if name is None else str(name)).split())[:MAX_NAME_CHARS] for name in names)


def choose(header: Header, sample: Sequence[Mapping[str, object]] = (), wishes: Wishes = NO_WISHES) -> Columns:
    """Settle the columns of a table. Raises InputError where none is its text or one that is asked for is missing."""
    columns = wishes.tables.get(header) or _asked(header, sample, wishes)
    for name, column in columns.fields:
        if _count(header, column, exact=not columns.plain) > 1:
            raise InputError(f"names the column '{name if columns.plain else column}' twice: rename one of them")
    if columns.column(TEXT) is None:
        raise InputError(
            f"names no column 'text'; its columns are {listed(header)}: say which one it is on the Import page, or "
            f"with {_options(suggest(header, sample))}"
        )
    return columns


def names_text(header: Header, wishes: Wishes = NO_WISHES) -> bool:
    """Return whether one of these names would be the text's: our own, one that is asked for, or a known one."""
    try:
        return choose(header, (), replace(wishes, known=True)).column(TEXT) is not None
    except InputError:
        return False


def suggest(header: Header, sample: Sequence[Mapping[str, object]] = ()) -> Columns:
    """Columns by their names. A table with a `text` is plain; in another one, known names in German and English count.

    A column of sources that holds addresses is the `url`. No column is read for two fields.
    """
    own = {name: column for name in FIELDS for column in header if column.lower() == name}
    if TEXT in own:
        return Columns(tuple(own.items()), plain=True)
    found: dict[str, str] = {}
    for name in FIELDS:
        column = own.get(name) or _known(name, header, sample, set(found.values()))
        if column is not None:
            found[name] = column
    return Columns(tuple(found.items()))


def fields_of(row: Mapping[str, object], columns: Columns) -> dict[str, object]:
    """Return the fields of one row; `clean` is JSON's own."""
    found = {name: row.get(column) for name, column in columns.fields}
    return found if row.get("clean") is not True else {**found, "clean": True}


def listed(header: Header) -> str:
    """List the columns of a table in one line, for a reason that says what there is to choose from."""
    named = [f"'{column[:40]}'" for column in header if column]
    rest = len(named) - MAX_COLUMNS_NAMED
    return ", ".join(named[:MAX_COLUMNS_NAMED]) + (f" and {rest:,} more" if rest > 0 else "") or "without names"


def _asked(header: Header, sample: Sequence[Mapping[str, object]], wishes: Wishes) -> Columns:
    """Take what is asked for everywhere, where a table has it; the other fields by their own or known names."""
    wish, found = wishes.everywhere, suggest(header, sample)
    if not (found.plain or wishes.known):
        found = Columns(tuple((name, column) for name, column in found.fields if column.lower() == name))
    there = {name: _same(header, column) for name, column in wish.fields}
    if there.get(TEXT) is None and (TEXT in there or not any(there.values())):
        return found if wish.order is None else Columns(found.fields, wish.order)
    missing = [column for name, column in wish.fields if there[name] is None]
    if missing:
        raise InputError(f"has no column '{missing[0][:40]}' as asked for; its columns are {listed(header)}")
    taken = set(there.values())
    rest = {name: column for name, column in found.fields if name not in there and column not in taken}
    return Columns(tuple((name, column) for name, column in {**rest, **there}.items() if column), wish.order)


def _options(found: Columns) -> str:
    """Write the options that take a table's columns as they are known, to be copied to the command line."""
    known = [f"--map {name}={shlex.quote(column[:80])}" for name, column in found.fields if column.lower() != name]
    return " ".join(known) if found.column(TEXT) else "--map text=COLUMN"


def _known(name: str, header: Header, sample: Sequence[Mapping[str, object]], taken: set[str]) -> str | None:
    """Return the column whose name is known best for a field; none where two are equally well known."""
    ranks = _names()[name]
    ranked: dict[int, list[str]] = {}
    for column in header:
        rank = ranks.get(_fold(column))
        if name == "url" and rank is None and _fold(column) in _names()["outlet"] and _addresses(column, sample):
            rank = len(ranks)
        if rank is not None and column not in taken and not (name == "outlet" and _addresses(column, sample)):
            ranked.setdefault(rank, []).append(column)
    best = ranked[min(ranked)] if ranked else []
    return best[0] if len(best) == 1 else None


def _addresses(column: str, sample: Sequence[Mapping[str, object]]) -> bool:
    """Whether a column holds web addresses, as far as the first rows show."""
    values = [value for row in sample if isinstance(value := row.get(column), str) and value.strip()]
    return bool(values) and all(value.strip().lower().startswith(_ADDRESS) for value in values)


def _same(header: Header, wanted: str) -> str | None:
    """Return the column of this name; else the only one that differs in case or punctuation."""
    if wanted in header:
        return wanted
    alike = [column for column in header if _fold(column) == _fold(wanted)]
    return alike[0] if len(alike) == 1 and _fold(wanted) else None


def _count(header: Header, column: str, *, exact: bool) -> int:
    return header.count(column) if exact else sum(other.lower() == column.lower() for other in header)


def _fold(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


@cache
def _names() -> dict[str, dict[str, int]]:
    """Rank of each known name, by field; 0 is the surest. The languages' lists are told alternately."""
    tables = [load(lang, "columns")["columns"] for lang in LANGUAGES]
    ranks: dict[str, dict[str, int]] = {}
    for name in FIELDS:
        ranks[name] = {}
        for table in tables:
            for rank, known in enumerate(table[name]):
                ranks[name].setdefault(_fold(known), rank)
    return ranks
