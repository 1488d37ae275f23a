"""A review in a real browser: corrected in the panel, seen on the Quality page, still there after a reload, undone."""

import pytest

from data.models import Source
from data.store import Store, import_sources
from data.store.reviews import reviews
from tests.browser.conftest import WAIT, Page, Server
from tests.tarnland import WATCHED

TEXT = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus. Der Hafen blieb geschlossen."


@pytest.fixture
def reviewer(chromium, cache, tmp_path):
    """An analyst with one article of their own."""
    with Store.open(tmp_path / "own.db") as store:
        fields = {"own_id": True, "lang": "de", "clean": True, "published_on": "2031-05-07"}
        import_sources(store, [Source(id="a1", file="a1.txt", text=TEXT, sha256="", **fields)], WATCHED)
    server = Server(tmp_path, cache).wait()
    context = chromium.new_context(viewport={"width": 1360, "height": 1400}, color_scheme="light")
    context.set_default_timeout(WAIT)
    yield Page(context.new_page(), server)
    context.close()
    server.stop()
    assert "Traceback" not in server.log.read_text()


def test_a_review_is_kept_shown_and_undone(reviewer, tmp_path):
    page = reviewer.open().page
    page.get_by_text("schließt … nicht aus").wait_for()

    page.get_by_text("Review: accept, correct or reject").click()
    page.get_by_role("textbox", name="Your name").fill("Kim")
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_text("Accepted by Kim").first.wait_for()
    reviewer.settle()

    reviewer.open()
    page.get_by_text("Accepted by Kim").first.wait_for()
    reviewer.go_to("Quality")
    reviewer.expect_metric("Reviewed", 1)
    page.get_by_role("textbox", name="Your name").fill("Robin")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("No signal has been reviewed yet").wait_for()
    reviewer.settle()

    with Store.open(tmp_path / "own.db") as store:
        (made,) = reviews(store)
    assert (made.verdict, made.by, made.status, made.undone_by) == ("accepted", "Kim", "undone", "Robin")
