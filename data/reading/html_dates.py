"""When a page says that its article was published. A copyright line says nothing, an address is for cleaning."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.reading.html_headings import is_headline
from data.reading.html_linked import Node, is_article, is_live, is_weak, text_of
from data.reading.rows import published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "cxense:publishtime",
    "dc.date.issued",
    "dc:date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "last-published",
    "rnews:datepublished",
    "vf:date_published",
    "citation_publication_date",
    "citation_date",
    "bepress_citation_date",
    "article_date_original",
    "displaydate",
    "content_create_date",
    "date",
    "article:post_date",
    "og:pubdate",
    "created",
    "date_published",
    "published",
    "published_at",
    "originalpublicationdate",
    "article.published",
    "article.created",
    "ptime",
    "video:release_date",
    "og:video:release_date",
    "time",
)
"""Names of meta tags that state a publication, in lower case, the plainest first."""

MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "datemodified",
    "last-modified",
    "modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "updated_time",
)

_JAVA = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d)(?::\d\d)? (?:\w{2,5} )?(\d{4})$")
_SCRIPT = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d)")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_SLASHED = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\D|$)")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_CLOCK = re.compile(r"T\d\d:\d\d.*?(?:Z|[+-]00:?00)$")
_SPOKEN = ("publish", "issued", "posted", "entry-date")
_PUBLISHED_CLASS = re.compile(r"(?:^|\s)(?:dt-?)?published(?:$|\s)")
_UPDATED = re.compile(r"(?:^|\s)(?:dt-?)?updated(?:$|\s)")


def stamp(text: str) -> str | None:
    """Return a stated moment as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, local to its offset; None where it is none."""
    text = " ".join(text.split())[:100]
    if _EPOCH.match(text):
        return published(datetime.fromtimestamp(int(text[:10]), UTC).isoformat())
    for pattern, order in ((_JAVA, (0, 1, 3, 2)), (_SCRIPT, (0, 1, 2, 3))):
        found = pattern.match(text)
        if found:
            month, day, year, clock = (found.groups()[at] for at in order)
            return published(f"Mon, {day} {month} {year} {clock}:00")
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute = compact.groups()
        return published(f"{year}-{month}-{day}" + (f"T{hour}:{minute}" if hour else ""))
    slashed = _SLASHED.match(text)
    if slashed:
        return published(f"{slashed[1]}-{int(slashed[2]):02}-{int(slashed[3]):02}")
    return published(text) or published(text.partition("T")[0])


def published_on(
    linked: Sequence[Node], article: Node | None, metas: Mapping[str, str], tree: HtmlElement, title: str | None
) -> str | None:
    """Return the publication that the page states: for machines, or in its marked-up time.

    The text of a live blog is of the day of its newest entry: what it calls "on Thursday" counts from there.
    """
    newest = max(_entries(article), default=None)
    if newest is not None:
        return newest
    stated = [
        *_linked(linked, article, ("datePublished", "uploadDate", "dateCreated")),
        *(metas[name] for name in PUBLISHED if name in metas),
        *_marked(tree, title),
    ]
    return _best(stated)


def changed_on(linked: Sequence[Node], article: Node | None, metas: Mapping[str, str], tree: HtmlElement) -> str | None:
    """Return when the page says that it was made or changed: the last resort, behind what it says in words."""
    return _best(
        [
            *_microdata(tree, "dateCreated"),
            *_linked(linked, article, ("dateModified",)),
            *(metas[name] for name in MODIFIED if name in metas),
            *_titled(tree, _UPDATED),
        ]
    )


def live_days(article: Node | None) -> tuple[str, str] | None:
    """Return the first and the last day of the entries of a live blog, where these are several days."""
    days = sorted(moment[:10] for moment in _entries(article))
    return (days[0], days[-1]) if days and days[0] != days[-1] else None


def _entries(article: Node | None) -> list[str]:
    """Return when the entries of a live blog were published, as `stamp` does."""
    held = article.get("liveBlogUpdate") if article and is_live(article) else None
    updates = [update for update in held if isinstance(update, dict)] if isinstance(held, list) else []
    stated = (text_of(update.get("datePublished")) for update in updates)
    return [moment for text in stated if text and (moment := stamp(text))]


def _best(stated: Iterable[str]) -> str | None:
    """Return the first that is a date; the same moment stated with a local offset is preferred to one in UTC."""
    texts = [text for text in stated if stamp(text)]
    if not texts:
        return None
    first = texts[0]
    if _CLOCK.search(first):
        moment = _moment(first)
        local = (text for text in texts[1:] if not _CLOCK.search(text) and moment and _moment(text) == moment)
        first = next(local, first)
    found = stamp(first)
    if found is not None and "T" not in found:
        return next((other for text in texts if (other := stamp(text)) and other.startswith(f"{found}T")), found)
    return found


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(second=0, microsecond=0) if moment.tzinfo else None


def _linked(linked: Sequence[Node], article: Node | None, keys: Sequence[str]) -> Iterator[str]:
    ranked = [article] if article else []
    ranked += [node for node in linked if is_article(node) and node is not article] if not article else []
    ranked += [node for node in linked if is_weak(node)]
    for key in keys:
        for node in ranked:
            text = text_of(node.get(key))
            if text:
                yield text


def _marked(tree: HtmlElement, title: str | None) -> Iterator[str]:
    """Return microdata, and the first times that are marked up, those called publication first (also hAtom's)."""
    yield from _microdata(tree, "datePublished")
    called = [element for element in tree.iter("time") if element.get("pubdate") is not None or _named(element)]
    called = [element for element in called if not _elsewhere(element, title)][:12]
    times = [element for element in tree.iter("time") if not _elsewhere(element)][:1]
    for element in [*called, *times]:
        yield element.get("datetime") or element.text_content()
    yield from _titled(tree, _PUBLISHED_CLASS)


def _microdata(tree: HtmlElement, name: str) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if element.get("itemprop") == name:
            yield element.get("content") or element.get("datetime") or element.text_content()


def _titled(tree: HtmlElement, called: re.Pattern[str]) -> Iterator[str]:
    """Yield what elements of a class hold for machines in their title, as hAtom has it."""
    for element in tree.xpath(".//*[@class and @title]"):
        if called.search(element.get("class")) and not _elsewhere(element):
            yield element.get("title")


def _named(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
    return any(word in names for word in _SPOKEN)


def _elsewhere(element: HtmlElement, title: str | None = None) -> bool:
    """Whether an element stands in a part of the page that is about other articles.

    A foot, or a link, is the article's own where the headline stands in the same article.
    """
    is_foot = False
    for above in element.iterancestors():
        if above.tag in ("aside", "nav", "li", "figure", "blockquote"):
            return True
        is_foot = is_foot or above.tag == "footer" or bool(above.tag == "a" and above.get("href"))
        if is_foot and title and above.tag == "article":
            return not any(is_headline(head, title) for head in above.iter("h1", "h2"))
    return is_foot
