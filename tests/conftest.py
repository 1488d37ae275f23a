"""What tests of several parts build on: databases with known rows, made without the extraction stages."""

import itertools
import random
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from data.models import LADDER, Article, Reading, Signal, Source, Statement
from data.store import Store
from data.store.comparing import compare
from data.store.database import raise_revision
from data.store.writing import add_article, add_keys, add_version
from tests import postgres

ON_BOTH = ("test_store_", "test_query", "test_relations", "test_origins", "test_counted")
"""Files whose tests run on SQLite and on PostgreSQL: those that ask SQL."""

PASSAGES = (
    "Man sei zu einem Gespräch bereit, hieß es.",
    "A meeting may be arranged soon.",
    "Der Gipfel findet am Freitag in Überlingen statt.",
    'Niemand habe "abgesagt"; das sei falsch.',
    "=1+1 sei keine Zusage.",
    "Straßburg bleibe als Ort im Gespräch, 50 % der Fragen seien offen.",
    "Es gebe keinen Termin.\n- und keinen Ort.",
)
SPEAKERS = ("Ada Kessler", "Borduria", "Jonas Ohm", "Königshof Tarn", None)
OUTLETS = ("Morgenpost Tarn", "Süd-Echo", "The Quay", None)


def make_signal(article, number, **changes):
    fields = {
        "id": f"{article}:{number}",
        "article": article,
        "where": "body",
        "start": 0,
        "end": 10,
        "text": "Man sei bereit.",
        "speaker": "Ada Kessler",
        "speaker_text": "Kessler",
        "form": "indirect",
        "via": (),
        "rung": "WILLING",
        "certainty": "PR+",
        "condition": None,
        "contact": "in_person",
        "participants": ("Ada Kessler", "Jonas Ohm"),
        "venue": None,
        "meeting_date": None,
        "said_on": date(2031, 5, 2),
        "said_on_basis": "explicit",
        "background": False,
    }
    return Signal(**{**fields, **changes})


def make_reading(article="a", signals=(), statements=(), **changes):
    fields = {"id": article, "file": f"{article}.txt", "raw": "Ein Text.", "body": "Ein Text.", "title": "Titel"}
    return Reading(Article(**{**fields, **changes}), statements=tuple(statements), signals=tuple(signals))


def keep(store, *readings):
    """Put readings into a database as an import would, each as the newest version of its article."""
    with store.write() as connection:
        for reading in readings:
            article = reading.article
            source = Source(id=article.id, file=article.file, text=article.raw, sha256="", own_id=True)
            add_article(connection, article.id)
            add_keys(connection, article.id, {"id": article.id})
            add_version(connection, source, reading, content=article.id, rules="0+test", failure=None)
        compare(store, connection, {reading.article.id for reading in readings})
        raise_revision(connection)


@pytest.fixture(scope="session")
def made():
    """Makers of rows: `made.signal(article, number, **changes)`, `made.reading(...)`, `made.keep(store, *readings)`."""
    return SimpleNamespace(signal=make_signal, reading=make_reading, keep=keep)


def pytest_generate_tests(metafunc):
    """Run the tests of the store and of the questions asked of it on both databases, all others on SQLite."""
    if "backend" in metafunc.fixturenames:
        both = metafunc.definition.path.name.startswith(ON_BOTH)
        metafunc.parametrize("backend", ["sqlite", "postgresql"] if both else ["sqlite"], scope="session")


@pytest.fixture(scope="session")
def backend(request):
    """The kind of database that a test uses."""
    return request.param


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server of our own; tests that need it are skipped where Debian's package is not installed."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed: pip install -e '.[postgres]'")
    with postgres.server() as running:
        yield running


@pytest.fixture
def database(backend, request, tmp_path):
    """A maker of databases: each call returns the URL of a new one."""
    yield from _databases(backend, request, tmp_path)


def _databases(backend, request, folder):
    numbers, made = itertools.count(1), []
    running = request.getfixturevalue("server") if backend == "postgresql" else None

    def make():
        made.append(running.new() if running else f"sqlite:///{folder}/test{next(numbers)}.db")
        return made[-1]

    yield make
    if running:
        for url in made:
            running.drop(url)


@pytest.fixture
def store(database):
    with Store.open(database()) as opened:
        yield opened


@pytest.fixture(scope="session")
def varied_readings():
    """Sixty articles whose signals differ in everything that can be filtered, the same ones each time."""
    chance = random.Random(7)
    readings = []
    for number in range(60):
        article = f"art-{number}"
        published = None if number % 6 == 0 else date(2031, 1, 1) + timedelta(days=number * 3)
        signals = []
        for position in range(number % 5):
            said = published if chance.random() < 0.7 else date(2031, 2, 1) + timedelta(days=chance.randrange(90))
            signals.append(
                make_signal(
                    article,
                    position,
                    where="title" if position == 3 else "body",
                    text=chance.choice(PASSAGES),
                    speaker=chance.choice(SPEAKERS),
                    form=chance.choice(["direct", "indirect", "reported", "unattributed"]),
                    rung=chance.choice(list(LADDER)),
                    via=("dpa",) if position == 1 else (),
                    said_on=said,
                    said_on_basis=None if said is None else "published" if said == published else "weekday",
                    background=chance.random() < 0.25,
                    start=position * 10,
                )
            )
        text = f"{number} {' '.join(chance.choices(PASSAGES, k=4))} Schluss {number * 7}."
        statements = [
            Statement(article, signal.start, signal.end, signal.text, ((0, 1),), form, speaker=signal.speaker)
            for signal, form in zip(signals, itertools.cycle(["direct", "free_indirect", "reported"]), strict=False)
        ]
        readings.append(
            make_reading(
                article,
                signals,
                statements,
                raw=text,
                body=text,
                title=f"Überschrift {number}",
                outlet=OUTLETS[number % 4],
                published_on=published,
                published_basis="metadata" if published else None,
            )
        )
    return tuple(readings)


@pytest.fixture(scope="session")
def varied(backend, request, tmp_path_factory, varied_readings):
    """A database of the varied articles, for reading only."""
    make = contextmanager(_databases)(backend, request, tmp_path_factory.mktemp("varied"))
    with make as new, Store.open(new()) as opened:
        keep(opened, *varied_readings)
        yield opened
