"""Feeds: an entry becomes the article that it is, and a feed that is broken or ill-meant becomes a reason."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Rejected, Source
from data.reading import limits, read_upload
from data.reading.feeds import entries, is_feed
from data.reading.fragments import plain

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<!-- a comment - with - dashes > and <feed> in it -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-AT" xml:base="https://bote.example/x/">
 <title type="html">Bote &amp;amp; Kurier</title>
 <entry>
  <id>tag:bote.example,2031:7</id>
  <title type="html">Treffen &lt;i&gt;offen&lt;/i&gt; &amp;amp; ungewiss</title>
  <link rel="enclosure" href="https://bote.example/x.mp3"/><link href="a.html"/>
  <published>2031-05-07T18:30:00+02:00</published><updated>2031-05-09T10:00:00Z</updated>
  <author><name>Ada Öhm</name></author><author><name>Bo Tarn</name></author>
  <summary>Kurz.</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Erster Absatz.</p><p>Zweiter <b>Absatz</b>.</p></div></content>
  <source><title>Agentur Tarn</title></source>
 </entry>
 <entry><id>x2</id><title>Nur ein Anreißer</title><link href="https://bote.example/2"/><updated>2031-05-09T10:00:00Z</updated>
  <summary type="html">&lt;p&gt;Mehr dazu?&lt;br&gt;Später.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</summary></entry>
</feed>"""
RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Quay</title><language>en-gb</language>
<item><title>A &amp; B meet?</title><link>https://quay.example/1</link><guid>https://quay.example/1</guid>
<pubDate>Wed, 07 May 2031 18:30:00 +0200</pubDate><author>ada@quay.example (Ada Kessler)</author>
<description>Teaser only.</description><content:encoded><![CDATA[<h2>Talks</h2><p>Full text &ndash; all of it.</p><img src=x onerror=alert(1)>]]></content:encoded></item>
<item><title>Second</title><link>https://quay.example/2</link><guid isPermaLink="false">4711</guid>
<description>Five &lt; six, said the mayor.</description></item>
<item><title>Third</title><link>javascript:alert(1)</link><guid>https://quay.example/?p=3</guid><pubDate>31.02.2031</pubDate>
<description>Third text.</description></item>
<item><title>Headline only</title><link>https://quay.example/4</link></item>
</channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>Alt</title><dc:language>de</dc:language></channel>
<item rdf:about="https://alt.example/1"><title>Eins</title><link>https://alt.example/1</link><dc:date>2021-01-02T03:04:00+01:00</dc:date>
<dc:creator>Z. Ohm</dc:creator><description>Ein Text.</description></item></rdf:RDF>"""


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """These feeds are of 2031."""
    monkeypatch.setattr("data.reading.rows.AHEAD", __import__("datetime").timedelta(days=4000))


def read(content, name="feed.xml"):
    return list(read_upload(name, content.encode() if isinstance(content, str) else content))


def refused(content, name="feed.xml"):
    """The reason of a feed of which nothing is read."""
    (row,) = read(content, name)
    assert isinstance(row, Rejected), row
    assert "\n" not in row.reason
    return row.reason


def rss(*items, before=""):
    return f"{before}<rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>"


def item(number=1, text="Ein Text."):
    return (
        f"<item><title>t{number}</title><link>https://h.example/{number}</link><description>{text}</description></item>"
    )


def test_atom():
    full, teaser = read(ATOM)

    assert full == Source(
        id="tag:bote.example,2031:7", file="feed.xml", text="Erster Absatz.\n\nZweiter Absatz.", sha256=full.sha256,
        line=5, own_id=True, title="Treffen offen & ungewiss", published_on="2031-05-07T18:30", outlet="Agentur Tarn",
        url="https://bote.example/x/a.html", lang="de-AT", author="Ada Öhm, Bo Tarn",
    )  # fmt: skip
    assert (teaser.text, teaser.outlet) == ("Mehr dazu?\nSpäter.", "Bote & Kurier")
    assert teaser.published_on is None, "the day of a change is no day of publication"


def test_rss():
    rows = read(RSS)
    first, second, third = (row for row in rows if isinstance(row, Source))

    assert (first.id, first.own_id) == ("https://quay.example/1", False), "an id that is the link says no more than it"
    assert first.text == "Talks\n\nFull text – all of it."
    assert (first.published_on, first.lang, first.author) == ("2031-05-07T18:30", "en-gb", "Ada Kessler")
    assert (second.id, second.own_id, second.text) == ("4711", True, "Five < six, said the mayor.")
    assert (third.id, third.own_id, third.url, third.published_on) == ("https://quay.example/?p=3", True, None, None)
    assert [(row.line, row.reason.split(":")[0]) for row in rows if isinstance(row, Rejected)] == [
        (8, "'published_on' is no day between 1990 and 4000 days from now"),
        (8, "'url' is no http or https address"),
        (10, "is empty"),
    ]


def test_rdf():
    (one,) = read(RDF)
    assert (one.text, one.published_on, one.outlet, one.author) == ("Ein Text.", "2021-01-02T03:04", "Alt", "Z. Ohm")


def test_what_is_a_teaser():
    found = [
        (entry.row["title"], entry.full) for entry in entries("f", "f", RSS.encode()) if not isinstance(entry, Rejected)
    ]

    assert found == [("A & B meet?", True), ("Second", False), ("Third", False), ("Headline only", False)]


@pytest.mark.parametrize("name", ["feed.txt", "feed", "feed.rss", "feed.atom", "feed.rdf", "FEED.XML", "page.php"])
def test_a_feed_is_known_by_its_content(name):
    for feed in (ATOM, RSS, RDF, "\ufeff\n" + RSS):
        assert any(isinstance(row, Source) for row in read(feed, name))


def test_what_only_looks_like_one():
    assert not is_feed("<rssig>")
    assert not is_feed("Der <rss> ist ein Format.")
    assert not is_feed("<!-- " * 1000 + "<rss>")
    assert "neither RSS nor Atom (it begins with <gpx>)" in refused("<?xml version='1.0'?><gpx><a/></gpx>")
    assert "is XML, not text" in refused("<?xml version='1.0'?><gpx><a/></gpx>", "spur.txt")


LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (LAUGHS, "&l9;"),
        (f"<!DOCTYPE q [<!ENTITY a '{'a' * 50_000}'>]>", "&a;" * 20_000),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "&a;"),
        ("<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/x.dtd'>%p;]>", "x"),
        ("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://127.0.0.1/rss.dtd'>", "x"),
        ("<!DOCTYPE rss>", "x"),
    ],
    ids=["billion laughs", "quadratic", "XXE", "parameter entity", "external DTD", "empty DTD"],
)
def test_case_20_entities_and_dtds(before, text):
    feed = rss(item(text=text), before=before)
    begun = time.monotonic()

    for content in (feed.encode(), feed.encode("utf-16"), feed.encode("utf-16-le"), b"\xef\xbb\xbf" + feed.encode()):
        assert "has a DOCTYPE" in refused(content)
    assert "DOCTYPE" in refused(f"<?xml version='1.0' encoding='utf-16'?>{feed}")
    assert time.monotonic() - begun < 5


def test_case_20_a_doctype_in_another_encoding():
    """What is checked is what is parsed: UTF-7 is no encoding of feeds, so that this is an unknown element."""
    hidden = b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE x+AD4-" + rss(item()).encode()

    assert "no whole XML" in refused(hidden)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (RSS[:900], "line 10: no element found"),
        (RSS[: RSS.index("</channel>")], "was cut off"),
        (RSS.replace("</channel>", ""), "mismatched tag"),
        (RSS + "<p>", "junk after document element"),
        ("", "is empty"),
        ("  \n ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("<!DOCTYPE html><html><body>Hallo</body></html>", "is an HTML page, not a feed"),
        ("<html><body><br>Hallo</body></html>", "is an HTML page, not a feed"),
        ("Not found", "no whole XML"),
        ("<rss/>", "feed without entries"),
        (b"%PDF-1.7 \xff", "damaged PDF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        ("<rss>" + "<a>" * 200 + "</a>" * 200 + "</rss>", "nested deeper than 100"),
        ("<feed>" * 100_000, "nested deeper than 100"),
    ],
)
def test_case_21_what_is_no_whole_feed(content, words):
    assert words in refused(content)


@pytest.mark.parametrize(
    ("declared", "real", "note"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "cp1252", "declares the encoding utf-8, but is cp1252"),
        ("iso-8859-1", "utf-8", "declares the encoding iso-8859-1, but is utf-8"),
        ("iso-8859-1", "cp1252", None),
        ("windows-1252", "cp1252", None),
        ("utf-16", "utf-16", None),
        ("utf-8", "utf-16", "declares the encoding utf-8, but is utf-16"),
        ("iso-8859-15", "iso-8859-15", None),
        ("klingon", "utf-8", "declares the encoding klingon, but is utf-8"),
        ("unicode_escape", "cp1252", "declares the encoding unicode_escape, but is cp1252"),
    ],
)
def test_case_21_a_wrong_encoding_is_said_and_the_letters_are_right(declared, real, note):
    text = "Größe, sagte Öhm in Überlingen."
    content = f"<?xml version='1.0' encoding='{declared}'?>{rss(item(text=text))}".encode(real)
    *notes, one = read(content)

    assert one.text == text
    assert [row.reason for row in notes] == ([f"{note}, and was read as that"] if note else [])


@pytest.mark.parametrize(
    "piece",
    [
        "<pubDate>Mon, 01 Jan 10000000000 10:00:00 GMT</pubDate>",
        "<where xmlns='http://www.georss.org/georss'/><pos xmlns='http://www.opengis.net/gml'>x</pos>",
        "<image><textInput><name>x</name></textInput></image>",
        "<thumbnail xmlns='http://search.yahoo.com/mrss/'/><link href='http://['/>",
    ],
)
def test_where_the_parser_fails_there_is_a_reason(piece):
    rows = read(rss(item(), f"<item>{piece}<description>Text.</description></item>"))

    assert rows
    assert all(isinstance(row, Source) or "\n" not in row.reason for row in rows)
    if "10000000000" in piece:
        assert [isinstance(row, Source) for row in rows] == [True, False, True], "the day is not used and said"
    if "textInput" in piece:
        assert "where the parser fails (KeyError: 'textinput')" in rows[0].reason


def test_other_alphabets():
    text = "Встреча возможна, сказал мэр."
    (one,) = read(f"<?xml version='1.0' encoding='koi8-r'?>{rss(item(text=text))}".encode("koi8-r"))
    assert (one.text, one.encoding) == (text, "koi8-r")


def test_small_faults_are_mended():
    (one,) = read(rss(item(text="A & B&nbsp;C &auml; &bogus; &#0; &#228; &amp;lt; x\x0b")))

    assert one.text == "A & B C ä &bogus; \ufffd ä < x"


def test_case_22_a_feed_without_end():
    begun = time.monotonic()
    rows = read(rss(*(item(n) for n in range(100_000))))

    assert rows[0].reason == "has more than 2,000 entries: the first 2,000 are read, the rest is not"
    assert [row.id for row in rows[1:]] == [f"https://h.example/{n}" for n in range(limits.MAX_FEED_ENTRIES)]
    assert time.monotonic() - begun < 60


def test_the_limits_of_a_feed(monkeypatch):
    monkeypatch.setattr("data.reading.feeds.MAX_FEED_ENTRIES", 3)
    assert len(read(rss(*(item(n) for n in range(3))))) == 3
    assert len(read(rss(*(item(n) for n in range(4))))) == 4
    assert [row.title for row in read(ATOM.replace("</feed>", "<entry/><entry/><entry/></feed>"))[1:3]] == [
        "Treffen offen & ungewiss", "Nur ein Anreißer",
    ]  # fmt: skip

    content = rss(item()).encode()
    monkeypatch.setattr("data.reading.feeds.MAX_FEED_BYTES", len(content))
    assert isinstance(read(content)[0], Source)
    assert "larger than" in refused(content + b" ")
    monkeypatch.undo()

    monkeypatch.setattr("data.reading.fragments.MAX_ENTRY_CHARS", 9)
    assert read(rss(item(text="Ein &amp; x.")))[0].text == "Ein & x."
    assert "the limit is 9" in read(rss(item(text="Ein Satz.."), item(2, "kurz")))[0].reason


def test_depth():
    deep = limits.MAX_FEED_DEPTH - 3
    assert isinstance(read(rss(item(text="Text." + "<a>" * (deep - 1) + "</a>" * (deep - 1))))[0], Source)
    assert "nested deeper" in refused(rss(item(text="Text." + "<a>" * (deep + 1) + "</a>" * (deep + 1))))


def test_one_entry_costs_no_other():
    rows = read(rss(item(1), item(2, ""), item(3, "&lt;p&gt;" + "x" * limits.MAX_ENTRY_CHARS), item(4)))

    assert [row.id for row in rows if isinstance(row, Source)] == ["https://h.example/1", "https://h.example/4"]
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Eins<p>Zwei", "Eins\n\nZwei"),
        ("<div>a<br/>b</div>c", "a\nb\n\nc"),
        ("a\n  b &auml;&#228; &lt;b&gt; <b>c", "a b ää <b> c"),
        ("<script>alert(1)</script><style>p{}</style><iframe srcdoc='<p>x'>y</iframe>z", "z"),
        ("<svg><title>t</title><script>x</script></svg>z<!-- c -->", "z"),
        ("<ul><li>eins<li>zwei</ul>", "eins\n\nzwei"),
        ("<a href='javascript:alert(1)' onclick=x>Link</a> <img src=x onerror=y>", "Link"),
        ("</p></script>Text", "Text"),
        ("halb \ud800 <b>x</b>", "halb \ufffd x"),
        ("", ""),
    ],
)
def test_html_becomes_paragraphs(html, text):
    assert plain(html) == text


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<a x='", "&", "<!--", "<![CDATA[", "<p><b>", "<table>", "</p>", "<a b=c "]
)
def test_no_html_takes_long(piece):
    begun = time.monotonic()
    plain(piece * (limits.MAX_ENTRY_CHARS // len(piece)))

    assert time.monotonic() - begun < 15


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="<>/&;!-[]pbrdivscript \n\"'ä\ud800\x00=", max_size=200))
def test_any_html_gives_text(html):
    assert "\x00\n\n\n" not in plain(html)
    assert plain(html) == plain(html).strip()


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_give_articles_or_reasons(content):
    for name, before in (("x.rss", b""), ("x.rss", b"<rss><channel><item>")):
        rows = read(before + content, name)
        assert rows
        assert all("\n" not in row.reason for row in rows if isinstance(row, Rejected))
