"""Databases on PostgreSQL that older schemas wrote (files/version-N.sql.gz, by pg_dump) are brought up to date, whole.

The first of them is of schema 3.
"""

import gzip
from pathlib import Path

import pytest

from data import query
from data.selection import Selection
from data.store import Store, manual_merges, schema
from data.store.reviews import reviews

FILES = Path(__file__).parent / "files"
OLD = sorted(int(path.name.split("-")[1].split(".")[0]) for path in FILES.glob("version-*.sql.gz"))
ALL = Selection(include_background=True, include_headlines=True)


def name_of(url):
    return url.split("@/")[1].split("?")[0]


@pytest.fixture(name="old", params=OLD, ids="schema {}".format)
def _old(request, server):
    url = server.empty()
    server.sql(gzip.decompress((FILES / f"version-{request.param}.sql.gz").read_bytes()), name_of(url))
    yield url
    server.drop(url)


def columns(server, url):
    """Every column of the database with its type, by table."""
    rows = server.sql(
        "SELECT table_name, column_name, data_type, is_nullable, collation_name, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        name_of(url),
    )
    return {table: {row[1:] for row in rows if row[0] == table} for table in {row[0] for row in rows}}


def cells(server, url, table, named):
    listed = ", ".join(f'"{column}"' for column in sorted(named))
    return sorted(server.sql(f"SELECT {listed} FROM public.{table}", name_of(url)), key=repr)


def test_there_is_a_file_of_every_schema_since():
    assert list(range(3, schema.VERSION)) == [number for number in OLD if number != schema.VERSION]


def test_nothing_is_lost(server, old):
    named = {table: {column[0] for column in held} for table, held in columns(server, old).items()}
    named.pop(schema.schema_version.name)
    before = {table: cells(server, old, table, held) for table, held in named.items()}
    assert before["signals"]
    assert before["versions"]

    with Store.open(old) as store:
        assert list(query.signals(store, ALL)["id"]) == ["a1:0-99", "a1:136-174", "a1:216-239", "a2:0-120"]
        assert [row.status for row in reviews(store)] == ["holds", "holds"]
        assert [(row.a, row.b, row.decision) for row in manual_merges(store)] == [("a2", "a3", "different")]

    assert {table: cells(server, old, table, held) for table, held in named.items()} == before
    assert cells(server, old, schema.schema_version.name, ["version_num"]) == [(str(schema.VERSION),)]


def test_the_database_is_then_as_a_new_one(server, old):
    Store.open(old).close()
    new = server.new()

    def parts(url):
        rules = "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0"
        indexes = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        return columns(server, url), *(sorted(server.sql(asked, name_of(url))) for asked in (rules, indexes))

    assert parts(old) == parts(new)
