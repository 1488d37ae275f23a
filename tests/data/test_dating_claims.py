"""The day of a claim and the days of its meeting."""

from datetime import date

import pytest

from data.dating.claims import is_duration, meeting_interval, speech_day
from data.dating.finding import find_dates

PUBLISHED = date(2025, 8, 12)  # a Tuesday
MONDAY = (date(2025, 8, 11), "weekday")


def said(frame, published=PUBLISHED, previous=None, lang="de"):
    return speech_day(find_dates(frame, published, lang), (0, len(frame)), published, previous)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("sagte Elm am Montag vor dem Rat", (date(2025, 8, 11), "weekday")),
        ("wie er am Freitagabend ankündigte", (date(2025, 8, 8), "weekday")),
        ("erklärte Odrin in der Nacht zum Samstag", (date(2025, 8, 9), "weekday")),
        ("sagte Elm gestern", (date(2025, 8, 11), "relative")),
        ("sagte Elm gestern Abend", (date(2025, 8, 11), "relative")),
        ("sagte Elm am 3. März 2024", (date(2024, 3, 3), "explicit")),
        ("sagte Elm", (PUBLISHED, "published")),
        ("sagte Elm am Abend", (PUBLISHED, "published")),
        ("sagte Elm um 19 Uhr", (PUBLISHED, "published")),
        ("sagte Elm kurz zuvor", (PUBLISHED, "published")),
        ("sagte Elm vergangene Woche", (None, None)),
        ("hatte Elm kürzlich gesagt", (None, None)),
        ("hatte Elm vor einigen Wochen gesagt", (None, None)),
    ],
)
def test_a_day_in_the_frame_decides(frame, expected):
    assert said(frame) == expected


def test_the_chain_holds_until_another_day_is_named():
    assert said("fügte er hinzu", previous=MONDAY) == MONDAY
    assert said("fügte er am Abend hinzu", previous=MONDAY) == MONDAY
    assert said("sagte er am Sonntag", previous=MONDAY) == (date(2025, 8, 10), "weekday")


def test_undated_stays_undated():
    assert said("sagte Elm am Montag", published=None) == (None, None)
    assert said("sagte Elm am 3. März 2024", published=None) == (date(2024, 3, 3), "explicit")


def test_dates_outside_the_frame_are_not_the_claims():
    text = "Das Treffen ist am Freitag, sagte Elm am Montag."
    frame = (text.index("sagte"), len(text))

    assert speech_day(find_dates(text, PUBLISHED, "de"), frame, PUBLISHED, None) == MONDAY


def test_english_frames():
    assert said("she told reporters on Monday evening", lang="en") == MONDAY
    assert said("she said late on Friday", lang="en") == (date(2025, 8, 8), "weekday")
    assert said("she said in the evening", lang="en") == (PUBLISHED, "published")


def test_tomorrow_in_a_quotation_is_the_speakers():
    mention = find_dates("„Ich fahre morgen nach Velm“, sagte Elm am Montag.", PUBLISHED, "de")[0]

    assert meeting_interval(mention, date(2025, 8, 11), quoted=True) == "2025-08-12"
    assert meeting_interval(mention, date(2025, 8, 11)) == "2025-08-13"


def test_durations_are_told_from_dates():
    within, ago, day = find_dates(
        "Binnen zwei Wochen wollen sie reden. Vor drei Jahren und am 3. Mai 2020.", PUBLISHED, "de"
    )

    assert [is_duration(mention) for mention in (within, ago, day)] == [True, True, False]
    assert meeting_interval(ago) == "2022-01-01/2022-12-31"
