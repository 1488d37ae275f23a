"""What is read off a web page: its words, and what it states of itself. Pages of invented outlets."""

import pytest

from data.cleaning import clean
from data.errors import InputError
from data.profile import bundled
from data.reading.html import source
from data.reading.html_page import read_page
from data.reading.rows import Place
from tests.data.pages import ARTICLE, HEADLINE, PARAGRAPHS, article, linked, page


def read(content, saved_from=None):
    return source(read_page(content, saved_from), Place("seite.html", "seite.html"))


def cleaned(content):
    return clean(read(content), bundled())


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def test_the_article_and_nothing_else():
    found = cleaned(page(head=linked(ARTICLE)))

    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.title == HEADLINE
    assert (found.published_at, found.published_basis) == ("2025-08-07T14:30", "metadata")
    assert (found.author, found.outlet, found.lang) == ("Mara Lind", "Halverner Bote", "de")


def test_an_english_page():
    text = (
        "President Orla Venn said on Thursday that she was ready to meet Prime Minister Tam Ilek in Halvern this month.",
        "“We are prepared to sit down,” Venn told reporters. No date has been set for the talks, her office added.",
        "The prime minister's staff said that the offer was being studied and that an answer would come within a week.",
    )
    found = cleaned(
        page(f"<h1>Venn ready to meet Ilek</h1>{article(*text)}", lang="en", title="Venn ready to meet Ilek")
    )

    assert (found.body, found.lang, found.title) == ("\n\n".join(text), "en", "Venn ready to meet Ilek")


def test_the_words_decide_the_language_where_the_template_lies():
    assert cleaned(page(lang="en")).lang == "de"
    assert cleaned(page(f"<h1>Kurz</h1><p>{PARAGRAPHS[0]}</p>", lang="de-AT")).lang == "de"


def test_subheads_are_lines_and_the_lead_comes_first():
    lead = "Die Präsidentin geht auf den Nachbarn zu und nennt zum ersten Mal einen Monat für das Gespräch."
    body = (
        f"<header><h1>{HEADLINE}</h1><p>{lead}</p></header>"
        f"<article>{article(*PARAGRAPHS[:2])}<h2>Antwort in einer Woche</h2>{article(PARAGRAPHS[2])}{article(*PARAGRAPHS[:1])}</article>"
    )

    lines = cleaned(page(body)).body.split("\n\n")

    assert lines[0] == lead
    assert "Antwort in einer Woche" in lines


def test_a_lead_that_repeats_the_text_is_not_doubled():
    body = f"<h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p><article>{article()}</article>"

    assert cleaned(page(body)).body.count(PARAGRAPHS[0]) == 1


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="color:red; display:none">{}</p>',
        '<p style="visibility: hidden">{}</p>',
        "<div hidden><p>{}</p></div>",
        '<div aria-hidden="true">{}</div>',
        "<script>{}</script>",
        "<style>{}</style>",
        "<template><p>{}</p></template>",
        "<noscript>{}</noscript>",
        "<svg onload=alert(1)><text>{}</text></svg>",
        "<figure><figcaption>{}</figcaption></figure>",
        "<!-- {} -->",
        '<p><a href="/mehr">{}</a></p>',
    ],
)
def test_what_is_not_seen_or_belongs_to_no_article_is_not_read(hidden):
    words = "Regierungschef Ilek sagte angeblich alles ab, und zwar für immer und ewig."
    text = read(page(f"<h1>{HEADLINE}</h1><article>{article()}{hidden.format(words)}{article()}</article>")).text

    assert "angeblich" not in text
    assert PARAGRAPHS[2] in text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" + "".join(f"<div class=absatz>{paragraph}</div>" for paragraph in PARAGRAPHS) + "</div>",
        "<div>" + "<br><br>".join(PARAGRAPHS) + "</div>",
        "<article><p>" + "<br>".join(PARAGRAPHS) + "</p></article>",
        "<article>" + "".join(f"<p>{paragraph}</p>\n".replace(" ", "\n  ") for paragraph in PARAGRAPHS) + "</article>",
    ],
)
def test_lines_are_those_that_a_reader_sees(body):
    assert cleaned(page(f"<h1>{HEADLINE}</h1>{body}", head=linked(ARTICLE))).body == "\n\n".join(PARAGRAPHS)


def test_teasers_are_none_of_the_text_and_a_table_of_contents_takes_no_subhead():
    toc = '<ul><li><a href="#a">Das Angebot aus Halvern</a></li></ul>'
    teaser = "<section><a href=/x><h3>Ein anderes Thema</h3><p>Ein Anreißer zu einem Thema, das hier fremd ist.</p></a></section>"
    text = f"{article(PARAGRAPHS[0])}<h2 id=a>Das Angebot aus Halvern</h2>{article(*PARAGRAPHS[1:])}"
    body = f"<article><h1>{HEADLINE}</h1>{toc}{text}</article>{teaser * 6}"

    lines = cleaned(page(body)).body.split("\n\n")

    assert lines[-4:] == [PARAGRAPHS[0], "Das Angebot aus Halvern", *PARAGRAPHS[1:]]


