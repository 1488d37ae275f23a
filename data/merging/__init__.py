"""Merging of copies: which articles carry the same text, which tell of the same event, and why."""

from data.merging.index import Index
from data.merging.merge import compare, group_copies, merge
from data.merging.overrides import Override
from data.merging.settings import Settings

__all__ = ["Index", "Override", "Settings", "compare", "group_copies", "merge"]
