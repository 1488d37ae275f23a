"""Questions about pairs: what two articles are to each other and why, what needs a look, what was decided by hand.

Three relations are kept apart: a copy (one duplicate group), partial reuse (shared passages without being a copy), and
the same event in own words (one story).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from data import frames
from data.errors import StoreError
from data.models import Passage
from data.selecting import columns, newest, stands
from data.store import schema
from data.store.manual import ManualMerge, merges_by_hand
from data.store.reading import version_cells
from data.store.rows import article_of, decision_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from data.models import Article, Decision
    from data.store import Store

RELATIONS = ("copy", "reuse", "event")
"""What another article can be to one, the closest first."""
LOOKED = 24
"""Articles that are compared with one for its relations."""
LEAST = 0.1
"""Share of the shorter text from which two texts share passages rather than phrases."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why two articles stand as they do. `decision` is what merging or an analyst decided, None where nobody looked.

    `measured` is what their words say now; `by_hand` every decision ever made by hand on the two, the oldest first.
    """

    a: Article
    b: Article
    same_text: bool
    same_story: bool
    decision: Decision | None
    measured: Decision
    by_hand: tuple[ManualMerge, ...]

    @property
    def standing(self) -> ManualMerge | None:
        """The decision by hand that holds."""
        return next((one for one in reversed(self.by_hand) if one.undone_at is None), None)


def relatives(store: Store, article: str) -> pd.DataFrame:
    """Return the articles that are something to this one as a `frames.RELATIVES` frame, the closest relation first.

    Articles whose copies share passages with copies of this one are compared with it here, the first `LOOKED` of them.
    """
    table, versions = schema.articles, schema.versions
    with store.read() as connection:
        own = connection.execute(select(table).where(table.c.id == article)).one_or_none()
        if own is None:
            raise StoreError(f"{article}: no such article in the database; reload the page")
        pairs, linked = _linked(connection, article, own.duplicate_group)
        found = select(func.count()).where(schema.signals.c.article == table.c.id, stands).scalar_subquery()
        fields = ("published_on", "published_at", "outlet", "title", "agencies")
        query = (
            select(table, *(versions.c[name] for name in fields), found.label("signals"))
            .select_from(table.join(versions, newest))
            .where(or_(table.c.story == own.story, table.c.duplicate_group.in_([own.duplicate_group, *linked])))
            .where(table.c.id != article)
            .order_by(versions.c.published_on.is_(None), versions.c.published_on, table.c.number)
        )
        held = columns(connection, query, ("agencies",))
        groups = dict(zip(held["id"], held["duplicate_group"], strict=True))
        reuse = pairs | _compared(
            connection, article, [other for other, group in groups.items() if group in linked and other not in pairs]
        )
    held["same_story"] = [story == own.story for story in held["story"]]
    held["containment"] = [reuse.get(other) for other in held["id"]]
    held["relation"] = [
        "copy" if group == own.duplicate_group else "reuse" if _shares(reuse.get(other)) else "event"
        for other, group in groups.items()
    ]
    kept = [
        place for place, name in enumerate(held["relation"]) if name != "event" or held["same_story"][place]
    ]  # a copy of a text that shares passages need not share them
    kept.sort(key=lambda place: RELATIONS.index(held["relation"][place]))
    return frames.of_columns(
        {name: [values[place] for place in kept] for name, values in held.items()}, frames.RELATIVES
    )


def _linked(connection: Connection, article: str, group: str) -> tuple[dict[str, float], set[str]]:
    """Return containment by article, for pairs decided with this one, and the groups that share text with its group."""
    table, a, b = schema.decisions, schema.articles.alias(), schema.articles.alias()
    query = (
        select(table.c.a, table.c.b, table.c.containment, a.c.duplicate_group.label("in_a"))
        .add_columns(b.c.duplicate_group.label("in_b"))
        .join(a, a.c.id == table.c.a)
        .join(b, b.c.id == table.c.b)
        .where(or_(a.c.duplicate_group == group, b.c.duplicate_group == group))
    )
    judged = {(one.a, one.b) for one in merges_by_hand(connection) if one.undone_at is None}
    pairs: dict[str, float] = {}
    linked: set[str] = set()
    for row in connection.execute(query):
        linked |= {row.in_a, row.in_b} - {group}
        # A decision by hand says nothing of what two texts share.
        if article in (row.a, row.b) and tuple(sorted((row.a, row.b))) not in judged:
            pairs[row.b if row.a == article else row.a] = row.containment
    return pairs, linked


def _compared(connection: Connection, article: str, others: list[str]) -> dict[str, float]:
    if not others:
        return {}
    from data.merging import compare

    own = article_of(version_cells(connection, article))
    return {other: compare(own, article_of(version_cells(connection, other))).containment for other in others[:LOOKED]}


def _shares(containment: float | None) -> bool:
    return containment is not None and containment >= LEAST


def decisions(store: Store) -> pd.DataFrame:
    """Return every closely compared pair as a `frames.MERGES` frame, the most similar first."""
    return _pairs(store, [])


def compared(store: Store) -> int:
    """Count the closely compared pairs."""
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(schema.decisions)) or 0


def waiting(store: Store) -> int:
    """Count the pairs that a person may want to look at (`to_review`)."""
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(schema.decisions).where(*_doubtful())) or 0


def to_review(store: Store) -> pd.DataFrame:
    """Return the pairs that a person may want to look at as a `frames.MERGES` frame, the most similar first.

    They lie between the sure thresholds or were stopped, and nobody has decided on them by hand. Pairs of one story in
    that band are among them: telling of one event does not say whether they are one text.
    """
    return _pairs(store, _doubtful())


def _doubtful() -> list[ColumnElement[bool]]:
    from data.merging.settings import DEFAULT

    table, manual = schema.decisions, schema.manual_merges
    band = DEFAULT.review_score / (1 + DEFAULT.share_weight)
    doubtful = or_(table.c.decision == "review", (table.c.decision == "same_story") & (table.c.score >= round(band, 4)))
    either = or_(
        (manual.c.a == table.c.a) & (manual.c.b == table.c.b), (manual.c.a == table.c.b) & (manual.c.b == table.c.a)
    )
    return [doubtful, ~select(manual).where(either, manual.c.undone_at.is_(None)).exists()]


def _pairs(store: Store, conditions: list[ColumnElement[bool]]) -> pd.DataFrame:
    table = schema.decisions
    query = _beside(table, ("outlet", "title", "published_on")).where(*conditions)
    with store.read() as connection:
        return frames.of_columns(columns(connection, query.order_by(table.c.score.desc(), table.c.a)), frames.MERGES)


def _beside(table: Any, fields: Iterable[str]) -> Select[Any]:
    """Return a query of a table of pairs with fields of both articles as `a_…` and `b_…`."""
    a, b = schema.articles.alias(), schema.articles.alias()
    text_a, text_b = schema.versions.alias(), schema.versions.alias()
    wanted = [text.c[name].label(f"{side}_{name}") for side, text in (("a", text_a), ("b", text_b)) for name in fields]
    return (
        select(table, *wanted)
        .join(a, a.c.id == table.c.a)
        .join(text_a, (text_a.c.article == a.c.id) & (text_a.c.version == a.c.version))
        .join(b, b.c.id == table.c.b)
        .join(text_b, (text_b.c.article == b.c.id) & (text_b.c.version == b.c.version))
    )


def decision(store: Store, one: str, other: str) -> Decision | None:
    """Return what was decided on a pair, with its shared passages; None where it was not compared closely.

    Merging marks the passages of a bounded number of pairs; those of another pair are looked up here.
    """
    with store.read() as connection:
        held = _decision(connection, one, other)
        if held is None or held.shared:
            return held
        a, b = (article_of(version_cells(connection, name)) for name in (held.a, held.b))
    from data.merging import compare

    found = compare(a, b)
    return replace(held, shared=found.shared, conflicts=held.conflicts or found.conflicts)


def receipt(store: Store, one: str, other: str) -> Receipt:
    """Return all that speaks for and against two articles being one text. Raises StoreError where one is not there."""
    from data.merging import compare

    table = schema.articles
    with store.read() as connection:
        a, b = (article_of(version_cells(connection, name)) for name in (one, other))
        held = _decision(connection, one, other)
        rows = {row.id: row for row in connection.execute(select(table).where(table.c.id.in_((one, other))))}
        manual = tuple(made for made in merges_by_hand(connection) if {made.a, made.b} == {one, other})
    left, right = rows[one], rows[other]
    return Receipt(
        a,
        b,
        left.duplicate_group == right.duplicate_group,
        left.story == right.story,
        _turned(held) if held and held.a != one else held,
        compare(a, b),
        manual,
    )


def _turned(held: Decision) -> Decision:
    """Return a decision with its articles in the other order."""
    return replace(
        held,
        a=held.b,
        b=held.a,
        shared=tuple(Passage(passage.b, passage.a) for passage in held.shared),
        conflicts=tuple((there, here) for here, there in held.conflicts),
    )


def by_hand(store: Store) -> pd.DataFrame:
    """Return every merge decision ever made by hand as a `frames.BY_HAND` frame, the latest first."""
    table = schema.manual_merges
    query = _beside(table, ("outlet", "title")).order_by(table.c.number.desc())
    with store.read() as connection:
        held = columns(connection, query)
    held |= {"verdict": held["decision"], "decided_at": held["at"], "decided_by": held["by"]}
    held["holds"] = [undone is None for undone in held["undone_at"]]
    return frames.of_columns(held, frames.BY_HAND)


def _decision(connection: Connection, one: str, other: str) -> Decision | None:
    table = schema.decisions
    either = or_((table.c.a == one) & (table.c.b == other), (table.c.a == other) & (table.c.b == one))
    row = connection.execute(select(table).where(either)).mappings().one_or_none()
    return None if row is None else decision_of(row)
