"""Dating: date expressions in a text, publication dates in metadata, the day of a claim and of its meeting."""

from data.dating.claims import is_duration, meeting_interval, speech_day
from data.dating.finding import find_dates
from data.dating.published import Published, find_published, parse_published

__all__ = [
    "Published",
    "find_dates",
    "find_published",
    "is_duration",
    "meeting_interval",
    "parse_published",
    "speech_day",
]
