"""Articles with their groups, stories and decisions, kept up to date as articles and decisions by hand come and go.

What a change of few articles leaves as it was is not worked out again, and the outcome is that of `merge` on all
articles, but that no passages are looked for: these are found on request (`compare`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from data.merging.chronicle import Chronicle
from data.merging.index import Index
from data.merging.overrides import by_hand, obey, standing, told_apart
from data.merging.receipts import Told, repeated, tell
from data.merging.settings import DEFAULT, Settings
from data.models import Decision, Merging

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from data.merging.overrides import Override
    from data.merging.texts import Text
    from data.models import Article

    Ints = NDArray[np.int64]
    Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """What is another group, story or decision than before, or new; `dropped` are the pairs not told of any more."""

    duplicate_group: dict[str, str]
    story: dict[str, str]
    decisions: tuple[Decision, ...]
    dropped: tuple[Pair, ...]


class Corpus:
    """All articles there are, with the decisions by hand on them."""

    def __init__(
        self, articles: Sequence[Article] = (), settings: Settings = DEFAULT, overrides: Sequence[Override] = ()
    ) -> None:
        self._settings = replace(settings, receipts=0)
        self._index = Index((), settings)
        self._chronicle = Chronicle(self._index, settings)
        self._overrides = tuple(overrides)
        self._hand: dict[Pair, Decision] = {}
        self._ids: list[str] = []  # of each text, by number
        none = np.empty(0, np.int64)
        self._leaders = self._first = none  # by number, -1 where there is no text any more
        self._told = Told(none, none, np.empty(0), np.empty(0), none, np.empty(0, np.bool_))
        self.change(articles)

    def __len__(self) -> int:
        return len(self._index.order)

    @property
    def given_up(self) -> int:
        """How many texts have gone, whose room is not free before a corpus is made anew."""
        return len(self._ids) - len(self)

    def change(
        self,
        new: Sequence[Article] = (),
        gone: Collection[str] = (),
        overrides: Sequence[Override] | None = None,
    ) -> Changed:
        """Take in `new` articles, or others under known ids, let some go, and go by these `overrides` from now on."""
        if overrides is not None:
            self._overrides = tuple(overrides)
        arriving = {article.id for article in new}
        named = {name for override in self._overrides for name in (override.a, override.b)}
        hand = standing(
            self._overrides,
            {name for name in named if name in arriving or (self._index.number(name) is not None and name not in gone)},
        )
        change = self._index.change(new, gone, told_apart(hand))
        self._ids += [self._index.text(number).id for number in change.new]
        leaders = self._obeying(hand)
        heads = self._index.order[leaders[self._index.order] == self._index.order]
        first = self._chronicle.follow(heads, self._index.stopped)[leaders]
        first[leaders < 0] = -1
        held = self._leaders, self._first
        self._leaders, self._first = leaders, first
        decisions, dropped = self._decide(change.gone, change.new, {(one.a, one.b): one for one in by_hand(hand)})
        return Changed(self._other_names(held[0], leaders), self._other_names(held[1], first), decisions, dropped)

    def articles(self) -> Iterator[Article]:
        """Yield all articles."""
        for number in self._index.order.tolist():
            yield from self._index.text(number).articles

    def merging(self) -> Merging:
        """Return all groups, stories and decisions."""
        whole = Changed(
            self._names(self._index.order, self._leaders), self._names(self._index.order, self._first), (), ()
        )
        found = {(one.a, one.b): one for one in self._told.decisions(self._index.text, self._settings)}
        found |= {(one.a, one.b): one for one in self._repeated(self._index.order.tolist()) if self._is_free(one)}
        return Merging(whole.duplicate_group, whole.story, tuple((found | self._hand).values()))

    def _obeying(self, hand: Sequence[Override]) -> Ints:
        """Return the leader of each text, by number, as the texts and then the decisions by hand have it."""
        index = self._index
        leaders = np.full(len(index.texts), -1)
        leaders[index.order] = np.array(index.leaders, dtype=np.int64)[index.order]
        named = [(name, index.number(name)) for override in hand for name in (override.a, override.b)]
        numbers = [number for _, number in named if number is not None]
        touched = index.order[np.isin(leaders[index.order], leaders[numbers])] if numbers else index.order[:0]
        place = {number: at for at, number in enumerate(touched.tolist())}
        position = {name: place[number] for name, number in named if number is not None}
        own = [place[leader] for leader in leaders[touched].tolist()]
        leaders[touched] = touched[np.array(obey(own, hand, position), dtype=np.int64)]
        return leaders

    def _decide(
        self, gone: dict[int, Text], new: Sequence[int], hand: dict[Pair, Decision]
    ) -> tuple[tuple[Decision, ...], tuple[Pair, ...]]:
        """Return the decisions that are new or say something else, and the pairs that are not told of any more."""
        before, told_before = self._hand, self._told
        self._hand, self._told = hand, self._tell(hand)
        found: dict[Pair, Decision] = {}
        for one in self._told.beyond(told_before).decisions(self._index.text, self._settings):
            found[one.a, one.b] = one
        loosened = {number for pair in before.keys() ^ hand.keys() for name in pair for number in self._numbers(name)}
        for one in self._repeated(sorted({*new, *loosened})):
            if self._is_free(one):
                found[one.a, one.b] = one
        found |= {pair: one for pair, one in hand.items() if before.get(pair) != one}
        over = told_before.beyond(self._told)
        dropped = {(self._ids[a], self._ids[b]) for a, b in zip(over.a.tolist(), over.b.tolist(), strict=True)}
        dropped |= {(text.id, other.id) for text in gone.values() for other in text.articles[1:]}
        dropped |= before.keys() | {(b, a) for a, b in hand}
        return tuple(found.values()), tuple(sorted(dropped - found.keys() - hand.keys()))

    def _tell(self, hand: Collection[Pair]) -> Told:
        index = self._index
        place = np.zeros(len(index.texts), dtype=np.int64)
        place[index.order] = np.arange(len(index.order))
        told = tell(index.pairs, self._leaders, self._first, place, stopped=index.stopped, settings=self._settings)
        taken = {
            (number << 32) | other
            for a, b in hand
            for one, two in ((a, b), (b, a))
            for number in self._numbers(one)
            for other in self._numbers(two)
            if (self._ids[number], self._ids[other]) == (one, two)
        }
        if not taken:
            return told
        return told.take(np.flatnonzero(~np.isin((told.a << 32) | told.b, np.array(sorted(taken), dtype=np.int64))))

    def _is_free(self, one: Decision) -> bool:
        return (one.a, one.b) not in self._hand and (one.b, one.a) not in self._hand

    def _numbers(self, article: str) -> tuple[int, ...]:
        number = self._index.number(article)
        return () if number is None else (number,)

    def _repeated(self, numbers: Iterable[int]) -> Iterator[Decision]:
        for number in numbers:
            text = self._index.text(number)
            if len(text.articles) > 1:
                yield from repeated(text, int(self._index.lengths(np.array([number]))[0]))

    def _other_names(self, before: Ints, now: Ints) -> dict[str, str]:
        """Return the new names of what texts belong to, by article."""
        changed = now[: len(before)] != before
        numbers = np.concatenate((np.flatnonzero(changed), np.arange(len(before), len(now))))
        return self._names(numbers[now[numbers] >= 0], now)

    def _names(self, numbers: Ints, belonging: Ints) -> dict[str, str]:
        return {
            article.id: self._ids[owner]
            for number, owner in zip(numbers.tolist(), belonging[numbers].tolist(), strict=True)
            for article in self._index.text(number).articles
        }
