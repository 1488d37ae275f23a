"""What must hold of any text: offsets, order, time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Article
from data.profile.models import Profile
from data.statements import find_statements
from data.statements.quotes import quotations

NOBODY = Profile(name="nobody", actors=())
PIECES = [
    "Welm", "sagte", "sagte,", "dass", "er", "sei", "habe", ",", ".", " ", "\n\n", "„", "“", "»", "«", '"', "laut", "zufolge", "nach Angaben von",
    "teilte", "mit", "wie", "so", "und", "zu kommen", "kündigte", "an", ":", "–", "(", ")", "Das", "die Zeitung", "soll", "said", "that", "told", "'",
]  # fmt: skip


def found(body: str, lang: str) -> None:
    article = Article(id="a", file="a", raw=body, body=body, lang=lang)
    statements = find_statements(article, (), (), NOBODY)
    for index, statement in enumerate(statements):
        assert statement.text == body[statement.start : statement.end]
        assert (statement.start, statement.end) == (statement.spans[0][0], statement.spans[-1][1])
        assert all(s < e for s, e in statement.spans)
        assert statement.chain is None or statement.chain < index
        for spans, surface in (
            (statement.speaker_spans, statement.speaker_text),
            (statement.cue_spans, statement.cue_text),
        ):
            assert (surface is None) == (spans == ())
            assert all(0 <= s < e <= len(body) for s, e in spans)
    assert [s.start for s in statements] == sorted(s.start for s in statements)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["de", "en"]))
@settings(max_examples=120, deadline=None)
def test_offsets_hold_in_any_text(pieces: list[str], lang: str) -> None:
    found(" ".join(pieces), lang)


@given(st.lists(st.sampled_from([*"„“”»«\"‚‘’'abc,.! \n"]), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_quotations_lie_apart_and_in_order(text: str) -> None:
    spans = [(q.start, q.end) for q in quotations(text)]
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["„", "„a“ ", "sagte, ", "dass er sei, ", "laut Welm ", "Welm von der ", "und sagte ", "( ", "'a ", "A, "]
)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_hostile_lines_take_bounded_time(unit: str, lang: str) -> None:
    body = unit * (10_000 // len(unit))
    began = time.process_time()
    found(body, lang)
    assert time.process_time() - began < 2


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    text = "„Das Ende fehlt hier leider ganz\n\nEin neuer Absatz."
    (quotation,) = quotations(text)
    assert (text[quotation.start : quotation.end], quotation.closed) == ("„Das Ende fehlt hier leider ganz", False)


def test_inner_quotations_belong_to_the_outer_one() -> None:
    text = "„Er nannte das ‚Unsinn‘ und ging“, sagte sie."
    assert [text[q.start : q.end] for q in quotations(text)] == ["„Er nannte das ‚Unsinn‘ und ging“"]


def test_apostrophes_open_nothing() -> None:
    assert quotations("It’s the leaders’ summit and it isn't Welm's.") == ()
