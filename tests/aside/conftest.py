"""What every test of the process beside the server has: a database of its own, and no process that is left."""

import pytest

from data import aside
from data.store import Store


@pytest.fixture(scope="module", autouse=True)
def _no_process_is_left():
    yield
    aside.end_all()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "own.db") as opened:
        yield opened
