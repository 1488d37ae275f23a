"""Imports of the page on a real server: left alone they go on, and none outlives the server."""

import asyncio
import json
import signal
import sys

import pytest

from benchmarks.load.page import start_page_import
from benchmarks.load.server import Server
from data.store import Store
from tests.aside.test_importing_aside import children, running, wait_for

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def write(path, count, text="Lampe {n} von {m}."):
    rows = ({"id": f"n{n}", "text": text.format(n=n * n, m=n), "clean": True} for n in range(count))
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def articles(path):
    with Store.open(path) as store, store.read() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()


async def begin_and_leave(port, rows):
    """Begin an import and close its page once it has begun."""
    session, run = await start_page_import(port, rows)
    await asyncio.sleep(0.5)
    assert not run.done()
    run.cancel()
    await session.close()


def test_an_import_goes_on_without_its_page_and_ends_with_the_server(tmp_path):
    database = tmp_path / "own.db"
    with Server(database, tmp_path / "server.log") as server:
        asyncio.run(begin_and_leave(server.port, write(tmp_path / "one.jsonl", 300)))
        wait_for(lambda: database.exists() and articles(database) == 300)

        asyncio.run(begin_and_leave(server.port, write(tmp_path / "two.jsonl", 20_000, "Lampe {n}. Noch {m}.")))
        (child,) = children(server.process.pid)
        assert running(child)
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(10)
        wait_for(lambda: not running(child))
    assert "Traceback" not in server.log.read_text()
    assert articles(database) < 20_000
