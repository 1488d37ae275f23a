"""Known articles, ready for new ones: what a few new articles change is worked out anew, and nothing else.

The groups are those of a full run. That holds because everything a decision depends on is either the two texts
themselves, or the postings of their shingles; a text that comes or goes changes the postings of its own shingles only.
So the texts to look at again are those that share a shingle with it, those that share one with a text of whose shingles
one has become stock or is stock no more, and all that are tied to these by matches.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import Candidates, candidates, stock
from data.merging.comparing import Words
from data.merging.copies import Pairs, Past, group
from data.merging.distinct import among, distinct
from data.merging.postings import BITS, Postings
from data.merging.rows import Rows
from data.merging.settings import DEFAULT, Settings
from data.merging.sketch import TEXT, sketch
from data.merging.texts import is_short, rank, texts_of, unswept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from data.merging.texts import Text
    from data.models import Article

    Ints = NDArray[np.int64]
    Entries = NDArray[np.uint64]


class Index:
    """The texts so far, each under a number that is its own for good, their postings, pairs and groups.

    A text of which anything changes (its articles, and with them its day) goes, and comes again under another number.
    """

    def __init__(self, articles: Iterable[Article] = (), settings: Settings = DEFAULT) -> None:
        self._settings = settings
        self.texts: list[Text | None] = []  # by number; None where one has gone
        self.leaders: list[int] = []
        self.order: Ints = np.empty(0, np.int64)  # the numbers of the texts there are, in the order of `merge`
        self.pairs = Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0))
        self.stopped: set[tuple[int, int]] = set()
        self._by_body: dict[str, int] = {}
        self._by_article: dict[str, int] = {}
        self._apart: frozenset[str] = frozenset()
        self._tied: list[set[int]] = []  # the texts each text is tied to by matches, itself among them
        self._forward = Rows(np.uint64)
        self._hashes = Rows(np.uint32)
        self._telling = Rows(np.uint8)
        self._days = Rows(np.int64)
        self._shingles = Rows(np.int64)  # sampled ones that are not stock
        self._postings = Postings()
        self._stock: Entries = np.empty(0, np.uint64)  # shingles
        self._lasting: Entries = np.empty(0, np.uint64)  # those that no new text can change
        self._past = Past()
        self.change(tuple(articles))

    def groups(self) -> dict[str, str]:
        """Return the group of copies of each article, named as `merge` names it."""
        return self._named(self.order.tolist())

    def extend(self, articles: Sequence[Article]) -> dict[str, str]:
        """Add `articles`; return the group of each article whose group was worked out anew."""
        return self._named(self.change(articles).affected)

    @unswept()
    def change(
        self, new: Sequence[Article] = (), gone: Iterable[str] = (), apart: frozenset[str] | None = None
    ) -> Change:
        """Take `new` articles in (those known by their ids give way), let others go, and work out what that changes.

        The articles `apart`, of which those named last count, are texts of their own whatever their bodies.
        """
        apart, before = self._apart if apart is None else apart, self._apart
        self._apart = apart
        moved = {article for article in apart ^ before if article in self._by_article}
        dying, born = self._regroup({article.id: article for article in new}, set(gone), moved)
        gone_texts = {at: self.text(at) for at in sorted(dying)}
        first = len(self.texts)
        touched = self._replace(dying, born)
        affected = sorted(set().union(*(self._tied[text] for text in touched)) - dying) if touched else []
        self._drop_pairs(affected, dying)
        self._group(affected)
        return Change(gone_texts, tuple(range(first, len(self.texts))), tuple(affected))

    def text(self, number: int) -> Text:
        """Return a text that is there."""
        text = self.texts[number]
        if text is None:
            raise LookupError(number)
        return text

    def number(self, article: str) -> int | None:
        """Return the text that an article belongs to; None where it is not known."""
        return self._by_article.get(article)

    def words(self, numbers: Ints) -> Words:
        """Return the words of some texts, in their order."""
        return Words(self._hashes.rows(numbers), self._telling.rows(numbers), self._hashes.bounds(numbers))

    def lengths(self, numbers: Ints) -> Ints:
        """Return how many words each of these texts has."""
        return np.diff(self._hashes.bounds(numbers))

    def days(self) -> Ints:
        """Return the day of each text, by number."""
        return self._days.all()

    def _regroup(self, new: dict[str, Article], gone: set[str], moved: set[str]) -> tuple[set[int], list[Text]]:
        """Return the texts that go, and those that come in their place or anew."""
        dying = {self._by_article[name] for name in {*new, *gone, *moved} if name in self._by_article}
        held = {one.id: one for at in dying for one in self.text(at).articles if one.id not in gone} | new
        for article in [one for one in held.values() if one.id not in self._apart]:
            at = self._by_body.get(article.body)
            if at is not None and at not in dying:
                dying.add(at)
                held = {one.id: one for one in self.text(at).articles} | held
        for at in dying:
            text = self.text(at)
            if self._by_body.get(text.body) == at:
                del self._by_body[text.body]
            for article in text.articles:
                del self._by_article[article.id]
        return dying, texts_of(tuple(held.values()), self._settings.exact_words, self._apart)

    def _replace(self, dying: set[int], born: list[Text]) -> set[int]:
        """Let texts go and others come; return the texts whose pairs that may change."""
        goers = np.array(sorted(dying), dtype=np.int64)
        old = distinct(self._forward.rows(goers))
        for at in dying:
            self.texts[at] = None
        new = self._take_in(born)
        self._reorder(dying, born)
        shingles = distinct(np.concatenate((old, new >> BITS)))
        shingles = shingles[~among(shingles, self._lasting) | among(shingles, old)]
        before = self._postings.of(shingles)
        was = among(before >> BITS, self._stock)
        self._postings.drop(goers)
        self._postings.add(new)
        left = ~among((before & TEXT).astype(np.int64), goers)
        after = np.sort(np.concatenate((before[left], new[among(new >> BITS, shingles)])))
        marks = self._marks(after)
        now = marks > 0
        touched = dying | set(range(len(self.texts) - len(born), len(self.texts)))
        touched.update(distinct(np.concatenate((before[~was], after[~now])) & TEXT).tolist())
        was_stock, now_stock = distinct(before[was] >> BITS), distinct(after[now] >> BITS)
        self._stock = _exchanged(self._stock, was_stock, now_stock)
        self._lasting = _exchanged(self._lasting, shingles, distinct(after[marks > 1] >> BITS))
        turned = np.concatenate((was_stock[~among(was_stock, now_stock)], now_stock[~among(now_stock, was_stock)]))
        if len(turned) and len(before):
            turned = distinct(turned)
            around = distinct(after[among(after >> BITS, turned)] & TEXT).astype(np.int64)
            touched.update(around.tolist())
            touched.update(distinct(self._postings.of(self._shingles_of(around)) & TEXT).tolist())
        return touched

    def _take_in(self, texts: list[Text]) -> Entries:
        """Fold and sketch new texts; return their postings."""
        first = len(self.texts)
        made = sketch([text.body for text in texts])
        text = (made.entries & TEXT).astype(np.int64)
        entries = (made.entries & ~TEXT) | (text + first).astype(np.uint64)
        self._forward.append(entries >> BITS, np.bincount(text, minlength=len(texts)))
        sizes = np.diff(made.words.starts)
        self._hashes.append(made.words.hashes, sizes)
        self._telling.append(made.words.telling, sizes)
        one_each = np.ones(len(texts), dtype=np.int64)
        self._days.append(np.array([text.day for text in texts], dtype=np.int64), one_each)
        self._shingles.append(np.zeros(len(texts), dtype=np.int64), one_each)
        for at, one in enumerate(texts, first):
            self.texts.append(one)
            self.leaders.append(at)
            self._tied.append({at})
            for article in one.articles:
                self._by_article[article.id] = at
            if one.articles[0].id not in self._apart and not is_short(one.body, self._settings.exact_words):
                self._by_body[one.body] = at
        return distinct(entries)

    def _reorder(self, dying: set[int], born: list[Text]) -> None:
        """Put the new texts, which come in order, at the end of the numbers, into the order."""
        self.order = self.order[~np.isin(self.order, np.array(sorted(dying), dtype=np.int64))]
        numbers = np.arange(len(self.texts) - len(born), len(self.texts))
        if not len(self.order):
            self.order = numbers
            return
        at = [bisect_left(self.order, rank(text), key=lambda number: rank(self.text(number))) for text in born]
        self.order = np.insert(self.order, at, numbers)

    def _shingles_of(self, texts: Ints) -> Entries:
        shingles = distinct(self._forward.rows(texts))
        return shingles[~among(shingles, self._stock)]

    def _drop_pairs(self, affected: list[int], dying: set[int]) -> None:
        out = np.zeros(len(self.texts), dtype=np.bool_)
        out[affected] = True
        out[sorted(dying)] = True
        pairs = self.pairs
        kept = np.flatnonzero(~(out[pairs.a] | out[pairs.b]))
        self.pairs = Pairs(pairs.a[kept], pairs.b[kept], pairs.containment[kept], pairs.share[kept])
        self.stopped = {(a, b) for a, b in self.stopped if not (out[a] or out[b])}

    def _group(self, affected: list[int]) -> None:
        """Work out the groups of the texts `affected`, which no match ties to any other, and all their pairs."""
        if not affected:
            return
        postings = self._postings.of(self._shingles_of(np.array(affected)))
        text = (postings & TEXT).astype(np.int64)
        chosen = np.zeros(len(self.texts), dtype=np.bool_)
        chosen[affected] = chosen[text] = True
        order = self.order[chosen[self.order]]
        place = np.zeros(len(self.texts), dtype=np.int64)
        place[order] = np.arange(len(order))
        days = self._days.all()[order]
        found = candidates((postings & ~TEXT) | place[text].astype(np.uint64), days, self._settings)
        chosen[:] = False
        chosen[affected] = True
        own = chosen[order]
        self._shingles.all()[affected] = found.size[place[affected]]
        size = self._shingles.all()[order]
        least = np.minimum(size[found.a], size[found.b])
        kept = (own[found.a] | own[found.b]) & (
            found.shared / np.maximum(least, 1) >= self._settings.slight_containment
        )
        own[found.a[kept]] = own[found.b[kept]] = True
        local = np.cumsum(own) - 1
        order = order[own]
        inside = Candidates(local[found.a[kept]], local[found.b[kept]], found.shared[kept], size[own])
        numbers = order.tolist()
        copies = group(
            [self.text(number) for number in numbers],
            inside,
            self.words(order),
            self._settings,
            self._past.of(numbers),
        )
        for number, leader in zip(numbers, copies.leaders, strict=True):
            if chosen[number]:
                self.leaders[number] = numbers[leader]
        a, b = order[copies.pairs.a], order[copies.pairs.b]
        self._tie(affected, a, b, copies.pairs.scores(self._settings))
        held, new = self.pairs, copies.pairs
        self.pairs = Pairs(
            np.concatenate((held.a, a)),
            np.concatenate((held.b, b)),
            np.concatenate((held.containment, new.containment)),
            np.concatenate((held.share, new.share)),
        )
        self.stopped.update((numbers[one], numbers[other]) for one, other in copies.stopped)

    def _tie(self, affected: list[int], a: Ints, b: Ints, scores: NDArray[np.float64]) -> None:
        matched = scores >= self._settings.review_score
        for text in affected:
            self._tied[text] = {text}
        for one, other in zip(a[matched].tolist(), b[matched].tolist(), strict=True):
            if self._tied[one] is not self._tied[other]:
                small, large = sorted((self._tied[one], self._tied[other]), key=len)
                large |= small
                for text in small:
                    self._tied[text] = large

    def _marks(self, postings: Entries) -> NDArray[np.uint8]:
        """Mark the postings of stock shingles as `stock` does; all postings of each shingle have to be among them."""
        day = self._days.all()[(postings & TEXT).astype(np.int64)]
        order = np.lexsort((day, postings >> BITS))
        ranks = np.arange(len(postings), dtype=np.uint64)
        marks = np.empty(len(postings), dtype=np.uint8)
        marks[order] = stock((postings[order] & ~TEXT) | ranks, day[order], self._settings)
        return marks

    def _named(self, texts: Iterable[int]) -> dict[str, str]:
        return {article.id: self.text(self.leaders[text]).id for text in texts for article in self.text(text).articles}


def _exchanged(values: Entries, out: Entries, into: Entries) -> Entries:
    """Return `values` without those `out` and with those `into` them; all are in order."""
    values = values[~among(values, out)]
    return np.insert(values, np.searchsorted(values, into), into)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of articles changed, by the numbers of texts: gone, new, looked at again (new ones among them)."""

    gone: dict[int, Text]
    new: tuple[int, ...]
    affected: tuple[int, ...]
