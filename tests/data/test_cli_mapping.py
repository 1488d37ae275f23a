"""Columns of other names on the command line."""

import json

import pytest

from data import query
from data.cli import main
from data.selection import Selection
from data.store import Store

TABLE = "Headline;Volltext;Datum\nNoch offen;Ada Kessler schwieg in Tarn.;03/04/2025\nOhne;;04/04/2025\n"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "presse.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def imported(tmp_path, table, *options):
    status = main(["import", str(table), "--db", str(tmp_path / "x.db"), "--quiet", *options])
    with Store.open(tmp_path / "x.db") as store:
        return status, [
            (row["title"], str(row["published_on"])[:10])
            for row in query.articles(store, Selection()).to_dict("records")
        ]


def test_columns_and_dates_as_asked_for(tmp_path, table):
    options = [
        "--map",
        "text=volltext",
        "--map",
        "title=Headline",
        "--map",
        "published_on=Datum",
        "--dates",
        "day-first",
    ]

    assert imported(tmp_path, table, *options) == (0, [("Noch offen", "2025-04-03")])


def test_known_names_without_asking(tmp_path, table):
    assert imported(tmp_path, table, "--map", "auto", "--dates", "month-first") == (0, [("Noch offen", "2025-03-04")])


def test_without_options_the_reason_says_which(tmp_path, table, capsys):
    status, articles = imported(tmp_path, table)

    assert (status, articles) == (1, [])
    assert "--map title=Headline --map text=Volltext --map published_on=Datum" in capsys.readouterr().err


def test_what_was_rejected_is_written(tmp_path, table):
    imported(tmp_path, table, "--map", "auto", "--rejects", str(tmp_path / "rejected.jsonl"))

    rows = [json.loads(line) for line in (tmp_path / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert [(row["file"], row["line"]) for row in rows] == [(str(table), 2), (str(table), 3)]
    assert "day or the month first" in rows[0]["reason"]


@pytest.mark.parametrize("value", ["Volltext", "inhalt=Volltext", "text=", "text= "])
def test_an_option_that_is_no_mapping_is_usage(tmp_path, table, value, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["import", str(table), "--map", value])

    assert ended.value.code == 2
    assert "FIELD=COLUMN" in capsys.readouterr().err


def test_two_columns_for_one_field_are_refused(tmp_path, table, capsys):
    assert main(["analyze", str(table), "--out", str(tmp_path), "--map", "text=a", "--map", "text=b"]) == 1
    assert "two columns" in capsys.readouterr().err
