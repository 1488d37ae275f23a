"""The process that parses what strangers wrote: its answers, its bounds, and that it is there again afterwards."""

import subprocess
import sys
import threading
import time

import pytest

from data import processes
from data.errors import InputError
from data.reading import child, limits, worker
from data.reading.worker import bounded
from tests.data import parsing_tasks as tasks


@pytest.fixture(autouse=True, scope="module")
def _end():
    yield
    worker._WORKER.close()


def test_the_result_comes_from_one_process_that_stays():
    first, second = bounded(tasks.measure, b"abc"), bounded(tasks.measure, b"\x00\n" * 100_000, "octets")

    assert (first["size"], second["size"], second["unit"]) == (3, 200_000, "octets")
    assert first["process"] == second["process"]


def test_a_refusal_is_passed_on_in_its_own_words():
    before = bounded(tasks.measure, b"")["process"]

    with pytest.raises(InputError, match=r"^holds nothing: look elsewhere$"):
        bounded(tasks.refuse, b"")
    assert bounded(tasks.measure, b"")["process"] == before


@pytest.mark.parametrize(
    ("task", "content", "reason"),
    [
        (tasks.stumble, b"x", r"makes its parser break off \(KeyError\)"),
        (tasks.crash, b"x", "makes its parser break off"),
        (tasks.endless, b"x", "takes longer than 0.3 seconds to parse"),
        (tasks.busy, b"x", "takes longer than 0.3 seconds to parse"),
        (tasks.hungry, b"x" * 1_000_000, "needs too much memory to parse"),
    ],
)
def test_what_overruns_is_refused_with_a_remedy_and_the_next_one_goes_through(task, content, reason):
    start = time.monotonic()

    with pytest.raises(InputError, match=f"^{reason}: save its text as a text file$"):
        bounded(task, content, seconds=0.3)
    assert time.monotonic() - start < 5
    assert bounded(tasks.measure, b"next")["size"] == 4


def test_what_a_parser_prints_is_no_answer():
    assert bounded(tasks.chatter, b"") == "said"


def test_no_setting_of_ours_reaches_the_parsers(monkeypatch):
    monkeypatch.setenv("TREFFPUNKT_DB", "postgresql://user:secret@host/db")
    worker._WORKER.close()

    assert "TREFFPUNKT_DB" not in bounded(tasks.environment, b"")


def test_many_threads_share_the_process():
    results = []
    threads = [
        threading.Thread(target=lambda size=size: results.append(bounded(tasks.measure, b"x" * size)["size"]))
        for size in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == list(range(20))


def test_a_process_that_has_ended_meanwhile_is_replaced():
    before = bounded(tasks.measure, b"")["process"]
    worker._WORKER._child._process.kill()
    worker._WORKER._child._process.wait()

    assert bounded(tasks.measure, b"")["process"] != before


def test_a_process_is_replaced_after_its_number_of_tasks(monkeypatch):
    monkeypatch.setattr(worker, "MAX_PARSER_TASKS", 2)
    worker._WORKER.close()

    processes = [bounded(tasks.measure, b"")["process"] for _ in range(3)]

    assert processes[0] == processes[1] != processes[2]


def test_an_idle_process_ends_by_itself(monkeypatch):
    process = subprocess.Popen(
        [sys.executable, "-c", "from data.reading import child; child.MAX_IDLE_SECONDS = 1; child.main()", "1"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=processes.ROOT,
    )  # fmt: skip
    with process:
        assert process.wait(timeout=20) != 0
    assert child.MAX_IDLE_SECONDS == limits.MAX_IDLE_SECONDS


def test_reading_text_starts_no_process():
    code = (
        "import sys; from data.reading import read_upload; from data.reading import worker;"
        "list(read_upload('a.txt', b'Ein Satz.')); sys.exit(worker._WORKER._child is not None or 'trafilatura' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=processes.ROOT, check=False).returncode == 0
