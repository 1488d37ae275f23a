"""Who stands where, worked out in the register (`data.register`): one row a speaker, and the dots of their chart.

The rows are those that `summaries.speakers` makes of a frame of all signals; here only the passages that decide are
read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sqlalchemy import select

from data import frames
from data.frames import Column
from data.models import LADDER
from data.register import choosing, register
from data.register.rows import NOBODY, RUNGS, UNDATED
from data.selection import Selection
from data.store import schema
from data.totals import BASES, begin_of, begin_of_months, days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from data.profile import Actor
    from data.register import Register
    from data.register.rows import Ints, Signals
    from data.store import Store

    _Claim = dict[str, Any]

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
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.signals(held, connection, selection)
        chosen = chosen[held.signals.speaker[chosen] != NOBODY]
        last = _last_claims(held, connection, chosen)
    actors = {actor.name: actor for actor in held.profile.actors}
    rows = [_row(row, last.get(number, []), actors.get(row["speaker"])) for number, row in _counted(held, chosen)]
    rows.sort(key=lambda row: (-row["articles"], row["speaker"]))
    return frames.frame(rows, frames.SPEAKERS)


def _row(counted: dict[str, Any], last: list[_Claim], actor: Actor | None) -> dict[str, Any]:
    *_, previous, newest = [None, None, *last]
    return {
        **counted,
        "side": (actor.side or actor.country) if actor else None,
        "kind": actor.kind if actor else None,
        **_position("last", newest),
        "last_text": newest["text"] if newest else None,
        "last_signal": newest["id"] if newest else None,
        **_position("previous", previous),
        "change": _change(newest, previous),
    }


def _position(which: str, claim: _Claim | None) -> dict[str, Any]:
    return {
        f"{which}_on": claim["said_on"] if claim else None,
        f"{which}_rung": claim["rung"] if claim else None,
        f"{which}_position": LADDER[claim["rung"]] if claim else None,
    }


def _change(last: _Claim | None, previous: _Claim | None) -> str | None:
    if last is None:
        return None
    if previous is None:
        return "first"
    step = LADDER[last["rung"]] - LADDER[previous["rung"]]
    return "same" if step == 0 else "up" if step > 0 else "down"


def _counted(held: Register, chosen: Ints) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the counts of each speaker of these signals."""
    rows, articles = held.signals, held.articles
    many = len(held.speakers)
    speaker = rows.speaker[chosen]
    signals = np.bincount(speaker, minlength=many)
    of, article = _pairs(speaker, rows.article[chosen], len(articles.number))
    groups, _ = _pairs(of, articles.group[article], held.groups)
    printed = articles.outlet[article] != NOBODY
    outlets, _ = _pairs(of[printed], articles.outlet[article[printed]], len(held.outlets))
    counts = {
        "signals": signals,
        **{
            name: np.bincount(by, minlength=many)
            for name, by in (("articles", of), ("independent_texts", groups), ("outlets", outlets))
        },
    }
    for number in np.flatnonzero(signals).tolist():
        yield number, {"speaker": held.speakers[number], **{name: int(by[number]) for name, by in counts.items()}}


def _pairs(one: Ints, other: Ints, below: int) -> tuple[Ints, Ints]:
    """Return each pair of two arrays once; the second has numbers `below` this."""
    pairs = np.unique(one.astype(np.int64) * max(below, 1) + other)
    return pairs // max(below, 1), pairs % max(below, 1)


def _last_claims(held: Register, connection: Connection, chosen: Ints) -> dict[int, list[_Claim]]:
    """Return what counts for the last two days of each speaker among these signals, by the speaker's number.

    Only that of the last day has a text and an id.
    """
    rows = held.signals
    chosen = _of_last_days(rows, _held(rows, chosen, len(held.speakers)), len(held.speakers))
    chosen, day = _of_last_articles(held, chosen)
    newest = (
        rows.day[chosen] == _latest(rows.speaker[chosen], rows.day[chosen], len(held.speakers))[rows.speaker[chosen]]
    )
    several = np.bincount(day, minlength=1)[day] > 1
    read = _texts(connection, rows.number[chosen[newest | several]])
    last: dict[int, dict[int, tuple[tuple[int, int], _Claim]]] = defaultdict(dict)
    for at, speaker, number, of in zip(
        chosen.tolist(), rows.speaker[chosen].tolist(), rows.number[chosen].tolist(), day.tolist(), strict=True
    ):
        text = read.get(number)
        claim = {"said_on": _iso(rows.day[at]), "rung": RUNGS[rows.rung[at]]}
        own = (text.start if text else 0, number), claim | {"id": text and text.id, "text": text and text.text}
        last[speaker][of] = max(last[speaker].get(of, own), own, key=lambda one: one[0])  # furthest down counts
    return {speaker: [claim for _, claim in days.values()] for speaker, days in last.items()}


def _held(rows: Signals, chosen: Ints, many: int) -> Ints:
    """Leave out undated signals, and background, which is no position where a speaker has said anything else."""
    chosen = chosen[: int(np.searchsorted(rows.day[chosen], UNDATED))]
    background = rows.is_background[chosen]
    speaks = np.zeros(many, np.bool_)
    speaks[rows.speaker[chosen[~background]]] = True
    return chosen[~background | ~speaks[rows.speaker[chosen]]]


