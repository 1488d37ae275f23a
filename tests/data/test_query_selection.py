"""The selection as a value: its caption, its file name, its link."""

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import LADDER
from data.query import FORMS, NOBODY, PARAMS, Selection

days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
names = st.lists(st.text(min_size=1, max_size=30).map(str.strip).filter(bool), max_size=3).map(tuple)
flags = st.booleans()


@st.composite
def selections(draw):
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start and end and start > end:
        start, end = end, start
    return Selection(
        start=start,
        end=end,
        speakers=draw(names),
        outlets=draw(names),
        rungs=tuple(draw(st.sets(st.sampled_from(list(LADDER)), max_size=3))),
        forms=tuple(draw(st.sets(st.sampled_from(FORMS), max_size=2))),
        text=draw(st.text(max_size=250)),
        include_undated=draw(flags),
        include_background=draw(flags),
        include_headlines=draw(flags),
    )


def test_caption_says_everything_that_filters():
    selection = Selection(
        start=date(2031, 5, 1),
        end=date(2031, 5, 31),
        speakers=("Borduria", "Ada Kessler"),
        outlets=("Süd-Echo", NOBODY),
        rungs=("AGREED", "HELD"),
        forms=("direct",),
        text="Über­raschung",
        include_undated=False,
        include_background=True,
    )

    assert selection.caption() == (
        "Signals said from 2031-05-01 to 2031-05-31 by Ada Kessler or Borduria in articles without an outlet or Süd-Echo "
        "on rung HELD or AGREED told as direct with “Über­raschung” in the passage; "
        "undated ones left out, background included, headlines left out."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Signals; undated ones included"),
        ({"start": date(2031, 5, 1)}, "Signals said on or after 2031-05-01;"),
        ({"end": date(2031, 5, 1)}, "Signals said on or before 2031-05-01;"),
        ({"start": date(2031, 5, 1), "end": date(2031, 5, 1)}, "Signals said on 2031-05-01;"),
        ({"speakers": (NOBODY,)}, "Signals by the outlets themselves;"),
    ],
)
def test_caption_of_ranges(changes, words):
    assert Selection(**changes).caption().startswith(words)


def test_same_choice_in_another_order_is_the_same_value():
    one = Selection(speakers=("B", "A", "B"), rungs=("REJECTED", "HELD"), text="  vor   Ort ")
    other = Selection(speakers=("A", "B"), rungs=("HELD", "REJECTED"), text="vor Ort")

    assert one == other
    assert hash(one) == hash(other)
    assert one.slug() == other.slug()


@pytest.mark.parametrize(
    "wrong",
    [{"start": date(2031, 5, 2), "end": date(2031, 5, 1)}, {"rungs": ("MAYBE",)}, {"forms": ("sung",)}],
)
def test_what_it_cannot_mean_is_refused(wrong):
    with pytest.raises(ValueError, match=r"2031-05-02|MAYBE|sung"):
        Selection(**wrong)


@given(selections())
def test_a_link_opens_the_same_selection(selection):
    params = selection.to_params()

    assert set(params) <= set(PARAMS)
    assert Selection.from_params(params) == selection


@given(st.dictionaries(st.sampled_from(PARAMS) | st.text(), st.lists(st.text(), max_size=3)))
def test_any_link_opens(params):
    assert isinstance(Selection.from_params(params), Selection)


def test_garbage_in_a_link_is_ignored():
    params = {
        "from": ["2031-02-30"],
        "to": ["2031-05-01", "2031-05-02"],
        "rung": ["HELD", "held", "'; drop table signals"],
        "form": [],
        "speaker": ["", "Borduria"],
        "undated": ["maybe"],
        "background": ["true"],
        "page": ["3"],
    }

    assert Selection.from_params(params) == Selection(
        end=date(2031, 5, 2), rungs=("HELD",), speakers=("Borduria",), include_background=True
    )


def test_a_link_with_its_days_swapped_is_put_right():
    selection = Selection.from_params({"from": ["2031-05-09"], "to": ["2031-05-01"]})

    assert (selection.start, selection.end) == (date(2031, 5, 1), date(2031, 5, 9))


@settings(max_examples=50, deadline=None)
@given(selections())
def test_slug_is_a_safe_part_of_a_file_name(selection):
    slug = selection.slug()

    assert 0 < len(slug) <= 80
    assert set(slug) <= set(string.ascii_lowercase + string.digits + "-_")


@settings(max_examples=40, deadline=None)
@given(selections(), selections())
def test_another_selection_has_another_slug(one, other):
    assert (one.slug() == other.slug()) == (one == other)


def test_slug_can_be_read():
    selection = Selection(start=date(2031, 5, 1), speakers=("Jürgen Öst",), rungs=("HELD",))

    assert selection.slug().startswith("2031-05-01_end_juergen-oest_held_")
    assert Selection().slug() == "all"
