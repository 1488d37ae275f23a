"""What a page says of its article to machines, as JSON-LD (schema.org): whole, in lists, in graphs, or half broken."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Node = dict[str, Any]

_DEPTH, _NODES, _SCRIPTS = 12, 3000, 60
_WRAPPER = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING = re.compile(r",\s{0,200}(?=[}\]])")
_PAIR = re.compile(
    r'"(headline|datePublished|dateCreated|dateModified|articleBody|description|inLanguage)"'
    r'\s{0,20}:\s{0,20}"((?:[^"\\]|\\.)*)"'
)
_ARTICLE = re.compile(r"(?:\w{0,20}Article|\w{0,10}BlogPosting|LiveBlog|Report|Review|Interview|OpinionPiece)")
_WEAK = (
    "VideoObject", "AudioObject", "WebPage", "ItemPage", "MediaObject", "PodcastEpisode", "RadioEpisode", "TVEpisode",
)  # fmt: skip
_OTHERS = ("itemListElement", "hasPart", "relatedLink", "mentions", "citation", "comment", "isBasedOn", "about")
"""Under these keys stand other articles than the page's."""


def nodes(tree: HtmlElement) -> list[Node]:
    """Return all objects of the page's JSON-LD in order, outermost first, those of other articles left out.

    An object that only refers to another one of the page (`{"@id": "#publisher"}`) is that one.
    """
    found: list[Node] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" not in kind or len(found) > _NODES:
            continue
        for value in _values(script.text or ""):
            found.extend(_objects(value, 0))
    named = {node["@id"]: node for node in reversed(found) if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{key: _resolved(value, named) for key, value in node.items()} for node in found[:_NODES]]


def _resolved(value: object, named: dict[str, Node]) -> object:
    if isinstance(value, list):
        return [_resolved(item, named) for item in value]
    if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str) and "name" not in value:
        return named.get(value["@id"], value)
    return value


def types(node: Node) -> tuple[str, ...]:
    """Return the names of a node's types, without their vocabulary's address."""
    value = node.get("@type")
    kinds = value if isinstance(value, list) else [value]
    return tuple(re.split(r"[/#:]", kind)[-1] for kind in kinds if isinstance(kind, str))


def is_article(node: Node) -> bool:
    return any(_ARTICLE.fullmatch(kind) for kind in types(node))


def is_weak(node: Node) -> bool:
    """Whether a node may describe the page where no article does: a video, a web page."""
    return any(kind in _WEAK for kind in types(node))


def is_live(node: Node) -> bool:
    return "LiveBlogPosting" in types(node)


def text_of(value: object) -> str | None:
    """Return a value of JSON-LD as text: a string, the first of a list, or the name of an object."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = " ".join(html.unescape(str(value)).split())
    return text or None


def _values(text: str) -> Iterator[Any]:
    """Parse a script; where it is broken, mend what is commonly broken, then take single pairs."""
    text = text.strip()
    for _ in range(2):
        text = _WRAPPER.sub("", text).strip()
    for attempt in (text, _TRAILING.sub("", text), html.unescape(text)):
        try:
            yield json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        pairs = dict(_PAIR.findall(text))
        if pairs:
            yield {"@type": "Article"} | {key: _unescaped(value) for key, value in pairs.items()}
        return
    yield value
    if end < len(text) and text[end:].lstrip(" ,;\r\n\t").startswith(("{", "[")) and len(text) < 1_000_000:
        yield from _values(text[end:].lstrip(" ,;\r\n\t"))


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _objects(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value[:_NODES]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            if key not in _OTHERS and isinstance(item, dict | list):
                yield from _objects(item, depth + 1)
