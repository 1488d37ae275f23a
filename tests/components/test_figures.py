"""Figure builders: frame in, traces out."""

import json
from datetime import date

import pandas as pd
import pytest

from components.figures.brushing import brushed
from components.figures.ladder import DARK, LIGHT, name
from components.figures.speakers import positions
from components.figures.speakers import values as positions_values
from components.figures.style import Ready, plain
from components.figures.timeline import spell, timeline, unit_for
from components.figures.timeline import values as timeline_values
from data import frames, query
from data.models import LADDER
from data.selection import Selection
from data.summaries import signals_by_period


def signal_rows(*rows):
    """A frame of signals; each row is (id, day or None, speaker, rung, basis)."""
    blank = {column.name: None for column in frames.SIGNALS} | {
        "certainty": "PR+", "form": "indirect", "contact": "in_person", "participants": (), "via": (), "agencies": (),
        "background": False, "where": "body", "start": 0, "end": 4, "article": "a", "duplicate_group": "a", "story": "a",
        "text": "Text", "title": "Titel", "outlet": "Morgenpost Tarn",
    }  # fmt: skip
    return frames.frame(
        (
            {
                **blank,
                "id": id_,
                "said_on": day,
                "speaker": who,
                "rung": rung,
                "position": LADDER[rung],
                "said_on_basis": basis,
            }
            for id_, day, who, rung, basis in rows
        ),
        frames.SIGNALS,
    )


@pytest.fixture
def rows():
    return signal_rows(
        ("1", "2031-05-02", "Ada Kessler", "HELD", "explicit"),
        ("2", "2031-05-02", "Ada Kessler", "WILLING", "weekday"),
        ("3", "2031-05-02", "Jonas Ohm", "WILLING", "published"),
        ("4", "2031-05-02", "Jonas Ohm", "REJECTED", "relative"),
        ("5", "2031-05-09", "Jonas Ohm", "SCEPTICAL", "explicit"),
        ("6", None, "Jonas Ohm", "AGREED", None),
    )


def drawn(figure):
    """The bars that stand for signals: (rung label, pattern, [(x, y)])."""
    return [
        (trace.name, (trace.marker.pattern.shape or ""), list(zip(trace.x, trace.y, strict=True)))
        for trace in figure.data
        if trace.customdata is not None
    ]


def test_bars_of_negative_rungs_hang_below_the_axis(rows):
    bars = drawn(timeline(signals_by_period(rows, "day"), "day", dark=False))

    for label, _, points in bars:
        rung = next(rung for rung in LADDER if name(rung) == label)
        assert all((y < 0) == (LADDER[rung] < 0) for _, y in points), label


def test_bars_are_stacked_by_the_ladder_from_the_axis_outwards(rows):
    order = [label for label, _, _ in drawn(timeline(signals_by_period(rows, "day"), "day", dark=False))]

    assert order == ["Sceptical (−1)", "Willing (+3)", "Willing (+3)", "Rejected (−5)", "Held (+6)"]


def test_days_that_rest_on_the_publication_are_hatched(rows):
    figure = timeline(signals_by_period(rows, "day"), "day", dark=False)

    assert [(label, points[0][1]) for label, pattern, points in drawn(figure) if pattern == "/"] == [
        ("Willing (+3)", 1)
    ]
    assert "hatched: published" in [trace.name for trace in figure.data]


def test_the_legend_reads_from_red_to_green_and_names_each_rung_once(rows):
    figure = timeline(signals_by_period(rows, "day"), "day", dark=False)

    shown = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert shown == ["Rejected (−5)", "Sceptical (−1)", "Willing (+3)", "Held (+6)", "hatched: published"]


def test_all_dated_signals_are_on_a_bar_whatever_the_unit(rows):
    for unit in ("day", "week", "month"):
        bars = drawn(timeline(signals_by_period(rows, unit), unit, dark=False))

        assert sum(abs(y) for _, _, points in bars for _, y in points) == 5


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)])
def test_colours_are_those_of_the_theme(rows, dark, palette):
    for trace in timeline(signals_by_period(rows, "day"), "day", dark=dark).data:
        rung = next((rung for rung in LADDER if name(rung) == trace.name), None)
        assert rung is None or trace.marker.color == palette[rung]


def test_a_bar_says_what_it_counts(rows):
    figure = timeline(signals_by_period(rows, "week"), "week", dark=False)

    data = [list(item) for trace in figure.data if trace.customdata is not None for item in trace.customdata]
    assert ["2031-04-28", "2031-05-04", "HELD", "said", 1, "28 Apr – 4 May 2031"] in data


def test_one_signal_does_not_fill_the_page():
    one = signal_rows(("1", "2031-05-02", "Ada Kessler", "HELD", "explicit"))

    left, right = timeline(signals_by_period(one, "day"), "day", dark=False).layout.xaxis.range
    assert (date.fromisoformat(right[:10]) - date.fromisoformat(left[:10])).days >= 30


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (date(2031, 1, 1), date(2031, 1, 1), "day"),
        (date(2031, 1, 1), date(2031, 3, 31), "day"),
        (date(2031, 1, 1), date(2031, 12, 31), "week"),
        (date(2028, 1, 1), date(2031, 12, 31), "month"),
    ],
)
def test_long_ranges_get_coarser_bars(first, last, unit):
    assert unit_for(first, last) == unit


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2031, 8, 6), date(2031, 8, 6), "6 Aug 2031"),
        (date(2031, 8, 6), date(2031, 8, 8), "6–8 Aug 2031"),
        (date(2031, 2, 28), date(2031, 3, 3), "28 Feb – 3 Mar 2031"),
        (date(2030, 12, 30), date(2031, 1, 2), "30 Dec 2030 – 2 Jan 2031"),
    ],
)
def test_intervals_are_written_short(first, last, text):
    assert spell(first, last) == text


