"""Reading takes time as the text is long: the slope of CPU time over length, both in logarithms, is about one."""

import gc
import time
from datetime import date
from math import log
from statistics import linear_regression

import pytest

from data.actors import find_mentions
from data.dating.finding import find_dates
from data.models import Article
from data.profile import bundled
from data.signals import find_signals
from data.statements import find_statements

PROFILE = bundled()
DAY = date(2025, 8, 1)
SIZES = (4_000, 8_000, 16_000)  # characters
STEEPEST = 1.3  # linear is 1, quadratic 2
TRIES = 5  # the quickest of so many counts: a busy machine slows single runs down, but never speeds one up
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
}


@pytest.fixture(autouse=True)
def undisturbed():
    gc.disable()  # its rounds fall where they like
    yield
    gc.enable()


def nested(size):
    """Quotations inside each other, a thousand deep where the text is long enough."""
    return "".join(f"{mark}Er sagte: " for _ in range(size // 24) for mark in "„‚") + "“‘" * (size // 24)


def spent(text):
    """CPU seconds for dates, mentions, statements and signals."""
    begin = time.process_time()
    dates = find_dates(text, DAY, "de")
    mentions = find_mentions(text, "de", PROFILE)
    article = Article("x", "x", text, text, published_on=DAY)
    statements = find_statements(article, mentions, dates, PROFILE)
    find_signals(article, statements, mentions, dates, PROFILE)
    return time.process_time() - begin


def slope(times):
    return linear_regression([log(size) for size in times], [log(took) for took in times.values()]).slope


@pytest.mark.parametrize("text", [*(piece.__mul__ for piece in REPEATED.values()), nested], ids=[*REPEATED, "nested"])
def test_time_grows_like_the_text(text):
    length = 1 if text is nested else len(text(1))
    texts = {size: text(size // length) for size in SIZES}
    spent(texts[SIZES[0]])
    quickest = dict.fromkeys(SIZES, float("inf"))

    for _ in range(TRIES):
        quickest = {size: min(quickest[size], spent(texts[size])) for size in SIZES}
        if slope(quickest) < STEEPEST:
            break

    assert slope(quickest) < STEEPEST, quickest
