"""The cue that decided a signal: which words it names, and that they stand in the passage."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.signals.deciding import quoted
from tests.data.signals_scene import read

LEAD = "Aldo Brenk und Mira Tolva reden seit Wochen über ein Treffen. "
READINGS = Path(__file__).parents[2] / "data" / "sample" / "readings.jsonl"


@pytest.mark.parametrize(
    ("rung", "cue", "sentence"),
    [
        ("WILLING", "schließt … nicht aus", "Brenk schließt ein Treffen mit Tolva nicht aus."),
        ("WILLING", "bereit", "Tolva sei zu einem Treffen mit Brenk bereit, sagte ihr Sprecher."),
        ("WILLING", "will … treffen", "Brenk will Tolva bald persönlich treffen."),
        ("CANCELLED", "abgesagt", "Brenk hat das Treffen mit Tolva abgesagt."),
        ("REJECTED", "lehnte … ab", "Tolva lehnte ein Treffen mit Brenk ab."),
        ("CONDITIONAL", "bereit … wenn", "Brenk ist zu einem Treffen mit Tolva bereit, wenn die Grenze offen ist."),
        ("SCHEDULED", "findet … 12. März statt", "Das Treffen von Brenk und Tolva findet am 12. März statt."),
    ],
)
def test_the_deciding_words(rung, cue, sentence):
    (signal,) = read(LEAD + sentence, after=LEAD)

    assert (signal.rung, signal.cue) == (rung, cue)


def test_a_headline_has_its_cue_from_the_headline():
    signals = read("Aldo Brenk schwieg.", title="Brenk sagt Treffen mit Tolva ab", lang="de")

    assert [(s.where, s.rung, s.cue) for s in signals if s.where == "title"] == [("title", "CANCELLED", "sagt … ab")]


def test_every_signal_of_the_sample_names_words_of_its_article():
    readings = [json.loads(line)["reading"] for line in READINGS.read_text("utf-8").splitlines()[1:]]
    signals = [(row, reading["article"]) for reading in readings for row in reading["signals"]]

    assert len(signals) > 100
    for row, article in signals:
        text = article["title"] if row["where"] == "title" else article["body"]
        assert row["cue"], row["id"]
        at = 0
        for part in row["cue"].split(" … "):
            at = " ".join(text.split()).index(part, at) + len(part)


@given(st.text(alphabet="ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_quoted_words_keep_the_order_of_the_text_whatever_the_order_of_the_places(text, places):
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in places]
    held = quoted(text, spans)

    assert held == quoted(text, reversed(spans))
    covered = {at for a, b in spans for at in range(a, b)}
    letters = "".join(text[at] for at in sorted(covered) if not text[at].isspace())
    assert (held or "").replace("…", "").replace(" ", "") == letters
