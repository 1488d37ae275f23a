"""What stands between the network and the pages: headers, closed addresses, the budget of a visit, where it may listen."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components import access
from components.serving import starting
from components.serving.guard import Guard
from components.serving.headers import Headers
from components.serving.uploads import VISITS, Budget, Uploads
from data.operating import settings

SIZE = 1000
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for name in (settings.USERS, settings.OPEN, settings.UPLOADS, settings.LOG, settings.LEVEL):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(starting.logs, "start", lambda: None)  # the tests' own log stays


class Client:
    """Asks an ASGI application, without a network."""

    def __init__(self, app):
        self.app = app

    def ask(self, method, path, content=b"", headers=(), sized=True):
        sent = []
        size = [(b"content-length", str(len(content)).encode())] if sized else []
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
            "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": b"", "server": ("test", 80),
            "headers": [*size, *((name.lower().encode(), value.encode()) for name, value in headers)],
        }  # fmt: skip

        async def receive():
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message):
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        names = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        assert len(dict(names)) == len(names), "no header twice"
        return SimpleNamespace(status=sent[0]["status"], headers=dict(names))


def client(*middleware):
    async def answer(request):
        body = await request.body()
        return PlainTextResponse("taken", 400 if body == b"bad" else 200, {"X-Frame-Options": "SAMEORIGIN"})

    routes = [Route("/{rest:path}", answer, methods=["GET", "PUT", "DELETE", "POST"])]
    return Client(Starlette(routes=routes, middleware=list(middleware)))


def test_every_answer_has_the_headers_once():
    headers = client(Middleware(Headers)).ask("GET", "/anything").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN", "what an answer says itself stays"
    rules = headers["content-security-policy"].split("; ")
    assert "frame-ancestors 'none'" in rules
    assert "img-src 'self' data: blob:" in rules
    (scripts,) = [rule for rule in rules if rule.startswith("script-src")]
    assert "unsafe" not in scripts
    assert "'sha256-" in scripts


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_what_is_not_for_readers_is_not_there(path):
    assert client(Middleware(Guard)).ask("GET", path).status == 404
    assert client(Middleware(Guard)).ask("GET", "/_stcore/health").status == 200


@pytest.mark.parametrize("path", ["/media/abc.csv", "/_stcore/upload_file/v/f"])
def test_downloads_and_uploads_are_for_those_who_are_in(monkeypatch, path):
    assert client(Middleware(Guard)).ask("PUT", path).status == 200
    monkeypatch.setattr(access, "has_login", lambda: True)
    for cookie in ("", "_streamlit_user=x", "_streamlit_user=.."):
        assert client(Middleware(Guard)).ask("PUT", path, headers=[("Cookie", cookie)]).status == 403
    assert client(Middleware(Guard)).ask("GET", "/static/x.js").status == 200


def test_the_budget_of_a_visit():
    held = Budget(3 * SIZE)
    open_ = client(Middleware(Uploads, held=held))

    def put(file, size=SIZE, visit="v", content=None):
        return open_.ask("PUT", f"/_stcore/upload_file/{visit}/{file}", content or b"x" * size).status

    assert [put(file) for file in "abc"] == [200, 200, 200]
    assert not held.is_full("v")
    assert put("d", 1) == 413
    assert held.is_full("v")
    assert put("a") == 200, "the same file again takes no more room"
    assert put("d", 3 * SIZE, visit="other") == 200
    assert put("e", 1, visit="other") == 413
    assert open_.ask("DELETE", "/_stcore/upload_file/v/a").status == 200
    assert not held.is_full("v")
    assert put("d") == 200
    assert put("x", content=b"bad", visit="third") == 400
    assert put("y", 3 * SIZE, visit="third") == 200, "what was refused takes no room"
    assert open_.ask("PUT", "/_stcore/upload_file/v/z", b"x", sized=False).status == 411, "chunked, of unknown size"
    assert open_.ask("POST", "/elsewhere", b"x" * 9 * SIZE).status == 200


def test_visits_are_forgotten_in_the_end():
    held = Budget(1)
    for number in range(VISITS + 1):
        assert held.reserve(str(number), "f", 1)
    assert held.reserve("0", "g", 1), "forgotten"
    assert not held.reserve(str(VISITS), "g", 1)


@pytest.mark.parametrize(
    ("address", "local"),
    [("localhost", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), (None, False), ("", False),
     ("0.0.0.0", False), ("::", False), ("192.168.1.7", False), ("example.org", False)],
)  # fmt: skip
def test_without_a_login_only_this_machine_is_served(monkeypatch, address, local):
    assert starting.is_local(address) is local
    monkeypatch.setattr(starting.st, "get_option", lambda _: address)
    reason = starting.refusal()
    assert (reason is None) is local
    if reason:
        assert "\n" not in reason
        assert all(word in reason for word in ("[auth]", "localhost", f"{settings.OPEN}=yes"))
        with pytest.raises(SystemExit, match="without a login"):
            starting.middleware()
    monkeypatch.setenv(settings.OPEN, "yes")
    assert starting.refusal() is None


def test_a_list_of_users_needs_a_login(monkeypatch):
    monkeypatch.setattr(starting.st, "get_option", lambda _: "localhost")
    monkeypatch.setenv(settings.USERS, "ada@tarn.example")
    assert "no login is set up" in starting.refusal()


@pytest.mark.parametrize(
    ("auth", "told"),
    [
        ({}, "redirect_uri"),
        ({"redirect_uri": "u"}, "cookie_secret"),
        ({"redirect_uri": "u", "cookie_secret": "short", "client_id": "c"}, "shorter than 32"),
        ({"redirect_uri": "u", "cookie_secret": "s" * 32}, "client_id"),
        ({"redirect_uri": "u", "cookie_secret": "s" * 32, "client_id": "c"}, None),
        ({"redirect_uri": "u", "cookie_secret": "s" * 32, "okta": {"client_id": "c"}}, None),
    ],
)
def test_half_a_login_does_not_start(monkeypatch, auth, told):
    monkeypatch.setattr(access, "has_login", lambda: True)
    monkeypatch.setattr(starting.st, "secrets", {"auth": auth})
    reason = starting.refusal()
    assert (reason is None) if told is None else (told in reason)


@pytest.mark.parametrize(
    ("name", "value"),
    [(settings.OPEN, "maybe"), (settings.UPLOADS, "0"), (settings.UPLOADS, "100001"), (settings.UPLOADS, "two"),
     (settings.UPLOADS, "²"), (settings.USERS, "ada"), (settings.USERS, "ada@"), (settings.USERS, "a@b@c")],
)  # fmt: skip
def test_a_setting_that_says_nothing_does_not_start(monkeypatch, name, value):
    monkeypatch.setattr(starting.st, "get_option", lambda _: "localhost")
    monkeypatch.setenv(name, value)
    reason = starting.refusal()
    assert reason.startswith(name)
    assert "\n" not in reason


@pytest.mark.parametrize(("value", "size"), [("1", 1), ("100000", 100_000), ("", settings.UPLOADS_DEFAULT)])
def test_the_budget_at_its_bounds(monkeypatch, value, size):
    monkeypatch.setenv(settings.UPLOADS, value)
    assert settings.upload_budget() == size * 1024 * 1024


def test_the_server_itself_refuses_strangers(tmp_path):
    words = [
        "streamlit",
        "run",
        "dashboard.py",
        "--server.headless=true",
        "--server.address=0.0.0.0",
        "--server.port=0",
    ]
    environment = {"STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true", "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("treffpunkt: would listen on 0.0.0.0 without a login")
    assert "Traceback" not in done.stderr
