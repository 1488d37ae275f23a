"""An article changes: its marks are seen, the difference is opened from one, and the CSV says the same."""

import csv
import io

import pytest

from data.models import Source
from data.store import Store, import_sources
from tests.browser.conftest import WAIT, Page, Server
from tests.tarnland import WATCHED

OPEN = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus."
CLOSED = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm inzwischen aus."
REFUSED = "Präsident Jonas Ohm lehnt ein Treffen mit Ada Kessler ab."
REST = (
    "Der Hafen von Tarn blieb am Morgen wegen des Sturms geschlossen. Die Fähren fahren seit Mittag wieder nach Plan. "
    "Am Markt war davon wenig zu spüren, Händler klagten über das Wetter. Im Rathaus brannte bis spät Licht."
)


def source(*lines):
    fields = {"own_id": True, "lang": "de", "clean": True, "published_on": "2031-05-07", "outlet": "Morgenpost Tarn"}
    return Source(id="a1", file="a1.txt", text=" ".join((*lines, REST)), sha256="", title="Tarn", **fields)


@pytest.fixture
def analyst(chromium, cache, tmp_path):
    """An analyst with the first version of an article."""
    with Store.open(tmp_path / "own.db") as store:
        import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    server = Server(tmp_path, cache).wait()
    context = chromium.new_context(
        viewport={"width": 1360, "height": 1400}, color_scheme="light", accept_downloads=True
    )
    context.set_default_timeout(WAIT)
    yield Page(context.new_page(), server)
    context.close()
    server.stop()
    assert "Traceback" not in server.log.read_text()


def test_what_a_new_version_withdrew_and_changed(analyst, tmp_path):
    page = analyst.open().expect_metric("Signals", 2).page
    assert page.get_by_text("Withdrawn claims").count() == 0

    with Store.open(tmp_path / "own.db") as store:
        import_sources(store, [source(CLOSED)])
    analyst.open().expect_metric("Signals", 1)
    page.get_by_text("changed in version 2: WILLING → REJECTED").wait_for()
    page.get_by_text("Withdrawn claims (1)").click()
    page.get_by_text("Jonas Ohm, REJECTED: claim withdrawn in version 2").wait_for()
    analyst.settle()

    held = list(csv.DictReader(io.StringIO(analyst.download("CSV", "withdrawn").path().read_text("utf-8-sig"))))
    assert [(row["mark"], row["speaker"], row["text"]) for row in held] == [
        ("claim withdrawn in version 2", "Jonas Ohm", REFUSED)
    ]

    page.locator(".st-key-withdrawn_claim").get_by_role("link", name="See the difference in version 2").click()
    page.get_by_role("heading", name="Articles", level=1).wait_for(timeout=WAIT)
    analyst.settle()
    page.get_by_text("Version 2 of 2, imported").wait_for()
    assert page.locator("del").filter(has_text="nicht").count() == 1
    assert page.locator("del").filter(has_text=REFUSED).count() == 1
    assert page.locator("ins").filter(has_text="inzwischen").evaluate(
        "mark => getComputedStyle(mark).textDecorationLine"
    ) == "underline"  # fmt: skip
    folded = page.locator("details").filter(has_text="… 3 sentences unchanged …")
    assert not folded.get_by_text("Im Rathaus").is_visible()
    folded.locator("summary").click()
    folded.get_by_text("Im Rathaus").wait_for()

    both = list(csv.DictReader(io.StringIO(analyst.download("CSV", "changes").path().read_text("utf-8-sig"))))
    assert [(row["change"], row["rung"], row["new_rung"]) for row in both] == [
        ("changed", "WILLING", "REJECTED"),
        ("withdrawn", "REJECTED", ""),
    ]
