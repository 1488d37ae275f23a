"""More rows than a page of a table holds: nothing is lost by turning pages, searching, or a late download."""

import pytest

from components import download, tables
from components.sources import LISTED
from data import query
from data.errors import StoreError
from data.selection import Selection
from tests.ui.conftest import table

MANY = tables.PAGE + 37


@pytest.fixture
def large(store, made):
    """As many signals as fill a page and more, and as many articles."""
    made.keep(
        store,
        *(
            made.reading(
                f"a{number}",
                [made.signal(f"a{number}", 0, text=f"Passage {number}", speaker=f"Sprecher {number % 3}")],
                title=f"Titel {number}", body=f"Text {number} {'x' * number}", raw=f"Text {number} {'x' * number}",
            )
            for number in range(MANY)
        ),
    )  # fmt: skip
    return store


def test_the_pages_of_a_table_hold_every_row_once(open_page, large):
    at = open_page(large)
    first = list(table(at, "timeline")["text"])
    at.get_by_key("timeline_all_page").set_value(2).run()
    second = list(table(at, "timeline")["text"])

    assert (len(first), len(second)) == (tables.PAGE, MANY - tables.PAGE)
    assert first + second == list(query.signals(large)["text"])
    assert any(f"of {MANY}; downloads hold all of them" in caption.value for caption in at.caption)


def test_a_speakers_last_signal_is_on_the_page_that_opens(open_page, large):
    at = open_page(large, "articles", article="a230")

    page = list(table(at, "articles")["id"])
    assert "a230" in page
    assert len(page) == MANY - tables.PAGE


def test_a_long_list_of_articles_is_searched(open_page, large):
    at = open_page(large, "compare")
    assert len(at.selectbox(key="a").options) == LISTED

    at.text_input(key="search_articles").set_value("Titel 236").run()
    assert not at.exception
    assert any("Titel 236" in option for option in at.selectbox(key="a").options)
    assert len(at.selectbox(key="a").options) < 5


def test_a_line_without_end_is_shown(open_page, store, made):
    line = "a" * 100_000 + ">" * 3000
    made.keep(
        store, made.reading("a", [made.signal("a", 0, end=len(line), text=line)], body=line, raw=line, title=line)
    )

    for page in ("timeline", "articles"):
        at = open_page(store, page, article="a")
        shown = "".join(element.value for element in at.html)
        assert "a" * 100_000 in shown, page
        assert "&gt;" * 3000 in shown, page


def test_a_link_is_followed_whatever_the_list_holds(open_page, large):
    at = open_page(large, "compare", a="a236", b="a0")

    assert (at.selectbox(key="a").value, at.selectbox(key="b").value) == ("a236", "a0")


def test_a_download_never_holds_rows_of_another_revision(large, made):
    shown = large.state.edition
    rows = download._unchanged(large, shown, lambda: query.signals(large, Selection()))
    assert len(rows) == MANY

    made.keep(large, made.reading("new", [made.signal("new", 0)]))
    with pytest.raises(StoreError, match="changed since revision"):
        download._unchanged(large, shown, lambda: query.signals(large, Selection()))


def test_what_to_do_when_a_file_is_refused_stands_beside_the_files(open_page, large, made):
    at = open_page(large)
    beside = [caption for caption in at.caption if caption.value.endswith("rows, all columns")]
    assert beside
    assert all("reload the page" in caption.help for caption in beside)

    made.keep(large, made.reading("new", [made.signal("new", 0)]))
    at.run()
    assert any(caption.value.startswith(f"{MANY + 1:,} rows") for caption in at.caption)
