"""Boxes among the paragraphs of an article that are none of it: sign-ups, authors, galleries, teasers of others."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from data.reading.html_tree import drop, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_NAMES = re.compile(
    r"newsletter|paywall|survey|umfrage|crowdfund|donat(?:e|ion)|membership|(?:^|[\s_-])profile?(?:$|[\s_-])"
    r"|(?:author|autor)(?:en)?[-_ ]?(?:box|bio|info|card|profile?|teaser|block)|about[-_]?(?:the[-_]?)?author"
    r"|(?:^|[\s_-])bio(?:$|[\s_-])|pull[-_]?quote"
    r"|galler(?:y|ie)|slideshow|fotostrecke|absatzbild|bild(?:unterschrift|box|text)|module(?:audio|podcast)|podcast"
    r"|opt[-_]?in(?:$|[\s_-]|styled|box|layer)|external[-_]?content|(?:^|[\s_-])embed(?:$|[\s_-])"
    r"|recommend|related|topicbox|in[-_]?(?:line|content|article)[-_]?teaser|teaser[-_]{1,2}(?:box|list|inline|row)"
    r"|sharedaddy|outbrain|taboola|plista"
    r"|(?:^|[\s_-])ad[-_]?(?:slot|container|wrapper|label)|advert(?:$|[\s_-]|is)|anzeige(?:$|[\s_-])"
)
"""Parts of the names that pages give to such boxes, in class, id or a name for tests, in lower case."""

_NAMED = ".//*[@class or @id or @data-testid]"
_BOXES = frozenset(("div", "section", "aside", "article", "p", "ul", "ol", "dl"))
_WITH_LINKS = ".//*[self::div or self::section or self::aside][h2 or h3 or h4 or h5][.//a[@href]]"
_FORMED = "(ancestor::form[1] | self::*[not(ancestor::form)])/ancestor::*[self::div or self::section or self::aside][1]"
_HEADS = "*[self::h2 or self::h3 or self::h4 or self::h5]"
_HEADED = f".//a[@href]//{_HEADS} | .//{_HEADS}//a[@href]"
_LONGEST = 900
_MOST = 0.4  # of the words in the page's paragraphs


def drop_boxes(tree: HtmlElement) -> None:
    """Take out short boxes that name themselves as such, hold a form, list links, or are an article in the article.

    One with a headline of the first order is none. Where all boxes of a kind together hold much of what the page says
    in paragraphs, they are the article, whatever it is called ("paywall" may be what is paid for).
    """
    said = _said(tree)
    kinds = defaultdict(list)
    for kind, box in [*_named(tree), *_forms(tree), *_lists(tree), *_nested(tree)]:
        if box.tag in _BOXES and box.find(".//h1") is None:
            kinds[kind].append(box)
    for boxes in kinds.values():
        if sum(map(_said, boxes)) <= _MOST * said:
            for box in boxes:
                if box.getparent() is not None:
                    drop(box)


def _named(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for element in tree.xpath(_NAMED):
        names = " ".join(element.get(key) or "" for key in ("class", "id", "data-testid"))
        found = _NAMES.search(names[:1000].lower())
        if found and _is_short(element):
            yield found[0], element


def _forms(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield what stands around a field for an address ("Ihre E-Mail-Adresse")."""
    around = (found for field in tree.iterfind(".//input[@type='email']") for found in field.xpath(_FORMED))
    yield from (("form", box) for box in dict.fromkeys(around) if _is_short(box))


def _lists(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield headings with several links under them and little else."""
    for box in tree.xpath(_WITH_LINKS):
        if _is_short(box):
            links = box.findall(".//a[@href]")
            if len(links) > 1 and sum(len(words(link)) for link in links) >= len(words(box)) / 2:
                yield "links", box


def _nested(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield articles inside of an article whose headline leads elsewhere."""
    for inner in tree.xpath(".//article[ancestor::article]"):
        if _is_short(inner) and inner.xpath(_HEADED):
            yield "article", inner


def _said(part: HtmlElement) -> int:
    """Return how many characters a part of the page says in paragraphs."""
    return sum(len(words(paragraph)) for paragraph in part.iter("p"))


def _is_short(box: HtmlElement) -> bool:
    return len(box.text_content()) <= _LONGEST