def test_words_behind_a_hidden_element_stay():
    body = f"<h1>{HEADLINE}</h1><article><p>Vor der Lücke <b hidden>nichts</b>und danach geht der Satz so weiter.</p>{article()}</article>"

    assert "Vor der Lücke und danach geht" in read(page(body)).text


def test_a_page_whose_text_is_for_machines_only():
    told = "<p>" + "</p><p>".join(PARAGRAPHS) + "</p>"
    body = f"<h1>{HEADLINE}</h1><div id=root>Bitte warten, die Seite wird geladen.</div>"

    found = cleaned(page(body, head=linked(ARTICLE | {"articleBody": told})))

    assert found.body == "\n\n".join(PARAGRAPHS)


def test_a_live_blog_holds_all_its_entries():
    updates = [
        {"@type": "BlogPosting", "headline": f"Eintrag {number}", "articleBody": PARAGRAPHS[number % 3]}
        for number in range(9)
    ]
    live = ARTICLE | {"@type": "LiveBlogPosting", "liveBlogUpdate": updates}

    text = read(page(f"<h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p>", head=linked(live))).text

    assert all(f"Eintrag {number}" in text for number in range(9))


@pytest.mark.parametrize(
    "value",
    [
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Seite"}, ARTICLE]},
        ARTICLE | {"@type": ["Article", "ReportageNewsArticle"]},
        ARTICLE | {"publisher": {"@id": "#verlag"}, "about": {"@type": "NewsArticle", "headline": "Ein anderes Thema"}},
        "<!-- " + str(ARTICLE).replace("'", '"') + " -->",
        str(ARTICLE).replace("'", '"')[:-1] + ",}",
        str(ARTICLE).replace("'", '"')[:-2],
        str(ARTICLE).replace("'", '"').replace("noch im", "noch\tim"),
    ],
)
def test_linked_data_in_all_its_shapes(value):
    found = read(page(head=linked({"@id": "#verlag", "name": "Halverner Bote"}) + linked(value)))

    assert found.published_on == "2025-08-07T14:30"
    assert found.title == HEADLINE


def test_of_several_articles_the_one_of_the_page_counts():
    other = ARTICLE | {"headline": "Ein ganz anderer Bericht", "datePublished": "2024-01-01", "author": "Jo Falk"}
    url = "https://bote.example/venn"
    own = ARTICLE | {"mainEntityOfPage": {"@id": url}}

    found = read(page(head=linked([other, own]) + f'<link rel="canonical" href="{url}">'))

    assert (found.published_on, found.author) == ("2025-08-07T14:30", "Mara Lind")


def test_a_list_of_other_articles_states_no_facts():
    items = {"@type": "ItemList", "itemListElement": [ARTICLE | {"headline": "Anderes", "author": "Jo Falk"}]}

    found = read(page(head=linked(items)))

    assert (found.published_on, found.author) == (None, None)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (page().decode().encode("cp1252"), "cp1252"),
        (page().decode().replace("utf-8", "iso-8859-1").encode(), "utf-8"),
        (page().decode().replace("utf-8", "iso-8859-2").encode("iso-8859-2", "replace"), "iso8859-2"),
        (b"\xef\xbb\xbf" + page(), "utf-8-sig"),
        (page().decode().encode("utf-16"), "utf-16"),
    ],
)
def test_the_bytes_decide_where_the_declared_charset_lies(content, encoding):
    found = read_page(content)

    assert found["encoding"] == encoding
    assert "Präsidentin" in found["text"]


@pytest.mark.parametrize(
    "reason",
    [
        page("<p>Kurz.</p>"),
        page("<h1>Leer</h1>"),
        b"<html></html>",
        page("<div>" * 5000 + article()),
        page(
            "".join(
                f"<h2><a href=/{n}>Schlagzeile Nummer {n}</a></h2><p>Ein Anreißer in einem Satz.</p>" for n in range(20)
            )
        ),
        b'<html><frameset cols="1,2"><frame src="a_files/main.htm"></frameset></html>',
    ],
)
def test_a_page_without_an_article_is_refused_with_a_remedy(reason):
    with pytest.raises(InputError, match=r"^is a(?:n HTML)? page .*: save "):
        read_page(reason)


LONG = [f"{text} Das ist der {number}. Absatz, und er steht im Text." for number, text in enumerate(PARAGRAPHS * 4)]
START = f'<h1>{HEADLINE}</h1><div class="article-content">{article()}</div>'


def test_a_part_of_the_text_is_not_taken_for_the_whole():
    assert read(page(f'{START}<div class="fortsetzung">{article(*LONG)}</div>')).text.endswith(LONG[-1])


def test_teasers_of_other_articles_are_no_part_of_the_text():
    teasers = "".join(f'<div><h3><a href="/{text[:9]}">Anderes</a></h3><p>{text}</p></div>' for text in LONG)
    found = read(page(f'{START}<div class="mehr">{teasers}</div>', head=meta("og:type", "article")))

    assert found.text.endswith(PARAGRAPHS[-1])
