"""From the HTML of a feed's entry or a mail to plain paragraphs. Nothing of it is kept as markup, loaded or run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.errors import InputError
from data.reading.characters import whole
from data.reading.limits import MAX_ENTRY_CHARS

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "summary", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({
    "audio", "canvas", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
_SPACE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


class _Paragraphs:
    """Takes the parser's events; no tree is built, so that depth costs nothing."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unseen = 0

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in _BLOCKS:
            self._pieces.append("\n\n")

    def end(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag in _BLOCKS:
            self._pieces.append("\n\n")

    def data(self, text: str) -> None:
        if not self._unseen:
            self._pieces.append(text if "\n" not in text else text.replace("\n", " "))

    def comment(self, _: str) -> None:
        """Comments are no text."""

    def close(self) -> str:
        return "".join(self._pieces)


def plain(html: str) -> str:
    """Return the visible text of an entry's HTML; an empty line stands between paragraphs.

    Raises InputError where it is larger than the limit.
    """
    if len(html) > MAX_ENTRY_CHARS:
        raise InputError(f"has {len(html):,} characters of HTML, the limit is {MAX_ENTRY_CHARS:,}: import the page")
    return _visible(html)


def mail_text(content: bytes) -> str:
    """Return the same of a mail's part, UTF-8; a mail may be long: to be run in the process of the parsers."""
    return _visible(content.decode("utf-8", "replace"))


def _visible(html: str) -> str:
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree

    parser = etree.HTMLParser(target=_Paragraphs(), encoding="utf-8")
    parser.feed(f"<div>{whole(html)}".encode())
    text: str = parser.close()
    return _GAPS.sub("\n\n", _BREAKS.sub("\n", _SPACE.sub(" ", text))).strip()
