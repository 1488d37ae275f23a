"""Pages as browsers save them: `X.html` and a folder `X_files`, or one file with everything in it (MHTML)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES = (".html", ".htm", ".xhtml", ".shtml")
"""Endings of files that are HTML pages."""

ARCHIVES = (".mht", ".mhtml")
"""Endings of files that hold a page and its pictures, as mail does."""

_FOLDER = re.compile(
    r"(.+)[_\-. ](?:files|dateien|filer|fichiers|archivos|ficheiros|bestanden|file|pliki)", re.IGNORECASE
)


def companions(folders: Iterable[str], files: Iterable[str]) -> set[str]:
    """Return the folders in which a browser put the pictures and scripts of a page that lies beside them."""
    stems = {PurePosixPath(name).stem.casefold() for name in files if name.lower().endswith(PAGES)}
    return {name for name in folders if (found := _FOLDER.fullmatch(name)) and found[1].casefold() in stems}


def within_companions(paths: Iterable[str]) -> set[str]:
    """Return those of the `/`-separated paths that lie in the companion folder of a page among them."""
    inside: dict[PurePosixPath, tuple[set[str], set[str]]] = {}
    known = [PurePosixPath(path) for path in paths]
    for path in known:
        inside.setdefault(path.parent, (set(), set()))[1].add(path.name)
        for folder in path.parents:
            inside.setdefault(folder.parent, (set(), set()))[0].add(folder.name)
    owned = {folder / name for folder, (folders, files) in inside.items() for name in companions(folders, files)}
    return {str(path) for path in known if any(folder in owned for folder in path.parents)}
