"""The commands that go on by themselves: `treffpunkt feeds`, `poll` and `import --watch`."""

from __future__ import annotations

import getpass
import signal
import sys
import threading
from typing import TYPE_CHECKING

from tqdm import tqdm

from data.errors import DataError, FetchError
from data.profile import bundled, load_profile, merge
from data.store import Store
from data.store.feeds import add_feed, feeds, remove_feed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from data.models import Rejected
    from data.profile import Profile
    from data.watching import Batch

DONE, NOTHING, SOME_REJECTED = 0, 1, 3


def add_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    *,
    reading: Callable[[argparse.ArgumentParser], None],
    database: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add `feeds` and `poll`; `reading` and `database` add the options that other commands have too."""
    command = commands.add_parser("feeds", help="the feeds that are polled: add, list, remove")
    command.add_argument("action", choices=["add", "list", "remove"])
    command.add_argument("url", nargs="*", metavar="URL", help="address of an RSS or Atom feed")
    command.add_argument("--by", default=None, metavar="NAME", help="who adds it; else the name of the login")
    database(command)
    command.set_defaults(run=_feeds)

    command = commands.add_parser("poll", help="read feeds into the database: these, or all that are known")
    command.add_argument("url", nargs="*", metavar="URL", help="address of an RSS or Atom feed")
    command.add_argument("--articles", action="store_true", help="fetch the pages of entries that bring a teaser only")
    reading(command)
    database(command)
    command.set_defaults(run=_poll)


def watch(options: argparse.Namespace, profile: Profile | None) -> int:
    """Import what lies and comes into folders, until SIGINT or SIGTERM; a batch that has begun is finished."""
    from data.watching import watch as watch_folders

    stop = threading.Event()
    usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, usual[signal.Signals(number)])  # whoever asks twice does not want to wait for the batch
        print("stopping after this batch", file=sys.stderr, flush=True)

    for number in usual:
        signal.signal(number, end)
    try:
        with Store.open(options.db) as store:
            print(f"watching {', '.join(map(str, options.input))}; Ctrl-C ends it", file=sys.stderr, flush=True)
            for batch in watch_folders(store, options.input, profile, stop):
                _say(batch.summary.rejected)
                print(_line(batch), flush=True)
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
    return DONE


def _feeds(options: argparse.Namespace) -> int:
    from data.polling import one_spelling

    if options.action == "list":
        with Store.open(options.db, create=False) as store:
            for feed in feeds(store):
                print(feed.url, feed.status or "new", feed.polled_at or "", feed.message or "", sep="\t")
        return DONE
    if not options.url:
        raise FetchError(f"feeds {options.action}: needs the address of a feed")
    urls = [one_spelling(url) for url in options.url]
    with Store.open(options.db, create=options.action == "add") as store:
        for url in urls:
            if options.action == "add":
                print(f"{url}: {'added' if add_feed(store, url, by=options.by or _login()) else 'is known already'}")
            else:
                print(f"{url}: {'removed' if remove_feed(store, url) else 'is not known'}")
    return DONE


def _poll(options: argparse.Namespace) -> int:
    from data.fetching import Allowed, Fetcher
    from data.polling import one_spelling, poll

    profile = merge(bundled(), *(load_profile(file) for file in options.profile)) if options.profile else None
    fetcher = Fetcher(Allowed.from_environment())
    urls = [one_spelling(url) for url in options.url]
    with Store.open(options.db, create=bool(urls)) as store:
        urls = urls or [feed.url for feed in feeds(store)]
        if not urls:
            raise FetchError("no feed is known; `treffpunkt feeds add URL` adds one, `treffpunkt poll URL` needs none")
        polled = []
        coming = poll(store, urls, fetcher, profile, articles=options.articles)
        for one in tqdm(coming, total=len(urls), unit=" feeds", disable=options.quiet or None, file=sys.stderr):
            polled.append(one)
            _say(one.rejected)
            tqdm.write(f"{one.url}: {one.message}")
    if all(one.status in {"failed", "gone"} for one in polled):
        return NOTHING
    return SOME_REJECTED if options.strict and any(one.rejected for one in polled) else DONE


def _say(rejected: tuple[Rejected, ...]) -> None:
    for row in rejected:
        place = row.file if row.line is None else f"{row.file}, line {row.line}"
        tqdm.write(f"rejected: {place}: {row.reason}", file=sys.stderr)


def _line(batch: Batch) -> str:
    summary = batch.summary
    return (
        f"{batch.at} {batch.files} files: {summary.read} articles read, {summary.new} new, {summary.updated} updated, "
        f"{summary.unchanged} unchanged, {len(summary.rejected)} rejected; revision {summary.revision}"
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:  # a container without an entry for its user
        raise DataError("feeds add: say who adds it, with --by NAME") from error
