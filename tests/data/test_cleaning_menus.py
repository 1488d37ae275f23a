"""Pages that were copied whole: dozens of lines of menus above the article, and other articles below it."""

import pytest

from tests.data.cleaning_scene import HEADLINE, LEAD, MORE, article, page

PLACES = ("Altdorf", "Bergen", "Celle", "Dahme", "Emden", "Fulda", "Gotha", "Hameln", "Itzehoe", "Jena")
MENU = [f"{place} {topic}" for topic in ("Politik", "Sport", "Kultur", "Wetter", "Verkehr") for place in PLACES]
LATER = "Der Sprecher nannte am Abend keine Einzelheiten. Ein Termin werde erst nach dem Besuch in Wien genannt."
TEXT = ("", LEAD, "", MORE, "", LATER, "")
OTHERS = [f"Eine andere Meldung aus {place}" for place in PLACES]


@pytest.mark.parametrize("credit", ["Stand: 07.08.2025, 14:30 Uhr", "Von Ada Kern am 7. August 2025, 14:30 Uhr"])
def test_the_head_of_the_article_is_read_below_the_menus(credit):
    found = article(page("Montag, 11.08.2025", *MENU, HEADLINE, credit, *TEXT, *OTHERS, "12. August 2025"))

    assert found.title == HEADLINE
    assert found.published_at == "2025-08-07T14:30"
    assert found.body == f"{LEAD}\n\n{MORE}\n\n{LATER}"


@pytest.mark.parametrize("day", ["Montag, 11.08.2025", "11. August 2025"])
def test_the_day_at_the_top_of_a_page_is_not_that_of_the_article(day):
    assert article(page(day, *MENU, HEADLINE, *TEXT)).published_on is None
    assert article(page(day, *MENU[:20], HEADLINE, *TEXT)).published_on is None
    assert article(page(HEADLINE, *TEXT, *OTHERS, *OTHERS, day)).published_on is None


def test_a_day_that_is_named_as_that_of_publication_counts_wherever_it_stands():
    foot = "Veröffentlicht am 07.08.2025"

    assert (
        str(article(page("Montag, 11.08.2025", HEADLINE, *TEXT, *OTHERS, *OTHERS, foot)).published_on) == "2025-08-07"
    )


def test_a_section_that_several_menus_name_is_no_headline():
    assert article(page("Welt Politik", *MENU[:9], "Welt Politik", HEADLINE, *TEXT)).title == HEADLINE


def test_paragraphs_above_others_are_not_taken_for_menus():
    notes = [line for place in PLACES * 4 for line in (f"Aus {place}",)]

    found = article(
        page(HEADLINE, *TEXT, *notes, "", LATER.replace("Wien", "Rom"), "", MORE.replace("Genf", "Rom"), "")
    )

    assert LEAD in found.body
    assert "nach dem Besuch in Rom" in found.body


@pytest.mark.parametrize("text", [TEXT, ("Stand: 07.08.2025, 14:30 Uhr", "", LEAD, "")])
def test_a_short_article_is_not_taken_for_the_menu_of_its_comments(text):
    post = "Das wird nichts, sage ich als jemand aus {}, und zwar weil beide Seiten es gar nicht wollen."
    posts = [line for place in PLACES for line in (f"Leser aus {place}", post.format(place))]

    assert LEAD in article(page(HEADLINE, *text, *MENU[:40], "", *posts)).body


def test_blanks_that_do_not_break_stand_in_days_too():
    assert article(page(HEADLINE, "Thu 7 Aug 2025 06.05\u00a0GMT", *TEXT)).published_at == "2025-08-07T06:05"
