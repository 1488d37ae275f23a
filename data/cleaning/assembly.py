"""The body, from the lines that stay. The raw text less the cuts is the body, white space aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.cleaning.page import without
from data.models import Cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.cleaning.labels import Line


def assemble(
    raw: str, lines: Sequence[Line], markup: Iterable[Cut], inline: Iterable[Cut]
) -> tuple[str, tuple[Cut, ...]]:
    """Return the body, paragraphs a blank line apart, and all cuts in order and without overlap.

    Where everything would go, the text stays as it is but for its markup: an empty article helps nobody.
    """
    removed = [Cut(line.unit.start, line.unit.end, line.rule) for line in lines if line.rule is not None]
    cuts = _merged([*removed, *markup, *inline])
    body = _body(raw, [line for line in lines if line.rule is None], cuts)
    if not body:
        cuts = _merged(markup)
        body = _body(raw, lines, cuts)
    return body, cuts


def _body(raw: str, lines: Iterable[Line], cuts: Sequence[Cut]) -> str:
    paragraphs = (" ".join(without(raw, line.unit.start, line.unit.end, cuts).split()) for line in lines)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _merged(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Order the cuts; where two overlap, the one that starts first keeps the stretch."""
    result: list[Cut] = []
    end = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if cut.end > end:
            result.append(Cut(max(cut.start, end), cut.end, cut.rule))
            end = cut.end
    return tuple(result)
