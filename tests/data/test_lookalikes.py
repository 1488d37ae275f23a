"""Words that mix alphabets are told, with what they look like, and never taken for what they look like."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import query
from data.lookalikes import MOST, at, lookalikes, note, noted, told
from data.models import Rejected, Source
from data.store import import_sources
from tests.tarnland import WATCHED

ER, IE, ALPHA = "\u0420", "\u0435", "\u03b1"


@pytest.mark.parametrize(
    ("word", "looks_like", "letter"),
    [
        (f"K{IE}ssler", "Kessler", "CYRILLIC SMALL LETTER IE (U+0435)"),
        (f"{ER}utland", "Putland", "CYRILLIC CAPITAL LETTER ER (U+0420)"),
        (f"T{ALPHA}rn", "Tarn", "GREEK SMALL LETTER ALPHA (U+03B1)"),
        (f"OHM{ER}", "OHMP", "CYRILLIC CAPITAL LETTER ER (U+0420)"),
        (
            "\u0420\u0443\u0442\u0438\u043da"[:-1] + "e",
            "\u0420\u0443\u0442\u0438\u043d\u0435",
            "LATIN SMALL LETTER E (U+0065)",
        ),
    ],
)
def test_a_word_of_two_alphabets_is_found_with_its_place_and_its_look(word, looks_like, letter):
    text = f"Das sagte {word} am Montag in Überlingen."
    (found,) = lookalikes(text)

    assert (text[found.start : found.end], found.word, found.looks_like, found.foreign) == (
        word, word, looks_like, (letter,),
    )  # fmt: skip
    assert told(found) == f"{word} looks like {looks_like} and is not: it holds {letter}"
    assert at(text, found) == text[: found.end + 30] + ("…" if found.end + 30 < len(text) else "")


@pytest.mark.parametrize(
    "text",
    [
        "Präsidentin Ada Kessler traf Jonas Ohm in Überlingen; es kostete 5 µSv und ½ Straße.",
        "\u041a\u0435\u0441\u0441\u043b\u0435\u0440 \u0432\u0441\u0442\u0440\u0435\u0442\u0438\u043b\u0430\u0441\u044c",
        "Das α-Teilchen, der β-Blocker, 3 kΩ und ΔT, Kesslers „\u041c\u0438\u0440“",
        "İstanbul, Łódź, Đorđe, Þór, ﬁnden, Ⅻ. Kapitel, 東京 Tokyo東京",
        "",
    ],
)
def test_letters_of_one_alphabet_a_word_are_nothing(text):
    assert lookalikes(text) == ()
    assert note(text) is None


def test_a_note_names_each_word_once_and_few_of_many():
    many = " ".join(f"{ER}u{letter}" for letter in "abcdefgh")

    assert note(f"{ER}utin und {ER}utin").count("looks like Putin") == 1
    assert note("Nichts.", f"{ER}utin") is not None
    assert note(f"{ER}u\u200btin") == note(f"{ER}utin")
    assert note(many).count("looks like") == MOST
    assert f"and {8 - MOST} words more" in note(many)


def test_an_import_keeps_the_article_and_tells(store):
    body = f"Präsidentin Ada K{IE}ssler ist zu einem Treffen mit Jonas Ohm bereit. Das sagte K{IE}ssler in Tarn."
    rows = [Source("a", "a.txt", body, "0"), Source("b", "b.txt", body.replace(IE, "e"), "1")]

    first, again = (import_sources(store, rows, WATCHED) for _ in range(2))

    assert (first.new, again.unchanged) == (2, 2)
    for summary in (first, again):
        (row,) = summary.rejected
        assert (row.file, row.line) == ("a.txt", None)
        assert "looks like Kessler and is not" in row.reason
        assert "the article is kept" in row.reason
    assert list(query.rejected(store)["file"]) == ["a.txt"]
    speakers = {signal.speaker for signal in query.article(store, "a").reading.signals}
    assert "Ada Kessler" not in speakers
    assert "Ada Kessler" in {signal.speaker for signal in query.article(store, "b").reading.signals}


def test_what_is_no_article_is_passed_on():
    row = Rejected("a", None, "x")

    assert list(noted([row])) == [row]


def test_any_number_of_such_words_takes_time_as_they_are_many():
    words = " ".join(f"{ER}{number:x}".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(60_000))
    start = time.perf_counter()
    lookalikes(words)

    assert time.perf_counter() - start < 10


@given(st.text(alphabet=f"abKe {ER}{IE}{ALPHA}\u200b1-", max_size=60))
def test_places_are_those_of_the_words(text):
    for found in lookalikes(text):
        assert text[found.start : found.end] == found.word
        assert len(found.looks_like) == len(found.word)
        assert found.looks_like != found.word
