"""Mails: newsletters, letters, and articles passed on. Who passed one on is not its outlet, and when is not its day."""

from __future__ import annotations

import hashlib
import re
from email.utils import parseaddr
from functools import cache
from typing import TYPE_CHECKING

from data.language import LANGUAGES, load
from data.reading.decoding import read_whole
from data.reading.mail_parts import open_mail
from data.reading.rows import Place, row_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from data.models import Rejected, Source

_HEAD = re.compile(r"^[>\s*]{0,20}([A-Za-zÄÖÜäöüß-]{2,20}(?: [a-zäöü]{2,10})?)\*{0,2}:\*{0,2}\s(.*)$")
_EDGE = "->*_ \t:"
_QUOTED = re.compile(r"^(?:>[ \t]?){1,20}", re.MULTILINE)
_SEARCHED = 200
"""Lines in which a mail that was passed on has to begin."""
_HEAD_LINES = 12
_NESTED = 5


def read_mail(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """Yield the article that a mail is; nothing where it only carries attachments. Raises InputError as `open_mail`."""
    content = read_whole(stream)
    mail = open_mail(content)
    if mail.attached and not any(character.isalnum() for character in mail.text):
        return
    place = Place(file, name, None, "utf-8", hashlib.sha256(content).hexdigest())
    subject, mark = _subject(mail.headers.get("subject", ""))
    passed_on = _passed_on(mail.text, marked=mark == "forward")
    if passed_on is not None:
        yield from row_source(passed_on, place)
        return
    row: dict[str, object] = {"text": mail.text}
    if mark != "forward":
        sender = parseaddr(mail.headers.get("from", ""))[0]
        row["outlet" if _is_newsletter(mail.headers) else "author"] = sender
        row["published_on"] = mail.headers.get("date")
        row["title"] = None if mark else subject
    yield from row_source(row, place)


def _is_newsletter(headers: dict[str, str]) -> bool:
    """Sent to many by one; a list on which many write has an address to post to."""
    return "list-unsubscribe" in headers and "list-post" not in headers


def _subject(text: str) -> tuple[str, str]:
    """Subject without what programs put before it, and what that says: "reply", "forward" or ""."""
    marks, _, _ = _knowledge()
    said = ""
    while match := re.match(r"\s{0,5}\[?([A-Za-z]{2,20})(?:\[\d{1,3}\])?:\s{0,5}", text):
        mark = marks.get(match[1].lower())
        if mark is None:
            break
        said = "forward" if "forward" in (said, mark) else mark
        text = text[match.end() :]
    return text.strip().removesuffix("]") if said else text, said


def _passed_on(text: str, *, marked: bool) -> dict[str, object] | None:
    """Take the mail that was passed on out of the one that carries it: its subject, its day, its text.

    Where the subject does not say that one is passed on, it has to begin with the first line.
    """
    row: dict[str, object] | None = None
    for _ in range(_NESTED):
        lines = text.split("\n")
        found = _head(
            lines, None if marked and row is None else next((n for n, line in enumerate(lines) if line.strip()), 0)
        )
        if found is None:
            break
        fields, end = found
        text = "\n".join(lines[end:])
        row = {
            "title": _subject(fields["subject"])[0] if "subject" in fields else None,
            "published_on": fields.get("date"),
        }
    if row is None:
        return None
    quoted = [line for line in text.split("\n") if line.strip()]
    if quoted and sum(line.startswith(">") for line in quoted) > len(quoted) / 2:
        text = _QUOTED.sub("", text)
    return {**row, "text": text}


def _head(lines: list[str], only: int | None) -> tuple[dict[str, str], int] | None:
    """Fields of the head of a mail that was passed on, and the line after it; with `only`, of one that begins there."""
    _, begins, names = _knowledge()
    for start in range(min(len(lines), _SEARCHED)) if only is None else (only,):
        at = start
        marked = bool(lines[at:]) and any(lines[at].strip(_EDGE).lower().startswith(mark) for mark in begins)
        if marked:
            at += 1
        fields: dict[str, str] = {}
        end, wrapped = at, False
        for number, line in enumerate(lines[at : at + _HEAD_LINES], at):
            match = _HEAD.match(line)
            name = names.get(match[1].lower()) if match else None
            if match and name:
                fields.setdefault(name, match[2].strip(" *"))
                end, wrapped = number + 1, name == "other"
            elif wrapped and "@" in line:
                end = number + 1  # recipients go on
            elif fields or line.strip(_EDGE):
                break
        if "from" in fields and (marked or {"date", "subject"} & fields.keys()) and len(fields) > 1:
            return fields, end
    return None


@cache
def _knowledge() -> tuple[dict[str, str], tuple[str, ...], dict[str, str]]:
    """Return what stands before subjects, what begins a mail that is passed on, and the names of its head's lines."""
    tables = [load(lang, "mail") for lang in LANGUAGES]
    marks = {word: mark for table in tables for mark in ("reply", "forward") for word in table[mark]}
    begins = tuple(line for table in tables for line in table["begins"])
    names = {word: name for table in tables for name, words in table["head"].items() for word in words}
    return marks, begins, names
