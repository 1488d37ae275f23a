"""One file for each schema: `schema_N.py` takes a database of schema N-1 to N, on SQLite and PostgreSQL.

A file that has landed stays as it is: it names tables and columns itself and never asks `data.store.schema`, which goes
on changing.
"""
