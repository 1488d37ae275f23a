"""Pages of invented sites: what stays, what goes, and what is kept of it as metadata."""

from datetime import date

import pytest

from data.cleaning import clean
from data.models import Source
from data.profile import Actor, Outlet, Profile

PROFILE = Profile(
    "probe",
    (
        Actor("Nordform", "body", roles=("Nachrichtenagentur",)),
        Actor("Cape Wire", "body", roles=("news agency",)),
        Actor("Ilja Orlan", "person", ("Orlan",)),
    ),
    (Outlet("Seebote", aliases=("Der Seebote",), domains=("seebote.example",)),),
)
LEAD = "Kanzlerin Mira Veit will Präsident Orlan in Genf sehen. Das sagte ihr Sprecher am Montag vor der Presse."
MORE = "Orlan hat darauf noch nicht geantwortet. Er hatte ein Gespräch zuletzt an Bedingungen geknüpft."
HEADLINE = "Veit bietet Orlan ein Gespräch in Genf an"


def article(text, **fields):
    return clean(Source("probe", "probe.txt", text, "00", **fields), PROFILE)


def body(text, **fields):
    return article(text, **fields).body


def page(*lines):
    return "\n".join(lines)


def test_a_page_with_everything_on_it():
    found = article(
        page(
            "Zum Inhalt springen",
            "Der Seebote",
            "Startseite > Politik > Ausland",
            "Wir verwenden Cookies und ähnliche Verfahren. Mit Klick auf „Zustimmen“ sind Sie einverstanden.",
            "",
            "KRISE AM SEE",
            HEADLINE,
            "Von Jutta Brandl, Genf",
            "Veröffentlicht: 06.05.2024, 07:15 Uhr · Aktualisiert: 06.05.2024, 09:40 Uhr | Lesezeit: 3 Min.",
            "Teilen   Merken   Drucken",
            "",
            "Orlan bei einem Besuch im März. Foto: Max Kern/Nordform",
            "",
            LEAD,
            "",
            "Lesen Sie auch: Was Orlan von Veit will",
            "",
            "Newsletter „Seeblick“: jeden Morgen die wichtigsten Nachrichten. Jetzt anmelden!",
            "",
            "Warten auf die Antwort",
            "",
            MORE,
            "(dpa/jb)",
            "",
            "Mehr zum Thema",
            "Orlan: Der lange Weg nach Genf",
            "Veit unter Druck",
            "",
            "3 Kommentare",
            "seefahrer77: Das wird doch nie etwas mit den beiden, oder?",
            "© 2024 Der Seebote. Alle Rechte vorbehalten.",
        )
    )

    assert found.body == f"{LEAD}\n\nWarten auf die Antwort\n\n{MORE}"
    assert (found.title, found.outlet, found.author) == (HEADLINE, "Seebote", "Jutta Brandl")
    assert (found.published_on, found.published_at) == (date(2024, 5, 6), "2024-05-06T07:15")
    assert (found.published_basis, found.agencies, found.lang) == ("text", ("dpa",), "de")


def test_an_english_page_with_everything_on_it():
    text = "President Orlan said on Monday he was ready to meet Chancellor Veit in Geneva this month."
    found = article(
        page(
            "Eastgate Herald | World",
            "Sign in   Subscribe",
            "",
            "Orlan ready to meet Veit in Geneva",
            "By Jane Holloway and Tom Reed",
            "Mon 6 May 2024 17.12 BST",
            "Share",
            "",
            "Advertisement",
            "",
            text,
            "",
            "Read more: What Orlan wants from the talks",
            "",
            "“We are ready,” his spokesman told reporters. “It is up to them.”",
            "",
            "This article first appeared in The Lakeside Review.",
            "Related stories",
            "Veit under pressure at home",
            "Comments (14)",
            "anna: they will never meet, I am quite sure about that.",
        )
    )

    assert found.body == f"{text}\n\n“We are ready,” his spokesman told reporters. “It is up to them.”"
    assert (found.title, found.outlet) == ("Orlan ready to meet Veit in Geneva", "Eastgate Herald")
    assert found.author == "Jane Holloway, Tom Reed"
    assert (found.published_at, found.origin, found.lang) == ("2024-05-06T17:12", "The Lakeside Review", "en")
    assert found.agencies == ()


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


