"""Every page on the sample, on a small database, on one row and on nothing."""

from datetime import date

import pytest

from data import query
from data.selection import Selection
from tests.ui.conftest import PAGES, metrics, table, turn_to


def has_banner(at):
    return any("Bundled sample" in element.value for element in at.markdown)


def test_the_sample_opens_and_says_what_it_is(open_page, tmp_path):
    at = open_page(tmp_path / "none.db")

    for page in PAGES:
        assert has_banner(turn_to(at, page)), page
    assert at.get_by_key("sample_banner").get("page_link")[0].label == "Start with own articles"
    assert not (tmp_path / "none.db").exists(), "looking at the sample makes no file"


def test_own_articles_open_without_the_banner(open_page, varied):
    at = open_page(varied)

    for page in PAGES:
        assert not turn_to(at, page).error
        assert not has_banner(at), page


@pytest.mark.parametrize("signals", [0, 1])
def test_one_article_is_enough(open_page, store, made, signals):
    made.keep(store, made.reading("a", [made.signal("a", number) for number in range(signals)]))
    at = open_page(store)

    notes = {page: [info.value for info in turn_to(at, page).info] for page in PAGES}
    assert not at.error
    assert notes["timeline"] == ([] if signals else ["No signals found in the imported articles."])
    assert notes["speakers"] == ([] if signals else ["No named speakers found in the imported articles."])
    assert notes["compare"] == ["No two articles found in the imported articles."]
    assert notes["articles"] == []


def test_a_filter_that_matches_nothing_says_so_and_can_be_reset(open_page, varied):
    at = open_page(varied, text="steht nirgends")

    for page in ("timeline", "speakers", "articles"):
        assert "match these filters" in turn_to(at, page).info[0].value
    at.button(key="reset_empty").click().run()
    assert not at.info
    assert at.text_input(key="text").value == ""


