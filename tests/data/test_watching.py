"""Watching a folder: a file is read when it is whole, once, and the end comes when it is asked for."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from data import query, watching
from data.errors import InputError
from data.selection import Selection
from data.watching import watch

ROOT = Path(__file__).parents[2]
TEXT = "Bürgermeisterin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus, sagte sie am Montag. Nummer {}."


@pytest.fixture(name="folder")
def _folder(tmp_path):
    held = tmp_path / "in"
    held.mkdir()
    return held


@pytest.fixture(name="watched")
def _watched(store, folder):
    """Watch the folder in a thread; the batches as they come, and a way to wait for something."""
    batches, stop = [], threading.Event()

    def run():
        batches.extend(watch(store, [folder], stop=stop, settle=0.8, look=0.4))

    def wait(done, seconds=60):
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, batches
            time.sleep(0.02)

    thread = threading.Thread(target=run)
    thread.start()
    yield SimpleNamespace(batches=batches, wait=wait, stop=stop, thread=thread)
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def ids(store):
    return set(query.articles(store, Selection())["id"])


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def test_what_lies_there_and_what_comes(store, folder, watched):
    write(folder, "a.txt", TEXT.format(1))
    watched.wait(lambda: ids(store) == {"a.txt"})
    (folder / "tief").mkdir()
    write(folder / "tief", "b.txt", TEXT.format(2))
    watched.wait(lambda: ids(store) == {"a.txt", "b.txt"})

    read = sum(batch.files for batch in watched.batches)
    time.sleep(1)
    assert sum(batch.files for batch in watched.batches) == read == 2, "what has not changed is not read again"


def test_a_file_is_read_when_it_is_whole(store, folder, watched):
    rows = [f'{{"id": "z{n}", "text": "{TEXT.format(n)}"}}\n' for n in range(12)]
    with (folder / "zeilen.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(row[:40])
            file.flush()
            time.sleep(0.1)
            assert watched.batches == []
            file.write(row[40:])
            file.flush()
    watched.wait(lambda: watched.batches)

    assert watched.batches[0].summary.read == len(rows)
    assert watched.batches[0].summary.rejected == ()


def test_a_changed_file_is_read_again(store, folder, watched):
    write(folder, "a.txt", TEXT.format(1))
    watched.wait(lambda: len(watched.batches) == 1)
    write(folder, "a.txt", TEXT.format(1) + " Später mehr.")
    watched.wait(lambda: len(watched.batches) == 2)

    assert watched.batches[1].summary.updated == 1


def test_files_that_vanish_and_files_on_their_way(store, folder, watched):
    write(folder, "fort.txt", TEXT.format(1))
    write(folder, "halb.txt.part", TEXT.format(2))
    (folder / "fort.txt").unlink()
    os.mkfifo(folder / "rohr")
    (folder / "verweis.txt").symlink_to("/etc/hostname")
    write(folder, "da.txt", TEXT.format(3))
    watched.wait(lambda: ids(store) == {"da.txt"})
    (folder / "halb.txt.part").rename(folder / "halb.txt")
    watched.wait(lambda: ids(store) == {"da.txt", "halb.txt"})

    rejected = [row.reason.split(",")[0] for batch in watched.batches for row in batch.summary.rejected]
    assert sorted(rejected) == ["is a symbolic link", "is no regular file (pipe"], "each is told once"
    assert sorted(path.name for path in folder.iterdir()) == ["da.txt", "halb.txt", "rohr", "verweis.txt"]


def test_without_notices_the_looks_do(store, folder, watched, monkeypatch):
    """As on a network drive: the first look was before the file came, and nobody says that it did."""
    watched.stop.set()
    watched.thread.join(20)
    stop, batches = threading.Event(), []
    monkeypatch.setattr("watchdog.observers.Observer.schedule", _no_room)

    def run():
        for batch in watch(store, [folder], stop=stop, settle=0.2, look=0.3):
            batches.append(batch)
            stop.set()

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.5)
    write(folder, "a.txt", TEXT.format(1))
    thread.join(20)

    assert batches[0].summary.new == 1


def _no_room(*_, **__):
    raise OSError(28, "inotify watch limit reached")


def test_batches_and_a_stop_between_them(store, folder, monkeypatch):
    monkeypatch.setattr(watching, "BATCH_FILES", 2)
    for number in range(5):
        write(folder, f"{number}.txt", TEXT.format(number))
    stop, sizes = threading.Event(), []
    for batch in watch(store, [folder], stop=stop, settle=0.1, look=0.1):
        sizes.append(batch.files)
        if len(sizes) == 2:
            stop.set()

    assert sizes == [2, 2]
    assert ids(store) == {"0.txt", "1.txt", "2.txt", "3.txt"}


def test_what_is_no_folder(store, tmp_path):
    with pytest.raises(InputError, match="no folder that can be watched"):
        next(watch(store, [tmp_path / "fehlt"]))


def test_the_command_ends_when_it_is_told_to(folder):
    """The database lies in the watched folder: its own changes are no news."""
    write(folder, "a.txt", TEXT.format(1))
    command = [sys.executable, "-m", "data", "import", "--watch", folder, "--db", folder / "x.db", "--quiet"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = running.stdout.readline()
    running.send_signal(signal.SIGTERM)
    rest, told = running.communicate(timeout=60)

    assert "1 files: 1 articles read, 1 new, 0 updated, 0 unchanged, 0 rejected; revision 1" in line
    assert (running.returncode, rest) == (0, "")
    assert told == f"watching {folder}; Ctrl-C ends it\nstopping after this batch\n"
