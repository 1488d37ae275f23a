"""Days that a page states elsewhere than for machines at its head: marked, in words, in its title, in its address."""

from datetime import date

import pytest

from data.cleaning.credits import known_of
from data.cleaning.metaline import dated as dated_part
from data.dating.published import day_in_address
from data.profile import bundled
from data.reading.html_page import read_page
from tests.data.pages import HEADLINE, article, page
from tests.data.test_reading_html import cleaned, meta, read

DAY = date(2025, 8, 7)
H1 = f"<h1>{HEADLINE}</h1>"


def dated(body, **options):
    found = cleaned(page(body, **options))
    return found.published_on, found.published_basis


@pytest.mark.parametrize(
    "body",
    [
        f'{H1}<p><abbr class="published" title="2025-08-07T14:30:00Z">Donnerstag</abbr></p>{article()}',
        f'{H1}<p><span class="dt-published" title="2025-08-07">Donnerstag</span></p>{article()}',
        f'{H1}{article()}<p class="updated" title="2025-08-07T1430Z">am Mittag</p>',
        (
            f'<article>{H1}{article()}<footer><a href="/2025/08/venn" rel="bookmark">'
            '<time class="entry-date published" datetime="2025-08-07T14:30:00+02:00">7. August</time></a></footer></article>'
        ),
    ],
    ids=["abbreviation", "span", "update", "own foot"],
)
def test_a_day_marked_for_machines(body):
    assert dated(body) == (DAY, "metadata")


def test_the_foot_of_another_article_and_an_embedded_post_date_nothing():
    time = '<time class="published" datetime="2024-01-01">1. Januar</time>'

    assert dated(f"<div>{H1}{article()}</div><article><h2>Anderes</h2><footer>{time}</footer></article>") == (
        None,
        None,
    )
    assert dated(f"{H1}{article()}<blockquote>Ein Beitrag von <time>2024-01-01</time></blockquote>") == (None, None)


@pytest.mark.parametrize(
    "body",
    [
        f"{H1}<div>Quelle VERÖFFENTLICHT AM 07.08.2025 Schlagwörter Venn, Ilek, Gipfel Artikel drucken</div>{article()}",
        f"{H1}<div>Gespeichert von redax am 7. August 2025 - 14:30</div>{article()}",
        f"{H1}<div>By Mara Lind on Aug 7, 2025 at 2:30p @MaraLind</div>{article()}",
        f"<h2>{HEADLINE}</h2><div>Donnerstag | 7. August 2025 | 14:30 VON Mara Lind IN Politik | 0 Kommentare</div>{article()}",
        f'{H1}{article()}{"<p>Und noch ein Satz zur Sache, der hier steht.</p>" * 40}<i class="post-date">07.08.25</i>',
        f'<div class="datum">Ausgabe Süd 07.08.2025</div>{H1}{article()}',
    ],
    ids=["among others", "stored", "english", "under a lower heading", "named, far below", "named, above"],
)
def test_a_day_in_words(body):
    assert dated(body) == (DAY, "text")


def test_what_a_page_says_in_words_counts_before_when_it_was_made_or_changed():
    made = '<meta itemprop="dateCreated" content="2019-05-07T17:00:52+02:00">'
    said = '<div class="nfy-date">07.08.2025, 19:16 Uhr</div>'

    assert dated(f"<aside>{said}{made}{H1}<article>{article()}</article></aside>") == (DAY, "text")
    assert dated(f"{made}{H1}{article()}") == (date(2019, 5, 7), "metadata")
    assert dated(f"{H1}{said}{article()}", head=meta("article:modified_time", "2025-08-09")) == (DAY, "text")


def test_today_at_the_top_of_a_page_is_further_from_the_headline_than_the_articles_day():
    top = f"<div>Montag, 11.08.2025</div>{'<div>Ressort</div>' * 3}"

    assert dated(f"{top}{H1}<div>07.08.2025</div>{article()}") == (DAY, "text")
    assert dated(f"{top}{H1}<div>VERÖFFENTLICHT AM 07.08.2025 | Seite drucken, bitte | Merken</div>{article()}") == (
        DAY,
        "text",
    )


@pytest.mark.parametrize(
    "body",
    [
        f"{H1}<div>Information der Verbraucherzentrale Halvern vom 02.01.2016</div>{article()}",
        f'{H1}<div class="news-list-date">Mittwoch, 20. August 2025, 14:45 Uhr bis 15:45 Uhr, Halvern</div>{article()}',
        f'{H1}{article()}<i class="date">07.08.2025</i><i class="date">06.08.2025</i>',
    ],
    ids=["another text", "a list", "two days"],
)
def test_what_may_be_the_day_of_anything_is_none(body):
    lines = read_page(page(body))["dated"]

    assert [dated_part(line, known_of(bundled())) for line in lines] == [None] * len(lines)


def test_a_title_that_ends_with_a_day():
    title = f"{HEADLINE} | Bote | 07.08.2025"

    assert dated("", title=title) == (DAY, "text")


def test_a_day_in_the_address_is_inferred_where_nothing_states_one():
    link = '<link rel="canonical" href="https://bote.example/2025/08/07/venn.html">'
    found = cleaned(page(head=link))
    stated = cleaned(page(f"{H1}<div>Veröffentlicht am 8. August 2025</div>{article()}", head=link))

    assert (found.published_on, found.published_at, found.published_basis) == (DAY, None, "inferred")
    assert (stated.published_on, stated.published_basis) == (date(2025, 8, 8), "text")
    assert read(page(head=link)).published_on is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2025/08/07/venn.html", DAY),
        ("welt/2025/aug/07/venn", DAY),
        ("2025-08-07-venn.html", DAY),
        ("20250807/venn", DAY),
        ("2025/8/7/venn", DAY),
        ("2025/08/venn", None),
        ("20250807123/venn", None),
        ("venn?am=/2025/08/07/", None),
        ("2025/08/07/2025/08/06/", None),
        ("2025/13/40/venn", None),
        ("2099/01/01/venn", None),
        ("1066/10/14/venn", None),
    ],
)
def test_the_day_that_an_address_holds(path, day):
    assert day_in_address(f"https://bote.example/{path}", date(2025, 8, 9)) == day
