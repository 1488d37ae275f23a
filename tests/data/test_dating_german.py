"""German expressions against a publication day; names and events are invented."""

from datetime import date

import pytest

from data.dating.claims import meeting_interval
from data.dating.finding import find_dates

PUBLISHED = date(2025, 8, 12)  # a Tuesday


def dates(text, published=PUBLISHED):
    return find_dates(text, published, "de")


def only(text, published=PUBLISHED):
    found = dates(text, published)
    assert len(found) == 1, [mention.text for mention in found]
    return found[0]


EXPLICIT = [
    ("Sie sprachen am 15. August 2025 miteinander.", "15. August 2025", "2025-08-15"),
    ("Die Note vom 3.3.2024 blieb ohne Antwort.", "3.3.2024", "2024-03-03"),
    ("Die Note vom 03. 03. 24 blieb ohne Antwort.", "03. 03. 24", "2024-03-03"),
    ("Protokoll 2025-07-31, vertraulich.", "2025-07-31", "2025-07-31"),
    ("Das war am Mittwoch, dem 11. Juni 2025.", "Mittwoch, dem 11. Juni 2025", "2025-06-11"),
    ("Am 6. Jänner 2025 ruhten die Waffen.", "6. Jänner 2025", "2025-01-06"),
    ("Am 2. Feber 2025 kam die Absage.", "2. Feber 2025", "2025-02-02"),
    ("Am 3. Maerz 2025 reiste Tarvo ab.", "3. Maerz 2025", "2025-03-03"),
    ("Zuletzt trafen sie sich im März 2019.", "März 2019", "2019-03"),
    ("Seit Anfang 2022 schweigen beide.", "Anfang 2022", "2022"),
    ("Der Vertrag entstand 1987 in Odrin.", "1987", "1987"),
    ("Im Jahr 2011 brach Odrin mit Velm.", "Jahr 2011", "2011"),
    ("Das Abkommen des Jahres 1991 gilt noch.", "des Jahres 1991", "1991"),
    ("Seit den neunziger Jahren ist Ruhe.", "den neunziger Jahren", "199"),
    ("In den 1980er Jahren war das anders.", "den 1980er Jahren", "198"),
    ("Das ist eine Frage des 21. Jahrhunderts.", "des 21. Jahrhunderts", "20"),
    ("Im Herbst 2024 reisten sie nach Velm.", "Herbst 2024", "2024-FA"),
    ("Im ersten Quartal 2026 soll es so weit sein.", "ersten Quartal 2026", "2026-Q1"),
    ("Im zweiten Halbjahr 2026 folgt der Gegenbesuch.", "zweiten Halbjahr 2026", "2026-H2"),
]


@pytest.mark.parametrize(("text", "words", "value"), EXPLICIT)
def test_what_is_written_in_full(text, words, value):
    for published in (PUBLISHED, None):
        mention = only(text, published)
        assert (mention.text, mention.value, mention.basis) == (words, value, "explicit")


