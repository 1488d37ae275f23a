"""Laws that hold for any text."""

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dating.calendar import easter, month, season, week
from data.dating.claims import meeting_interval
from data.dating.finding import find_dates
from data.dating.grammar import grammar
from data.dating.resolving import RESOLVERS

VOCABULARY = """
am im in der dem den vor nach seit bis zum 3. 5. 23. 31. 2025 1999 2000 12.5. 15.8.2025 August Mai Montag heute gestern
morgen Freitagabend Abend Nacht Woche Monat Jahr nächste vergangenen kommenden Anfang Mitte Ende zwei drei Tage Tagen
Wochen Sommer Winter 2024 20 Uhr 19.30 halb neun und wird hatte trifft sagte , . „ “ Weihnachten Tag darauf selben
on in the by last next this week Tuesday May 2nd tomorrow today ago later two days evening p.m. quarter of summer
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))
DAYS = st.one_of(st.none(), st.dates())


@settings(max_examples=150, deadline=None)
@given(TEXTS, DAYS, st.sampled_from(["de", "en", "fr"]))
def test_spans_lie_in_the_text_in_order_and_bounds_are_bounds(text, published, lang):
    end = 0
    for mention in find_dates(text, published, lang):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert (mention.first is None) == (mention.last is None)
        if mention.first is not None:
            assert mention.first <= mention.last
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", meeting_interval(mention))
        end = mention.end


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(["Montag", "Freitag", "Sonntag"]))
def test_a_weekday_of_the_past_is_at_most_six_days_back(published, name):
    (mention,) = find_dates(f"Elm sagte am {name} ab.", published, "de")

    assert 0 <= (published - mention.first).days <= 6


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_parts_of_a_unit_lie_in_it(day):
    whole = month(day.year, day.month)
    parts = [month(day.year, day.month, part) for part in ("start", "mid", "end")]

    assert whole.first <= day <= whole.last
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert [(b.first - a.last).days for a, b in pairwise(parts)] == [1, 1]
    assert week(day).first <= day <= week(day).last


def test_easter_and_seasons():
    assert [easter(year) for year in (2000, 2024, 2025, 2038)] == [
        date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25),
    ]  # fmt: skip
    assert season(2024, "WI").last == date(2025, 2, 28)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_rule_has_a_reader(lang):
    kinds = {rule.kind for rules in grammar(lang).rules.values() for rule in rules}

    assert kinds <= RESOLVERS.keys()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "piece",
    [
        "am 5. bis ",
        "Montag ",
        "1990 ",
        "in der Nacht zum ",
        "1.",
        "vor ",
        "a,",
        "\n",
        "  ",
        "20 Uhr ",
        "on the 3rd of ",
    ],
)
def test_time_grows_with_length_only(piece, lang):
    find_dates(piece, date(2025, 8, 12), lang)
    begin = time.process_time()

    find_dates(piece * (10_000 // len(piece)), date(2025, 8, 12), lang)

    assert time.process_time() - begin < 2  # a hundred times what prose of that length takes
