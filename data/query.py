"""Questions the pages ask of the store: a selection in, a frame of declared columns (`frames.py`) or a small value out.

Each function sees one revision. None changes a frame it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from data import frames, summaries, unknown
from data.errors import StoreError
from data.models import LADDER, Decision
from data.provenance import origin, origins, prints, story_sizes
from data.register import choosing, register
from data.relations import Receipt, by_hand, decision, decisions, receipt, relatives, to_review
from data.selecting import article_conditions, columns, newest, signal_conditions, stands, statement_conditions
from data.selection import FORMS, NOBODY, PARAMS, Selection
from data.store import schema
from data.store.manual import ManualDate, manual_dates
from data.store.naming import Naming, namings
from data.store.reading import newest_reading, version_cells
from data.store.reviews import Review, reviews
from data.store.rows import article_of, decision_of
from data.summaries import Unit, signals_by_period
from data.versions import changes, past_signals, versions

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Article, Reading
    from data.store import Store

__all__ = [
    "FORMS", "NOBODY", "PARAMS", "ArticleView", "Choices", "Counts", "Naming", "Receipt", "Review", "Selection",
    "SpeakerChoice", "Unit", "Version", "article", "articles", "by_hand", "changes", "choices", "counts", "decision",
    "decisions", "namings", "old_version", "origin", "origins", "past_signals", "prints", "receipt", "rejected",
    "relatives", "reviews", "signals", "signals_by_period", "speakers", "statements", "story_members", "to_review",
    "unknown_speakers", "versions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what a selection holds."""

    signals: int
    articles: int  # that hold at least one of the signals
    independent_texts: int  # duplicate groups among these articles: reprints of one text count once
    undated: int  # signals without a day that meet all but the range, shown or not
    background: int  # background signals that meet all else, shown or not
    headlines: int  # headline signals that meet all else, shown or not


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A speaker to choose. `signals` is what choosing this speaker alone would show."""

    name: str  # NOBODY for the outlets' own voice
    side: str | None
    kind: str | None  # person, body, or None where no profile knows the speaker
    signals: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, over the whole database."""

    speakers: tuple[SpeakerChoice, ...]  # by side, then most signals first; unknown sides last
    outlets: tuple[tuple[str, int], ...]  # outlet (or NOBODY) and its articles, most first
    first: date | None  # bounds of the days on which something was said
    last: date | None
    articles: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article; the newest has the highest number."""

    number: int
    imported_at: str
    file: str
    rules: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that is known of one article. `failure` says why its analysis stopped, where it did."""

    reading: Reading
    duplicate_group: str
    story: str
    version: int
    versions: tuple[Version, ...]
    rules: str
    failure: str | None
    manual_dates: tuple[ManualDate, ...]
    decisions: tuple[Decision, ...]


def signals(store: Store, selection: Selection = Selection()) -> pd.DataFrame:  # noqa: B008 - a frozen value
    """Return the selected signals as a `frames.SIGNALS` frame, by day said, undated ones last, then in text order."""
    with store.read() as connection:
        return signals_where(connection, signal_conditions(selection))


def signals_where(connection: Connection, conditions: list[ColumnElement[bool]]) -> pd.DataFrame:
    """Return the signals that meet the conditions as a `frames.SIGNALS` frame, in the order of `signals`."""
    table, articles_, versions = schema.signals, schema.articles, schema.versions
    query = (
        select(
            table,
            *(versions.c[name] for name in ("outlet", "title", "published_on", "published_basis", "agencies", "url")),
            articles_.c.duplicate_group,
            articles_.c.story,
        )
        .select_from(table.join(articles_, articles_.c.id == table.c.article).join(versions, newest))
        .where(*conditions)
        .order_by(table.c.said_on.is_(None), table.c.said_on, articles_.c.number, table.c.number)
    )
    held = columns(connection, query, ("via", "participants", "agencies"))
    held["position"] = [LADDER[rung] for rung in held["rung"]]
    return frames.of_columns(held, frames.SIGNALS)


