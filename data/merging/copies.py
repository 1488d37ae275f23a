"""Which texts are copies: candidates from the sketches, a closer look at the doubtful, star groups, and the veto."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import UNDATED, candidates
from data.merging.comparing import compare
from data.merging.distinct import among, distinct
from data.merging.grouping import Matches, stars
from data.merging.judging import are_alike, is_stopped, read_pair
from data.merging.signs import SUSPECT, TEMPLATE, suspects
from data.merging.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from data.merging.candidates import Candidates
    from data.merging.comparing import Words
    from data.merging.settings import Settings
    from data.merging.texts import Text

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


_SHIFT = 32


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs of texts, `a` before `b`: share of the shorter found in the longer, and the other way round."""

    a: Ints
    b: Ints
    containment: Floats
    share: Floats

    def scores(self, settings: Settings) -> Floats:
        """Return how much speaks for a copy."""
        return self.containment + settings.share_weight * self.share


@dataclass(slots=True)
class Copies:
    """The leader of each text, what the pairs have in common, and the pairs that contradict each other."""

    leaders: list[int]
    words: Words
    pairs: Pairs
    stopped: set[tuple[int, int]]


def find_copies(texts: Sequence[Text], settings: Settings) -> Copies:
    """Group `texts`, which are in order of their days, into copies."""
    sketches = sketch([text.body for text in texts])
    days = np.array([text.day for text in texts], dtype=np.int64)
    found, words = candidates(sketches.entries, days, settings), sketches.words
    del sketches  # the entries are many
    return group(texts, found, words, settings)


def group(
    texts: Sequence[Text], found: Candidates, words: Words, settings: Settings, past: Past | None = None
) -> Copies:
    """Group `texts` by the candidates among them; `words` are those of these texts, in their order.

    `past` knows which pairs were looked at before.
    """
    days = np.array([text.day for text in texts], dtype=np.int64)
    pairs = _pairs(found, words, days, settings, past)
    scores = pairs.scores(settings)
    open_ = pairs.containment >= settings.copy_containment
    between = np.flatnonzero(open_ & (scores >= settings.review_score) & (scores < settings.copy_score))
    open_ &= scores >= settings.copy_score

    def alike(a: int, b: int) -> bool:
        return are_alike(texts[a].body, texts[b].body, settings)

    open_[between] = [
        past.alike(a, b, alike) if past else alike(a, b)
        for a, b in zip(pairs.a[between].tolist(), pairs.b[between].tolist(), strict=True)
    ]
    judge = _Judge(texts, words, pairs, settings, past)
    while True:  # ends: each round either closes a match or is the last
        at = np.flatnonzero(open_)
        leaders, own = stars(days, Matches(pairs.a[at], pairs.b[at], scores[at]))
        closed = judge.contradicting(at[own[own >= 0]])
        if len(closed):
            open_[closed] = False
            open_[judge.hopeless(np.flatnonzero(open_), scores, closed)] = False
            continue
        parted = judge.contradicting(_closer_than_to_leader(pairs, at, scores, leaders, own))
        if not len(parted):
            return Copies(leaders.tolist(), words, pairs, judge.stopped)
        open_[at[own[pairs.b[parted]]]] = False  # the later of two members that contradict each other leaves
        open_[parted] = False


def _closer_than_to_leader(pairs: Pairs, at: Ints, scores: Floats, leaders: Ints, own: Ints) -> Ints:
    """Return those of the matches `at` between two members of a group that have more in common than with its leader.

    A short leader may agree with two texts that do not agree with each other.
    """
    a, b = pairs.a[at], pairs.b[at]
    members = (leaders[a] == leaders[b]) & (own[a] >= 0) & (own[b] >= 0)
    a, b, at_members = a[members], b[members], at[members]
    closer: Ints = at_members[scores[at_members] > np.maximum(scores[at[own[a]]], scores[at[own[b]]])]
    return closer


def _pairs(found: Candidates, words: Words, days: Ints, settings: Settings, past: Past | None) -> Pairs:
    """Take the clear pairs from the sample, and count every word of the others."""
    sizes = found.size[found.a], found.size[found.b]
    smaller = np.minimum(*sizes)
    containment = found.shared / np.maximum(smaller, 1)
    share = found.shared / np.maximum(np.maximum(*sizes), 1)
    kept = containment >= settings.slight_containment
    late = (days[found.b] - days[found.a] > settings.window_days) & (days[found.b] != UNDATED)
    kept &= ~late | ((containment >= settings.late_containment) & (share >= settings.late_share))
    pairs = Pairs(found.a[kept], found.b[kept], containment[kept], share[kept])
    clear = (pairs.containment >= settings.sure_containment) & (pairs.share >= settings.sure_share)
    doubtful = np.flatnonzero(~clear | (smaller[kept] < settings.few_shingles))
    a, b = pairs.a[doubtful], pairs.b[doubtful]
    covered = past.compare(words, a, b) if past else compare(words, a, b)
    lengths = np.diff(words.starts)
    pairs.containment[doubtful] = covered / np.maximum(np.minimum(lengths[a], lengths[b]), 1)
    pairs.share[doubtful] = covered / np.maximum(np.maximum(lengths[a], lengths[b]), 1)
    return pairs


