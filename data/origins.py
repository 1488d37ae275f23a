"""Where a text comes from and who took it over: one group of copies in, its origin with the ground it rests on out.

Nothing is guessed. What a page says (an agency, an outlet where the text first appeared, a link) counts before dates;
where dates are missing or tie, the origin is unknown and says why.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Article

Basis = Literal["agency", "first_published", "link", "earliest", "only", "disputed", "same_day", "undated"]

BASES: dict[Basis, str] = {
    "agency": "agency credit",
    "first_published": "said to be first published there",
    "link": "linked to by others",
    "earliest": "earliest dated",
    "only": "no copy known",
    "disputed": "unknown: the articles name different ones",
    "same_day": "unknown: several on the first day",
    "undated": "unknown: no date",
}
"""What an origin can rest on, the weightiest first, in words."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'„“”‚‘’()\[\]{}|]{4,500}", re.IGNORECASE)
_TAKERS = 6  # named in a sentence
_HOUR, _DAY = 60, 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Print:
    """What one article says of its own origin. `links` are the addresses in its text, as `address` writes them."""

    article: str
    outlet: str | None = None
    published_on: date | None = None
    published_at: str | None = None
    agencies: tuple[str, ...] = ()
    origin: str | None = None
    url: str | None = None
    links: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The outlet, or the article where the outlet is unknown."""
        return self.outlet or self.article


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that carries the text, and how long after the first one; None where that is not known.

    `minutes` needs the time of both, by their local clocks; `days` are days of the calendar.
    """

    article: str
    name: str
    days: int | None
    minutes: int | None
    lag: str

    @property
    def told(self) -> str:
        """Name and lag in words: "Süd-Echo after 2 h", "The Quay (undated)"."""
        return f"{self.name} {self.lag}" if self.lag.startswith("after") else f"{self.name} ({self.lag})"


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of one text. `name` is an agency or outlet, None where it is unknown or its article names no outlet.

    `article` is the origin's own article, if it is here; `first` the one that lags count from, None where several tie.
    `taken` are all other articles, by date, undated ones last.
    """

    name: str | None
    basis: Basis
    note: str
    article: str | None
    first: str | None
    first_on: date | None
    taken: tuple[Taken, ...]
    articles: int
    outlets: int
    undated: int

    @property
    def known(self) -> bool:
        return self.basis not in ("disputed", "same_day", "undated")


def printed(article: Article) -> Print:
    """Return what an article says of its origin."""
    return Print(
        article.id, article.outlet, article.published_on, article.published_at, article.agencies, article.origin,
        article.url, links(article.raw),
    )  # fmt: skip


def links(text: str) -> frozenset[str]:
    """Return the web addresses in a text, in the form of `address`."""
    return frozenset(found for match in _ADDRESS.finditer(text) if (found := address(match[0])))


def address(url: str | None) -> str | None:
    """Return a web address without what two spellings of it differ in: scheme, "www.", case of the host, last slash."""
    held = (url or "").strip().rstrip(".,;:!?*")
    try:
        parts = urlsplit(held if "://" in held else f"//{held}")
        host = parts.hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"{host.removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def origin_of(prints: Iterable[Print]) -> Origin:
    """Return the origin of the text that all these articles carry; their order does not matter.

    Raises ValueError without any article.
    """
    group = sorted(prints, key=_by_date)
    if not group:
        raise ValueError("no article: a text has an origin only where it is printed")
    found = next(ground for rule in (_credited, _stated, _linked, _dated) if (ground := rule(group)))
    own = found.own
    first, day = _first(own or group)
    others = [one for one in group if own is None or one is not _single(own, first)]
    return Origin(
        name=found.name,
        basis=found.basis,
        note=found.note,
        article=held.article if own and (held := _single(own, first)) else None,
        first=first.article if first else None,
        first_on=day,
        taken=tuple(_taken(one, first, day) for one in others),
        articles=len(group),
        outlets=len({_folded(one.outlet) for one in group if one.outlet}),
        undated=sum(one.published_on is None for one in group),
    )


def sentence(origin: Origin) -> str:
    """Say in one sentence where a text comes from and who took it over."""
    ground = f"{BASES[origin.basis]}, {origin.note}" if origin.note else BASES[origin.basis]
    first = f"First: {origin.name or origin.article} ({ground})" if origin.known else f"Origin {ground}"
    if not origin.taken:
        return f"{first}."
    named = [one.told for one in origin.taken[:_TAKERS]]
    more = f" and {len(origin.taken) - _TAKERS} more" if len(origin.taken) > _TAKERS else ""
    return f"{first}; {'taken over' if origin.known else 'printed'} by {', '.join(named)}{more}."


class _Ground(NamedTuple):
    """What the articles give: a name, on which basis, in words, and the origin's own articles if they are here."""

    name: str | None
    basis: Basis
    note: str
    own: list[Print] | None = None


def _credited(group: Sequence[Print]) -> _Ground | None:
    """Return the agency that all who credit any have in common, else all that are credited."""
    crediting = [one for one in group if one.agencies]
    if not crediting:
        return None
    counted = Counter(agency for one in crediting for agency in set(one.agencies))
    common = [agency for agency, count in counted.items() if count == len(crediting)]
    named = sorted(common or counted)
    note = f"in {_of(crediting, group)}"
    if not common:
        note += ", which name different ones"
    said = sorted({one.origin for one in group if one.origin and one.origin not in counted})
    if said:
        note += f"; said to be first published in {', '.join(said)}"
    return _Ground(", ".join(named), "agency", note, _own(group, named))


