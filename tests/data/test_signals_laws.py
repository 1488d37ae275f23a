"""What holds of signals whatever the text: places, order, values, and the time it takes."""

import time
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import LADDER
from tests.data.signals_scene import read

PIECES = st.sampled_from(
    [
        "Brenk", "Tolva", "Präsident", "das Treffen", "ein Gipfel", "lehnt", "ab", "will", "treffen", "nicht", "kein", "wenn",
        "sagte", "dass", "„", "“", ",", ".", "?", ":", "–", "\n\n", "am 14. März", "in Genf", "und", "telefoniert", "hatte",
        "weder", "noch", "verschoben", "meeting", "ruled out", "(", ")", "; ", "…", "wurde", "es", "dazu", "Ort", "Termin",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)
SLOW = settings(max_examples=25, deadline=timedelta(seconds=5))


@SLOW
@given(TEXTS, st.sampled_from(["de", "en"]))
def test_a_signal_is_a_passage_of_the_body(body, lang):
    for signal in read(body, lang=lang):
        assert body[signal.start : signal.end] == signal.text
        assert signal.text.strip()


@SLOW
@given(TEXTS)
def test_signals_stand_in_order_and_never_overlap(body):
    found = read(body)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len({signal.id for signal in found}) == len(found)


@SLOW
@given(TEXTS)
def test_a_signal_has_a_rung_and_at_least_two_principals(body):
    for signal in read(body):
        assert signal.rung in LADDER
        assert len(signal.participants) >= 2
        assert list(signal.participants) == sorted(signal.participants)


@SLOW
@given(TEXTS)
def test_reading_twice_gives_the_same(body):
    assert read(body) == read(body)


@SLOW
@given(st.text(max_size=300), st.sampled_from(["de", "en"]))
def test_any_text_can_be_read(body, lang):
    assert isinstance(read(body, lang=lang), list)


@pytest.mark.parametrize("unit", ["Brenk trifft Tolva, ", "nicht kein nie ", "((((", "Treffen ", "„Brenk“ "])
def test_a_long_sentence_is_read_in_a_second(unit):
    body = unit * (5_000 // len(unit))
    read(unit)
    start = time.process_time()
    read(body)

    assert time.process_time() - start < 5
