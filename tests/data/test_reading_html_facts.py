"""Date, title, authors, outlet and address of a web page: what counts where the page says several things."""

import pytest

from tests.data.pages import ARTICLE, HEADLINE, article, linked, page
from tests.data.test_reading_html import cleaned, meta, read


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (meta("article:published_time", "2025-08-07T14:30:00+02:00"), "2025-08-07T14:30"),
        (meta("article:published_time", "2025-08-07T12:30:00Z"), "2025-08-07T12:30"),
        (meta("date", "2025-08-07"), "2025-08-07"),
        (meta("publishdate", "Thu Aug 07 2025 14:30:00 GMT+0200 (CEST)"), "2025-08-07T14:30"),
        (meta("pubdate", "Thu Aug 07 14:30:00 CEST 2025"), "2025-08-07T14:30"),
        (meta("dc.date", "20250807"), "2025-08-07"),
        (meta("dc.date", "2025/8/7"), "2025-08-07"),
        (meta("article:published_time", "1754562600"), "2025-08-07T10:30"),
        (meta("article:published_time", "0001-01-01T00:00:00Z") + meta("date", "2025-08-07"), "2025-08-07"),
        (meta("article:modified_time", "2025-08-09T10:00:00+02:00") + meta("date", "2025-08-07"), "2025-08-07"),
        (meta("article:modified_time", "2025-08-09T10:00:00+02:00"), "2025-08-09T10:00"),
        (linked(ARTICLE | {"datePublished": "2025-08-07T12:30:00Z"})
         + meta("article:published_time", "2025-08-07T14:30:00+02:00"), "2025-08-07T14:30"),
        (linked(ARTICLE | {"datePublished": "2025-08-07"}) + meta("date", "2025-08-07T06:15:00+02:00"), "2025-08-07T06:15"),
        (linked({"@type": "VideoObject", "uploadDate": "2025-08-07T20:00:00+02:00"}), "2025-08-07T20:00"),
    ],
)  # fmt: skip
def test_the_day_of_publication(head, expected):
    assert read(page(head=head)).published_on == expected


def test_a_marked_time_counts_and_that_of_a_teaser_does_not():
    time = '<p>Stand <time datetime="2025-08-07T14:30:00+02:00">heute</time></p>'
    teaser = '<aside><time datetime="2024-01-01">1.1.2024</time></aside>'

    assert read(page(f"{teaser}<h1>{HEADLINE}</h1>{time}{article()}")).published_on == "2025-08-07T14:30"
    assert read(page(f"{teaser}<h1>{HEADLINE}</h1>{article()}")).published_on is None


def test_a_day_in_words_is_read_by_cleaning_and_said_to_be():
    found = cleaned(
        page(f"<h1>{HEADLINE}</h1><div><span>Veröffentlicht am 7. August 2025, 14:30 Uhr</span></div>{article()}")
    )

    assert (found.published_at, found.published_basis) == ("2025-08-07T14:30", "text")
    assert "Veröffentlicht" not in found.body


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"{HEADLINE} - Halverner Bote", meta("og:site_name", "Halverner Bote")),
        (f"{HEADLINE} | Politik | Halverner Bote", meta("og:site_name", "Halverner Bote") + meta("og:title", HEADLINE)),
        (f"Halverner Bote: Nachrichten | {HEADLINE}", meta("og:title", f"{HEADLINE} | Bote.example")),
        (f"{HEADLINE} – bote.example", '<link rel="canonical" href="https://www.bote.example/a">'),
        (
            f"{HEADLINE} -- Politik -- bote.example",
            meta("og:title", f"{HEADLINE} -- bote.example")
            + '<link rel="canonical" href="https://www.bote.example/a">',
        ),
        (f"{HEADLINE} » Bote", meta("og:title", f"{HEADLINE} » Bote")),
        ("Halverner Bote", meta("og:site_name", "Halverner Bote")),
    ],
)
def test_the_title_is_without_the_outlet(title, head):
    assert read(page(head=head, title=title)).title == HEADLINE


@pytest.mark.parametrize("title", ["Venn - eine Bilanz", "Ilek: „Ja“ | Nein", "Krieg und Frieden – was jetzt kommt"])
def test_a_separator_in_a_title_is_no_outlet(title):
    assert read(page(f"<h1>{title}</h1>{article()}", title=title)).title == title


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Mara Lind"}, "Mara Lind"),
        ([{"name": "Mara Lind"}, {"name": "Jo von Falk"}], "Mara Lind, Jo von Falk"),
        ("Von Mara Lind und Jo Falk", "Mara Lind, Jo Falk"),
        ("Mara Lind, dpa", "Mara Lind, dpa"),
        ("dpa/AFP", "dpa, AFP"),
        ("Redaktion", None),
        ("Halverner Bote", None),
        ("Halverner Bote, Halvern, Germany", None),
        ({"@type": "Organization", "name": "Bote Verlag GmbH"}, None),
        ({"@type": "Organization", "name": "Reuters"}, "Reuters"),
        ("https://netz.example/mara.lind", None),
        ("@maralind", None),
        ({"@id": "https://bote.example/#mara"}, None),
        ("MARA LIND", "Mara Lind"),
    ],
)
def test_authors_are_names(author, expected):
    assert read(page(head=linked(ARTICLE | {"author": author}))).author == expected


