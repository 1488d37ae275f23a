"""The tables. Days and times are ISO text, lists are JSON text, truths are 0 or 1: STRICT tables know no more.

An article has one row in `articles` and one in `versions` for each version; statements and signals are those of its
current version, `past_signals` those of the older ones. `steps` and `changes` say what became of the claims of one
version in the next (following.py); of a version without a step that is not known. `article_search` and `signal_search`
hold folded text under the row number they belong to.

A signal's columns hold what counts: what was found or, where a review holds, what the analyst says; `machine` then
keeps what was found (overlay.py). A rejected signal stays, marked as such, so that it can be shown and taken back.
"""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    types,
)

from data.models import (
    LADDER,
    Certainty,
    Change,
    Contact,
    DateBasis,
    PublishedBasis,
    Relation,
    SaidBasis,
    SignalForm,
    StatementForm,
)

VERSION = 6
"""Of the schema. An older database is brought to it when it is opened (migrations/versions), a newer one refused."""
KNOWS_ITSELF = 3
"""The schema from which on `schema_version` says which one it is; before, only SQLite's user_version did."""
APPLICATION = 0x54726566
"""Marks the file as ours (SQLite's application_id, "Tref")."""

Text = types.Text().with_variant(types.Text(collation="C"), "postgresql")
"""Text in the order of its characters' numbers, whatever language the server sorts by: as SQLite has it."""
REAL: types.Float[float] = types.REAL().with_variant(types.Double(), "postgresql")

metadata = MetaData()


_ASKED = ("background", "where", "review", "rung", "form", "said_on_basis")
"""Columns of signals that a filter or a count asks for, beside article, day and speaker."""


def _one_of(column: str, values: object) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in (LADDER if values is LADDER else get_args(values)))
    return CheckConstraint(f"{column} IN ({listed})")


def _truth(name: str) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=False)


def _article(name: str = "article") -> Column[str]:
    return Column(name, Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False)


