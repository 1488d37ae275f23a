"""Many readers at once: `python -m benchmarks.load --readers 50 --think 5 [--import 20000]`.

A collection of 100,000 signals is made once (`--folder`); a server is started on a copy of it; readers open the
dashboard and change filters, pages of tables and pages, with a pause of 0.5 to 1.5 times `--think` seconds after each
answer. Every answer is compared with one worked out from all rows in pandas. With `--import`, that many articles are
imported into the same database meanwhile, at the command line or, with `--page`, through the Import page; filters then
keep to days that they do not touch.

Printed: seconds until an answer is drawn (p50, p95, p99) by action, bytes an answer takes, CPU seconds of server and
driver, memory of the server with one reader and with all. The driver shares the machine's cores with the server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import shutil
import sys
import time
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.load.answers import Known, shown
from benchmarks.load.client import Session
from benchmarks.load.collection import SIGNALS, Size, make, words
from benchmarks.load.page import start_page_import
from benchmarks.load.plan import Action, plan
from benchmarks.load.server import Server, start_import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.load.client import Drawn

FOLDER = Path("/tmp/treffpunkt-load")  # noqa: S108 - named, kept from run to run
TARGET, TARGET_MEMORY = 1.0, 5.0
"""Seconds of the 95th percentile, and megabytes a reader."""


class Done(NamedTuple):
    """An action and what it drew."""

    action: Action
    drawn: Drawn


class Result(NamedTuple):
    """What a run has shown and cost."""

    done: list[Done]
    wrong: list[str]
    seconds: float
    server_cpu: float
    driver_cpu: float
    memory: tuple[float, float]

    @property
    def p95(self) -> float:
        return quantile([one.drawn.seconds for one in self.done if one.action.kind != "open"], 0.95)


def main() -> int:
    """Run, print, and return 1 where an answer was wrong or a target missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--think", type=float, default=5.0, metavar="SECONDS")
    parser.add_argument("--actions", type=int, default=12, help="of each reader")
    parser.add_argument("--signals", type=int, default=SIGNALS)
    parser.add_argument("--import", type=int, default=0, metavar="ARTICLES", dest="imported")
    parser.add_argument("--page", action="store_true", help="import them through the Import page, as a reader would")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    size = Size(options.signals)
    result = measure(
        options.folder, size, readers=options.readers, think=options.think, actions=options.actions,
        imported=options.imported, page=options.page,
    )  # fmt: skip
    report(result, options.readers)
    per_reader = (result.memory[1] - result.memory[0]) / options.readers
    return int(bool(result.wrong) or result.p95 >= TARGET or per_reader >= TARGET_MEMORY)