RELATIVE = [
    # weekdays: the tense decides, the publication day is itself
    ("Tarvo hat am Donnerstag mit Elm telefoniert.", "Donnerstag", "2025-08-07"),
    ("Telefoniert habe Tarvo am Donnerstag nicht.", "Donnerstag", "2025-08-07"),
    ("Elm lehnte am Freitag jede Begegnung ab.", "Freitag", "2025-08-08"),
    ("Am Montag beriet das Kabinett.", "Montag", "2025-08-11"),
    ("Am Dienstag bestätigte Odrin den Termin.", "Dienstag", "2025-08-12"),
    ("Am Dienstag trifft Tarvo auf Elm.", "Dienstag", "2025-08-12"),
    ("Tarvo will am Donnerstag nach Velm reisen.", "Donnerstag", "2025-08-14"),
    ("Am Donnerstag trifft Tarvo auf Elm.", "Donnerstag", "2025-08-14"),
    ("Das Treffen soll am Sonntag stattfinden.", "Sonntag", "2025-08-17"),
    ("Die Präsidenten kommen am Freitag in Velm zusammen.", "Freitag", "2025-08-15"),
    ("Die für Freitag geplante Reise fällt aus.", "Freitag", "2025-08-15"),
    ("Bis Freitag wartet Odrin auf eine Antwort.", "Freitag", "2025-08-15"),
    ("Seit Samstag herrscht Funkstille.", "Samstag", "2025-08-09"),
    ("Die für Montag angesetzte Fahrt wurde gestrichen.", "Montag", "2025-08-11"),
    ("Ich fahre am Montag nach Velm.", "Montag", "2025-08-18"),
    ("Am vergangenen Freitag gab es Streit.", "vergangenen Freitag", "2025-08-08"),
    ("Am letzten Dienstag gab es Streit.", "letzten Dienstag", "2025-08-05"),
    ("Am kommenden Dienstag geht es weiter.", "kommenden Dienstag", "2025-08-19"),
    ("Nächsten Mittwoch geht es weiter.", "Nächsten Mittwoch", "2025-08-13"),
    ("Der Gipfel beginnt kommenden Samstag, dem 16. August.", "kommenden Samstag, dem 16. August", "2025-08-16"),
    ("Am Freitag nächster Woche reist Elm.", "Freitag nächster Woche", "2025-08-22"),
    ("Nächste Woche Freitag reist Elm.", "Nächste Woche Freitag", "2025-08-22"),
    ("Am Mittwoch vergangener Woche reiste Elm.", "Mittwoch vergangener Woche", "2025-08-06"),
    ("An diesem Donnerstag tagt der Rat.", "diesem Donnerstag", "2025-08-14"),
    ("Am Montagabend sprach Elm.", "Montagabend", "2025-08-11TEV"),
    ("Am Montag Abend sprach Elm.", "Montag Abend", "2025-08-11TEV"),
    ("Am späten Montagabend sprach Elm.", "späten Montagabend", "2025-08-11TEV"),
    ("In der Nacht zum Samstag brannte es in Velm.", "Nacht zum Samstag", "2025-08-09TNI"),
    ("In der Nacht auf Dienstag brannte es in Velm.", "Nacht auf Dienstag", "2025-08-12TNI"),
    # days counted from today
    ("Elm sagte gestern ab.", "gestern", "2025-08-11"),
    ("Gestern Abend sagte Elm ab.", "Gestern Abend", "2025-08-11TEV"),
    ("Vorgestern sagte Elm ab.", "Vorgestern", "2025-08-10"),
    ("Elm sagte heute ab.", "heute", "2025-08-12"),
    ("Elm reist morgen nach Velm.", "morgen", "2025-08-13"),
    ("Morgen früh reist Elm nach Velm.", "Morgen früh", "2025-08-13TMO"),
    ("Übermorgen reist Elm.", "Übermorgen", "2025-08-14"),
    ("Vor drei Tagen reiste Elm ab.", "drei Tagen", "2025-08-09"),
    ("In drei Tagen reist Elm ab.", "drei Tagen", "2025-08-15"),
    ("Vor zwei Wochen reiste Elm ab.", "zwei Wochen", "2025-W31"),
    # dates without a year
    ("Am 20. Juni telefonierten sie.", "20. Juni", "2025-06-20"),
    ("Am 21. Dezember hatten sie telefoniert.", "21. Dezember", "2024-12-21"),
    ("Am 12. Februar wollen sie sich sehen.", "12. Februar", "2026-02-12"),
    ("Am 20. August wollen sie sich sehen.", "20. August", "2025-08-20"),
    ("Der Saal in Odrin wurde für den 20. gebucht.", "20.", "2025-08-20"),
    ("Am 23. Oktober dieses Jahres ist Wahl.", "23. Oktober dieses Jahres", "2025-10-23"),
    ("Am 23. Oktober vergangenen Jahres war Wahl.", "23. Oktober vergangenen Jahres", "2024-10-23"),
    ("Am 15.8. reist Elm.", "15.8.", "2025-08-15"),
    # weeks, months, seasons, years
    ("Das Treffen findet nächste Woche statt.", "nächste Woche", "2025-W34"),
    ("In der kommenden Woche reden sie.", "der kommenden Woche", "2025-W34"),
    ("In der vergangenen Woche redeten sie.", "der vergangenen Woche", "2025-W32"),
    ("Noch diese Woche reden sie.", "diese Woche", "2025-W33"),
    ("Uebernaechste Woche reden sie.", "Uebernaechste Woche", "2025-W35"),
    ("In zwei Wochen reden sie.", "zwei Wochen", "2025-W35"),
    ("Ende der Woche reden sie.", "Ende der Woche", "2025-W33"),
    ("Am Wochenende redeten sie.", "Wochenende", "2025-W32-WE"),
    ("Am kommenden Wochenende reden sie.", "kommenden Wochenende", "2025-W33-WE"),
    ("Noch in diesem Monat wollen sie reden.", "diesem Monat", "2025-08"),
    ("Nächsten Monat wollen sie reden.", "Nächsten Monat", "2025-09"),
    ("Im September wollen sie reden.", "September", "2025-09"),
    ("Im September redeten sie.", "September", "2024-09"),
    ("Im Februar wollen sie reden.", "Februar", "2026-02"),
    ("Ende Mai hatten sie geredet.", "Ende Mai", "2025-05"),
    ("Im März dieses Jahres hatten sie geredet.", "März dieses Jahres", "2025-03"),
    ("Im Mai vergangenen Jahres hatten sie geredet.", "Mai vergangenen Jahres", "2024-05"),
    ("Anfang des Monats hatten sie geredet.", "Anfang des Monats", "2025-08"),
    ("Zum Jahresende wird neu verhandelt.", "Jahresende", "2025"),
    ("Ende des Jahres wird neu verhandelt.", "Ende des Jahres", "2025"),
    ("Im vergangenen Jahr ruhten die Gespräche.", "vergangenen Jahr", "2024"),
    ("Im Vorjahr ruhten die Gespräche.", "Vorjahr", "2024"),
    ("Im Sommer soll es einen Gipfel geben.", "Sommer", "2025-SU"),
    ("Im Herbst soll es einen Gipfel geben.", "Herbst", "2025-FA"),
    ("Im Frühjahr gab es einen Gipfel.", "Frühjahr", "2025-SP"),
    ("Nach Weihnachten soll es einen Gipfel geben.", "Weihnachten", "2025-12-24"),
    ("Am Karfreitag schwiegen die Waffen.", "Karfreitag", "2025-04-18"),
    # times of day
    ("Elm spricht am Abend.", "Abend", "2025-08-12TEV"),
    ("Elm spricht um 19.30 Uhr.", "19.30 Uhr", "2025-08-12T19:30"),
    ("Elm spricht um halb neun.", "halb neun", "2025-08-12T08:30"),
    # no day at all
    ("In den kommenden Tagen wollen sie reden.", "den kommenden Tagen", "FUTURE_REF"),
    ("Derzeit reden sie nicht.", "Derzeit", "PRESENT_REF"),
    ("Damals redeten sie nicht.", "Damals", "PAST_REF"),
    ("In naher Zukunft reden sie nicht.", "naher Zukunft", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "words", "value"), RELATIVE)
