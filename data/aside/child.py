"""The process beside the server: one task after the other, read from its input, until that ends (see messages.py)."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, Never

from data import processes
from data.analysis import read_article
from data.aside import messages
from data.aside.messages import AT, BEGUN, BROKEN, IMPORT, KEPT, POLL, REFUSED, RESULT, SETTINGS, WARM
from data.errors import DataError
from data.models import Source
from data.operating import logs
from data.profile import bundled
from data.reading import read_upload
from data.store import Store, accounting, comparing, import_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.models import Rejected

    Task = Mapping[str, Any]

PAUSE = 0.1
"""Seconds between two lines that say how far it is."""
_EXAMPLES = (
    "Präsidentin Ada Kessler sagte am Freitag, sie sei zu einem Treffen mit Jonas Ohm bereit.",
    "President Ada Kessler said on Friday that she was ready to meet Jonas Ohm.",
)
"""Whoever has read one has loaded rules and dictionaries of its language."""
_ENDS_FIRST = "500"
_OUT_OF_MEMORY = Path("/proc/self/oom_score_adj")


def main() -> None:
    """Work until the input ends or a signal says so; what is printed goes to the errors."""
    signal.signal(signal.SIGTERM, _end)
    processes.give_way()
    with suppress(OSError):  # where memory runs out, the readers' server stays
        _OUT_OF_MEMORY.write_text(_ENDS_FIRST, "ascii")
    said, tasks = _Said(os.fdopen(os.dup(1), "wb")), sys.stdin.buffer
    os.dup2(2, 1)
    databases = _Databases()
    while line := tasks.readline():
        task = json.loads(line)
        contents = [tasks.read(size) for size in task["sizes"]]
        if [len(content) for content in contents] != task["sizes"]:
            return  # the server has gone
        try:
            _work(said, databases, task, contents)
        except BrokenPipeError:
            return  # nobody listens any more
        except Exception as error:
            said.now(BROKEN, logs.failed(error))
            raise SystemExit(1) from error


def _work(said: _Said, databases: _Databases, task: Task, contents: list[bytes]) -> None:
    """Do one task and say what came of it; nothing is said of one that only makes ready."""
    _settle(task)
    work: dict[str, Callable[[], object]] = {
        WARM: lambda: _get_warm(databases.open(task["database"]) if task["database"] else None),
        IMPORT: lambda: _import(said, databases.open(task["database"]), task, contents),
        POLL: lambda: _poll(said, databases.open(task["database"]), task),
    }
    if task["kind"] != WARM:
        said.now(BEGUN, True)
    try:
        logs.start()
        done = work[task["kind"]]()
    except DataError as error:
        if task["kind"] != WARM:  # else the import itself will say so
            said.now(REFUSED, messages.of_error(error))
        return
    if task["kind"] != WARM:
        said.now(RESULT, done)


def _settle(task: Task) -> None:
    """Take over the operator's settings as the server has them, and whom it acts for."""
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        del os.environ[name]
    os.environ.update(task["settings"])
    logs.acts_for(task.get("user"))


def _get_warm(store: Store | None) -> None:
    """Load what an import needs: rules, dictionaries, and the articles that new ones are compared with."""
    profile = store.profile() if store else bundled()
    for text in _EXAMPLES:
        read_article(Source("", "", text, ""), profile)
    if store:
        comparing.prepare(store)


def _import(said: _Said, store: Store, task: Task, contents: list[bytes]) -> dict[str, Any]:
    sources: list[Source | Rejected] = []
    wishes = messages.wishes_of(task["wishes"])
    for name in task["names"]:
        for source in read_upload(name, contents.pop(0), wishes):
            sources.append(source)
            said.at(len(sources), 0, f"reading {source.file}")
    read = Counter(source.file for source in sources if isinstance(source, Source))
    files = {source.file: read[source.file] for source in sources}
    summary = import_sources(
        store,
        sources,
        progress=lambda done, what: said.at(done, len(sources), what),
        kept=lambda articles: said.kept(len(articles)),
    )
    return messages.of_imported(summary, accounting.by_file(store, files, summary))


def _poll(said: _Said, store: Store, task: Task) -> list[messages.PolledFeed]:
    from data.fetching import Allowed, Fetcher
    from data.polling import poll

    done: list[messages.PolledFeed] = []
    total = len(task["urls"])

    def move(count: int, what: str) -> None:
        said.at(len(done), total, f"entry {count:,}: {what}")

    fetcher = Fetcher(Allowed.from_environment())
    said.at(0, total, "asking")
    for one in poll(store, task["urls"], fetcher, articles=task["articles"], progress=move):
        done.append(messages.of_polled(one))
        said.kept(done[-1].changed)
        said.at(len(done), total, f"{one.url}: {one.message}")
    return done


class _Said:
    """What is said to the server."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._last = 0.0
        self._kept = 0

    def now(self, kind: str, held: object) -> None:
        """Say something of a task. Raises BrokenPipeError where nobody listens."""
        if kind == BEGUN:
            self._kept = 0
        self._answers.write(json.dumps({kind: held}).encode() + b"\n")
        self._answers.flush()

    def at(self, done: int, total: int, what: str) -> None:
        """Say how far it is, now and then."""
        if monotonic() - self._last >= PAUSE:
            self.now(AT, [done, total, what])
            self._last = monotonic()

    def kept(self, count: int) -> None:
        self._kept += count
        self.now(KEPT, self._kept)


class _Databases:
    """The database of the last task, which stays open with the articles that were compared in it."""

    def __init__(self) -> None:
        self._address = ""
        self._store: Store | None = None

    def open(self, address: str) -> Store:
        """Return the database at this address, which the server has opened before. Raises StoreError."""
        if self._store is None or self._address != address:
            if self._store is not None:
                self._store.close()
            self._store, self._address = None, address
            self._store = Store.open(address, create=False)
        return self._store


def _end(number: int, _: object) -> Never:
    """End as at the end of the input: a transaction that is open is undone."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
