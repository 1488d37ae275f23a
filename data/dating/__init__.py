"""Dating: date expressions in a text, publication dates in metadata, the day of a claim."""

from data.dating.published import Published, find_published, parse_published

__all__ = ["Published", "find_published", "parse_published"]
