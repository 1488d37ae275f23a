"""Polling: feeds come into the database, politely, each by itself, and nothing of a failure is silent."""

from datetime import UTC, datetime

import pytest

from data import query
from data.cli import main
from data.errors import FetchError
from data.fetching import Allowed, Fetched, Fetcher
from data.models import Source
from data.operating import logs
from data.polling import one_spelling, poll
from data.selection import Selection
from data.store import import_sources
from data.store.feeds import add_feed, feeds
from tests.data.loopback import answer, serving

TEXT = "Bürgermeisterin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus. Das sagte sie am Montag in Tarn."
PAGE = f"{TEXT}\n\nEin Termin steht noch nicht fest, hieß es aus dem Rathaus. Ohm äußerte sich zunächst nicht dazu."


CONTENT = "http://purl.org/rss/1.0/modules/content/"


def feed(*items, title="Bote"):
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>".encode()


def item(link, text=TEXT, full=False, number=""):
    content = f"<c:encoded xmlns:c='{CONTENT}'>{text}</c:encoded>" if full else ""
    return f"<item><title>Titel {number}</title><link>{link}</link><description>{text}</description>{content}</item>"


def fetcher(*servers):
    return Fetcher(Allowed.of(",".join(f"127.0.0.1:{server.port}" for server in servers)), pause=0)


def run(store, asking, *urls, **options):
    return list(poll(store, urls, asking, **options))


def held(store):
    return query.articles(store, Selection())


def reasons(store):
    rows = query.rejected(store)
    return dict(zip(rows["file"], rows["reason"], strict=True))


def test_a_feed_becomes_articles(store):
    with serving({"/rss": answer(feed(item("https://bote.example/1"), item("/2", TEXT + " Mehr nicht.")))}) as server:
        (first,) = run(store, fetcher(server), f"{server.url}/rss")
        (again,) = run(store, fetcher(server), f"{server.url}/rss")

    assert (first.status, first.message) == ("read", "2 new, 0 updated, 0 unchanged, 0 rejected")
    assert again.message == "0 new, 0 updated, 2 unchanged, 0 rejected"
    rows = held(store)
    assert sorted(rows["url"]) == [f"{server.url}/2", "https://bote.example/1"]
    assert set(rows["outlet"]) == {"Bote"}
    assert set(rows["file"]) == {f"{server.url}/rss"}


def test_a_poll_is_an_event_of_the_log_without_the_key_in_its_address(store, caplog):
    caplog.set_level("INFO", logs.NAME)
    with serving({"/rss?key=geheim": answer(feed(item("https://bote.example/1")))}) as server:
        run(store, fetcher(server), f"{server.url}/rss?key=geheim", f"{server.url}/missing?key=geheim")

    told = [logs.values_of(record) for record in caplog.records if record.getMessage() == "poll"]
    assert [(one["host"], one["status"], one["new"], one["rejected"]) for one in told] == [
        ("127.0.0.1", "read", 1, 0),
        ("127.0.0.1", "failed", 0, 1),
    ]
    assert not any("geheim" in str(value) for one in told for value in one.values())


def test_one_that_fails_leaves_the_others_going(store):
    pages = {
        "/gone": answer(status=410),
        "/html": answer(b"<!doctype html><html>Hallo</html>"),
        "/bomb": answer(b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + feed(item("https://bote.example/0"))),
        "/good": answer(feed(item("https://bote.example/1"))),
        "/busy": answer(status=503, Retry_After="60"),
    }
    with serving(pages) as server:
        urls = [server.url + page for page in ("/missing", *pages)] + ["http://127.0.0.1/rss"]
        for url in urls:
            add_feed(store, url, by="Kim")
        polled = {one.url.rpartition("/")[2]: one for one in run(store, fetcher(server), *urls)}
        after = {one.url: one for one in feeds(store)}

        assert {name: one.status for name, one in polled.items()} == {
            "missing": "failed", "gone": "gone", "html": "failed", "bomb": "failed", "good": "read", "busy": "later",
            "rss": "failed",
        }  # fmt: skip
        told = reasons(store)
        assert told.keys() == set(urls) - {f"{server.url}/good"}
        assert "404" in told[f"{server.url}/missing"]
        assert "HTML page" in told[f"{server.url}/html"]
        assert "DOCTYPE" in told[f"{server.url}/bomb"]
        assert "public address" in told["http://127.0.0.1/rss"]
        assert after[f"{server.url}/busy"].not_before > datetime.now(UTC).isoformat()
        assert after[f"{server.url}/html"].message == told[f"{server.url}/html"]

        asked = len(server.asked)
        again = run(store, fetcher(server), f"{server.url}/gone", f"{server.url}/busy")
        assert [one.status for one in again] == ["gone", "later"]
        assert len(server.asked) == asked, "who is gone, or asked for peace, is not asked"


