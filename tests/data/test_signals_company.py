"""Who takes part in a contact, on invented news with three leaders."""

import pytest

from tests.data.signals_scene import read

BRENK, TOLVA, WERTH = "Aldo Brenk", "Mira Tolva", "Ida Werth"


def company(text, lang="de"):
    return [signal.participants for signal in read(text, lang=lang)]


@pytest.mark.parametrize(
    ("sentence", "participants"),
    [
        ("Brenk, Tolva und Werth könnten sich bald treffen.", (BRENK, WERTH, TOLVA)),
        ("Brenk und Tolva wollen sich mit Werth treffen.", (BRENK, WERTH, TOLVA)),
        ("Brenk will Tolva und Werth treffen.", (BRENK, WERTH, TOLVA)),
        ("Werth hofft auf ein Treffen zwischen Brenk und Tolva.", (BRENK, TOLVA)),
        ("Werth will Brenk und Tolva an einen Tisch bringen.", (BRENK, TOLVA)),
        ("Werth will Brenk und Tolva in Halland zusammenbringen.", (BRENK, TOLVA)),
        ("Werth forderte Brenk und Tolva auf, sich zu treffen.", (BRENK, TOLVA)),
        ("Werth forderte Brenk auf, Tolva zu treffen.", (BRENK, TOLVA)),
        ("Werth lud Brenk und Tolva zu einem Gipfel ein.", (BRENK, TOLVA)),
        ("Brenk forderte Tolva auf, sich mit ihm zu treffen.", (BRENK, TOLVA)),
    ],
)
def test_who_takes_part_where_three_are_named(sentence, participants):
    assert company(sentence) == [participants]


@pytest.mark.parametrize(
    "sentence",
    ["„Ich bin bereit, Brenk überall zu treffen“, sagte Werth.", "Werth kündigte an, am Montag mit Brenk zu sprechen."],
)
def test_who_speaks_of_himself_takes_part(sentence):
    assert company(f"Brenk will Tolva treffen. {sentence}") == [(BRENK, TOLVA), (BRENK, WERTH)]


def test_between_two_is_between_them_whatever_was_spoken_of_before():
    text = "Brenk will Werth treffen. Vereinbart ist zwischen Brenk und Tolva nichts."
    assert company(text) == [(BRENK, WERTH), (BRENK, TOLVA)]


def test_both_sides_are_two_even_behind_a_meeting_of_three():
    text = (
        "Brenk will Tolva treffen. Danach könnten sich Brenk, Tolva und Werth treffen. Reeb bestätigte, dass sich beide "
        "Seiten auf ein Treffen geeinigt hätten."
    )
    assert company(text) == [(BRENK, TOLVA), (BRENK, WERTH, TOLVA), (BRENK, TOLVA)]


def test_a_nameless_source_of_a_paper_leaves_the_speaker_open():
    text = "Zuvor hatte die „Halmer Post“ unter Berufung auf Regierungskreise berichtet, Brenk plane ein Treffen mit Tolva."
    assert [signal.speaker for signal in read(text)] == [None]
