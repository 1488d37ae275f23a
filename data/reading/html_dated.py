"""Lines in which a page says its day in words: near its headline, named after a date, or at the end of its title."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from data.reading.html_headings import key, says_title
from data.reading.html_tree import is_block, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from lxml.html import HtmlElement

_DATED = re.compile(
    r"\b(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d"
    r"|(?:\d{1,2}\.?\s|[A-Z])\w{2,9}\.?,?\s(?:\d{1,2}(?:st|nd|rd|th)?,\s)?\d{4})\b"
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article|news|story|publish(?:ed|ing)?|publication|pub|release|creation)?[-_]?date"
    r"|datum|timestamp|published|posted(?:[-_]?on)?|submitted|veroeffentlicht|erschienen)(?:$|[\s_-])"
)
_OTHER = re.compile(r"updat|modif|event|termin|comment|teaser|related|sidebar|widget|list")
"""Names of what is dated and is no publication, or is that of another article."""

_ELSEWHERE = frozenset(("aside", "nav", "footer", "li", "figure", "form", "blockquote"))
_TAIL = re.compile(r"\s[|–—·•-]\s")
_LONGEST, _MOST, _REACH = 120, 6, 12
_BEHIND = 3 * _REACH
_FAR = 1_000


def dated_lines(tree: HtmlElement, title: str | None, stated: Sequence[str]) -> list[str]:
    """Return short lines that hold a date and may be the page's own, the likeliest first; `stated` are its titles."""
    headlines = _headlines(tree, title)
    own = {above for head in headlines for above in head.iterancestors()}
    tails = (_TAIL.split(text)[-1] for text in stated if _TAIL.search(text))
    return list(
        dict.fromkeys([*_near(tree, title, headlines, own), *_named(tree, own), *filter(_DATED.search, tails)])
    )[:_MOST]


def _near(
    tree: HtmlElement, title: str | None, headlines: Sequence[HtmlElement], own: Container[HtmlElement]
) -> list[str]:
    """Return the lines around the headline, the nearest first: a page may say today's day at its top."""
    found: list[tuple[int, str]] = []
    beside: list[str] = []
    heads: list[int] = []
    place = 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or not is_block(element):
            continue
        if element in headlines:
            heads.append(place)
            beside += [line for line in _beside(element) if _DATED.search(line)]
        elif _is_short(element) and not _elsewhere(element, own) and len(text := words(element)) <= _LONGEST:
            place += 1
            if _DATED.search(text) and not (title and key(title) in key(text)):  # the line stands by itself within
                found.append((place, text))
    near = ((min((_distance(place, head) for head in heads), default=_FAR), text) for place, text in found)
    return [*beside, *(text for distance, text in sorted(near, key=itemgetter(0)) if distance < _FAR)]


def _distance(place: int, head: int) -> int:
    """Return how many short blocks lie between a line and a headline; `_FAR` where it is out of reach."""
    return abs(place - head) if -_REACH <= place - head <= _BEHIND else _FAR


def _headlines(tree: HtmlElement, title: str | None) -> list[HtmlElement]:
    """Return the headings that say the title; where none does, those of the first order."""
    heads = [head for head in tree.iter("h1", "h2", "h3") if says_title(head, title) and not _elsewhere(head)]
    heads = [head for head in heads if head.tag == "h1" or head.find(".//a[@href]") is None]
    return heads or list(tree.iter("h1"))


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


def _named(tree: HtmlElement, own: Container[HtmlElement]) -> Iterator[str]:
    """Yield the date, and nothing else, of what is named after one; where several days stand so, of none."""
    found: list[str] = []
    for element in tree.xpath(".//*[@class or @id]"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if not _NAMED.search(names) or not _is_short(element) or _elsewhere(element, own) or _is_others(element):
            continue
        if len(text := words(element)) <= _LONGEST and (date := _DATED.search(text)):
            found.append(date[0])
    if len(set(found)) == 1:
        yield found[0]


def _is_others(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(_OTHER.search(f"{part.get('class') or ''} {part.get('id') or ''}".lower()) for part in around)


def _is_short(element: HtmlElement) -> bool:
    return len(element.text_content()) <= 3 * _LONGEST  # with the blanks of its source


def _elsewhere(element: HtmlElement, own: Container[HtmlElement] = ()) -> bool:
    """Whether an element stands in a part of the page that is about other things; what holds the headline is `own`."""
    return any(above.tag in _ELSEWHERE and above not in own for above in element.iterancestors())
