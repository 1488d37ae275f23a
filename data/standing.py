"""Who stands where, worked out by the database: one row a speaker, and the dots of their chart.

The rows are those that `summaries.speakers` makes of a frame of all signals; here only those of a speaker's last two
days are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, case, func, select

from data import frames
from data.frames import Column
from data.models import LADDER
from data.selecting import newest, shown
from data.selection import Selection
from data.store import schema
from data.totals import begin_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from sqlalchemy import Connection, RowMapping

    from data.profile import Actor
    from data.store import Store

MOST_DOTS = 600
"""Dots that a chart draws at once; beyond it, one stands for several signals of a speaker (`dots`)."""

DOTS = (
    Column("id", "str", "id of the signal; of the last one, where the dot stands for several"),
    Column("speaker", "str", "canonical name"),
    Column("said_on", "datetime64[s]", "day on which it was said"),
    Column("said_on_basis", "str", "published where it falls back on the publication day, else said"),
    Column("rung", "str", "rung of the ladder"),
    Column("text", "str", "the passage"),
    Column("signals", "int64", "signals that the dot stands for"),
    Column("since", "datetime64[s]", "day of the first of them"),
)


def speakers(store: Store, selection: Selection = Selection()) -> pd.DataFrame:  # noqa: B008 - a frozen value
    """Sum up the selected signals by speaker as a `frames.SPEAKERS` frame (see `summaries.speakers`)."""
    actors = {actor.name: actor for actor in store.profile().actors}
    with store.read() as connection:
        counted = connection.execute(_counted(selection)).mappings().all()
        last: dict[str, list[RowMapping]] = defaultdict(list)
        for row in connection.execute(_last_days(selection)).mappings():
            last[row["speaker"]].append(row)
    rows = [_row(row, last.get(row["speaker"], []), actors.get(row["speaker"])) for row in counted]
    rows.sort(key=lambda row: (-row["articles"], row["speaker"]))
    return frames.frame(rows, frames.SPEAKERS)


def _row(counted: RowMapping, last: list[RowMapping], actor: Actor | None) -> dict[str, Any]:
    days = {row["said_on"]: row for row in sorted(last, key=_order)}  # the last claim of a day counts
    *_, previous, newest_ = [None, None, *days.values()]
    return {
        **counted,
        "side": (actor.side or actor.country) if actor else None,
        "kind": actor.kind if actor else None,
        **_position("last", newest_),
        "last_text": newest_["text"] if newest_ else None,
        "last_signal": newest_["id"] if newest_ else None,
        **_position("previous", previous),
        "change": _change(newest_, previous),
    }


def _order(row: RowMapping) -> tuple[Any, ...]:
    # Undated articles come first: of a known and an unknown day of publication, the known one is the later witness.
    return row["said_on"], row["published_on"] or "", row["article"], row["start"], row["at"], row["number"]


def _position(which: str, claim: RowMapping | None) -> dict[str, Any]:
    return {
        f"{which}_on": claim["said_on"] if claim else None,
        f"{which}_rung": claim["rung"] if claim else None,
        f"{which}_position": LADDER[claim["rung"]] if claim else None,
    }


def _change(last: RowMapping | None, previous: RowMapping | None) -> str | None:
    if last is None:
        return None
    if previous is None:
        return "first"
    step = LADDER[last["rung"]] - LADDER[previous["rung"]]
    return "same" if step == 0 else "up" if step > 0 else "down"


def _counted(selection: Selection) -> Select[Any]:
    table, articles, versions = schema.signals, schema.articles, schema.versions
    source, conditions = shown(selection)
    found = (
        select(table.c.speaker, table.c.article, func.count().label("signals"))
        .select_from(source)
        .where(*conditions, table.c.speaker.is_not(None))
        .group_by(table.c.speaker, table.c.article)
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    # Taken out of the versions once an article: their rows are as long as the texts.
    printed = (
        select(articles.c.id, articles.c.duplicate_group, versions.c.outlet)
        .select_from(articles.join(versions, newest))
        .where(articles.c.id.in_(select(found.c.article)))
        .cte("printed")
        .prefix_with("MATERIALIZED")
    )
    return (
        select(
            found.c.speaker,
            func.sum(found.c.signals).label("signals"),
            func.count().label("articles"),
            func.count(printed.c.duplicate_group.distinct()).label("independent_texts"),
            func.count(printed.c.outlet.distinct()).label("outlets"),
        )
        .select_from(found.join(printed, printed.c.id == found.c.article))
        .group_by(found.c.speaker)
    )


def _last_days(selection: Selection) -> Select[Any]:
    """Return the claims of each speaker's last two days."""
    table, articles, versions = schema.signals, schema.articles, schema.versions
    source, conditions = shown(selection)
    held = (
        select(
            table.c.number,
            table.c.speaker,
            table.c.said_on,
            table.c.background,
            func.min(table.c.background).over(partition_by=table.c.speaker).label("least"),
        )
        .select_from(source)
        .where(*conditions, table.c.speaker.is_not(None), table.c.said_on.is_not(None))
        .subquery()
    )
    # Background is no position where there is anything else.
    place = func.dense_rank().over(partition_by=held.c.speaker, order_by=held.c.said_on.desc()).label("place")
    ranked = select(held.c.number, place).where(held.c.background == held.c.least).subquery()
    return (
        select(
            *(table.c[name] for name in ("speaker", "said_on", "rung", "text", "id", "article", "start", "number")),
            versions.c.published_on,
            articles.c.number.label("at"),
        )
        .select_from(ranked)
        .join(table, table.c.number == ranked.c.number)
        .join(articles, articles.c.id == table.c.article)
        .join(versions, newest)
        .where(ranked.c.place <= 2)
    )


