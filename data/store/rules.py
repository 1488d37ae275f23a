"""Which rules analysed an article: a name that changes whenever the same text might be read otherwise."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from data import __version__
from data.store.rows import dump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from data.profile import Profile

STAGES = ("reading", "cleaning", "dating", "actors", "statements", "signals", "merging", "language")
FILES = ("analysis.py", "models.py", "text.py")


def rules_version(profile: Profile) -> str:
    """Return `<package version>+<12 hex digits>`, a hash over language files, extraction code and the profile."""
    held = hashlib.sha256(_code().encode())
    held.update(dump({"actors": profile.actors, "outlets": profile.outlets}).encode("utf-8", "replace"))
    return f"{__version__}+{held.hexdigest()[:12]}"


def code_version() -> str:
    """Return `<package version>+<12 hex digits>`, a hash over language files and extraction code only."""
    return f"{__version__}+{_code()[:12]}"


@cache
def _code() -> str:
    root = resources.files("data")
    held = hashlib.sha256()
    for file in (*(root / name for name in FILES), *(part for stage in STAGES for part in _walk(root / stage))):
        held.update(json.dumps([file.name, hashlib.sha256(file.read_bytes()).hexdigest()]).encode())
    return held.hexdigest()


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            yield from _walk(part)
        elif part.name.endswith((".py", ".toml")):
            yield part
