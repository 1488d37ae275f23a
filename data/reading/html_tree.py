"""The tree of a page, without what a reader of the page does not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from data.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ENCODING = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_NO_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "canvas",
    "object",
    "embed",
    "applet",
    "iframe",
    "math",
    "select",
    "button",
    "figcaption",  # says what a picture shows
    "amp-consent",
    "amp-sidebar",
    "amp-ad",
)
_CAPTION = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])")
_LONGEST_CAPTION = 600
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em)?\s*(?:;|$))")
_ARTICLE_TEXT = re.compile(
    r"(?:article|story|post|entry|artikel|beitrags?)[-_]{0,2}(?:body|text|content|inhalt)(?:$|[\s_-])"
)
_BLOCKS = frozenset(
    ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "figcaption", "dd", "dt", "pre",
     "section", "article", "header", "main", "address", "time", "span", "summary"),
)  # fmt: skip
_BREAKING = _BLOCKS - {"span", "time", "summary"} | {"tr", "ul", "ol", "table", "figure", "br"}


def parse(text: str) -> HtmlElement:
    """Return the root of a page. Raises InputError where it has none."""
    parser = lxml_html.HTMLParser(remove_comments=False, remove_pis=True, huge_tree=False, collect_ids=False)
    try:
        tree = lxml_html.document_fromstring(_ENCODING.sub("", text, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("is an HTML page without any content: open it in a browser and save it again") from error
    return tree


def drop_unseen(tree: HtmlElement) -> None:
    """Take out scripts, styles, comments and what is marked as hidden; the words behind an element stay.

    What calls itself the text of the article and holds most of the page's paragraphs stays: a script shows it, to
    subscribers perhaps.
    """
    etree.strip_elements(tree, etree.Comment, *_NO_TEXT, with_tail=False)
    for element in tree.xpath(".//*[@hidden or @aria-hidden or @style]"):
        if _hidden(element) and not _is_article(element, tree):
            drop(element)
    for element in tree.xpath(".//*[contains(@class, 'caption')]"):
        if _CAPTION.search(element.get("class")) and len(element.text_content()) <= _LONGEST_CAPTION:
            drop(element)


def _hidden(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "article"):  # hidden until a script shows the page
        return False
    attributes = element.attrib
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    if attributes.get("aria-hidden", "").lower() == "true":
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search(style.lower()))


def _is_article(element: HtmlElement, tree: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    return bool(_ARTICLE_TEXT.search(names[:1000].lower())) and 2 * said(element) > said(tree)


def said(part: HtmlElement) -> int:
    """Return how many characters a part of a page says in paragraphs."""
    return sum(len(words(paragraph)) for paragraph in part.iter("p"))


def drop(element: HtmlElement) -> None:
    """Take an element out of its page; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def words(element: HtmlElement) -> str:
    """Return the text of an element in one line; block elements inside it are a blank apart."""
    if next(element.iterdescendants(*_BREAKING), None) is None:
        return " ".join(element.text_content().split())
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            if event == "end" and node is not element and node.tail:
                parts.append(node.tail)
            continue
        if node.tag in _BREAKING:
            parts.append(" ")
        if event == "start" and node.text:
            parts.append(node.text)
        if event == "end" and node is not element and node.tail:
            parts.append(node.tail)
    return " ".join("".join(parts).split())


def is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS
