"""Which found signal is which labelled one: by where they stand, best overlap first, each used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    Row = Mapping[str, Any]

SAME = 0.5
"""Dice of two stretches from which they are the same passage."""


def overlap(one: Row, other: Row) -> float:
    """Return Dice's coefficient of two stretches of one body, counted in characters (Dice 1945); 0 to 1."""
    both = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return float(2 * max(both, 0) / (one["end"] - one["start"] + other["end"] - other["start"]))


def paired(labelled: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield every labelled and every found signal of one article once: in pairs, and alone what has no partner.

    Of equal overlaps, the pair with the right rung and then the right speaker comes first.
    """
    ranked = sorted(
        (
            (-overlap(label, read), label["rung"] != read["rung"], label["speaker"] != read["speaker"], i, j)
            for i, label in enumerate(labelled)
            for j, read in enumerate(found)
            if overlap(label, read) >= SAME
        )
    )
    labels, reads = set(range(len(labelled))), set(range(len(found)))
    for *_, i, j in ranked:
        if i in labels and j in reads:
            labels.remove(i)
            reads.remove(j)
            yield labelled[i], found[j]
    yield from ((labelled[i], None) for i in sorted(labels))
    yield from ((None, found[j]) for j in sorted(reads))
