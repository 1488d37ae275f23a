"""Speakers whom no profile knows, named by an analyst: kept beside the profile, applied to what is here and to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select, update

from data.errors import ReviewError, StoreError
from data.profile.models import Actor
from data.store import database, rejecting, schema
from data.store.folding import fold
from data.store.manual import manual_day
from data.store.renewing import read_again
from data.store.rows import dump
from data.store.rules import rules_version
from data.store.searching import found
from data.store.writing import now

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.profile import Profile
    from data.store.database import Store

SHORTEST = 3
"""Letters of a name by which the articles that may hold it are looked up."""
_SPELLED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


@dataclass(frozen=True, slots=True)
class Naming:
    """Who a speaker is, after an analyst; it holds while it is not undone."""

    number: int
    speaker: str
    actor: Actor
    by: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None


def name_speaker(store: Store, speaker: str, actor: Actor, *, by: str) -> int:
    """Say who a speaker is and analyse the articles concerned again; return how many those were.

    `actor` is somebody new, or one of the profile's, to whom the speaker's name and the aliases are added. Raises
    ReviewError where a name is missing or belongs to somebody else.
    """
    name = by.strip()
    if not (name and speaker.strip() and actor.name.strip()):
        raise ReviewError("naming a speaker needs the speaker, the canonical name and your own name")
    with store.write() as connection:
        before = database.profile(connection)
        known = {known.name: known for known in before.actors}
        aliases = tuple(dict.fromkeys(alias for alias in (speaker, *actor.aliases) if alias != actor.name))
        if taken := [alias for alias in aliases if alias in known]:
            raise ReviewError(f"{taken[0]}: is somebody of the profile; choose that name, or leave it out")
        kind = known[actor.name].kind if actor.name in known else actor.kind
        kept = Actor(actor.name, kind, aliases, side=actor.side, principal=actor.principal)
        row = {"speaker": speaker, "actor": dump(kept), "by": name, "at": now()}
        connection.execute(insert(schema.namings).values(row))
        return _renew(connection, before, speaker, kept)


def undo_naming(store: Store, number: int, *, by: str) -> int:
    """Take a name back and analyse the articles concerned again; return how many those were.

    Raises StoreError where there is no such naming, ReviewError where the analyst gives no name.
    """
    name = by.strip()
    if not name:
        raise ReviewError("taking a name back needs your own name")
    table = schema.namings
    with store.write() as connection:
        row = connection.execute(select(table).where(table.c.number == number)).one_or_none()
        if row is None:
            raise StoreError(f"naming {number}: not in the database; reload the page")
        if row.undone_at is not None:
            return 0
        before = database.profile(connection)
        connection.execute(update(table).where(table.c.number == number).values(undone_by=name, undone_at=now()))
        return _renew(connection, before, row.speaker, database.actor_of(row.actor))


def namings(store: Store) -> tuple[Naming, ...]:
    """Return every name ever given to a speaker, the newest first, undone ones too."""
    table = schema.namings
    with store.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.number.desc())).all()
    return tuple(
        Naming(row.number, row.speaker, database.actor_of(row.actor), row.by, row.at, row.undone_by, row.undone_at)
        for row in rows
    )


def _renew(connection: Connection, before: Profile, speaker: str, actor: Actor) -> int:
    """Analyse again what may hold the names; the others read as before under the new profile, and are marked so."""
    watched = database.profile(connection)
    old, new = rules_version(before), rules_version(watched)
    concerned = _concerned(connection, speaker, actor)
    for article in concerned:
        source, failure = read_again(connection, article, watched, manual_day(connection, article), new)
        rejecting.renew(connection, [source], [failure] if failure else [])
    versions, articles = schema.versions, schema.articles
    newest = select(articles.c.version).where(articles.c.id == versions.c.article).scalar_subquery()
    held = (versions.c.rules == old) & (versions.c.version == newest)
    connection.execute(update(versions).where(held).values(rules=new))
    if database.meta(connection, "rules") == old:
        database.set_meta(connection, "rules", new)
    database.raise_revision(connection)
    return len(concerned)


def _concerned(connection: Connection, speaker: str, actor: Actor) -> list[str]:
    """Return the articles whose text holds the last word of a name, however spelled, or that have the speaker."""
    articles, signals, statements = schema.articles, schema.signals, schema.statements
    words = {form for name in (speaker, actor.name, *actor.aliases) for form in _forms(name)}
    query = select(articles.c.id).order_by(articles.c.number)
    if any(len(word) < SHORTEST for word in words):
        return list(connection.scalars(query))
    by_speaker = [
        articles.c.id.in_(select(table.c.article).where(table.c.speaker.in_([speaker, actor.name])))
        for table in (signals, statements)
    ]
    in_text = [articles.c.number.in_(found("article_search", word)) for word in sorted(words)]
    return list(connection.scalars(query.where(or_(*by_speaker, *in_text))))


def _forms(name: str) -> set[str]:
    """Return the last word of a name as the search index holds it, with and without umlauts written out."""
    last = (name.split() or [""])[-1].lower()
    spelled = last
    for letter, letters in _SPELLED:
        spelled = spelled.replace(letter, letters)
    return {fold(last), fold(spelled)}