def _stated(group: Sequence[Print]) -> _Ground | None:
    """Return the outlet that a page names; of a chain (c took it from b, b from a) its end."""
    saying = [one for one in group if one.origin]
    if not saying:
        return None
    passed_on = {  # what took the text over is not its end
        name for one in saying for name in (_folded(one.outlet), _host(one.url)) if name != _folded(one.origin)
    }
    names = {_folded(one.origin): one.origin for one in reversed(saying)}
    ends = sorted(name or "" for folded, name in names.items() if folded not in passed_on)
    if len(ends) == 1:
        return _Ground(ends[0], "first_published", f"in {_of(saying, group)}", _own(group, ends))
    return _Ground(None, "disputed", f"named are {', '.join(sorted(name or '' for name in names.values()))}")


def _linked(group: Sequence[Print]) -> _Ground | None:
    """Return the article that others link to, if it is one, links to none of them, and is not dated after them."""
    if not any(one.links for one in group):
        return None
    # Of two with one address, the one that does not print it has it from its metadata: the other names its source.
    by_address = sorted(group, key=lambda one: address(one.url) not in one.links)
    at = {held: one for one in by_address if (held := address(one.url))}
    targets: dict[str, set[str]] = {}
    for one in group:
        for link in one.links & at.keys():
            target = at[link]
            if target is not one and not _after(target, one):
                targets.setdefault(target.article, set()).add(one.article)
    linking = set().union(*targets.values()) if targets else set()
    ends = [one for one in group if one.article in targets and one.article not in linking]
    if len(ends) != 1:
        return None
    note = f"in {_of(sorted(targets[ends[0].article]), group)}"
    return _Ground(ends[0].outlet, "link", note, ends)


def _dated(group: Sequence[Print]) -> _Ground:
    """Return the earliest article, where there is one."""
    if len(group) == 1:
        return _Ground(group[0].outlet, "only", "", list(group))
    first, day = _first(group)
    undated = sum(one.published_on is None for one in group)
    older = f"; {undated} undated, which may be older" if undated else ""
    if first is not None:
        return _Ground(first.outlet, "earliest", f"{_moment(first)}{older}", [first])
    if day is None:
        return _Ground(None, "undated", "")
    names = [one.name for one in group if one.published_on == day]
    return _Ground(None, "same_day", f"{', '.join(names[:_TAKERS])} on {day}{older}")


def _own(group: Sequence[Print], names: Iterable[str]) -> list[Print] | None:
    """Return the articles that are the origin's own: its name is their outlet, or the host of their address."""
    wanted = {_folded(name).removeprefix("www.") for name in names}
    hosts = any("." in name for name in wanted)
    own = [one for one in group if _folded(one.outlet) in wanted or (hosts and _host(one.url) in wanted)]
    return own or None


def _first(prints: Sequence[Print]) -> tuple[Print | None, date | None]:
    """Return the one print that is certainly the first of the dated ones, and the first day."""
    if len(prints) == 1:
        return prints[0], prints[0].published_on
    days = [one.published_on for one in prints if one.published_on]
    if not days:
        return None, None
    day = min(days)
    of_day = [one for one in prints if one.published_on == day]
    if len(of_day) > 1:
        if not all(one.published_at for one in of_day):
            return None, day
        earliest = min(_clock(one.published_at or "") for one in of_day)
        of_day = [one for one in of_day if _clock(one.published_at or "") == earliest]
    return (of_day[0] if len(of_day) == 1 else None), day


def _single(own: Sequence[Print], first: Print | None) -> Print | None:
    return first if first in own else own[0] if len(own) == 1 else None


def _taken(one: Print, first: Print | None, day: date | None) -> Taken:
    if one.published_on is None:
        return Taken(one.article, one.name, None, None, "undated")
    if one is first:
        return Taken(one.article, one.name, None, None, "first here")
    if day is None:
        return Taken(one.article, one.name, None, None, f"on {one.published_on}")
    days = (one.published_on - day).days
    minutes = _minutes(first, one)
    if days < 0 or (minutes is not None and minutes < 0):
        return Taken(one.article, one.name, None, None, "dated earlier")
    if not days and minutes is None:
        return Taken(one.article, one.name, None if first is None else 0, None, "the same day")
    return Taken(one.article, one.name, days, minutes, _lag(days, minutes))


def _minutes(first: Print | None, one: Print) -> int | None:
    if first is None or not first.published_at or not one.published_at:
        return None
    return int((_clock(one.published_at) - _clock(first.published_at)).total_seconds()) // 60


def _clock(moment: str) -> datetime:
    return datetime.fromisoformat(moment[:16])


def _lag(days: int, minutes: int | None) -> str:
    if minutes is None or minutes >= 2 * _DAY:
        return f"after {days} {'day' if days == 1 else 'days'}"
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return f"after {rest} min" if rest else "in the same minute"
    return f"after {hours} h {rest} min" if rest and hours < 10 else f"after {hours} h"


def _of(some: Sequence[object], group: Sequence[Print]) -> str:
    if len(group) == 1:
        return "the only article"
    return f"all {len(group)} articles" if len(some) == len(group) else f"{len(some)} of {len(group)} articles"


def _after(one: Print, other: Print) -> bool:
    return bool(one.published_on and other.published_on and one.published_on > other.published_on)


def _moment(one: Print) -> str:
    return (one.published_at or str(one.published_on)).replace("T", " ")


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _host(url: str | None) -> str:
    return (address(url) or "").partition("/")[0].partition("?")[0]


def _by_date(one: Print) -> tuple[bool, str, str, str, str]:
    day = one.published_on
    return day is None, str(day or ""), one.published_at or "", one.outlet or "", one.article