def _claim() -> tuple[Column[Any], ...]:
    """Return what is found of a signal, and what a review says of it: the same in every table of signals."""
    return (
        Column("where", Text, CheckConstraint("\"where\" IN ('body', 'title')"), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("speaker", Text),
        Column("speaker_text", Text),
        Column("form", Text, _one_of("form", SignalForm), nullable=False),
        Column("via", Text, nullable=False),
        Column("rung", Text, _one_of("rung", LADDER), nullable=False),
        Column("certainty", Text, _one_of("certainty", Certainty), nullable=False),
        Column("condition", Text),
        Column("contact", Text, _one_of("contact", Contact), nullable=False),
        Column("participants", Text, nullable=False),
        Column("venue", Text),
        Column("meeting_date", Text),
        Column("said_on", Text),
        Column("said_on_basis", Text, _one_of("said_on_basis", SaidBasis)),
        _truth("background"),
        Column("cue", Text),
        Column("review", Text, CheckConstraint("review IN ('accepted', 'corrected', 'rejected')")),
        Column("reviewed_by", Text),
        Column("machine", Text),  # what was found, as a JSON object, where a review stands above it
        Column("rest", Text, nullable=False),
    )


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

schema_version = Table(  # the one row in it is Alembic's
    "treffpunkt_schema",
    metadata,
    Column("version_num", Text, primary_key=True),
    sqlite_strict=True,
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("duplicate_group", Text, nullable=False),
    Column("story", Text, nullable=False),
    Index("articles_by_group", "duplicate_group"),
    Index("articles_by_story", "story"),
    sqlite_strict=True,
)

identities = Table(
    "identities",
    metadata,
    Column("kind", Text, CheckConstraint("kind IN ('id', 'url', 'file', 'row')"), nullable=False),
    Column("key", Text, nullable=False),
    _article(),
    PrimaryKeyConstraint("kind", "key", "article"),
    Index("identities_by_article", "article"),
    sqlite_strict=True,
)

versions = Table(
    "versions",
    metadata,
    _article(),
    Column("version", Integer, nullable=False),
    Column("imported_at", Text, nullable=False),
    Column("content", Text, nullable=False),  # hash of what came in, the file's place aside
    Column("source", Text, nullable=False),  # the Source but for its text
    Column("source_text", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("failure", Text),  # why its analysis stopped, where it did
    Column("file", Text, nullable=False),
    Column("raw", Text),  # null where it is the source's text
    Column("body", Text, nullable=False),
    Column("title", Text),
    Column("published_on", Text),
    Column("published_at", Text),
    Column("published_basis", Text, _one_of("published_basis", PublishedBasis)),
    Column("outlet", Text),
    Column("origin", Text),
    Column("agencies", Text, nullable=False),
    Column("author", Text),
    Column("url", Text),
    Column("lang", Text, nullable=False),
    Column("cuts", Text, nullable=False),
    Column("dates", Text, nullable=False),
    Column("mentions", Text, nullable=False),
    Column("rest", Text, nullable=False),
    PrimaryKeyConstraint("article", "version"),
    Index("versions_by_content", "content"),
    sqlite_strict=True,
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", Text, _one_of("form", StatementForm), nullable=False),
    Column("speaker", Text),
    Column("speaker_text", Text),
    Column("cue_text", Text),
    Column("via", Text, nullable=False),
    Column("said_on", Text),
    Column("said_on_basis", Text, _one_of("said_on_basis", DateBasis)),
    Column("rest", Text, nullable=False),  # fields that are never searched, as a JSON object
    Column("folded", Text, nullable=False, server_default=""),  # the text as the search sees it (folding.py)
    Index("statements_by_article", "article"),
    sqlite_strict=True,
)

signals = Table(
    "signals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _article(),
    *_claim(),
    Index("signals_by_article", "article").ddl_if(dialect="postgresql"),
    Index("signals_by_day", "said_on").ddl_if(dialect="postgresql"),
    sqlite_strict=True,
)
# What a filter looks at stands in the index with what it counts, so that no passage is read that is not shown. A server
# would refuse names longer than a third of its page; its planner joins without them.
for _index in (
    Index("signals_asked_by_article", *(signals.c[name] for name in ("article", "said_on", "speaker", *_ASKED))),
    Index("signals_asked_by_day", *(signals.c[name] for name in ("said_on", "speaker", "article", *_ASKED))),
    Index("signals_asked_by_speaker", *(signals.c[name] for name in ("speaker", "said_on", "article", *_ASKED))),
    Index("versions_asked_by_outlet", *(versions.c[name] for name in ("outlet", "article", "version", "published_on"))),
):
    _index.ddl_if(dialect="sqlite")

past_signals = Table(
    "past_signals",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    Column("version", Integer, nullable=False),
    Column("id", Text, nullable=False),  # its id then: one of its version, not of all
    *_claim(),
    UniqueConstraint("article", "version", "id"),
    sqlite_strict=True,
)

steps = Table(
    "steps",
    metadata,
    _article(),
    Column("version", Integer, nullable=False),  # the later one of the two
    # Null where the analysis of one of the two failed: nothing can be said of its claims.
    Column("share", REAL),  # of the text of the version before, what still stands
    Column("kept", Integer),
    Column("changed", Integer),
    Column("withdrawn", Integer),
    Column("added", Integer),
    _truth("earlier"),  # dated before the version that was imported before it
    PrimaryKeyConstraint("article", "version"),
    sqlite_strict=True,
)

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    Column("version", Integer, nullable=False),
    Column("change", Text, _one_of("change", Change), nullable=False),
    Column("before", Text),  # id of the signal in the version before
    Column("after", Text),  # its id in this one
    Column("fields", Text, nullable=False),  # field: [as it was, as it is], a JSON object
    Column("back", Integer),  # withdrawn: version in which it is back; added: version in which it stood last
    Index("changes_by_article", "article", "version"),
    sqlite_strict=True,
)

decisions = Table(
    "decisions",
    metadata,
    _article("a"),
    _article("b"),
    Column("score", REAL, nullable=False),
    Column("containment", REAL, nullable=False),
    Column("decision", Text, _one_of("decision", Relation), nullable=False),
    Column("reason", Text, nullable=False),
    Column("rest", Text, nullable=False),  # passages, conflicts and features, as a JSON object
    PrimaryKeyConstraint("a", "b"),
    Index("decisions_by_b", "b"),
    sqlite_strict=True,
)

rejected = Table(
    "rejected",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("line", Integer),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("rejected_by_file", "file"),
    sqlite_strict=True,
)

manual_dates = Table(
    "manual_dates",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    Column("day", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Text),
    Index("manual_dates_by_article", "article"),
    sqlite_strict=True,
)

manual_merges = Table(
    "manual_merges",
    metadata,
    Column("number", Integer, primary_key=True),
    _article("a"),
    _article("b"),
    Column("decision", Text, CheckConstraint("decision IN ('same', 'different')"), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Text),
    CheckConstraint("a < b"),
    Index("manual_merges_by_pair", "a", "b"),
    sqlite_strict=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    # What the reviewed signal is known by: never its id, which moves with the rules.
    Column("where", Text, CheckConstraint("\"where\" IN ('body', 'title')"), nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    Column("nth", Integer, nullable=False),
    Column("verdict", Text, CheckConstraint("verdict IN ('accepted', 'corrected', 'rejected')"), nullable=False),
    Column("found", Text, nullable=False),  # fields as they were found then, a JSON object
    Column("corrected", Text, nullable=False),  # fields that the analyst has changed, a JSON object
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Text),
    Index("reviews_by_article", "article"),
    sqlite_strict=True,
)

namings = Table(
    "namings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("speaker", Text, nullable=False),  # the name that no profile knew
    Column("actor", Text, nullable=False),  # who that is, as a JSON object
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Text),
    sqlite_strict=True,
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("added_by", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("polled_at", Text),
    Column("status", Text, CheckConstraint("status IN ('read', 'unchanged', 'later', 'gone', 'failed')")),
    Column("message", Text),  # what the last poll did, or why it did nothing
    Column("etag", Text),
    Column("last_modified", Text),
    Column("not_before", Text),  # its server asked to be left alone until then
    sqlite_strict=True,
)

SQLITE_SEARCH = (
    # Trigrams, so that a search finds any part of a word, as German compounds need; without their places, as the text
    # itself settles what they suggest. The text is folded before (folding.py).
    "CREATE VIRTUAL TABLE article_search USING fts5(text, tokenize='trigram', detail=none)",
    "CREATE VIRTUAL TABLE signal_search USING fts5(text, tokenize='trigram', detail=none)",
    (
        "CREATE TRIGGER article_gone AFTER DELETE ON articles"
        " BEGIN DELETE FROM article_search WHERE rowid = old.number; END"
    ),
    (
        "CREATE TRIGGER signal_gone AFTER DELETE ON signals"
        " BEGIN DELETE FROM signal_search WHERE rowid = old.number; END"
    ),
)
POSTGRESQL_SEARCH = tuple(
    f"CREATE TABLE {table}_search (rowid integer PRIMARY KEY REFERENCES {table}s (number) ON DELETE CASCADE,"
    ' text text COLLATE "C" NOT NULL)'
    for table in ("article", "signal")
)
POSTGRESQL_TRIGRAMS = tuple(
    f"CREATE INDEX {table}_search_by_trigram ON {table}_search USING gin (text {{schema}}.gin_trgm_ops)"
    for table in ("article", "signal")
)
"""Where the server has the extension pg_trgm, in the schema that is to be put in."""
