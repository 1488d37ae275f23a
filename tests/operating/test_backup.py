"""A backup is one moment of the database, whatever is written meanwhile; restored, every table is as it was."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from data import cli
from data.errors import StoreError
from data.models import Source
from data.operating import files
from data.operating.backup import backup, restore
from data.profile.models import Actor
from data.store import Store, import_sources, schema, set_merge, set_published
from data.store.naming import name_speaker
from data.store.reviews import review

ROOT = Path(__file__).parents[2]


def tables(path):
    """Every row of every table, the search index's own too, and the marks in the head of the file."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
        held = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}
        held["marks"] = [connection.execute(f"PRAGMA {m}").fetchone() for m in ("application_id", "user_version")]
    return held


@pytest.fixture(name="full")
def _full(tmp_path, made, varied_readings):
    """A database with something in every kind of table that an analyst fills."""
    path = tmp_path / "full.db"
    with Store.open(path) as store:
        made.keep(store, *varied_readings)
        review(store, next(s.id for r in varied_readings for s in r.signals), "accepted", by="Mira")
        set_published(store, "art-0", varied_readings[1].article.published_on, by="Mira")
        set_merge(store, "art-1", "art-2", "same", by="Paul")
        name_speaker(store, "Jonas Ohm", Actor("Jonas Ohm", "person", side="Tarn"), by="Paul")
    return path


def test_every_table_comes_back(full, tmp_path):
    before = tables(full)
    assert all(before[name] for name in ("articles", "versions", "signals", "statements", "reviews", "namings"))

    found = backup(full, tmp_path / "copy.db")
    restored, aside = restore(tmp_path / "copy.db", tmp_path / "other.db")

    assert tables(tmp_path / "other.db") == before
    assert restored == found
    assert aside is None
    assert tables(full) == before
    with Store.open(tmp_path / "other.db", create=False) as store:
        assert store.revision == found.revision


def test_a_backup_during_an_import_is_one_of_its_moments(tmp_path):
    path = tmp_path / "busy.db"
    Store.open(path).close()
    lines = "".join(f'{{"id": "a{n}", "text": "Bericht {n}: Ein Treffen in Tarn sei offen."}}\n' for n in range(300))
    (tmp_path / "many.jsonl").write_text(lines)
    words = ["import", str(tmp_path / "many.jsonl"), "--db", str(path), "--quiet"]
    code = f"from data import cli; from data.store import importing; importing.BATCH = 25; cli.main({words})"
    taken = []
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            taken.append(backup(path, tmp_path / f"copy{len(taken)}.db"))
            threading.Event().wait(0.05)
        assert running.returncode == 0

    assert len({found.articles for found in taken}) > 2, "copies of several moments"
    assert [found.articles for found in taken] == sorted(found.articles for found in taken)
    some = next(n for n, found in enumerate(taken) if 0 < found.articles < 300)
    restore(tmp_path / f"copy{some}.db", path, force=True)
    assert cli.main(words) == cli.DONE
    with Store.open(path) as store, store.read() as connection:
        assert len(connection.execute(schema.articles.select()).fetchall()) == 300


def test_the_database_stays_unless_it_is_said_and_is_kept_even_then(full, tmp_path):
    other = tmp_path / "other.db"
    with Store.open(other) as store:
        import_sources(store, [Source(id="x", file="x.txt", text="Ein anderer Text.", sha256="", own_id=True)])
    before = tables(other)
    backup(full, tmp_path / "copy.db")

    with pytest.raises(StoreError, match="--force"):
        restore(tmp_path / "copy.db", other)
    assert tables(other) == before

    _, aside = restore(tmp_path / "copy.db", other, force=True)
    assert tables(other) == tables(full)
    assert tables(aside) == before
    assert sorted(path.name for path in tmp_path.iterdir() if ".part" in path.name) == []


def test_a_backup_does_not_replace_what_is_there(full, tmp_path):
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(StoreError, match="already there"):
        backup(full, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
    with pytest.raises(StoreError, match="the database itself"):
        backup(full, full, force=True)
    backup(full, tmp_path / "copy.db", force=True)
    assert tables(tmp_path / "copy.db") == tables(full)


def test_what_is_open_elsewhere_is_not_replaced(full, tmp_path):
    backup(full, tmp_path / "copy.db")
    with Store.open(full) as store:
        assert store.revision
        with pytest.raises(StoreError, match="stop the dashboard"):
            restore(tmp_path / "copy.db", full, force=True)
        assert not store.is_empty
    restore(tmp_path / "copy.db", full, force=True)


def test_a_damaged_database_is_replaced_and_kept(full, tmp_path):
    backup(full, tmp_path / "copy.db")
    before = tables(full)
    full.write_bytes(b"no database at all" * 1000)
    full.with_name("full.db-wal").write_bytes(b"left over")

    _, aside = restore(tmp_path / "copy.db", full, force=True)

    assert tables(full) == before
    assert aside.read_bytes().startswith(b"no database")
    assert not full.with_name("full.db-wal").exists()


def spoil(path, how):
    content = bytearray(path.read_bytes())
    if how == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif how == "page":
        content[8192:12288] = os.urandom(4096)
        path.write_bytes(content)
    elif how == "foreign":
        path.unlink()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE meta (key, value)")
    elif how == "newer":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    elif how == "orphan":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("UPDATE signals SET article = 'nobody' WHERE number = 1")
            connection.commit()
    else:
        path.unlink()


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("cut", "damaged|malformed"), ("page", "damaged|malformed"), ("foreign", "no database of Treffpunkt"),
        ("newer", "newer version"), ("orphan", "belongs to none"), ("missing", "no file there"),
    ],
)  # fmt: skip
def test_what_is_no_sound_backup_changes_nothing(full, tmp_path, how, told):
    copy = tmp_path / "copy.db"
    backup(full, copy)
    before = tables(full)
    spoil(copy, how)

    with pytest.raises(StoreError, match=told) as caught:
        restore(copy, full, force=True)

    assert "\n" not in str(caught.value)
    assert tables(full) == before
    assert [path.name for path in tmp_path.iterdir() if "before" in path.name or ".part" in path.name] == []


def test_an_older_file_is_copied_as_it_is(tmp_path):
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress((ROOT / "tests" / "data" / "files" / "version-1.db.gz").read_bytes()))
    before = tables(old)

    assert backup(old, tmp_path / "copy.db").version == 1
    assert tables(tmp_path / "copy.db") == before
    restore(tmp_path / "copy.db", old, force=True)
    assert tables(old) == before
    with Store.open(old) as store:
        assert not store.is_empty


def test_a_full_disk_leaves_no_half_backup(full, tmp_path, monkeypatch):
    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "sync", no_room)
    with pytest.raises(OSError, match="No space"):
        backup(full, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir() if path != full and "-wal" not in path.name] == []


def test_the_commands(full, tmp_path, capsys):
    copy = str(tmp_path / "copy.db")
    assert cli.main(["backup", copy, "--db", str(full)]) == cli.DONE
    assert cli.main(["backup", copy, "--db", str(full)]) == cli.NOTHING
    assert "already there" in capsys.readouterr().err
    shutil.copy(full, tmp_path / "again.db")
    assert cli.main(["restore", copy, "--db", str(tmp_path / "again.db")]) == cli.NOTHING
    assert cli.main(["restore", copy, "--db", str(tmp_path / "again.db"), "--force"]) == cli.DONE
    assert "is kept as" in capsys.readouterr().out
