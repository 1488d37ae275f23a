"""Reading takes time as the text is long: the slope of CPU time over length, both in logarithms, is about one."""

import pytest

from tests.growth import STEEPEST, steepness

SIZES = (4_000, 32_000)  # characters; the farther apart, the less one slow reading shifts the slope
REPEATED = {
    "an endless clause": "Putin sagte, ",
    "an endless enumeration": "Putin und Trump ",
    "an endless contact": "Putin ist bereit, Trump zu treffen, ",
    "an endless report": "dass er sagte, ",
    "frames in frames": "wie Putin sagte, ",
    "sources": "so Putin, ",
    "hearsay": "hieß es, ",
    "auxiliaries": "habe sei wird ",
    "media": "laut der Zeitung „Bild“ ",
    "marks of a typewriter": '"Er kommt," sagte er. ',
    "one word": "Treffen ",
    "one name in capitals": "PUTIN ",
    "dates": "am Freitag, dem 12. Mai, ",
    "brackets": "(Putin) ",
    "strangers": "Präsident Tarn ",
    "pronouns": "sagte er, sie ",
    "short quotations": "„Er kommt“ ",
    "paragraphs": "Putin sagte, er komme.\n\n",
    "leaders side by side": "Treffen von Trump, Putin, Selenskyj, ",
    "leaders and leaders": "Trump will und Putin und Selenskyj und ",
    "words that are quoted": "mit den Worten „Ich treffe Putin“ und ",
    "verbs in marks": "Trump sagte, er „würde gerne Putin treffen“, ",
    "colons": "Trump blieb hart: es sei nichts vereinbart mit Putin: ",
    "demands": "bevor sie sich treffen, müsse Putin reden, ",
    "questions": "auf die Frage, ob Putin komme, antwortete er nicht, ",
    "relative clauses": "Trump, der Putin traf, sagte, ",
}


def nested(size):
    """Quotations inside each other, a thousand deep where the text is long enough."""
    return "".join(f"{mark}Er sagte: " for _ in range(size // 24) for mark in "„‚") + "“‘" * (size // 24)


@pytest.mark.parametrize("text", [*(piece.__mul__ for piece in REPEATED.values()), nested], ids=[*REPEATED, "nested"])
def test_time_grows_like_the_text(text):
    length = 1 if text is nested else len(text(1))
    assert steepness([text(size // length) for size in SIZES]) < STEEPEST
