"""Star groups: a text joins the leader it matches best, never a member, so that groups do not chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def stars(count: int, matches: Sequence[Sequence[tuple[int, float]]], agree: Callable[[int, int], bool]) -> list[int]:
    """Return the leader of each of `count` texts; texts are in order of time.

    `matches[b]` are earlier texts that b may copy, with a score; `agree(a, b)` has the last word on a pair. A text that
    matches a member is compared with that member's leader as well.
    """
    leaders = list(range(count))
    for text in range(count):
        tried = set()
        for other, _ in sorted(matches[text], key=lambda match: (-match[1], match[0])):
            leader = leaders[other]
            if leader in tried:
                continue
            tried.add(leader)
            if agree(leader, text):
                leaders[text] = leader
                break
    return leaders
