"""Questions about versions: what each one of an article is, and what became of its claims from one to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from data import frames
from data.models import Signal
from data.selecting import newest
from data.selection import NOBODY, Selection
from data.store import schema
from data.store.folding import fold
from data.store.overlay import past_rows
from data.store.reading import newest_reading, version_cells
from data.store.rows import from_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from sqlalchemy import Connection, RowMapping

    from data.store import Store
    from data.store.rows import Cells

WHOLE = 0.8
"""Share of a text from which on what is missing counts as taken out; below it may as well be cut off."""
NOT_COMPARED = "what became of the claims is not known; `treffpunkt rebuild` finds out"
NOT_READ = "what became of the claims is not known: an analysis failed"

_Place = tuple[str, int, str]  # article, version, id of a signal


def versions(store: Store, article: str | None = None) -> pd.DataFrame:
    """Return all versions of an article, or of all, as a `frames.VERSIONS` frame, the oldest first."""
    table, articles, steps = schema.versions, schema.articles, schema.steps
    step = (steps.c.article == table.c.article) & (steps.c.version == table.c.version)
    figures = ("share", "kept", "changed", "withdrawn", "added", "earlier")
    query = (
        select(
            *(table.c[name] for name in _OF_VERSION),
            articles.c.version.label("last"),
            func.length(table.c.body).label("characters"),
            *(steps.c[name] for name in figures),
        )
        .select_from(table.join(articles, articles.c.id == table.c.article).outerjoin(steps, step))
        .order_by(articles.c.number, table.c.version)
    )
    with store.read() as connection:
        rows = connection.execute(query if article is None else query.where(articles.c.id == article)).mappings().all()
    return frames.frame(
        (
            {
                **row,
                "newest": row["version"] == row["last"],
                "text_left": row["share"],
                "note": _note_of_version(row),
            }
            for row in rows
        ),
        frames.VERSIONS,
    )


_OF_VERSION = ("article", "version", "imported_at", "title", "published_on", "outlet", "file", "rules")


def changes(
    store: Store,
    selection: Selection = Selection(),  # noqa: B008 - a frozen value
    article: str | None = None,
) -> pd.DataFrame:
    """Return the claims that some version withdrew, changed or added as a `frames.CHANGES` frame, the latest first.

    A changed claim is selected as it was or as it is. The outlet is that of the newest version, as everywhere.
    """
    with store.read() as connection:
        rows = _changes(connection, article)
        wanted = {row["article"] for row in rows if _printed_by(row["outlet"], selection.outlets)}
        claims = _claims(connection, wanted)
        later = _later(connection, wanted)
    found = []
    new = {
        (row["article"], row["version"], claims[_after(row)]["speaker"], claims[_after(row)]["rung"])
        for row in rows
        if row["change"] == "added" and row["article"] in wanted
    }
    for row in rows:
        before = claims.get((row["article"], row["version"] - 1, row["before"]))
        after = claims.get(_after(row))
        if any(claim is not None and fits(claim, selection) for claim in (before, after)):
            said = before and (row["article"], row["version"], before["speaker"], before["rung"]) in new
            found.append(_row(row, before, after, _now(row, later), reworded=bool(said)))
    return frames.frame(found, frames.CHANGES)


def is_any_changed(store: Store) -> bool:
    """Return whether `changes` holds anything at all, whatever is selected."""
    table = schema.changes
    with store.read() as connection:
        return connection.scalar(select(table.c.number).where(table.c.change != "kept").limit(1)) is not None


def past_signals(store: Store, article: str, version: int) -> tuple[Signal, ...] | None:
    """Return the signals of one version of an article as reviews have them, rejected ones left out.

    None for an older version whose signals are not known. Raises StoreError where there is no such version.
    """
    with store.read() as connection:
        version_cells(connection, article, version)
        if version == version_cells(connection, article)["version"]:
            return newest_reading(connection, article).signals
        steps = schema.steps
        step = select(steps.c.kept).where(steps.c.article == article, steps.c.version == version + 1)
        if connection.scalar(step) is None:
            return None
        rows = past_rows(connection, article).get(version, [])
    return tuple(from_table(Signal, row) for row in rows if row["review"] != "rejected")


def fits(claim: Cells, selection: Selection) -> bool:
    """Whether a claim is selected, as `selecting.signal_conditions` has it, but for its outlet."""
    day = claim["said_on"]
    early = day is not None and selection.start is not None and day < selection.start.isoformat()
    late = day is not None and selection.end is not None and day > selection.end.isoformat()
    dated = selection.include_undated if day is None else not (early or late)
    needle = fold(selection.text)
    return bool(
        dated
        and (not selection.speakers or (claim["speaker"] or NOBODY) in selection.speakers)
        and (not selection.rungs or claim["rung"] in selection.rungs)
        and (not selection.forms or claim["form"] in selection.forms)
        and (selection.include_background or not claim["background"])
        and (selection.include_headlines or claim["where"] == "body")
        and (selection.include_rejected or claim["review"] != "rejected")
        and (not selection.text or (needle and needle in fold(claim["text"])))
    )


Fields = Mapping[str, Sequence[Any]]


def told(fields: Fields) -> tuple[str, ...]:
    """Write what differs in a claim, field by field, from → to; its words only by name."""
    return tuple(
        "words" if name == "text" else f"{name.replace('_', ' ')} {_written(old)} → {_written(new)}"
        for name, (old, new) in fields.items()
    )


def mark(change: str, version: int, fields: Fields, *, back: int | None, doubtful: bool) -> str:
    """Say what became of a claim, in the words that stand beside it; `doubtful` where it may merely be cut off.

    Of what changed the weightiest is said: a certainty that moved with its rung, and words that moved a field, are not.
    """
    if change == "changed":
        brief = {name: value for name, value in fields.items() if name != "certainty" or "rung" not in fields}
        brief = {name: value for name, value in brief.items() if name != "text" or len(brief) == 1}
        return f"changed in version {version}: {', '.join(told(brief)).removeprefix('rung ')}"
    if change == "added":
        return f"back in version {version}, last in version {back}" if back else f"added in version {version}"
    gone = f"claim not in version {version}" if doubtful else f"claim withdrawn in version {version}"
    return f"{gone}, back in version {back}" if back else gone


def note(version: int, share: float | None, *, earlier: bool, reworded: bool = False) -> str:
    """Say why the absence of a claim from a version need not be a withdrawal; empty where nothing speaks for that."""
    notes = []
    if share is not None and share < WHOLE:
        notes.append(
            f"version {version} has {share:.0%} of the text of version {version - 1}: "
            "what is missing may be withdrawn, or only cut off"
        )
    if earlier:
        notes.append(
            f"version {version} is dated before version {version - 1}: what is missing may not have been there yet"
        )
    if reworded:
        notes.append(
            f"version {version} has a new claim of the same speaker on the same rung: "
            "this one may stand there in other words"
        )
    return "; ".join(notes)


def _note_of_version(row: Cells) -> str:
    if row["version"] == 1:
        return ""
    if row["earlier"] is None:
        return NOT_COMPARED
    return NOT_READ if row["kept"] is None else note(row["version"], row["share"], earlier=bool(row["earlier"]))


def _changes(connection: Connection, article: str | None) -> Sequence[RowMapping]:
    table, steps, articles, versions = schema.changes, schema.steps, schema.articles, schema.versions
    own = versions.alias("own")
    step = (steps.c.article == table.c.article) & (steps.c.version == table.c.version)
    of_version = (own.c.article == table.c.article) & (own.c.version == table.c.version)
    query = (
        select(
            table,
            steps.c.share,
            steps.c.earlier,
            own.c.imported_at,
            articles.c.version.label("last"),
            articles.c.duplicate_group,
            *(versions.c[name] for name in ("outlet", "title", "published_on", "url")),
        )
        .select_from(
            table.join(steps, step)
            .join(own, of_version)
            .join(articles, articles.c.id == table.c.article)
            .join(versions, newest)
        )
        .where(table.c.change != "kept")
        .order_by(own.c.imported_at.desc(), articles.c.number, table.c.version.desc(), table.c.number)
    )
    return connection.execute(query if article is None else query.where(articles.c.id == article)).mappings().all()


def _claims(connection: Connection, wanted: Iterable[str]) -> dict[_Place, Cells]:
    """Return the signals of all versions of these articles."""
    signals, past, articles = schema.signals, schema.past_signals, schema.articles
    names = [column.name for column in past.c if column.name not in {"number", "version"}]
    now = select(articles.c.version, *(signals.c[name] for name in names)).join(
        articles, articles.c.id == signals.c.article
    )
    before = select(past.c.version, *(past.c[name] for name in names))
    found: dict[_Place, Cells] = {}
    for part in _parts(wanted):
        for query in (now.where(signals.c.article.in_(part)), before.where(past.c.article.in_(part))):
            for row in connection.execute(query).mappings():
                found[row["article"], row["version"], row["id"]] = row
    return found


def _later(connection: Connection, wanted: Iterable[str]) -> dict[_Place, str]:
    """Return what the claims of one version are called in the next, where it has them."""
    table = schema.changes
    query = select(table.c.article, table.c.version, table.c.before, table.c.after)
    found: dict[_Place, str] = {}
    for part in _parts(wanted):
        rows = connection.execute(
            query.where(table.c.article.in_(part), table.c.before.is_not(None), table.c.after.is_not(None))
        )
        found |= {(row.article, row.version - 1, row.before): row.after for row in rows}
    return found


def _now(row: Cells, later: Mapping[_Place, str]) -> str | None:
    """Return the id that a claim of a version has in the newest one, None where it is lost on the way."""
    name: str | None = row["after"]
    for version in range(row["version"], row["last"]):
        if name is None:
            return None
        name = later.get((row["article"], version, name))
    return name


def _after(row: Cells) -> _Place:
    return row["article"], row["version"], row["after"]


def _row(row: Cells, before: Cells | None, after: Cells | None, now: str | None, *, reworded: bool) -> dict[str, Any]:
    claim = before or after or {}
    is_changed = row["change"] == "changed"
    fields = json.loads(row["fields"])
    is_gone, is_earlier = row["change"] == "withdrawn", bool(row["earlier"])
    caution = note(row["version"], row["share"], earlier=is_earlier, reworded=reworded) if is_gone else ""
    return {
        **row,
        **{name: claim[name] for name in _OF_CLAIM},
        "background": bool(claim["background"]),
        "stood_in": row["version"] - (before is not None),
        "fields": told(fields),
        "text_left": row["share"],
        "mark": mark(row["change"], row["version"], fields, back=row["back"], doubtful=bool(caution)),
        "note": caution or None,
        "signal": now,
        **{f"new_{name}": after[name] if is_changed and after else None for name in ("speaker", "rung", "text")},
    }


_OF_CLAIM = (
    "said_on", "said_on_basis", "speaker", "rung", "form", "text", "review", "reviewed_by", "where", "start", "end",
)  # fmt: skip


def _printed_by(outlet: str | None, outlets: Sequence[str]) -> bool:
    return not outlets or (outlet or NOBODY) in outlets


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return str(value) if value is not None else "none"


def _parts(names: Iterable[str], size: int = 500) -> list[list[str]]:
    held = sorted(names)
    return [held[at : at + size] for at in range(0, len(held), size)]
