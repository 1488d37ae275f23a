"""A login with a real provider on loopback: nobody sees anything before it, and decisions carry who made them."""

import re
import urllib.error
import urllib.request

import pytest

from components.serving.starting import SHORTEST_SECRET
from data.models import Source
from data.store import Store, import_sources
from data.store.reviews import reviews
from tests.browser.conftest import WAIT, Server, free_port
from tests.browser.provider import CLIENT, SECRET, Provider
from tests.tarnland import WATCHED

ADA = {"sub": "1", "name": "Ada Kessler", "email": "ada@tarn.example", "email_verified": True}
STRANGER = {"sub": "2", "name": "Jonas Ohm", "email": "jonas@anderswo.example", "email_verified": True}
TEXT = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus. Der Hafen blieb geschlossen."


@pytest.fixture(scope="module")
def provider():
    running = Provider()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory, cache, provider):
    folder = tmp_path_factory.mktemp("login")
    port = free_port()
    provider.redirects.append(f"http://127.0.0.1:{port}/oauth2callback")
    with Store.open(folder / "own.db") as store:
        fields = {"own_id": True, "lang": "de", "clean": True, "published_on": "2031-05-07"}
        import_sources(store, [Source(id="a1", file="a1.txt", text=TEXT, sha256="", **fields)], WATCHED)
    file = folder / "secrets.toml"
    file.write_text(
        f'[auth]\nredirect_uri = "{provider.redirects[-1]}"\ncookie_secret = "{"s" * SHORTEST_SECRET}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider.url}/.well-known/openid-configuration"\n'
    )
    running = Server(folder, cache, f"--secrets.files={file}", port=port, TREFFPUNKT_USERS="@tarn.example").wait()
    yield running
    running.stop()
    log = running.log.read_text()
    assert "Traceback" not in log
    assert SECRET not in log


def log_in(user, provider, claims):
    provider.claims = claims
    user.open()
    user.page.get_by_role("button", name="Log in").click()
    user.page.get_by_role("button", name="Log out").wait_for(timeout=WAIT)
    return user.settle()


def status(url, cookie=""):
    request = urllib.request.Request(url, headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("path", ["/", "/articles?article=x", "/imports", "/quality", "/speakers?speaker=Ada"])
def test_nothing_is_shown_or_sent_before_the_login(user, path):
    frames = []
    user.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))  # noqa: PLW0108 - a builtin is not taken
    user.open(path)

    user.page.get_by_role("button", name="Log in").wait_for(timeout=WAIT)
    assert user.page.get_by_test_id("stSidebar").count() == 0
    assert user.page.get_by_test_id("stMetric").count() == 0
    sent = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
    assert b"Treffpunkt" in sent, "the frames were seen"
    assert b"Kessler" not in sent


def test_who_is_not_on_the_list_stays_outside(user, server, provider):
    log_in(user, provider, STRANGER)

    user.page.get_by_text("who is not on the list").wait_for(timeout=WAIT)
    assert user.page.get_by_test_id("stMetric").count() == 0
    assert "login refused user=jonas@anderswo.example" in server.log.read_text()


def test_a_review_carries_the_user_whatever_the_browser_sends(user, server, provider):
    page = log_in(user, provider, ADA).page
    page.get_by_text("schließt … nicht aus").wait_for()
    page.get_by_test_id("stSidebar").get_by_text(re.compile("Logged in as ada\u2060?@tarn")).wait_for()
    page.get_by_text("Review: accept, correct or reject").click()
    name = page.get_by_role("textbox", name="Your name")
    assert name.is_disabled()
    assert name.input_value() == "ada@tarn.example"

    name.evaluate("field => { field.disabled = false; field.removeAttribute('disabled') }")
    name.fill("Somebody else")
    name.press("Enter")
    user.settle()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_text(re.compile("Accepted by ada\u2060?@tarn")).first.wait_for()

    assert "login user=ada@tarn.example" in server.log.read_text()
    with Store.open(server.log.parent / "own.db") as store:
        assert [made.by for made in reviews(store)] == ["ada@tarn.example"]


def test_downloads_and_uploads_need_the_login(user, server, provider):
    log_in(user, provider, ADA)
    user.chart()
    addresses = []
    user.page.on("request", lambda request: addresses.append(request.url))
    user.download("CSV", "timeline")
    media = next(address for address in addresses if "/media/" in address)
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in user.page.context.cookies())

    assert status(media, cookies) == 200
    assert status(media) == 403
    assert status(media, "_streamlit_user=forged") == 403
    assert status(f"{server.url}/_stcore/metrics", cookies) == 404


def test_logging_out_ends_it_here_and_at_the_provider(user, server, provider):
    log_in(user, provider, ADA)
    ended = provider.ended
    user.page.get_by_role("button", name="Log out").click()

    user.page.get_by_role("button", name="Log in").wait_for(timeout=WAIT)
    assert provider.ended == ended + 1
    user.open("/articles")
    user.page.get_by_role("button", name="Log in").wait_for(timeout=WAIT)
