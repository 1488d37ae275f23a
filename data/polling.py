"""Polling feeds: fetched politely, read, imported, each by itself, so that one that fails leaves the others going."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from data.errors import DataError, FetchError, GoneError, InputError, LaterError
from data.fetching import PAGE, shown, target_of
from data.models import Rejected, Source
from data.operating import logs
from data.reading import read_upload
from data.reading.feeds import Entry, article, entries
from data.store.feeds import Feed, Status, feeds, has_more, note_poll
from data.store.importing import ImportSummary, import_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from data.fetching import Fetched, Fetcher
    from data.profile import Profile
    from data.store import Store

MAX_PAGES = 100
"""Pages of articles that are fetched for one feed in one poll; the next poll goes on from there."""

MAX_PAGES_SECONDS = 600
"""Seconds for them together: a slow site costs the other feeds no more."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of polling one feed; `message` is one line. `summary` is that of its import, where there was one."""

    url: str
    status: Status
    message: str
    summary: ImportSummary | None = None

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        return self.summary.rejected if self.summary else ()


def poll(
    store: Store,
    urls: Iterable[str],
    fetcher: Fetcher,
    profile: Profile | None = None,
    *,
    articles: bool = False,
    progress: Callable[[int, str], None] | None = None,
) -> Iterator[Polled]:
    """Poll feeds one after the other and import what they bring; yields what came of each when it is done.

    What the store knows of a feed is used and renewed: conditional requests, and times before which its server is not
    asked. With `articles`, the page of an entry that brings a teaser only is fetched and read instead, under the same
    rules. Failures are among the rejected inputs, under the feed's address. Raises StoreError as an import does.
    """
    known = {feed.url: feed for feed in feeds(store)}
    for url in dict.fromkeys(urls):
        polled = _Poll(store, known.get(url) or Feed(url, "", ""), fetcher, profile, articles, progress).run()
        _log(polled)
        yield polled


@dataclass(slots=True)
class _Poll:
    """One feed's poll."""

    store: Store
    feed: Feed
    fetcher: Fetcher
    profile: Profile | None
    articles: bool
    progress: Callable[[int, str], None] | None
    begun: float = field(default_factory=time.monotonic)
    pages: int = 0
    left: int = 0  # pages that were not fetched
    broken: str | None = None

    @property
    def url(self) -> str:
        return self.feed.url

    def run(self) -> Polled:
        if self.feed.status == "gone":
            return Polled(self.url, "gone", "is gone for good and is not asked any more: remove it")
        if self.feed.not_before and self.feed.not_before > _after(0):
            return Polled(self.url, "later", f"asked not to be asked before {self.feed.not_before}")
        try:
            fetched = self.fetcher.get(self.url, etag=self.feed.etag, last_modified=self.feed.last_modified)
        except GoneError as error:
            return self._failed("gone", error)
        except LaterError as error:
            return self._failed("later", error, None if error.seconds is None else _after(error.seconds))
        except FetchError as error:
            return self._failed("failed", error)
        return self._unchanged() if fetched.unchanged else self._read(fetched)

    def _failed(self, status: Status, error: DataError, not_before: str | None = None) -> Polled:
        summary = self._import([Rejected(self.url, None, str(error))])
        note_poll(self.store, self.url, status, str(error), not_before=not_before)
        return Polled(self.url, status, str(error), summary)

    def _unchanged(self) -> Polled:
        message = "nothing new since the last poll"
        feed = self.feed
        note_poll(self.store, self.url, "unchanged", message, etag=feed.etag, last_modified=feed.last_modified)
        return Polled(self.url, "unchanged", message)

    def _read(self, fetched: Fetched) -> Polled:
        summary = self._import(self._items(fetched))
        if self.broken:
            note_poll(self.store, self.url, "failed", self.broken)
            return Polled(self.url, "failed", self.broken, summary)
        message = told(summary) + (f"; {self.left} pages are left for the next poll" if self.left else "")
        # What is left is only come to if the whole feed comes again.
        etag, last_modified = (None, None) if self.left else (fetched.etag, fetched.last_modified)
        note_poll(self.store, self.url, "read", message, etag=etag, last_modified=last_modified)
        return Polled(self.url, "read", message, summary)

    def _import(self, items: Iterable[Source | Rejected]) -> ImportSummary:
        return import_sources(self.store, items, self.profile, self.progress)

    def _items(self, fetched: Fetched) -> Iterator[Source | Rejected]:
        try:
            for item in entries(self.url, self.url, fetched.content, fetched.url):
                if isinstance(item, Rejected):
                    yield item
                else:
                    yield from self._entry(item)
        except InputError as error:
            self.broken = str(error)
            yield Rejected(self.url, None, str(error))

    def _entry(self, entry: Entry) -> Iterator[Source | Rejected]:
        """Yield the entry, or its page's article, or nothing where that is known already."""
        if entry.full or entry.url is None:
            yield from article(entry)
        elif has_more(self.store, entry.url, str(entry.row.get("text") or ""), beside=self.url):
            return
        elif self.articles and self.pages < MAX_PAGES and time.monotonic() - self.begun < MAX_PAGES_SECONDS:
            yield from self._page(entry, entry.url)
        else:
            self.left += self.articles
            yield from article(entry)

    def _page(self, entry: Entry, url: str) -> Iterator[Source | Rejected]:
        self.pages += 1
        try:
            page = page_article(self.fetcher.get(url, linked_from=self.url, kinds=PAGE))
        except (FetchError, InputError) as error:
            yield entry.place.reject(f"the page {shown(url, 200)} {error}; what the entry itself says is kept")
            yield from article(entry)
            return
        for item in article(replace(entry, row={**entry.row, "text": page.text})):
            yield item if isinstance(item, Rejected) else _joined(page, item)


def page_article(fetched: Fetched) -> Source:
    """Return the one article of a page. Raises InputError with the reason where there is none, or more."""
    name = "page.html" if "html" in fetched.kind else "page"
    rows = list(read_upload(name, fetched.content))
    sources = [row for row in rows if isinstance(row, Source)]
    if len(sources) == 1:
        return replace(sources[0], file=fetched.url)
    reasons = [row.reason for row in rows if isinstance(row, Rejected)]
    raise InputError("is no page of one article" if sources or not reasons else reasons[0])


def told(summary: ImportSummary) -> str:
    """Say in a line what an import brought."""
    return (
        f"{summary.new} new, {summary.updated} updated, {summary.unchanged} unchanged, {len(summary.rejected)} rejected"
    )


def one_spelling(url: str) -> str:
    """Return an address as feeds are known by it. Raises FetchError where it is none."""
    try:
        return target_of(url).url
    except FetchError as error:
        raise FetchError(f"{url.strip()[:200]!r} {error}") from error


def _log(polled: Polled) -> None:
    """Write what came of a poll. The host is named and not the address: that may carry a key."""
    new, updated = (polled.summary.new, polled.summary.updated) if polled.summary else (0, 0)
    host = urlsplit(polled.url).hostname or ""
    logs.event("poll", host=host, status=polled.status, new=new, updated=updated, rejected=len(polled.rejected))


def _joined(page: Source, entry: Source) -> Source:
    """Return the page's article with what only its feed's entry says; the day of publication is the feed's."""
    return replace(
        page,
        id=entry.id,
        own_id=entry.own_id,
        line=None,
        url=entry.url,
        title=page.title or entry.title,
        published_on=entry.published_on or page.published_on,
        outlet=page.outlet or entry.outlet,
        lang=page.lang or entry.lang,
        author=page.author or entry.author,
    )


def _after(seconds: int) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
