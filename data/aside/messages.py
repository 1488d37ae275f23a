"""What goes to the process beside the server and comes back from it: lines of JSON, never code.

A task is a line with its `kind`, the database, the operator's settings and the sizes of the contents that follow it as
bytes. All of it goes through a pipe: neither a list of processes nor a file shows a password or an article. Back come

    {"begun": true}                     the task and its contents are there
    {"at": [done, total, what]}         how far it is
    {"kept": count}                     articles that no crash loses any more

and last of all `{"result": …}`, `{"refused": [type of the DataError, message]}` or `{"broken": number in the log}`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from data import errors
from data.errors import DataError
from data.models import Rejected
from data.reading.columns import Columns, Wishes
from data.store import ImportSummary
from data.store.accounting import FileCount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.polling import Polled
    from data.store.feeds import Status

BEGUN, AT, KEPT, RESULT, REFUSED, BROKEN = "begun", "at", "kept", "result", "refused", "broken"
WARM, IMPORT, POLL = "warm", "import", "poll"
SETTINGS = "TREFFPUNKT_"
"""Begins the names of the operator's settings."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, all in all and file by file in the order of the input."""

    summary: ImportSummary
    files: tuple[FileCount, ...]


class PolledFeed(NamedTuple):
    """What came of polling one feed; `changed` counts its new and updated articles."""

    url: str
    status: Status
    message: str
    changed: int


def of_wishes(wishes: Wishes) -> dict[str, Any]:
    return {
        "everywhere": asdict(wishes.everywhere),
        "tables": [[header, asdict(columns)] for header, columns in wishes.tables.items()],
        "known": wishes.known,
    }


def wishes_of(held: Mapping[str, Any]) -> Wishes:
    tables = {tuple(header): _columns_of(columns) for header, columns in held["tables"]}
    return Wishes(_columns_of(held["everywhere"]), tables, known=held["known"])


def of_imported(summary: ImportSummary, files: Sequence[FileCount]) -> dict[str, Any]:
    return {"summary": asdict(summary), "files": files}


def imported_of(held: Mapping[str, Any]) -> Imported:
    summary = {**held["summary"], "articles": tuple(held["summary"]["articles"])}
    summary["rejected"] = tuple(Rejected(**row) for row in summary["rejected"])
    return Imported(ImportSummary(**summary), tuple(FileCount(*row) for row in held["files"]))


def of_polled(polled: Polled) -> PolledFeed:
    changed = polled.summary.new + polled.summary.updated if polled.summary else 0
    return PolledFeed(polled.url, polled.status, polled.message, changed)


def polled_of(held: Sequence[Sequence[Any]]) -> tuple[PolledFeed, ...]:
    return tuple(PolledFeed(*row) for row in held)


def of_error(error: DataError) -> list[str]:
    return [type(error).__name__, str(error)]


def error_of(held: Sequence[str]) -> DataError:
    """Return the error of this name in `data.errors`; a `DataError` where there is none."""
    kind = getattr(errors, held[0], DataError)
    return kind(held[1]) if isinstance(kind, type) and issubclass(kind, DataError) else DataError(held[1])


def _columns_of(held: Mapping[str, Any]) -> Columns:
    return Columns(tuple((name, column) for name, column in held["fields"]), held["order"], held["plain"])
