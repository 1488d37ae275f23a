"""Pages in the manners of many newsrooms: what is read off each of them, measured against what is marked in it.

The pages in `newsrooms/` are of invented outlets. In each, `data-ref` marks the blocks of the article, and the root has
its headline and day; the marks are taken out before it is read.
"""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html

from data.cleaning import clean
from data.profile import bundled
from data.reading.html import source
from data.reading.html_page import read_page
from data.reading.rows import Place
from tests.data.pages import ARTICLE, HEADLINE, PARAGRAPHS, article, linked, page

PAGES = sorted((Path(__file__).parent / "newsrooms").glob("*.html"))
LEAST, MEAN = 0.93, 0.98
_MARKS = re.compile(r' data-ref(?:-\w+="[^"]*")?')


class Marked(NamedTuple):
    page: bytes
    title: str
    day: str
    body: str


def marked(path):
    text = path.read_text("utf-8")
    tree = html.document_fromstring(text)
    blocks = tree.xpath("//*[@data-ref]")
    body = "\n\n".join(" ".join(block.text_content().split()) for block in blocks)
    return Marked(_MARKS.sub("", text).encode(), tree.get("data-ref-title"), tree.get("data-ref-day"), body)


def cleaned(content):
    return clean(source(read_page(content), Place("seite.html", "seite.html")), bundled())


def f1(found, wanted):
    """The harmonic mean of precision and recall of the words of a text, each as often as it stands there."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (found, wanted))
    return 2 * (one & other).total() / (one.total() + other.total())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_title_day_and_words(path):
    held = marked(path)
    found = cleaned(held.page)

    assert b"data-ref" not in held.page
    assert (found.title, str(found.published_on)) == (held.title, held.day)
    assert f1(found.body, held.body) >= LEAST


def test_the_words_of_all_pages_together():
    pages = [marked(path) for path in PAGES]

    assert len(pages) >= 12
    assert sum(f1(cleaned(held.page).body, held.body) for held in pages) / len(pages) >= MEAN


BOX = f"<p>{PARAGRAPHS[0][:60]} in einem Kasten, der nicht zum Artikel gehört.</p>"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='newsletter-box'>{BOX}</div>",
        f"<div>{BOX}<form><input type=email></form></div>",
        f"<section id='authorInfo'>{BOX}</section>",
        f"<article><h3><a href=/x>Ein anderer Artikel</a></h3>{BOX}</article>",
        "<div><h3>Noch mehr davon</h3><ul><li><a href=/x>Ein anderer Artikel</a><li><a href=/y>Und noch einer</a></ul></div>",
    ],
)
def test_boxes_are_none_of_the_text(box):
    text = f"{article(*PARAGRAPHS[:2])}{box}{article(PARAGRAPHS[2])}"

    assert cleaned(page(f"<article><h1>{HEADLINE}</h1>{text}</article>")).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("name", ["paywall", "related-article", "profile", "embed", "head-container"])
def test_what_is_called_a_box_and_holds_the_article_is_read(name):
    found = cleaned(page(f"<h1>{HEADLINE}</h1><div class='{name}'>{article()}</div>"))

    assert found.body == "\n\n".join(PARAGRAPHS)


def test_an_article_of_boxes_is_read():
    boxes = "".join(f"<div class=paywall>{article(paragraph)}</div>" for paragraph in PARAGRAPHS * 3)

    assert all(paragraph in read_page(page(f"<h1>{HEADLINE}</h1>{boxes}"))["text"] for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>Halvern {HEADLINE}</h1>",
        f"<h2><span>Halvern</span><span>{HEADLINE}</span></h2>",
        f"<p>Politik</p><h1>{HEADLINE}</h1>",
        f"<div><span>Halvern</span><h1>{HEADLINE}</h1>Von Mara Lind</div>",
    ],
)
def test_a_headline_with_its_kicker_is_no_text_and_the_lead_behind_it_is(head):
    lead = "Die Präsidentin geht auf den Nachbarn zu und nennt zum ersten Mal einen Monat für das Gespräch."
    found = cleaned(page(f"{head}<p class=teaser>{lead}</p><article>{article()}</article>", head=linked(ARTICLE)))

    assert found.body.split("\n\n") == [lead, *PARAGRAPHS]


def test_a_sentence_that_says_what_the_headline_says_stays():
    sentence = f"{HEADLINE}, das teilte ihr Amt am Donnerstag in Halvern mit, ohne einen Ort zu nennen."

    assert sentence in cleaned(page(f"<h1>{HEADLINE}</h1><article>{article(sentence, *PARAGRAPHS)}</article>")).body


@pytest.mark.parametrize("level", ["h2", "h4", "h6"])
def test_subheads_of_any_level_stand_where_they_stood(level):
    subhead = f"<{level}>Antwort in einer Woche</{level}>"
    text = f"{article(*PARAGRAPHS[:2])}<div>{subhead}</div>{article(PARAGRAPHS[2])}"

    body = cleaned(page(f"<h1>{HEADLINE}</h1><div>{text}</div>")).body

    assert body.split("\n\n") == [*PARAGRAPHS[:2], "Antwort in einer Woche", PARAGRAPHS[2]]


def test_a_page_without_a_headline_of_the_first_order():
    lines = f"<h3><a href=/x>{HEADLINE}</a></h3><h2>{HEADLINE}</h2><div>vom 07.08.2025 (red)</div>{article()}"
    found = cleaned(page(f"<div>{lines}</div>", title=f"{HEADLINE} :: Nachrichten aus Halvern"))

    assert (found.title, str(found.published_on)) == (HEADLINE, "2025-08-07")
    assert found.body == "\n\n".join(PARAGRAPHS)


def test_a_page_laid_out_by_tables_is_lines_and_a_table_of_figures_is_rows():
    side = "<td>Ressorts<br><a href=/a>Stadt</a><br><a href=/b>Land</a></td>"
    main = f"<td>Halvern, Donnerstag, 7. August 2025<h1>{HEADLINE}</h1>{'<br><br>'.join(PARAGRAPHS)}</td>"
    rows = "<tr><th>Ort</th><th>Anteil</th></tr><tr><td><p>Halvern</p></td><td><p>58 Prozent der Stimmen</p></td></tr>"

    laid_out = cleaned(page(f"<table><tr>{side}{main}</tr></table>"))
    assert PARAGRAPHS[0] in laid_out.body.split("\n\n")
    assert str(laid_out.published_on) == "2025-08-07"
    figures = read_page(page(f"<h1>{HEADLINE}</h1><article>{article()}<table>{rows}</table></article>"))
    assert "Halvern 58 Prozent der Stimmen" in figures["text"].split("\n\n")
