"""When the server of a database fails: one line that says what and what to do, and nothing that was kept is lost."""

import socket
import struct
import threading

import pytest

from data import query
from data.store import Store, import_sources
from data.store.database import set_meta
from data.store.place import place
from tests.data.failures import fails, put, source


def test_a_server_that_is_not_there(tmp_path):
    url = f"postgresql+psycopg://kim:geheim@/db?host={tmp_path}"
    pytest.importorskip("psycopg")
    told = fails(lambda: Store.open(url), "No such file or directory", "see that the server is up")
    assert "geheim" not in told


def test_a_server_that_is_starting_up(tmp_path):
    """A socket that answers as PostgreSQL does in its first second."""
    pytest.importorskip("psycopg")
    fields = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / ".s.PGSQL.5432"))
        listening.listen()

        def answer():
            connection, _ = listening.accept()
            with connection:
                connection.recv(8)  # whether it encrypts? no
                connection.sendall(b"E" + struct.pack("!i", len(fields) + 4) + fields)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        fails(lambda: Store.open(f"postgresql://kim@/db?host={tmp_path}"), "starting up", "try again")
        thread.join(10)


def test_a_wrong_password_is_told_without_it(server):
    server.guarded()
    url = server.url("postgres", "guarded", "falsch")
    told = fails(lambda: Store.open(url), "password authentication failed", "TREFFPUNKT_DB is right")
    assert "falsch" not in told
    assert place(url).name == server.url("postgres", "guarded").replace("+psycopg", "").replace("/tmp/", "%2Ftmp%2F")
    assert "falsch" not in repr(place(url))


def test_a_database_that_is_not_there(server):
    fails(lambda: Store.open(server.url("nowhere")), 'database "nowhere" does not exist')


def test_a_server_s_database_of_another_program(server):
    url = server.empty()
    server.sql("CREATE TABLE recipes (name text)", url.split("@/")[1].split("?")[0])
    fails(lambda: Store.open(url), "another program", "--db")


def test_a_server_s_database_of_a_newer_version(server):
    url = server.new()
    server.sql("UPDATE treffpunkt_schema SET version_num = '99'", url.split("@/")[1].split("?")[0])
    fails(lambda: Store.open(url), "newer version", "schema 99")


def test_a_user_who_may_only_read(server):
    url = server.new()
    name = url.split("@/")[1].split("?")[0]
    server.sql("DROP ROLE IF EXISTS reader", name)
    server.sql("CREATE ROLE reader LOGIN", name)
    server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)
    with Store.open(server.url(name, "reader")) as store:
        assert store.revision == 0
        fails(lambda: put(store, "x"), "permission denied", "grant this user")
    fails(lambda: Store.open(server.empty().replace("treffpunkt@", "reader@")), "permission denied")
    server.drop(url)
    server.sql("DROP ROLE reader")


def test_a_connection_lost_in_an_import_costs_one_transaction(server):
    url = server.new()
    name = url.split("@/")[1].split("?")[0]
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    with Store.open(url) as store:
        import_sources(store, [source("a")])

        def cut(_, what):
            if what == "b":
                server.sql(end)

        def two_halves():
            with store.write() as connection:
                set_meta(connection, "half", "1")
                server.sql(end)
                set_meta(connection, "other half", "1")

        fails(two_halves, "see that the server is up")
        assert store.meta("half") is None
        # What waits in the pool is cut too, and replaced.
        assert import_sources(store, [source("a"), source("b")], progress=cut).new == 1
        assert list(query.articles(store)["id"]) == ["a", "b"]


def test_a_server_that_restarts_is_found_again(server):
    with Store.open(server.new()) as store:
        put(store, "before")
        server.stop("fast")
        fails(lambda: store.revision, "see that the server is up")
        server.start()
        assert store.meta("before") == "1"
