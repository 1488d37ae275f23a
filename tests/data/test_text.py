from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text import lemma, sentences, tokens, with_umlauts


def cut(text: str, lang: str = "de") -> list[str]:
    return [text[start:end] for start, end in sentences(text, lang)]


@pytest.mark.parametrize(
    "text",
    [
        "Die Runde tagt am 15. August in Ostrau.",
        "Es war der 3. Gipfel binnen eines Jahres.",
        "Zu seinem 70. Geburtstag kam Ministerpräsident B. K. Welm nach Ostrau.",
        "Die U.S. Navy hat z. B. zwei Schiffe geschickt.",
        "Der Schaden beträgt ca. 3,5 Mio. Euro bzw. 4 Mrd. Kronen.",
        "Art. 5 Abs. 2 gilt nach Angaben von Prof. Dr. Tarn nicht.",
        "Um 15.30 Uhr traf König Rulan IV. ein.",
    ],
)
def test_points_inside_a_sentence_do_not_end_it(text: str) -> None:
    assert cut(text) == [text]


def test_sentences_after_a_point_begin_anew() -> None:
    text = "Der Preis lag bei 5 Mio. Das war zu viel. Er kam im Jahr 2019. Danach ging er."
    assert cut(text) == ["Der Preis lag bei 5 Mio.", "Das war zu viel.", "Er kam im Jahr 2019.", "Danach ging er."]


def test_quotations_are_cut_inside_and_behind_their_marks() -> None:
    text = "Welm sagte: „Wir reden. Wir warten nicht.“ Dann ging er. „Wozu?“, fragte Tarn."
    assert cut(text) == ["Welm sagte: „Wir reden.", "Wir warten nicht.“", "Dann ging er.", "„Wozu?“, fragte Tarn."]


def test_no_sentence_crosses_a_blank_line() -> None:
    text = "Treffen in Ostrau\n\nWelm reist ab\n \nEr sagte nichts."
    assert cut(text) == ["Treffen in Ostrau", "Welm reist ab", "Er sagte nichts."]


def test_english_abbreviations_hold() -> None:
    text = "Mr. Pell met Sen. Orme in the U.S. Senate. He left at 5 p.m. on Monday."
    assert cut(text, "en") == ["Mr. Pell met Sen. Orme in the U.S. Senate.", "He left at 5 p.m. on Monday."]


def test_tokens_keep_words_numbers_and_sites_together() -> None:
    text = "Kreml-Sprecher Welm (57) nannte 1.200 U.S. Dollar auf ostrau-heute.de „fair“ …"
    assert [t.text for t in tokens(text)] == [
        "Kreml-Sprecher", "Welm", "(", "57", ")", "nannte", "1.200", "U.S.", "Dollar", "auf", "ostrau-heute.de", "„", "fair", "“", "…",
    ]  # fmt: skip


@given(st.text(alphabet="aB .,!?„“\"»«\n19ä-'", max_size=120))
@settings(max_examples=150, deadline=None)
def test_spans_are_stripped_ordered_and_lose_no_letter(text: str) -> None:
    spans = sentences(text, "de")
    assert all(text[s:e] == text[s:e].strip() and s < e for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for s, e in spans for i in range(s, e)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(text[t.start : t.end] == t.text for t in tokens(text))


def test_lemmas() -> None:
    assert lemma("kündigte", "de") == "kündigen"
    assert lemma("told", "en") == "tell"
    assert lemma("Xqzvt", "de") == "Xqzvt"


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("bestaetigte", "bestätigte"),
        ("fuer", "für"),
        ("neue", "neue"),
        ("aktuell", "aktuell"),
        ("koenne", "könne"),
        ("Michael", "Michael"),
    ],
)
def test_umlauts_come_back_only_where_a_word_asks_for_them(typed: str, spelled: str) -> None:
    assert with_umlauts(typed, "de") == spelled


@pytest.mark.parametrize("unit", ["aa.", "„“", "A. ", "x-", "15. ", "'a", "a.de."])
def test_hostile_lines_take_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    sentences(text, "de")
    tokens(text)
    assert time.process_time() - began < 2
