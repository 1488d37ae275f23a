"""The store: articles with their versions, what was found in them, and what analysts decided, in one SQLite file."""

from __future__ import annotations

from data.store.database import Store
from data.store.importing import ImportSummary, import_sources
from data.store.manual import (
    ManualDate,
    ManualMerge,
    manual_merges,
    set_merge,
    set_published,
)
from data.store.rebuilding import RebuildSummary, rebuild
from data.store.rules import rules_version

__all__ = [
    "ImportSummary",
    "ManualDate",
    "ManualMerge",
    "RebuildSummary",
    "Store",
    "import_sources",
    "manual_merges",
    "rebuild",
    "rules_version",
    "set_merge",
    "set_published",
]
