"""What the database counts and cuts is what the whole frames hold, whatever is selected."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from data import paging, query, standing, stories, summaries, totals
from data.models import LADDER
from data.selection import FORMS, NOBODY, Selection
from data.store.reviews import review

LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
days = st.none() | st.dates(date(2031, 1, 1), date(2031, 7, 1))
selections = st.builds(
    lambda bounds, **fields: Selection(start=bounds[0], end=bounds[1], **fields),
    st.tuples(days, days).filter(lambda pair: None in pair or pair[0] <= pair[1]),
    speakers=st.lists(st.sampled_from(["Ada Kessler", "Borduria", NOBODY, "Niemand"]), max_size=2).map(tuple),
    outlets=st.lists(st.sampled_from(["Süd-Echo", "The Quay", NOBODY]), max_size=2).map(tuple),
    rungs=st.lists(st.sampled_from(list(LADDER)), max_size=5).map(tuple),
    forms=st.lists(st.sampled_from(FORMS), max_size=2).map(tuple),
    text=st.sampled_from(["", "", "gespräch", "st", "=1+1", "%", '"', "nirgends"]),
    include_undated=st.booleans(),
    include_background=st.booleans(),
    include_headlines=st.booleans(),
    include_rejected=st.booleans(),
)
cuts = st.tuples(st.integers(0, 90), st.integers(1, 60))
EVERYTHING = Selection(include_background=True, include_headlines=True)


@LAW
@given(selection=selections)
def test_totals_are_those_of_all_rows(varied, selection):
    rows, held = query.signals(varied, selection), totals.totals(varied, selection)

    said = rows["said_on"].dropna()
    assert (held.signals, held.articles) == (len(rows), rows["article"].nunique())
    assert held.independent_texts == rows["duplicate_group"].nunique()
    assert (held.dated, held.undated) == (len(said), len(rows) - len(said))
    assert (held.first, held.last) == ((said.min().date(), said.max().date()) if len(said) else (None, None))


@LAW
@given(selection=selections, unit=st.sampled_from(["day", "week", "month"]))
def test_periods_are_those_of_all_rows(varied, selection, unit):
    expected = summaries.signals_by_period(query.signals(varied, selection), unit)

    assert_frame_equal(totals.periods(varied, selection, unit), expected)


@LAW
@given(selection=selections)
def test_speakers_are_those_of_all_rows(varied, selection):
    actors = {actor.name: actor for actor in varied.profile().actors}

    expected = summaries.speakers(query.signals(varied, selection), actors)
    assert_frame_equal(standing.speakers(varied, selection), expected)


@LAW
@given(selection=selections, cut=cuts, undated=st.booleans())
def test_a_page_of_signals_is_cut_from_all_rows(varied, selection, cut, undated):
    rows = query.signals(varied, selection)
    rows = rows[rows["said_on"].isna()].reset_index(drop=True) if undated else rows

    page = paging.signals_page(varied, selection, *cut, undated=undated)
    assert_frame_equal(page, rows.iloc[cut[0] : sum(cut)].reset_index(drop=True))


@LAW
@given(selection=selections, cut=cuts)
def test_a_page_of_articles_is_cut_from_all_rows(varied, selection, cut):
    rows, held = query.articles(varied, selection), totals.collection(varied, selection)

    assert_frame_equal(
        paging.articles_page(varied, selection, *cut), rows.iloc[cut[0] : sum(cut)].reset_index(drop=True)
    )
    assert (held.articles, held.independent_texts) == (len(rows), rows["duplicate_group"].nunique())
    assert (held.stories, held.undated) == (rows["story"].nunique(), rows["published_on"].isna().sum())


@LAW
@given(selection=selections, place=st.integers(0, 90))
def test_each_row_knows_its_place(varied, selection, place):
    signals, articles = query.signals(varied, selection), query.articles(varied, selection)

    if place < len(signals):
        assert paging.signal_place(varied, selection, signals.loc[place, "id"]) == place
    if place < len(articles):
        assert paging.article_place(varied, selection, articles.loc[place, "id"]) == place


def test_what_is_not_selected_has_no_place(varied):
    nothing = Selection(text="steht nirgends")

    assert paging.signal_place(varied, nothing, query.signals(varied).loc[0, "id"]) is None
    assert paging.signal_place(varied, Selection(), "gibt es nicht") is None
    assert paging.article_place(varied, nothing, "art-1") is None


def test_a_rejected_signal_counts_nowhere(store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0), made.signal("a", 1, start=20, text="Nein.")]))
    review(store, "a:0", "rejected", by="Kim")

    assert totals.totals(store).signals == len(paging.signals_page(store, Selection(), 0, 9)) == 1
    assert totals.totals(store, Selection(include_rejected=True)).signals == 2
    assert standing.speakers(store).loc[0, "signals"] == 1


@LAW
@given(selection=selections)
def test_dots_are_the_dated_signals_of_the_speakers(varied, selection):
    names = ("Ada Kessler", "Borduria")
    rows = query.signals(varied, selection)
    rows = rows[rows["speaker"].isin(names) & rows["said_on"].notna()]

    dots = standing.dots(varied, selection, names)
    assert list(dots["id"]) == list(rows["id"])
    assert list(dots["text"]) == list(rows["text"])


@pytest.mark.parametrize("most", [1, 5, 20, 40])
def test_many_dots_are_drawn_together_and_none_is_lost(varied, monkeypatch, most):
    names = ("Ada Kessler", "Borduria", "Jonas Ohm", "Königshof Tarn")
    rows = query.signals(varied, EVERYTHING)
    rows = rows[rows["speaker"].isin(names) & rows["said_on"].notna()].set_index("id")
    monkeypatch.setattr(standing, "MOST_DOTS", most)

    dots = standing.dots(varied, EVERYTHING, names)
    assert len(dots) < len(rows) == dots["signals"].sum()
    for dot in dots.itertuples():
        shown = rows.loc[dot.id]
        assert (shown["speaker"], shown["rung"], shown["text"]) == (dot.speaker, dot.rung, dot.text)
        assert dot.since <= shown["said_on"] == dot.said_on


def test_the_bound_on_dots_is_kept_where_a_year_is_coarse_enough(varied, monkeypatch):
    rows = query.signals(varied, EVERYTHING)
    named = rows[rows["speaker"].eq("Ada Kessler") & rows["said_on"].notna()]
    monkeypatch.setattr(standing, "MOST_DOTS", len(named))
    assert len(standing.dots(varied, EVERYTHING, ("Ada Kessler",))) == len(named)

    monkeypatch.setattr(standing, "MOST_DOTS", len(named) - 1)
    assert len(standing.dots(varied, EVERYTHING, ("Ada Kessler",))) <= len(named) - 1


def test_stories_are_listed_by_their_latest_article(store, made):
    text = "Ein langer Text über den Gipfel, der in zwei Blättern steht und überall gleich lautet. " * 3
    made.keep(
        store,
        *(
            made.reading(
                f"{name}{number}", raw=f"{name} {text}", body=f"{name} {text}", published_on=date(2031, month, 1)
            )
            for name, month in (("alt", 1), ("neu", 6))
            for number in range(2)
        ),
        made.reading("allein", body="Etwas anderes steht hier.", raw="Etwas anderes steht hier."),
    )
    rows = query.articles(store)
    expected = list(dict.fromkeys(rows[rows["story_size"] > 1]["story"]))

    held = stories.stories(store, 10)
    assert list(held["id"]) == expected
    assert list(held["articles"]) == [int(rows["story"].eq(story).sum()) for story in expected]
    assert list(stories.stories(store, 1)["id"]) == expected[:1]
    assert list(stories.stories(store, 1, also=expected)["id"]) == expected
    assert stories.stories(store, 10, "steht nirgends").empty
    assert stories.stories_of(store, ["allein", "fehlt"]) == {"allein": "allein"}
    assert_frame_equal(stories.articles_named(store, list(rows["id"])), pd.DataFrame(rows))
