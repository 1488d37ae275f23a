"""Imports and polls that somebody starts at a page: in a process beside the server's, so that readers do not notice.

A server draws all pages in one interpreter, which runs one thread at a time; an import in it would make them wait. The
process runs at the priority of an import from the command line. It is started where somebody is about to import
(`get_ready`), as rules, dictionaries and the articles to compare with take seconds to load; it is kept for a while for
the next import, and ends with the server.
"""

from __future__ import annotations

from data.aside.jobs import Job, Move, import_uploads, poll_feeds
from data.aside.messages import Imported, PolledFeed
from data.aside.pool import end_all, get_ready

__all__ = [
    "Imported",
    "Job",
    "Move",
    "PolledFeed",
    "end_all",
    "get_ready",
    "import_uploads",
    "poll_feeds",
]