def test_a_reason_goes_when_the_feed_is_well(store):
    pages = {"/rss": answer(status=500)}
    with serving(pages) as server:
        url = f"{server.url}/rss"
        add_feed(store, url, by="Kim")
        run(store, fetcher(server), url)
        assert "500" in reasons(store)[url]
        pages["/rss"] = answer(feed(item("https://bote.example/1")))
        run(store, fetcher(server), url)

    assert reasons(store) == {}
    assert feeds(store)[0].status == "read"


def test_what_has_not_changed_is_not_read(store):
    def page(handler):
        fresh = handler.headers.get("If-None-Match") == '"1"'
        return answer(status=304) if fresh else answer(feed(item("https://bote.example/1")), ETag='"1"')

    with serving({"/rss": page}) as server:
        url = f"{server.url}/rss"
        add_feed(store, url, by="Kim")
        polled = [run(store, fetcher(server), url)[0] for _ in range(3)]

    assert [one.status for one in polled] == ["read", "unchanged", "unchanged"]
    assert feeds(store)[0].etag == '"1"'
    assert store.revision == polled[0].summary.revision


def test_an_unreadable_feed_is_asked_for_whole_again(store):
    with serving({"/rss": answer(b"<rss><cut", ETag='"1"')}) as server:
        url = f"{server.url}/rss"
        add_feed(store, url, by="Kim")
        run(store, fetcher(server), url)

    assert feeds(store)[0].etag is None


def test_pages_instead_of_teasers(store):
    pages = {"/1": answer(PAGE.encode(), Content_Type="text/plain; charset=utf-8"), "/3": answer(b"", 403)}
    pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /2")
    pages["/rss"] = answer(feed(
        item("/1"), item("/2", TEXT + " Zwei."), item("/3", TEXT + " Drei."), item("/4", TEXT + " Voll.", full=True),
        item("https://elsewhere.invalid/5", TEXT + " Fünf."), item("javascript:alert(1)", TEXT + " Sechs."),
    ))  # fmt: skip
    with serving(pages) as server:
        url = f"{server.url}/rss"
        (polled,) = run(store, fetcher(server), url, articles=True)
        rows = held(store).set_index("url")
        assert sorted(server.asked) == ["/1", "/3", "/robots.txt", "/rss"], (
            "a full text needs no page, a closed one stays so"
        )

        assert rows.loc[f"{server.url}/1", "characters"] == len(PAGE)
        assert rows.loc[f"{server.url}/1", "file"] == f"{server.url}/1"
        assert rows.loc[f"{server.url}/1", ["title", "outlet"]].tolist() == ["Titel", "Bote"]
        assert set(rows.loc[[f"{server.url}/{n}" for n in (2, 3, 4)], "file"]) == {url}
        told = [row.reason for row in polled.rejected]
        assert [
            words in reason for words, reason in zip(("robots.txt", "(403)", "its name", "'url'"), told, strict=True)
        ]
        assert len(rows) == 6

        (again,) = run(store, fetcher(server), url)
        assert again.summary.new == again.summary.updated == 0, "a teaser does not become its article's newest version"
        assert held(store).set_index("url").loc[f"{server.url}/1", "version"] == 1


def test_a_page_is_read_later_where_the_teaser_came_first(store):
    pages = {"/rss": answer(feed(item("/1"))), "/1": answer(PAGE.encode(), Content_Type="text/plain")}
    with serving(pages) as server:
        for articles in (False, True, True):
            run(store, fetcher(server), f"{server.url}/rss", articles=articles)

        assert server.asked.count("/1") == 1
    assert held(store)[["version", "characters"]].values.tolist() == [[2, len(PAGE)]]


def test_pages_are_counted(store, monkeypatch):
    most = 3
    monkeypatch.setattr("data.polling.MAX_PAGES", most)
    links = [item(f"/{n}", f"{TEXT} Nummer {n * 7}.") for n in range(most + 1)]
    with serving({"/rss": answer(feed(*links), ETag='"1"')}) as server:
        add_feed(store, f"{server.url}/rss", by="Kim")
        (polled,) = run(store, fetcher(server), f"{server.url}/rss", articles=True)

        assert len([page for page in server.asked if page not in {"/rss", "/robots.txt"}]) == most
    assert polled.message.endswith("1 pages are left for the next poll")
    assert feeds(store)[0].etag is None
    assert polled.summary.new == most + 1


