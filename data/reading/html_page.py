"""A page in, its article out: runs in the process of the parsers (data/reading/worker.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from data.errors import InputError
from data.reading.html_body import body
from data.reading.html_boxes import drop_boxes, drop_consents
from data.reading.html_bylines import bylines
from data.reading.html_dated import dated_lines
from data.reading.html_dates import changed_on, live_days, published_on
from data.reading.html_decoding import decode_page, without_files
from data.reading.html_facts import address, language, main_article, metas, outlet, outlets, site_names, title, titles
from data.reading.html_linked import nodes
from data.reading.html_prose import fullest
from data.reading.html_tree import drop_unseen, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_FEWEST_WORDS = 15
_SHORT = 120
_RUNNING = 800  # characters in one part of a page
_MOSTLY_LINKS = 0.6  # of a page's characters


def read_page(content: bytes, saved_from: str | None = None) -> dict[str, Any]:
    """Return the article on a page as `encoding`, `text` (paragraphs a blank line apart) and what the page states.

    That is title, published_on, outlet, url and lang as in a row (data/reading/rows.py), and `bylines`, `outlets`,
    `dated` and `changed_on`, of which data/reading/html.py makes the rest; `live` is the first and last day of a live
    blog of several.

    Raises InputError where the page holds no article.
    """
    decoded = decode_page(without_files(content))
    tree = parse(decoded.text)
    values = metas(tree)
    linked = nodes(tree)
    url = address(tree, values, linked, saved_from)
    article = main_article(linked, url, titles(tree, values))
    names = list(dict.fromkeys([*outlets(tree, values, linked, article, url), *site_names(url)]))
    headline = title(tree, values, article, names)
    day = published_on(linked, article, values, tree, headline)
    changed = changed_on(linked, article, values, tree)
    _refuse_frames(tree)
    drop_consents(tree)
    drop_unseen(tree)
    authors, dated = (
        bylines(tree, article, values),
        [] if day else dated_lines(tree, headline, titles(tree, values)),
    )  # both may stand in boxes
    linking = _linking(tree)
    drop_boxes(tree)
    lines = body(tree, article, headline)
    home = url is not None and not urlsplit(url).path.strip("/")
    dates_itself = bool(day or changed) and not home
    declared = article is not None or values.get("og:type", "").lower() == "article" or dates_itself
    _refuse_listing(linking, lines, fullest(tree), declared=declared)
    return {
        "encoding": decoded.encoding,
        "text": "\n\n".join(lines),
        "title": headline,
        "bylines": authors,
        "published_on": day,
        "dated": dated,
        "changed_on": changed,
        "live": live_days(article),
        "outlets": names,
        "outlet": outlet(tree, values, linked, article, url),
        "url": url,
        "lang": language(tree, values, article),
    }


def _refuse_frames(tree: HtmlElement) -> None:
    if tree.find(".//frame") is not None:
        raise InputError("is a page of frames, which holds no text itself: save the frame with the article")


class _Linking(NamedTuple):
    """How much of a page leads elsewhere: part of its characters; how many subheads it has, how many of them links."""

    part: float
    heads: int
    links: int


def _linking(tree: HtmlElement) -> _Linking:
    linked = sum(len(anchor.text_content()) for anchor in tree.iter("a"))
    heads = [head for level in ("h2", "h3") for head in tree.iter(level) if head.text_content().strip()]
    links = sum(head.find(".//a[@href]") is not None or _in_link(head) for head in heads)
    return _Linking(linked / max(1, len(tree.text_content())), len(heads), links)


def _refuse_listing(linking: _Linking, lines: Sequence[str], running: int, *, declared: bool) -> None:
    """Raise InputError where there are too few words, or where more headlines lead elsewhere than stand over text.

    `running` is how many characters stand together in paragraphs: those of an article, though links surround it.
    """
    count = sum(len(line.split()) for line in lines)
    if count < _FEWEST_WORDS:
        raise InputError("is an HTML page without an article that could be found: save the article as a text file")
    if declared:
        return
    if linking.part > _MOSTLY_LINKS and count < _SHORT:
        raise InputError("is a page that lists articles and is none itself: save the articles it leads to")
    sentences = sum(len(line.split()) >= 30 for line in lines)
    crowded = linking.links >= 8 and linking.links > linking.heads / 2 and sentences < linking.links / 2
    if crowded and running < _RUNNING:
        raise InputError("is a page that lists articles and is none itself: save the articles it leads to")


def _in_link(element: HtmlElement) -> bool:
    return any(above.tag == "a" and above.get("href") for above in element.iterancestors())
