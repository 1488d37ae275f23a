"""Watching folders: what comes into them is imported once it is written to its end. Nothing there is moved or changed.

The system's notices (watchdog) only wake us up. What counts is how the folders look, which is looked at in any case
every few seconds: on network drives notices of others' changes do not come, and anywhere one may be lost.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import InputError
from data.models import Rejected
from data.reading import read
from data.reading.folders import files, shown
from data.store.importing import ImportSummary, import_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from watchdog.observers.api import BaseObserver

    from data.models import Source
    from data.profile import Profile
    from data.store import Store

SETTLE = 2.0
"""Seconds for which a file must not have changed before it is read."""

LOOK = 10.0
"""Seconds after which the folders are looked at, notice or not."""

BATCH_FILES = 200
"""Files that are imported at once: what a stop waits for at most."""

UNFINISHED = (".crdownload", ".download", ".filepart", ".part", ".partial", ".tmp")
"""Ends of names under which programs write what is not there yet; it comes under another name when it is."""

_Look = tuple[int, int]  # size, and time of the last change in nanoseconds


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: when it was done (ISO, UTC), of how many files, and what came of it."""

    at: str
    files: int
    summary: ImportSummary


@dataclass(slots=True)
class _Seen:
    """What is known of the files: how each looked, since when, and how it looked when it was read; `own` are ours."""

    own: frozenset[Path]
    looks: dict[Path, tuple[_Look, float]] = field(default_factory=dict)
    read: dict[Path, _Look] = field(default_factory=dict)
    told: set[Rejected] = field(default_factory=set)


def watch(
    store: Store,
    folders: Sequence[Path],
    profile: Profile | None = None,
    stop: threading.Event | None = None,
    *,
    settle: float = SETTLE,
    look: float = LOOK,
) -> Iterator[Batch]:
    """Import what lies in folders and what comes into them, a batch at a time, until `stop` is set.

    A file is read when its size and time have not changed for `settle` seconds, and again only when they have. Raises
    InputError for what is no folder, and StoreError as an import does.
    """
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{shown(folder)}: is no folder that can be watched; give a folder, or leave --watch out")
    stop, woken, seen = stop or threading.Event(), threading.Event(), _Seen(_own(store))
    observer = _observer(folders, woken)
    try:
        while not stop.is_set():
            ripe, unripe = _ripe(folders, seen, settle)
            for start in range(0, len(ripe), BATCH_FILES):
                if stop.is_set():
                    return
                yield _import(store, ripe[start : start + BATCH_FILES], profile, seen)
            _wait(stop, woken, settle if unripe else look)
    finally:
        if observer is not None:
            observer.stop()
            observer.join()


def _import(store: Store, batch: list[Path | Rejected], profile: Profile | None, seen: _Seen) -> Batch:
    paths = [item for item in batch if isinstance(item, Path)]
    for path in paths:
        seen.read[path] = seen.looks[path][0]
    told = [item for item in batch if isinstance(item, Rejected)]
    seen.told.update(told)

    def items() -> Iterator[Source | Rejected]:
        yield from told
        yield from read(path for path in paths if path.exists() and not path.is_symlink())

    summary = import_sources(store, items(), profile)
    return Batch(datetime.now(UTC).isoformat(timespec="seconds"), len(paths), summary)


def _ripe(folders: Sequence[Path], seen: _Seen, settle: float) -> tuple[list[Path | Rejected], bool]:
    """Look at all files: those that are written to their end and not read yet, and whether others will be."""
    ripe: list[Path | Rejected] = []
    unripe, now, there = False, time.monotonic(), set()
    for item in (item for folder in folders for item in _files(folder)):
        if isinstance(item, Rejected):
            if item not in seen.told:
                ripe.append(item)
            continue
        if item.absolute() in seen.own:
            continue
        there.add(item)
        try:
            state = item.stat()
        except OSError:  # gone since the folder was listed, or not to be looked at: the next look decides
            unripe = True
            continue
        looks = state.st_size, state.st_mtime_ns
        known, since = seen.looks.get(item, (None, now))
        if known != looks:
            since = now
            seen.looks[item] = looks, now
        if seen.read.get(item) == looks:
            continue
        if now - since >= settle:
            ripe.append(item)
        else:
            unripe = True
    for gone in seen.looks.keys() - there:
        del seen.looks[gone]
        seen.read.pop(gone, None)
    return ripe, unripe


def _own(store: Store) -> frozenset[Path]:
    """Return the files of the database, which may lie in a watched folder, and change with every import."""
    if store.path is None:  # a server has its files elsewhere
        return frozenset()
    path = store.path.absolute()
    return frozenset(path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal"))


def _files(folder: Path) -> Iterator[Path | Rejected]:
    for item in files(folder):
        if isinstance(item, Rejected):
            if item.file != shown(folder):  # an empty folder waits for its first file
                yield item
        elif not item.name.lower().endswith(UNFINISHED):
            yield item


def _wait(stop: threading.Event, woken: threading.Event, seconds: float) -> None:
    """Wait for a notice, a stop or the time, in steps that let a signal be answered."""
    end = time.monotonic() + seconds
    while not (stop.is_set() or woken.is_set()) and (left := end - time.monotonic()) > 0:
        woken.wait(min(left, 0.2))
    if woken.is_set():
        woken.clear()
        stop.wait(min(seconds, 0.5))  # what comes together is looked at together


def _observer(folders: Sequence[Path], woken: threading.Event) -> BaseObserver | None:
    """Start listening for notices of the system; None where it gives none, and the looks have to do."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in {"opened", "closed_no_write"}:  # our own reading
                woken.set()

    observer = Observer()
    try:
        for folder in folders:
            observer.schedule(Handler(), str(folder), recursive=True)
        observer.start()
    except OSError:  # no room for another watch, or a file system without notices
        observer.unschedule_all()
        return None
    return observer
