"""The recipe: every stage in its order, one line each, and a boundary so that one article spoils no batch.

The stages are imported by the functions that run them: who only looks at a database starts without the rules and their
dictionaries, which are a fifth of a cold start.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from data.models import Analysis, Article, Reading, Rejected, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.profile import Profile

log = logging.getLogger(__name__)

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a stage raises when a text is unlike anything it was written for. A full disk, a missing language file or an
interrupt is not among them: that is no property of one article, and ends the run."""

KEPT = "kept as text only, its analysis failed"
"""Begins the reason of an article that is not lost, but without findings."""


def read_article(source: Source, profile: Profile, published_on: date | None = None) -> Reading:
    """Read one article: clean, date, find who is named, what was said, and what of it is a signal.

    `published_on` is a publication date set by hand; it stands above what the metadata or the text say.
    """
    from data.cleaning import clean
    from data.parting import read_in_parts

    article = clean(source, profile)
    if published_on is not None:
        article = replace(article, published_on=published_on, published_at=None, published_basis="manual")
    return read_in_parts(article, partial(_read, profile))


def _read(profile: Profile, article: Article) -> Reading:
    """Run the stages that find something in an article, or in a part of a very long one."""
    from data.actors import find_mentions
    from data.dating.finding import find_dates
    from data.signals import find_signals
    from data.statements import find_statements

    dates = find_dates(article.body, article.published_on, article.lang)
    mentions = find_mentions(article.body, article.lang, profile)
    statements = find_statements(article, mentions, dates, profile)
    signals = find_signals(article, statements, mentions, dates, profile)
    return Reading(article, statements, signals, dates, mentions)


def read_safely(source: Source, profile: Profile, published_on: date | None = None) -> tuple[Reading, Rejected | None]:
    """Read one article so that its text is kept even where a stage fails on it (`FAULTS`).

    The second value says what failed, where in the code, for the analyst's list of rejected inputs; the log has the
    whole traceback.
    """
    try:
        return read_article(source, profile, published_on), None
    except FAULTS as fault:
        log.info("%s: analysis failed", source.id, exc_info=fault)
        reason = f"{KEPT}: {_describe(fault)}"
        return Reading(_text_only(source, profile, published_on)), Rejected(source.file, source.line, reason)


def analyze(sources: Iterable[Source | Rejected], profile: Profile) -> Analysis:
    """Read every source and compare them with each other; `sources` is consumed once, an article at a time.

    An article given twice (same id, text and metadata) is read once, and a Rejected says so; anything else under an id
    that is taken gets the id `<id>#2`, so that no article is lost.
    """
    readings: list[Reading] = []
    rejected: list[Rejected] = []
    for source in _unique(sources):
        if isinstance(source, Rejected):
            rejected.append(source)
            continue
        reading, failure = read_safely(source, profile)
        readings.append(reading)
        if failure is not None:
            rejected.append(failure)
    from data.merging import merge

    merging = merge(tuple(reading.article for reading in readings))
    return Analysis(tuple(readings), merging, tuple(rejected))


def _unique(sources: Iterable[Source | Rejected]) -> Iterator[Source | Rejected]:
    first: dict[Source, Source] = {}
    uses: Counter[str] = Counter()
    for source in sources:
        if isinstance(source, Rejected):
            yield source
            continue
        content = replace(source, file="", line=None, sha256="", encoding="")
        held = first.setdefault(content, source)
        if held is not source:
            place = held.file if held.line is None else f"{held.file}:{held.line}"
            yield Rejected(source.file, source.line, f"is the same as {place} (id {source.id}): read once")
            continue
        name = source.id
        while uses[name]:
            uses[source.id] += 1
            name = f"{source.id}#{uses[source.id]}"
        uses[name] += 1
        yield replace(source, id=name)


def _text_only(source: Source, profile: Profile, published_on: date | None) -> Article:
    try:
        from data.cleaning import clean

        article = clean(source, profile)
    except FAULTS:
        article = Article(
            id=source.id,
            file=source.file,
            raw=source.text,
            body=source.text,
            title=source.title,
            outlet=source.outlet,
            url=source.url,
            sha256=source.sha256,
            own_id=source.own_id,
        )
    if published_on is None:
        return article
    return replace(article, published_on=published_on, published_at=None, published_basis="manual")


def _describe(fault: BaseException) -> str:
    frame = fault.__traceback__
    place = "?"
    while frame is not None:
        place = f"{frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}"
        frame = frame.tb_next
    message = " ".join(str(fault).split())[:200]
    return f"{type(fault).__name__} at {place}: {message}"
