"""Queries against an obviously right filter in pandas, and what they add up to."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import frames, query, summaries
from data.errors import StoreError
from data.models import LADDER
from data.query import FORMS, NOBODY, Counts, Selection
from data.store.folding import fold

EVERYTHING = Selection(include_background=True, include_headlines=True)
HOSTILE = [
    "(x",
    "(a+)+$",
    "%",
    '"',
    "'; drop table signals; --",
    "NEAR(",
    "*",
    "a* OR b",
    "^",
    "text:",
    "_",
    "\\",
    "´",
    "{",
    "AND",
]
NEEDLES = [
    "gespräch",
    "GESPRACH",
    "uber",
    "strassburg",
    "soon.",
    "50 %",
    "=1+1",
    'habe "abgesagt"',
    "kein",
    "z",
    "st",
    "ﬁ",
]

days = st.none() | st.dates(date(2031, 1, 1), date(2031, 7, 1))
selections = st.builds(
    lambda bounds, **fields: Selection(start=bounds[0], end=bounds[1], **fields),
    st.tuples(days, days).filter(lambda pair: None in pair or pair[0] <= pair[1]),
    speakers=st.lists(st.sampled_from(["Ada Kessler", "Borduria", NOBODY, "Niemand"]), max_size=2).map(tuple),
    outlets=st.lists(st.sampled_from(["Süd-Echo", "The Quay", NOBODY]), max_size=2).map(tuple),
    rungs=st.lists(st.sampled_from(list(LADDER)), max_size=5).map(tuple),
    forms=st.lists(st.sampled_from(FORMS), max_size=2).map(tuple),
    text=st.just("") | st.sampled_from(NEEDLES + HOSTILE),
    include_undated=st.booleans(),
    include_background=st.booleans(),
    include_headlines=st.booleans(),
)


def named(values, wanted):
    return values.map(lambda value: NOBODY if pd.isna(value) else value).isin(wanted)


def brute(frame, selection):
    """The same filter, row by row."""
    keep = pd.Series(True, index=frame.index)
    inside = pd.Series(True, index=frame.index)
    if selection.start:
        inside &= frame["said_on"] >= pd.Timestamp(selection.start)
    if selection.end:
        inside &= frame["said_on"] <= pd.Timestamp(selection.end)
    undated = frame["said_on"].isna()
    keep &= (inside & ~undated) | (undated & selection.include_undated)
    for column, wanted in (("speaker", selection.speakers), ("outlet", selection.outlets)):
        if wanted:
            keep &= named(frame[column], wanted)
    for column, wanted in (("rung", selection.rungs), ("form", selection.forms)):
        if wanted:
            keep &= frame[column].isin(wanted)
    if selection.text:
        needle = fold(selection.text)
        keep &= frame["text"].map(lambda text: bool(needle) and needle in fold(text))
    keep &= ~frame["background"] | selection.include_background
    keep &= frame["where"].eq("body") | selection.include_headlines
    return frame[keep]


@pytest.fixture(scope="module")
def everything(varied):
    return query.signals(varied, EVERYTHING)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(selection=selections)
def test_signals_are_those_of_a_brute_force_filter(varied, everything, selection):
    expected = brute(everything, selection)

    assert list(query.signals(varied, selection)["id"]) == list(expected["id"])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(selection=selections)
def test_counts_are_those_of_the_rows(varied, selection):
    rows = query.signals(varied, selection)
    undated = query.signals(varied, selection.with_(include_undated=True))
    background = query.signals(varied, selection.with_(include_background=True))
    headlines = query.signals(varied, selection.with_(include_headlines=True))

    assert query.counts(varied, selection) == Counts(
        signals=len(rows),
        articles=rows["article"].nunique(),
        independent_texts=rows["duplicate_group"].nunique(),
        undated=int(undated["said_on"].isna().sum()),
        background=int(background["background"].sum()),
        headlines=int(headlines["where"].eq("title").sum()),
    )


def test_every_signal_is_there(varied, varied_readings):
    rows = query.signals(varied, EVERYTHING)

    assert sorted(rows["id"]) == sorted(signal.id for reading in varied_readings for signal in reading.signals)
    known = {signal.id: signal for reading in varied_readings for signal in reading.signals}
    for row in rows.itertuples():
        signal = known[row.id]
        assert (row.text, row.rung, row.via, row.background) == (
            signal.text, signal.rung, signal.via, signal.background,
        )  # fmt: skip
        assert row.position == LADDER[signal.rung]
        assert (None if pd.isna(row.said_on) else row.said_on.date()) == signal.said_on


def test_signals_come_by_day_undated_last(varied):
    days = query.signals(varied, EVERYTHING)["said_on"]

    assert days.dropna().is_monotonic_increasing
    assert days.isna().any()
    assert days.isna().is_monotonic_increasing


@pytest.mark.parametrize("wanted", HOSTILE)
def test_what_is_typed_is_never_syntax(varied, varied_readings, wanted):
    found = query.articles(varied, Selection(text=wanted))

    needle = fold(wanted)
    assert set(found["id"]) == {
        reading.article.id
        for reading in varied_readings
        if needle and needle in fold(f"{reading.article.title}\n{reading.article.body}")
    }
    query.statements(varied, Selection(text=wanted))


@pytest.mark.parametrize(
    ("function", "columns"),
    [
        (query.signals, frames.SIGNALS),
        (query.articles, frames.ARTICLES),
        (query.statements, frames.STATEMENTS),
        (query.speakers, frames.SPEAKERS),
        (lambda store, _: query.decisions(store), frames.MERGES),
        (lambda store, _: query.rejected(store), frames.REJECTED),
        (lambda store, chosen: query.signals_by_period(query.signals(store, chosen), "week"), frames.PERIODS),
    ],
)
@pytest.mark.parametrize("selection", [EVERYTHING, Selection(text="there is no such passage")])
def test_frames_have_the_declared_columns_even_when_empty(varied, function, columns, selection):
    frame = function(varied, selection)

    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {c.name: c.dtype for c in columns}
    assert list(frame.columns) == [column.name for column in columns]


def test_articles_are_found_by_their_day_and_their_signals(varied):
    rows = query.articles(varied, Selection(start=date(2031, 2, 1), end=date(2031, 3, 1), include_undated=False))
    assert len(rows)
    assert rows["published_on"].between("2031-02-01", "2031-03-01").all()

    speaker = Selection(speakers=("Borduria",), start=date(2031, 2, 1), include_undated=False)
    held = set(query.signals(varied, Selection(speakers=("Borduria",)))["article"])
    assert set(query.articles(varied, speaker)["id"]) == {
        row.id
        for row in query.articles(varied).itertuples()
        if row.id in held and row.published_on >= pd.Timestamp(2031, 2, 1)
    }


def test_articles_know_their_sizes(varied, varied_readings):
    rows = query.articles(varied).set_index("id")

    assert len(rows) == 60
    for reading in varied_readings:
        row = rows.loc[reading.article.id]
        assert row["signals"] == len(reading.signals)
        assert row["characters"] == len(reading.article.body)
        assert row["group_size"] == (rows["duplicate_group"] == row["duplicate_group"]).sum()
        assert row["story_size"] == (rows["story"] == row["story"]).sum()


def test_statements_take_the_free_forms_as_indirect(varied):
    assert set(query.statements(varied, Selection(forms=("indirect",)))["form"]) == {"free_indirect"}
    assert set(query.statements(varied, Selection(forms=("direct", "reported")))["form"]) == {"direct", "reported"}
    assert query.statements(varied, Selection(forms=("unattributed",))).empty


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_periods_count_every_dated_signal_once(varied, unit):
    rows = query.signals(varied, EVERYTHING)
    before = rows.copy(deep=True)

    periods = query.signals_by_period(rows, unit)

    pd.testing.assert_frame_equal(rows, before)
    assert periods["count"].sum() == rows["said_on"].notna().sum()
    assert not periods.duplicated(["period", "rung", "basis"]).any()
    assert set(periods["basis"]) == {"said", "published"}
    first = {
        "day": lambda day: day,
        "week": lambda day: day - pd.Timedelta(days=day.weekday()),
        "month": lambda day: day.replace(day=1),
    }
    dated = rows[rows["said_on"].notna()]
    for row in periods.itertuples():
        there = dated[dated["said_on"].map(first[unit]).eq(row.period) & dated["rung"].eq(row.rung)]
        assert (there["said_on_basis"].eq("published") == (row.basis == "published")).sum() == row.count


def test_choices_count_what_choosing_shows(varied):
    choices = query.choices(varied)

    for choice in choices.speakers:
        assert choice.signals == query.counts(varied, Selection(speakers=(choice.name,))).signals
    for outlet, number in choices.outlets:
        assert number == len(query.articles(varied, Selection(outlets=(outlet,))))
    assert choices.articles == 60
    assert NOBODY in {choice.name for choice in choices.speakers}
    days = query.signals(varied, EVERYTHING)["said_on"]
    assert (choices.first, choices.last) == (days.min().date(), days.max().date())


def test_choices_of_nothing(store):
    assert query.choices(store) == query.Choices((), (), None, None, 0)


@pytest.fixture
def positions(store, made):
    """One speaker's way down the ladder, with a reprint, a background and an undated claim."""

    def one(article, published, *signals):
        return made.reading(
            article,
            signals,
            body=f"Text {article} " * 9,
            published_on=published,
            published_basis="metadata",
            outlet=article[0],
        )

    said = {"said_on": date(2031, 5, 2), "rung": "WILLING"}
    made.keep(
        store,
        one("a1", date(2031, 5, 2), made.signal("a1", 0, **said), made.signal("a1", 1, said_on=None, rung="HELD")),
        one("b1", date(2031, 5, 3), made.signal("b1", 0, **said)),
        one(
            "b2",
            date(2031, 5, 6),
            made.signal("b2", 0, said_on=date(2031, 5, 5), rung="AGREED", start=0),
            made.signal("b2", 1, said_on=date(2031, 5, 5), rung="SCEPTICAL", start=50),
            made.signal("b2", 2, said_on=date(2031, 5, 9), rung="HELD", background=True, start=90),
        ),
        one("a2", date(2031, 5, 5), made.signal("a2", 0, said_on=date(2031, 5, 5), rung="REJECTED", start=900)),
        one("c1", None, made.signal("c1", 0, said_on=None, speaker="Jonas Ohm", rung="HELD")),
    )
    return store


