"""What there is to read in a file: itself, each file of an archive, what is attached to a mail; with the format."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from data.errors import InputError
from data.models import Rejected
from data.reading.archives import members
from data.reading.decoding import read_whole
from data.reading.formats import ARCHIVE, MAIL, format_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    Part = tuple[str, BinaryIO, str]


def contents(file: str, stream: BinaryIO) -> Iterator[Part | Rejected]:
    """Path, content and format (`data.reading.formats`) of all that a file holds. Nothing is raised for bad content."""
    for part in _formed(file, stream):
        if isinstance(part, Rejected) or part[2] != ARCHIVE:
            yield from _with_attached(part)
            continue
        for member in members(file, stream):
            for inner in [member] if isinstance(member, Rejected) else _formed(*member):
                yield from _with_attached(inner)


def _formed(file: str, stream: BinaryIO) -> Iterator[Part | Rejected]:
    try:
        yield file, stream, format_of(file, stream)
    except InputError as error:
        yield Rejected(file, None, str(error))


def _with_attached(part: Part | Rejected) -> Iterator[Part | Rejected]:
    """Yield a part, and where it is a mail what is attached to it; a mail in a mail keeps its own to itself."""
    yield part
    if isinstance(part, Rejected) or part[2] != MAIL:
        return
    for path, content in _attached(*part[:2]):
        for inner in _formed(path, io.BytesIO(content)):
            if not isinstance(inner, Rejected) and inner[2] == ARCHIVE:
                yield Rejected(path, None, "is an archive in a mail: save it and import it by itself")
                continue
            yield inner
            if not isinstance(inner, Rejected) and inner[2] == MAIL:
                for deeper, _ in _attached(path, io.BytesIO(content)):
                    yield Rejected(
                        deeper, None, "is attached to a mail in a mail: save that mail and import it by itself"
                    )


def _attached(file: str, stream: BinaryIO) -> list[tuple[str, bytes]]:
    """Path and content of what is attached to a mail; nothing where it is no mail, which its reader says."""
    from data.reading.mail_parts import open_mail

    stream.seek(0)
    try:
        attached = open_mail(read_whole(stream)).attached
    except InputError:
        return []
    finally:
        stream.seek(0)
    paths: dict[str, bytes] = {}
    for name, content in attached:
        path = f"{file}/{name}"
        paths[f"{file}/{len(paths) + 1}-{name}" if path in paths else path] = content
    return list(paths.items())
