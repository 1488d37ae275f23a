"""The bundled sample: what the dashboard shows until there are articles of one's own (`data/sample/README.md`)."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from data.profile import bundled, load_profile, merge
from data.reading import read
from data.store import Store, import_sources, rules_version
from data.store.database import database_path, set_meta

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = ("articles.jsonl", "broadcasts.csv", "pages")
PROFILE = "profile.toml"
CACHE_SETTING = "TREFFPUNKT_CACHE"


def open_own_or_sample(url: str | Path | None = None) -> Store:
    """Open the analyst's own database (as `Store.open` finds it) if it holds articles, else the sample.

    No file is made. Raises StoreError where the own one cannot be opened.
    """
    if database_path(url).exists():
        store = Store.open(url)
        if not store.is_empty:
            return store
        store.close()
    return open_sample()


def open_sample(progress: Callable[[int, str], None] | None = None) -> Store:
    """Open the sample's database, marked as such (`Store.is_sample`); the first time under these rules it is built.

    It lies in the user's cache folder (`TREFFPUNKT_CACHE` names another), in one file for each rule version.
    """
    with resources.as_file(resources.files("data") / "sample") as folder:
        profile = merge(bundled(), load_profile(folder / PROFILE))
        path = _cache() / f"sample-{rules_version(profile)}.db"
        if not path.exists():
            # Built beside its place and moved there whole: a second start at the same time finds all or nothing.
            with tempfile.TemporaryDirectory(dir=path.parent, prefix="building-") as building:
                fresh = Path(building) / path.name
                with Store.open(fresh) as store:
                    import_sources(store, read(folder / name for name in ARTICLES), profile, progress)
                    with store.write() as connection:
                        set_meta(connection, "sample", "1")
                fresh.replace(path)
    return Store.open(path)


def _cache() -> Path:
    """Return a folder that may be written and may be deleted at any time."""
    home = Path.home()
    default = {
        "win32": os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local",
        "darwin": home / "Library" / "Caches",
    }.get(sys.platform, os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    wanted = Path(os.environ.get(CACHE_SETTING) or Path(default) / "treffpunkt")
    with suppress(OSError):  # a home that is not there or may not be written
        wanted.mkdir(parents=True, exist_ok=True)
        if os.access(wanted, os.W_OK):
            return wanted
    return Path(tempfile.mkdtemp(prefix="treffpunkt-"))
