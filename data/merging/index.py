"""Known articles, ready for new ones: what a few new articles change is worked out anew, and nothing else.

The groups are those of a full run. That holds because everything a decision depends on is either the two texts
themselves, or the postings of their shingles; a new text changes the postings of its own shingles only. So the texts to
look at again are those that share a shingle with a new one, those that share one with a text whose shingle has now
become stock, and all that are tied to these by matches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from data.merging.candidates import Candidates, candidates, is_stock
from data.merging.comparing import Words
from data.merging.copies import Past, group
from data.merging.distinct import among, distinct
from data.merging.settings import DEFAULT, Settings
from data.merging.sketch import TEXT, TEXT_BITS, sketch
from data.merging.texts import Text, day_of, first_published, is_short, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from data.models import Article

    Ints = NDArray[np.int64]
    Entries = NDArray[np.uint64]

Kind = TypeVar("Kind", bound=np.generic)

_BITS = np.uint64(TEXT_BITS)
_RECENT = 32  # the new postings join the old ones when they are this part of them


class Index:
    """The texts so far, by number in order of arrival, the postings of their shingles, and their groups."""

    def __init__(self, articles: Iterable[Article] = (), settings: Settings = DEFAULT) -> None:
        self._settings = settings
        self._texts: list[Text] = []
        self._by_body: dict[str, int] = {}
        self._leader: list[int] = []
        self._tied: list[set[int]] = []  # the texts each text is tied to by matches, itself among them
        self._forward = _Rows(np.uint64)
        self._hashes = _Rows(np.uint32)
        self._telling = _Rows(np.uint8)
        self._days = _Rows(np.int64)
        self._sizes = _Rows(np.int64)
        self._postings: Entries = np.empty(0, np.uint64)
        self._recent: Entries = np.empty(0, np.uint64)
        self._stock: Entries = np.empty(0, np.uint64)  # shingles; once stock, always stock
        self._past = Past()
        self.extend(tuple(articles))

    def groups(self) -> dict[str, str]:
        """Return the group of copies of each article, named as `merge` names it."""
        return self._named(range(len(self._texts)))

    def extend(self, articles: Sequence[Article]) -> dict[str, str]:
        """Add `articles`; return the group of each article whose group was worked out anew."""
        touched, bodies = self._take_in(articles)
        new = self._take_words(bodies)
        touched.update(self._touched_by(new))
        affected = sorted(set().union(*(self._tied[text] for text in touched))) if touched else []
        self._group(affected)
        return self._named(affected)

    def _take_in(self, articles: Sequence[Article]) -> tuple[set[int], list[str]]:
        """Give each article its text; return the texts that changed, and the bodies of the new ones."""
        touched: set[int] = set()
        bodies: list[str] = []
        for article in articles:
            at = self._by_body.get(article.body)
            if at is not None:
                same = tuple(sorted((*self._texts[at].articles, article), key=first_published))
                self._texts[at] = Text(article.body, day_of(same[0]), same)
            else:
                at = len(self._texts)
                self._texts.append(Text(article.body, day_of(article), (article,)))
                self._leader.append(at)
                self._tied.append({at})
                bodies.append(article.body)
                if not is_short(article.body, self._settings.exact_words):
                    self._by_body[article.body] = at
            touched.add(at)
        news = self._texts[len(self._texts) - len(bodies) :]
        one_each = np.ones(len(news), dtype=np.int64)
        self._days.append(np.array([text.day for text in news], dtype=np.int64), one_each)
        self._sizes.append(np.array([len(text.body) for text in news], dtype=np.int64), one_each)
        for at in touched:
            self._days.all()[at] = self._texts[at].day
        return touched, bodies

    def _take_words(self, bodies: list[str]) -> Entries:
        """Fold and sketch the new bodies; return their postings."""
        first = len(self._texts) - len(bodies)
        made = sketch(bodies)
        text = (made.entries & TEXT).astype(np.int64)
        entries = (made.entries & ~TEXT) | (text + first).astype(np.uint64)
        self._forward.append(entries >> _BITS, np.bincount(text, minlength=len(bodies)))
        sizes = np.diff(made.words.starts)
        self._hashes.append(made.words.hashes, sizes)
        self._telling.append(made.words.telling, sizes)
        return distinct(entries)

    def _touched_by(self, new: Entries) -> set[int]:
        """Add the postings `new`; return the known texts whose pairs they may change."""
        new = new[~among(new >> _BITS, self._stock)]
        before = self._of(distinct(new >> _BITS))
        self._recent = np.sort(np.concatenate((self._recent, new)))
        if _RECENT * len(self._recent) > len(self._postings):
            self._postings = np.insert(self._postings, np.searchsorted(self._postings, self._recent), self._recent)
            self._recent = np.empty(0, np.uint64)
        touched = set(distinct(before & TEXT).tolist())
        now = self._of(distinct(before >> _BITS))
        fallen = now[self._are_stock(now)]
        if len(fallen):
            around = self._of(self._shingles_of(distinct(fallen & TEXT).astype(np.int64)))
            touched.update(distinct(around[~self._are_stock(around)] & TEXT).tolist())
        return touched

    def _shingles_of(self, texts: Ints) -> Entries:
        shingles = distinct(self._forward.rows(texts))
        return shingles[~among(shingles, self._stock)]

    def _group(self, affected: list[int]) -> None:
        """Work out the groups of the texts `affected`, which no match ties to any other."""
        if not affected:
            return
        postings = self._of(self._shingles_of(np.array(affected)))
        stock = self._are_stock(postings)
        self._stock = distinct(np.concatenate((self._stock, postings[stock] >> _BITS)))
        postings = postings[~stock]
        text = (postings & TEXT).astype(np.int64)
        order = self._in_order(distinct(np.concatenate((text, affected))))
        place = np.zeros(len(self._texts), dtype=np.int64)
        place[order] = np.arange(len(order))
        days = self._days.all()[order]
        found = candidates((postings & ~TEXT) | place[text].astype(np.uint64), days, self._settings)
        chosen = np.zeros(len(self._texts), dtype=np.bool_)
        chosen[affected] = True
        local = np.cumsum(chosen[order]) - 1
        kept = chosen[order[found.a]] & chosen[order[found.b]]
        own = order[chosen[order]]
        inside = Candidates(local[found.a[kept]], local[found.b[kept]], found.shared[kept], found.size[chosen[order]])
        words = Words(self._hashes.rows(own), self._telling.rows(own), self._hashes.bounds(own))
        copies = group(
            [self._texts[text] for text in own.tolist()], inside, words, self._settings, self._past.of(own.tolist())
        )
        numbers = own.tolist()
        for text, leader in zip(numbers, copies.leaders, strict=True):
            self._leader[text] = numbers[leader]
        self._tie(numbers, copies.pairs.a, copies.pairs.b, copies.pairs.scores(self._settings))

    def _tie(self, numbers: list[int], a: Ints, b: Ints, scores: NDArray[np.float64]) -> None:
        matched = scores >= self._settings.copy_score
        for text in numbers:
            self._tied[text] = {text}
        for one, other in zip(a[matched].tolist(), b[matched].tolist(), strict=True):
            small, large = sorted((self._tied[numbers[one]], self._tied[numbers[other]]), key=len)
            if small is not large:
                large |= small
                for text in small:
                    self._tied[text] = large

    def _of(self, shingles: NDArray[np.uint64]) -> Entries:
        """Return the postings of `shingles`, which are in order."""
        found = []
        for level in (self._postings, self._recent):
            starts = np.searchsorted(level, shingles << _BITS)
            ends = np.searchsorted(level, (shingles << _BITS) | TEXT, side="right")
            size = ends - starts
            at = np.arange(int(size.sum())) + np.repeat(starts - np.cumsum(size) + size, size)
            found.append(level[at])
        return np.concatenate(found)

    def _are_stock(self, postings: Entries) -> NDArray[np.bool_]:
        """Mark the postings of stock shingles; all postings of each shingle have to be among them."""
        day = self._days.all()[(postings & TEXT).astype(np.int64)]
        order = np.lexsort((day, postings >> _BITS))
        ranks = np.arange(len(postings), dtype=np.uint64)
        stock = np.empty(len(postings), dtype=np.bool_)
        stock[order] = is_stock((postings[order] & ~TEXT) | ranks, day[order], self._settings)
        return stock

    def _in_order(self, texts: Ints) -> Ints:
        """Return `texts` in the order in which `merge` would have them."""
        days, sizes = self._days.all()[texts], self._sizes.all()[texts]
        order = np.lexsort((-sizes, days))
        texts, days, sizes = texts[order], days[order], sizes[order]
        other = np.flatnonzero((days[1:] != days[:-1]) | (sizes[1:] != sizes[:-1])) + 1
        bounds = np.concatenate(([0], other, [len(texts)]))
        for at in np.flatnonzero(np.diff(bounds) > 1).tolist():
            start, end = int(bounds[at]), int(bounds[at + 1])
            texts[start:end] = sorted(texts[start:end].tolist(), key=lambda text: rank(self._texts[text]))
        return texts

    def _named(self, texts: Iterable[int]) -> dict[str, str]:
        return {
            article.id: self._texts[self._leader[text]].id for text in texts for article in self._texts[text].articles
        }


class _Rows(Generic[Kind]):
    """Rows of different lengths in one array that has room to grow."""

    def __init__(self, kind: type[Kind]) -> None:
        self._values: NDArray[Kind] = np.empty(1 << 10, dtype=kind)
        self._starts = np.zeros(1 << 6, dtype=np.int64)
        self._count = 0

    def append(self, values: NDArray[Kind], sizes: Ints) -> None:
        """Add `len(sizes)` rows whose `values` follow each other."""
        end, count = int(self._starts[self._count]), self._count + len(sizes)
        self._values = _room(self._values, end + len(values))
        self._starts = _room(self._starts, count + 1)
        self._values[end : end + len(values)] = values
        self._starts[self._count + 1 : count + 1] = end + np.cumsum(sizes)
        self._count = count

    def all(self) -> NDArray[Kind]:
        """Return all values, to be read or written in place."""
        return self._values[: self._starts[self._count]]

    def rows(self, at: Ints) -> NDArray[Kind]:
        """Return some rows, one after the other."""
        starts, size = self._starts[at], self._starts[at + 1] - self._starts[at]
        places = np.arange(int(size.sum())) + np.repeat(starts - np.cumsum(size) + size, size)
        chosen: NDArray[Kind] = self._values[places]
        return chosen

    def bounds(self, at: Ints) -> Ints:
        """Return where each of these rows starts when they follow each other, and where the last one ends."""
        return np.concatenate(([0], np.cumsum(self._starts[at + 1] - self._starts[at])))


def _room(values: NDArray[Kind], size: int) -> NDArray[Kind]:
    if size <= len(values):
        return values
    wider: NDArray[Kind] = np.empty(size + size // 2, dtype=values.dtype)
    wider[: len(values)] = values
    return wider
