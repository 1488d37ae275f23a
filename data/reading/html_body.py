"""The words of the article on a page, a paragraph or subhead a line: found by trafilatura, checked against the page."""

from __future__ import annotations

import html
import logging
import re
from typing import TYPE_CHECKING

from trafilatura import bare_extraction
from trafilatura.settings import Document

from data.reading.html_headings import is_headline, key, with_subheads, without_headline
from data.reading.html_linked import Node, is_live
from data.reading.html_prose import SENTENCE, broken, fullest, innermost, outside, paragraphs
from data.reading.html_tree import is_block, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_MARKUP = re.compile(r"<(/?)(\w{1,12})[^<>]{0,2000}>")
_BREAKING = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "tr")
_NO_LEAD = re.compile(
    r"caption|image|photo|gallery|video|audio|share|social|byline|breadcrumb|paywall|newsletter|related"
)
_LONGEST_LINK = 200
_FULLER = 1.3
"""How many times longer than what stands on the page the text for machines has to be to be taken instead."""
_FAR_MORE = 2
"""How many times longer the fullest part of a page has to be than what was found first for a slower search."""


def body(tree: HtmlElement, article: Node | None, title: str | None) -> list[str]:
    """Return the lines of the article, its lead first; empty where the page holds none."""
    found = _extracted(tree)
    told = _told(article)
    if sum(map(len, told)) > _FULLER * sum(map(len, found)):
        found = told
    found = with_subheads(tree, without_headline(tree, found, title), title)
    return [*_lead(tree, title, found), *found]


def _extracted(tree: HtmlElement) -> list[str]:
    found = _found(tree, fast=True)
    if found is None or _is_dump(found) or _is_a_part(found, tree):
        found = _found(tree, fast=False)
    if found is None or _is_dump(found):
        return list(dict.fromkeys(line for _, lines in paragraphs(tree) for line in lines))
    linking = _link_texts(tree)
    lines = [line for block in _blocks(found) for line in broken(block)]
    return _in_order(tree, [line for line in lines if key(line) not in linking])


def _found(tree: HtmlElement, *, fast: bool) -> HtmlElement | None:
    """Return the body that trafilatura finds; the slower search asks other extractors too."""
    document = bare_extraction(tree, fast=fast, include_comments=False, with_metadata=False)
    return document.body if isinstance(document, Document) else None


def _link_texts(tree: HtmlElement) -> set[str]:
    """Return the words of links to other pages, and of each block inside such a link (a teaser may be one whole)."""
    found: set[str] = set()
    for anchor in tree.iterfind(".//a[@href]"):
        if anchor.get("href").startswith("#"):
            continue
        inner = [part for part in anchor.iterdescendants() if isinstance(part.tag, str) and is_block(part)]
        found.update(key(text) for part in (anchor, *inner) if len(text := words(part)) <= _LONGEST_LINK)
    return found


def _is_dump(found: HtmlElement) -> bool:
    """Whether all words of the page came back in one piece, because no article was seen among them."""
    texts = ["".join(block.itertext()) for block in found]
    return len(texts) == 1 and texts[0].count("\n") > 1 and found[0].find(".//lb") is None


def _is_a_part(found: HtmlElement, tree: HtmlElement) -> bool:
    """Whether another part of the page holds far more."""
    return fullest(tree) > _FAR_MORE * len("".join(found.itertext()))


def _blocks(found: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what is one line of the text: paragraphs, heads, items of lists, rows of tables."""
    for block in found:
        inner = [part for part in block.iter("p", "head", "item", "row") if part is not block]
        outermost = [part for part in inner if not any(above in inner for above in part.iterancestors())]
        if outermost and block.tag in ("list", "quote", "table", "div"):
            yield from outermost
        else:
            yield block


def _in_order(tree: HtmlElement, lines: Sequence[str]) -> list[str]:
    """Return the lines in the order of the page: what was found in a second search is appended to the first."""
    page = key(words(tree))
    places: list[int] = []
    for line in lines:
        at = page.find(key(line)[:200], places[-1] if places else 0)
        if at < 0:
            at = page.find(key(line)[:200])
        places.append(at if at >= 0 else places[-1] if places else 0)
    return [line for _, line in sorted(zip(places, lines, strict=True), key=lambda placed: placed[0])]


def _told(article: Node | None) -> list[str]:
    """Return what the page's JSON-LD holds of the text: the article's, or the entries of a live blog."""
    if article is None:
        return []
    lines = _lines(article.get("articleBody"))
    updates = article.get("liveBlogUpdate") if is_live(article) else None
    for update in updates if isinstance(updates, list) else []:
        if isinstance(update, dict):
            lines += [*_lines(update.get("headline")), *_lines(update.get("articleBody"))]
    return lines


def _lines(value: object) -> list[str]:
    if isinstance(value, list):
        value = "\n".join(item for item in value if isinstance(item, str))
    if not isinstance(value, str):
        return []
    text = html.unescape(value)
    text = _MARKUP.sub(lambda tag: "\n" if tag[2].lower() in _BREAKING else "", text)
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _lead(tree: HtmlElement, title: str | None, found: Sequence[str]) -> list[str]:
    """Return the sentences between the headline and the text that are not in it: what stands large above it."""
    if title is None or not found:
        return []
    held = key(" ".join(found))
    start = key(found[0])[:60]
    between: list[str] = []
    behind = False
    for element in tree.iter():
        if not isinstance(element.tag, str) or not is_block(element):
            continue
        if is_headline(element, title):
            behind, between = True, []
            continue
        if not behind or not innermost(element) or outside(element):
            continue
        text = words(element)
        told = key(text)
        if start and told.startswith(start):
            return _told_once(between, held)
        if _stands_large(element, text) and told not in held:
            between.append(text)
        if len(between) > 4:
            return []
    return []


def _stands_large(element: HtmlElement, text: str) -> bool:
    """Whether a block above the text reads like a lead: sentences, and neither a link nor beside a picture."""
    if not 40 <= len(text) <= 900 or not (SENTENCE.search(text) or len(text) >= 2 * 40):
        return False
    names = " ".join((part.get("class") or "") for part in [element, *element.iterancestors()][:4])
    linked = sum(len(words(anchor)) for anchor in element.iter("a"))
    return linked < len(text) / 2 and not _NO_LEAD.search(names)


def _told_once(lines: Iterable[str], held: str) -> list[str]:
    return [line for line in dict.fromkeys(lines) if key(line)[:80] not in held]
