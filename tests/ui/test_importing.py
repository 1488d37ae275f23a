"""An import at the page whose process ends before it is done: told in a line, what is kept is kept, and it can be repeated."""

import json
import os
import signal
import threading
import time

import pytest

from data import aside, query
from data.aside import pool
from data.store import Store
from tests.ui.conftest import metrics

ROWS = 1600
"""Of two transactions."""


@pytest.fixture(autouse=True, scope="module")
def _no_process_is_left():
    yield
    aside.end_all()


def kill_once_something_is_kept(path):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists() and pool.POOL._working:
            with Store.open(path) as store:
                if not store.is_empty:
                    break
        time.sleep(0.05)
    for process in tuple(pool.POOL._working):
        os.kill(process._process.pid, signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no signals on Windows")
def test_a_killed_import_is_told_and_can_be_repeated(open_page, tmp_path):
    own = tmp_path / "own.db"
    rows = ({"id": f"n{n}", "text": f"Lamp {n * n} of {n}.", "lang": "en", "clean": True} for n in range(ROWS))
    at = open_page(own, "imports")
    at.file_uploader(key="uploads").upload("many.jsonl", "\n".join(map(json.dumps, rows)).encode())
    at.run()
    killer = threading.Thread(target=kill_once_something_is_kept, args=[own])
    killer.start()
    at.button(key="import").click().run()
    killer.join()

    (told,) = at.error
    line = told.value.replace("\\", "")
    assert "the import broke off: its process was killed" in line
    assert "articles of it are kept. Import the same files again" in line
    with Store.open(own) as store:
        held = len(query.articles(store))
    assert 0 < held < ROWS
    assert not at.exception
    assert not at.button(key="import").disabled
    with pytest.raises(KeyError):
        at.get_by_key("sample_banner")

    at.button(key="import").click().run()
    assert not at.error
    counted = {name: int(metrics(at)[name].replace(",", "")) for name in ("Read", "New", "Unchanged")}
    assert counted == {"Read": ROWS, "New": ROWS - held, "Unchanged": held}


def test_what_is_imported_never_goes_to_the_sample(open_page, tmp_path):
    at = open_page(tmp_path / "own.db", "imports")
    at.file_uploader(key="uploads").upload("a.txt", b"Ada Kessler said on Friday a meeting was possible.")
    at.run()
    assert not (tmp_path / "own.db").exists(), "nothing is made before the click"
    at.button(key="import").click().run()

    with Store.open(tmp_path / "own.db") as store:
        assert not store.is_sample
        assert store.revision == 1
