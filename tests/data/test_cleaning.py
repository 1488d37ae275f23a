"""Pages of invented sites: what stays and what goes."""

from datetime import date

import pytest

from tests.data.cleaning_scene import HEADLINE, LEAD, MORE, article, body, page


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
        "Dieser Text wurde mit Hilfe von KI erstellt und von der Redaktion geprüft.",
        "Zusammenfassung: mit KI erstellt",
        "Illustration: KI-generiert mit Midjourney",
        "This summary was generated by AI and may contain errors.",
        "Image: AI-generated",
        "Jetzt abstimmen!",
        "Das Interview führte Anna Marohn.",
        "Auch auf Facebook können Sie uns folgen",
        "Dieser Text erschien zuerst im Seeboten.",
        "Das Interview ist zuerst im „Bergboten“ erschienen.",
        "Darüber berichtete NDR 1 Niedersachsen am 12.05.2025 um 8 Uhr.",
        "Support independent journalism",
        "Background: How the talks collapsed",
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
        "Das Video, das Orlan am See zeigt, ist KI-generiert.",
        "Ein mit KI erstelltes Bild zeigt Orlan und Veit beim Handschlag in Genf.",
        "Der Artikel wurde mit KI erstellt, sagte Orlans Sprecher am Abend.",
        "An AI-generated video showed Veit and Orlan shaking hands in Geneva.",
        "“AI-assisted forgeries of such letters are common,” said a spokesman for Orlan.",
        "Über den Ort wollen sich beide Seiten noch abstimmen.",
        "Das Gespräch führten Orlan und Veit am Montag in Genf.",
        "Auf Telegram war zu lesen, das Treffen sei geplatzt.",
        "Sie sind bereits Mitglied der Allianz.",
        "Auch interessant ist, dass Orlan ein Treffen in Genf nicht ausschließt.",
        "Passend dazu reist Veit am Montag nach Genf.",
        "Der Text des Abkommens wurde am Montag veröffentlicht.",
        "Das Interview mit Orlan wurde am Freitag veröffentlicht.",
        "Der Text wird noch überarbeitet.",
        "Darüber berichtete der „Bergbote“ am Freitag unter Berufung auf Diplomaten.",
        "Support for a meeting in the White House has grown since Friday.",
        "The report was published by the government on Monday.",
        "Background: Veit and Orlan last met in Geneva in 2018, when talks collapsed.",
        "Noch am Montag?",
        "Ja.",
        "Orlan bleibt hart",
    ],
)
def test_text_that_only_looks_like_clutter_stays(line):
    assert body(page(HEADLINE, "", LEAD, "", line, "", MORE)) == f"{LEAD}\n\n{line}\n\n{MORE}"


@pytest.mark.parametrize(
    "head",
    ["Reaktionen", "Diskussion", "Hintergründe", "Zum Thema", "Eine Antwort auf Orlan", "Response", "What we know"],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_stands_under_a_subhead_of_the_article_stays(head, gap):
    later = "Der Nachbar wies das zurück. Ein Treffen sei nicht geplant, sagte Orlans Sprecher am Dienstag."
    found = body(f"{HEADLINE}\n\n{LEAD}\n\n{MORE}\n\n{head}{gap}{later}\n\nVeit hält an ihrem Angebot fest.")

    lines = [line for line in found.split("\n\n") if line != head]
    assert lines == [LEAD, MORE, later, "Veit hält an ihrem Angebot fest."]


@pytest.mark.parametrize("head", ["Reaktionen", "Diskussion", "Response", "Reaktionen (12)", "Kommentare"])
def test_what_readers_wrote_goes(head):
    posts = "Seebär77\n\n08.08.2025, 12:14\n\nDas wird nie etwas, sage ich. Orlan will doch gar nicht."

    assert body(f"{HEADLINE}\n\n{LEAD}\n\n{MORE}\n\n{head}\n\n{posts}") == f"{LEAD}\n\n{MORE}"


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


def test_a_clean_text_is_left_alone():
    text = "Titelzeile\n\nGenf (dpa) - Ein  Satz.\n(dpa)"

    found = article(text, clean=True, author="AFP")

    assert (found.body, found.cuts, found.title) == (text, (), None)
    assert (found.agencies, found.author) == (("AFP",), None)


def test_a_page_of_nothing_but_clutter_is_not_emptied():
    assert body("Teilen   Drucken\nAnzeige") == "Teilen Drucken\n\nAnzeige"
