"""Signals of older versions are kept, and what became of each claim from version to version.

The tables begin empty: what the older versions of a file held is not known until `rebuild` has read them again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_REAL: sa.Float[float] = sa.REAL().with_variant(sa.Double(), "postgresql")
_RUNGS = (
    "HELD", "SCHEDULED", "AGREED", "WILLING", "CONDITIONAL", "PROPOSED", "NONCOMMITTAL", "SCEPTICAL", "POSTPONED",
    "NOT_PLANNED", "CANCELLED", "REJECTED",
)  # fmt: skip


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "past_signals",
        sa.Column("number", sa.Integer, primary_key=True),
        _article(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("where", _TEXT, _one_of('"where"', "body", "title"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("speaker", _TEXT),
        sa.Column("speaker_text", _TEXT),
        sa.Column("form", _TEXT, _one_of("form", "direct", "indirect", "reported", "unattributed"), nullable=False),
        sa.Column("via", _TEXT, nullable=False),
        sa.Column("rung", _TEXT, _one_of("rung", *_RUNGS), nullable=False),
        sa.Column(
            "certainty", _TEXT, _one_of("certainty", "CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"), nullable=False
        ),
        sa.Column("condition", _TEXT),
        sa.Column("contact", _TEXT, _one_of("contact", "in_person", "call", "unspecified"), nullable=False),
        sa.Column("participants", _TEXT, nullable=False),
        sa.Column("venue", _TEXT),
        sa.Column("meeting_date", _TEXT),
        sa.Column("said_on", _TEXT),
        sa.Column(
            "said_on_basis",
            _TEXT,
            _one_of("said_on_basis", "explicit", "weekday", "relative", "published", "manual"),
        ),
        sa.Column("background", sa.Integer, sa.CheckConstraint("background IN (0, 1)"), nullable=False),
        sa.Column("cue", _TEXT),
        sa.Column("review", _TEXT, _one_of("review", "accepted", "corrected", "rejected")),
        sa.Column("reviewed_by", _TEXT),
        sa.Column("machine", _TEXT),
        sa.Column("rest", _TEXT, nullable=False),
        sa.UniqueConstraint("article", "version", "id"),
        sqlite_strict=True,
    )
    op.create_table(
        "steps",
        _article(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("share", _REAL),
        sa.Column("kept", sa.Integer),
        sa.Column("changed", sa.Integer),
        sa.Column("withdrawn", sa.Integer),
        sa.Column("added", sa.Integer),
        sa.Column("earlier", sa.Integer, sa.CheckConstraint("earlier IN (0, 1)"), nullable=False),
        sa.PrimaryKeyConstraint("article", "version"),
        sqlite_strict=True,
    )
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True),
        _article(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("change", _TEXT, _one_of("change", "kept", "changed", "withdrawn", "added"), nullable=False),
        sa.Column("before", _TEXT),
        sa.Column("after", _TEXT),
        sa.Column("fields", _TEXT, nullable=False),
        sa.Column("back", sa.Integer),
        sqlite_strict=True,
    )
    op.create_index("changes_by_article", "changes", ["article", "version"])


def _article() -> sa.Column[str]:
    return sa.Column("article", _TEXT, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False)


def _one_of(column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})")
