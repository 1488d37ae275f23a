"""An import in the process beside the server: the same result, whole or broken off, and nothing is left behind."""

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from data import aside, query
from data.aside import jobs, pool
from data.errors import EndedError, StoreError
from data.operating import logs
from data.reading import read_upload
from data.reading.columns import NO_WISHES, Columns, Wishes
from data.store import ImportSummary, Store, import_sources

WHO = "Ada Kessler sagte am Freitag, ein Treffen mit Jonas Ohm sei möglich."
HEADER = ("Inhalt", "Medium")
TABLE = f"Inhalt;Medium\n{WHO} Einmal.;Süd-Echo\n;Leerer Bote\n".encode()


def archive(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, content in files.items():
            packed.writestr(name.replace("_", "."), content)
    return held.getvalue()


def many(count, name="n"):
    """A file of short articles of no leader, which load no dictionary."""
    rows = ({"id": f"{name}{n}", "text": f"Lamp {n * n} of {n}.", "lang": "en", "clean": True} for n in range(count))
    return [(f"{name}.jsonl", "\n".join(map(json.dumps, rows)).encode())]


def children(process):
    """The processes that a process has started, by their numbers."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for one in found for number in one.read_text().split()]


def running(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_for(what, seconds=30):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def working():
    (process,) = pool.POOL._working
    return process._process.pid


def test_it_does_what_an_import_here_does(store, tmp_path):
    wishes = Wishes(tables={HEADER: Columns((("text", "Inhalt"), ("outlet", "Medium")))})
    uploads = [
        ("C:\\fakepath\\Übersicht März.csv", TABLE),
        ("../../leer.txt", b""),
        ("alles.zip", archive(a_txt=WHO + " Zweimal.", b_png=b"\x89PNG\r\n\x1a\n")),
        ("seite.html", f"<html><body><h1>Neues</h1><p>{WHO}</p><p>{'Mehr dazu. ' * 40}</p></body></html>".encode()),
        ("\udcff.jsonl", json.dumps({"text": WHO, "outlet": "Bote"}).encode() + b"\n{"),
    ]
    done = aside.import_uploads(store, uploads, wishes).result()
    with Store.open(tmp_path / "here.db") as here:
        sources = [source for name, content in uploads for source in read_upload(name, content, wishes)]
        summary = import_sources(here, sources)

        assert done.summary == summary
        assert (summary.read, summary.new, len(summary.rejected)) == (4, 4, 4)
        assert (
            query.articles(store)
            .drop(columns="imported_at", errors="ignore")
            .equals(query.articles(here).drop(columns="imported_at", errors="ignore"))
        )
    counted = {one.file: (one.read, one.new, one.updated, one.unchanged, one.rejected) for one in done.files}
    assert counted == {
        "Übersicht März.csv": (1, 1, 0, 0, 1),
        "leer.txt": (0, 0, 0, 0, 1),
        "alles.zip/a.txt": (1, 1, 0, 0, 0),
        "alles.zip/b.png": (0, 0, 0, 0, 1),
        "seite.html": (1, 1, 0, 0, 0),
        "\ufffd.jsonl": (1, 1, 0, 0, 1),
    }
    assert list(counted) == list(dict.fromkeys(source.file for source in sources))


def test_updates_and_known_articles_are_told_apart(store):
    rows = [{"id": "a", "text": WHO}, {"id": "b", "text": "Die Fähre nach Silt fällt am Montag aus."}]
    aside.import_uploads(store, [("x.jsonl", "\n".join(map(json.dumps, rows)).encode())], NO_WISHES).result()
    rows[0]["text"] += " Das war neu."
    again = aside.import_uploads(store, [("x.jsonl", "\n".join(map(json.dumps, rows)).encode())], NO_WISHES).result()

    assert [tuple(one) for one in again.files] == [("x.jsonl", 2, 0, 1, 1, 0)]
    assert store.revision == again.summary.revision


def test_the_server_notices_what_was_written_for_it(store):
    before = Store.written
    aside.import_uploads(store, [("a.txt", WHO.encode())], NO_WISHES).result()

    assert Store.written > before
    assert len(query.articles(store)) == 1


def test_how_far_it_is_is_told(store, tmp_path):
    job = aside.import_uploads(store, many(1500), NO_WISHES)
    moves = list(job.follow())
    done = [move.done for move in moves if move.total]

    assert {move.total for move in moves} <= {0, 1500}
    assert done == sorted(done)
    assert len(set(done)) > 3
    assert job.result().summary.new == 1500


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_it_gives_way_and_ends_first_where_memory_runs_out(store, tmp_path):
    job = aside.import_uploads(store, many(1500), NO_WISHES)
    wait_for(lambda: job.move.total)
    process = working()

    assert os.getpriority(os.PRIO_PROCESS, process) == 10
    assert int(Path(f"/proc/{process}/oom_score_adj").read_text()) == 500
    assert job.result().summary.new == 1500


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_it_shows_no_password_and_names_the_user(server, tmp_path, capfd, monkeypatch):
    aside.end_all()  # a new process writes where this test reads
    url = server.new().replace("treffpunkt@", "treffpunkt:geheim-7@")
    monkeypatch.setenv("TREFFPUNKT_LEVEL", "debug")
    logs.acts_for("kim@example.org")
    try:
        with Store.open(url) as store:
            job = aside.import_uploads(store, many(1000), NO_WISHES)
            wait_for(lambda: job.move.total)
            shown = [Path(f"/proc/{working()}/{name}").read_text() for name in ("cmdline", "environ")]
            assert job.result().summary.new == 1000
            assert len(query.articles(store)) == 1000
            server.drop(url)
            with pytest.raises(StoreError) as refused:
                aside.import_uploads(store, [("a.txt", b"")], NO_WISHES).result()
    finally:
        logs.acts_for(None)
    log = capfd.readouterr().err

    assert "import user=kim@example.org read=1000" in log
    assert "geheim" not in f"{shown} {log} {refused.value}"


def test_a_process_that_is_killed_costs_no_article_that_was_kept(store, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    uploads = many(1300)  # of two transactions
    job = aside.import_uploads(store, uploads, NO_WISHES)
    wait_for(lambda: job.kept)
    process = working()
    os.kill(process, signal.SIGKILL)
    with pytest.raises(EndedError) as ended:
        job.result()

    held = len(query.articles(store))
    assert str(ended.value) == (
        f"the import broke off: its process was killed, as a system does that runs out of memory. {job.kept:,} articles "
        "of it are kept. Import the same files again to complete it: what is kept is passed over"
    )
    assert 1300 > held >= job.kept > 1
    assert not running(process)
    assert list((tmp_path / "temporary").iterdir()) == []

    again = aside.import_uploads(store, uploads, NO_WISHES).result()
    assert (again.summary.read, again.summary.new) == (1300, 1300 - held)


def test_it_can_be_stopped(store, tmp_path):
    job = aside.import_uploads(store, many(2000), NO_WISHES)
    wait_for(lambda: job.move.total)
    process = working()
    job.stop()
    with pytest.raises(EndedError, match=r"the import was stopped. 0 articles of it are kept"):
        job.result()
    assert not running(process)
    assert len(query.articles(store)) == 0


def test_what_waits_for_others_can_be_stopped(store):
    for _ in range(pool.AT_ONCE):
        jobs._places.acquire()
    try:
        job = aside.import_uploads(store, [("a.txt", WHO.encode())], NO_WISHES)
        wait_for(lambda: job.move.what == "waiting for other imports")
        job.stop()
        with pytest.raises(EndedError, match="was stopped"):
            job.result()
    finally:
        for _ in range(pool.AT_ONCE):
            jobs._places.release()
    assert len(query.articles(store)) == 0


def test_a_process_that_has_gone_while_it_waited_is_replaced(store):
    aside.get_ready(None)
    waiting = pool.POOL._waiting
    os.kill(waiting._process.pid, signal.SIGKILL)
    waiting._process.wait()

    assert len(aside.import_uploads(store, [("a.txt", b"")], NO_WISHES).result().summary.rejected) == 1

    other = pool.POOL._waiting
    other.end()
    aside.get_ready(None)
    assert pool.POOL._waiting is not other
    assert pool.POOL._waiting.is_there


def test_one_that_nobody_needs_ends(monkeypatch):
    aside.end_all()
    monkeypatch.setattr(pool, "IDLE_SECONDS", 0.2)
    aside.get_ready(None)
    process = pool.POOL._waiting._process

    wait_for(lambda: process.poll() is not None)
    assert pool.POOL._waiting is None


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no signals on Windows")
def test_one_that_does_not_end_when_it_is_told_to_is_killed(store, monkeypatch):
    monkeypatch.setattr(pool, "GRACE", 0.2)
    aside.import_uploads(store, [("a.txt", b"")], NO_WISHES).result()
    process = pool.POOL._waiting
    os.kill(process._process.pid, signal.SIGSTOP)

    assert process.end() == -signal.SIGKILL


def test_what_a_database_refuses_is_told_as_it_is_here(store, tmp_path):
    store.path.unlink()
    with pytest.raises(StoreError, match="is no longer there; put it back"):
        aside.import_uploads(store, [("a.txt", WHO.encode())], NO_WISHES)

    (tmp_path / "other.db").write_bytes(b"no database" * 100)
    broken = Store(Store.open(tmp_path / "fine.db")._engine, store.place.__class__(
        store.place.url.set(database=str(tmp_path / "other.db")), tmp_path / "other.db", "other.db"
    ))  # fmt: skip
    with pytest.raises(StoreError, match=r"other\.db: .*not a database"):
        aside.import_uploads(broken, [("a.txt", b"")], NO_WISHES).result()


def test_two_at_once_are_both_kept_and_a_third_waits(store):
    begun = [aside.import_uploads(store, many(200, name), NO_WISHES) for name in "nm"]
    wait_for(lambda: len(pool.POOL._working) == pool.AT_ONCE)
    third = aside.import_uploads(store, many(1, "o"), NO_WISHES)
    wait_for(lambda: third.move.what == "waiting for other imports" or third.over)

    assert [job.result().summary.new for job in begun] == [200, 200]
    assert third.result().summary.new == 1
    assert len(query.articles(store)) == 401
    wait_for(lambda: not pool.POOL._working)


SERVER = """
import sys, time
from data import aside
from data.reading.columns import NO_WISHES
from data.store import Store

store = Store.open(sys.argv[1])
job = aside.import_uploads(store, [("many.jsonl", open(sys.argv[2], "rb").read())], NO_WISHES)
while not job.move.total:
    time.sleep(0.02)
print("runs", flush=True)
{then}
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("how", ["ends", "is killed"])
def test_it_ends_with_the_server(tmp_path, how):
    ((_, content),) = many(3000)
    (tmp_path / "many.jsonl").write_bytes(content)
    Store.open(tmp_path / "own.db").close()
    code = SERVER.format(then="sys.exit()" if how == "ends" else "time.sleep(60)")
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "own.db"), str(tmp_path / "many.jsonl")],
        cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        (child,) = wait_for_child(server.pid)
        assert server.stdout.readline() == b"runs\n"
        if how == "is killed":
            server.kill()
        server.wait(30)
    wait_for(lambda: not running(child))


