"""Merging of copies: which articles carry the same text, which tell of the same event, and why."""

from data.merging.merge import merge
from data.merging.settings import Settings

__all__ = ["Settings", "merge"]
