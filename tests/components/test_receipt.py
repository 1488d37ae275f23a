"""The figure of a receipt: what adds up, where the thresholds are, and what stops."""

import pytest

from components.figures.receipt import waterfall
from data.evidence import conflicts, evidence
from data.merging import Settings, compare
from data.models import Article
from data.relations import Receipt

SAID = "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf dessen Antwort. "
SETTINGS = Settings()


def receipt(a, b):
    one, other = (Article(name, f"{name}.txt", body, body) for name, body in (("a", a), ("b", b)))
    return Receipt(one, other, False, False, None, compare(one, other), ())


@pytest.mark.parametrize("dark", [False, True])
def test_the_steps_add_up_to_the_sum(dark):
    figure = waterfall(evidence(receipt(SAID, SAID + "Mehr war dazu nicht zu hören.")), (), dark=dark)

    (bars,) = figure.data
    assert list(bars.measure) == ["relative", "relative", "total"]
    assert bars.x[0] + bars.x[1] == pytest.approx(bars.x[2])
    assert list(bars.text) == [f"{bars.x[0]:.2f}", f"+{bars.x[1]:.2f}", f"{bars.x[2]:.2f}"]
    assert list(bars.y) == ["Contained", "Share ×0.75", "Sum"]
    lines = {shape.x0 for shape in figure.layout.shapes if shape.yref == "paper" and shape.type == "line"}
    assert lines == {SETTINGS.review_score, SETTINGS.copy_score}
    assert [shape.x0 for shape in figure.layout.shapes if shape.yref == "y"] == [SETTINGS.copy_containment]
    assert "copy from 0.58" in figure.layout.annotations[1].text


def test_what_stops_has_its_own_line_with_its_words_as_text():
    held = receipt(SAID, SAID.replace("sei zu", "sei nicht zu"))
    figure = waterfall(evidence(held), [*conflicts(held), ("<b>x</b>", "")], dark=False)

    stop = figure.data[1]
    assert list(stop.y) == ["Stopped"]
    assert "nicht" in stop.text[0]
    assert "&lt;b&gt;x&lt;/b&gt;" in stop.text[0]
    assert figure.layout.yaxis.categoryarray[0] == "Stopped"


def test_texts_without_anything_in_common_draw_too():
    figure = waterfall(evidence(receipt(SAID, "Etwas ganz anderes steht hier.")), (), dark=True)

    assert figure.data[0].x == (0.0, 0.0, 0.0)
