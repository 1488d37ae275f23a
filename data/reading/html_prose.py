"""The sentences that stand on a page, and the part of it that holds the most of them: what an extractor is held to."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from data.reading.html_tree import is_block, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

SENTENCE = re.compile(r"[.!?…:][\"'“”„»«’)\]]*$")
"""How a line ends that says something."""

_OUTSIDE = frozenset(
    ("nav", "aside", "footer", "figure", "figcaption", "form", "script", "style", "button", "a", "time", "noscript")
)
_NO_TEXT = re.compile(r"consent|cookie|banner|newsletter|paywall|related|comment|sidebar|share|social|breadcrumb|promo")
_LINKED = ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5][ancestor::a[@href] or .//a[@href]]"
_BLANK = re.compile(r"\s+")
_INNER = frozenset(("lb", "br", "p", "head", "item", "list", "quote"))
_SHORTEST = 60
_LONGEST_CELL = 400
_ABOVE = (1.0, 0.75)
"""What a paragraph counts for what it stands in, and for what that stands in."""


def paragraphs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, list[str]]]:
    """Yield the innermost blocks that are no links, each with its lines that read like sentences."""
    told: set[HtmlElement] = set()
    for element in tree.iter():
        if not isinstance(element.tag, str) or not is_block(element) or not innermost(element):
            continue
        lines = [line for line in broken(element) if len(line) >= _SHORTEST and SENTENCE.search(line)]
        if not lines or outside(element):
            continue
        around = [element, *element.iterancestors()]
        names = " ".join(f"{part.get('class') or ''} {part.get('id') or ''}" for part in around)
        linked = sum(len(anchor.text_content()) for anchor in element.iter("a"))
        if linked < len(words(element)) / 2 and not _NO_TEXT.search(names.lower()) and told.isdisjoint(around):
            told.add(element)
            yield element, lines


def fullest(tree: HtmlElement) -> int:
    """Return how many characters the paragraphs have of the part of the page that holds the most of them.

    Paragraphs count for what they stand in, and less for what that stands in (after Readability's scores). A part that
    has a headline which leads elsewhere for every second paragraph lists articles, and counts as nothing.
    """
    scores: dict[HtmlElement, float] = defaultdict(float)
    held: dict[HtmlElement, list[int]] = defaultdict(list)
    for element, lines in paragraphs(tree):
        length = sum(map(len, lines))
        for above, worth in zip(element.iterancestors(), _ABOVE, strict=False):
            scores[above] += worth * length
            held[above].append(length)
    if not scores:
        return 0
    best = max(scores, key=lambda part: scores[part])
    return sum(held[best]) if 2 * len(best.xpath(_LINKED)) < len(held[best]) else 0


def innermost(element: HtmlElement) -> bool:
    """Whether no other block stands in a block."""
    return not any(is_block(child) and child.tag != "span" for child in element.iterdescendants())


def outside(element: HtmlElement) -> bool:
    """Whether an element stands in a part of the page that is not its text."""
    return element.tag in _OUTSIDE or any(above.tag in _OUTSIDE for above in element.iterancestors())


def broken(block: HtmlElement) -> list[str]:
    """Return the lines of a block: it is broken where a break or a block stands, and not where its source is.

    A row of a table is one line, unless the table only puts things beside each other.
    """
    row = block.tag == "row" and not _puts_beside(block)
    breaking, gap = _INNER | {"cell"}, " " if row else "\n"
    parts: list[str] = []
    for event, element in etree.iterwalk(block, events=("start", "end")):
        between = gap if element.tag in breaking and element is not block else ""
        if event == "start":
            parts.append(between + _BLANK.sub(" ", element.text or ""))
        elif element is not block:
            parts.append(between + _BLANK.sub(" ", element.tail or ""))
    return [line for part in "".join(parts).split("\n") if (line := " ".join(part.split()))]


def _puts_beside(row: HtmlElement) -> bool:
    """Whether a row is there for the layout of a page: one of its cells holds several paragraphs, or a long text."""
    cells = row.findall(".//cell")
    return any(len(list(cell.iter("p", "head"))) > 1 or len("".join(cell.itertext())) > _LONGEST_CELL for cell in cells)
