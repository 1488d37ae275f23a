"""The database knows its schema by itself, and statements are held as the search sees them.

For SQLite only: databases on PostgreSQL begin with this schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Fold the text of every statement once; `fold` is what `data.store.folding` does."""
    op.add_column("statements", sa.Column("folded", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE statements SET folded = fold(text)")