def _of_last_days(rows: Signals, chosen: Ints, many: int) -> Ints:
    """Leave those of dated signals that fall on the last two days of their speaker."""
    speaker, day = rows.speaker[chosen], rows.day[chosen]
    earlier = day < _latest(speaker, day, many)[speaker]
    return chosen[day >= _latest(speaker[earlier], day[earlier], many)[speaker]]


def _of_last_articles(held: Register, chosen: Ints) -> tuple[Ints, Ints]:
    """Leave the signals of a speaker's day that stand in the article published latest; number these days beside."""
    rows, articles = held.signals, held.articles
    article = rows.article[chosen]
    # Undated articles come first: of a known and an unknown day of publication, the known one is the later witness.
    published = np.where(articles.day[article] == UNDATED, _EVER, articles.day[article])
    chosen = chosen[np.lexsort((articles.rank[article], published, rows.day[chosen], rows.speaker[chosen]))]
    speaker, day, article = rows.speaker[chosen], rows.day[chosen], rows.article[chosen]
    ends = np.ones(len(chosen), np.bool_)
    ends[:-1] = (speaker[1:] != speaker[:-1]) | (day[1:] != day[:-1])
    place: Ints = np.cumsum(ends) - ends
    kept = article == article[ends][place]
    return chosen[kept], place[kept]


def _latest(speaker: Ints, day: Ints, many: int) -> Ints:
    """Return the latest day of each speaker; before all days, where there is none."""
    latest = np.full(many, _EVER, np.int32)
    np.maximum.at(latest, speaker, day)
    return latest


_EVER = np.iinfo(np.int32).min


def speaker_of(store: Store, selection: Selection, signal: str) -> str | None:
    """Return who is named to have made a selected signal; None where it is not selected."""
    with store.read() as connection:
        held = register(store, connection)
        chosen = choosing.signals(held, connection, selection)
        number = connection.scalar(select(schema.signals.c.number).where(schema.signals.c.id == signal))
    for speaker in held.signals.speaker[chosen[held.signals.number[chosen] == number]].tolist():
        return held.speakers[speaker] if speaker != NOBODY else None
    return None


def dots(store: Store, selection: Selection, names: Sequence[str]) -> pd.DataFrame:
    """Return what a chart of these speakers draws as a `DOTS` frame, at most about `MOST_DOTS` rows, by day.

    One row a signal; where these are more, one for all that a speaker said in a day, week, month, quarter or year on
    one rung and basis.
    """
    with store.read() as connection:
        held = register(store, connection)
        rows = held.signals
        chosen = choosing.signals(held, connection, selection)
        chosen = chosen[: int(np.searchsorted(rows.day[chosen], UNDATED))]
        chosen = chosen[choosing.named(held.speakers, names)[rows.speaker[chosen]]]
        first, last, counts = _together(held, chosen) if len(chosen) > MOST_DOTS else _each(chosen)
        texts = _texts(connection, rows.number[last])
    numbers = rows.number[last].tolist()
    return frames.typed(
        pd.DataFrame(
            {
                "id": [texts[number].id for number in numbers],
                "speaker": [held.speakers[number] for number in rows.speaker[last].tolist()],
                "said_on": days(rows.day[last]),
                "said_on_basis": np.where(rows.is_published[last], *BASES),
                "rung": [RUNGS[number] for number in rows.rung[last].tolist()],
                "text": [texts[number].text for number in numbers],
                "signals": counts,
                "since": days(rows.day[first]),
            }
        ),
        DOTS,
    )


def _each(chosen: Ints) -> tuple[Ints, Ints, Ints]:
    """Return what `_together` does, for a dot a signal."""
    return chosen, chosen, np.ones(len(chosen), np.int64)


def _together(held: Register, chosen: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the first and the last of the signals that a dot stands for, and their number, for each dot, by day."""
    rows = held.signals
    said = (rows.speaker[chosen] * np.int64(len(RUNGS)) + rows.rung[chosen]) * len(BASES) + rows.is_published[chosen]
    for begin in _BEGINS:
        _, period = np.unique(begin(rows.day[chosen]), return_inverse=True)
        _, dot, counts = np.unique(said * (len(chosen) + 1) + period, return_inverse=True, return_counts=True)
        if len(counts) <= MOST_DOTS:
            break
    first, last = np.full(len(counts), len(chosen)), np.full(len(counts), -1)
    np.minimum.at(first, dot, np.arange(len(chosen)))
    np.maximum.at(last, dot, np.arange(len(chosen)))
    order = np.argsort(last)
    return chosen[first[order]], chosen[last[order]], counts[order]


def _texts(connection: Connection, numbers: Ints) -> dict[int, Any]:
    table = schema.signals
    query = select(table.c.number, table.c.id, table.c.start, table.c.text).where(table.c.number.in_(numbers.tolist()))
    return {row.number: row for row in connection.execute(query)}


def _iso(day: int) -> str:
    return choosing.day_of(int(day)).isoformat()


_BEGINS: tuple[Callable[[Ints], Ints], ...] = (
    partial(begin_of, unit="day"),
    partial(begin_of, unit="week"),
    *(partial(begin_of_months, months=months) for months in (1, 3, 12)),
)
"""From days to the first ones of the periods that are drawn as one, the shortest period first."""
