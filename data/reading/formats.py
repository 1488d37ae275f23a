"""Which reader a file is for: by its content where that is unmistakable, else by its name."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.archives import DAMAGED

if TYPE_CHECKING:
    from typing import BinaryIO

PDF, BOOK, ARCHIVE, MAIL = ".pdf", ".xlsx", ".zip", ".eml"
BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".xlt", ".ods")
"""Names of workbooks; the reader looks at the content."""
_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OTHER_OFFICE = (
    ("word/", "a ZIP container (Word document): save it as PDF or as text"),
    ("ppt/", "a ZIP container (presentation): save it as PDF"),
    ("content.xml", "a ZIP container (office document): save it as PDF or as text"),
)


def format_of(file: str, stream: BinaryIO) -> str:
    """Suffix of the format, in lower case; the stream is left at its start.

    Raises InputError for a file that its name gives out as a PDF or workbook and that is none, for a locked workbook
    and for office documents that are no tables.
    """
    suffix = PurePath(file).suffix.lower()
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(suffix, stream)
    if head.startswith(_OLE):
        return _old_office(suffix, stream)
    if suffix == PDF and b"%PDF-" not in head:
        raise InputError("is no PDF, though it is named like one: rename it to what it is, or save it again")
    if suffix in BOOKS and not _is_markup(head):
        raise InputError("is no workbook, though it is named like one: if it is text, rename it to .csv")
    return ".html" if suffix in BOOKS else suffix


def _packed(suffix: str, stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as container:
            names = container.namelist()
            kind = container.open("mimetype").read(100) if "mimetype" in names else b""
    except DAMAGED:
        if suffix in BOOKS:
            raise InputError("is a damaged workbook: open it and save it again") from None
        return suffix
    finally:
        stream.seek(0)
    if kind.startswith(_ODS) or ("[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)):
        return BOOK
    if suffix != ARCHIVE:
        for part, what in _OTHER_OFFICE:
            if any(name.startswith(part) for name in names):
                raise InputError(f"is {what}")
    if suffix in BOOKS:
        raise InputError("is no workbook, though it is named like one: open it and save it again")
    return suffix


def _old_office(suffix: str, stream: BinaryIO) -> str:
    content = stream.read()
    stream.seek(0)
    if _LOCKED in content:
        raise InputError("is locked with a password: save it without one")
    if suffix in BOOKS or any(name in content for name in _OLD_BOOKS):
        return BOOK
    if suffix == ".msg":
        raise InputError("is a mail of Outlook's own kind: save it as .eml or as text")
    return suffix


def _is_markup(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<table", b"<?xml"))
