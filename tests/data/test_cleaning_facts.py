"""Pages of invented sites: what is kept of a page as metadata (credits, authors, days, outlets)."""

from datetime import date

import pytest

from tests.data.cleaning_scene import HEADLINE, LEAD, MORE, article, page


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("(dpa)", ("dpa",)),
        ("(mit dpa)", ("dpa",)),
        ("(reuters, sie)", ("Reuters",)),
        ("dpa/AFP/ftg", ("dpa", "AFP")),
        ("© dpa-infocom, dpa:240506-99-123456/2", ("dpa",)),
        ("Mit Material von dpa und AFP", ("dpa", "AFP")),
        ("(Nordform)", ("Nordform",)),
        ("(nordform/sb)", ("Nordform",)),
        ("Quelle: APA", ("APA",)),
        ("SRF 4 News, 6.5.2024, 9 Uhr; sda/ank", ("sda",)),
        ("Associated Press writer Kim Lee contributed to this report.", ("AP",)),
        ("(red)", ()),
        ("(jb)", ()),
        ("Foto: Max Kern/dpa", ()),
        ("AFP/Getty Images", ()),
    ],
)
def test_the_line_that_signs_an_article_off(line, agencies):
    found = article(page(HEADLINE, "", LEAD, "", MORE, "", line))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert found.agencies == agencies


@pytest.mark.parametrize(
    ("end", "agencies"),
    [
        ("(dpa)", ("dpa",)),
        ("(mit AFP)", ("AFP",)),
        ("(dpa/lby)", ("dpa",)),
        ("(kle)", ()),
        ("dpa", ("dpa",)),
    ],
)
def test_what_signs_the_last_paragraph_off(end, agencies):
    found = article(page(LEAD, "", f"{MORE} {end}"))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert found.agencies == agencies


@pytest.mark.parametrize("words", ["sagte er der dpa", "laut Reuters", "berichtete die Agentur Nordform", "(CDU)"])
def test_a_source_of_a_claim_is_no_credit(words):
    text = f"Das Gespräch finde statt, {words}."

    found = article(page(HEADLINE, "", LEAD, "", text))

    assert found.body.endswith(text)
    assert found.agencies == ()


@pytest.mark.parametrize(
    ("dateline", "agencies"),
    [
        ("Genf (dpa) - ", ("dpa",)),
        ("GENF/WIEN (APA/Reuters) – ", ("APA", "Reuters")),
        ("GENEVA, May 6 (Reuters) - ", ("Reuters",)),
        ("(Cape Wire) -- ", ("Cape Wire",)),
        ("GENF. ", ()),
        ("Genf – ", ()),
    ],
)
def test_a_dateline_goes_and_credits(dateline, agencies):
    found = article(page(HEADLINE, "", dateline + LEAD, "", MORE))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert found.agencies == agencies


@pytest.mark.parametrize(
    ("line", "author", "agencies"),
    [
        ("Von Jutta Brandl", "Jutta Brandl", ()),
        ("Von Jutta Brandl, Genf", "Jutta Brandl", ()),
        ("Von Jutta Brandl und Max von der Au", "Jutta Brandl, Max von der Au", ()),
        ("Eine Analyse von Jutta Brandl", "Jutta Brandl", ()),
        ("Von unserem Korrespondenten Max Kern", "Max Kern", ()),
        ("Von: JUTTA BRANDL", "Jutta Brandl", ()),
        ("By Gazette staff and Cape Wire, May 6, 2024", None, ("Cape Wire",)),
        ("Von dpa", None, ("dpa",)),
        ("red/dpa", None, ("dpa",)),
        ("06.05.2024 - 22:58 Uhr · Nordform", None, ("Nordform",)),
        ("Posted on 6 May 2024 by Odo Marl · 14 comments", "Odo Marl", ()),
        ("Jutta Brandl mit dpa, AFP", "Jutta Brandl", ("dpa", "AFP")),
        ("Von Jutta Brandl (Text) und Max Kern (Bilder), Genf", "Jutta Brandl", ()),
        ("Autorin: Jutta Brandl", "Jutta Brandl", ()),
    ],
)
def test_the_line_under_the_headline(line, author, agencies):
    found = article(page(HEADLINE, line, "", LEAD, "", MORE))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert (found.title, found.author, found.agencies) == (HEADLINE, author, agencies)


