"""The first rows of a table as an import would read them: a frame of declared columns for the page that imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.frames import Column, frame
from data.models import Rejected
from data.reading.layouts import preview

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Source
    from data.reading.columns import Columns
    from data.reading.layouts import Layout

SHOWN = 300
SHOWN_COLUMNS = 30
PREVIEW = (
    Column("line", "Int64", "line or row in the file"),
    Column("reason", "str", "why the row is refused, or what of it is left out"),
    Column("published_on", "str", "publication day, and time, as they are understood; empty where undated"),
    Column("title", "str", "headline"),
    Column("begins", "str", "how the article begins"),
    Column("outlet", "str", "who printed it"),
    Column("author", "str", "author"),
    Column("url", "str", "address"),
    Column("id", "str", "id of the article"),
    Column("lang", "str", "language"),
)


def first_rows(layout: Layout, columns: Columns) -> pd.DataFrame:
    """Return the first rows of a table, read with these columns, as a `PREVIEW` frame."""
    return frame((_row(line, items) for line, items in preview(layout, columns)), PREVIEW)


def as_they_are(layout: Layout) -> pd.DataFrame:
    """Return the first rows as text, with the columns that can be chosen."""
    columns = tuple(Column(column, "str", "a column of the table") for column in layout.choices[:SHOWN_COLUMNS])
    rows = (row.cells or {} for row in layout.first)
    return frame(({column.name: _shown(row.get(column.name)) for column in columns} for row in rows), columns)


def _shown(value: object) -> str | None:
    return None if value is None else " ".join(str(value)[:SHOWN].split())


def _row(line: int, items: list[Source | Rejected]) -> dict[str, object]:
    reasons = "; ".join(item.reason for item in items if isinstance(item, Rejected))
    source = next((item for item in items if not isinstance(item, Rejected)), None)
    if source is None:
        return {column.name: None for column in PREVIEW} | {"line": line, "reason": reasons}
    return {
        "line": line,
        "reason": reasons or None,
        "published_on": source.published_on and source.published_on.replace("T", " "),
        "title": source.title,
        "begins": " ".join(source.text[:SHOWN].split()),
        "outlet": source.outlet,
        "author": source.author,
        "url": source.url,
        "id": source.id if source.own_id else None,
        "lang": source.lang,
    }
