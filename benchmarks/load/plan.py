"""What readers do: a row of actions for each, the same one each time, with filters as analysts set them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.load.collection import DAYS, FIRST, outlets, speakers, words
from data.models import LADDER
from data.selection import Selection

if TYPE_CHECKING:
    from benchmarks.load.answers import Known
    from benchmarks.load.collection import Size

PAGES = ("", "", "", "speakers", "articles")
"""Addresses of pages, the timeline more often than the others."""
ROWS = 200


@dataclass(frozen=True, slots=True)
class Action:
    """One rerun: what was changed, the page it is on, the filter that holds after it, the page of the table."""

    kind: str
    page: str
    selection: Selection
    number: int = 1
    values: dict[str, Any] = field(default_factory=dict)


def plan(size: Size, reader: int, count: int, known: Known, *, closed: bool) -> list[Action]:
    """Return a reader's first look and `count` actions after it.

    Where the range is `closed`, each filter has its days, so that no answer changes while articles of other days are
    imported.
    """
    chance = random.Random(1000 + reader)
    maker = _Maker(chance, size, closed=closed)
    page, selection, number = "", maker.start(), 1
    actions = [Action("open", page, selection, values=values_of(selection))]
    for _ in range(count):
        kind = chance.choice(["text", "days", "speaker", "rung", "outlet", "background", "page", "rows", "reset"])
        before = selection
        if kind == "page":
            number = 1
            page = chance.choice([one for one in PAGES if one != page])
        elif kind == "rows":
            rows = len(known.selected(selection)) if page == "" else 0
            if rows <= ROWS:
                kind = "days"
            else:
                number = 2 + chance.randrange(max(1, -(-rows // ROWS) - 1))
        if kind not in {"page", "rows"}:
            selection = maker.changed(kind, selection)
            number = number if selection == before else 1  # the table's page is of one filter
        values = values_of(selection)
        if number > 1:
            values[f"timeline_{selection.slug()}_page"] = number
        actions.append(Action(kind, page, selection, number, values))
    return actions


def values_of(selection: Selection) -> dict[str, Any]:
    """Return the values of the filter widgets, as a browser sends them."""
    return {
        "text": selection.text,
        "from": [selection.start.isoformat()] if selection.start else [],
        "to": [selection.end.isoformat()] if selection.end else [],
        "speaker": list(selection.speakers),
        "outlet": list(selection.outlets),
        "rung": list(selection.rungs),
        "form": list(selection.forms),
        "undated": selection.include_undated,
        "background": selection.include_background,
        "headlines": selection.include_headlines,
        "rejected": selection.include_rejected,
    }


class _Maker:
    def __init__(self, chance: random.Random, size: Size, *, closed: bool) -> None:
        self.chance, self.closed = chance, closed
        self.speakers, self.outlets, self.words = speakers(size), outlets(size), words()

    def start(self) -> Selection:
        if not self.closed:
            return Selection()
        return Selection(start=FIRST, end=FIRST + timedelta(days=DAYS), include_undated=False)

    def changed(self, kind: str, held: Selection) -> Selection:
        chance = self.chance
        if kind == "text":
            word = self.words[50 + int(2500 * chance.random())]
            return held.with_(text=chance.choice(["", word, word[:5], word]))
        if kind == "days":
            first = FIRST + timedelta(days=chance.randrange(DAYS - 30))
            return held.with_(start=first, end=first + timedelta(days=chance.choice([6, 29, 89, 364])))
        if kind == "speaker":
            return held.with_(speakers=tuple(self._some(self.speakers)))
        if kind == "outlet":
            return held.with_(outlets=tuple(self._some(self.outlets)))
        if kind == "rung":
            return held.with_(rungs=tuple(chance.sample(list(LADDER), chance.choice([0, 1, 2, 4]))))
        if kind == "background":
            return held.with_(include_background=not held.include_background)
        return self.start()

    def _some(self, names: list[str]) -> list[str]:
        chance = self.chance
        return [names[int(len(names) * chance.random() ** 2)] for _ in range(chance.choice([0, 1, 1, 2, 3]))]