def test_a_speakers_position_is_the_last_claim_of_the_last_day(positions):
    rows = query.speakers(positions, EVERYTHING).set_index("speaker")

    row = rows.loc["Ada Kessler"]
    assert (row["last_rung"], row["last_signal"], row["last_on"]) == ("SCEPTICAL", "b2:1", pd.Timestamp(2031, 5, 5))
    assert (row["previous_rung"], row["previous_on"], row["change"]) == ("WILLING", pd.Timestamp(2031, 5, 2), "down")
    assert (row["signals"], row["articles"], row["independent_texts"], row["outlets"]) == (7, 4, 4, 2)


def test_a_speaker_without_a_day_has_no_position(positions):
    row = query.speakers(positions, EVERYTHING).set_index("speaker").loc["Jonas Ohm"]

    assert row[["last_rung", "previous_rung", "change", "last_on"]].isna().all()
    assert row["signals"] == 1


def test_only_context_is_better_than_nothing(positions):
    rows = query.signals(positions, EVERYTHING)

    row = summaries.speakers(rows[rows["background"]], {}).iloc[0]

    assert (row["last_rung"], row["change"]) == ("HELD", "first")


def test_reprints_are_one_independent_text(store, made):
    text = (
        "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf eine Antwort. " * 4
    )
    copies = [
        made.reading(name, [made.signal(name, 0)], raw=text, body=text, published_on=date(2031, 5, 2), outlet=name)
        for name in ("a", "b", "c")
    ]
    made.keep(store, *copies)

    assert query.counts(store) == Counts(3, 3, 1, 0, 0, 0)
    assert query.speakers(store).loc[0, "independent_texts"] == 1
    assert query.articles(store)["group_size"].tolist() == [3, 3, 3]
    assert set(query.story_members(store, "b")["id"]) == {"a", "b", "c"}
    assert {row.decision for row in query.article(store, "a").decisions} <= {"duplicate"}


def test_an_article_that_is_not_there(store):
    for ask in (query.article, query.story_members):
        with pytest.raises(StoreError, match="no such article"):
            ask(store, "nowhere")
    with pytest.raises(StoreError, match="no version 3"):
        query.old_version(store, "nowhere", 3)