def test_an_agency_among_the_authors_is_an_agency():
    found = cleaned(page(head=linked(ARTICLE | {"author": "Mara Lind, dpa"})))

    assert (found.author, found.agencies) == ("Mara Lind", ("dpa",))


def test_a_byline_that_is_marked_as_one():
    body = f'<h1>{HEADLINE}</h1><div class="article-author">Von Mara Lind</div>{article()}'

    assert cleaned(page(body)).author == "Mara Lind"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (meta("og:site_name", "Halverner Bote"), "Halverner Bote"),
        (meta("og:site_name", "Halverner Bote - Nachrichten aus der Mitte"), "Halverner Bote"),
        (linked(ARTICLE | {"publisher": {"name": "Bote Digital GmbH & Co. KG"}}) + meta("og:site_name", "Halverner Bote"), "Halverner Bote"),
        (linked(ARTICLE | {"publisher": {"@id": "#p"}}) + linked({"@id": "#p", "name": "Der Bote"}), "Der Bote"),
        (meta("og:site_name", "U.S.") + '<link rel="canonical" href="https://www.bote.example/a">', "Bote"),
        (meta("og:site_name", "Halverner Bote (www.bote.example)"), "Halverner Bote"),
    ],
)  # fmt: skip
def test_the_outlet_is_a_name(head, expected):
    assert read(page(head=head, title=f"{HEADLINE} | Bote")).outlet == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://bote.example/a">', "https://bote.example/a"),
        ('<link rel="canonical" href="/a"><base href="https://bote.example/b/">', "https://bote.example/a"),
        ('<link rel="canonical" href="https://bote.example/">' + meta("og:url", "https://bote.example/a"), "https://bote.example/a"),
        (meta("og:url", "https://bote.example/a"), "https://bote.example/a"),
        (linked(ARTICLE | {"mainEntityOfPage": "https://bote.example/a"}), "https://bote.example/a"),
        ("<!-- saved from url=(0022)https://bote.example/a -->", "https://bote.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="data:text/html,x">', None),
        ('<link rel="canonical" href="file:///etc/passwd">', None),
        ('<link rel="canonical" href="https://bote.example/&quot;onload=&quot;">', None),
        ('<link rel="canonical" href="/a">', None),
        ('<link rel="canonical" href="http://[::1">', None),
    ],
)  # fmt: skip
def test_the_address_is_one_of_the_web(head, expected):
    assert read(page(head=head)).url == expected


def test_a_relative_address_is_joined_with_where_the_page_was_saved_from():
    found = read(page(head='<link rel="canonical" href="/a">'), "https://bote.example/x?y")

    assert found.url == "https://bote.example/a"


def test_a_page_that_states_its_outlet_only_has_its_first_heading_that_leads_nowhere_for_a_title():
    link = '<link rel="canonical" href="https://www.bote.example/a">'
    heads = (
        f'<h1><a href="/"><img alt=""></a></h1><h2><a href="/b">Ein anderer Artikel im Bote</a></h2><h2>{HEADLINE}</h2>'
    )

    assert read(page(f"{heads}{article()}", head=link, title="bote.example")).title == HEADLINE


@pytest.mark.parametrize("title", [HEADLINE, f"{HEADLINE} « Halverner Bote", f"{HEADLINE} | Politik | Mara Lind"])
def test_a_heading_that_the_page_is_called_after_is_the_title_and_not_the_name_of_the_section_above_it(title):
    assert read(page(f"<h1>Aus aller Welt</h1><h2>{HEADLINE}</h2>{article()}", title=title)).title == HEADLINE


def test_the_outlet_is_called_as_its_address_spells_it_and_not_as_its_section():
    link = '<link rel="canonical" href="https://politik.muenchner-bote.example/a">'
    found = read(page(head=link + meta("og:site_name", "Münchner Bote"), title=f"{HEADLINE} | Politik | Münchner Bote"))
    slug = read(page(head=meta("og:title", "venn-will-ilek-treffen"), title=HEADLINE))

    assert found.outlet == "Münchner Bote"
    assert slug.title == HEADLINE
