"""Title, address, outlet and language of a page: stated in several places, and which statement counts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from data.reading.html_linked import Node, is_article, is_live, is_weak, text_of, types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

_SEPARATOR = re.compile(r"\s+[|–—·•»›«‹:]+\s+|\s+-{1,3}\s+|\s*\|\s*|\s+::\s+")
_SAVED = re.compile(r"saved from url=\(\d{4,5}\)(\S+)", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:GmbH|AG|KG|SE|mbH|e\.\s?V\.|Inc|Ltd|LLC|PLC|Corp(?:oration)?|S\.A\.|B\.V\.)(?:\W|$)")
_WORD = re.compile(r"\w+")
_BADGE = re.compile(
    r"^\s*(?:\w{0,6}\+|\(\w{0,6}\+\)|\[\w{0,6}\+\])\s+|\s+\((?:\w{1,6}\+|\+)\)$|^[+*]{2,5}\s*|\s*[+*]{2,5}$"
)
_DOMAIN = re.compile(r"\s*\((?:www\.)?[\w-]+(?:\.[\w-]+)+\)")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)/?")
_REGISTRIES = frozenset(("co", "com", "org", "net", "ac", "gov", "gv", "or", "edu"))  # under a country's ending
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SHORT_NAME = 3
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,20}")
_LIST = 4
_SHORTEST = 12
_MAX_TITLE, _MAX_OUTLET, _MAX_URL, _LONGEST_STATED = 400, 60, 2000, 1000


def metas(tree: HtmlElement) -> dict[str, str]:
    """Return the meta tags of a page by name, property or itemprop in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def main_article(linked: Sequence[Node], url: str | None, titles: Sequence[str]) -> Node | None:
    """Return the node of the article that the page is about, of several the one with its address or headline.

    Where neither tells, the first of a few; many are a list of other articles.
    """
    candidates = [node for node in linked if is_article(node)]
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    live = [node for node in candidates if is_live(node)]
    own = [node for node in candidates if url and url in (_address(node, url), text_of(node.get("url")))]
    known = [_key(title) for title in titles]
    headed = [node for node in candidates if _key(text_of(node.get("headline")) or "") in known]
    return next(iter([*own, *headed, *live, *(candidates if len(candidates) < _LIST else [])]), None)


def address(tree: HtmlElement, values: Mapping[str, str], linked: Sequence[Node], saved_from: str | None) -> str | None:
    """Return the page's own http address: canonical, for networks, for machines, or where it was saved from."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    comments = [found[1] for found in map(_SAVED.search, _comments(tree)) if found]
    base = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
    near = (saved_from, *comments, base, values.get("og:url"))
    known = [value for value in near if value and _web(value)]
    stated = [
        *links, values.get("og:url"), *(_address(node, None) for node in linked if is_article(node) or is_weak(node)),
        values.get("twitter:url"), saved_from, *comments, base,
    ]  # fmt: skip
    found = [joined for value in stated if value and (joined := _joined(value, known))]
    return next((value for value in found if urlsplit(value).path.strip("/")), next(iter(found), None))


def title(tree: HtmlElement, values: Mapping[str, str], article: Node | None, outlets: Sequence[str]) -> str | None:
    """Return the headline: the one that most of the page's statements agree on, without the outlet's name."""
    candidates = list(_titles(tree, values, article, outlets)) or list(_heads(tree))[:1]
    if not candidates:
        return None
    candidates = [_shortest(one, candidates) for one in candidates]
    votes = [sum(_key(one) == _key(other) for other in candidates) for one in candidates]
    return candidates[votes.index(max(votes))]


def _shortest(title: str, others: Iterable[str]) -> str:
    """Return the other statement that a title continues with a separator and more, else the title itself."""
    led = (other for other in others if len(other) > _SHORTEST and _continues(title, other))
    return min(led, key=len, default=title)


def titles(tree: HtmlElement, values: Mapping[str, str]) -> list[str]:
    """Return the statements of the title outside JSON-LD, with their suffixes."""
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    page = tree.find(".//head/title")
    stated = [values.get("og:title"), *headings[:3], values.get("twitter:title"), None if page is None else page.text]
    return [" ".join(text[:_LONGEST_STATED].split()) for text in stated if text and text.strip()]


def _titles(
    tree: HtmlElement, values: Mapping[str, str], article: Node | None, outlets: Sequence[str]
) -> Iterator[str]:
    page = tree.find(".//head/title")
    headings = [element for element in tree.iter("h1") if element.text_content().strip()]
    headline = text_of(article.get("headline")) or text_of(article.get("name")) if article else None
    h1 = " ".join(headings[0].text_content().split()) if len(headings) == 1 else None
    leading = None if page is None else _leading(tree, " ".join((page.text or "").split()))
    stated = [
        values.get("og:title"), headline, h1, leading, values.get("twitter:title"), None if page is None else page.text,
        values.get("dc.title"), values.get("title"),
    ]  # fmt: skip
    for text in stated:
        cut = without_outlet(" ".join((text or "")[:_LONGEST_STATED].split()), outlets)
        if cut and _key(cut) not in [_key(outlet) for outlet in outlets] and not _SLUG.fullmatch(cut):
            yield cut[:_MAX_TITLE]


def _heads(tree: HtmlElement) -> Iterator[str]:
    """Yield the headings of lower orders that lead nowhere: a page may state its outlet only as its title."""
    for head in tree.iter("h2", "h3"):
        text = " ".join(head.text_content().split())
        if len(text) > _SHORTEST and head.find(".//a[@href]") is None and next(head.iterancestors("a"), None) is None:
            yield text[:_MAX_TITLE]


def _leading(tree: HtmlElement, page: str) -> str | None:
    """Return the heading of a lower order that is the page's title, or that it continues with a separator and more."""
    texts = (" ".join(head.text_content().split()) for head in tree.iter("h2", "h3"))
    return next((text for text in texts if len(text) > _SHORTEST and (text == page or _continues(page, text))), None)


