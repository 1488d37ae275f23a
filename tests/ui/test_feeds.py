"""Feeds on the Import page: added under a name, polled, listed with what came of it, removed."""

from html import escape

from data import query
from data.selection import Selection
from data.store.feeds import add_feed, feeds
from tests.data.loopback import answer, serving
from tests.data.test_polling import feed, item
from tests.ui.conftest import table

HOSTILE = "![x](http://127.0.0.2/t) <script>alert(1)</script> :red[x] $x$"


def opened(open_page, store):
    at = open_page(store, "imports")
    at.session_state["feeds"] = True
    at.run()
    assert not at.exception
    return at


def test_it_is_drawn_only_when_open(open_page, store):
    add_feed(store, "https://bote.example/rss", by="Kim")
    at = open_page(store, "imports")

    assert "Feeds (1)" in [box.label for box in at.expander]
    assert "feed_url" not in {field.key for field in at.text_input}


def test_a_feed_from_adding_to_removing(open_page, store, monkeypatch):
    with serving({"/rss": answer(feed(item("https://bote.example/1"), title=escape(escape(HOSTILE))))}) as server:
        monkeypatch.setenv("TREFFPUNKT_ALLOW_HOSTS", f"127.0.0.1:{server.port}")
        at = opened(open_page, store)
        at.text_input(key="feed_url").set_value(f"{server.url}/rss")
        at.text_input(key="feed_by").set_value("Kim")
        at.button(key="feed_add").click().run()
        assert not at.exception
        assert [(one.url, one.added_by) for one in feeds(store)] == [(f"{server.url}/rss", "Kim")]
        assert table(at, "feeds")["url"].tolist() == [f"{server.url}/rss"]

        at.button(key="feeds_poll").click().run()
        assert not at.exception
        assert table(at, "feeds")["message"].tolist() == ["1 new, 0 updated, 0 unchanged, 0 rejected"]
        assert query.articles(store, Selection())["outlet"].tolist() == [HOSTILE]

        at.button(key="feeds_remove").click().run()
        assert not at.exception
        assert feeds(store) == ()


def test_what_cannot_be_added_or_fetched(open_page, store):
    at = opened(open_page, store)
    at.text_input(key="feed_url").set_value(f"file:///{HOSTILE}")
    at.text_input(key="feed_by").set_value("Kim")
    at.button(key="feed_add").click().run()
    (told,) = at.error
    assert "no http or https address" in told.value.replace("\\", "")
    assert "![" not in told.value
    assert "<script>" not in told.value

    at.text_input(key="feed_url").set_value("http://127.0.0.1/rss")
    at.text_input(key="feed_by").set_value(" ")
    at.button(key="feed_add").click().run()
    assert [box.value for box in at.warning] == ["A feed is added under a name."]
    assert feeds(store) == ()

    at.text_input(key="feed_by").set_value("Kim")
    at.button(key="feed_add").click().run()
    at.button(key="feeds_poll").click().run()
    assert not at.exception
    assert table(at, "feeds")["status"].tolist() == ["failed"]
    assert "public address" in query.rejected(store)["reason"].tolist()[0]
