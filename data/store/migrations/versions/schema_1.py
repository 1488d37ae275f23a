"""The first release's tables. Nothing is made here: a database is made whole by `data.store.schema`."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Begin from a file of the first release, which is one of this schema already."""
