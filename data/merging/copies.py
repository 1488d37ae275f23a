"""Which texts are copies: candidates from the sketches, a closer look at the doubtful, star groups, and the veto."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import candidates
from data.merging.comparing import SUSPECT, compare, suspects
from data.merging.grouping import Matches, stars
from data.merging.judging import is_stopped, read_pair
from data.merging.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.merging.candidates import Candidates
    from data.merging.comparing import Words
    from data.merging.judging import Reading
    from data.merging.settings import Settings
    from data.merging.texts import Text

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


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
    """The leader of each text, what the pairs have in common, and the pairs that contradict each other.

    A contradiction that needed no reading word for word (another template's numbers) comes without one.
    """

    leaders: list[int]
    words: Words
    pairs: Pairs
    stopped: dict[tuple[int, int], Reading | None]


def find_copies(texts: Sequence[Text], settings: Settings) -> Copies:
    """Group `texts`, which are in order of their days, into copies."""
    sketches = sketch([text.body for text in texts])
    days = np.array([text.day for text in texts], dtype=np.int64)
    pairs = _pairs(candidates(sketches.entries, days, settings), sketches.words, settings)
    scores = pairs.scores(settings)
    open_ = (scores >= settings.copy_score) & (pairs.containment >= settings.copy_containment)
    judge = _Judge(texts, sketches.words, pairs, settings)
    while True:  # ends: each round either closes a match or is the last
        at = np.flatnonzero(open_)
        leaders, by = stars(days, Matches(pairs.a[at], pairs.b[at], scores[at]))
        joined = at[[match for match in by if match >= 0]]
        closed = judge.contradicting(joined)
        if not len(closed):
            return Copies(leaders, sketches.words, pairs, judge.stopped)
        open_[closed] = False
        open_[judge.hopeless(np.flatnonzero(open_), scores, closed)] = False


def _pairs(found: Candidates, words: Words, settings: Settings) -> Pairs:
    """Take the clear pairs from the sample, and count every word of the others."""
    sizes = found.size[found.a], found.size[found.b]
    smaller = np.minimum(*sizes)
    containment = found.shared / np.maximum(smaller, 1)
    share = found.shared / np.maximum(np.maximum(*sizes), 1)
    kept = containment >= settings.slight_containment
    pairs = Pairs(found.a[kept], found.b[kept], containment[kept], share[kept])
    clear = (pairs.containment >= settings.sure_containment) & (pairs.share >= settings.sure_share)
    doubtful = np.flatnonzero(~clear | (smaller[kept] < settings.few_shingles))
    compared = compare(words, pairs.a[doubtful], pairs.b[doubtful])
    pairs.containment[doubtful] = compared.covered / np.maximum(compared.shorter, 1)
    pairs.share[doubtful] = compared.covered / np.maximum(compared.longer, 1)
    return pairs


class _Judge:
    """Looks for contradictions in pairs, each pair once; `stopped` keeps those it found."""

    def __init__(self, texts: Sequence[Text], words: Words, pairs: Pairs, settings: Settings) -> None:
        self._texts, self._words, self._pairs, self._settings = texts, words, pairs, settings
        self._seen = np.zeros(len(pairs.a), dtype=np.bool_)
        self.stopped: dict[tuple[int, int], Reading | None] = {}

    def contradicting(self, at: Ints) -> Ints:
        """Return those of the pairs `at`, none of them seen before as contradicting, that contradict each other."""
        at = at[~self._seen[at]]
        self._seen[at] = True
        a, b = self._pairs.a[at], self._pairs.b[at]
        signs = suspects(self._words, a, b)
        stopped = []
        for place in np.flatnonzero(signs).tolist():
            pair = int(a[place]), int(b[place])
            reading = None
            if signs[place] == SUSPECT:
                reading = read_pair(self._texts[pair[0]].body, self._texts[pair[1]].body)
                if not is_stopped(reading, self._settings):
                    continue
            self.stopped[pair] = reading
            stopped.append(place)
        return at[stopped]

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
        looked = np.unique(both[nth < self._settings.patience])
        beyond = np.setdiff1d(both[nth >= self._settings.patience], looked)
        return np.concatenate((self.contradicting(looked), beyond))
