"""The chart that stands in until the page's own is drawn."""

from tests.ui.conftest import PAGES, turn_to


def test_nothing_of_it_is_left_on_any_page(open_page, varied):
    at = open_page(varied)

    assert at.title[0].value == "Timeline"
    assert len(at.get("plotly_chart")) == 1
    for page in PAGES:
        turn_to(at, page)
        assert len(at.title) == 1, page
    assert len(turn_to(at, "timeline").get("plotly_chart")) == 1


def test_an_error_stands_alone(open_page, tmp_path):
    (tmp_path / "no.db").write_text("no database " * 200)

    at = open_page(tmp_path / "no.db")

    assert len(at.error) == 1
    assert not at.get("plotly_chart")