def box(left, right):
    return {"selection": {"box": [{"x": [left, right], "y": [0, 1]}], "points": []}}


DAYS = [date(2031, 8, day) for day in (4, 6, 8, 12)]


def test_brushing_takes_the_days_whose_bars_are_in_the_box():
    shown = brushed(box("2031-08-05 13:00:00.1234", "2031-08-08 09:30"), DAYS, "day", Selection(text="Gipfel"))

    assert shown == Selection(start=date(2031, 8, 6), end=date(2031, 8, 8), text="Gipfel", include_undated=False)


def test_a_box_drawn_from_right_to_left_is_the_same_box():
    there, back = box("2031-08-05", "2031-08-09"), box("2031-08-09", "2031-08-05")

    assert brushed(there, DAYS, "day", Selection()) == brushed(back, DAYS, "day", Selection())


def test_brushing_weeks_takes_whole_weeks_but_not_beyond_the_filter():
    weeks = [date(2031, 7, 28), date(2031, 8, 4)]
    selection = Selection(start=date(2031, 8, 1), end=date(2031, 8, 31))

    shown = brushed(box("2031-07-29", "2031-08-08"), weeks, "week", selection)

    assert (shown.start, shown.end) == (date(2031, 8, 1), date(2031, 8, 10))


def test_a_box_between_the_bars_selects_nothing():
    assert brushed(box("2031-08-09", "2031-08-10"), DAYS, "day", Selection()) is None
    assert brushed({"selection": {"box": [], "points": []}}, DAYS, "day", Selection()) is None


def test_clicking_a_bar_takes_its_rung_too():
    point = {"customdata": ["2031-08-06", "2031-08-06", "WILLING", "said", 2, "6 Aug 2031"]}

    shown = brushed({"selection": {"points": [point], "box": []}}, DAYS, "day", Selection())

    assert shown == Selection(date(2031, 8, 6), date(2031, 8, 6), rungs=("WILLING",), include_undated=False)


def test_each_speaker_has_a_line_and_each_dated_signal_a_dot(rows):
    figure = positions(rows, ["Jonas Ohm", "Ada Kessler"], dark=False)

    dots = [id_[0] for trace in figure.data if trace.customdata is not None for id_ in trace.customdata]
    assert sorted(dots) == ["1", "2", "3", "4", "5"]
    assert list(figure.layout.yaxis.ticktext) == ["Jonas Ohm", "Ada Kessler"]
    assert list(figure.layout.yaxis.tickvals) == [1, 0]


def test_dots_of_one_day_do_not_hide_each_other(rows):
    figure = positions(rows, ["Jonas Ohm", "Ada Kessler"], dark=False)

    places = [
        place for trace in figure.data if trace.customdata is not None for place in zip(trace.x, trace.y, strict=True)
    ]
    assert len(set(places)) == len(places) == 5
    assert all(abs(y - round(y)) <= 0.36 for _, y in places)


def test_dots_are_open_where_the_day_is_only_that_of_publication(rows):
    figure = positions(rows, ["Jonas Ohm"], dark=False)

    symbols = {trace.customdata[0][0]: trace.marker.symbol for trace in figure.data if trace.customdata is not None}
    assert symbols == {"3": "triangle-up-open", "4": "triangle-down", "5": "triangle-down"}


def test_text_in_figures_is_no_markup():
    rows = signal_rows(("1", "2031-05-02", "<a href='http://evil.example'>X</a>", "HELD", "explicit"))
    rows["text"] = "<b>fett</b> & <img src=x>"

    figure = positions(rows, list(rows["speaker"]), dark=False)

    written = [*figure.layout.yaxis.ticktext, *(text for trace in figure.data if trace.text for text in trace.text)]
    assert not any("<a" in text or "<img" in text or "<b>fett" in text for text in written)
    assert plain("<b>&") == "&lt;b&gt;&amp;"


def test_long_labels_are_cut_and_wrapped():
    assert plain("Wort " * 40, limit=12) == "Wort Wort W…"
    assert plain("eins zwei drei", width=9) == "eins zwei<br>drei"


def test_builders_leave_their_frame_alone(rows):
    before = rows.copy()

    positions(rows, ["Jonas Ohm"], dark=True)
    timeline(signals_by_period(rows, "day"), "day", dark=True)

    pd.testing.assert_frame_equal(rows, before)


def test_what_is_sent_is_what_plotly_would_have_made_of_it(varied):
    rows = query.signals(varied, Selection(include_background=True, include_headlines=True))
    periods, speakers = signals_by_period(rows, "week"), list(rows["speaker"].dropna().unique())
    drawn = [
        (timeline(periods, "week", dark=True), timeline_values(periods, "week", dark=True)),
        (positions(rows, speakers, dark=False), positions_values(rows, speakers, dark=False)),
    ]

    for figure, values in drawn:
        assert len(values[0]) > 5
        assert (
            Ready(*values).to_dict() == json.loads(json.dumps(Ready(*values).to_dict())) == json.loads(figure.to_json())
        )
