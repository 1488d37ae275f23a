"""English expressions against a publication day; names and events are invented."""

from datetime import date

import pytest

from data.dating.claims import meeting_interval
from data.dating.finding import find_dates

PUBLISHED = date(2025, 8, 12)  # a Tuesday

RESOLVED = [
    ("Tarvo met Elm on Thursday.", "2025-08-07"),
    ("Tarvo will meet Elm on Thursday.", "2025-08-14"),
    ("The two are to meet in Velm on Friday.", "2025-08-15"),
    ("Tarvo said Monday that he was ready.", "2025-08-11"),
    ("On Tuesday the palace confirmed the date.", "2025-08-12"),
    ("Tarvo has been silent since Saturday.", "2025-08-09"),
    ("The talks, planned for Thursday, may slip.", "2025-08-14"),
    ("A visit scheduled for Monday fell through.", "2025-08-11"),
    ("They spoke last Friday.", "2025-08-08"),
    ("They meet next Tuesday.", "2025-08-19"),
    ("Talks begin on Friday, August 15.", "2025-08-15"),
    ("Talks begin on 15 August 2025.", "2025-08-15"),
    ("Talks began on March 3rd, 2024.", "2024-03-03"),
    ("Talks began on the 3rd of March 2024.", "2024-03-03"),
    ("They last spoke on 20 June.", "2025-06-20"),
    ("They will meet on Feb. 12.", "2026-02-12"),
    ("They met in June 2019.", "2019-06"),
    ("They met in May.", "2025-05"),
    ("They could meet in October.", "2025-10"),
    ("They may meet next week.", "2025-W34"),
    ("They met last month.", "2025-07"),
    ("They hope to meet this month.", "2025-08"),
    ("They met in 2022.", "2022"),
    ("They will meet by the end of the week.", "2025-W33"),
    ("They will meet later this week.", "2025-W33"),
    ("They will meet early next week.", "2025-W34"),
    ("They will meet at the end of August.", "2025-08"),
    ("They will meet in late August.", "2025-08"),
    ("They met yesterday.", "2025-08-11"),
    ("They spoke last night.", "2025-08-11TNI"),
    ("They meet tomorrow.", "2025-08-13"),
    ("He spoke on Monday evening.", "2025-08-11TEV"),
    ("They met two days ago.", "2025-08-10"),
    ("They meet in three days.", "2025-08-15"),
    ("They will meet in two weeks.", "2025-W35"),
    ("They hope to meet this year.", "2025"),
    ("They met over the weekend.", "2025-W32-WE"),
    ("They will meet this weekend.", "2025-W33-WE"),
    ("They will meet in the coming days.", "FUTURE_REF"),
    ("They will meet soon.", "FUTURE_REF"),
    ("They recently met.", "PAST_REF"),
    ("They met in the spring of 2021.", "2021-SP"),
    ("They could meet in the autumn.", "2025-FA"),
    ("That was in the 1990s.", "199"),
    ("She speaks at 17:30 GMT.", "2025-08-12T17:30"),
    ("He said the summit, set for Friday in Velm, would go ahead.", "2025-08-15"),
    ("He was due in Velm on Wednesday.", "2025-08-13"),
    ("She arrives Thursday.", "2025-08-14"),
    ("She arrived Thursday.", "2025-08-07"),
    ("On Wednesday, Elm will host Tarvo.", "2025-08-13"),
    ("Before the end of the month they will meet.", "2025-08"),
    ("Within 48 hours they will meet.", "PT48H"),
    ("They agreed to meet within the next two weeks.", "P2W"),
    ("They met on the sidelines in September last year.", "2024-09"),
    ("Elm and Tarvo met earlier this year.", "2025"),
    ("They met earlier this month.", "2025-08"),
    ("They met in mid-July.", "2025-07"),
    ("The agreement of 12 May 2020 holds.", "2020-05-12"),
]


@pytest.mark.parametrize(("text", "value"), RESOLVED)
def test_english_expressions(text, value):
    assert [mention.value for mention in find_dates(text, PUBLISHED, "en")] == [value]


@pytest.mark.parametrize("text", [text for text, _ in RESOLVED])
def test_without_a_publication_day_nothing_is_guessed(text):
    for mention in find_dates(text, None, "en"):
        assert mention.first is None or mention.basis == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "Around 2000 people came.",
        "It cost 1990 dollars.",
        "Every Monday the council meets.",
        "He may come, and they march in second place.",
        "They were silent for three weeks.",
        "May Elm rest.",
    ],
)
def test_counts_spans_and_habits_are_no_dates(text):
    assert find_dates(text, PUBLISHED, "en") == ()


INTERVALS = [
    ("They will meet next week.", "2025-08-18/2025-08-24"),
    ("They will meet by the end of the week.", "2025-08-15/2025-08-17"),
    ("They will meet in two weeks.", "2025-08-25/2025-08-31"),
    ("They will meet within two weeks.", "2025-08-12/2025-08-26"),
    ("They will meet in late August.", "2025-08-21/2025-08-31"),
    ("They will meet in mid-September.", "2025-09-11/2025-09-20"),
    ("They will meet on Friday.", "2025-08-15"),
    ("They met in 2022.", "2022-01-01/2022-12-31"),
    ("They will meet in the coming days.", None),
]


@pytest.mark.parametrize(("text", "interval"), INTERVALS)
def test_bounds_follow_the_codebook(text, interval):
    (mention,) = find_dates(text, PUBLISHED, "en")

    assert meeting_interval(mention) == interval


def test_times_of_day_belong_to_the_day_of_the_story():
    found = find_dates("On Friday they argued. Velm had warned on Thursday. By evening all was calm.", PUBLISHED, "en")

    assert [mention.value for mention in found] == ["2025-08-08", "2025-08-07", "2025-08-08TEV"]


def test_the_next_day_follows_the_day_before_it():
    found = find_dates("They met on March 3, 2024. The next day Elm left. Two days later he was back.", None, "en")

    assert [mention.value for mention in found] == ["2024-03-03", "2024-03-04", "2024-03-06"]


def test_what_is_left_open_or_comes_back_names_no_day():
    found = find_dates(
        "A few days ago they met in the evening. Every year on 28 August the bells ring.", PUBLISHED, "en"
    )

    assert [mention.value for mention in found] == ["PXD", "XXXX-XX-XXTEV"]
