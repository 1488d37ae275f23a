"""Reading: folders, files and archives of scraped text in; one `Source` an article out, a reason for each refusal."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from data.errors import InputError
from data.models import Rejected, Source
from data.reading.columns import NO_WISHES, Wishes
from data.reading.contents import contents
from data.reading.decoding import decode, read_whole
from data.reading.feeds import SUFFIXES, is_feed, read_feed
from data.reading.folders import files, open_file, shown, upload_name
from data.reading.formats import BOOK, MAIL, PDF
from data.reading.html import is_archive, page, read_html
from data.reading.html_decoding import is_page
from data.reading.json_rows import read_json, read_json_lines
from data.reading.mails import read_mail
from data.reading.markdown import read_markdown
from data.reading.pdf import read_pdf
from data.reading.rows import Place, plain_source
from data.reading.saved import ARCHIVES, PAGES
from data.reading.spreadsheets import read_book
from data.reading.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

__all__ = ["read", "read_upload"]

_TABLES = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    BOOK: read_book,
}
_READERS: Mapping[str, Callable[[str, str, BinaryIO], Iterator[Source | Rejected]]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    MAIL: read_mail,
    PDF: read_pdf,
    **dict.fromkeys((*PAGES, *ARCHIVES), read_html),
    **dict.fromkeys(SUFFIXES, read_feed),
}


def read(paths: Iterable[Path], wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """Read files and folders (walked, sorted): text, pages, feeds, tables, documents, ZIP (docs/data.md).

    `wishes` say which columns to read of tables that name them otherwise than we do. Ids are distinct: a second text
    under an id that is taken gets `<id>#2`. Nothing is raised for bad input; it gives one Rejected and the rest goes
    through.
    """
    return _distinct(item for path in paths for file in files(path) for item in _read_file(file, wishes))


def read_upload(name: str, content: bytes, wishes: Wishes = NO_WISHES) -> Iterator[Source | Rejected]:
    """Read one dropped file or archive; of `name` only the last part counts."""
    return _distinct(_read_stream(upload_name(name), io.BytesIO(content), wishes))


def _read_file(file: Path | Rejected, wishes: Wishes) -> Iterator[Source | Rejected]:
    if isinstance(file, Rejected):
        yield file
        return
    try:
        with open_file(file) as stream:
            yield from _read_stream(shown(file), stream, wishes)
    except InputError as error:
        yield Rejected(shown(file), None, str(error))
    except OSError as error:
        yield Rejected(shown(file), None, f"cannot be read: {error.strerror or error}")


def _read_stream(file: str, stream: BinaryIO, wishes: Wishes) -> Iterator[Source | Rejected]:
    for part in contents(file, stream):
        if isinstance(part, Rejected):
            yield part
        else:
            yield from _read_content(*part, wishes)


def _read_content(file: str, stream: BinaryIO, form: str, wishes: Wishes) -> Iterator[Source | Rejected]:
    name = PurePath(file).name
    try:
        if form in _TABLES:
            yield from _TABLES[form](file, name, stream, wishes)
        else:
            yield from _READERS.get(form, _read_text)(file, name, stream)
    except InputError as error:
        yield Rejected(file, None, str(error))


def _read_text(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    content = read_whole(stream)
    decoded = decode(content)
    if is_feed(decoded.text):
        yield from read_feed(file, name, io.BytesIO(content))
        return
    if is_page(decoded.text) or is_archive(content):
        yield from page(file, name, content)
        return
    if decoded.text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise InputError("is XML, not text: extract the text first")
    digest = hashlib.sha256(content).hexdigest()
    yield plain_source(decoded.text, Place(file, name, None, decoded.encoding, digest))


def _distinct(items: Iterable[Source | Rejected]) -> Iterator[Source | Rejected]:
    """No id twice. The same id with the same bytes is one article and said so; with other bytes it is another one."""
    first: dict[tuple[str, str], str] = {}
    uses: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Rejected):
            yield item
            continue
        same = first.get((item.id, item.sha256))
        if same is not None:
            yield Rejected(item.file, item.line, f"is the same as {same} (id {item.id}): read once")
            continue
        first[item.id, item.sha256] = item.file if item.line is None else f"{item.file}:{item.line}"
        uses[item.id] += 1
        name = item.id
        while uses[item.id] > 1 and uses[name]:
            name = f"{item.id}#{uses[item.id]}"
            if uses[name]:
                uses[item.id] += 1
        if name != item.id:
            uses[name] += 1
        yield replace(item, id=name)
