"""What only PostgreSQL has: an index of trigrams or none, a language to sort by, a character it cannot hold, schemas."""

import pytest
from sqlalchemy import select

from data import query
from data.errors import StoreError
from data.selection import Selection
from data.store import Store, schema
from data.store.place import place
from data.store.searching import found

ALL = Selection(include_background=True, include_headlines=True)


def name_of(url):
    return url.split("@/")[1].split("?")[0]


def test_the_search_asks_the_index(server):
    with Store.open(server.new()) as store, store.read() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for index in ("article_search", "signal_search"):
            asked = found(index, "haushalt").compile(connection.engine, compile_kwargs={"literal_binds": True})
            plan = connection.exec_driver_sql(f"EXPLAIN {str(asked).replace('%', '%%')}").scalars().all()
            assert f"{index}_by_trigram" in " ".join(plan)


def test_without_trigrams_the_search_finds_the_same(server, made, varied, varied_readings):
    url = server.empty()
    server.sql("DROP ROLE IF EXISTS modest", name_of(url))
    server.sql("CREATE ROLE modest LOGIN", name_of(url))
    server.sql("GRANT CREATE ON SCHEMA public TO modest", name_of(url))
    with Store.open(url.replace("treffpunkt@", "modest@")) as store:
        with store.read() as connection:
            assert not connection.exec_driver_sql("SELECT * FROM pg_extension WHERE extname = 'pg_trgm'").all()
        made.keep(store, *varied_readings)
        for text in ("gespräch", "50 %", "a_", '"abgesagt', "\\", "ST"):
            wanted = ALL.with_(text=text)
            assert list(query.signals(store, wanted)["id"]) == list(query.signals(varied, wanted)["id"]), text
            assert list(query.articles(store, wanted)["id"]) == list(query.articles(varied, wanted)["id"]), text
    server.drop(url)
    server.sql("DROP ROLE modest")


def test_text_sorts_by_its_characters_whatever_the_server_s_language(server, made):
    outlets = ["a", "B", "Ä", "z", "ab", "a b", "Z", "ö-"]
    assert server.sql("SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['a', 'B', 'Z', 'Ä']) x") == [("aÄBZ",)]
    with Store.open(server.new()) as store:
        made.keep(store, *(made.reading(f"{n}", outlet=outlet) for n, outlet in enumerate(outlets)))
        with store.read() as connection:
            held = list(connection.scalars(select(schema.versions.c.outlet).order_by(schema.versions.c.outlet)))
    assert held == sorted(outlets)


def test_a_character_that_the_server_cannot_hold_is_replaced(server, made):
    with Store.open(server.new()) as store:
        made.keep(store, made.reading("a", raw="vor\0nach", body="vor\0nach"))
        assert query.article(store, "a").reading.article.body == "vor\ufffdnach"
        assert query.signals(store, Selection(text="r\0n")).empty


def test_two_schemas_of_one_database_are_two_databases(server, made):
    url = server.empty()
    for name in ("one", "two"):
        server.sql(f"CREATE SCHEMA {name}", name_of(url))
    one, two = (f"{url}&options=-csearch_path%3D{name}" for name in ("one", "two"))
    with Store.open(one) as first, Store.open(two) as second:
        assert first.name != second.name
        with first.write() as connection:
            assert second.revision == 0
            with second.write():  # writers of another schema need not wait
                assert connection is not None
        made.keep(first, made.reading("a"))
        assert not first.is_empty
        assert second.is_empty


def test_a_server_of_another_encoding_is_refused(server):
    server.sql("DROP DATABASE IF EXISTS latin")
    server.sql("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0")
    with pytest.raises(StoreError, match=r"LATIN1.*UTF8"):
        Store.open(server.url("latin"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql+psycopg://kim:geheim@db.example:5433/press", "postgresql://kim@db.example:5433/press"),
        ("postgresql://kim@db.example/press?password=geheim", "postgresql://kim@db.example/press"),
        ("postgres://db.example/press?sslmode=require&sslpassword=geheim", "postgresql://db.example/press"),
        ("postgresql:///press?host=db.example", "postgresql:///press?host=db.example"),
    ],
)
def test_a_name_tells_databases_apart_without_their_passwords(url, name):
    there = place(url)
    assert there.name == name
    assert "geheim" not in repr(there)
    assert (there.path, there.backend, there.exists()) == (None, "postgresql", True)
