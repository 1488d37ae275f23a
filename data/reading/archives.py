"""ZIP archives, read in memory and never unpacked to disk. One that looks like an attack is refused whole."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from data.errors import InputError
from data.models import Rejected
from data.reading.limits import MAX_ZIP_BYTES, MAX_ZIP_MEMBERS, MAX_ZIP_RATIO, MIN_BOMB_BYTES
from data.reading.saved import within_companions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError,
    ValueError, OSError, LookupError, OverflowError,
)  # fmt: skip
"""What reading a damaged or ill-made ZIP container raises."""

HOUSEKEEPING = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What archive programs and file managers add on their own."""


def members(file: str, stream: BinaryIO) -> Iterator[tuple[str, BinaryIO] | Rejected]:
    """Path (`archive.zip/folder/name`) and content of each file in the archive, sorted by path."""
    try:
        with zipfile.ZipFile(stream) as archive:
            wanted = _checked(archive)
            for member in wanted:
                yield _content(file, archive, member)
    except InputError as error:
        yield Rejected(file, None, str(error))
    except DAMAGED as error:
        yield Rejected(file, None, f"is no readable ZIP archive ({error}): pack it again")


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Look at everything the archive declares and return its files. Raises InputError."""
    entries = archive.infolist()
    refuse_bomb(entries, MAX_ZIP_BYTES, "the archive")
    pictures = within_companions(entry.filename for entry in entries)
    wanted = [
        entry
        for entry in entries
        if not entry.is_dir() and not _housekeeping(entry.filename) and entry.filename not in pictures
    ]
    if not wanted:
        raise InputError("is an empty archive: there is nothing to read")
    return sorted(wanted, key=lambda entry: entry.filename)


def refuse_bomb(entries: Sequence[zipfile.ZipInfo], most: int, what: str) -> None:
    """Raise InputError where a ZIP container declares more than is read of `what`, or what looks like an attack."""
    if len(entries) > MAX_ZIP_MEMBERS:
        raise InputError(f"holds {len(entries):,} files, the limit is {MAX_ZIP_MEMBERS:,}: split {what}")
    if sum(entry.file_size for entry in entries) > most:
        raise InputError(f"unpacks to more than {most:,} bytes: split {what}")
    for entry in entries:
        _refuse(entry)


def _refuse(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    shown = ascii(name[:80])
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        raise InputError(f"holds a path that leads out of the archive ({shown}): nothing of it was read")
    if not name:
        raise InputError("holds a file without a name: pack it again")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise InputError(f"holds a symbolic link ({shown}): nothing of it was read")
    if entry.flag_bits & 0x1:
        raise InputError(f"is encrypted ({shown}): unpack it first")
    if path.suffix.lower() == ".zip":
        raise InputError(f"holds another archive ({shown}): unpack it first")
    if entry.file_size > MIN_BOMB_BYTES and entry.file_size > MAX_ZIP_RATIO * max(1, entry.compress_size):
        raise InputError(f"holds a file that unpacks to {entry.file_size:,} bytes ({shown}): nothing of it was read")


def _content(file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[str, BinaryIO] | Rejected:
    path = f"{file}/{entry.filename}"
    try:
        with archive.open(entry) as member:
            content = member.read(entry.file_size + 1)
    except DAMAGED as error:
        return Rejected(path, None, f"is damaged in the archive ({error}): pack it again")
    if len(content) > entry.file_size:
        return Rejected(path, None, "is larger than the archive declares: not read")
    return path, io.BytesIO(content)


def _housekeeping(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part in HOUSEKEEPING or part.startswith("._") for part in parts)