def test_what_hangs_on_the_publication_day(text, words, value):
    mention = only(text)
    assert (mention.text, mention.value) == (words, value)


@pytest.mark.parametrize(("text", "words"), [(text, words) for text, words, _ in RELATIVE])
def test_without_a_publication_day_nothing_is_guessed(text, words):
    for mention in dates(text, None):
        assert (mention.first, mention.last) == (None, None)
        assert mention.value is None or "X" in mention.value or "REF" in mention.value or mention.value.startswith("P")


INTERVALS = [
    ("Das Treffen findet nächste Woche statt.", "2025-08-18/2025-08-24"),
    ("Das Treffen ist in zwei Wochen.", "2025-08-25/2025-08-31"),
    ("Das Treffen ist Ende der Woche.", "2025-08-15/2025-08-17"),
    ("Das Treffen soll Anfang September sein.", "2025-09-01/2025-09-10"),
    ("Das Treffen soll Mitte September sein.", "2025-09-11/2025-09-20"),
    ("Das Treffen soll Ende September sein.", "2025-09-21/2025-09-30"),
    ("Das Treffen soll noch im August sein.", "2025-08-01/2025-08-31"),
    ("Das Treffen soll binnen zwei Wochen sein.", "2025-08-12/2025-08-26"),
    ("Das Treffen soll innerhalb von zehn Tagen sein.", "2025-08-12/2025-08-22"),
    ("Das Treffen soll in spätestens zwei Wochen sein.", "2025-08-12/2025-08-26"),
    ("Das Treffen soll in den nächsten zwei Wochen sein.", "2025-08-12/2025-08-26"),
    ("Das Treffen soll Ende nächster Woche sein.", "2025-08-22/2025-08-24"),
    ("Das Treffen soll am Freitag sein.", "2025-08-15"),
    ("Das Treffen war 2022.", "2022-01-01/2022-12-31"),
    ("Das Treffen soll noch in diesem Jahr sein.", "2025-01-01/2025-12-31"),
    ("Das Treffen soll in den kommenden Tagen sein.", None),
    ("Das Treffen soll bald sein.", None),
]


