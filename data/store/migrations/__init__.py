"""Alembic's steps from one schema to the next, one file for each in `versions`; `data.store.migrating` runs them."""
