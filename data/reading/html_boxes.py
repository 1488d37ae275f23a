"""Boxes on a page that are none of its article: consent to cookies, sign-ups, authors, galleries, teasers of others."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from data.reading.html_tree import drop, said, words

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
    r"|sharedaddy|outbrain|taboola|plista|(?:^|[\s_-])(?:modal|pop-?up)(?:$|[\s_-])|(?:^|[\s_-])sponsor"
    r"|(?:^|[\s_-])ad[-_]?(?:slot|container|wrapper|label)|advert(?:$|[\s_-]|is)|anzeige(?:$|[\s_-])"
)
"""Parts of the names that pages give to such boxes, in class, id or a name for tests, in lower case."""

_CONSENT = re.compile(
    r"cmpbox|cmp-?banner|onetrust|didomi|usercentrics|cybot|cookiebot|sp_message|qc-cmp|truste|borlabs"
    r"|iubenda|cmplz|cky-|klaro|fc-consent|tarteaucitron|osano|moove_gdpr|cc-(?:window|banner)|sourcepoint"
    r"|(?:cookies?|consent|gdpr|dsgvo|privacy)[-_]?(?:banner|bar|box|layer|notice|notification|hinweis|modal|popup|overlay|dialog"
    r"|container|wrapper|wall|message|info|law|settings|manager|management|tool)"
    r"|(?:banner|layer|modal|popup|overlay|dialog|wall)[-_]?(?:cookies?|consent|gdpr|dsgvo)"
)
"""Parts of the names of what asks for consent: those of the makers of such layers, and what sites call them."""

_NAMED = ".//*[@class or @id or @data-testid]"
_BOXES = frozenset(("div", "section", "aside", "article", "p", "ul", "ol", "dl"))
_WITH_LINKS = ".//*[self::div or self::section or self::aside][h2 or h3 or h4 or h5][.//a[@href]]"
_ASKING = frozenset(("div", "section", "aside", "dialog", "form"))
_OF_PAGE = ".//*[self::h1 or self::main or self::article]"
_FORMED = "(ancestor::form[1] | self::*[not(ancestor::form)])/ancestor::*[self::div or self::section or self::aside][1]"
_HEADS = "*[self::h2 or self::h3 or self::h4 or self::h5]"
_LEADING = "a[@href and not(starts-with(@href, '#'))]"
_HEADED = f".//{_LEADING}//{_HEADS} | .//{_HEADS}//{_LEADING}"
_LONGEST = 900
_MOST = 0.4  # of the words in the page's paragraphs


def drop_consents(tree: HtmlElement) -> None:
    """Take out what asks for consent to cookies, however long: it may say more than the article does.

    What holds a headline of the first order or an article is none, whatever it is called.
    """
    for element in tree.xpath(_NAMED):
        named = element.tag in _ASKING and _CONSENT.search(_names(element))
        if named and element.getparent() is not None and not element.xpath(_OF_PAGE):
            drop(element)


def drop_boxes(tree: HtmlElement) -> None:
    """Take out short boxes that name themselves as such, hold a form, list links, or lead to other articles.

    One with a headline of the first order is none. Where all boxes of a kind together hold much of what the page says
    in paragraphs, they are the article, whatever it is called ("paywall" may be what is paid for).
    """
    total = said(tree)
    kinds = defaultdict(list)
    for kind, box in [*_named(tree), *_forms(tree), *_lists(tree), *_nested(tree), *_teasers(tree)]:
        if box.tag in _BOXES and box.find(".//h1") is None:
            kinds[kind].append(box)
    for boxes in kinds.values():
        if sum(map(said, boxes)) <= _MOST * total:
            for box in boxes:
                if box.getparent() is not None:
                    drop(box)


def _named(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for element in tree.xpath(_NAMED):
        found = _NAMES.search(_names(element))
        if found and _is_short(element):
            yield found[0], element


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(key) or "" for key in ("class", "id", "data-testid"))[:1000].lower()


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


def _teasers(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield boxes side by side, of the same first class, each with a headline that leads elsewhere."""
    alike = defaultdict(list)
    for box in dict.fromkeys(box for head in tree.xpath(_HEADED) for box in head.iterancestors("div", "section", "li")):
        classes = (box.get("class") or "").split()
        if classes and box.getparent() is not None:
            alike[box.getparent(), box.tag, classes[0]].append(box)
    for boxes in alike.values():
        if len(boxes) > 1:
            yield from (("teaser", box) for box in boxes if _is_short(box))


def _is_short(box: HtmlElement) -> bool:
    return len(words(box)) <= _LONGEST