def _continues(title: str, start: str) -> bool:
    return title.startswith(start) and _SEPARATOR.match(title, len(start)) is not None


def without_outlet(text: str, outlets: Sequence[str]) -> str:
    """Return a title without the outlet and what follows or leads it (" | Zeitung", "Sender - ")."""
    known = {_key(outlet) for outlet in outlets} | {_key(_bare(outlet)) for outlet in outlets}
    text = _BADGE.sub("", text).strip()
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(text))
        if not parts:
            break
        last, first = text[parts[-1].end() :], text[: parts[0].start()]
        if _key(last) in known or _key(_bare(last)) in known or _section(last, outlets):
            text = text[: parts[-1].start()].strip()
        elif _key(first) in known:
            text = text[parts[0].end() :].strip()
        else:
            whole = next((part for part in parts if _key(text[part.end() :].split(" - ")[0]) in known), None)
            if whole is None:
                break
            text = text[: whole.start()].strip()
    return _BADGE.sub("", text).strip()


def _section(part: str, outlets: Sequence[str]) -> bool:
    """Whether a part of a title is the outlet's name with one word more: a section of it."""
    words = part.split()
    return len(words) > 1 and any(_key(" ".join(words[:-1])) == _key(outlet) for outlet in outlets)


def outlet(
    tree: HtmlElement, values: Mapping[str, str], linked: Sequence[Node], article: Node | None, url: str | None
) -> str | None:
    """Return the outlet as it calls itself, of several names the one of its address; a company's as last resort."""
    found = list(outlets(tree, values, linked, article, url))
    site = _site(url)
    if len(site) > _SHORT_NAME:  # letters as few as "zdf" stand in many names
        own = [name for name in found if _calls(name, site)]
        found = [*own, *found]
    named = [name for name in found if not _COMPANY.search(name) and not _HOST.fullmatch(name)]
    return next(iter([*named, *(name for name in found if not _COMPANY.search(name)), *found]), None)


def outlets(
    tree: HtmlElement, values: Mapping[str, str], linked: Sequence[Node], article: Node | None, url: str | None
) -> Iterator[str]:
    """Yield all names under which the page speaks of its outlet, the plainest first, without slogans."""
    publishers = [text_of(node.get("publisher")) for node in ([article] if article else [])]
    publishers += [text_of(node.get("publisher")) for node in linked if is_weak(node)]
    organisations = [
        text_of(node.get("name")) for node in linked
        if any(kind in ("NewsMediaOrganization", "WebSite") for kind in types(node))
    ]  # fmt: skip
    stated = [
        *publishers, values.get("og:site_name"), values.get("application-name"), *organisations,
        values.get("apple-mobile-web-app-title"), values.get("publisher"), values.get("dc.publisher"),
    ]  # fmt: skip
    page = tree.find(".//head/title")
    suffix = _SEPARATOR.split(" ".join(((page.text if page is not None else "") or "")[:_LONGEST_STATED].split()))
    hosts = {_key(name) for name in site_names(url)}
    for text in [*stated, *(part for part in suffix[1:] if _key(_bare(part)) in hosts)]:
        name = _plain(text or "", suffix)
        if name:
            yield name