def statements(store: Store, selection: Selection = Selection()) -> pd.DataFrame:  # noqa: B008
    """Return the selected statements as a `frames.STATEMENTS` frame; rung and background do not apply to them."""
    table, articles_, versions = schema.statements, schema.articles, schema.versions
    query = (
        select(table, versions.c.outlet, versions.c.title, versions.c.published_on, articles_.c.duplicate_group)
        .select_from(table.join(articles_, articles_.c.id == table.c.article).join(versions, newest))
        .where(*statement_conditions(selection))
        .order_by(table.c.said_on.is_(None), table.c.said_on, articles_.c.number, table.c.number)
    )
    return frames.of_columns(_columns(store, query, lists=("via",)), frames.STATEMENTS)


def articles(store: Store, selection: Selection = Selection()) -> pd.DataFrame:  # noqa: B008
    """Return the selected articles as a `frames.ARTICLES` frame, the latest first, undated ones last.

    The range is that of publication here, and the text may stand anywhere in title or body.
    """
    with store.read() as connection:
        return articles_where(connection, article_conditions(selection))


def story_members(store: Store, article: str) -> pd.DataFrame:
    """Return the articles of this article's story (itself too), its duplicate group first: `frames.ARTICLES`."""
    table = schema.articles
    own = select(table.c.story, table.c.duplicate_group).where(table.c.id == article)
    with store.read() as connection:
        row = connection.execute(own).one_or_none()
        if row is None:
            raise StoreError(f"{article}: no such article in the database; reload the page")
        members = articles_where(connection, [table.c.story == row.story])
    apart = members["duplicate_group"].ne(row.duplicate_group)
    return members.iloc[apart.argsort(kind="stable")].reset_index(drop=True)


def articles_where(connection: Connection, conditions: list[ColumnElement[bool]], *, few: bool = False) -> pd.DataFrame:
    """Return the articles that meet the conditions as a `frames.ARTICLES` frame, in the order of `articles`.

    Where they are `few`, which the conditions find in `articles` alone, only their own groups and stories are counted.
    """
    table, versions = schema.articles, schema.versions
    found = select(func.count()).where(schema.signals.c.article == table.c.id, stands).scalar_subquery()
    counted = select(table.c.duplicate_group, func.count().label("size")).group_by(table.c.duplicate_group)
    told = story_sizes()
    if few:
        counted = counted.where(
            table.c.duplicate_group.in_(select(table.c.duplicate_group).where(*conditions).correlate(None))
        )
        told = told.where(table.c.story.in_(select(table.c.story).where(*conditions).correlate(None)))
    groups, stories = counted.subquery(), told.subquery()
    query = (
        select(
            table,
            *(versions.c[name] for name in _OF_ARTICLE),
            found.label("signals"),
            groups.c.size.label("group_size"),
            stories.c.story_articles.label("story_size"),
            stories.c.story_texts,
            func.length(versions.c.body).label("characters"),
        )
        .select_from(table.join(versions, newest))
        .join(groups, groups.c.duplicate_group == table.c.duplicate_group)
        .join(stories, stories.c.story == table.c.story)
        .where(*conditions)
        .order_by(versions.c.published_on.is_(None), versions.c.published_on.desc(), table.c.number)
    )
    return frames.of_columns(columns(connection, query, ("agencies",)), frames.ARTICLES)


_OF_ARTICLE = (
    "published_on", "published_at", "published_basis", "outlet", "title", "agencies", "author", "origin", "url",
    "lang", "file", "rules",
)  # fmt: skip


def rejected(store: Store) -> pd.DataFrame:
    """Return the inputs that could not be read as a `frames.REJECTED` frame."""
    table = schema.rejected
    query = select(table).order_by(table.c.file, table.c.line, table.c.number)
    return frames.of_columns(_columns(store, query), frames.REJECTED)


def speakers(store: Store, selection: Selection = Selection()) -> pd.DataFrame:  # noqa: B008
    """Sum up the selected signals by speaker as a `frames.SPEAKERS` frame (see `summaries.speakers`)."""
    actors = {actor.name: actor for actor in store.profile().actors}
    return summaries.speakers(signals(store, selection), actors)


def unknown_speakers(store: Store) -> pd.DataFrame:
    """Sum up the speakers whom no profile knows as an `unknown.UNKNOWN` frame, those with most signals first."""
    table, articles_ = schema.signals, schema.articles
    query = (
        select(*(table.c[column.name] for column in unknown.SEEN))
        .join(articles_, articles_.c.id == table.c.article)
        .where(stands, table.c.speaker.is_not(None))
        .order_by(table.c.said_on.is_(None), table.c.said_on, articles_.c.number, table.c.number)
    )
    seen = frames.of_columns(_columns(store, query), unknown.SEEN)
    return unknown.unknown(seen, {actor.name for actor in store.profile().actors})


