"""An import through the Import page: `python -m benchmarks.load.page FILE…` says how long each takes until its receipt.

The first import of a server loads rules and dictionaries; the pause before each click is that of somebody who looks at
what has been dropped.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.load.client import Click, Drawn, Session
from benchmarks.load.server import Server

PAGE = "imports"


async def start_page_import(port: int, rows: Path) -> tuple[Session, asyncio.Task[Drawn]]:
    """Upload a file, click, and return the visit and its run, which ends with the receipt."""
    session, files = await _dropped(port, rows)
    session.values = {"uploads": files, "import": Click()}
    return session, asyncio.create_task(session.run({}))


async def _dropped(port: int, rows: Path) -> tuple[Session, list[object]]:
    session = await Session.open(port)
    await session.run({})
    session.page = PAGE
    await session.run({})
    files = await session.upload(rows.name, await asyncio.to_thread(rows.read_bytes))
    session.values = {"uploads": files}
    await session.run({})
    return session, list(files)


async def _time(port: int, rows: Path, pause: float) -> tuple[float, dict[str, str]]:
    session, files = await _dropped(port, rows)
    await asyncio.sleep(pause)
    session.values = {"uploads": files, "import": Click()}
    started = time.perf_counter()
    drawn = await session.run({})
    seconds = time.perf_counter() - started
    await session.close()
    return seconds, drawn.metrics()


def main() -> int:
    """Import each file by itself into one database and print the seconds from click to receipt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pause", type=float, default=5.0, metavar="SECONDS")
    parser.add_argument("--database", type=Path, help="import into this one; else into a new one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Server(options.database or folder / "own.db", folder / "server.log") as server:
            for file in options.files:
                seconds, metrics = asyncio.run(_time(server.port, file, options.pause))
                print(f"{file.name}: {seconds:.2f} s, {metrics}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
