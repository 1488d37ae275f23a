"""What stands around an article on its page and is none of it, and what looks so and is. Pages of invented outlets."""

import pytest

from data.cleaning import clean
from data.errors import InputError
from data.profile import bundled
from data.reading.html import source
from data.reading.html_page import read_page
from data.reading.rows import Place
from tests.data.pages import HEADLINE, PARAGRAPHS, article, page

ASKED = "Wir und unsere 214 Partner verarbeiten auf dieser Website personenbezogene Daten, etwa Ihre Adresse im Netz, um Inhalte zu messen. "
WHOLE = [f"{text} Das ist der {number}. Absatz, und er steht im Text." for number, text in enumerate(PARAGRAPHS * 3)]


def lines_of(body, title=HEADLINE):
    found = source(read_page(page(body, title=title), None), Place("seite.html", "seite.html"))
    return clean(found, bundled()).body.split("\n\n")


@pytest.mark.parametrize(
    "names", ["class=cmpbox", "id=onetrust-banner-sdk", "class='cookie-banner fixed'", "id=dsgvo_layer"]
)
@pytest.mark.parametrize("where", ["{asked}{text}", "{text}{asked}"])
def test_what_asks_for_consent_is_not_read_though_it_says_more_than_the_article(names, where):
    asked = f"<div {names}><div>{ASKED}</div>" + f"<p>{ASKED}</p>" * 30 + "</div>"
    text = f"<article><h1>{HEADLINE}</h1>{article()}</article>"

    assert lines_of(where.format(asked=asked, text=text)) == list(PARAGRAPHS)


def test_a_page_that_only_asks_for_consent_holds_no_article():
    with pytest.raises(InputError, match="without an article"):
        lines_of(f"<div class=cookie-wall><h2>Zustimmung</h2>{f'<p>{ASKED}</p>' * 9}</div>")


def test_an_article_about_consent_is_one():
    assert lines_of(f"<div class=consent-law-2025><h1>{HEADLINE}</h1>{article()}</div>") == list(PARAGRAPHS)
    assert lines_of(f"<div class=cookie-wrapper><main><h1>{HEADLINE}</h1>{article()}</main></div>") == list(PARAGRAPHS)


@pytest.mark.parametrize("names", ["class='follow-modal modal'", "id=popup", "class='box sponsor-note'"])
def test_a_box_over_the_page_is_none_of_its_text(names):
    box = (
        f"<div {names}><p>Erfahren Sie als Erste, was in Halvern geschieht, und folgen Sie unserer Redaktion.</p></div>"
    )

    assert lines_of(f"<h1>{HEADLINE}</h1>{box}<article>{article(*WHOLE)}</article>") == WHOLE


@pytest.mark.parametrize("names", ["id=articleBody", "class=post-content", "itemprop=articleBody"])
def test_a_text_that_a_script_shows_is_read(names):
    body = f"<main><h1>{HEADLINE}</h1><div {names} style='display: none'>{article()}</div></main>"

    assert lines_of(body) == list(PARAGRAPHS)


def test_a_hidden_part_that_only_calls_itself_the_text_is_not_read():
    hidden = (
        "<div class=article-body hidden><p>Regierungschef Ilek sagte angeblich alles ab, für immer und ewig.</p></div>"
    )

    assert lines_of(f"<h1>{HEADLINE}</h1><article>{article()}{hidden}</article>") == list(PARAGRAPHS)


def test_boxes_alike_whose_headlines_lead_elsewhere_are_other_articles():
    box = "<div class=tiefer><a href=/fremd/{0}><h3>Thema {0}</h3></a><p>Ein Anreißer zu Thema {0}, das mit diesem Text nichts zu tun hat.</p></div>"
    others = "<div>" + "".join(map(box.format, range(4))) + "</div>"

    assert lines_of(f"<main><h1>{HEADLINE}</h1>{article(*WHOLE)}{others}</main>") == WHOLE


def test_entries_whose_headlines_lead_to_themselves_are_the_text():
    entries = [
        f"<div class=eintrag><h3><a href=#e{n}>Eintrag {n}</a></h3><p>{text}</p></div>" for n, text in enumerate(WHOLE)
    ]

    lines = lines_of(f"<main><h1>{HEADLINE}</h1>{article()}{''.join(entries[:3])}{article(*WHOLE[3:])}</main>")

    assert [line for line in lines if not line.startswith("Eintrag")] == [*PARAGRAPHS, *WHOLE]


def test_an_article_among_many_headlines_is_no_list_of_articles():
    links = "".join(f"<h3><a href=/{number}>Eine andere Meldung, Nummer {number}</a></h3>" for number in range(40))

    lines = lines_of(f"<div>{links}</div><div><h1>{HEADLINE}</h1>{article(*WHOLE)}</div>")

    assert [line for line in lines if line in WHOLE] == WHOLE
