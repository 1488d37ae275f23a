"""Pages as they are found on disks: by content, saved with their pictures, hostile, many in one folder."""

import base64
import io
import time
import zipfile

import pytest

from data.models import Rejected, Source
from data.reading import limits, read, read_upload, worker
from data.reading.html_decoding import decode_page, is_page
from data.reading.saved import companions
from tests.data.pages import ARTICLE, HEADLINE, PARAGRAPHS, article, linked, page


@pytest.fixture(autouse=True, scope="module")
def _end():
    yield
    worker._WORKER.close()


def the_only(items):
    (item,) = items
    return item


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.txt", "a", "a.php"])
def test_a_page_is_known_by_its_content(name):
    found = the_only(read_upload(name, page(head=linked(ARTICLE))))

    assert (found.id, found.title, found.author) == (name, HEADLINE, "Mara Lind")
    assert found.text == "\n\n".join([HEADLINE, *PARAGRAPHS])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<p>", True),
        ("\ufeff  <html lang=de>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', True),
        ("<!-- saved from url=(0014)about:internet -->\n<html>", True),
        ('<?xml version="1.0"?><rss version="2.0">', False),
        ("Der Satz <html> steht im Text.", False),
        ("", False),
    ],
)
def test_what_a_page_starts_with(text, expected):
    assert is_page(text) is expected


def test_other_xml_is_still_no_text():
    found = the_only(read_upload("a.txt", b'<?xml version="1.0"?><liste><eintrag>Ein Satz.</eintrag></liste>'))

    assert found == Rejected("a.txt", None, "is XML, not text: extract the text first")


MHTML = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://bote.example/venn\r\nSubject: Venn\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n\r\n'
    "----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://bote.example/venn\r\n\r\n"
    "{html}\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b----\r\n"
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.txt"])
def test_a_page_saved_as_one_file(name):
    html = page(head='<link rel="canonical" href="/venn?kurz">')
    content = MHTML.format(html=base64.encodebytes(html).decode())

    found = the_only(read_upload(name, content.encode()))

    assert (found.url, found.title) == ("https://bote.example/venn?kurz", HEADLINE)
    assert found.text.endswith(PARAGRAPHS[2])


def test_a_saved_page_without_a_page_is_refused():
    found = the_only(
        read_upload(
            "a.mht", MHTML.format(html="").replace("text/html\r\nContent-Tr", "text/css\r\nContent-Tr").encode()
        )
    )

    assert found.reason.startswith("is a saved page (MHTML) without an HTML part: ")


def saved(folder):
    files = {
        "Venn.html": page(head=linked(ARTICLE)),
        "Venn_files/stil.css": b"p {}",
        "Venn_files/bild.png": b"\x89PNG\r\n",
        "Venn_files/rahmen.html": page(),
        "Ilek.htm": page(f"<h1>Ilek antwortet Venn</h1>{article()}", title="Ilek antwortet Venn"),
        "Ilek-Dateien/tief/x.js": b"alert(1)",
        "andere_files/notiz.txt": PARAGRAPHS[0].encode(),
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return files


def test_what_belongs_to_a_saved_page_is_passed_over(tmp_path):
    saved(tmp_path)

    assert [item.id for item in read([tmp_path])] == ["Ilek.htm", "Venn.html", "notiz.txt"]


def test_what_belongs_to_a_saved_page_in_an_archive_is_passed_over(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in saved(tmp_path).items():
            archive.writestr(f"gesichert/{name}", content)

    assert [item.id for item in read_upload("a.zip", packed.getvalue())] == ["Ilek.htm", "Venn.html", "notiz.txt"]


def test_a_folder_is_a_companion_only_beside_its_page():
    assert companions(["A_files", "B_files", "C-Dateien", "A"], ["A.html", "c.HTM", "B.txt"]) == {
        "A_files",
        "C-Dateien",
    }


HOSTILE = {
    "nested": page("<div>" * 100_000 + article()),
    "tables": page("<table><tr><td>" * 20_000 + article()),
    "no words": page("<p>" * 20_000),
    "entities": page('<!ENTITY a "b">&#0;&#x110000;&#55296;&bogus;' + article()),
    "linked nested": page(head=linked("[" * 100_000)),
    "linked keys": page(head=linked('"headline": "' * 50_000)),
    "title": page(title="x - " * 50_000),
    "brackets": page("<" * 200_000 + article()),
    "comment": page("<!--" + "-" * 500_000),
    "controls": page(article()).replace(b"Venn", b"Ve\x00\x01nn"),
    "surrogates": page(head=linked('{"@type": "NewsArticle", "headline": "\\ud800 Halb"}')),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_little_and_give_an_article_or_a_reason(name):
    start = time.monotonic()

    found = the_only(read_upload("a.html", HOSTILE[name]))

    assert time.monotonic() - start < 15
    if isinstance(found, Rejected):
        assert ": " in found.reason
    else:
        assert PARAGRAPHS[1] in found.text
        found.text.encode()


def test_an_endless_page_is_refused_and_the_others_go_through(tmp_path, monkeypatch):
    monkeypatch.setattr("data.reading.html.MAX_PARSER_SECONDS", 1)
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.html").write_bytes(page("<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">" + article()))
    (tmp_path / "c.html").write_bytes(page(f"<h1>Ilek antwortet Venn</h1>{article()}", title="Ilek antwortet Venn"))

    first, second, third = read([tmp_path])

    assert isinstance(first, Source)
    assert second.reason == "takes longer than 1 seconds to parse: save its text as a text file"
    assert isinstance(third, Source)


def test_the_largest_page_and_one_byte_more(monkeypatch):
    content = page()
    monkeypatch.setattr("data.reading.html.MAX_PAGE_BYTES", len(content))

    assert isinstance(the_only(read_upload("a.html", content)), Source)
    assert the_only(read_upload("a.html", content + b" ")).reason.startswith("is an HTML page of more than ")
    assert limits.MAX_PAGE_BYTES >= 10_000_000


def test_pictures_written_into_a_page_do_not_count():
    picture = '<img src="data:image/png;base64,' + "A" * 12_000_000 + '">'

    assert isinstance(the_only(read_upload("a.html", page(f"<h1>{HEADLINE}</h1>{picture}{article()}"))), Source)


def test_zeros_are_no_letters():
    assert decode_page(b"<p>a\x00b</p>").text == "<p>ab</p>"
