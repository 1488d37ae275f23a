"""Opening: a fresh file, a known one, and everything that is not ours."""

import sqlite3

import pytest

from data.errors import StoreError
from data.store import Store, schema


def one_line(error):
    return "\n" not in str(error.value)


def test_a_missing_file_is_made(tmp_path):
    with Store.open(tmp_path / "new.db") as store:
        assert store.revision == 0
        assert store.is_empty
        assert not store.is_sample


def test_an_url_names_the_same_file(tmp_path):
    with Store.open(f"sqlite:///{tmp_path / 'new.db'}") as store:
        assert store.path == tmp_path / "new.db"


def test_the_setting_names_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TREFFPUNKT_DB", str(tmp_path / "set.db"))

    with Store.open() as store:
        assert store.path == tmp_path / "set.db"


def test_without_a_setting_it_lies_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("TREFFPUNKT_DB", raising=False)
    monkeypatch.chdir(tmp_path)

    with Store.open():
        assert (tmp_path / "treffpunkt.db").exists()


def test_the_file_is_as_safe_as_promised(tmp_path):
    with Store.open(tmp_path / "new.db") as store, store.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all()

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}
    ours = {name: sql for name, sql in made if name in schema.metadata.tables}
    assert set(ours) == set(schema.metadata.tables)
    assert all(sql.rstrip().endswith("STRICT") for sql in ours.values())


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"Das ist ein Brief. " * 300, "not a database"), (b"SQLite format 3\0" + b"\x01" * 500, "database")],
)
def test_a_file_that_is_no_database(tmp_path, content, words):
    path = tmp_path / "letter.db"
    path.write_bytes(content)

    with pytest.raises(StoreError, match=words) as error:
        Store.open(path)

    assert one_line(error)
    assert "--db" in str(error.value)
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()

    with pytest.raises(StoreError, match="another program") as error:
        Store.open(path)

    assert one_line(error)


def test_a_database_of_a_newer_version(tmp_path):
    path = tmp_path / "newer.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(StoreError, match=r"newer version .*schema 99.* --db") as error:
        Store.open(path)

    assert one_line(error)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://user:secret@host/db", "only SQLite files and PostgreSQL"),
        ("postgresql+asyncpg://user:secret@host/db", "only SQLite files and PostgreSQL"),
        ("sqlite://", "only SQLite files and PostgreSQL"),
        ("://", "not a database URL"),
        ("postgresql://user:secret@host:port/db", "not a database URL"),
        ("no/such/folder/x.db", "folder does not exist"),
    ],
)
def test_places_that_cannot_be(url, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StoreError, match=words) as error:
        Store.open(url)

    assert one_line(error)
    assert "secret" not in str(error.value)


def test_reading_makes_no_file(tmp_path):
    with pytest.raises(StoreError, match="treffpunkt import"):
        Store.open(tmp_path / "missing.db", create=False)

    assert list(tmp_path.iterdir()) == []


def test_a_read_sees_one_revision_throughout(store, made):
    with store.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
        made.keep(store, made.reading("a"))
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == before == 0

    assert not store.is_empty


def test_a_failed_write_leaves_nothing(store):
    def fail():
        with store.write() as connection:
            connection.exec_driver_sql("INSERT INTO meta VALUES ('half', '1')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert store.meta("half") is None
