"""Files of a folder in a fixed order. Nothing but regular files is ever opened, and no link leads out of the folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from data.errors import InputError
from data.models import Rejected
from data.reading.archives import HOUSEKEEPING
from data.reading.saved import companions

if TYPE_CHECKING:
    from collections.abc import Iterator


def files(path: Path) -> Iterator[Path | Rejected]:
    """`path` itself where it is a file, else the files below it, sorted.

    Hidden files are passed over, and the pictures and scripts beside a saved page.
    """
    if not path.is_dir():
        yield path
        return
    errors: list[OSError] = []
    found = False
    for folder, folders, names in os.walk(path, onerror=errors.append):
        pictures = companions(folders, names)
        folders[:] = sorted(name for name in folders if not _hidden(name) and name not in pictures)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *links]):
            if _hidden(name):
                continue
            found = True
            inner = Path(folder) / name
            yield _not_followed(inner) if inner.is_symlink() else inner
    yield from (Rejected(shown(error.filename), None, f"cannot be read: {error.strerror}") for error in errors)
    if not found and not errors:
        yield Rejected(shown(path), None, "is an empty folder: there is nothing to read")


def open_file(path: Path) -> BinaryIO:
    """Open a regular file; pipes and devices are refused before they can block. Raises InputError and OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InputError("is no regular file (pipe, device or socket): not read")
    return os.fdopen(handle, "rb")


def shown(path: Path | str | bytes) -> str:
    """Return a path as text that can be stored; bytes of its name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def upload_name(name: str) -> str:
    """Return what a dropped file is called here, whatever path or bytes its name holds."""
    return shown(PurePath(name.replace("\\", "/")).name or "upload")


def _not_followed(link: Path) -> Rejected:
    return Rejected(shown(link), None, "is a symbolic link, which is not followed: add what it points to")


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in HOUSEKEEPING
