"""Names with letters that nobody sees, letters of another script, and letters in two parts."""

import unicodedata

import pytest

from data.analysis import read_article
from data.models import Source
from data.profile import bundled

TEXT = (
    "Ein Treffen mit Donald Trump in Überlingen sei für Wladimir Putin „nicht geplant“, sagte Kremlsprecher {} am Montag. "
    "„Für ein Treffen mit Trump gibt es keinen Termin“, so {}."
)
NAME = "Dmitri Peskow"
LATIN_E, CYRILLIC_E = "e", "\u0435"


def read(text):
    return read_article(Source("a", "a", text, "0"), bundled())


def said_by(text):
    return {signal.speaker for signal in read(text).signals}


@pytest.mark.parametrize("invisible", ["\u200b", "\u00ad", "\u202e", "\u2066", "\ufeff", "\u2060", "\x00"])
def test_what_nobody_sees_changes_no_speaker(invisible):
    name = invisible.join(NAME)

    assert said_by(TEXT.format(name, name)) == said_by(TEXT.format(NAME, NAME)) == {NAME}


def test_a_name_in_letters_of_two_scripts_is_nobody_we_know():
    name = NAME.replace(LATIN_E, CYRILLIC_E)
    reading = read(TEXT.format(name, name))

    assert NAME not in {signal.speaker for signal in reading.signals}
    assert name in reading.article.body  # as it was written


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composed_or_not_is_one_article(form):
    text = TEXT.format(NAME, NAME)
    one, other = read(text), read(unicodedata.normalize(form, text))

    assert one.article.body == other.article.body
    assert one.signals == other.signals