def test_pages_have_a_time(store, monkeypatch):
    monkeypatch.setattr("data.polling.MAX_PAGES_SECONDS", 0)
    with serving({"/rss": answer(feed(item("/1")))}) as server:
        (polled,) = run(store, fetcher(server), f"{server.url}/rss", articles=True)

        assert server.asked == ["/robots.txt", "/rss"]
    assert polled.message.endswith("1 pages are left for the next poll")


def test_a_feed_outside_cannot_fetch_pages_of_an_allowed_host(store):
    with serving({"/1": answer(PAGE.encode())}) as inner:
        (polled,) = _from_outside(store, inner)

    assert inner.asked == []
    assert "port" in polled.rejected[0].reason


def _from_outside(store, inner):
    class Outside(Fetcher):
        """A feed that came from a public address."""

        def get(self, url, **options):
            if url == "https://outside.example/rss":
                return Fetched(url, feed(item(f"{inner.url}/1")))
            return super().get(url, **options)

    return run(
        store, Outside(Allowed.of(f"127.0.0.1:{inner.port}"), pause=0), "https://outside.example/rss", articles=True
    )


def test_a_busy_host_is_left_alone_for_the_run(store):
    pages = {
        "/rss": answer(feed(item("/1"), item("/2", TEXT + " Zwei."))),
        "/1": answer(status=429),
        "/2": answer(status=429),
    }
    with serving(pages) as server:
        (polled,) = run(store, fetcher(server), f"{server.url}/rss", articles=True)

    assert server.asked == ["/robots.txt", "/rss", "/1"]
    assert polled.summary.new == 2


def test_a_teaser_does_not_replace_what_another_file_told(store):
    known = Source(id="x", file="bote.txt", text=PAGE, sha256="", url="https://bote.example/1", lang="de")
    import_sources(store, [known])
    with serving({"/rss": answer(feed(item("https://bote.example/1")))}) as server:
        (polled,) = run(store, fetcher(server), f"{server.url}/rss")

    assert (polled.summary.read, polled.status) == (0, "read")


def test_one_spelling_of_a_feed():
    assert one_spelling(" HTTPS://Bote.example:443/rss#x ") == "https://bote.example/rss"
    with pytest.raises(FetchError, match=r"'feed\.xml' is no http or https address"):
        one_spelling("feed.xml")


def test_the_command_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TREFFPUNKT_DB", str(tmp_path / "x.db"))
    with serving({"/rss": answer(feed(item("https://bote.example/1")))}) as server:
        monkeypatch.setenv("TREFFPUNKT_ALLOW_HOSTS", f"127.0.0.1:{server.port}")
        url = f"{server.url}/rss"
        assert main(["poll"]) == 1
        assert main(["feeds", "add", url, "--by", "Kim"]) == 0
        assert main(["feeds", "add", url]) == 0
        assert main(["poll"]) == 0
        assert main(["feeds", "list"]) == 0
        assert main(["poll", f"{server.url}/nichts"]) == 1
        assert main(["poll", url, f"{server.url}/nichts", "--strict"]) == 3
        assert main(["feeds", "remove", url]) == 0
        assert main(["poll"]) == 1
        assert main(["feeds", "add"]) == main(["feeds", "add", "feed.xml"]) == main(["poll", "/etc/passwd"]) == 1

    told = capsys.readouterr()
    assert f"{url}: added\n{url}: is known already\n{url}: 1 new, 0 updated, 0 unchanged, 0 rejected\n" in told.out
    assert f"{url}\tread\t" in told.out
    assert f"rejected: {server.url}/nichts: is not there (404): check the address" in told.err
    assert "treffpunkt: no feed is known" in told.err
    assert all(line.startswith(("treffpunkt: ", "rejected: ")) for line in told.err.splitlines())


def test_a_wrong_setting_is_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TREFFPUNKT_ALLOW_HOSTS", "http://intern")

    assert main(["poll", "https://bote.example/rss", "--db", str(tmp_path / "x.db")]) == 1
    assert capsys.readouterr().err == (
        "treffpunkt: TREFFPUNKT_ALLOW_HOSTS: http://intern is no host; write name:port, separated by commas\n"
    )
