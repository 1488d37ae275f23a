"""What Alembic runs for its steps: on the connection that `data.store.migrating` hands it, in the transaction there."""

from __future__ import annotations

from alembic import context

from data.store import schema

context.configure(connection=context.config.attributes["connection"], version_table=schema.schema_version.name)
with context.begin_transaction():  # which is the one that is open already
    context.run_migrations()
