"""The headline and the subheads of a page: which of its lines they are, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.reading.html_tree import is_block, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_ENDED = re.compile(r"[.!?…]$")
_LETTERS = re.compile(r"\w+")
_SUBHEADS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_HEADS = _SUBHEADS | {"h1"}
_AT_TOP = 4  # lines among which the headline may stand
_ROOM = 60  # characters of a kicker
_LONGEST, _START = 160, 60


def key(text: str) -> str:
    """Return what two spellings of a line have in common: its letters and digits."""
    return "".join(_LETTERS.findall(text.casefold()))


def is_headline(element: HtmlElement, title: str | None) -> bool:
    """Whether an element is where the headline stands: a heading of the first order, or one that says the title."""
    return element.tag == "h1" or says_title(element, title)


def says_title(element: HtmlElement, title: str | None) -> bool:
    """Whether an element is a heading that says the title."""
    return element.tag in _HEADS and bool(title) and _says(words(element), title or "")


def without_headline(tree: HtmlElement, lines: Sequence[str], title: str | None) -> list[str]:
    """Return the lines behind the headline where that is one of the first, alone or behind its kicker.

    What stands above it stays where it is a sentence, or may say a day.
    """
    wanted = key(title or "")
    if not wanted:
        return list(lines)
    headings = {key(text) for head in tree.iter(*_HEADS) if _says(text := words(head), title or "")}
    for place, line in enumerate(lines[:_AT_TOP]):
        if key(line) in headings or (key(line).endswith(wanted) and _says(line, title or "")):
            above = (other for other in lines[:place] if _ENDED.search(other) or any(map(str.isdigit, other)))
            return [*above, *lines[place + 1 :]]
    return list(lines)


def with_subheads(tree: HtmlElement, lines: Sequence[str], title: str | None) -> list[str]:
    """Return the lines with the subheads that stand directly above one of them and were lost."""
    places = {key(line)[:_START]: place for place, line in reversed(list(enumerate(lines)))}
    held = {key(line) for line in lines} | {key(title or "")}
    found: dict[int, str] = {}
    subhead = ""
    for element, text in _blocks(tree):
        if element.tag in _SUBHEADS:
            linked = element.find(".//a[@href]") is not None or next(element.iterancestors("a"), None) is not None
            subhead = "" if linked or len(text) > _LONGEST or key(text) in held else text
            continue
        place = places.get(key(text)[:_START])
        if subhead and place:  # what stands above the first line is no subhead
            found.setdefault(place, subhead)
        subhead = ""
    return [part for place, line in enumerate(lines) for part in (found.get(place), line) if part]


def _says(text: str, title: str) -> bool:
    """Whether a text is the title, alone or with little more."""
    return len(text) <= len(title) + _ROOM and key(title) in key(text)


def _blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the innermost blocks of a page that hold words, with these, in order."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or not is_block(element) or element.tag == "span":
            continue
        inner = any(is_block(child) and child.tag != "span" for child in element.iterdescendants())
        if not inner and (text := words(element)):
            yield element, text
