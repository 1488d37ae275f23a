"""Files that older schemas wrote (files/version-N.db.gz, by the code of their time) are brought up to date, and whole."""

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from data import query
from data.errors import StoreError
from data.selection import Selection
from data.store import Store, manual_merges, rebuild, schema
from data.store.reviews import review, reviews

FILES = Path(__file__).parent / "files"
OLD = range(1, schema.VERSION)
ALL = Selection(include_background=True, include_headlines=True)


def written_by(version, tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((FILES / f"version-{version}.db.gz").read_bytes()))
    return path


@pytest.fixture(name="old", params=OLD, ids="schema {}".format)
def _old(request, tmp_path):
    return written_by(request.param, tmp_path)


@pytest.fixture(name="first")
def _first(tmp_path):
    return written_by(1, tmp_path)


def held(path, sql):
    with sqlite3.connect(path) as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def cells(path, table, columns=None):
    """All that a table of the file holds, in these columns: by default those that it has."""
    columns = columns or [name for _, name, *_ in held(path, f"PRAGMA table_info({table})")]
    listed = ", ".join(f'"{name}"' for name in columns)
    return columns, held(path, f"SELECT {listed} FROM {table} ORDER BY rowid")


def test_every_schema_but_this_one_has_a_file():
    assert sorted(path.name for path in FILES.glob("version-*.db.gz")) == [f"version-{n}.db.gz" for n in OLD]


def test_nothing_is_lost(old):
    tables = [name for (name,) in held(old, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    before = {name: cells(old, name) for name in tables if name in schema.metadata.tables}
    before.pop("treffpunkt_schema", None)  # says which schema it is, and moves on
    assert before["signals"][1]
    assert before["versions"][1]

    Store.open(old).close()

    assert {name: cells(old, name, columns) for name, (columns, _) in before.items()} == before
    assert held(old, "PRAGMA user_version") == [(schema.VERSION,)]
    assert held(old, "SELECT version_num FROM treffpunkt_schema") == [(str(schema.VERSION),)]
    assert held(old, "PRAGMA integrity_check") == [("ok",)]
    assert held(old, "PRAGMA foreign_key_check") == []


def test_the_file_is_then_as_a_new_one(old, tmp_path):
    Store.open(old).close()
    Store.open(tmp_path / "new.db").close()

    def parts(path):
        rows = held(path, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
        return {
            (kind, name, " ".join(sql.replace(",", " , ").split()).replace('"', "")) for kind, name, sql in rows if sql
        }

    assert parts(old) == parts(tmp_path / "new.db")


def test_what_the_first_release_found_is_shown(first):
    with Store.open(first) as store:
        assert list(query.signals(store, ALL)["id"]) == ["a1:0-99", "a1:t0-32", "a1:136-174", "a2:0-92"]


def test_what_analysts_decided_under_schema_2_holds(tmp_path):
    with Store.open(written_by(2, tmp_path)) as store:
        assert [(row.verdict, row.status, row.signal) for row in reviews(store)] == [
            ("corrected", "holds", "a2:0-120"),
            ("accepted", "holds", "a1:0-99"),
        ]
        assert [(row.a, row.b, row.decision) for row in manual_merges(store)] == [("a2", "a3", "different")]
        assert [row.actor.name for row in query.namings(store)] == ["Runa Holt-Maur"]
        assert [version.number for version in query.article(store, "a1").versions] == [1, 2]
        rows = query.signals(store, ALL).set_index("id")
    assert list(rows.loc["a2:0-120", ["rung", "speaker"]]) == ["SCEPTICAL", "Runa Holt-Maur"]


def test_what_became_of_claims_before_is_not_known_until_they_are_read_again(tmp_path):
    with Store.open(written_by(2, tmp_path)) as store:
        told = query.versions(store, "a1").set_index("version")
        assert told["kept"].isna().all()
        assert "is not known; `treffpunkt rebuild`" in told.loc[2, "note"]
        assert query.past_signals(store, "a1", 1) is None
        assert query.changes(store).empty

        rebuild(store)

        told = query.versions(store, "a1").set_index("version")
        assert (told.loc[2, "note"], told.loc[2, "kept"] + told.loc[2, "changed"] + told.loc[2, "withdrawn"]) == (
            "",
            len(query.past_signals(store, "a1", 1)),
        )


def test_the_search_still_finds_the_signals_and_forgets_those_that_go(first):
    with Store.open(first) as store:
        found = query.signals(store, Selection(text="schließt ein Treffen"))
        assert list(found["id"]) == ["a1:0-99"]
        rebuild(store, everything=True)
        assert list(query.signals(store, Selection(text="schließt ein Treffen"))["id"]) == ["a1:0-99"]
        with store.read() as connection:
            indexed = connection.exec_driver_sql("SELECT rowid FROM signal_search ORDER BY rowid").scalars().all()
            numbers = connection.exec_driver_sql("SELECT number FROM signals ORDER BY number").scalars().all()
    assert indexed == numbers


def test_statements_are_searched_as_before(old):
    with Store.open(old) as store:
        found = query.statements(store, Selection(text="TREFFEN mit  ada"))
        assert set(found["article"]) == {"a2"}


def test_it_can_be_reviewed_and_opened_again(first):
    with Store.open(first) as store:
        review(store, "a1:136-174", "corrected", by="Kim", corrected={"rung": "SCEPTICAL", "said_on": "2031-05-05"})
    with Store.open(first) as store:
        (kept,) = reviews(store)
        row = query.signals(store, ALL).set_index("id").loc["a1:136-174"]
    assert (kept.status, kept.by) == ("holds", "Kim")
    assert (row["rung"], row["said_on_basis"]) == ("SCEPTICAL", "manual")


def test_what_fails_on_the_way_leaves_the_old_file(first):
    with sqlite3.connect(first) as connection:
        connection.execute("CREATE TABLE signals_1 (mine TEXT)")  # stands in the way of the step
    connection.close()
    before = held(first, "SELECT name, sql FROM sqlite_schema")

    with pytest.raises(StoreError, match=r"old\.db"):
        Store.open(first)

    assert held(first, "SELECT name, sql FROM sqlite_schema") == before
    assert held(first, "PRAGMA user_version") == [(1,)]


def test_opening_an_up_to_date_file_loads_no_migrations(tmp_path):
    """A cold start is measured; Alembic alone would take a good part of a second of it."""
    code = (
        "import sys; from data.store import Store; Store.open(sys.argv[1]).close(); Store.open(sys.argv[1]).close();"
        "print([name for name in sys.modules if name.split('.')[0] in ('alembic', 'psycopg', 'mako')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "new.db")], capture_output=True, text=True, check=True, timeout=60,
        cwd=FILES.parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
