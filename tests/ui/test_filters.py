"""Every filter: by hand, from a link, from a bad link, and across pages."""

from datetime import date

import pytest

from components.sidebar import DEFAULTS
from data import query
from data.selection import PARAMS, Selection
from tests.ui.conftest import PAGES, table, turn_to

FILTERS = [
    ({"speaker": "Ada Kessler"}, Selection(speakers=("Ada Kessler",))),
    ({"speaker": ["Ada Kessler", "(none)"]}, Selection(speakers=("Ada Kessler", "(none)"))),
    ({"outlet": "The Quay"}, Selection(outlets=("The Quay",))),
    ({"rung": ["HELD", "REJECTED"]}, Selection(rungs=("HELD", "REJECTED"))),
    ({"form": "direct"}, Selection(forms=("direct",))),
    ({"text": "gipfel"}, Selection(text="gipfel")),
    ({"from": "2031-02-01", "to": "2031-02-28"}, Selection(start=date(2031, 2, 1), end=date(2031, 2, 28))),
    ({"from": "2031-03-01"}, Selection(start=date(2031, 3, 1))),
    ({"to": "2031-03-01"}, Selection(end=date(2031, 3, 1))),
    ({"from": "2031-03-01", "to": "2031-02-01"}, Selection(start=date(2031, 2, 1), end=date(2031, 3, 1))),
    ({"undated": "false"}, Selection(include_undated=False)),
    ({"background": "true"}, Selection(include_background=True)),
    ({"headlines": "true"}, Selection(include_headlines=True)),
]


@pytest.mark.parametrize(("params", "selection"), FILTERS, ids=lambda value: str(value)[:40])
def test_a_link_opens_the_view_it_names(open_page, varied, params, selection):
    link = {key: [value] if isinstance(value, str) else value for key, value in params.items()}
    assert Selection.from_params(link) == selection

    at = open_page(varied, **selection.to_params())

    assert at.session_state["selection"] == selection
    assert len(table(at, "timeline")) == len(query.signals(varied, selection)) > 0


def test_every_parameter_of_a_selection_has_its_widget(open_page, varied):
    at = open_page(varied)

    assert set(PARAMS) <= set(DEFAULTS)
    for param in PARAMS:
        assert at.get_by_key(param) is not None


BAD = [
    {"from": "gestern", "to": "2031-99-99", "rung": "MAYBE", "form": "gesungen", "undated": "vielleicht"},
    {"from": "0001-01-01", "to": "9999-12-31", "background": "2", "unit": "century", "a": "nope", "b": "nope"},
    {"text": "(x' OR 1=1; --%_", "article": "<script>", "signal": "x" * 5000, "speaker": ["\u202e", "", "**"]},
]


@pytest.mark.parametrize("params", BAD, ids=["words", "bounds", "hostile"])
def test_a_bad_link_is_no_error(open_page, varied, params):
    at = open_page(varied, **params)

    for page in PAGES:
        turn_to(at, page)


def test_a_speaker_whom_the_data_does_not_know_shows_nothing_rather_than_everything(open_page, varied):
    at = open_page(varied, speaker="Niemand Bekanntes")

    assert at.multiselect(key="speaker").value == ["Niemand Bekanntes"]
    assert "match these filters" in at.info[0].value


def test_each_widget_filters(open_page, varied):
    at = open_page(varied)
    everything = len(table(at, "timeline"))

    at.multiselect(key="rung").set_value(["WILLING"]).run()
    assert 0 < len(table(at, "timeline")) < everything
    at.multiselect(key="speaker").set_value(["Jonas Ohm"]).run()
    assert {tuple(rung) for rung in table(at, "timeline")["rung"]} == {("WILLING",)}
    assert set(table(at, "timeline")["speaker"]) == {"Jonas Ohm"}

    at.button(key="reset").click().run()
    assert len(table(at, "timeline")) == everything
    assert at.button(key="reset").disabled


def test_filters_survive_a_change_of_page(open_page, varied):
    at = open_page(varied)
    at.multiselect(key="speaker").set_value(["Jonas Ohm"]).run()
    turn_to(at, "speakers")

    assert list(table(at, "speakers")["speaker"]) == ["Jonas Ohm"]
    turn_to(at, "timeline")
    assert set(table(at, "timeline")["speaker"]) == {"Jonas Ohm"}


def test_presets_end_with_the_data(open_page, varied):
    last = query.choices(varied).last
    at = open_page(varied)
    at.get_by_key("preset").set_value("7 days").run()

    assert at.date_input(key="to").value == last
    assert (last - at.date_input(key="from").value).days == 6

    at.get_by_key("preset").set_value("All").run()
    assert at.date_input(key="from").value is None


def test_a_preset_is_lit_only_where_it_is_what_is_shown(open_page, varied):
    assert open_page(varied).get_by_key("preset").value == "All"
    assert open_page(varied, **{"from": "2031-02-01", "to": "2031-02-03"}).get_by_key("preset").value is None
    assert open_page(varied, **{"from": "2031-01-01", "to": "2031-12-31"}).get_by_key("preset").value == "2031"


def test_half_a_range_is_an_open_one(open_page, varied):
    at = open_page(varied)
    at.date_input(key="from").set_value(date(2031, 3, 1)).run()

    days = table(at, "timeline")["said_on"].dropna()
    assert not at.exception
    assert (days >= "2031-03-01").all()


def test_speakers_by_side_fill_the_filter(open_page, varied):
    at = open_page(varied)
    at.session_state["by_side"] = True  # as a click on it does
    at.run()
    at.get_by_key("side_0").set_value(["Jonas Ohm", "Borduria"]).run()

    assert sorted(at.multiselect(key="speaker").value) == ["Borduria", "Jonas Ohm"]
    at.multiselect(key="speaker").set_value(["Borduria"]).run()
    assert at.get_by_key("side_0").value == ["Borduria"]


def test_the_caption_says_what_is_shown(open_page, varied):
    at = open_page(varied, text="*Gipfel*", speaker="Ada Kessler")

    words = " ".join(caption.value for caption in at.caption)
    assert "Ada Kessler" in words
    assert r"\*Gipfel\*" in words, "search text is no markdown"


@pytest.mark.parametrize(("unit", "bars"), [("day", "day"), ("week", "week"), ("month", "month"), ("auto", "week")])
def test_the_bars_can_be_days_weeks_or_months(open_page, varied, unit, bars):
    at = open_page(varied, unit=unit)

    chart = at.get("plotly_chart")[0]
    assert f"Signals by {bars} said" in chart.proto.alt
