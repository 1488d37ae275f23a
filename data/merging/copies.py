"""Which texts are copies: candidates from the sketches, a closer look at the doubtful, star groups, and the veto."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data.merging.candidates import candidates
from data.merging.comparing import compare, suspects
from data.merging.grouping import Matches, stars
from data.merging.judging import is_stopped, read_pair
from data.merging.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.merging.comparing import Words
    from data.merging.judging import Reading
    from data.merging.settings import Settings
    from data.merging.texts import Text

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(slots=True)
class Pairs:
    """Compared pairs of texts, `a` before `b`: share of the shorter found in the longer, and the other way round."""

    a: Ints
    b: Ints
    containment: Floats
    share: Floats


@dataclass(slots=True)
class Copies:
    """The leader of each text, what the pairs have in common, and the pairs that contradict each other."""

    leaders: list[int]
    words: Words
    pairs: Pairs
    stopped: dict[tuple[int, int], Reading] = field(default_factory=dict)


def find_copies(texts: Sequence[Text], settings: Settings) -> Copies:
    """Group `texts`, which are in order of their days, into copies."""
    sketches = sketch([text.body for text in texts])
    words = sketches.words
    days = np.array([text.day for text in texts], dtype=np.int64)
    found = candidates(sketches.entries, days, settings)
    sizes = found.size[found.a], found.size[found.b]
    smaller, larger = np.minimum(*sizes), np.maximum(*sizes)
    containment, share = found.shared / np.maximum(smaller, 1), found.shared / np.maximum(larger, 1)
    kept = containment >= settings.slight_containment
    pairs = Pairs(found.a[kept], found.b[kept], containment[kept], share[kept])
    sure = (pairs.containment >= settings.sure_containment) & (pairs.share >= settings.sure_share)
    sure &= smaller[kept] >= settings.few_shingles
    _look_closer(pairs, np.flatnonzero(~sure), words)
    copies = Copies(list(range(len(texts))), words, pairs)
    checked: set[tuple[int, int]] = set()
    while True:  # ends: each round looks at pairs no round has looked at
        matches = _matches(copies, settings)
        copies.leaders = stars(days, matches)
        if not _check(texts, copies, matches, checked, settings):
            return copies


def _look_closer(pairs: Pairs, at: Ints, words: Words) -> None:
    """Replace the sample's estimate of the pairs `at` by what all their words say."""
    compared = compare(words, pairs.a[at], pairs.b[at])
    pairs.containment[at] = compared.covered / np.maximum(compared.shorter, 1)
    pairs.share[at] = compared.covered / np.maximum(compared.longer, 1)


def _matches(copies: Copies, settings: Settings) -> Matches:
    pairs = copies.pairs
    score = pairs.containment + settings.share_weight * pairs.share
    copy = (score >= settings.copy_score) & (pairs.containment >= settings.copy_containment)
    for at in np.flatnonzero(copy) if copies.stopped else ():
        copy[at] = (int(pairs.a[at]), int(pairs.b[at])) not in copies.stopped
    return Matches(pairs.a[copy], pairs.b[copy], score[copy])


def _check(
    texts: Sequence[Text], copies: Copies, matches: Matches, checked: set[tuple[int, int]], settings: Settings
) -> bool:
    """Look for contradictions between each new member and its leader; tell whether one was stopped.

    Where one was, all other matches of that text are looked at as well: it may be one of many texts from one template.
    """
    members = [(min(at, leader), max(at, leader)) for at, leader in enumerate(copies.leaders) if at != leader]
    stopped = _stop(texts, copies, [pair for pair in members if pair not in checked], settings)
    checked.update(members)
    if not stopped:
        return False
    doubtful = np.zeros(len(texts), dtype=np.bool_)
    doubtful[list({text for pair in stopped for text in pair})] = True
    at = np.flatnonzero(doubtful[matches.a] | doubtful[matches.b])
    others = set(zip(matches.a[at].tolist(), matches.b[at].tolist(), strict=True)) - checked
    _stop(texts, copies, sorted(others), settings)
    checked.update(others)
    return True


def _stop(
    texts: Sequence[Text], copies: Copies, pairs: Sequence[tuple[int, int]], settings: Settings
) -> list[tuple[int, int]]:
    """Return those of `pairs` whose texts contradict each other, and note why."""
    if not pairs:
        return []
    a, b = np.array(pairs, dtype=np.int64).T
    stopped = []
    for at in np.flatnonzero(suspects(copies.words, a, b)).tolist():
        pair = pairs[at]
        reading = read_pair(texts[pair[0]].body, texts[pair[1]].body)
        if is_stopped(reading, settings):
            copies.stopped[pair] = reading
            stopped.append(pair)
    return stopped