def measure(
    folder: Path, size: Size, *, readers: int, think: float, actions: int, imported: int = 0, page: bool = False
) -> Result:
    """Run a server under load and return what it showed. The collection is made in `folder` where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    kept, database = folder / f"{size.signals}.db", folder / "served.db"
    if not kept.exists():
        started = time.perf_counter()
        make(folder / "making.db", size)
        (folder / "making.db").rename(kept)
        print(f"made {size.signals:,} signals in {time.perf_counter() - started:.0f} s")
    for old in folder.glob("served.db*"):
        old.unlink()
    shutil.copy(kept, database)
    known = Known(database)
    plans = [plan(size, reader, actions, known, closed=imported > 0) for reader in range(readers)]
    importing = None
    with Server(database, folder / "server.log") as server:
        try:
            if imported:
                rows = folder / "import.jsonl"
                write_articles(rows, imported)
                importing = None if page else start_import(database, rows, folder / "import.log")
            done, still, *costs = asyncio.run(_drive(server, plans, think, rows if imported and page else None))
            still = still or (importing is not None and importing.poll() is None)
        finally:
            if importing is not None:
                importing.terminate()
                importing.wait()
    if imported:
        print(f"import: {'still running at the end' if still else 'over before the end'}")
    wrong = [words for one in done if (words := _compared(one, known))]
    if "Traceback" in server.log.read_text():
        wrong.append(f"the server's log has a traceback: {server.log}")
    return Result(done, wrong, *costs)


async def _drive(server: Server, plans: list[list[Action]], think: float, rows: Path | None) -> tuple[object, ...]:
    first = await Session.open(server.port)
    for action in plans[0][:4]:  # somebody has been there: modules are loaded
        await _act(first, action)
    before = server.megabytes
    importer, importing = (None, None) if rows is None else await start_page_import(server.port, rows)
    started, server_cpu, driver_cpu = time.perf_counter(), server.seconds, _own_cpu()
    sessions = [await Session.open(server.port) for _ in plans]
    readers = enumerate(zip(sessions, plans, strict=True))
    done = await asyncio.gather(*(_reader(session, actions, think, number) for number, (session, actions) in readers))
    spent = server.seconds - server_cpu, _own_cpu() - driver_cpu
    seconds = time.perf_counter() - started
    after = server.megabytes
    for session in [first, *sessions]:
        await session.close()
    still = importing is not None and not importing.done()
    if importer is not None and importing is not None:
        importing.cancel()
        await importer.close()
    return [one for row in done for one in row], still, seconds, *spent, (before, after)


async def _reader(session: Session, actions: list[Action], think: float, number: int) -> list[Done]:
    chance = random.Random(number)
    done = []
    await asyncio.sleep(2 * think * chance.random())  # nobody comes at the same moment
    for action in actions:
        done.append(Done(action, await _act(session, action)))
        await asyncio.sleep(think * (0.5 + chance.random()))
    return done


async def _act(session: Session, action: Action) -> Drawn:
    session.page, session.values = action.page, action.values
    return await session.run(action.selection.to_params())


def _compared(one: Done, known: Known) -> str:
    """Return what is wrong with an answer, nothing where it is right."""
    action = one.action
    what = f"{action.kind} on {action.page or 'timeline'}, {action.selection.slug()}"
    if one.drawn.error:
        return f"{what}: {one.drawn.error}"
    expected, got = known.answer(action.page, action.selection, action.number), shown(action.page, one.drawn)
    return "" if got == expected else f"{what}: {got} instead of {expected}"


def report(result: Result, readers: int) -> None:
    """Print what was measured."""
    by_kind: dict[str, list[float]] = defaultdict(list)
    for one in result.done:
        by_kind[one.action.kind].append(one.drawn.seconds)
        if one.action.kind != "open":
            by_kind["all but open"].append(one.drawn.seconds)
            by_kind[f"  on {one.action.page or 'timeline'}"].append(one.drawn.seconds)
    print(f"{'action':14}{'count':>7}{'p50 s':>8}{'p95 s':>8}{'p99 s':>8}{'max s':>8}")
    for kind, times in sorted(by_kind.items()):
        cells = "".join(f"{quantile(times, part):8.3f}" for part in (0.5, 0.95, 0.99, 1))
        print(f"{kind:14}{len(times):7}{cells}")
    count = len(result.done)
    received = [one.drawn.received / 1000 for one in result.done if one.action.kind != "open"]
    before, after = result.memory
    print(f"answers: {count - len(result.wrong)} of {count} right")
    p50, p95 = quantile(received, 0.5), quantile(received, 0.95)
    print(f"kB an answer: p50 {p50:.0f}, p95 {p95:.0f}, most {max(received):.0f}")
    print(f"CPU s an answer: server {result.server_cpu / count:.4f}, driver {result.driver_cpu / count:.4f}")
    print(f"in {result.seconds:.0f} s: server {result.server_cpu / result.seconds:.2f} cores, load {os.getloadavg()}")
    each = (after - before) / readers
    print(f"memory: {before:.0f} MB with 1 reader, {after:.0f} MB with {readers}: {each:.2f} MB each")
    for line in result.wrong[:10]:
        print(f"WRONG {line}")


def write_articles(path: Path, count: int) -> None:
    """Write articles of later days for an import to read: each takes the whole way of extraction."""
    chance = random.Random(23)
    known = words()
    with path.open("w", encoding="utf-8") as held:
        for number in range(count):
            day = date(2035, 1, 1) + timedelta(days=number % 300)
            said = " ".join(known[int(len(known) * chance.random())] for _ in range(60))
            text = (
                f"Präsident Jorun Halvik sagte am Montag, ein Treffen mit Kanzlerin Mette Brask sei möglich. {said}. "
                f"„Wir sind zu einem Gespräch bereit“, erklärte Halvik in der Hauptstadt. Eintrag {number}."
            )
            row = {"id": f"new-{number}", "text": text, "title": f"Neues {number}", "published_on": str(day)}
            held.write(json.dumps({**row, "outlet": "Import-Bote"}, ensure_ascii=False) + "\n")


def quantile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
