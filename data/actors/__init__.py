"""Who is named: mentions of persons and bodies, the canonical name of a speaker, the principals of a stretch."""

from data.actors.heads import noun_speaks
from data.actors.mentions import find_mentions
from data.actors.participants import group_members, principal_of, principals
from data.actors.speakers import name_speaker

__all__ = ["find_mentions", "group_members", "name_speaker", "noun_speaks", "principal_of", "principals"]
