"""The step that asks which column is what, before an import."""

import csv
import io

import pytest

from data import query
from data.selection import Selection
from data.store import Store
from tests.ui.conftest import metrics

HEADER = ["Nr.", "Headline", "Volltext", "Datum", "Quelle"]


def table(*rows, header=HEADER):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([header, *rows])
    return buffer.getvalue().encode()


def boxes(at):
    """Value of each field's select box."""
    return {box.label: box.value for box in at.main.selectbox}


@pytest.fixture(name="drop")
def _drop(open_page, tmp_path):
    def dropped(*files):
        at = open_page(tmp_path / "own.db", "imports")
        for name, content in files:
            at.file_uploader(key="uploads").upload(name, content)
        return at.run()

    return dropped


def box(at, label):
    return next(box for box in at.main.selectbox if box.label == label)


def test_german_headers_are_suggested_shown_and_imported(drop, tmp_path):
    at = drop(("presse.csv", table([1, "Noch offen", "Ada Kessler schwieg in Tarn.", "07.08.2025 09:12", "Süd-Echo"])))

    assert boxes(at) == {
        "Text": "Volltext", "Headline": "Headline", "Published": "Datum", "Outlet": "Quelle", "Address": None,
        "Author": None, "Id": None, "Language": None,
    }  # fmt: skip
    shown = at.dataframe[0].value
    assert list(shown.columns) == ["line", "published_on", "title", "begins", "outlet"]
    assert shown.loc[0].tolist() == [2, "2025-08-07 09:12", "Noch offen", "Ada Kessler schwieg in Tarn.", "Süd-Echo"]

    at.button(key="import").click().run()

    assert not at.exception
    assert metrics(at)["New"] == "1"
    with Store.open(tmp_path / "own.db") as store:
        (row,) = query.articles(store, Selection()).to_dict("records")
    assert (row["title"], row["outlet"], row["published_at"]) == ("Noch offen", "Süd-Echo", "2025-08-07T09:12")


def test_a_table_with_a_text_is_not_asked_about(drop):
    at = drop(("plain.csv", b"text,title,foo\nEin Satz.,T,x\n"), ("a.txt", b"Ein Text."))

    assert boxes(at) == {}
    assert not at.exception


def test_without_a_text_it_says_so_and_the_import_refuses_it(drop):
    at = drop(("presse.csv", table(["A", "Ein Satz."], header=["Spalte 1", "Spalte 2"])))

    assert "holds the articles" in at.main.warning[0].value
    at.button(key="import").click().run()
    assert metrics(at)["Rejected"] == "1"
    (reasons,) = (held.value for held in at.dataframe if "reason" in held.value)
    assert "'Spalte 1', 'Spalte 2'" in reasons.loc[0, "reason"]


def test_a_choice_changes_the_preview_and_what_is_imported(drop, tmp_path):
    at = drop(("presse.csv", table(["Titel eins", "Ein Satz."], header=["Spalte 1", "Spalte 2"])))
    at = box(at, "Text").select("Spalte 2").run()
    at = box(at, "Headline").select("Spalte 1").run()

    assert at.dataframe[0].value.loc[0].tolist() == [2, "Titel eins", "Ein Satz."]
    at.button(key="import").click().run()
    with Store.open(tmp_path / "own.db") as store:
        assert list(query.articles(store, Selection())["title"]) == ["Titel eins"]


def test_tables_of_one_header_are_asked_about_once_and_the_choice_is_kept(drop):
    header = ["Spalte 1", "Spalte 2"]
    at = drop(*((f"{n}.csv", table(["A", f"Satz {n}."], header=header)) for n in range(2)))
    assert len(boxes(at)) == 8
    at = box(at, "Text").select("Spalte 2").run()
    at.button(key="import").click().run()
    assert metrics(at)["New"] == "2"

    at.switch_page("components/pages/articles.py").run()
    at.switch_page("components/pages/imports.py").run()
    at.file_uploader(key="uploads").upload("neu.csv", table(["A", "Neuer Satz."], header=header))
    at.run()

    assert boxes(at)["Text"] == "Spalte 2"
    assert not at.exception


def test_dates_that_could_be_either_are_asked_about(drop, tmp_path):
    rows = [[1, "A", "Ein Satz.", "03/04/2025", ""], [2, "B", "Noch einer.", "05/04/2025", ""]]
    at = drop(("presse.csv", table(*rows)))

    held = at.dataframe[0].value
    assert held["published_on"].isna().all()
    notes = [caption.value.replace("\\", "") for caption in at.caption if "Line " in caption.value]
    assert ["day or the month first: 03/04/2025" in note for note in notes] == [True, False]
    order = next(iter(at.main.segmented_control))
    assert "2 dates such as 03/04/2025 could be either" in order.label

    at = order.set_value("day").run()

    assert list(at.dataframe[0].value["published_on"]) == ["2025-04-03", "2025-04-05"]
    at.button(key="import").click().run()
    with Store.open(tmp_path / "own.db") as store:
        assert min(map(str, query.articles(store, Selection())["published_on"])).startswith("2025-04-03")


def test_a_column_that_decides_is_said_and_not_asked(drop):
    rows = [[1, "A", "Ein Satz.", "03/04/2025", ""], [2, "B", "Noch einer.", "25/04/2025", ""]]

    at = drop(("presse.csv", table(*rows)))

    assert not list(at.main.segmented_control)
    assert list(at.dataframe[0].value["published_on"]) == ["2025-04-03", "2025-04-25"]
    assert any("Day first" in caption.value for caption in at.caption)


def test_hostile_names_of_columns_and_files_stay_text(drop):
    name = "![x](http://127.0.0.2/p) <script>"
    at = drop((f"{name}.csv", table(["a", "Ein Satz."], header=[name, "Volltext"])))

    assert not at.exception
    assert name in box(at, "Headline").options
    assert not any("![x](" in mark.value for mark in at.markdown)
