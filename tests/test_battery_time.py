"""No text takes a stage long: four times the text, about four times the time, and little of it."""

import time
from datetime import date

import pytest

from data.actors import find_mentions
from data.cleaning import clean
from data.dating.finding import find_dates
from data.merging import merge
from data.models import Article, Source
from data.profile import bundled
from data.signals import find_signals
from data.statements import find_statements

PROFILE = bundled()
DAY = date(2025, 8, 1)
SIZE = 6_000
FREE = 0.3  # seconds that even a small text may take on a busy machine
STEEPEST = 9  # times as long for four times the text: between linear (4) and quadratic (16)
TRIES = 4  # the quickest of so many counts: a busy machine slows single runs down, but never speeds one up
PROSE = (
    "Die Sprecherin der Regierung in Tarn, Ada Kessler, sagte am Dienstag, ein Treffen von Putin und Trump sei möglich, "
    "aber vor dem Herbst kaum vorstellbar. „Wir reden mit allen“, fügte sie hinzu. "
)
PIECES = {
    "one word": "a", "one capital": "A", "marks": ">", "quotes never closed": "„", "quotes of words": "„Er kommt ",
    "speech": "sagte er ", "commas": ",", "clauses": "er, ", "hyphens": "-", "hyphenated": "Wort-", "digits": "1",
    "days": "12.05.2025 ", "weekdays": "am Freitag ", "brackets": "(", "nested": "(er ", "names": "Anna Berg ",
    "capitals": "PUTIN ", "negations": "Treffen nicht ", "short lines": "ab\n", "blank lines": "\n",
    "short sentences": "Er kam. ", "sources": "laut ", "paragraphs": "Putin sagte, er komme.\n\n", "prose": PROSE, "spaces": " ", "entities": "&amp;", "combining": "\u0301",
}  # fmt: skip


def stages(text):
    """CPU seconds of each stage on a text."""
    spent, begin = {}, time.process_time()

    def done(stage):
        nonlocal begin
        spent[stage], begin = time.process_time() - begin, time.process_time()

    clean(Source("x", "x", text, "0"), PROFILE)
    done("clean")
    dates = find_dates(text, DAY, "de")
    done("find_dates")
    mentions = find_mentions(text, "de", PROFILE)
    done("find_mentions")
    article = Article("x", "x", text, text, published_on=DAY)
    statements = find_statements(article, mentions, dates, PROFILE)
    done("find_statements")
    find_signals(article, statements, mentions, dates, PROFILE)
    done("find_signals")
    merge((article, Article("y", "y", text, f"{text[:-20]} anders", published_on=DAY)))
    done("merge")
    return spent


@pytest.fixture(scope="module", autouse=True)
def warm():
    stages(PROSE)


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_grows_with_length_only(piece):
    small, large = {}, {}

    for _ in range(TRIES):
        small = quickest(small, stages((piece * (SIZE // len(piece) + 1))[:SIZE]))
        large = quickest(large, stages((piece * (4 * SIZE // len(piece) + 1))[: 4 * SIZE]))
        steep = {
            stage: (small[stage], took) for stage, took in large.items() if took > max(FREE, STEEPEST * small[stage])
        }
        if not steep:
            break

    assert not steep


def quickest(one, other):
    return {stage: min(took, one.get(stage, took)) for stage, took in other.items()}
