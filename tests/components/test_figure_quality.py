"""The chart of shares: every share that is counted over something is drawn, with its interval, and nothing else."""

import pytest

from components.figures.quality import shares
from data import quality
from data.quality.measuring import Judged


def signal(rung, speaker="Ada Kessler"):
    return {"start": 0, "end": 10, "rung": rung, "speaker": speaker, "form": "direct"}


@pytest.fixture(name="scores")
def _scores():
    rows = [
        Judged("a", False, signal("WILLING"), signal("WILLING")),
        Judged("a", False, signal("HELD"), None),
        Judged("a", False, None, signal("REJECTED")),
    ]
    return quality.scores(rows, "rung")


@pytest.mark.parametrize("dark", [True, False])
def test_a_share_over_nothing_is_no_dot(scores, dark):
    figure = shares(scores, of={"precision": "found", "recall": "labelled"}, dark=dark)

    precision, recall = figure.data
    assert list(figure.layout.yaxis.ticktext) == ["Rejected", "Willing", "Held"], "the ladder from the top down"
    assert (list(precision.x), [round(y) for y in precision.y]) == ([0, 1], [0, 1])
    assert (list(recall.x), [round(y) for y in recall.y]) == ([1, 0], [1, 2])


def test_intervals_are_those_of_the_frame(scores):
    (precision,) = shares(scores, of={"precision": "found"}, dark=False).data

    low, high = quality.wilson(1, 1)
    assert precision.x[1] - precision.error_x.arrayminus[1] == pytest.approx(low)
    assert precision.x[1] + precision.error_x.array[1] == pytest.approx(high)


def test_a_name_is_no_markup():
    rows = quality.scores([Judged("a", False, signal("HELD", "<b>Ada</b>"), None) for _ in range(3)], "speaker")

    figure = shares(rows, of={"recall": "labelled"}, dark=False)

    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;Ada&lt;/b&gt;",)
    assert "<b>Ada" not in figure.data[0].text[0]