def test_a_sentence_goes_on_behind_what_interrupts_it():
    address = "https://seebote.example/genf"
    found = article(
        page(
            f"## {HEADLINE}",
            "",
            "Veit erklärte, dass ein [Treffen](#) in Genf, falls es von beiden Seiten gewünscht",
            "",
            "---",
            "",
            "**Quelle:**",
            "",
            f"**<{address}>**",
            "",
            "---",
            "",
            "werde, sehr schnell **möglich** sei.",
            "",
            MORE,
        )
    )

    assert found.body == (
        "Veit erklärte, dass ein Treffen in Genf, falls es von beiden Seiten gewünscht werde, sehr schnell möglich sei."
        f"\n\n{MORE}"
    )
    assert (found.title, found.url, found.outlet) == (HEADLINE, address, "Seebote")


def test_broken_lines_and_words_are_joined():
    found = body(
        page(
            "Über die Gründe des Aufschubs wird in Genf weiter gestritten. Ein Ge-",
            "spräch brauche mehr Vorlauf und kleinere Runden, als Orlan sie bisher zu-",
            "lasse. Die Ein- und Ausreise der beiden Delegationen sei noch ungeklärt.",
        )
    )

    assert found == (
        "Über die Gründe des Aufschubs wird in Genf weiter gestritten. Ein Gespräch brauche mehr Vorlauf und kleinere "
        "Runden, als Orlan sie bisher zulasse. Die Ein- und Ausreise der beiden Delegationen sei noch ungeklärt."
    )


def test_one_paragraph_a_line_without_a_headline():
    found = article(page(LEAD, "Was Orlan verlangt", f"{MORE} (mit dpa)"))

    assert found.title is None
    assert found.body == f"{LEAD}\n\nWas Orlan verlangt\n\n{MORE}"


def test_a_flattened_head_gives_kicker_and_headline():
    found = article(
        page(
            " date 2024-05-06 Deutsch-britischer Gipfel Genf: Veit trifft Orlan am Freitag",
            "",
            "Von dpa Aktualisiert am 06.05.2024",
            "",
            LEAD,
            "",
            MORE,
        )
    )

    assert found.title == "Genf: Veit trifft Orlan am Freitag"
    assert (found.published_on, found.agencies) == (date(2024, 5, 6), ("dpa",))
    assert found.body == f"{LEAD}\n\n{MORE}"


def test_an_apposition_is_no_kicker():
    found = article(page("06.05.2024 Britischer Präsident Orlan: Treffen mit Veit ist möglich", "", LEAD, "", MORE))

    assert found.title == "Britischer Präsident Orlan: Treffen mit Veit ist möglich"


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige",
        "Lesen Sie auch: Orlan und die Folgen",
        "Auch interessant: Der See im Winter",
        "Video: Veit steigt aus dem Zug (1:12)",
        "Facebook  X  WhatsApp  Link kopieren",
        "[Auf Mastodon empfehlen] [Per Mail senden]",
        "Beitrag merken   Anhören   Kommentare (212)",
        "Empfohlener externer Inhalt",
        "Orlan im Regen. (Archiv) (Bild: Kern/dpa/dpa-bilder)",
        "Der Präsident am Flughafen. - keystone",
        "Veit und Orlan 2019 in Wien. © picture alliance/dpa",
        "Symbolbild: Ein leerer Tisch",
        "Getty Images",
        "Weiterlesen nach der Anzeige",
        "7 Interaktionen",
        "Das Bild ist mit künstlicher Intelligenz erzeugt.",
        "Photograph: John Doe/AFP/Getty Images",
        "Story continues below advertisement",
        "Sign up for our daily newsletter",
    ],
)
def test_clutter_between_paragraphs_goes(line):
    found = article(page(HEADLINE, "", LEAD, "", line, "", MORE))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert found.agencies == ()


@pytest.mark.parametrize(
    "line",
    [
        "Sie haben bereits ein Konto eröffnet, teilte der Sprecher mit.",
        "Mit ihrer Zustimmung habe Veit den Weg frei gemacht, sagte Orlan.",
        "Ihr Angebot zu einem Gespräch bekräftigte Veit am Abend.",
        "Auf X schrieb Orlan, er wolle dem Beispiel folgen.",
        "Mehr zum Ablauf sagte der Sprecher: „Das bleibt geheim.“",
        "Weiterlesen konnte er den Brief nicht, sagte Orlan am Abend.",
        "Mehr zum Treffen wollte der Sprecher am Montag nicht sagen.",
        "„Teilen Sie das Ihrem Präsidenten mit“, sagte Veit.",
        "Der Newsletter der Regierung kündigte das Gespräch an, erklärte Veit.",
        "Von Genf aus reist Veit am Dienstag weiter nach Wien.",
        "Die Anzeige gegen Orlan wurde am Montag zurückgezogen.",
        "Kommentare aus Wien gab es zunächst nicht.",
        "Tag der Einheit am See: In Genf feiern Orlan und Veit gemeinsam mit Gästen aus aller Welt.",
        "Themen gab es viele: Grenze, Zölle und das Wetter über dem See.",
        "Noch am Montag?",
        "Ja.",
        "Orlan bleibt hart",
    ],
)
def test_text_that_only_looks_like_clutter_stays(line):
    assert body(page(HEADLINE, "", LEAD, "", line, "", MORE)) == f"{LEAD}\n\n{line}\n\n{MORE}"