def language(tree: HtmlElement, values: Mapping[str, str], article: Node | None) -> str | None:
    """Return the language that the page declares, two letters in lower case."""
    stated = [
        text_of(article.get("inLanguage")) if article else None, tree.get("lang"), tree.get("xml:lang"),
        values.get("og:locale"), values.get("content-language"), values.get("dc.language"), values.get("language"),
    ]  # fmt: skip
    codes = [text.strip()[:2].lower() for text in stated if text]
    return next((code for code in codes if code.isalpha() and len(code) == 2), None)


def site_names(url: str | None) -> list[str]:
    """Return what a title may call the outlet after its address: "blatt.example" and "blatt"."""
    host = urlsplit(url).hostname if url else None
    labels = (host or "").removeprefix("www.").split(".")
    return [".".join(labels), ".".join(labels[-2:]), *labels[:-1]] if len(labels) > 1 else []


def _site(url: str | None) -> str:
    """Return the name in a host ("blatt" of politik.blatt.example and blatt.co.example), letters and digits only."""
    labels = (urlsplit(url).hostname or "").split(".")[:-1] if url else []
    while len(labels) > 1 and labels[-1] in _REGISTRIES:
        labels = labels[:-1]
    return _key(labels[-1]) if labels else ""


def _calls(name: str, site: str) -> bool:
    """Whether a name is that of a host, spelled as hosts are ("muenchen" or "munchen" for "München")."""
    spelled = {_key(name), _plain_letters(_key(name).translate(_UMLAUTS)), _plain_letters(_key(name))}
    return any(site in one or (len(one) > _SHORT_NAME and one in site) for one in spelled)


def _plain_letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _plain(text: str, suffix: Sequence[str]) -> str | None:
    """Return the name in "Name - slogan", or the part that the page's title ends with; None for a whole sentence."""
    text = _DOMAIN.sub("", " ".join(text[:_LONGEST_STATED].split())).strip(" .-–|").removeprefix("www.")
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) > 1:
        text = next((part for part in parts if _key(part) in [_key(end) for end in suffix[1:]]), min(parts, key=len))
    if text.lower().startswith(("http://", "https://")):
        found = _HOST.match(text)
        text = found[1] if found else ""
    return text if text and len(text) <= _MAX_OUTLET and len(text.split()) <= 7 and not text.startswith("@") else None


def _bare(name: str) -> str:
    """Return a name without the domain's ending ("Abendblatt.example", "Abendblatt online")."""
    return re.sub(r"\.\w{2,10}$", "", re.sub(r"\s+online$", "", name.strip(), flags=re.IGNORECASE))


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _address(node: Node, near: str | None) -> str | None:
    """Return the address under which a node says that its article stands."""
    page = node.get("mainEntityOfPage")
    inner = (page.get("@id") or page.get("url")) if isinstance(page, dict) else page
    stated = [text_of(inner), text_of(node.get("url")), text_of(node.get("@id"))]
    return next((value for value in stated if value and (value == near or _web(value))), None)


def _joined(value: str, known: Iterable[str]) -> str | None:
    """Return an absolute http address; a relative one is joined with where the page is known to stand."""
    value = value.strip()[:_MAX_URL]
    if _web(value):
        return value
    if re.match(r"[a-z][a-z0-9+.-]{0,20}:", value, re.IGNORECASE):
        return None
    base = next(iter(known), None)
    joined = urljoin(base, value) if base else ""
    return joined if _web(joined) else None


def _web(value: str) -> bool:
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return False
    plain = not re.search(r"[\s<>\"']", value.strip())
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and plain


def _comments(tree: HtmlElement) -> Iterator[str]:
    top = tree.getroottree().getroot()
    before = top.getprevious()
    while before is not None:
        yield str(before.text or "")
        before = before.getprevious()
    for number, node in enumerate(tree.iter()):
        if number > 60:
            return
        if not isinstance(node.tag, str):
            yield str(node.text or "")
