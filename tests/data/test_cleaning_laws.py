"""What holds for every text: the raw text less the cuts is the body, and no text takes long."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.cleaning import clean
from data.models import Source
from data.profile import Profile

PROFILE = Profile("leer", ())
LINES = st.sampled_from(
    [
        "",
        "",
        "Seepost",
        "Politik > Ausland",
        "## Veit trifft Orlan",
        "Veit trifft Orlan in Genf am See",
        "Von Jutta Brandl, Genf",
        "Stand: 06.05.2024 12:14 Uhr · dpa",
        "Genf (dpa) - Das Gespräch mit *Orlan* beginnt am [Freitag](https://a.example/x), sagte **Veit**.",
        "Er sagte, dass ein Treffen, falls es von beiden gewünscht",
        "werde, sehr schnell möglich sei.",
        "---",
        "**Quelle:** <https://a.example/b>",
        "Foto: Max Kern/dpa",
        "Lesen Sie auch: Was nun",
        "Mehr zum Thema",
        "Teilen   Drucken",
        "Ein Ge-",
        "spräch sei besser als keines, sagte Veit am Abend.",
        "Das ist ein ganzer Satz mit acht Wörtern. (dpa/jb)",
        "Kommentare",
        "<p>Ein Absatz aus <b>HTML</b>.</p><p>Noch einer.</p>",
        "12.30 Uhr: Neues aus Genf",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=80), max_size=25).map("\n".join)


def cleaned(text):
    return clean(Source("x", "x", text, "00"), PROFILE)


def letters(text):
    return unicodedata.normalize("NFC", "".join(text.split()))


@settings(max_examples=80, deadline=None)
@given(PAGES)
def test_raw_less_the_cuts_is_the_body(text):
    article = cleaned(text)

    kept, at = [], 0
    for cut in article.cuts:
        assert at <= cut.start < cut.end <= len(article.raw)
        kept.append(article.raw[at : cut.start])
        at = cut.end
    kept.append(article.raw[at:])

    assert letters("".join(kept)) == letters(article.body)


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_a_body_is_tidy(text):
    found = cleaned(text).body

    assert found == unicodedata.normalize("NFC", found)
    assert found == found.strip()
    for paragraph in found.split("\n\n") if found else []:
        assert paragraph == " ".join(paragraph.split())
        assert paragraph


@settings(max_examples=25, deadline=None)
@given(PAGES)
def test_cleaning_is_repeatable(text):
    assert cleaned(text) == cleaned(text)


@pytest.mark.parametrize("text", ["Veit\u200bs Rei\u00adse endet\u202e.", "Ve\u0069\u0308t", "A &amp; B &#228;"])
def test_invisible_characters_and_entities_are_resolved(text):
    found = cleaned(text).body

    assert not set(found) & set("\u200b\u00ad\u202e")
    assert "&#" not in found
    assert "&amp;" not in found


SIZE = 20_000
HOSTILE = [
    "a", ">", ">\n", "[", "[a](", "![a](", "*", "_a_ ", "(dpa ", " ", "\t#", "<b ", "<p>", "&amp;", "Teilen ", "Teilen mehr x\n",
    "2025-01-01 ", "Stand: 01.02.2025 12:00 Uhr\n", "Von Anna Berg und Bert Kahn, Berlin\n", "aber nicht so schnell und immer weiter\n",
    "ab\n", "Kommentare\n", "Foto: © ", "https://a.b/c\n", "wort-\nwort", "12.30 Uhr: Neu\n", "+++ ", "Der Kreml sagte das. ", "Kreml: ", "Lesen Sie auch\nFoo\n\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece):
    text = (piece * (SIZE // len(piece) + 1))[:SIZE]
    cleaned("Ein Satz, der alles lädt.")

    times = []
    while len(times) < 3 and min(times, default=1) > SIZE / 100_000:  # 1 s per 100 kB
        start = time.process_time()
        cleaned(text)
        times.append(time.process_time() - start)

    assert min(times) < SIZE / 100_000 + 0.5  # ... and what a busy machine adds


def test_a_line_of_a_million_characters_is_read():
    assert len(cleaned("x" * 1_000_000).body) == 1_000_000
