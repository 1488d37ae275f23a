"""The list of feeds that a database keeps, and what it knows of the articles they tease."""

import pytest

from data.errors import StoreError
from data.models import Source
from data.store import import_sources
from data.store.feeds import Feed, add_feed, feeds, has_more, note_poll, remove_feed

URL = "https://bote.example/1?utm_source=rss"


def test_the_list_of_feeds(store):
    assert add_feed(store, "https://b.example/rss", by="Kim")
    assert add_feed(store, "https://a.example/rss", by=" Robin ")
    assert not add_feed(store, "https://b.example/rss", by="Robin")
    with pytest.raises(StoreError, match="name"):
        add_feed(store, "https://c.example/rss", by=" ")
    assert {(feed.url, feed.added_by, feed.status) for feed in feeds(store)} == {
        ("https://a.example/rss", "Robin", None), ("https://b.example/rss", "Kim", None),
    }  # fmt: skip

    assert remove_feed(store, "https://b.example/rss")
    assert not remove_feed(store, "https://b.example/rss")
    assert [feed.url for feed in feeds(store)] == ["https://a.example/rss"]


def test_what_came_of_a_poll(store):
    add_feed(store, URL, by="Kim")
    note_poll(store, URL, "read", "2 new", etag='"1"', last_modified="then")
    (first,) = feeds(store)
    note_poll(store, URL, "later", "not now", not_before="2031-05-07T10:00:00+00:00")
    (then,) = feeds(store)

    assert first == Feed(URL, "Kim", first.added_at, first.polled_at, "read", "2 new", '"1"', "then", None)
    assert (then.status, then.etag, then.not_before) == ("later", None, "2031-05-07T10:00:00+00:00")
    note_poll(store, "https://unknown.example/", "read", "nobody keeps it")
    assert len(feeds(store)) == 1


def test_whether_more_is_known_of_an_article(store):
    text = "Ada Kessler schließt ein Treffen nicht aus, sagte sie am Montag."
    import_sources(store, [Source(id="x", file="bote.txt", text=text, sha256="", url=URL, lang="de", clean=True)])

    assert has_more(store, "http://www.bote.example/1/", text[:-1], beside="https://bote.example/rss")
    assert not has_more(store, URL, text, beside="https://bote.example/rss"), "not longer"
    assert not has_more(store, URL, "kurz", beside="bote.txt"), "known from the feed itself"
    assert not has_more(store, "https://bote.example/2", "kurz", beside="https://bote.example/rss")
    assert not has_more(store, "https://bote.example/", "kurz", beside="https://bote.example/rss")
