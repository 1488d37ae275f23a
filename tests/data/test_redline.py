"""A redline is both texts at once: without what is struck it is the new one, without what is inserted the old one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.comparing import compare
from data.redline import AROUND, FOLDED, Piece, redline, worded

WORDS = ("Kessler", "Ohm", "trifft", "nicht", "am", "14.", "Mai", "„ja“", "und", "–", "…", "Straße,", "e\u0301")
LINES = tuple(f"Satz {number} handelt von etwas ganz Eigenem wie {word}." for number, word in enumerate(
    ("Häfen", "Wetter", "Fähren", "Büchereien", "Brücken", "Märkten", "Zügen", "Schulen", "Gärten", "Bergen", "Seen")
))  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(sentences, sentences)
def test_both_sentences_are_in_it(a, b):
    pieces = worded(a, b)

    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == b
    old = "".join(piece.text for piece in pieces if piece.kind != "new")
    assert "".join(old.split()).replace('"', "") == "".join(a.split()).replace('"', "")


@given(sentences)
def test_the_same_sentence_is_one_piece(a):
    assert worded(a, a) == ((Piece("same", a),) if a else ())


@pytest.mark.parametrize(
    ("a", "b", "pieces"),
    [
        (
            "Er kommt am 14. Mai nach Tarn.", "Er kommt am 16. Mai nach Tarn.",
            [("same", "Er kommt am "), ("gone", "14"), ("new", "16"), ("same", ". Mai nach Tarn.")],
        ),
        (
            "Sie lehnt ab.", "Sie sagt zu.",
            [("same", "Sie "), ("gone", "lehnt ab"), ("new", "sagt zu"), ("same", ".")],
        ),
        (
            "Zwei von fünf", "Drei von sechs",
            [("gone", "Zwei von fünf"), ("new", "Drei von sechs")],
        ),
    ],
)  # fmt: skip
def test_words(a, b, pieces):
    assert worded(a, b) == tuple(Piece(*piece) for piece in pieces)


def drawn(a, b):
    return redline(a, b, compare(a, b))


def test_unchanged_sentences_are_folded_but_for_those_beside_a_change():
    before = " ".join(LINES)
    now = " ".join((*LINES[:5], LINES[5].replace("Eigenem", "Neuem"), *LINES[6:]))

    parts = drawn(before, now)

    assert [(part.folded, len(part.lines)) for part in parts] == [(True, 4), (False, 2 * AROUND + 1), (True, 4)]
    assert "".join(piece.text for piece in parts[0].lines[0].pieces) == LINES[0]


def test_few_unchanged_sentences_are_not_folded():
    assert FOLDED == 2
    assert [(part.folded, len(part.lines)) for part in drawn(" ".join(LINES[:3]), " ".join((*LINES[:2], "Neu.")))] == [
        (False, 1),
        (False, 3),
    ]


def test_what_stands_alone_is_struck_or_inserted_whole():
    (part,) = drawn(" ".join(LINES[:2]), " ".join((LINES[0], "Etwas völlig anderes folgt hier.")))

    assert [[piece.kind for piece in line.pieces] for line in part.lines] == [["same"], ["gone"], ["new"]]


def test_a_moved_sentence_is_marked_as_such():
    harbour, rest = "Der Hafen blieb geschlossen.", ("Kessler lehnt ab.", "Morgen fahren die Fähren wieder nach Plan.")

    parts = drawn(" ".join((harbour, *rest)), " ".join((*rest, harbour)))

    assert [line.moved for part in parts for line in part.lines].count(True) == 1


def test_texts_without_a_sentence():
    assert redline("", "", ()) == ()