def test_a_file_that_is_no_database_is_explained(open_page, tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("das ist keine Datenbank " * 100)

    at = open_page(path)

    assert len(at.error) == 1
    assert "notes" in at.error[0].value
    assert not at.metric


def test_the_numbers_are_those_of_the_query(open_page, varied):
    at = open_page(varied)

    counts = query.counts(varied)
    assert metrics(at) == {
        "Signals": str(counts.signals),
        "Articles": str(counts.articles),
        "Independent texts": str(counts.independent_texts),
    }
    assert len(table(at, "timeline")) == counts.signals


def test_the_table_has_its_three_downloads(open_page, varied):
    at = open_page(varied, text="Gipfel")

    labels = {button.key: button.label for button in at.download_button}
    assert labels == {"timeline_csv": "CSV", "timeline_jsonl": "JSON Lines", "timeline_manifest": "Manifest"}


def test_the_picked_row_is_shown_at_its_place(open_page, store, made):
    body = "Vorher war nichts. Ada Kessler sei zu einem Treffen bereit. Danach war Ruhe."
    signal = made.signal("a", 0, start=19, end=59, text=body[19:59])
    made.keep(store, made.reading("a", [signal], body=body, raw=body, outlet="Morgenpost Tarn"))

    at = open_page(store)

    shown = "".join(element.value for element in at.get_by_key("passage").html)
    assert "Vorher war nichts." in shown
    assert "Ada Kessler sei zu einem Treffen bereit." in shown
    assert at.get_by_key("passage").get("page_link")[0].label == "Open the article"


def test_undated_signals_are_counted_and_can_be_picked(open_page, varied):
    undated = query.signals(varied)["said_on"].isna().sum()
    at = open_page(varied)

    assert f"{undated} signals have no date" in at.toggle(key="only_undated").label
    at.toggle(key="only_undated").set_value(True).run()

    assert len(table(at, "timeline")) == undated
    assert table(at, "timeline")["said_on"].isna().all()


def test_a_brush_narrows_the_table_and_says_so(open_page, varied):
    at = open_page(varied, unit="day")
    box = {"x": ["2031-02-10", "2031-03-01 12:00"], "y": [-9, 9]}
    at.session_state["timeline_chart_0"] = {"selection": {"box": [box], "points": [], "point_indices": [], "lasso": []}}
    at.run()

    shown = table(at, "timeline")
    days = shown["said_on"].dt.strftime("%Y-%m-%d")
    expected = query.signals(varied, Selection(include_undated=False))
    expected = expected[(expected["said_on"] >= "2031-02-10") & (expected["said_on"] <= "2031-03-01")]
    assert len(shown) == len(expected) > 0
    assert days.between("2031-02-10", "2031-03-01").all()
    assert f"{len(shown)} signal" in at.button(key="clear_brush").label

    at.button(key="clear_brush").click().run()
    assert len(table(at, "timeline")) == len(query.signals(varied))


def test_speakers_show_their_last_position(open_page, varied):
    at = open_page(varied, "speakers")

    expected = query.speakers(varied)
    assert list(table(at, "speakers")["speaker"]) == list(expected["speaker"])
    assert at.subheader[0].value.startswith(expected.loc[0, "speaker"])
    assert len(table(at, "said")) == expected.loc[0, "signals"]


def test_a_dot_opens_its_signal(open_page, store, made):
    body = "Man sei bereit. Der Gipfel steht fest."
    signals = [made.signal("a", 0, end=15), made.signal("a", 1, start=16, end=38, speaker="Jonas Ohm")]
    made.keep(store, made.reading("a", signals, body=body, raw=body))
    at = open_page(store, "speakers")
    assert at.subheader[0].value.startswith("Ada Kessler")

    points = [{"customdata": ["a:1"]}]
    at.session_state["speakers_chart_0"] = {
        "selection": {"points": points, "box": [], "point_indices": [], "lasso": []}
    }
    at.run()

    assert at.subheader[0].value.startswith("Jonas Ohm")
    assert "Agreed" not in at.subheader[0].value
    shown = "".join(element.value for element in at.get_by_key("passage").html)
    assert "Jonas Ohm</h3>" in shown


def test_two_articles_are_compared_from_a_link(open_page, store, made):
    one = "Der Gipfel findet am Freitag statt. Das sagte Ada Kessler in Tarn."
    other = "Der Gipfel findet nicht am Freitag statt. Das sagte Ada Kessler in Tarn."
    made.keep(store, made.reading("a", body=one, raw=one), made.reading("b", body=other, raw=other), made.reading("c"))

    at = open_page(store, "compare", a="a", b="b")

    html = "".join(element.value for element in at.html)
    assert 'title="negation">nicht</mark>' in html
    assert "1 the same, 1 changed" in " ".join(caption.value for caption in at.caption)


def test_two_languages_are_not_compared_as_if_they_were_one(open_page, store, made):
    english = "Ada Kessler said on Friday that a summit was possible."
    german = "Ada Kessler sagte am Freitag, ein Gipfel sei möglich."
    made.keep(
        store,
        made.reading("a", body=german, raw=german),
        made.reading("b", body=english, raw=english, lang="en"),
    )

    assert "Two languages (de, en)" in open_page(store, "compare", a="a", b="b").warning[0].value


def test_a_link_opens_an_article_with_its_signal(open_page, store, made):
    body = "Man sei bereit. Der Gipfel steht fest."
    signals = [made.signal("b", 0, end=15), made.signal("b", 1, start=16, end=38, rung="AGREED")]
    made.keep(store, made.reading("a"), made.reading("b", signals, body=body, raw=body, title="Neues aus Tarn"))

    at = open_page(store, "articles", article="b", signal="b:1")

    shown = "".join(element.value for element in at.get_by_key("article").html)
    assert "Neues aus Tarn" in shown
    framed = shown[shown.index("outline:") :]
    assert "Der Gipfel steht fest." in framed
    assert "Man sei bereit." not in framed


def test_a_link_to_an_article_that_is_gone_is_explained(open_page, varied):
    at = open_page(varied, "articles", article="gibt-es-nicht")

    assert "no such article" in at.error[0].value
    assert len(table(at, "articles")) == 60


def test_an_undated_article_can_be_dated_by_hand(open_page, store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    at = open_page(store, "articles")

    at.date_input(key="manual_day").set_value(date(2031, 8, 6))
    at.button(key="manual_set").click().run()
    assert "needs a day and a name" in at.warning[0].value

    at.text_input(key="manual_name").set_value("Kim")
    at.date_input(key="manual_day").set_value(date(2031, 8, 6))
    at.button(key="manual_set").click().run()

    article = query.article(store, "a").reading.article
    assert (str(article.published_on), article.published_basis) == ("2031-08-06", "manual")
    assert not at.exception


def test_files_are_imported_and_accounted_for(open_page, tmp_path):
    at = open_page(tmp_path / "own.db", "imports")
    at.file_uploader(key="uploads").upload("gut.txt", "Ada Kessler sagte am Freitag, ein Treffen sei möglich.".encode())
    at.file_uploader(key="uploads").upload(
        "schlecht.jsonl", b'{"title": "ohne Text"}\n{"text": "Ein Text steht hier."}\n'
    )
    at.run()
    at.button(key="import").click().run()

    assert not at.exception
    assert metrics(at) == {"Read": "2", "New": "2", "Updated": "0", "Unchanged": "0", "Copies": "0", "Rejected": "1"}
    files = at.dataframe[0].value
    assert dict(zip(files["file"], files["new"], strict=True)) == {"gut.txt": 1, "schlecht.jsonl": 1}
    assert dict(zip(files["file"], files["rejected"], strict=True)) == {"gut.txt": 0, "schlecht.jsonl": 1}
    assert at.dataframe[1].value.loc[0, "line"] == 1
    assert (tmp_path / "own.db").exists()
    with pytest.raises(KeyError):
        at.get_by_key("sample_banner")
