"""Fetching from a server that is slow, huge, moody or polite: what comes, and what is said where nothing does."""

import gzip
import re
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from data.errors import FetchError, GoneError, LaterError
from data.fetching import PAGE, Allowed, Fetcher, limits
from data.fetching import fetcher as fetching
from data.fetching.robots import rules_of
from tests.data.loopback import answer, dripping, serving


def fetcher(server, **options):
    return Fetcher(Allowed.of(f"127.0.0.1:{server.port}"), **{"pause": 0, **options})


@pytest.mark.parametrize(
    "drip",
    [
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>", b"x"),
        dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
        lambda _: time.sleep(7),
    ],
    ids=["body", "headers", "interim", "chunks", "empty archives", "silence"],
)
def test_case_18_a_slow_drip_ends_with_the_deadline(drip):
    with serving({"/": drip}) as server:
        begun = time.monotonic()
        with pytest.raises(FetchError, match=r"0\.4 seconds"):
            fetcher(server, deadline=0.4).get(server.url)

    assert time.monotonic() - begun < 6


def test_the_deadline_is_for_all_hops():
    def slow(handler):
        time.sleep(0.25)
        return answer(status=302, Location="/next")

    with serving({"/": slow, "/next": slow}) as server, pytest.raises(FetchError, match=r"0\.4 seconds"):
        fetcher(server, deadline=0.4).get(server.url)


def test_a_look_up_that_takes_forever():
    begun = time.monotonic()
    with pytest.raises(FetchError, match="not found in time"):
        Fetcher(resolve=lambda *_: time.sleep(7) or [], deadline=0.2).get("http://slow.example/")

    assert time.monotonic() - begun < 6


def test_case_19_a_gzip_bomb_is_capped():
    bomb = gzip.compress(bytes(60_000_000))
    twice = gzip.compress(bomb)
    assert len(bomb) < 100_000
    pages = {
        "/bomb": answer(bomb, Content_Encoding="gzip"),
        "/twice": answer(twice, Content_Encoding="gzip, gzip"),
        "/br": answer(b"x", Content_Encoding="br"),
        "/cut": answer(gzip.compress(b"text " * 9999)[:40], Content_Encoding="gzip"),
        "/junk": answer(b"no archive", Content_Encoding="gzip"),
        "/two": answer(gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip"),
    }
    with serving(pages) as server:
        asking = fetcher(server)
        with pytest.raises(FetchError, match="larger than 10,000,000 bytes"):
            asking.get(server.url + "/bomb")
        for page in ("/twice", "/br"):
            with pytest.raises(FetchError, match="was not asked for"):
                asking.get(server.url + page)
        with pytest.raises(FetchError, match="broke off"):
            asking.get(server.url + "/cut")
        with pytest.raises(FetchError, match="no proper answer"):
            asking.get(server.url + "/junk")
        assert asking.get(server.url + "/two").content == b"one two"
        assert server.headers[-1]["Accept-Encoding"] == "gzip"


def test_the_limit_of_bytes():
    most = limits.MAX_BYTES
    packed = {size: zlib.compress(b" " * size, wbits=31) for size in (most, most + 1)}
    pages = {f"/{size}": answer(body, Content_Encoding="gzip") for size, body in packed.items()}
    pages["/declared"] = dripping(f"HTTP/1.1 200 OK\r\nContent-Length: {most + 1}\r\n\r\n".encode(), b"", times=1)
    with serving(pages) as server:
        assert len(fetcher(server).get(f"{server.url}/{most}").content) == most
        for page in (f"/{most + 1}", "/declared"):
            with pytest.raises(FetchError, match="larger than"):
                fetcher(server).get(server.url + page)


def test_a_broken_answer():
    pages = {
        "/short": dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", b"", times=1),
        "/junk": dripping(b"SSH-2.0-OpenSSH\r\n", b"", times=1),
        "/none": lambda _: None,
    }
    with serving(pages) as server:
        for page in pages:
            with pytest.raises(FetchError, match="no proper answer"):
                fetcher(server).get(server.url + page)
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher(server).get(server.url)


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("application/rss+xml; charset=utf-8", True),
        ("Text/HTML", True),
        ("", True),
        ("image/png", False),
        ("video/mp4", False),
        ("application/zip", False),
        ("audio/mpeg", False),
    ],
)
def test_kinds_of_content(kind, read):
    with serving({"/": answer(b"<rss/>", Content_Type=kind)}) as server:
        for kinds in (fetching.FEED, PAGE):
            if read:
                assert fetcher(server).get(server.url, kinds=kinds).kind == kind.partition(";")[0].lower()
            else:
                with pytest.raises(FetchError, match=kind):
                    fetcher(server).get(server.url, kinds=kinds)


def test_what_has_not_changed():
    def page(handler):
        known = handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "then"
        return answer(status=304, ETag='"v1"') if known else answer(b"<rss/>", ETag='"v1"', Last_Modified="then")

    with serving({"/": page}) as server:
        first = fetcher(server).get(server.url)
        again = fetcher(server).get(server.url, etag=first.etag, last_modified=first.last_modified)

    assert (first.content, first.unchanged) == (b"<rss/>", False)
    assert (again.content, again.unchanged) == (b"", True)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "not open to everybody"), (403, "not open"), (404, "not there"), (500, "answers 500"), (204, "answers 204")],
)
def test_other_answers(status, words):
    with serving({"/": answer(status=status)}) as server, pytest.raises(FetchError, match=words):
        fetcher(server).get(server.url)


