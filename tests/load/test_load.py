"""Several readers at once over the real protocol: every answer right, few bytes and rows an answer."""

import dataclasses

import pyarrow as pa
import pytest

from benchmarks.load import __main__ as load
from benchmarks.load.answers import Known, shown
from benchmarks.load.collection import Size
from components.tables import PAGE
from data.selection import Selection

SMALL = Size(signals=3000, speakers=80, outlets=40)
BYTES = 300_000
"""An answer may be as long, and the first one twice that."""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("load")
    return folder, load.measure(folder, SMALL, readers=8, think=0.3, actions=6)


def test_every_answer_is_right(result):
    assert result[1].wrong == []
    assert len(result[1].done) == 8 * 7
    assert {one.action.page for one in result[1].done} == {"", "speakers", "articles"}


def test_an_answer_is_short(result):
    for one in result[1].done:
        assert one.drawn.received < (2 * BYTES if one.action.kind == "open" else BYTES), one.action
        for table in one.drawn.of("dataframe"):
            assert pa.ipc.open_stream(table.arrow_data.data).read_all().num_rows <= PAGE


def test_a_wrong_answer_would_be_noticed(result):
    folder, measured = result
    known = Known(folder / "served.db")
    one = next(one for one in measured.done if one.drawn.metrics().get("Signals", "0") != "0")
    action = dataclasses.replace(one.action, selection=one.action.selection.with_(text="anders"))

    assert load._compared(one, known) == ""
    assert "instead of" in load._compared(load.Done(action, one.drawn), known)
    fewer = known.answer("", Selection(), 2)
    assert (fewer.figures, fewer.rows) == (known.answer("", Selection()).figures, PAGE)
    assert fewer.mark != shown("", measured.done[0].drawn).mark == known.answer("", Selection()).mark


@pytest.mark.slow
def test_fifty_readers_on_a_hundred_thousand_signals(tmp_path_factory):
    folder = tmp_path_factory.mktemp("load")
    measured = load.measure(folder, Size(), readers=50, think=5, actions=12, imported=20_000)
    load.report(measured, 50)

    before, after = measured.memory
    assert measured.wrong == []
    assert (after - before) / 50 < load.TARGET_MEMORY
    assert measured.p95 < load.TARGET
