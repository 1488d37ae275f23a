"""Markdown: the front matter that clippers write becomes fields; scripts, comments and link targets go, words stay.

Front matter is read line by line, not as YAML: what clippers write is often none (`title: Gipfel: wer kommt?`). Links,
bold type and headings are left to the cleaning, which takes them out of any text and records each cut.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from data.reading.characters import tidy
from data.reading.columns import TEXT, suggest
from data.reading.decoding import decode, read_whole
from data.reading.limits import MAX_FRONT_CHARS, MAX_NAME_CHARS
from data.reading.rows import Place, row_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from data.models import Rejected, Source

_FENCES = ("---", "+++")
_PAIR = re.compile(r"^([^\s:=#\-][^:=\n]{0,80}?)[ \t]{0,20}[:=](?:[ \t]|$)(.*)$")
_ITEM = re.compile(r"^[ \t]{0,20}-[ \t]+(.*)$")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_HIDDEN = re.compile(r"<!--|<(script|style|iframe|noscript|object|svg)\b")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_TARGET = re.compile(r"^[ \t]{0,3}\[(?!\^)[^\[\]\n]{1,300}\]:[ \t]{0,20}\S[^\n]*$\n?", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\!)\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,300}\]")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\[[^\[\]\n]{0,300}\]|!\[\[[^\[\]\n]{1,300}\]\]")
_RULE = re.compile(r"^[ \t]{0,3}([-*_])(?:[ \t]{0,3}\1){2,80}[ \t]{0,20}$", re.MULTILINE)


def read_markdown(file: str, name: str, stream: BinaryIO) -> Iterator[Source | Rejected]:
    """One article, as named in its front matter. Raises InputError where there is no text."""
    content = read_whole(stream)
    decoded = decode(content)
    digest = hashlib.sha256(content).hexdigest()
    fields, body = front_matter(tidy(decoded.text))
    place = Place(file, name, None, decoded.encoding, digest)
    yield from row_source({**fields, TEXT: words(body)}, place)


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """Take fields off the head of a text; the text as it is where it does not begin with closed front matter."""
    lines = text[:MAX_FRONT_CHARS].split("\n")
    if lines[0].strip() not in _FENCES:
        return {}, text
    fence = lines[0].strip()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() in {fence, "..."}), None)
    if end is None:
        return {}, text
    pairs = _pairs(lines[1:end])
    if not pairs:
        return {}, text
    sample = {name: value for name, value in pairs.items() if isinstance(value, str)}
    columns = suggest(tuple(pairs), (sample,))
    fields = {name: pairs[column] for name, column in columns.fields if name != TEXT}
    return fields, text[sum(len(line) + 1 for line in lines[: end + 1]) :]


def words(body: str) -> str:
    """Take out what a reader of the page would not see and the cleaning does not know: scripts, comments, targets."""
    body = _shown(body)
    for pattern, put in ((_TARGET, ""), (_IMAGE, ""), (_REFERENCE, r"\1"), (_WIKI, r"\1"), (_NOTE, ""), (_RULE, "")):
        body = pattern.sub(put, body)
    return body


def _shown(body: str) -> str:
    """`body` without scripts and comments. One that is not closed goes to the end of the text, as in a browser."""
    lower = body.lower()
    if len(lower) != len(body):
        lower = body  # a letter whose small form is two letters would move the places
    parts: list[str] = []
    at = 0
    while opened := _HIDDEN.search(lower, at):
        parts.append(body[at : opened.start()])
        closing = "-->" if opened[1] is None else f"</{opened[1]}"
        end = lower.find(closing, opened.end())
        if end == -1:
            return "".join(parts)
        at = end + len(closing)
        if opened[1] is not None:
            at = body.find(">", at) + 1 or len(body)
    return "".join([*parts, body[at:]])


def _pairs(lines: list[str]) -> dict[str, object]:
    """Keys and values of front matter; a list of items under a key is a list."""
    found: dict[str, object] = {}
    key = ""
    for line in lines:
        item = _ITEM.match(line)
        pair = None if item else _PAIR.match(line)
        if item and key:
            held = found.get(key)
            found[key] = [*(held if isinstance(held, list) else []), _value(item[1])]
        elif pair:
            key = " ".join(pair[1].split())[:MAX_NAME_CHARS]
            found[key] = _listed(pair[2])
    return {key: value for key, value in found.items() if value not in ("", [])}


def _listed(value: str) -> object:
    bare = value.strip()
    if bare.startswith("[") and bare.endswith("]") and not bare.startswith("[["):
        return [inner for part in bare[1:-1].split(",") if (inner := _value(part))]
    return _value(bare)


def _value(text: str) -> str:
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1].replace('\\"', '"').replace("''", "'")
    return _WIKI.sub(r"\1", bare).strip()
