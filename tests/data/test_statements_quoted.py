"""Words in quotation marks: whose they are, and which are only a name. All persons, places and papers are invented."""

from __future__ import annotations

import pytest

from tests.data.test_statements import statements


@pytest.mark.parametrize(
    "body",
    [
        "Temmen sagte, sie „würde sich gerne mit Welm treffen“.",
        "Temmen erklärte, ein Treffen mit Welm „könnte sehr bald stattfinden“.",
        "Temmen teilte mit, Welm „steht bereit“, nach Ostrau zu kommen.",
        "Temmen schrieb, das Treffen mit Welm „findet am Freitag statt“.",
    ],
)
def test_a_clause_with_its_verb_in_marks_is_indirect_and_the_marked_words_direct(body: str) -> None:
    found = statements(body)
    assert [(s.form, s.speaker) for s in found] == [("indirect", "Orla Temmen"), ("direct", "Orla Temmen")]
    assert found[0].text == body[body.index(", ") + 2 : -1]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Temmen verteidigte den Plan: „Das Treffen wird kommen.“", "Orla Temmen"),
        ("Temmen kam spät. Die Präsidentin blieb hart: „Es wird in diesem Jahr kein Treffen geben.“", "Orla Temmen"),
        ("Temmen, die in Karland war, zeigte sich kühl: „Es wird in diesem Jahr kein Treffen geben.“", "Orla Temmen"),
        ("Temmen lobte den Plan, sich bald in Ostrau zu treffen: „Das ist ein guter Anfang.“", "Orla Temmen"),
        ("Die Antwort ließ auf sich warten: „Es wird in diesem Jahr kein Treffen geben.“", None),
    ],
)
def test_who_acts_before_a_colon_speaks_behind_it(body: str, speaker: str | None) -> None:
    found = [s for s in statements(body) if s.form == "direct"]
    assert [s.speaker for s in found] == [speaker]


def test_reported_speech_behind_a_colon_is_who_acts_before_it() -> None:
    found = statements("Temmen ruderte am Abend zurück: Es sei noch nichts vereinbart.")
    assert [(s.form, s.text, s.speaker) for s in found] == [
        ("indirect", "Es sei noch nichts vereinbart", "Orla Temmen"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Der Ostrauer Bote zitiert Welm mit den Worten: „Wir kommen nach Ostrau.“",
        "Der Ostrauer Bote zitierte Welm mit den Worten „Wir kommen nach Ostrau“.",
        "Welm wird im Ostrauer Boten mit den Worten zitiert: „Wir kommen nach Ostrau.“",
    ],
)
def test_who_is_quoted_speaks(body: str) -> None:
    assert [(s.form, s.speaker, s.speaker_text) for s in statements(body)] == [("direct", "Ruben Welm", "Welm")]


def test_a_quotation_that_ends_with_a_full_stop_is_not_who_says_it() -> None:
    found = statements("„Wir kommen nach Ostrau.“ erklärte Welm. „Mehr ist dazu heute nicht zu sagen.“")
    assert [(s.form, s.speaker) for s in found] == [("direct", "Ruben Welm")] * 2


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("Temmen sagte, die Lage sei „kritisch“.", ["„kritisch“"]),
        ("Temmen sagte, das sei „nicht leicht“ und „sehr teuer“.", ["„nicht leicht“", "„sehr teuer“"]),
        ("Temmen sagte, der „Ostrauer Weg“ sei zu Ende.", []),
        ("Temmen sagte, es gebe eine „Achse des guten Willens“ zu bauen.", []),
    ],
)
def test_words_in_marks_inside_indirect_speech_are_the_speakers_unless_they_are_a_name(
    body: str, marked: list[str]
) -> None:
    found = statements(body)
    assert [s.text for s in found if s.form == "direct"] == marked
    assert all(s.speaker == "Orla Temmen" for s in found)


def test_words_in_marks_inside_free_indirect_speech_are_told_once() -> None:
    found = statements("Temmen sagte, der Plan sei gut. Welm habe ihn „ohne jeden Grund abgelehnt“.")
    assert [s.text for s in found if s.form == "direct"] == ["„ohne jeden Grund abgelehnt“"]


@pytest.mark.parametrize(
    "body",
    [
        "Der volle Name lautet „Lunaria ostravensis“.",
        "Die Messe stand unter dem Motto „Wir bauen in Ostrau eine neue Brücke!“.",
        "Das Papier (Titel: „Wir bauen in Ostrau eine neue Brücke“) liegt vor.",
        "Das Bündnis „Freie Bürger für Ostrau und Karland“ warb um Stimmen.",
        "Die Stadt feierte am Samstag das „Fest der langen Tische“.",
    ],
)
def test_names_mottos_and_titles_are_nobodys_words(body: str) -> None:
    assert [s for s in statements(body) if s.form == "direct"] == []


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Mit den Worten „Das reicht“ verließ Temmen den Saal.", "Orla Temmen"),
        ("Die Demonstranten riefen Parolen wie „Gebt den Hafen auf“.", "Demonstranten"),
    ],
)
def test_nouns_of_speech_make_words_in_marks_somebodys(body: str, speaker: str) -> None:
    assert [(s.form, s.speaker) for s in statements(body)] == [("direct", speaker)]
