"""When the database fails: one line that says what and what to do, and nothing that was kept is lost."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from data import query
from data.errors import StoreError
from data.store import Store, import_sources, schema
from data.store.database import set_meta
from tests.data.failures import fails, put, source

ROOT = Path(__file__).parents[2]
AS_ROOT = os.geteuid() == 0


def held(path, sql):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


# Another writer


def test_a_writer_that_waits_too_long_says_so(database):
    url = database()
    with Store.open(url) as first, Store.open(url, wait=100) as second:
        with first.write() as connection:
            set_meta(connection, "first", "1")
            fails(lambda: put(second, "second"), "another program is writing", "try again")
            assert second.meta("first") is None  # reading goes on
        put(second, "second")
        assert (second.meta("first"), second.meta("second")) == ("1", "1")


def test_opening_does_not_wait_for_a_writer(database):
    url = database()
    with Store.open(url) as first, first.write() as connection:
        set_meta(connection, "first", "1")
        with Store.open(url, wait=100) as second:
            assert second.revision == 0


# A broken constraint is a defect of the program, and must be seen as one


def test_a_defect_of_ours_is_no_store_error(store):
    def double():
        with store.write() as connection:
            connection.execute(schema.meta.insert(), [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}])

    with pytest.raises(Exception, match=r"(?i)unique") as error:
        double()
    assert not isinstance(error.value, StoreError)
    assert store.meta("a") is None


# The disk

FILL = """
    import sys
    sys.path.insert(0, "tests/data")
    from data.errors import StoreError
    from data.models import Source
    from data.store import Store, import_sources

    print("ready", flush=True)
    {limit}
    with Store.open(sys.argv[1]) as store:
        kept = []
        try:
            for number in range(200):
                text = f"{{number}} " + "The council discussed lamps, bells and boats of the town. " * 2000
                source = Source(id=str(number), file=f"{{number}}.txt", text=text, sha256="", lang="en", own_id=True)
                with store.write() as connection:
                    connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?)", (f"k{{number}}", text))
                kept.append(number)
        except StoreError as error:
            print(error)
        print(len(kept), all(store.meta(f"k{{number}}") for number in kept))
"""
LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))"


def fill(path, limit=""):
    code = textwrap.dedent(FILL).format(limit=limit)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    _, *told, outcome = done.stdout.splitlines()
    return told, outcome.split()


def test_a_file_that_may_not_grow_is_told_and_whole(tmp_path):
    told, (count, all_there) = fill(tmp_path / "full.db", LIMIT)
    assert len(told) == 1
    assert "full.db" in told[0]
    assert (0 < int(count) < 200, all_there) == (True, "True")
    assert held(tmp_path / "full.db", "PRAGMA integrity_check") == [("ok",)]
    assert held(tmp_path / "full.db", "SELECT count(*) FROM meta WHERE key LIKE 'k%'") == [(int(count),)]


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if not AS_ROOT or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a disk of 12 MB")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_what_was_kept_stays(small_disk):
    told, (count, all_there) = fill(small_disk / "own.db")
    assert len(told) == 1
    assert "full" in told[0]
    assert "free some space" in told[0]
    assert (0 < int(count) < 200, all_there) == (True, "True")
    assert held(small_disk / "own.db", "PRAGMA integrity_check") == [("ok",)]


READ_ONLY = """
    import os, sys, tempfile
    from data.errors import StoreError
    from data.store import Store
    from data.store.database import set_meta

    Store.open(os.path.join(tempfile.mkdtemp(), "loads.db")).close()  # all that is imported, while it may be read
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        with Store.open(sys.argv[1]) as store:
            print("read", store.revision)
            with store.write() as connection:
                set_meta(connection, "x", "1")
        print("written")
    except StoreError as error:
        print(error)