def test_gone():
    with serving({"/": answer(status=410)}) as server, pytest.raises(GoneError, match="gone for good"):
        fetcher(server).get(server.url)


@pytest.mark.parametrize("status", [429, 503])
def test_later(status):
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    for said, least, most in (
        ("120", 120, 120),
        (soon, 90, 100),
        ("9" * 50, 86_400, 86_400),
        ("-1", None, None),
        ("Mon, 01 Jan 10000000000 10:00:00 GMT", None, None),
    ):
        with serving({"/": answer(status=status, Retry_After=said)}) as server, pytest.raises(LaterError) as later:
            fetcher(server).get(server.url)
        seconds = later.value.seconds
        assert seconds is least is None or least <= seconds <= most


def test_robots_are_obeyed():
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Treffpunkt\nDisallow: /private\nAllow: /private/feed\n"
    with serving({"/robots.txt": answer(rules), "/a": answer(b"a"), "/private/feed": answer(b"f")}) as server:
        asking = fetcher(server)
        assert asking.get(server.url + "/a").content == b"a"
        assert asking.get(server.url + "/private/feed").content == b"f"
        with pytest.raises(FetchError, match=r"robots\.txt of 127\.0\.0\.1"):
            asking.get(server.url + "/private/page")

    assert server.asked == ["/robots.txt", "/a", "/private/feed"]
    assert server.headers[0]["User-Agent"].startswith("Treffpunkt/")


def test_a_redirect_is_held_to_robots_too():
    pages = {"/robots.txt": answer(b"User-agent: *\nDisallow: /b"), "/a": answer(status=302, Location="/b")}
    with serving(pages) as server, pytest.raises(FetchError, match="robots"):
        fetcher(server).get(server.url + "/a")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_robots_everything_is_allowed(status):
    with serving({"/robots.txt": answer(status=status), "/a": answer(b"a")}) as server:
        assert fetcher(server).get(server.url + "/a").content == b"a"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_that_cannot_be_read_now(status):
    with serving({"/robots.txt": answer(status=status, Retry_After="60"), "/a": answer(b"a")}) as server:
        asking = fetcher(server)
        for _ in range(2):
            with pytest.raises(LaterError) as later:
                asking.get(server.url + "/a")

    assert later.value.seconds == 60
    assert server.asked == ["/robots.txt"]


def test_hostile_robots():
    many = b"".join(b"User-agent: a%d\n" % n for n in range(2000)) + b"Disallow: /%d\n" * 2000
    stars = b"User-agent: *\nDisallow: /" + b"*a" * 500 + b"*b\n"
    huge = b"User-agent: *\nDisallow: /b\n" + b"#" * limits.MAX_ROBOTS_BYTES + b"\nDisallow: /a\n"
    loop = answer(status=302, Location="/robots.txt")
    for robots, read in ((answer(many), False), (answer(stars), True), (answer(huge), True), (loop, True)):
        with serving({"/robots.txt": robots, "/aaaa": answer(b"a")}) as server:
            if read:
                assert fetcher(server).get(server.url + "/aaaa").content == b"a"
            else:
                with pytest.raises(FetchError, match="too many rules"):
                    fetcher(server).get(server.url + "/aaaa")
    assert server.asked.count("/robots.txt") == limits.MAX_ROBOTS_REDIRECTS + 1
    assert rules_of(b"\xff\xfe\x00").allows("http://h/a")


def test_a_pause_for_each_host():
    slept = []
    with serving({"/a": answer(b"a")}) as one, serving({"/a": answer(b"a")}) as two:
        allowed = Allowed.of(f"one.example:{one.port},two.example:{two.port}")
        asking = Fetcher(allowed, resolve=lambda *_: ["127.0.0.1"], pause=500, sleep=slept.append)
        asking.get(f"http://one.example:{one.port}/a")
        asking.get(f"http://two.example:{two.port}/a")
        assert slept == []
        asking.get(f"http://one.example:{one.port}/a")

    assert len(slept) == 1
    assert 400 < slept[0] <= 500


@pytest.mark.parametrize(("delay", "kept"), [("0.1", 1), ("7", 7), ("86400", limits.MAX_PAUSE), ("x", 1), ("-5", 1)])
def test_crawl_delay_is_kept_up_to_a_bound(delay, kept):
    rules = rules_of(f"User-agent: Treffpunkt\nCrawl-delay: {delay}\nDisallow: /x".encode())

    assert rules.pause(1) == kept


def test_every_limit_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "data.md").read_text("utf-8")
    numbers = {name: value for name, value in vars(limits).items() if isinstance(value, int | float)}
    held = {name: f"{value:,.0f}" for name, value in numbers.items()}

    assert dict(re.findall(r"^\| `fetching\.(\w+)` \| ([\d,.]+) \|", page, re.MULTILINE)) == held
