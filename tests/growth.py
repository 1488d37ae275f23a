"""How the time of reading grows with the text: CPU time over length, both in logarithms; linear is 1, quadratic 2."""

import gc
import time
from datetime import date
from math import log
from statistics import linear_regression

from data.actors import find_mentions
from data.cleaning import clean
from data.dating.finding import find_dates
from data.models import Article, Source
from data.profile import bundled
from data.signals import find_signals
from data.statements import find_statements

PROFILE = bundled()
DAY = date(2025, 8, 1)
STEEPEST = 1.3
TRIES = 5  # the quickest of so many counts: a busy machine slows single runs down, but never speeds one up


def steepness(texts):
    """Return the slope of the quickest reading of each text; no more is tried once it is below `STEEPEST`."""
    spent(texts[0])
    quickest = [float("inf")] * len(texts)
    for _ in range(TRIES):
        quickest = [min(before, spent(text)) for before, text in zip(quickest, texts, strict=True)]
        slope = linear_regression([log(len(text)) for text in texts], [log(took) for took in quickest]).slope
        if slope < STEEPEST:
            break
    return slope


def spent(text):
    """CPU seconds for all that is done with one article, without the garbage collector, whose rounds fall anywhere."""
    gc.disable()
    begin = time.process_time()
    clean(Source("x", "x", text, "0"), PROFILE)
    dates = find_dates(text, DAY, "de")
    mentions = find_mentions(text, "de", PROFILE)
    article = Article("x", "x", text, text, published_on=DAY)
    statements = find_statements(article, mentions, dates, PROFILE)
    find_signals(article, statements, mentions, dates, PROFILE)
    took = time.process_time() - begin
    gc.enable()
    return took
