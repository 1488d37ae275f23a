"""A poll in the process beside the server: what came of each feed, and an end to it."""

import pytest

from data import aside, query
from data.errors import EndedError, FetchError
from data.store.feeds import add_feed, feeds
from tests.aside.test_importing_aside import wait_for
from tests.data.loopback import answer, dripping, serving
from tests.data.test_polling import feed, item


def test_feeds_are_polled_and_told_one_by_one(store, monkeypatch):
    with serving({"/rss": answer(feed(item("https://bote.example/1")))}) as server:
        monkeypatch.setenv("TREFFPUNKT_ALLOW_HOSTS", f"127.0.0.1:{server.port}")
        urls = [f"{server.url}/rss", f"{server.url}/missing"]
        for url in urls:
            add_feed(store, url, by="Kim")
        done = aside.poll_feeds(store, urls, articles=False).result()

    assert [(one.url, one.status, one.changed) for one in done] == [(urls[0], "read", 1), (urls[1], "failed", 0)]
    assert {one.url: one.message for one in done} == {one.url: one.message for one in feeds(store)}
    assert query.articles(store)["file"].tolist() == urls[:1]
    assert query.rejected(store)["file"].tolist() == urls[1:]


def test_a_setting_that_says_nothing_usable_is_told(store, monkeypatch):
    monkeypatch.setenv("TREFFPUNKT_ALLOW_HOSTS", "127.0.0.1:port")
    with pytest.raises(FetchError, match="port"):
        aside.poll_feeds(store, ["http://127.0.0.1/rss"], articles=False).result()


def test_a_poll_can_be_stopped(store, monkeypatch):
    with serving({"/rss": dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>", b"x")}) as server:
        monkeypatch.setenv("TREFFPUNKT_ALLOW_HOSTS", f"127.0.0.1:{server.port}")
        job = aside.poll_feeds(store, [f"{server.url}/rss"], articles=False)
        wait_for(lambda: "/rss" in server.asked)
        job.stop()
        with pytest.raises(EndedError, match=r"the poll was stopped. 0 articles of it are kept. Poll again"):
            job.result()
