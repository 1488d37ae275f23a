"""The bad-input battery, end to end: real files, a real database, the command line, and what leaves it as files."""

import csv
import io
import json
from types import SimpleNamespace

import pandas as pd
import pytest

from data import export, query
from data.cli import DONE, NOTHING, SOME_REJECTED, main
from data.selection import Selection
from data.store import Store
from tests.battery import hostile

FORMULA = tuple("=+-@|%＝＋－＠")
SKIPPED = " \t\u200b\u202e\ufeff"


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A folder with the good article and every case, imported twice, the second time strictly."""
    place = tmp_path_factory.mktemp("batterie")
    folder, db = place / "eingang", str(place / "x.db")
    folder.mkdir()
    hostile.write(folder)
    first = main(["import", str(folder), "--db", db, "--quiet"])
    with Store.open(db) as store:
        before = (store.revision, query.articles(store, Selection()), query.rejected(store))
    second = main(["import", str(folder), "--db", db, "--quiet", "--strict"])
    with Store.open(db) as store:
        yield SimpleNamespace(folder=folder, db=db, store=store, first=first, second=second, before=before)


@pytest.fixture(scope="module")
def articles(imported):
    return query.articles(imported.store, Selection())


@pytest.fixture(scope="module")
def rejected(imported):
    """(line, reason) by path within the folder."""
    table = query.rejected(imported.store)
    found = {}
    for row in table.itertuples():
        assert str(imported.folder) in row.file
        line = None if pd.isna(row.line) else int(row.line)
        found.setdefault(row.file.removeprefix(f"{imported.folder}/"), []).append((line, row.reason))
    return found


def of_file(articles, folder, name):
    return [row for row in articles.itertuples() if row.file.startswith(f"{folder}/{name}")]


def test_the_status_tells_of_rejections_only_where_asked(imported, tmp_path):
    assert imported.first == DONE
    assert imported.second == SOME_REJECTED
    (tmp_path / "leer.txt").write_bytes(b"")
    assert main(["import", str(tmp_path / "leer.txt"), "--db", str(tmp_path / "y.db"), "--quiet"]) == NOTHING


def test_the_good_article_is_read_and_analysed(imported):
    held = query.signals(imported.store, Selection(include_background=True))
    signals = [row for row in held.itertuples() if row.article == "gut.txt"]

    assert {row.speaker for row in signals} == {"Dmitri Peskow"}
    assert any(row.position < 0 for row in signals)


@pytest.mark.parametrize("name", hostile.CASES)
def test_each_input_gives_its_articles_and_one_line_for_each_fault(imported, articles, rejected, name):
    case = hostile.CASES[name]
    told = rejected.get(name, [])

    assert [line for line, _ in told] == [expected.line for expected in case.told]
    for (_, reason), expected in zip(told, case.told, strict=True):
        assert expected.words in reason
        assert len(reason.splitlines()) == 1
        assert set(reason) & set(":;")  # what is wrong, and what follows from it
    assert len(of_file(articles, imported.folder, name)) == case.articles


def test_nothing_is_rejected_or_read_that_no_case_names(imported, articles, rejected):
    others = {"beschaedigt.zip/krank.txt", "verweis.txt", "rohr.txt"}
    assert set(rejected) == {name for name, case in hostile.CASES.items() if case.told} | others
    assert len(articles) == sum(case.articles for case in hostile.CASES.values()) + 3  # good, whole member, odd name


def test_what_is_no_regular_file_is_named_and_not_opened(articles, rejected):
    assert "symbolic link" in rejected["verweis.txt"][0][1]
    assert "no regular file" in rejected["rohr.txt"][0][1]
    assert not any("aussen" in file for file in articles["file"])


def test_a_damaged_member_costs_no_other(imported, articles, rejected):
    assert len(of_file(articles, imported.folder, "beschaedigt.zip")) == 1
    assert "damaged" in rejected["beschaedigt.zip/krank.txt"][0][1]


def test_a_second_import_changes_nothing(imported, articles):
    revision, held, told = imported.before

    assert imported.store.revision == revision
    assert articles.equals(held)
    assert query.rejected(imported.store).equals(told)


def bodies(imported):
    with imported.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT file, body FROM versions").all()
    return {row.file.removeprefix(f"{imported.folder}/"): row.body for row in rows}


def test_umlauts_come_through_every_encoding(imported):
    held = bodies(imported)
    for name in ("cp1252.txt", "bom.txt", "utf16le.txt", "utf16be.txt", "mac.txt", "gemischt.txt"):
        assert hostile.UMLAUTS in held[name]
    assert held["zerlegt.txt"].startswith("Die Gespräche in Überlingen")


def test_no_control_nor_direction_is_in_a_body(imported):
    held = bodies(imported)
    assert held["nul.txt"].startswith("Ein Text [31mmit Steuerzeichen.")
    assert held["verkehrt.txt"].startswith("Ein Text mit Richtung.")
    for body in held.values():
        assert not set(body) & set("\0\x07\x1b\ufeff")


def test_a_lone_surrogate_is_replaced_and_the_row_kept(articles):
    (row,) = [row for row in articles.itertuples() if row.id == "zeile-19"]
    assert row.title == "halbes Zeichen \ufffd im Titel"


def test_a_date_that_cannot_be_leaves_the_article_undated(articles):
    days = {row.id: row.published_on for row in articles.itertuples()}
    for number in (13, 14, 15, 16):
        assert days[f"zeile-{number}"] != days[f"zeile-{number}"]  # NaT
    assert str(days["zeile-20"])[:10] == "2024-03-31"


@pytest.mark.parametrize("table", ["articles", "statements", "signals", "rejected"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_in_any_spreadsheet(imported, tmp_path, table, delimiter):
    out = tmp_path / "tabelle.csv"
    assert main(["export", table, "--db", imported.db, "--out", str(out)]) == DONE

    text = out.read_bytes().decode("utf-8-sig")
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=","))
    assert all(len(record) == len(records[0]) for record in records)
    assert len(records) == len(text.split("\r\n")) - 1  # a record is a line
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        for cell in line:
            start = cell.strip('"').lstrip(SKIPPED)[:1]
            assert start not in FORMULA or is_number(cell)


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_json_lines_are_true_to_the_letter(imported, tmp_path):
    out = tmp_path / "artikel.jsonl"
    assert main(["export", "articles", "--db", imported.db, "--format", "jsonl", "--out", str(out)]) == DONE

    titles = {row["id"]: row["title"] for row in map(json.loads, out.read_text("utf-8").splitlines())}
    for number, payload in enumerate((*hostile.FORMULAS, *hostile.MARKUP)):
        assert titles[f"nutzlast-{number}"] == " ".join(payload.split())


def test_payloads_stand_in_statements_as_they_were_written(imported):
    held = query.statements(imported.store, Selection())
    texts = {row.article: row.text for row in held.itertuples() if row.form == "direct"}
    rows = [json.loads(line) for line in export.json_lines(held, export.TABLES["statements"].columns).splitlines()]

    assert {row["text"] for row in rows} == set(held["text"])
    for number, payload in enumerate(hostile.MARKUP):
        if '"' not in payload:  # which would end the quotation
            assert payload in texts[f"nutzlast-{len(hostile.FORMULAS) + number}"]
