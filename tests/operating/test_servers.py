"""A PostgreSQL database comes back from its backup as it was; one that is there stays unless it is said."""

import pytest

from data import cli
from data.errors import StoreError
from data.operating import servers

pytest.importorskip("tests.postgres", reason="needs the tests' own PostgreSQL server")
from sqlalchemy import make_url, text

from data.store import Store
from tests import postgres


@pytest.fixture(scope="module", name="postgresql")
def _postgresql():
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with postgres.server() as running:
        yield running


def rows(url):
    """Every row of every table of ours."""
    with Store.open(url) as store, store.read() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
        ).all()
        return {name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"')))) for name in names}


@pytest.fixture(name="full")
def _full(postgresql, made, varied_readings):
    url = postgresql.new()
    with Store.open(url) as store:
        made.keep(store, *varied_readings)
    yield url
    postgresql.drop(url)


def test_every_table_comes_back(postgresql, full, tmp_path, capsys):
    before = rows(full)
    assert before["signals"]
    copy, empty = tmp_path / "copy.dump", postgresql.empty()

    assert cli.main(["backup", str(copy), "--db", full]) == cli.DONE
    assert cli.main(["restore", str(copy), "--db", empty]) == cli.DONE
    assert rows(empty) == before
    assert cli.main(["check", "--db", empty]) == cli.DONE
    assert "with articles" in capsys.readouterr().out
    with Store.open(empty) as store:
        assert not store.is_empty


def test_what_is_there_stays_unless_it_is_said_and_is_kept(postgresql, full, made, tmp_path):
    copy, other = tmp_path / "copy.dump", postgresql.new()
    with Store.open(other) as store:
        made.keep(store, made.reading("x"))
    before = rows(other)
    servers.backup(make_url(full), copy)

    with pytest.raises(StoreError, match="--force"):
        servers.restore(copy, make_url(other))
    assert rows(other) == before

    aside = servers.restore(copy, make_url(other), force=True)
    assert rows(other) == rows(full)
    servers.restore(aside, make_url(other), force=True)
    assert rows(other) == before


def test_what_is_no_backup_changes_nothing(full, tmp_path):
    before = rows(full)
    (tmp_path / "no.dump").write_text("nothing")
    for file in (tmp_path / "no.dump", tmp_path / "missing.dump"):
        with pytest.raises(StoreError) as caught:
            servers.restore(file, make_url(full), force=True)
        assert "\n" not in str(caught.value)
    assert rows(full) == before


def test_without_the_programs_it_is_said_what_to_install(full, tmp_path, monkeypatch):
    monkeypatch.setattr(servers, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="pg_dump is not installed; install PostgreSQL's client"):
        servers.backup(make_url(full), tmp_path / "copy.dump")
    assert list(tmp_path.iterdir()) == []
