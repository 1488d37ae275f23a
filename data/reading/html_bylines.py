"""What a page states of its authors: for machines, and in what is marked as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.reading.html_linked import Node, text_of, types
from data.reading.html_tree import words

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
_ELSEWHERE = frozenset(("aside", "nav", "footer", "li", "figure", "form", "blockquote"))
_LONGEST = 120


def bylines(tree: HtmlElement, article: Node | None, values: Mapping[str, str]) -> list[list[str]]:
    """Return the statements of who wrote the article, the plainest first; each is a list of names or bylines."""
    linked = list(_people(article.get("author") or article.get("creator"))) if article else []
    stated = [linked, *([values[name]] for name in AUTHORS if name in values), *_marked(tree)]
    return [statement for statement in stated if statement]


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
