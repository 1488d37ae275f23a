"""What a page states of its authors and, in words, of its day: for machines, and in what is marked as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.reading.html_headings import is_headline
from data.reading.html_linked import Node, text_of, types
from data.reading.html_tree import is_block, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.contributor",
    "cxenseparse:author",
    "creator",
    "article:author_name",
    "authors",
    "citation_author",
)
"""Names of meta tags that state who wrote an article, in lower case."""

_MARKED = re.compile(r"(?:^|[\s_-])(?:authors?|byline|autor(?:en)?|writer)(?:$|[\s_-]|name)")
_DATED = re.compile(
    r"\b(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|(?:\d{1,2}\.?\s|[A-Z])\w{2,9}\.?,?\s(?:\d{1,2},\s)?\d{4})\b"
)
_ELSEWHERE = frozenset(("aside", "nav", "footer", "li", "figure", "form", "blockquote"))
_LONGEST, _MOST, _REACH = 120, 6, 12


def bylines(tree: HtmlElement, article: Node | None, values: Mapping[str, str]) -> list[list[str]]:
    """Return the statements of who wrote the article, the plainest first; each is a list of names or bylines."""
    linked = list(_people(article.get("author") or article.get("creator"))) if article else []
    stated = [linked, *([values[name]] for name in AUTHORS if name in values), *_marked(tree)]
    return [statement for statement in stated if statement]


def dated_lines(tree: HtmlElement, title: str | None) -> list[str]:
    """Return short lines near the headline that hold a date: a page may state its day in words only."""
    found: list[str] = []
    before: list[str] = []
    behind = 0
    headline = _headline(tree, title)
    for element in tree.iter():
        if not isinstance(element.tag, str) or not is_block(element):
            continue
        if element.tag == "h1" or element is headline:
            found, behind = [*before[-_REACH:], *filter(_DATED.search, _beside(element))], 1
        elif _is_short(element) and not _elsewhere(element) and len(text := words(element)) <= _LONGEST:
            if behind:
                behind += 1
            if _DATED.search(text):
                (found if behind else before).append(text)
        if behind > 3 * _REACH:
            break
    return list(dict.fromkeys(found))[:_MOST]


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """Return the heading of a lower order that stands over the article, where the page has none of the first."""
    if tree.find(".//h1") is not None:
        return None
    heads = (head for head in tree.iter("h2", "h3") if is_headline(head, title) and not _elsewhere(head))
    return next((head for head in heads if head.find(".//a[@href]") is None), None)


def _beside(headline: HtmlElement) -> Iterator[str]:
    """Yield the short lines around a headline that stand in no block of their own, as in pages laid out by tables."""
    parent = headline.getparent()
    if parent is None:
        return
    around = [parent.text or "", headline.tail or ""]
    for backwards in (True, False):
        for element in headline.itersiblings(preceding=backwards):
            if not isinstance(element.tag, str) or is_block(element):
                break
            around += [words(element), element.tail or ""]
    yield from (line for text in around if 0 < len(line := " ".join(text[: 3 * _LONGEST].split())) <= _LONGEST)


def _people(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:20]:
            yield from _people(item)
    elif isinstance(value, dict) and isinstance(value.get("name"), list):
        yield from _people(value["name"])
    elif text := text_of(value):
        organisation = isinstance(value, dict) and any("Organi" in kind for kind in types(value))
        yield text.partition(",")[0] if organisation else text


def _marked(tree: HtmlElement) -> Iterator[list[str]]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("meta", "link", "body", "html", "script"):
            continue
        named = f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if not _MARKED.search(named) or not _is_short(element) or _elsewhere(element):
            continue
        if 0 < len(text := words(element)) <= _LONGEST:
            yield [text]
            return


def _is_short(element: HtmlElement) -> bool:
    return len(element.text_content()) <= 3 * _LONGEST  # with the blanks of its source


def _elsewhere(element: HtmlElement) -> bool:
    return any(above.tag in _ELSEWHERE for above in element.iterancestors())