@pytest.mark.parametrize(("text", "interval"), INTERVALS)
def test_bounds_follow_the_codebook(text, interval):
    assert meeting_interval(only(text)) == interval


def test_a_term_runs_from_the_day_of_the_claim():
    mention = only("Das Treffen soll binnen zwei Wochen sein.")

    assert meeting_interval(mention, date(2025, 8, 11)) == "2025-08-11/2025-08-25"


def test_what_comes_after_a_reported_day_is_counted_from_there():
    reported, promised = dates("Elm kündigte am Donnerstag an, am Samstag werde er reisen.")

    assert (reported.value, promised.value) == ("2025-08-07", "2025-08-09")


ANAPHORIC = [
    ("Am 3. März 2024 fiel der Beschluss. Am Tag darauf reiste Elm ab.", "2024-03-04"),
    ("Am 3. März 2024 fiel der Beschluss. Tags zuvor war Elm abgereist.", "2024-03-02"),
    ("Am 3. März 2024 fiel der Beschluss. Zwei Tage später reiste Elm ab.", "2024-03-05"),
    ("Am 3. März 2024 fiel der Beschluss. Noch am selben Tag reiste Elm ab.", "2024-03-03"),
    ("Am 3. März 2024 fiel der Beschluss. In der Woche darauf reiste Elm ab.", "2024-W10"),
]


@pytest.mark.parametrize(("text", "value"), ANAPHORIC)
def test_days_counted_from_the_one_before(text, value):
    for published in (PUBLISHED, None):
        assert dates(text, published)[-1].value == value


def test_a_time_of_day_belongs_to_the_day_of_the_story():
    monday, noon = dates("Am Montag reiste Elm nach Velm. Am Nachmittag sprach er vor dem Rat.")

    assert (monday.value, noon.value) == ("2025-08-11", "2025-08-11TAF")
    assert noon.basis == "weekday"


def test_a_day_told_as_what_came_before_does_not_move_the_story():
    found = dates("Am Freitag riefen sie an. Elm hatte am Donnerstag gewarnt. Am Abend kam die Antwort.")

    assert [mention.value for mention in found] == ["2025-08-08", "2025-08-07", "2025-08-08TEV"]


