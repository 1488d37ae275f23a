"""A database of many signals whose every answer is known: the same one each time, written as an import would.

Nothing is extracted: articles and signals are made up from invented words, speakers and outlets, and written through
the store's own functions; copies are found by its own merging. `kept` gives what was written back as plain rows, from
which a driver works out what each page must show.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, text

from data.models import LADDER, Article, Reading, Signal, Source
from data.profile.models import Actor, Profile
from data.selection import FORMS
from data.store import schema
from data.store.comparing import compare
from data.store.database import Store, keep_profile, raise_revision, set_meta
from data.store.folding import fold
from data.store.rows import to_table, version_row
from data.store.rules import rules_version
from data.store.writing import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SIGNALS = 100_000
PER_ARTICLE = 3.35
SPEAKERS, OUTLETS, KNOWN = 400, 250, 40
FIRST, DAYS = date(2029, 1, 1), 730
COPIES = 0.12
"""Share of the articles that reprint an earlier one."""
WORDS = 140
BATCH = 2000
_ONSETS = (*"bdfghjklmnprstvwz", "br", "fl", "gr", "kl", "kr", "pl", "sch", "st", "tr")
_NUCLEI = ("a", "e", "i", "o", "u", "ä", "ö", "ü", "au", "ei", "ie")
_CODAS = ("l", "n", "r", "s", "t", "m", "nd", "rk", "lt", "sch", "ß", "ng")


@dataclass(frozen=True, slots=True)
class Size:
    """How much a collection holds; the rest follows from it."""

    signals: int = SIGNALS
    speakers: int = SPEAKERS
    outlets: int = OUTLETS

    @property
    def articles(self) -> int:
        return round(self.signals / PER_ARTICLE)


def make(path: Path, size: Size = Size()) -> None:
    """Write a collection to a new database at `path`. Raises StoreError where it cannot be written."""
    with Store.open(path) as store:
        rows = readings(size)
        watched = Profile("load", actors(size))
        rules = rules_version(store.watching(watched))
        number = 0
        while batch := list(islice(rows, BATCH)):
            with store.write() as connection:
                _write(connection, batch, number, rules)
                number += len(batch)
        with store.write() as connection:
            compare(store, connection, {f"load-{place}" for place in range(number)})
            keep_profile(connection, watched)
            set_meta(connection, "rules", rules)
            raise_revision(connection)


def _write(connection: Connection, batch: list[Reading], first: int, rules: str) -> None:
    """Write articles as `data.store.writing` does one by one, all rows of a table at once: ten times as fast."""
    articles, keys, versions, signals = [], [], [], []
    for place, reading in enumerate(batch, first + 1):
        article = reading.article
        source = Source(id=article.id, file=article.file, text=article.raw, sha256="", own_id=True)
        own = {"number": place, "id": article.id, "version": 1}
        articles.append({**own, "duplicate_group": article.id, "story": article.id})
        keys.append({"kind": "id", "key": article.id, "article": article.id})
        written = {"version": 1, "imported_at": now(), "content": article.id, "rules": rules, "failure": None}
        versions.append(version_row(source, reading) | written)
        signals += [to_table(signal, schema.signals) for signal in reading.signals]
    tables = (schema.articles, articles), (schema.identities, keys), (schema.versions, versions)
    for table, rows in (*tables, (schema.signals, signals)):
        connection.execute(insert(table), rows)
    texts = [(place, f"{one.article.title}\n{one.article.body}") for place, one in enumerate(batch, first + 1)]
    connection.execute(_INTO_ARTICLES, [{"number": place, "text": fold(held)} for place, held in texts])
    places = {row["article"] for row in signals}
    held = select(schema.signals.c.number, schema.signals.c.text).where(schema.signals.c.article.in_(places))
    connection.execute(
        _INTO_SIGNALS, [{"number": row.number, "text": fold(row.text)} for row in connection.execute(held)]
    )


_INTO_ARTICLES = text("INSERT INTO article_search (rowid, text) VALUES (:number, :text)")
_INTO_SIGNALS = text("INSERT INTO signal_search (rowid, text) VALUES (:number, :text)")


def actors(size: Size) -> tuple[Actor, ...]:
    """Return those of the speakers whom the profile knows."""
    return tuple(
        Actor(name, "person", (name,), side=f"Side {place % 4}")
        for place, name in enumerate(speakers(size)[: min(KNOWN, size.speakers // 2)])
    )


def speakers(size: Size) -> list[str]:
    chance = random.Random(11)
    return _unique(lambda: f"{_word(chance).title()} {_word(chance).title()}", size.speakers)


def outlets(size: Size) -> list[str]:
    chance = random.Random(12)
    return _unique(lambda: f"{_word(chance).title()}-Kurier", size.outlets)


def words() -> list[str]:
    """Return the words that the texts are made of, the most frequent first."""
    chance = random.Random(13)
    return _unique(lambda: _word(chance) + (_word(chance) if chance.random() < 0.4 else ""), 4000)


def readings(size: Size) -> Iterator[Reading]:
    """Yield the articles with their signals, in the order in which they are written."""
    chance = random.Random(17)
    names, papers, known = speakers(size), outlets(size), words()
    share = size.signals / size.articles
    left = size.signals
    bodies: list[str] = []
    for place in range(size.articles):
        last = place == size.articles - 1
        wanted = left if last else min(left, int(share) + (chance.random() < share % 1))
        left -= wanted
        if bodies and chance.random() < COPIES:
            body = bodies[int(len(bodies) * chance.random())]
        else:
            body = _body(chance, known)
            bodies.append(body)
        yield _reading(chance, place, body, wanted, names=names, papers=papers)


def _reading(
    chance: random.Random, place: int, body: str, wanted: int, *, names: list[str], papers: list[str]
) -> Reading:
    name = f"load-{place}"
    published = None if chance.random() < 0.03 else FIRST + timedelta(days=chance.randrange(DAYS))
    sentences = _spans(body)
    title = f"{body[slice(*sentences[-1])][:60]} {place}"
    article = Article(
        id=name, file=f"load/{place}.txt", raw=body, body=body, title=title, lang="de",
        published_on=published, published_basis="metadata" if published else None,
        outlet=None if chance.random() < 0.02 else _skewed(chance, papers),
    )  # fmt: skip
    signals = []
    for number in range(wanted):
        in_title = number > 0 and chance.random() < 0.08
        start, end = (0, min(40, len(title))) if in_title else sentences[number % len(sentences)]
        said, basis = published, "published" if published else None
        if chance.random() < 0.4:
            said, basis = FIRST + timedelta(days=chance.randrange(DAYS)), chance.choice(["explicit", "weekday"])
        speaker = None if chance.random() < 0.08 else _skewed(chance, names)
        signals.append(
            Signal(
                id=f"{name}:{number}",
                article=name,
                where="title" if in_title else "body",
                start=start,
                end=end,
                text=(title if in_title else body)[start:end],
                speaker=speaker,
                speaker_text=speaker,
                form=chance.choice(FORMS),
                via=("dpa",) if chance.random() < 0.1 else (),
                rung=chance.choice(list(LADDER)),
                certainty="PR+",
                condition=None,
                contact="in_person",
                participants=(names[0], names[1]),
                venue=None,
                meeting_date=None,
                said_on=said,
                said_on_basis=basis,
                background=chance.random() < 0.18,
            )
        )
    return Reading(article, signals=tuple(signals))


def _body(chance: random.Random, known: list[str]) -> str:
    sentences, written = [], 0
    while written < WORDS:
        count = 8 + int(chance.random() * 12)
        written += count
        sentence = " ".join(known[int(len(known) * chance.random() ** 2)] for _ in range(count))
        sentences.append(f"{sentence[:1].upper()}{sentence[1:]}.")
    return " ".join(sentences)


def _spans(body: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for sentence in body.split(". "):
        end = min(start + len(sentence) + 1, len(body))
        spans.append((start, end))
        start = end + 1
    return spans


def _skewed(chance: random.Random, values: list[str]) -> str:
    """Take one of the values, the first ones far more often."""
    return values[int(len(values) * chance.random() ** 2.2)]


def _word(chance: random.Random) -> str:
    syllable = [chance.choice(_ONSETS) + chance.choice(_NUCLEI) + chance.choice(_CODAS) for _ in range(2)]
    return "".join(syllable)


def _unique(make_one: Callable[[], str], wanted: int) -> list[str]:
    held: dict[str, None] = {}
    while len(held) < wanted:
        held[make_one()] = None
    return list(held)
