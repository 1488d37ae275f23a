"""What holds for any text: offsets, order, invented countries, no crash, linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.actors import find_mentions, name_speaker
from data.profile.loading import merge
from data.profile.models import Actor, Profile
from tests.data.actors_profile import INVENTED, PROFILE

PIECES = st.sampled_from(
    ["Keth", "Putins", "er", "sie", "der", "Präsident", "Sprecherin", "des", "Weißen", "Hauses", "sagte", ",", ".", "„", "“", "(", "Lundra",
     "in", "aus", "und", "'s", "’", "\n\n", "die beiden", "Max", "Muster", "ihr", "-", "US-", "Staats-", "\u200b", "İ", "ß", "\x00", "🙂"]
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_mentions_are_passages_in_text_order(body, lang):
    found = find_mentions(body, lang, PROFILE)
    assert all(body[one.start : one.end] == one.text and one.text for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        name_speaker(body, ((one.start, one.end),), found, PROFILE, None)


@pytest.mark.parametrize(
    "unit", ["Keth, ", "der ", "Präsident ", "Aa Bb ", "„", "sagte er ", "x" * 50 + " ", "A. ", "beide ", "\n\n", "''s"]
)
def test_hostile_text_costs_linear_time(unit):
    body = (unit * 10_000)[:10_000]
    find_mentions("Keth sagte er.", "de", PROFILE)  # which loads the dictionary
    begin = time.process_time()
    find_mentions(body, "de", PROFILE)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("country", "adjective", "people"),
    [
        ("Ostmarien", "ostmarische", "Ostmarier"),
        ("Felsland", "felsländische", "Felsländer"),
        ("Nordania", "nordanische", "Nordanier"),
        ("Kuranistan", "kuranische", "Kurane"),
        ("Tolmark", "tolmarkische", "Tolmarker"),
        ("Velua", "veluanische", "Veluaner"),
    ],
)
def test_an_invented_country_has_adjective_and_people(country, adjective, people):
    profile = merge(
        INVENTED, Profile("one", (Actor("Aldo Pent", "person", roles=("Präsident",), country=country, principal=True),))
    )
    body = f"Aldo Pent reiste ab. Keth blieb. Der {adjective} Präsident schwieg. Der {people} lachte."
    found = {one.text: one.actor for one in find_mentions(body, "de", profile)}
    assert found[f"Der {adjective} Präsident"] == "Aldo Pent"
    assert found[f"Der {people}"] == "Aldo Pent"


@pytest.mark.parametrize(
    ("country", "adjective"),
    [("Ostmarien", "Ostmarian"), ("Felsland", "Felslandic"), ("Velua", "Veluan"), ("Toro", "Toroan")],
)
def test_an_invented_country_in_english(country, adjective):
    profile = merge(
        INVENTED, Profile("one", (Actor("Aldo Pent", "person", roles=("Präsident",), country=country, principal=True),))
    )
    found = {
        one.text: one.actor for one in find_mentions(f"Keth left. The {adjective} president stayed.", "en", profile)
    }
    assert found[f"The {adjective} president"] == "Aldo Pent"


def test_a_later_profile_takes_an_alias_over():
    profile = merge(PROFILE, Profile("late", (Actor("Nora Keth", "person", aliases=("Keth",)),)))
    assert [one.actor for one in find_mentions("Keth schwieg.", "de", profile)] == ["Nora Keth"]
