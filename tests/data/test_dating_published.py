"""Publication dates in metadata strings."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dating.published import Published, find_published, parse_published

TODAY = date(2025, 12, 31)

READ = [
    ("27.05.2025 09:35", date(2025, 5, 27), "2025-05-27T09:35"),
    ("Stand: 04.11.2024 07:15 Uhr", date(2024, 11, 4), "2024-11-04T07:15"),
    ("Mittwoch, 18. Juni 2025 - 16.40 Uhr", date(2025, 6, 18), "2025-06-18T16:40"),
    ("Do., 26.06.2025, 19:07", date(2025, 6, 26), "2025-06-26T19:07"),
    ("March 3, 2025 at 5:04 pm GMT", date(2025, 3, 3), "2025-03-03T17:04"),
    ("Aug 15, 2025 12:04 a.m.", date(2025, 8, 15), "2025-08-15T00:04"),
    ("Updated 3 Mar 2025", date(2025, 3, 3), None),
    ("Fri 15 Aug 2025 10.30 BST", date(2025, 8, 15), "2025-08-15T10:30"),
    ("Thu, 07 Aug 2025 10:00:00 GMT", date(2025, 8, 7), "2025-08-07T10:00"),
    ("10:31 AM ET, March 3, 2025", date(2025, 3, 3), "2025-03-03T10:31"),
    ("09:35 Uhr, 27.05.2025", date(2025, 5, 27), "2025-05-27T09:35"),
    ("2025-08-07T10:00:00+02:00", date(2025, 8, 7), "2025-08-07T10:00"),
    ("2025-08-07T10:00:00.000Z", date(2025, 8, 7), "2025-08-07T10:00"),
    ("2025/08/07", date(2025, 8, 7), None),
    ("20250807", date(2025, 8, 7), None),
    ("07.08.25", date(2025, 8, 7), None),
    ("7.8.2025 7.30 Uhr", date(2025, 8, 7), "2025-08-07T07:30"),
    ("Veröffentlicht am 7. Aug. 2025 um 17 Uhr", date(2025, 8, 7), "2025-08-07T17:00"),
    ("3. Maerz 2025, 7:05", date(2025, 3, 3), "2025-03-03T07:05"),
    ("1. Jänner 2024", date(2024, 1, 1), None),
    ("27/05/2025", date(2025, 5, 27), None),
]


@pytest.mark.parametrize(("text", "day", "at"), READ)
def test_metadata_as_sites_write_it(text, day, at):
    assert parse_published(text, TODAY) == Published(day, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.04.2025",
        "29.02.2025",
        "03/04/2025",  # day or month first
        "Montag, 18. Juni 2025",  # was a Wednesday
        "31.12.1989",
        "03.01.2026",  # three days ahead
        "12.13.2025",
        "August 2025",
        "2025",
        "vor 3 Stunden",
        "Version 2.10.2024.3",
        "Von Ada Elm am 3.3.2025",
        "Tel. 030 12 03 2025 17",
    ],
)
def test_what_is_not_plainly_one_date_is_refused(text):
    assert parse_published(text, TODAY) is None


def test_two_days_ahead_are_allowed_for_evening_papers_and_time_zones():
    assert parse_published("02.01.2026", TODAY) == Published(date(2026, 1, 2))


def test_a_date_is_found_within_a_line():
    line = "Velm (odp) | Veröffentlicht: 27.05.2025 09:35 / Ausland"

    found = find_published(line, TODAY)

    assert found is not None
    published, (start, end) = found
    assert published == Published(date(2025, 5, 27), "2025-05-27T09:35")
    assert line[start:end] == "27.05.2025 09:35"


def test_the_first_date_of_a_line_counts():
    found = find_published("Erstellt 3. März 2025, aktualisiert 04.03.2025", TODAY)

    assert found is not None
    assert found[0].day == date(2025, 3, 3)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_iso_days_come_back(day):
    assert parse_published(day.isoformat(), TODAY) == Published(day)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_german_days_come_back(day):
    assert parse_published(f"{day.day}.{day.month}.{day.year}", TODAY) == Published(day)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2025, 12, 31)))  # noqa: DTZ001 - as local as the metadata
def test_iso_times_come_back_in_minutes(moment):
    assert parse_published(moment.isoformat(), TODAY) == Published(moment.date(), moment.isoformat()[:16])


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    found = find_published(text, TODAY)

    if found is not None:
        published, (start, end) = found
        assert 0 <= start < end <= len(text)
        assert date(1990, 1, 1) <= published.day