def test_a_page_without_blank_lines_loses_no_paragraph():
    found = article(
        page(
            "The Harrow Courier",
            "Monday 6 May 2024",
            "Home News World Sport Opinion",
            "Veit offers Orlan talks in Geneva, aides say",
            "By Fiona Marsh, Diplomatic Editor",
            "6 May 2024 • 6:41pm",
            "Mira Veit on Monday",
            "Mira Veit on Monday in Geneva CREDIT: Cape Wire/Shutterstock",
            "Mira Veit has offered Ilja Orlan talks in Geneva, aides to both leaders said on Monday.",
            "Read more",
            "Ferry talks collapse",
            "A spokesman for Mr Orlan said a date had “never been agreed”.",
            "Additional reporting by Cape Wire",
            "Related Topics",
            "Mira Veit, Ilja Orlan",
        )
    )

    assert found.body == (
        "Mira Veit has offered Ilja Orlan talks in Geneva, aides to both leaders said on Monday.\n\n"
        "A spokesman for Mr Orlan said a date had “never been agreed”."
    )
    assert (found.title, found.outlet) == ("Veit offers Orlan talks in Geneva, aides say", "The Harrow Courier")
    assert (found.author, found.agencies, found.published_at) == ("Fiona Marsh", ("Cape Wire",), "2024-05-06T18:41")


def test_a_credit_with_a_date_in_brackets():
    found = article(page(HEADLINE, "", LEAD, "", f"{MORE} (Jutta Brandl aus Genf, APA, 6.5.2024)"))

    assert found.body == f"{LEAD}\n\n{MORE}"
    assert (found.author, found.agencies) == ("Jutta Brandl", ("APA",))


def test_a_page_that_was_printed_at_a_fixed_width():
    found = body(
        page(
            HEADLINE,
            "--------------------------------------------",
            "Kanzlerin Veit faehrt nun doch nach Genf. Das sagte ihr langjaehriger",
            "Sprecher am Montag in Wien. Der Zeitpunkt sei allerdings noch offen,",
            "man rechne aber fest mit einem Termin in der uebernaechsten Woche.",
            "",
            "Orlan habe die Einladung erneuert, hiess es. Er freue sich auf den",
            "Besuch.",
        )
    )

    assert found == (
        "Kanzlerin Veit faehrt nun doch nach Genf. Das sagte ihr langjaehriger Sprecher am Montag in Wien. Der Zeitpunkt "
        "sei allerdings noch offen, man rechne aber fest mit einem Termin in der uebernaechsten Woche.\n\n"
        "Orlan habe die Einladung erneuert, hiess es. Er freue sich auf den Besuch."
    )


def test_a_live_blog_keeps_its_times_and_headings():
    found = body(
        page(
            "Gipfel in Genf im Liveticker",
            "Stand: 06.05.2024, 12:31 Uhr",
            "",
            "12.30 Uhr: Veit ist da",
            "Kanzlerin Veit ist in Genf gelandet. Sie winkte kurz.",
            "[Auf Mastodon empfehlen] [Per Mail senden]",
            "",
            "11.05 Uhr: Warten auf Orlan",
            "Die Maschine des Präsidenten ist noch in der Luft.",
            "Ältere Einträge laden",
        )
    )

    assert found == (
        "12.30 Uhr: Veit ist da\n\nKanzlerin Veit ist in Genf gelandet. Sie winkte kurz.\n\n"
        "11.05 Uhr: Warten auf Orlan\n\nDie Maschine des Präsidenten ist noch in der Luft."
    )


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


def test_a_clean_text_is_left_alone():
    text = "Titelzeile\n\nGenf (dpa) - Ein  Satz.\n(dpa)"

    found = article(text, clean=True, author="AFP")

    assert (found.body, found.cuts, found.title) == (text, (), None)
    assert (found.agencies, found.author) == (("AFP",), None)


def test_a_page_of_nothing_but_clutter_is_not_emptied():
    assert body("Teilen   Drucken\nAnzeige") == "Teilen Drucken\n\nAnzeige"
