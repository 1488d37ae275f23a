"""Feeds are known by their address, with what came of their last poll."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "feeds",
        sa.Column("url", _TEXT, primary_key=True),
        sa.Column("added_by", _TEXT, nullable=False),
        sa.Column("added_at", _TEXT, nullable=False),
        sa.Column("polled_at", _TEXT),
        sa.Column("status", _TEXT, sa.CheckConstraint("status IN ('read', 'unchanged', 'later', 'gone', 'failed')")),
        sa.Column("message", _TEXT),
        sa.Column("etag", _TEXT),
        sa.Column("last_modified", _TEXT),
        sa.Column("not_before", _TEXT),
        sqlite_strict=True,
    )