def speaker_of(store: Store, selection: Selection, signal: str) -> str | None:
    """Return who is named to have made a selected signal; None where it is not selected."""
    table = schema.signals
    source, conditions = shown(selection)
    query = select(table.c.speaker).select_from(source).where(*conditions, table.c.id == signal)
    with store.read() as connection:
        return connection.scalar(query)


def dots(store: Store, selection: Selection, names: Sequence[str]) -> pd.DataFrame:
    """Return what a chart of these speakers draws as a `DOTS` frame, at most about `MOST_DOTS` rows, by day.

    One row a signal; where these are more, one for all that a speaker said in a day, week, month, quarter or year on
    one rung and basis.
    """
    with store.read() as connection:
        counted = connection.execute(_said(selection, names)).all()
        signals = sum(row.signals for row in counted)
        if signals <= MOST_DOTS:
            return _each(connection, selection, names)
        days = {row.said_on: date.fromisoformat(row.said_on) for row in counted}
        for begin_of in _BEGINS:
            begins = {said_on: begin_of(day) for said_on, day in days.items()}
            if len({_of(row, begins) for row in counted}) <= MOST_DOTS:
                break
        folded: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in counted:  # by day
            held = folded.setdefault(_of(row, begins), {"since": row.said_on, "signals": 0})
            held["signals"] += row.signals
            held |= {"number": row.last, "said_on": row.said_on, "said_on_basis": row.basis}
            held |= {"speaker": row.speaker, "rung": row.rung}
        texts = _texts(connection, [held["number"] for held in folded.values()])
    rows = [{**held, **texts[held["number"]]} for held in folded.values()]
    return frames.frame(sorted(rows, key=lambda row: (row["said_on"], row["number"])), DOTS)


def _said(selection: Selection, names: Sequence[str]) -> Select[Any]:
    table = schema.signals
    source, conditions = shown(selection)
    basis = case((table.c.said_on_basis == "published", "published"), else_="said")
    held = (table.c.speaker, table.c.said_on, table.c.rung, basis.label("basis"))
    return (
        select(*held, func.count().label("signals"), func.max(table.c.number).label("last"))
        .select_from(source)
        .where(*conditions, table.c.speaker.in_(names), table.c.said_on.is_not(None))
        .group_by(*held)
        .order_by(table.c.said_on)
    )


def _each(connection: Connection, selection: Selection, names: Sequence[str]) -> pd.DataFrame:
    table, articles = schema.signals, schema.articles
    source, conditions = shown(selection)
    joined = source if selection.outlets else source.join(articles, articles.c.id == table.c.article)
    query = (
        select(table.c.id, table.c.speaker, table.c.said_on, table.c.said_on_basis, table.c.rung, table.c.text)
        .add_columns(table.c.said_on.label("since"))
        .select_from(joined)
        .where(*conditions, table.c.speaker.in_(names), table.c.said_on.is_not(None))
        .order_by(table.c.said_on, articles.c.number, table.c.number)
    )
    return frames.frame(({**row, "signals": 1} for row in connection.execute(query).mappings()), DOTS)


def _texts(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, str]]:
    table = schema.signals
    query = select(table.c.number, table.c.id, table.c.text).where(table.c.number.in_(numbers))
    return {row.number: {"id": row.id, "text": row.text} for row in connection.execute(query)}


def _of(row: Any, begins: dict[str, date]) -> tuple[Any, ...]:
    return row.speaker, begins[row.said_on], row.rung, row.basis


def _month_of(day: date, months: int) -> date:
    return date(day.year, day.month - (day.month - 1) % months, 1)


_BEGINS: tuple[Callable[[date], date], ...] = (
    partial(begin_of, unit="day"),
    partial(begin_of, unit="week"),
    *(partial(_month_of, months=months) for months in (1, 3, 12)),
)
"""From a day to the first of the period that is drawn as one, the shortest period first."""
