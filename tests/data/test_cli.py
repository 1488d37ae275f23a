"""The command line as a user runs it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data import batch
from data.cli import main

ROOT = Path(__file__).parents[2]
TEXT = (
    "President Vladimir Putin is ready to meet US President Donald Trump, the Kremlin said. "
    "Spokesman Dmitry Peskov said that no date had been set so far."
)


@pytest.fixture
def folder(tmp_path):
    rows = [
        {"id": "eins", "text": TEXT, "published_on": "2021-05-07", "outlet": "Süd-Echo", "lang": "en", "clean": True},
        {"id": "zwei", "text": TEXT + " He said no more.", "published_on": "2021-05-08", "lang": "en", "clean": True},
    ]
    held = tmp_path / "in"
    held.mkdir()
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (held / "artikel.jsonl").write_text("\n".join([lines[0], "{kaputt", lines[1]]), encoding="utf-8")
    return held


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "data", *map(str, arguments)], cwd=ROOT, capture_output=True, check=False
    )


def test_from_a_checkout(folder, tmp_path):
    done = run("analyze", folder, "--out", tmp_path / "out")

    assert done.returncode == 0
    assert done.stdout.decode().startswith("2 articles read, ")
    assert "artikel.jsonl, line 2: " in done.stderr.decode()
    articles = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in articles] == ["eins", "zwei"]
    assert all(tuple(row) == batch.ARTICLES for row in articles)


def test_import_then_export(folder, tmp_path, capsys):
    db = str(tmp_path / "x.db")

    assert main(["import", str(folder), "--db", db]) == 0
    told = capsys.readouterr()
    assert "2 articles read: 2 new, 0 updated, 0 unchanged;" in told.out
    assert "rejected: " in told.err

    assert main(["import", str(folder), "--db", db]) == 0
    assert "0 new, 0 updated, 2 unchanged" in capsys.readouterr().out

    out = tmp_path / "signals.csv"
    assert main(["export", "articles", "--outlet", "Süd-Echo", "--out", str(out), "--db", db]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["eins"]

    lines = tmp_path / "articles.jsonl"
    assert (
        main(["export", "articles", "--from", "2021-05-08", "--out", str(lines), "--format", "jsonl", "--db", db]) == 0
    )
    assert [json.loads(line)["id"] for line in lines.read_text("utf-8").splitlines()] == ["zwei"]


def test_export_to_the_output_is_only_the_rows(folder, tmp_path, capfdbinary):
    db = str(tmp_path / "x.db")
    main(["import", str(folder), "--quiet", "--db", db])
    capfdbinary.readouterr()

    assert main(["export", "articles", "--format", "jsonl", "--out", "-", "--db", db]) == 0

    told = capfdbinary.readouterr()
    assert [json.loads(line)["id"] for line in told.out.decode().splitlines()] == ["zwei", "eins"]
    assert told.err.decode().startswith("2 rows of articles at revision ")


def test_rebuild(folder, tmp_path, capsys):
    db = str(tmp_path / "x.db")
    main(["import", str(folder), "--db", db])

    assert main(["rebuild", "--all", "--db", db]) == 0
    assert "2 of 2 articles analysed again" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["analyze", "{in}", "--out", "{out}"], 0),
        (["analyze", "{in}", "--out", "{out}", "--strict"], 3),
        (["analyze", "{in}/missing", "--out", "{out}"], 1),
        (["import", "{in}", "--db", "{out}.db", "--strict"], 3),
        (["import", "{in}", "--db", "{in}/artikel.jsonl"], 1),
        (["import", "{in}", "--db", "{out}.db", "--profile", "{in}/artikel.jsonl"], 1),
        (["export", "signals", "--out", "{out}", "--db", "{out}.db"], 1),
        (["rebuild", "--db", "{out}.db"], 1),
        (["export", "signals", "--from", "2021-05-02", "--to", "2021-05-01", "--out", "{out}", "--db", "{out}.db"], 2),
    ],
)
def test_exit_status(arguments, status, folder, tmp_path, capsys):
    assert main([part.format(**{"in": folder, "out": tmp_path / "out"}) for part in arguments]) == status
    if status in {1, 2}:
        assert capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    "arguments",
    [[], ["sing"], ["export", "signals"], ["export", "signals", "--from", "gestern", "--out", "x"], ["import"]],
)
def test_what_is_not_understood(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)

    assert stop.value.code == 2
    assert "usage: treffpunkt" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="the system has no priorities")
def test_an_import_lets_the_readers_go_first_and_a_look_does_not(folder, tmp_path):
    code = (
        "import os, sys; from data.cli import main; sys.argv = ['treffpunkt', *sys.argv[1:]]; status = main();"
        "print(status, os.getpriority(os.PRIO_PROCESS, 0))"
    )
    before = os.getpriority(os.PRIO_PROCESS, 0)

    def priority(*arguments):
        command = [sys.executable, "-c", code, *map(str, arguments), "--db", str(tmp_path / "own.db")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return [int(word) for word in done.stdout.splitlines()[-1].split()]

    assert priority("import", folder, "--quiet") == [0, max(10, before)]
    assert priority("export", "signals", "--out", tmp_path / "signals.csv") == [0, before]