class Past:
    """What was found out about pairs before: the words they share, whether they are alike, and contradict each other.

    Texts go by lasting numbers here.
    """

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._found: dict[tuple[int, int], bool] = {}
        self._alike: dict[tuple[int, int], bool] = {}
        self._compared: Ints = np.empty(0, np.int64)  # pairs, in order
        self._covered: Ints = np.empty(0, np.int64)

    def of(self, numbers: list[int]) -> Past:
        """Take `numbers` as the lasting numbers of the texts from now on."""
        self._numbers = numbers
        return self

    def compare(self, words: Words, a: Ints, b: Ints) -> Ints:
        """Compare texts as `compare` does, each pair once."""
        numbers = np.array(self._numbers, dtype=np.int64)
        keys = (numbers[a] << _SHIFT) | numbers[b]
        at = np.searchsorted(self._compared, keys)
        new = np.flatnonzero(~among(keys, self._compared))
        new = new[np.argsort(keys[new])]
        covered: Ints = np.append(self._covered, 0)[at]
        covered[new] = compare(words, a[new], b[new])
        self._compared = np.insert(self._compared, at[new], keys[new])
        self._covered = np.insert(self._covered, at[new], covered[new])
        return covered

    def alike(self, a: int, b: int, judge: Callable[[int, int], bool]) -> bool:
        """Return what `judge` says of two texts, which is asked once."""
        numbers = self._numbers[a], self._numbers[b]
        if numbers not in self._alike:
            self._alike[numbers] = judge(a, b)
        return self._alike[numbers]

    def find(self, a: int, b: int) -> bool | None:
        """Tell whether two texts contradict each other; None where they are new."""
        return self._found.get((self._numbers[a], self._numbers[b]))

    def note(self, a: int, b: int, *, stopped: bool) -> None:
        """Keep what was found."""
        self._found[self._numbers[a], self._numbers[b]] = stopped


class _Judge:
    """Looks for contradictions in pairs, each pair once; `stopped` keeps those it found."""

    def __init__(
        self, texts: Sequence[Text], words: Words, pairs: Pairs, settings: Settings, past: Past | None
    ) -> None:
        self._texts, self._words, self._pairs, self._settings, self._past = texts, words, pairs, settings, past
        self._seen = np.zeros(len(pairs.a), dtype=np.bool_)
        self.stopped: set[tuple[int, int]] = set()

    def contradicting(self, at: Ints) -> Ints:
        """Return those of the pairs `at` that contradict each other, leaving out the pairs of an earlier call."""
        at = at[~self._seen[at]]
        self._seen[at] = True
        stopped, new = self._remembered(at, self._past) if self._past else ([], at)
        signs = suspects(self._words, self._pairs.a[new], self._pairs.b[new], self._settings.conflict_share)
        look = np.arange(len(new)) if self._past else np.flatnonzero(signs)
        for place, sign in zip(new[look].tolist(), signs[look].tolist(), strict=True):
            a, b = int(self._pairs.a[place]), int(self._pairs.b[place])
            found = sign == TEMPLATE or (sign == SUSPECT and self._contradict(a, b))
            if found:
                self.stopped.add((a, b))
                stopped.append(place)
            if self._past:
                self._past.note(a, b, stopped=found)
        return np.array(stopped, dtype=np.int64)

    def _contradict(self, a: int, b: int) -> bool:
        return is_stopped(read_pair(self._texts[a].body, self._texts[b].body), self._settings)

    def _remembered(self, at: Ints, past: Past) -> tuple[list[int], Ints]:
        """Return those of the pairs `at` that are known to contradict each other, and those that are new."""
        stopped, new = [], []
        for place, a, b in zip(at.tolist(), self._pairs.a[at].tolist(), self._pairs.b[at].tolist(), strict=True):
            found = past.find(a, b)
            if found is None:
                new.append(place)
            elif found:
                self.stopped.add((a, b))
                stopped.append(place)
        return stopped, np.array(new, dtype=np.int64)

    def hopeless(self, matches: Ints, scores: Floats, closed: Ints) -> Ints:
        """Return the matches to close beside `closed`: those of texts that may be filled templates.

        The best other matches of such a text are looked at at once, and the rest is not looked at: a copy of a filled
        template agrees with it better than another filling does.
        """
        pairs = self._pairs
        doubtful = np.zeros(len(self._texts), dtype=np.bool_)
        doubtful[pairs.a[closed]] = doubtful[pairs.b[closed]] = True
        both = np.concatenate((matches[doubtful[pairs.a[matches]]], matches[doubtful[pairs.b[matches]]]))
        text = np.concatenate(
            (pairs.a[matches[doubtful[pairs.a[matches]]]], pairs.b[matches[doubtful[pairs.b[matches]]]])
        )
        order = np.lexsort((both, -scores[both], text))
        both, text = both[order], text[order]
        begins = np.flatnonzero(np.diff(text, prepend=-1))
        nth = np.arange(len(text)) - np.repeat(begins, np.diff(begins, append=len(text)))
        looked = distinct(both[nth < self._settings.patience])
        beyond = distinct(both[nth >= self._settings.patience])
        beyond = beyond[~among(beyond, looked)]
        return np.concatenate((self.contradicting(looked), beyond))