def test_a_name_printed_twice_is_the_author_and_a_watched_one_is_not():
    boxed = article(page("Krise", "", HEADLINE, "", "Jutta Brandl", "Jutta Brandl", "", LEAD, "", MORE))
    watched = article(page("Krise", "", HEADLINE, "", "Ilja Orlan", "", LEAD, "", MORE))

    assert (boxed.author, watched.author) == ("Jutta Brandl", None)
    assert boxed.body == watched.body == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    ("line", "day", "at"),
    [
        ("Stand: 06.05.2024 12:14 Uhr", date(2024, 5, 6), "2024-05-06T12:14"),
        ("Veröffentlichungsdatum: 06.05.2024 12:05 / Welt Nachrichten", date(2024, 5, 6), "2024-05-06T12:05"),
        ("Ausland   6. Mai 2024, 20.10 Uhr", date(2024, 5, 6), "2024-05-06T20:10"),
        ("Aktualisiert am 06.05.2024", date(2024, 5, 6), None),
        ("Updated 6 May 2024, 18:40", date(2024, 5, 6), "2024-05-06T18:40"),
        ("Online seit heute, 14.20 Uhr", None, None),
        ("Publiziert heute um 21:14 Uhr", None, None),
        ("Aktualisiert vor 2 Stunden", None, None),
        ("12.05.24 | 07:15 Uhr | Aktualisiert um 09:40 Uhr", date(2024, 5, 12), "2024-05-12T07:15"),
        ("Stand: 06.05.1024", None, None),
    ],
)
def test_only_a_stated_day_is_the_day_of_publication(line, day, at):
    found = article(page("Seite Eins", line, "", HEADLINE, "", LEAD, "", MORE))

    assert (found.published_on, found.published_at) == (day, at)
    assert found.published_basis == ("text" if day else None)
    assert found.body == f"{LEAD}\n\n{MORE}"


def test_the_input_knows_better_than_the_page():
    found = article(
        page(HEADLINE, "Von Max Kern", "06.05.2024", "", LEAD, "", MORE),
        title="Ein anderer Titel",
        published_on="2024-05-07T08:00",
        author="Jutta Brandl, dpa",
        outlet="Landpost",
        lang="de-CH",
    )

    assert (found.title, found.author, found.outlet, found.lang) == (
        "Ein anderer Titel",
        "Jutta Brandl",
        "Landpost",
        "de",
    )
    assert (found.published_at, found.published_basis, found.agencies) == ("2024-05-07T08:00", "metadata", ("dpa",))


def test_a_credit_with_a_date_in_brackets():
    found = article(page(HEADLINE, "", LEAD, "", f"{MORE} (Jutta Brandl aus Genf, APA, 6.5.2024)"))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert (found.author, found.agencies) == ("Jutta Brandl", ("APA",))


def test_where_a_text_first_appeared():
    found = article(
        page(
            HEADLINE,
            "",
            LEAD,
            "",
            MORE,
            "",
            "Der Text ist zuerst erschienen bei [seeblick.example](https://seeblick.example)",
        )
    )

    assert found.origin == "seeblick.example"
    assert found.body == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    ("first", "outlet"),
    [
        ("Der Seebote", "Seebote"),
        ("seebote.example · Welt", "Seebote"),
        ("uferblatt.example · Welt", "uferblatt"),
        ("Nordheimer Tagblatt", "Nordheimer Tagblatt"),
        ("UFERPOST LIVE", "UFERPOST"),
        ("Krise am See", None),
        ("LIVE-TICKER", None),
        ("Veröffentlicht: 06.05.2024 12:05 / Welt", None),
        ("Startseite > Politik", None),
    ],
)
def test_the_name_of_the_site_needs_evidence(first, outlet):
    assert article(page(first, "", HEADLINE, "06.05.2024", "", LEAD, "", MORE)).outlet == outlet


def test_an_agency_that_nobody_knows_needs_a_second_word_for_it():
    alone = article(page(HEADLINE, "06.05.2024 · Südmeld", "", LEAD, "", MORE))
    twice = article(page(HEADLINE, "Von Südmeld", "", LEAD, "", MORE, "(südmeld)"))

    assert (alone.agencies, twice.agencies) == ((), ("Südmeld",))


@pytest.mark.parametrize(
    "title",
    [
        "Aus! Aus! Der Gipfel ist vorbei!",
        "Venn trifft Ilek in den U.S.",
        "iVenn trifft iLek im Herbst in Halvern zum Gipfel",
    ],
)
def test_the_input_s_own_title_is_the_headline_though_it_reads_like_a_sentence(title):
    lower = f"i{LEAD}"
    for lead in (LEAD, lower):
        assert article(f"{title}\n\n{lead}\n\n{MORE}", title=title).body == f"{lead}\n\n{MORE}"