"""


@pytest.mark.parametrize(
    ("folder", "file", "words"),
    [
        (0o755, 0o444, "make the file and its folder writable"),
        (0o555, 0o644, "make the file and its folder writable"),
        (0o555, 0o444, "make the file and its folder writable"),
        (0o755, 0o000, "may be read and written"),
        (0o000, 0o644, "may be read and written"),
        (0o555, None, "may be read and written"),
    ],
    ids=["file", "folder", "both", "unreadable file", "unreadable folder", "nothing there yet"],
)
def test_what_may_not_be_written_is_told(tmp_path_factory, folder, file, words):
    place = Path(tmp_path_factory.mktemp("closed"))
    for above in (place, *place.parents[:3]):
        if above != Path("/tmp"):
            above.chmod(above.stat().st_mode | 0o011)
    path = place / "own" / "x.db"
    path.parent.mkdir()
    if file is not None:
        with Store.open(path) as store:
            put(store, "mine")
        path.chmod(file)
    path.parent.chmod(folder)
    if AS_ROOT:
        for one in (path, path.parent):
            if one.exists():
                os.chown(one, 65534, 65534)
    try:
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(READ_ONLY), str(path)], cwd=ROOT, capture_output=True, text=True,
            timeout=60, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    finally:
        path.parent.chmod(0o755)
    lines = done.stdout.splitlines()
    assert words in lines[-1], done.stderr
    assert set(lines[:-1]) <= {"read 0"}
    if file is not None:
        path.chmod(0o644)
        assert held(path, "SELECT value FROM meta WHERE key = 'mine'") == [("1",)]


# Damage


@pytest.fixture(name="some")
def _some(tmp_path, made, varied_readings):
    """A file of a few hundred kilobytes, without a WAL beside it."""
    path = tmp_path / "own.db"
    with Store.open(path) as store:
        made.keep(store, *varied_readings)
    assert not path.with_name("own.db-wal").exists()
    return path


def use(path):
    """Open, read everything and write."""
    with Store.open(path) as store:
        query.signals(store)
        query.articles(store)
        query.statements(store)
        query.choices(store)
        import_sources(store, [source("new")])


def test_a_header_of_something_else(some):
    content = some.read_bytes()
    some.write_bytes(b"\x07" * 100 + content[100:])
    fails(lambda: use(some), "own.db", "not a database", "--db")


def test_a_file_cut_in_half(some):
    content = some.read_bytes()
    some.write_bytes(content[: len(content) // 8192 * 4096])
    fails(lambda: use(some), "own.db", "malformed", "restore a backup")


def test_an_empty_file_is_a_new_database(tmp_path):
    path = tmp_path / "own.db"
    path.touch()
    with Store.open(path) as store:
        assert store.is_empty


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_damaged_page_is_told_or_not_in_the_way(some, share):
    """Whatever page it is: nothing but a StoreError, or the right answer."""
    with Store.open(some) as store:
        before = len(query.signals(store))
    content = bytearray(some.read_bytes())
    start = int(len(content) * share) // 4096 * 4096
    content[start : start + 4096] = b"\xff" * 4096
    some.write_bytes(content)
    try:
        with Store.open(some) as store:
            assert len(query.signals(store)) == before
            query.articles(store)
            query.statements(store)
            import_sources(store, [source("new")])
    except StoreError as error:
        assert "\n" not in str(error)  # noqa: PT017
        assert "own.db" in str(error)  # noqa: PT017


def test_a_file_without_its_wal_is_as_it_was_before(tmp_path):
    """What lies in the WAL only is gone with it; the rest is whole."""
    path, copy = tmp_path / "own.db", tmp_path / "copy" / "own.db"
    copy.parent.mkdir()
    Store.open(path).close()
    with Store.open(path) as store:
        put(store, "late")
        copy.write_bytes(path.read_bytes())
    with Store.open(copy) as store:
        assert store.meta("late") is None
        put(store, "later")
    assert held(copy, "PRAGMA integrity_check") == [("ok",)]


def test_a_file_that_vanishes_is_told_and_found_again(tmp_path):
    path = tmp_path / "folder" / "own.db"
    path.parent.mkdir()
    with Store.open(path) as store:
        put(store, "mine")
        path.parent.rename(tmp_path / "elsewhere")
        fails(lambda: store.revision, "no longer there", "put it back")
        fails(lambda: put(store, "lost"), "no longer there")
        (tmp_path / "elsewhere").rename(path.parent)
        assert store.meta("mine") == "1"
        assert store.meta("lost") is None


def test_a_file_put_in_its_place_is_used_from_then_on(tmp_path):
    path, backup = tmp_path / "own.db", tmp_path / "backup.db"
    with Store.open(backup) as store:
        put(store, "of", "the backup")
    with Store.open(path) as store:
        put(store, "of", "the old file")
        for part in tmp_path.glob("own.db*"):
            part.unlink()
        backup.rename(path)
        assert store.meta("of") == "the backup"
        put(store, "new")
    with Store.open(path) as store:
        assert (store.meta("of"), store.meta("new")) == ("the backup", "1")
