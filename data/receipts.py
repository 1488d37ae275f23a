"""What an import did, file by file: a frame of declared columns for the page that imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.frames import Column, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from data.store import ImportSummary
    from data.store.accounting import FileCount
    from data.store.feeds import Feed

FILES = (
    Column("file", "str", "file, or file in a ZIP"),
    Column("read", "int64", "articles read from it"),
    Column("new", "int64", "articles that were not known"),
    Column("updated", "int64", "known articles with another text: a new version each"),
    Column("unchanged", "int64", "articles known with this text already"),
    Column("rejected", "int64", "rows or files that could not be used; the reasons are listed below"),
)

REASONS = (
    Column("file", "str", "file, or file in a ZIP"),
    Column("line", "Int64", "line or row in it, counted from 1"),
    Column("reason", "str", "why it could not be used"),
)

FEEDS = (
    Column("url", "str", "address of the feed"),
    Column(
        "status", "str", "what came of the last poll: read, unchanged, later, gone or failed; empty before the first"
    ),
    Column("polled_at", "str", "ISO time (UTC) of the last poll"),
    Column("message", "str", "what the last poll brought, or why it brought nothing"),
    Column("added_by", "str", "who added the feed"),
    Column("added_at", "str", "ISO time (UTC) of that"),
    Column("not_before", "str", "ISO time (UTC) before which its server asked not to be asked"),
)


def by_file(files: Sequence[FileCount]) -> pd.DataFrame:
    """Return what an import did file by file as a `FILES` frame, in the order of the input."""
    return frame((row._asdict() for row in files), FILES)


def reasons(summary: ImportSummary) -> pd.DataFrame:
    """Return what was rejected as a `REASONS` frame."""
    return frame(({"file": row.file, "line": row.line, "reason": row.reason} for row in summary.rejected), REASONS)


def feed_list(known: Sequence[Feed]) -> pd.DataFrame:
    """Return the known feeds as a `FEEDS` frame, in their order."""
    return frame(({column.name: getattr(feed, column.name) for column in FEEDS} for feed in known), FEEDS)
