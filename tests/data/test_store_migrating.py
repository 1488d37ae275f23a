"""A file that the first schema wrote (files/version-1.db.gz, by that code) is opened, brought up to date and whole."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from data import query
from data.errors import StoreError
from data.selection import Selection
from data.store import Store, rebuild, schema
from data.store.reviews import review, reviews

OLD = Path(__file__).parent / "files" / "version-1.db.gz"
ALL = Selection(include_background=True, include_headlines=True)


@pytest.fixture(name="old")
def _old(tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def held(path, sql):
    with sqlite3.connect(path) as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def test_nothing_is_lost(old):
    columns = (
        'number, id, article, "where", start, "end", text, speaker, rung, said_on, said_on_basis, background, rest'
    )
    before = held(old, f"SELECT {columns} FROM signals ORDER BY number")
    others = {
        name: held(old, f"SELECT * FROM {name}")
        for name in ("meta", "articles", "identities", "versions", "statements", "manual_dates", "decisions")
    }

    with Store.open(old) as store:
        assert list(query.signals(store, ALL)["id"]) == ["a1:0-99", "a1:t0-32", "a1:136-174", "a2:0-92"]

    assert held(old, "PRAGMA user_version") == [(schema.VERSION,)]
    assert held(old, f"SELECT {columns} FROM signals ORDER BY number") == before
    assert {name: held(old, f"SELECT * FROM {name}") for name in others} == others


def test_the_file_is_then_as_a_new_one(old, tmp_path):
    Store.open(old).close()
    Store.open(tmp_path / "new.db").close()

    def parts(path):
        rows = held(path, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
        return {(kind, name, " ".join(sql.split()).replace('"', "")) for kind, name, sql in rows if sql}

    assert parts(old) == parts(tmp_path / "new.db")


def test_the_search_still_finds_the_signals_and_forgets_those_that_go(old):
    with Store.open(old) as store:
        found = query.signals(store, Selection(text="schließt ein Treffen"))
        assert list(found["id"]) == ["a1:0-99"]
        rebuild(store, everything=True)
        assert list(query.signals(store, Selection(text="schließt ein Treffen"))["id"]) == ["a1:0-99"]
        with store.read() as connection:
            indexed = connection.exec_driver_sql("SELECT rowid FROM signal_search ORDER BY rowid").scalars().all()
            numbers = connection.exec_driver_sql("SELECT number FROM signals ORDER BY number").scalars().all()
    assert indexed == numbers


def test_it_can_be_reviewed_and_opened_again(old):
    with Store.open(old) as store:
        review(store, "a1:136-174", "corrected", by="Kim", corrected={"rung": "SCEPTICAL", "said_on": "2031-05-05"})
    with Store.open(old) as store:
        (kept,) = reviews(store)
        row = query.signals(store, ALL).set_index("id").loc["a1:136-174"]
    assert (kept.status, kept.by) == ("holds", "Kim")
    assert (row["rung"], row["said_on_basis"]) == ("SCEPTICAL", "manual")


def test_what_fails_on_the_way_leaves_the_old_file(old, monkeypatch):
    with sqlite3.connect(old) as connection:
        connection.execute("CREATE TABLE signals_1 (mine TEXT)")  # stands in the way of the step
    connection.close()
    before = held(old, "SELECT name, sql FROM sqlite_schema")

    with pytest.raises(StoreError, match=r"old\.db"):
        Store.open(old)

    assert held(old, "SELECT name, sql FROM sqlite_schema") == before
    assert held(old, "PRAGMA user_version") == [(1,)]
