"""The bundled sample: what the dashboard shows until there are articles of one's own (`data/sample/README.md`)."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from data.analysis import read_article
from data.errors import InputError
from data.models import Reading, Rejected, Source
from data.profile import bundled, load_profile, merge
from data.store import Store, import_sources, rules_version, schema
from data.store.database import set_meta
from data.store.identity import content_of
from data.store.place import place
from data.store.rows import dump, reading_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLES = ("articles.jsonl", "broadcasts.csv", "pages")
PROFILE = "profile.toml"
READINGS = "readings.jsonl"
CACHE_SETTING = "TREFFPUNKT_CACHE"


def open_own_or_sample(url: str | Path | None = None) -> Store:
    """Open the analyst's own database (as `Store.open` finds it) if it holds articles, else the sample.

    No file is made. Raises StoreError where the own one cannot be opened.
    """
    if place(url).exists():
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
        path = _cache() / f"sample-{schema.VERSION}-{rules_version(profile)}.db"
        if not path.exists():
            # Built beside its place and moved there whole: a second start at the same time finds all or nothing.
            with tempfile.TemporaryDirectory(dir=path.parent, prefix="building-") as building:
                fresh = Path(building) / path.name
                with Store.open(fresh) as store:
                    ready = _shipped(folder, rules_version(profile))
                    import_sources(store, _sources(folder), profile, progress, ready=ready)
                    with store.write() as connection:
                        set_meta(connection, "sample", "1")
                fresh.replace(path)
    return Store.open(path)


def ship() -> Path:
    """Analyse the sample and write its readings beside it, so that the first start need not; return the file."""
    folder = Path(str(resources.files("data") / "sample"))
    profile = merge(bundled(), load_profile(folder / PROFILE))
    lines: list[dict[str, object]] = [{"rules": rules_version(profile)}]
    for source in _sources(folder):
        lines.append({"content": content_of(source), "reading": read_article(source, profile)})
    (folder / READINGS).write_text("".join(dump(line) + "\n" for line in lines), encoding="utf-8", newline="\n")
    return folder / READINGS


def _sources(folder: Path) -> Iterator[Source]:
    """Read the sample under names that do not depend on where it lies."""
    from data.reading import read

    for row in read(folder / name for name in ARTICLES):
        if isinstance(row, Rejected):
            raise InputError(f"{row.file}: the bundled sample is damaged ({row.reason}); install Treffpunkt anew")
        yield replace(row, file=Path(row.file).relative_to(folder).as_posix())


def _shipped(folder: Path, rules: str) -> dict[str, Reading]:
    """Return the readings that were shipped, by the hash of their source; none where they are of other rules."""
    path = folder / READINGS
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        if json.loads(next(file, "{}")).get("rules") != rules:
            return {}
        held = [json.loads(line) for line in file]
    return {row["content"]: reading_of(row["reading"]) for row in held}


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


if __name__ == "__main__":
    ship()
    from data.quality import measuring

    measuring.ship()  # what the same change of the rules makes stale