def wait_for_child(process):
    wait_for(lambda: children(process))
    return children(process)


def test_a_fault_of_the_program_is_told_by_its_number(store, capfd):
    aside.end_all()
    unknown = jobs._Kind("dance", "Dance again", list)
    with pytest.raises(
        EndedError, match=r"the dance broke off: a fault of the program \(in the server's log as "
    ) as told:
        jobs.Job(unknown, store, {"word": "geheim"}, []).result()
    log = capfd.readouterr().err
    number = str(told.value).split("log as ")[1].split(")")[0]

    assert f"failed error={number} type=KeyError" in log
    assert "geheim" not in log
    assert aside.import_uploads(store, [("a.txt", b"")], NO_WISHES).result().summary.read == 0


def test_results_come_back_as_they_were():
    summary = ImportSummary(read=3, new=1, rejected=(), articles=("a", "b"), revision=7)
    assert jobs.messages.imported_of(json.loads(json.dumps(jobs.messages.of_imported(summary, ())))) == aside.Imported(
        summary, ()
    )
    wishes = Wishes(Columns((("text", "Inhalt"),), "day"), {HEADER: Columns((("text", "Inhalt"),), plain=True)}, True)
    assert jobs.messages.wishes_of(json.loads(json.dumps(jobs.messages.of_wishes(wishes)))) == wishes