NO_DATES = [
    "Rund 2000 Menschen kamen.",
    "Der Bau kostet 1990 Euro.",
    "Jeden Montag tagt der Rat.",
    "Drei Wochen lang schwiegen sie.",
    "Montags tagt der Rat.",
    "Der 2. Weltkrieg war lange vorbei.",
    "Das Spiel endete 3:2.",
    "Sie verloren 12.5 Prozent.",
    "Der mai war kalt.",
    "Elm gab den 31. April an.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_counts_spans_and_habits_are_no_dates(text):
    assert dates(text) == ()


def test_today_in_news_is_the_day_and_in_an_essay_the_age():
    news = "Der Rat tagte am Montag. Heute reist Elm nach Velm."
    essay = "Früher lebte man von der Fischerei. Heute lebt man in Velm vom Erz, und kaum jemand kennt noch ein Netz."

    assert dates(news)[-1].value == "2025-08-12"
    assert dates(essay)[-1].value == "PRESENT_REF"
    assert dates(essay)[-1].first == PUBLISHED


PERFECT = [
    ("Auf dem Markt in Velm ist am Samstag um 19:20 Uhr ein Brand ausgebrochen.", "2025-08-09"),
    ("In Velm sind am Montag ein Bus und ein Zug zusammengestoßen.", "2025-08-11"),
    ("Am Samstag sollen Tausende durch Velm gezogen sein.", "2025-08-09"),
    ("Elm soll am Samstag zugestimmt haben.", "2025-08-09"),
    ("Der Rat hat am Samstag über Teile der geplanten Reform beraten.", "2025-08-09"),
    ("Nach dem Gipfel am Montag will Elm den Rat unterrichten.", "2025-08-11"),
    ("Die Proteste vom Sonntag gehen weiter.", "2025-08-10"),
    ("Am Montag, den 11.08.2025, tagte der Rat.", "2025-08-11"),
]


@pytest.mark.parametrize(("text", "day"), PERFECT)
def test_the_past_by_other_signs_than_the_verb_beside_it(text, day):
    assert str(dates(text)[0].first) == day


def test_a_newspaper_is_no_sunday():
    assert dates("Das schreibt die Welt am Sonntag.") == ()


def test_a_time_of_day_beside_a_day_left_open_has_no_day():
    vague = dates("Vor einigen Tagen sprachen Tarvo und Elm am Abend miteinander. Gestern reisten sie am Abend ab.")
    assert [(mention.text, mention.value) for mention in vague] == [
        ("einigen Tagen", "PXD"),
        ("Abend", "XXXX-XX-XXTEV"),
        ("Gestern", "2025-08-11"),
        ("Abend", "2025-08-11TEV"),
    ]
    assert (vague[1].first, vague[1].last) == (None, None)


@pytest.mark.parametrize("text", ["Jedes Jahr am 28. August", "Jedes Jahr, am 28. August,", "Jede Woche am Montag"])
def test_what_comes_back_every_year_or_week_names_no_day(text):
    assert dates(f"{text} läuten in Odrin die Glocken.") == ()


def test_a_holiday_that_is_a_topic_is_the_nearest_one():
    published = date(2025, 12, 11)
    assert only("Gewünscht war ein Lied zum Thema Weihnachten.", published).first == date(2025, 12, 24)
    assert only("An Weihnachten war Tarvo krank.", published).first == date(2024, 12, 24)


def test_the_hours_of_a_range_belong_to_the_hours_named_last():
    found = dates("Geöffnet ist morgen von 8.30-12 und 14.30-16.30 Uhr.")
    assert [(mention.text, (mention.value or "")[11:]) for mention in found[1:]] == [
        ("8.30", "08:30"),
        ("12", "12:00"),
        ("14.30", "14:30"),
        ("16.30 Uhr", "16:30"),
    ]
    assert {mention.first for mention in found} == {date(2025, 8, 13)}