def counts(store: Store, selection: Selection = Selection()) -> Counts:  # noqa: B008
    """Count what a selection holds, and what its switches leave out or let in."""
    table, articles_, versions = schema.signals, schema.articles, schema.versions
    query = select(
        func.count().label("signals"),
        func.count(table.c.article.distinct()).label("articles"),
        func.count(articles_.c.duplicate_group.distinct()).label("independent_texts"),
    ).select_from(table.join(articles_, articles_.c.id == table.c.article).join(versions, newest))
    undated = selection.with_(include_undated=True)
    background = selection.with_(include_background=True)
    headlines = selection.with_(include_headlines=True)
    with store.read() as connection:
        held = connection.execute(query.where(*signal_conditions(selection))).one()
        aside = [
            connection.execute(query.where(*signal_conditions(wider), only)).one().signals
            for wider, only in (
                (undated, table.c.said_on.is_(None)),
                (background, table.c.background == 1),
                (headlines, table.c.where == "title"),
            )
        ]
    return Counts(held.signals, held.articles, held.independent_texts, *aside)


def choices(store: Store) -> Choices:
    """Return what there is to choose from; a speaker or outlet that is only context is listed too."""
    with store.read() as connection:
        held = register(store, connection)
    rows, actors = held.signals, {actor.name: actor for actor in held.profile.actors}
    spoken, plain = (
        np.bincount(rows.speaker[wanted] + 1, minlength=len(held.speakers) + 1).tolist()  # nobody is number -1
        for wanted in (~rows.is_rejected, ~rows.is_rejected & ~rows.is_background & rows.is_body)
    )
    printed = np.bincount(held.articles.outlet + 1, minlength=len(held.outlets) + 1).tolist()
    listed = []
    for name, all_, shown in zip((NOBODY, *held.speakers), spoken, plain, strict=True):
        if all_:
            actor = actors.get(name)
            side = (actor.side or actor.country) if actor else None
            listed.append(SpeakerChoice(name, side, actor.kind if actor else None, shown))
    listed.sort(key=lambda choice: (choice.side is None, choice.side or "", -choice.signals, choice.name))
    outlets = [(name, count) for name, count in zip((NOBODY, *held.outlets), printed, strict=True) if count]
    return Choices(
        speakers=tuple(listed),
        outlets=tuple(sorted(outlets, key=lambda pair: (-pair[1], pair[0]))),
        first=choosing.day_of(int(rows.day[0])) if rows.dated else None,
        last=choosing.day_of(int(rows.day[rows.dated - 1])) if rows.dated else None,
        articles=len(held.articles.number),
    )


def article(store: Store, article: str) -> ArticleView:
    """Return all that is known of an article. Raises StoreError where there is none of this id."""
    versions, pairs = schema.versions, schema.decisions
    with store.read() as connection:
        cells = version_cells(connection, article)
        row = connection.execute(select(schema.articles).where(schema.articles.c.id == article)).one()
        history = connection.execute(select(versions).where(versions.c.article == article)).all()
        compared = connection.execute(select(pairs).where(or_(pairs.c.a == article, pairs.c.b == article))).mappings()
        return ArticleView(
            reading=newest_reading(connection, article),
            duplicate_group=row.duplicate_group,
            story=row.story,
            version=row.version,
            versions=tuple(Version(old.version, old.imported_at, old.file, old.rules) for old in history),
            rules=cells["rules"],
            failure=cells["failure"],
            manual_dates=manual_dates(connection, article),
            decisions=tuple(decision_of(pair) for pair in compared),
        )


def old_version(store: Store, article: str, number: int) -> Article:
    """Return one version of an article as it was cleaned then. Raises StoreError where there is none."""
    with store.read() as connection:
        return article_of(version_cells(connection, article, number))


def _columns(store: Store, query: Select[Any], lists: tuple[str, ...] = ()) -> dict[str, list[Any]]:
    with store.read() as connection:
        return columns(connection, query, lists)
