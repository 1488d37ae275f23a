"""Text of people who would like to break in: it appears as it was written, and nothing leaves the server."""

import signal
from urllib.parse import quote, urlsplit

import pytest

from data import cli
from data.models import Source
from data.profile.models import Actor
from data.store import Store, import_sources
from data.store.naming import name_speaker
from tests.browser.conftest import WAIT, Server
from tests.tarnland import WATCHED

ELSEWHERE = "127.0.0.2"
TRAP = (
    f"![Bild](http://{ELSEWHERE}/t) <img src=http://{ELSEWHERE}/i> [hier](http://{ELSEWHERE}/l) :red[rot] "
    f":material/delete: :streamlit: $x^2$ *fett* `code` [^1] <b onclick=x>"
)
TITLE = f"{TRAP} Titel"
TEXT = (
    f"Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm in {TRAP} nicht aus. "
    f"Der Sprecher Bruno Tarnhelm sagte, ein Treffen mit Jonas Ohm sei geplant. Der Hafen blieb geschlossen.\n\n"
    f"[^1]: ![Fuß](http://{ELSEWHERE}/f)\n\n# Kopf\n\n1. Punkt"
)
FILE = "![f](x) :red[rot] $x^2$ <img src=x> =1+1.txt"
MARKS = (
    ".katex, .stMarkdownColoredText, [class*='stMarkdownColored'], img[src*='//127.0.0.2'], a[href*='//127.0.0.2'], sup"
)
PAGES = {"/": "Timeline", "/speakers": "Speakers", "/compare": "Compare", "/articles": "Articles", "/quality": "Quality",
         "/imports": "Import"}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory, cache):
    folder = tmp_path_factory.mktemp("hostile")
    fields = {"own_id": True, "lang": "de", "clean": True, "published_on": "2031-05-07", "outlet": TRAP}
    with Store.open(folder / "own.db") as store:
        import_sources(
            store,
            [
                Source(id=f"a{n} {TRAP}", file=FILE, text=f"{TEXT} Nummer {n}.", title=TITLE, sha256="", **fields)
                for n in range(2)
            ],
            WATCHED,
        )
        name_speaker(store, "Bruno Tarnhelm", Actor(f"Bruno {TRAP}", "person", ("Bruno Tarnhelm",), side=TRAP), by=TRAP)
    running = Server(folder, cache, TREFFPUNKT_UPLOADS="1").wait()
    yield running
    running.stop()
    log = running.log.read_text()
    assert "Traceback" not in log
    assert ELSEWHERE not in log
    assert "treffpunkt: stopped" in log, "TERM ends it cleanly"
    assert running.process.returncode in {0, -signal.SIGTERM}


@pytest.fixture
def watched(user):
    """A reader whose every request, web socket and complaint of the browser is written down."""
    user.addresses, user.complaints = [], []
    context = user.page.context
    context.on("request", lambda request: user.addresses.append(request.url))
    user.page.on("websocket", lambda socket: user.addresses.append(socket.url))
    user.page.on("console", lambda said: user.complaints.append(said.text))
    user.page.on("pageerror", lambda error: user.complaints.append(str(error)))
    yield user
    hosts = {urlsplit(address).netloc for address in user.addresses if not address.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(user.server.url).netloc}
    assert [
        text for text in user.complaints if "Content Security Policy" in text or "Content-Security-Policy" in text
    ] == []


def markup(page):
    return page.locator(MARKS).evaluate_all("found => found.map(mark => mark.outerHTML)")


def test_no_page_calls_anybody_and_no_text_is_markup(watched):
    for path, title in PAGES.items():
        watched.open(path)
        watched.page.get_by_role("heading", name=title, level=1).wait_for(timeout=WAIT)
        watched.settle()
        for closed in watched.page.locator("[data-testid=stExpander] summary").all():
            closed.click()
            watched.settle()
        assert markup(watched.page) == [], path
        assert watched.page.evaluate("() => getComputedStyle(document.body).display") != "none"


def test_an_article_shows_its_text_as_it_was_written(watched):
    page = watched.open(f"/articles?article={quote(f'a0 {TRAP}')}").page
    page.get_by_text("Der Hafen blieb geschlossen").first.wait_for(timeout=WAIT)

    shown = page.locator("body").inner_text()
    assert TRAP in shown
    assert TITLE in shown
    assert "# Kopf" in shown
    assert markup(page) == []


def test_a_hostile_name_is_shown_in_the_sidebar_as_it_is(watched):
    page = watched.open("/").page
    page.get_by_test_id("stSidebar").get_by_text("Speakers by side").click()
    watched.settle()
    page.get_by_test_id("stPopoverBody").get_by_text("![Bild](http").first.wait_for(timeout=WAIT)
    assert markup(page) == []


def test_the_health_check_of_the_command_line(server, capsys):
    assert cli.main(["check", "--server", server.url, "--db", str(server.log.parent / "own.db")]) == cli.DONE
    assert "says 'ok'" in capsys.readouterr().out


def test_a_hostile_file_is_imported_and_the_budget_of_a_visit_holds(watched):
    page = watched.open("/imports").page
    field = page.locator("[data-testid=stFileUploader] input[type=file]")
    field.set_input_files([{"name": FILE, "mimeType": "text/plain", "buffer": TEXT.encode()}])
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_text("What happened").wait_for(timeout=WAIT)
    watched.settle()
    assert markup(page) == []

    large = b"Ein Satz ueber den Hafen. " * 20_000
    field.set_input_files([{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": large} for n in range(3)])
    page.get_by_text("Not every file was taken").wait_for(timeout=WAIT)
    page.get_by_text("1 MB together").wait_for(timeout=WAIT)
