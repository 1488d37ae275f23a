"""What a new version of an article did to the claims of the version before: kept, changed, withdrawn or added.

Two signals are the same claim if they stand in sentences that answer to each other (`data.comparing`), wherever these
have moved, and their words are alike; of several the likest, of the same speaker first. Each signal has one counterpart
at most, so that kept + changed + withdrawn are all claims of the version before, and kept + changed + added all of now.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from data.comparing import align, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from data.comparing import Row
    from data.models import Article, Signal, Span

FIELDS = (
    "rung", "certainty", "speaker", "form", "meeting_date", "venue", "participants", "condition", "contact",
    "background", "said_on", "text",
)  # fmt: skip
"""Fields in which a claim may have changed, the weightiest first."""
ALIKE = 0.55
"""Likeness (0 to 1) from which two passages of one speaker, in sentences that answer to each other, are one claim."""
OTHER_SPEAKER = 0.75
"""The same for two speakers, in order: "A lehnt B ab" and "B lehnt A ab" are the same words and not the same claim."""
SAME_SPEAKER = 0.5
"""What the same speaker adds to the likeness of two passages: who says it tells more than how it is put."""
MOST = 100
"""Signals of one pair of sentences whose words are compared; a page without full stops is no sentence."""
_LONGEST = 2_000  # characters of a passage that are compared

Value = str | bool | list[str] | None
Differences = dict[str, tuple[Value, Value]]


class Pair(NamedTuple):
    """A claim in both versions, and the fields in which it differs, as it was and as it is."""

    before: Signal
    now: Signal
    fields: Differences


@dataclass(frozen=True, slots=True)
class Step:
    """What became of the claims from one version to the next; `share` of the earlier text still stands, 0 to 1."""

    pairs: tuple[Pair, ...]
    withdrawn: tuple[Signal, ...]
    added: tuple[Signal, ...]
    share: float

    @property
    def changed(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.fields)


class Text(NamedTuple):
    """A version as claims are looked for in it: its body, its language, and its signals in any order."""

    body: str
    lang: str
    signals: Sequence[Signal]


def step(before: Text, now: Text) -> Step:
    """Compare the claims of two versions of an article."""
    rows = align(before.body, now.body, before.lang, now.lang)
    pairs = same_claims(before.signals, now.signals, rows)
    old, new = {pair.before.id for pair in pairs}, {pair.now.id for pair in pairs}
    return Step(
        pairs=pairs,
        withdrawn=tuple(sorted((row for row in before.signals if row.id not in old), key=_place)),
        added=tuple(sorted((row for row in now.signals if row.id not in new), key=_place)),
        share=_share(rows, before.body),
    )


def same_claims(before: Iterable[Signal], now: Iterable[Signal], rows: Sequence[Row]) -> tuple[Pair, ...]:
    """Pair the signals of two texts that are the same claim, in the order of the first; `rows` aligns the bodies."""
    a, b = sorted(before, key=_place), sorted(now, key=_place)
    scored = {**_verbatim(a, b), **_alike(a, b, [(row.a, row.b) for row in rows if row.a and row.b])}
    likest = sorted(scored.items(), key=lambda held: (-held[1], abs(held[0][0] - held[0][1]), held[0]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), _ in likest:
        if one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)
    return tuple(Pair(a[one], b[other], differences(a[one], b[other])) for one, other in sorted(partner.items()))


def differences(before: Signal, now: Signal) -> Differences:
    """Return the fields in which a claim differs, as it was and as it is; quotation marks and spaces are no words.

    A day that is the article's in both, for want of another, moves with the article and is no change of the claim.
    """
    found: Differences = {}
    for name in FIELDS:
        old, new = _value(getattr(before, name)), _value(getattr(now, name))
        alike = plain(str(old)) == plain(str(new)) if name == "text" else old == new
        if name == "said_on" and before.said_on_basis == now.said_on_basis == "published":
            alike = True
        if not alike:
            found[name] = (old, new)
    return found


def is_earlier(now: Article, before: Article) -> bool:
    """Whether a version is dated before the one that was imported before it; undated ones are not."""
    if now.published_on is None or before.published_on is None:
        return False
    if now.published_on == before.published_on and now.published_at and before.published_at:
        return now.published_at < before.published_at
    return now.published_on < before.published_on


_Scores = dict[tuple[int, int], float]


def _verbatim(a: Sequence[Signal], b: Sequence[Signal]) -> _Scores:
    """Score the same words of the same speaker, wherever they stand, a little below those at the same place."""
    places: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for number, signal in enumerate(b):
        places[_key(signal)].append(number)
    found: _Scores = {}
    for number, signal in enumerate(a):
        for other in places[_key(signal)][:MOST]:
            found[number, other] = 0.99 + SAME_SPEAKER
    return found


def _alike(a: Sequence[Signal], b: Sequence[Signal], rows: Iterable[tuple[Span, Span]]) -> _Scores:
    """Score signals of sentences that answer to each other, and those of the two headlines."""
    found: _Scores = {}
    titles = [[number for number, signal in enumerate(side) if signal.where == "title"] for side in (a, b)]
    groups = [titles, *([_within(a, row[0]), _within(b, row[1])] for row in rows)]
    for ours, theirs in groups:
        found |= dict(_likenesses(a, b, ours[:MOST], theirs[:MOST]))
    return found


def _likenesses(
    a: Sequence[Signal], b: Sequence[Signal], ours: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[tuple[int, int], float]]:
    if not ours or not theirs:
        return
    texts = [[plain(side[number].text)[:_LONGEST] for number in some] for side, some in ((a, ours), (b, theirs))]
    straight = cdist(*texts, scorer=fuzz.ratio, dtype=np.float64) / 100
    turned = cdist(*texts, scorer=fuzz.token_sort_ratio, dtype=np.float64) / 100
    in_any_order = np.maximum(straight, 0.95 * turned)
    for place, one in enumerate(ours):
        for other_place, other in enumerate(theirs):
            is_same = a[one].speaker == b[other].speaker
            likeness = float((in_any_order if is_same else straight)[place, other_place])
            if likeness >= (ALIKE if is_same else OTHER_SPEAKER):
                yield (one, other), likeness + SAME_SPEAKER * is_same


def _within(signals: Sequence[Signal], span: Span) -> list[int]:
    return [
        number
        for number, signal in enumerate(signals)
        if signal.where == "body" and signal.start < span[1] and signal.end > span[0]
    ]


def _share(rows: Iterable[Row], body: str) -> float:
    """Return how much of a text stands in the other one too, reworded sentences by their likeness."""
    total = kept = 0.0
    for row in rows:
        if row.a is not None:
            length = len(body[row.a[0] : row.a[1]].strip())
            total += length
            kept += length * row.score if row.b is not None else 0
    return kept / total if total else 1.0


def _value(held: object) -> Value:
    if isinstance(held, date):
        return held.isoformat()
    if isinstance(held, tuple):
        return list(held)
    return held if isinstance(held, str | bool) else None


def _key(signal: Signal) -> tuple[str, str, str | None]:
    return signal.where, plain(signal.text), signal.speaker


def _place(signal: Signal) -> tuple[str, int, int, str]:
    return signal.where, signal.start, signal.end, signal.id
