"""Signals know their cue and what a review says of them; reviews and named speakers are kept.

For SQLite only: PostgreSQL came later. SQLite cannot change the constraint of a column, and a day that a review sets
has a basis of its own: the signals move to a new table, under their numbers, which the search index knows.
"""

from __future__ import annotations

from alembic import op

revision = "2"
down_revision = "1"

_SIGNALS = """\
CREATE TABLE signals (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    article TEXT NOT NULL,
    "where" TEXT NOT NULL CHECK ("where" IN ('body', 'title')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    speaker_text TEXT,
    form TEXT NOT NULL CHECK (form IN ('direct', 'indirect', 'reported', 'unattributed')),
    via TEXT NOT NULL,
    rung TEXT NOT NULL CHECK (rung IN ('HELD', 'SCHEDULED', 'AGREED', 'WILLING', 'CONDITIONAL', 'PROPOSED', \
'NONCOMMITTAL', 'SCEPTICAL', 'POSTPONED', 'NOT_PLANNED', 'CANCELLED', 'REJECTED')),
    certainty TEXT NOT NULL CHECK (certainty IN ('CT+', 'PR+', 'PS+', 'CT-', 'PR-', 'PS-', 'Uu')),
    condition TEXT,
    contact TEXT NOT NULL CHECK (contact IN ('in_person', 'call', 'unspecified')),
    participants TEXT NOT NULL,
    venue TEXT,
    meeting_date TEXT,
    said_on TEXT,
    said_on_basis TEXT CHECK (said_on_basis IN ('explicit', 'weekday', 'relative', 'published', 'manual')),
    background INTEGER NOT NULL CHECK (background IN (0, 1)),
    cue TEXT,
    review TEXT CHECK (review IN ('accepted', 'corrected', 'rejected')),
    reviewed_by TEXT,
    machine TEXT,
    rest TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 STRICT"""
_REVIEWS = """\
CREATE TABLE reviews (
    number INTEGER NOT NULL,
    article TEXT NOT NULL,
    "where" TEXT NOT NULL CHECK ("where" IN ('body', 'title')),
    text TEXT NOT NULL,
    speaker TEXT,
    nth INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected')),
    found TEXT NOT NULL,
    corrected TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT,
    PRIMARY KEY (number),
    FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 STRICT"""
_NAMINGS = """\
CREATE TABLE namings (
    number INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    actor TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT,
    PRIMARY KEY (number)
)
 STRICT"""
_KEPT = (
    'number, id, article, "where", start, "end", text, speaker, speaker_text, form, via, rung, certainty, condition, '
    "contact, participants, venue, meeting_date, said_on, said_on_basis, background, rest"
)
_STEPS = (
    "DROP TRIGGER signal_gone",
    "DROP INDEX signals_by_article",
    "DROP INDEX signals_by_day",
    "ALTER TABLE signals RENAME TO signals_1",
    _SIGNALS,
    "CREATE INDEX signals_by_article ON signals (article)",
    "CREATE INDEX signals_by_day ON signals (said_on)",
    f"INSERT INTO signals ({_KEPT}, cue) SELECT {_KEPT}, json_extract(rest, '$.cue') FROM signals_1",  # noqa: S608
    "DROP TABLE signals_1",
    (
        "CREATE TRIGGER signal_gone AFTER DELETE ON signals"
        " BEGIN DELETE FROM signal_search WHERE rowid = old.number; END"
    ),
    _REVIEWS,
    "CREATE INDEX reviews_by_article ON reviews (article)",
    _NAMINGS,
)


def upgrade() -> None:
    """Move the signals to a table with room for reviews."""
    connection = op.get_bind()
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
