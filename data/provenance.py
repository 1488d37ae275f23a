"""Questions about origins: the texts of the store with where each comes from and who took it over (`origins.py`)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from data import frames
from data.errors import StoreError
from data.origins import Origin, Print, links, origin_of
from data.selecting import article_conditions, newest
from data.selection import Selection
from data.store import schema
from data.store.searching import holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from data.store import Store


def origins(store: Store, selection: Selection = Selection()) -> pd.DataFrame:  # noqa: B008 - a frozen value
    """Return a `frames.ORIGINS` row for each text that a selected article carries, the one printed most first.

    A row tells of all articles of its group, those that the filter leaves out too; `shown` counts the others.
    """
    table = schema.articles
    selected = article_conditions(selection)
    joined = select(table.c.duplicate_group).select_from(table.join(schema.versions, newest)).where(*selected)
    counted = joined.add_columns(func.count().label("shown")).group_by(table.c.duplicate_group)
    with store.read() as connection:
        shown = {row.duplicate_group: row.shown for row in connection.execute(counted)}
        groups = _groups(connection, [table.c.duplicate_group.in_(joined.correlate(None))] if selected else [])
        stories = {row.story: row for row in connection.execute(story_sizes())}
    rows = [_origin_row(held, shown[group], stories) for group, held in groups.items()]
    rows.sort(key=lambda row: (-row["articles"], row["first_on"] is None, _newest_first(row), row["duplicate_group"]))
    return frames.frame(rows, frames.ORIGINS)


def origin(store: Store, article: str) -> Origin:
    """Return where the text of an article comes from. Raises StoreError where there is no such article."""
    table = schema.articles
    own = select(table.c.duplicate_group).where(table.c.id == article).scalar_subquery()
    with store.read() as connection:
        groups = _groups(connection, [table.c.duplicate_group == own])
    if not groups:
        raise StoreError(f"{article}: no such article in the database; reload the page")
    ((_, held),) = groups.items()
    return origin_of(one.print for one in held)


def prints(store: Store, group: str) -> pd.DataFrame:
    """Return the articles that carry one text as a `frames.PRINTS` frame: the origin's own first, then by date."""
    with store.read() as connection:
        members = _groups(connection, [schema.articles.c.duplicate_group == group]).get(group, [])
    if not members:
        return frames.frame([], frames.PRINTS)
    found = origin_of(one.print for one in members)
    taken = {one.article: (number, one) for number, one in enumerate(found.taken)}
    rows = []
    for member in members:
        held = member.print
        place, lag = taken.get(held.article, (-1, None))
        rows.append(
            {
                "place": place,
                "id": held.article,
                "lag": lag.lag if lag else "the origin's own",
                "lag_days": lag.days if lag else None,
                "lag_hours": lag.minutes / 60 if lag and lag.minutes is not None else None,
                "published_on": held.published_on.isoformat() if held.published_on else None,
                "published_at": held.published_at,
                "outlet": held.outlet,
                "title": member.title,
                "agencies": held.agencies,
                "said_origin": held.origin,
                "url": held.url,
            }
        )
    return frames.frame(sorted(rows, key=lambda row: int(str(row["place"]))), frames.PRINTS)


def story_sizes() -> Select[Any]:
    """Return a query of each story with its number of articles and of independent texts."""
    table = schema.articles
    texts = func.count(table.c.duplicate_group.distinct())
    return select(table.c.story, func.count().label("story_articles"), texts.label("story_texts")).group_by(
        table.c.story
    )


@dataclass(frozen=True, slots=True)
class _Member:
    print: Print
    group: str
    story: str
    title: str | None


def _groups(connection: Connection, conditions: list[ColumnElement[bool]]) -> dict[str, list[_Member]]:
    table, versions = schema.articles, schema.versions
    fields = ("outlet", "published_on", "published_at", "agencies", "origin", "url", "title")
    query = (
        select(table.c.id, table.c.duplicate_group, table.c.story, *(versions.c[name] for name in fields))
        .select_from(table.join(versions, newest))
        .where(*conditions)
        .order_by(table.c.number)
    )
    addresses = _addresses(connection, conditions)
    groups: dict[str, list[_Member]] = defaultdict(list)
    for row in connection.execute(query):
        held = Print(
            row.id, row.outlet, _day(row.published_on), row.published_at, tuple(json.loads(row.agencies)), row.origin,
            row.url, addresses.get(row.id, frozenset()),
        )  # fmt: skip
        groups[row.duplicate_group].append(_Member(held, row.duplicate_group, row.story, row.title))
    return groups


def _addresses(connection: Connection, conditions: list[ColumnElement[bool]]) -> dict[str, frozenset[str]]:
    """Return the links in those texts that have copies: one copy's link to another tells where it comes from."""
    table, versions = schema.articles, schema.versions
    copied = (
        select(table.c.duplicate_group)
        .select_from(table.join(versions, newest))
        .group_by(table.c.duplicate_group)
        .having(func.count() > 1, func.count(versions.c.url) > 0)
    )
    raw = func.coalesce(versions.c.raw, versions.c.source_text)
    query = (
        select(table.c.id, raw.label("raw"))
        .select_from(table.join(versions, newest))
        .where(*conditions, table.c.duplicate_group.in_(copied.correlate(None)))
        .where(or_(holds(raw, "://"), holds(raw, "www.")))
    )
    return {row.id: links(row.raw) for row in connection.execute(query)}


def _origin_row(group: list[_Member], shown: int, stories: Mapping[str, Any]) -> dict[str, Any]:
    found = origin_of(one.print for one in group)
    leader = next((one for one in group if one.print.article == one.group), group[0])
    story = stories[leader.story]
    return {
        "duplicate_group": leader.group,
        "title": leader.title,
        "origin": found.name,
        "basis": found.basis,
        "note": found.note or None,
        "origin_article": found.article,
        "first": found.first,
        "first_on": found.first_on.isoformat() if found.first_on else None,
        "taken_over": tuple(one.told for one in found.taken),
        "takers": tuple(one.article for one in found.taken),
        "lag_days": tuple("" if one.days is None else str(one.days) for one in found.taken),
        "lag_hours": tuple("" if one.minutes is None else f"{one.minutes / 60:.2f}" for one in found.taken),
        "articles": found.articles,
        "outlets": found.outlets,
        "undated": found.undated,
        "shown": shown,
        "story": leader.story,
        "story_articles": story.story_articles,
        "story_texts": story.story_texts,
    }


def _newest_first(row: Mapping[str, Any]) -> int:
    return -date.fromisoformat(row["first_on"]).toordinal() if row["first_on"] else 0


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
