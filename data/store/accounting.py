"""What an import did, file by file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from data.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.store.database import Store
    from data.store.importing import ImportSummary

_SLICE = 500  # ids in one query


class FileCount(NamedTuple):
    """What an import did with one file: articles read, new, updated and unchanged, and rows or files rejected."""

    file: str
    read: int
    new: int
    updated: int
    unchanged: int
    rejected: int


def by_file(store: Store, read: Mapping[str, int], summary: ImportSummary) -> tuple[FileCount, ...]:
    """Sum up by file what an import did that read so many articles from each, in their order."""
    refused = Counter(row.file for row in summary.rejected)
    new, updated = _changed(store, summary)
    return tuple(
        FileCount(
            file,
            read.get(file, 0),
            new[file],
            updated[file],
            max(read.get(file, 0) - new[file] - updated[file], 0),
            refused[file],
        )
        for file in dict.fromkeys([*read, *refused])
    )


def _changed(store: Store, summary: ImportSummary) -> tuple[Counter[str], Counter[str]]:
    """Count the new and the updated articles of each file."""
    articles, versions = schema.articles, schema.versions
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    query = select(versions.c.file, versions.c.version).join(articles, newest)
    ids = list(dict.fromkeys(summary.articles))
    new: Counter[str] = Counter()
    updated: Counter[str] = Counter()
    with store.read() as connection:
        for at in range(0, len(ids), _SLICE):
            for file, version in connection.execute(query.where(articles.c.id.in_(ids[at : at + _SLICE]))):
                (new if version == 1 else updated)[file] += 1
    return new, updated
