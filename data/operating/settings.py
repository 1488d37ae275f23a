"""The operator's settings, taken from the environment; docs/operations.md lists each of them."""

from __future__ import annotations

import os

from data.errors import SettingError

USERS = "TREFFPUNKT_USERS"
OPEN = "TREFFPUNKT_OPEN"
UPLOADS = "TREFFPUNKT_UPLOADS"
LOG = "TREFFPUNKT_LOG"
LEVEL = "TREFFPUNKT_LEVEL"

UPLOADS_DEFAULT = 200
"""Megabytes of uploaded files that the server holds in memory for one visit."""
YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"", "0", "no", "false", "off"})
FORMATS = ("text", "json")
LEVELS = ("debug", "info", "warning", "error")


def users() -> tuple[str, ...]:
    """Return whom the operator lets in: addresses and `@domains`, in lower case; empty for everyone who can log in.

    Raises SettingError for an entry that is neither: it would let nobody in, and nobody would know why.
    """
    listed = tuple(entry.casefold() for entry in os.environ.get(USERS, "").replace(",", " ").split())
    for entry in listed:
        if entry.count("@") != 1 or entry.endswith("@"):
            raise SettingError(f"{USERS}: {entry!r} is no address and no domain; write ada@example.org or @example.org")
    return listed


def open_to_all() -> bool:
    """Return whether the operator says that strangers may be served without a login."""
    value = os.environ.get(OPEN, "").strip().casefold()
    if value not in YES | NO:
        raise SettingError(f"{OPEN}: {value!r} is neither yes nor no; write {OPEN}=yes, or leave it out")
    return value in YES


def upload_budget() -> int:
    """Return how many bytes of uploaded files one visit may hold."""
    value = os.environ.get(UPLOADS, "").strip() or str(UPLOADS_DEFAULT)
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 100_000):
        raise SettingError(f"{UPLOADS}: {value!r} is no number of megabytes from 1 to 100000")
    return int(value) * 1024 * 1024


def log_format() -> str:
    return _one_of(LOG, FORMATS, "text")


def log_level() -> str:
    return _one_of(LEVEL, LEVELS, "info")


def _one_of(name: str, known: tuple[str, ...], default: str) -> str:
    value = os.environ.get(name, "").strip().casefold() or default
    if value not in known:
        raise SettingError(f"{name}: {value!r} is not known; write {' or '.join(known)}")
    return value
