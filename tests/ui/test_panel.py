"""A signal at its place, where the database has moved on since the list was drawn: what really happened is said."""

import sqlite3

import pytest
from streamlit.testing.v1 import AppTest

from data import query
from data.store import Store

TEXT = "Ada Kessler sei zu einem Treffen bereit. Danach war Ruhe."


def panel_of(row):
    def script(row):
        from components import panel  # noqa: PLC0415 - the script runs by itself

        panel.signal(row)

    return AppTest.from_function(script, default_timeout=60, kwargs={"row": row}).run()


@pytest.fixture(name="row")
def _row(tmp_path, made, monkeypatch):
    path = tmp_path / "own.db"
    monkeypatch.setenv("TREFFPUNKT_DB", str(path))
    with Store.open(path) as store:
        made.keep(store, made.reading("a", [made.signal("a", 0, end=40, text=TEXT[:40])], body=TEXT, raw=TEXT))
        return query.signals(store).to_dict("records")[0]


def test_a_name_of_two_alphabets_is_marked_beside_its_signal_and_its_article(open_page, store, made):
    name = "Ada K\u0435ssler"
    body = TEXT.replace("Ada Kessler", f"<b>{name}</b>")
    signal = made.signal("a", 0, end=47, text=body[:47], speaker=name, speaker_text=name)
    made.keep(store, made.reading("a", [signal], body=body, raw=body))
    mark = "looks like Kessler and is not: it holds CYRILLIC SMALL LETTER IE (U+0435)"

    for page, key in (("timeline", "passage"), ("articles", "article")):
        at = open_page(store, page, article="a")
        shown = "".join(element.value for element in at.get_by_key(key).html)
        assert mark in shown, page
        assert "<b>Ada" not in shown


def test_an_article_that_is_not_there_is_called_that(row):
    at = panel_of({**row, "article": "weg"})

    assert "weg: no such article" in at.error[0].value.replace("\\", "")
    assert not at.info
    assert not at.html


def test_a_database_that_cannot_be_read_is_called_that(row, tmp_path):
    connection = sqlite3.connect(tmp_path / "own.db")
    connection.execute("DROP TABLE versions")
    connection.close()
    at = panel_of(row)

    assert "own.db: no such table" in at.error[0].value.replace("\\", "")
    assert not at.html


@pytest.mark.parametrize("change", [{"start": 1}, {"text": "Danach war Ruhe."}, {"id": "a:7"}])
def test_no_other_passage_is_shown_as_the_evidence(row, change):
    at = panel_of({**row, **change})

    assert "An import has changed this article" in at.info[0].value
    assert not at.html
