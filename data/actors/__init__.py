"""Who is named: mentions of persons and bodies, and the canonical name of a speaker."""

from data.actors.mentions import find_mentions
from data.actors.speakers import name_speaker

__all__ = ["find_mentions", "name_speaker"]
