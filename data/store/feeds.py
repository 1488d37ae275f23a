"""The feeds that are polled: their addresses, who added them, and what came of the last poll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, func, insert, select, update

from data.errors import StoreError
from data.store import schema
from data.store.identity import address_of
from data.store.writing import now

if TYPE_CHECKING:
    from data.store.database import Store

Status = Literal["read", "unchanged", "later", "gone", "failed"]


@dataclass(frozen=True, slots=True)
class Feed:
    """A known feed. Times are ISO text, UTC; what is about the last poll is None before the first one."""

    url: str
    added_by: str
    added_at: str
    polled_at: str | None = None
    status: Status | None = None
    message: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_before: str | None = None


def feeds(store: Store) -> tuple[Feed, ...]:
    """Return the known feeds in the order in which they were added."""
    table = schema.feeds
    with store.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.added_at, table.c.url))
        return tuple(Feed(**row) for row in rows.mappings())


def add_feed(store: Store, url: str, *, by: str) -> bool:
    """Keep a feed, by its address in one spelling; return whether it is new. Raises StoreError without a name."""
    if not by.strip():
        raise StoreError("a feed is added under a name; say who adds it")
    table = schema.feeds
    with store.write() as connection:
        if connection.scalar(select(table.c.url).where(table.c.url == url)) is not None:
            return False
        connection.execute(insert(table), {"url": url, "added_by": by.strip(), "added_at": now()})
    return True


def remove_feed(store: Store, url: str) -> bool:
    """Forget a feed, but none of its articles; return whether it was known."""
    table = schema.feeds
    with store.write() as connection:
        return connection.execute(delete(table).where(table.c.url == url)).rowcount > 0


def note_poll(
    store: Store,
    url: str,
    status: Status,
    message: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    not_before: str | None = None,
) -> None:
    """Keep what came of a poll. Without `etag` and `last_modified` the next one asks for the whole feed."""
    table = schema.feeds
    held = {"status": status, "message": message, "polled_at": now()}
    held |= {"etag": etag, "last_modified": last_modified, "not_before": not_before}  # type: ignore[dict-item]
    with store.write() as connection:
        connection.execute(update(table).where(table.c.url == url).values(held))


def has_more(store: Store, url: str, text: str, *, beside: str) -> bool:
    """Whether the article of an address is known from elsewhere than the feed `beside`, with a longer text than this.

    A teaser must not become the newest version of the article that it teases.
    """
    articles, versions, identities = schema.articles, schema.versions, schema.identities
    newest = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    query = (
        select(func.length(versions.c.source_text))
        .select_from(identities.join(articles, articles.c.id == identities.c.article).join(versions, newest))
        .where(identities.c.kind == "url", identities.c.key == (address_of(url) or ""), versions.c.file != beside)
    )
    with store.read() as connection:
        return any(length > len(text) for length in connection.scalars(query))
