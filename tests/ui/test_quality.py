"""The Quality page: what was measured, what reviews say, and undoing one there."""

import pytest

from components.figures.ladder import LABELS
from data import quality, query
from data.store.reviews import review, reviews
from tests.ui.conftest import metrics, table


@pytest.fixture(name="held")
def _held(store, made):
    made.keep(
        store, made.reading("a", [made.signal("a", number, text=f"Man sei bereit, {number}.") for number in range(4)])
    )
    return store


def captions(at):
    return " ".join(caption.value.replace("\\", "") for caption in at.caption)


def test_it_shows_what_was_measured_and_on_what(open_page, held):
    at = open_page(held, "quality")

    measured = quality.measured()
    whole, full = quality.scores(measured.of(seen=False), "all").to_dict("records")
    shown = [metric.value for metric in at.metric]
    assert shown[:6] == [f"{row[name]:.0%}" for row in (whole, full) for name in ("precision", "recall", "f1")]
    assert "20 short German and English articles about invented leaders, 71 labelled signals" in captions(at)
    assert measured.rules in captions(at)
    assert "not the rules that now run" not in captions(at)
    rungs = quality.scores(measured.of(seen=False), "rung")["group"]
    assert at.dataframe[0].value["group"].tolist() == [LABELS[rung] for rung in rungs]


def test_the_known_articles_are_shown_apart(open_page, held):
    at = open_page(held, "quality")
    at.segmented_control(key="measured_on").set_value("known").run()
    at.segmented_control(key="measured_by").set_value("form").run()

    assert not at.exception
    assert "10 short German and English articles" in captions(at)
    expected = quality.scores(quality.measured().of(seen=True), "form")
    assert at.dataframe[0].value["found"].tolist() == expected["found"].tolist()


def test_without_reviews_it_says_how_to_begin(open_page, held):
    at = open_page(held, "quality")

    assert "No signal has been reviewed yet" in at.info[0].value
    assert {button.key for button in at.download_button} == {"measured_csv", "measured_jsonl", "measured_manifest"}


def test_reviews_give_a_precision_with_its_count(open_page, held):
    review(held, "a:0", "accepted", by="Kim")
    review(held, "a:1", "corrected", by="Kim", corrected={"rung": "HELD"})
    review(held, "a:2", "rejected", by="Kim")

    at = open_page(held, "quality")

    shown = metrics(at)
    assert (shown["Reviewed"], shown["Precision"], shown["Corrected"], shown["Rejected"]) == ("3", "33%", "1", "1")
    assert table(at, "reviews")["verdict"].tolist() == ["rejected", "corrected", "accepted"]
    assert {"reviewed_csv", "fields_csv", "reviews_csv"} <= {button.key for button in at.download_button}


def test_a_review_is_undone_there(open_page, held):
    review(held, "a:2", "rejected", by="Kim")
    at = open_page(held, "quality")
    (made,) = reviews(held)

    at.text_input(key="undo_name").set_value("Robin")
    at.button(key=f"undo_{made.number}").click().run()

    assert not at.exception
    assert reviews(held)[0].undone_by == "Robin"
    assert len(query.signals(held)) == 4
    assert "No signal has been reviewed yet" in at.info[0].value
    assert table(at, "reviews")["status"].tolist() == ["undone"]


def test_what_went_wrong_is_listed_when_asked_for(open_page, held):
    at = open_page(held, "quality")
    at.session_state["wrong"] = True
    at.run()

    assert not at.exception
    assert "missed: " in captions(at)
