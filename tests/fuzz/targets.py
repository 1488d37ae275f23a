"""What must hold of any bytes, as functions from bytes to None that raise where it does not."""

from __future__ import annotations

import csv
import io
import json
import time
import unicodedata
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from data import export, frames
from data.actors import find_mentions
from data.cleaning import clean
from data.dating.finding import find_dates
from data.frames import Column
from data.models import LADDER, Rejected, Source
from data.profile import bundled
from data.reading import read_upload
from data.signals import find_signals
from data.statements import find_statements
from tests.fuzz.pieces import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILE = bundled()
DAY = date(2025, 8, 1)
FREE = 2.0
"""CPU seconds that anything may take, be it short, on a machine that is slow, busy or traced."""
PER_CHARACTER = 1 / 100_000
"""CPU seconds for a character of any text and stage (CONTRIBUTING.md: a second for 100 kB)."""

TEXTS = ("a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt", "a.md", "a.eml", "a.zip", "a", "a.markdown", "a.ndjson")
DOCUMENTS = ("a.html", "a.mhtml", "a.pdf", "a.xlsx", "a.xls", "a.ods", "a.htm", "a.txt")
FORMULA = tuple("=+-@|%＝＋－＠")
SKIPPED = " \t\n\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
CELLS = (Column("text", "str", "a text"), Column("names", "object", "some names"), Column("other", "str", "a text"))


@contextmanager
def _quick(length: int) -> Iterator[None]:
    begin = time.process_time()
    yield
    took = time.process_time() - begin
    assert took < FREE + length * PER_CHARACTER, f"{took:.1f} s for {length} characters"


def reader(content: bytes) -> None:
    """Files that this process reads itself; the first byte chooses the name."""
    _read(TEXTS, content)


def documents(content: bytes) -> None:
    """Files that the process of the parsers reads."""
    _read(DOCUMENTS, content)


def _read(names: tuple[str, ...], content: bytes) -> None:
    name = names[content[0] % len(names)] if content else names[0]
    with _quick(len(content)):
        items = list(read_upload(name, content[1:]))
    assert items, "an input without article and without reason"
    ids = [item.id for item in items if isinstance(item, Source)]
    assert len(set(ids)) == len(ids)
    for item in items:
        if isinstance(item, Rejected):
            assert item.reason
            assert len(item.reason.splitlines()) == 1, item.reason
            assert item.reason.isprintable(), item.reason
            assert item.line is None or item.line > 0
        else:
            json.dumps([item.text, item.id, item.title, item.outlet, item.file], ensure_ascii=False).encode()
            assert any(letter.isalnum() for letter in item.text)


def cleaner(content: bytes) -> None:
    """The raw text less the cuts is the body; the body is tidy; the same again gives the same."""
    source = Source("x", "x", text_of(content), "0")
    with _quick(len(source.text)):
        article = clean(source, PROFILE)
    at, kept = 0, []
    for cut in article.cuts:
        assert at <= cut.start < cut.end <= len(article.raw)
        kept.append(article.raw[at : cut.start])
        at = cut.end
    kept.append(article.raw[at:])
    told = "".join("".join(kept).split())
    assert unicodedata.normalize("NFC", told) == unicodedata.normalize("NFC", "".join(article.body.split()))
    assert article.body == unicodedata.normalize("NFC", article.body).strip()
    for paragraph in article.body.split("\n\n") if article.body else []:
        assert paragraph
        assert paragraph == " ".join(paragraph.split())
    assert clean(source, PROFILE) == article


def statements(content: bytes) -> None:
    """Dates, mentions, statements and signals are passages of the body, in order, and hold no value of their own."""
    lang = "en" if len(content) % 3 == 0 else "de"
    text = text_of(content)
    article = clean(Source("x", "x", text, "0", lang=lang, published_on="2025-08-01"), PROFILE)
    body = article.body
    with _quick(5 * len(body)):
        dates = find_dates(body, DAY, lang)
        mentions = find_mentions(body, lang, PROFILE)
        said = find_statements(article, mentions, dates, PROFILE)
        signals = find_signals(article, said, mentions, dates, PROFILE)
    for row in (*dates, *mentions, *said):
        assert 0 <= row.start < row.end <= len(body)
        assert row.text == body[row.start : row.end]
    for statement in said:
        assert all(0 <= start < end <= len(body) for start, end in statement.spans)
        assert (statement.speaker_text is None) == (statement.speaker_spans == ())
    for signal in signals:
        place = body if signal.where == "body" else article.title or ""
        assert signal.text == place[signal.start : signal.end]
        assert signal.rung in LADDER
        assert len(signal.participants) >= 2
    for found in dates:
        assert found.first is None or found.last is None or found.first <= found.last
    assert len({signal.id for signal in signals}) == len(signals)


def exported(content: bytes) -> None:
    """No cell is a formula whichever separator a program reads; a record is a line; JSON Lines are true to the letter."""
    parts = [part.decode("utf-8", "replace") for part in content.split(b"\xff")] or [""]
    parts[0] = text_of(content)
    rows = [{"text": part, "names": (part, *part.split(",")), "other": part[::-1]} for part in parts]
    held = frames.frame(rows, CELLS)
    with _quick(10 * len(content)):
        sheet = export.spreadsheet_csv(held, CELLS).decode("utf-8-sig")
        lines = export.json_lines(held, CELLS).decode("utf-8")
    records = list(csv.reader(io.StringIO(sheet, newline="")))
    assert [len(record) for record in records] == [len(CELLS)] * (len(rows) + 1)
    assert len(sheet.split("\r\n")) == len(records) + 1
    for separator in ",;\t":
        for record in csv.reader(io.StringIO(sheet, newline=""), delimiter=separator):
            for cell in record:
                assert cell.strip('"').lstrip(SKIPPED)[:1] not in FORMULA or not cell, cell
    read = [json.loads(line) for line in lines.split("\n")[:-1]]
    assert [(row["text"], tuple(row["names"]), row["other"]) for row in read] == [
        (row["text"], row["names"], row["other"]) for row in rows
    ]


def warm() -> None:
    """Load rules and dictionaries, which no input should be charged with."""
    for lang in ("de", "en"):
        article = clean(Source("x", "x", "Putin sagte, er treffe Trump am Freitag.", "0", lang=lang), PROFILE)
        mentions = find_mentions(article.body, lang, PROFILE)
        find_signals(article, find_statements(article, mentions, (), PROFILE), mentions, (), PROFILE)


TARGETS = {
    "reader": reader,
    "documents": documents,
    "cleaner": cleaner,
    "statements": statements,
    "export": exported,
}
"""By name."""
