"""What ends a paragraph and leads elsewhere is cut, whatever its words: the quick look that comes first misses none."""

import pytest

from data.cleaning import clean
from data.models import Source
from data.profile import bundled

SENTENCE = "Der Rat von Tarn hat am Montag den Haushalt beschlossen, wie die Verwaltung der Stadt am Abend mitteilte."
LEADING_ON = (
    "Weiterlesen", "… weiterlesen", "Jetzt weiterlesen mit Abo", "Mehr lesen", "[mehr »]", "Weiter →", "MEHR …",
    "Continue reading…", "Read more", "Keep reading →", "more »", "[Read more…]",
)  # fmt: skip
CREDITS = ("(dpa)", "(dpa/tarn)", "(Ada Kessler, dpa)")


BEFORE = "Die Stadt Tarn hat lange über das Geld gestritten, das für die Schulen im Süden fehlt."
AFTER = "Die Bürgermeisterin will den Plan in der kommenden Woche in allen Vierteln der Stadt vorstellen."


def body(end):
    text = f"{BEFORE}\n\n{SENTENCE} {end}\n\n{AFTER}"
    return clean(Source("a", "a.txt", text, "0", lang="de"), bundled()).body


@pytest.mark.parametrize("end", [*LEADING_ON, *CREDITS])
def test_what_leads_on_or_credits_at_the_end_of_a_paragraph_is_cut(end):
    assert body(end) == f"{BEFORE}\n\n{SENTENCE}\n\n{AFTER}"


@pytest.mark.parametrize("end", ["Weiter so.", "Mehr war nicht zu erfahren (Stand: Montag).", "Kein Foto."])
def test_words_like_them_that_say_something_stay(end):
    assert end in body(end)
