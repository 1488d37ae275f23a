"""`treffpunkt check`: one line for each thing, and an exit status for whoever watches."""

import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing

import pytest

from data import cli
from data.operating import checking
from data.store import Store, schema


@pytest.fixture(name="whole")
def _whole(tmp_path, made):
    path = tmp_path / "whole.db"
    with Store.open(path) as store:
        made.keep(store, made.reading("a", [made.signal("a", 1)]))
    return path


def run(capsys, *words):
    status = cli.main(["check", *map(str, words)])
    lines = capsys.readouterr().out.splitlines()
    return status, {line.split(":")[0].split()[1]: line for line in lines}


def test_a_whole_database(whole, capsys):
    before = whole.read_bytes()
    status, lines = run(capsys, "--db", whole)

    assert status == cli.DONE
    assert list(lines) == ["database", "integrity", "writing", "disk"]
    assert f"schema {schema.VERSION}, revision 1, 1 articles" in lines["database"]
    assert all(line.startswith("ok ") for line in lines.values())
    assert whole.read_bytes() == before
    assert list(run(capsys, "--db", whole, "--quick")[1]) == ["database", "writing", "disk"]


def test_before_the_first_import(tmp_path, capsys):
    status, lines = run(capsys, "--db", tmp_path / "none.db")
    assert status == cli.DONE
    assert "none yet" in lines["database"]
    assert not (tmp_path / "none.db").exists()
    assert run(capsys, "--db", tmp_path / "nowhere" / "none.db")[0] == cli.NOTHING


@pytest.mark.parametrize("how", ["garbage", "foreign", "newer", "page"])
def test_what_is_not_well_is_said(whole, capsys, how):
    if how == "garbage":
        whole.write_bytes(b"no database " * 1000)
    elif how == "page":
        content = bytearray(whole.read_bytes())
        content[-4096:] = b"\xff" * 4096
        content[8192:12288] = b"\xff" * 4096
        whole.write_bytes(content)
    else:
        mark = "application_id = 7" if how == "foreign" else f"user_version = {schema.VERSION + 1}"
        with closing(sqlite3.connect(whole)) as connection:
            connection.execute(f"PRAGMA {mark}")
    status, lines = run(capsys, "--db", whole)
    assert status == cli.NOTHING
    assert lines["database"].startswith("failed")


def test_while_another_program_writes(whole, capsys):
    with Store.open(whole) as store, store.write():
        status, lines = run(capsys, "--db", whole, "--quick")
    assert status == cli.DONE
    assert "is writing just now" in lines["writing"]


def test_a_server_that_does_not_answer(whole, capsys):
    for address in ("http://127.0.0.1:9", "localhost:8501", "file:///etc"):
        status, lines = run(capsys, "--db", whole, "--quick", "--server", address)
        assert status == cli.NOTHING
        assert lines["server"].startswith("failed")


@pytest.mark.parametrize(("free", "state"), [(checking.LEAST_FREE, "ok"), (checking.LEAST_FREE - 1, "failed")])
def test_a_disk_that_fills(whole, capsys, monkeypatch, free, state):
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(free, 0, free))
    status, lines = run(capsys, "--db", whole, "--quick")
    assert lines["disk"].startswith(state)
    assert status == (cli.DONE if state == "ok" else cli.NOTHING)
