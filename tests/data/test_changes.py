"""A claim is kept, changed, withdrawn or added, each exactly one of these, whatever the order of the signals."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.changes import MOST, Text, differences, is_earlier, step
from data.models import Article
from tests.conftest import make_signal

LINES = (
    "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus.",
    "Der Hafen von Tarn blieb am Morgen wegen des Sturms geschlossen.",
    "Präsident Jonas Ohm lehnt ein Treffen mit Ada Kessler rundweg ab.",
    "Ein Gipfel finde am 14. Mai in Brunn statt, sagte Kessler.",
    "Die Fähren nach Hallerfurt fahren wieder nach Plan.",
    "Zu einem Ort wollte sich der Königshof nicht äußern.",
)
SPEAKERS = ("Ada Kessler", "Jonas Ohm", None)


def text(*lines, **changes):
    """A body of these lines, each of them a signal of its own, with fields by the number of the line."""
    body, signals = "", []
    for number, line in enumerate(lines):
        body += " " if body else ""
        fields = {"id": f"a:{len(body)}", "start": len(body), "end": len(body) + len(line), "text": line}
        signals.append(make_signal("a", number, **{**fields, **changes.get(f"at{number}", {})}))
        body += line
    return Text(body, "de", tuple(signals))


@st.composite
def texts(draw):
    places = draw(st.lists(st.integers(0, len(LINES) - 1), max_size=8))
    held = text(*(LINES[place] for place in places))
    kept = draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places)))
    signals = [
        replace(
            signal,
            speaker=draw(st.sampled_from(SPEAKERS)),
            rung=draw(st.sampled_from(["WILLING", "REJECTED", "SCHEDULED"])),
        )
        for signal, wanted in zip(held.signals, kept, strict=True)
        if wanted
    ]
    return held._replace(signals=tuple(signals))


@given(texts(), texts())
def test_each_claim_of_either_version_is_in_exactly_one_place(before, now):
    taken = step(before, now)

    old = [*(pair.before.id for pair in taken.pairs), *(row.id for row in taken.withdrawn)]
    new = [*(pair.now.id for pair in taken.pairs), *(row.id for row in taken.added)]
    assert sorted(old) == sorted(row.id for row in before.signals)
    assert sorted(new) == sorted(row.id for row in now.signals)
    assert 0 <= taken.share <= 1


@given(texts())
def test_the_same_text_changes_nothing(held):
    taken = step(held, held)

    assert [(pair.before.id, pair.now.id) for pair in taken.pairs] == [(row.id, row.id) for row in taken_order(held)]
    assert (taken.changed, taken.withdrawn, taken.added) == ((), (), ())
    assert taken.share == pytest.approx(1)


def taken_order(held):
    return sorted(held.signals, key=lambda row: (row.start, row.end, row.id))


@given(texts(), texts(), st.randoms())
def test_the_order_of_the_signals_does_not_matter(before, now, chance):
    mixed = [list(before.signals), list(now.signals)]
    for signals in mixed:
        chance.shuffle(signals)

    assert step(before._replace(signals=mixed[0]), now._replace(signals=mixed[1])) == step(before, now)


def test_a_moved_passage_is_the_same_claim():
    taken = step(text(*LINES[:4]), text(LINES[3], LINES[1], LINES[2], LINES[0]))

    assert [pair.fields for pair in taken.pairs] == [{}] * 4


def test_of_two_claims_in_the_same_words_each_finds_the_one_at_its_place():
    before = text(LINES[0], LINES[1], LINES[2], LINES[0])
    now = text(LINES[1], LINES[2], LINES[0], LINES[4])

    taken = step(before, now)

    assert [row.text for row in taken.withdrawn] == [LINES[0]]
    assert {pair.before.text: pair.now.text for pair in taken.pairs} == {line: line for line in LINES[:3]}
    assert taken.withdrawn[0].start == 0


def test_an_edited_sentence_is_the_same_claim_changed():
    other = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm inzwischen aus."

    taken = step(text(*LINES[:3]), text(other, *LINES[1:3], at0={"rung": "REJECTED", "certainty": "CT-"}))

    (pair,) = taken.changed
    assert pair.fields == {
        "rung": ("WILLING", "REJECTED"), "certainty": ("PR+", "CT-"), "text": (LINES[0], other),
    }  # fmt: skip
    assert not taken.withdrawn
    assert not taken.added


def test_another_speaker_of_the_same_words_is_a_change():
    taken = step(text(LINES[3]), text(LINES[3], at0={"speaker": "Jonas Ohm"}))

    assert taken.changed[0].fields == {"speaker": ("Ada Kessler", "Jonas Ohm")}


def test_two_speakers_in_a_few_common_words_are_two_claims():
    other = "Präsidentin Ada Kessler lehnt ein Treffen mit Jonas Ohm rundweg ab."

    taken = step(text(LINES[2], at0={"speaker": "Jonas Ohm"}), text(other))

    assert ([row.text for row in taken.withdrawn], [row.text for row in taken.added]) == ([LINES[2]], [other])


def test_a_sentence_for_which_there_is_another_one_is_withdrawn():
    taken = step(text(*LINES[:3]), text(LINES[0], LINES[1], LINES[4]))

    assert [row.text for row in taken.withdrawn] == [LINES[2]]
    assert [row.text for row in taken.added] == [LINES[4]]


def test_a_claim_of_the_headline_is_compared_with_that_of_the_headline():
    before = text(LINES[1])._replace(signals=(make_signal("a", 0, where="title", text="Kessler offen für Treffen"),))
    now = before._replace(signals=(make_signal("a", 0, where="title", text="Kessler doch offen für Treffen"),))

    assert list(step(before, now).changed[0].fields) == ["text"]
    assert step(before, now._replace(signals=(replace(now.signals[0], where="body", end=20),))).withdrawn


def test_quotation_marks_and_spaces_are_no_words():
    one = make_signal("a", 0, text="„Ich komme“,  sagte er – vielleicht.")

    assert differences(one, replace(one, text='"Ich komme", sagte er - vielleicht.')) == {}


def test_a_day_that_is_only_the_article_s_moves_with_it():
    one = make_signal("a", 0, said_on=date(2031, 5, 2), said_on_basis="published")
    later = replace(one, said_on=date(2031, 5, 3))

    assert differences(one, later) == {}
    assert differences(one, replace(later, said_on_basis="weekday")) == {"said_on": ("2031-05-02", "2031-05-03")}


def test_the_share_says_how_much_of_the_text_still_stands():
    whole = text(*LINES)

    assert step(whole, text(*LINES[:3])).share == pytest.approx(0.5, abs=0.1)
    assert step(text(*LINES[:3]), whole).share == pytest.approx(1)
    assert step(whole, text("Weiterlesen mit Abo.")).share < 0.1
    assert step(text(), whole).share == 1


def test_earlier_is_by_day_and_then_by_time():
    first = Article("a", "", "", "", published_on=date(2031, 5, 2), published_at="2031-05-02T09:30")

    assert is_earlier(replace(first, published_on=date(2031, 5, 1), published_at=None), first)
    assert is_earlier(replace(first, published_at="2031-05-02T08:00"), first)
    assert not is_earlier(first, first)
    assert not is_earlier(replace(first, published_at=None), first)
    assert not is_earlier(replace(first, published_on=None), first)


def test_a_page_that_is_one_sentence_is_compared_in_time():
    line = "Kessler kommt und Ohm kommt und "
    many = 20 * MOST
    body = line * many

    def held(shift):
        signals = [
            make_signal(
                "a", at, id=f"a:{at}", start=at * len(line), end=(at + 1) * len(line), text=f"{line}{at + shift}"
            )
            for at in range(many)
        ]
        return Text(body, "de", tuple(signals))

    taken = step(held(0), held(10))

    assert len(taken.pairs) >= many - 10
