"""The menus above an article on a page that was copied whole: dozens of lines before its headline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.cleaning.labels import Line

REACH = 25
"""Lines above the first paragraph among which the headline and the line that dates the article stand."""
_WORDS = 12  # of a paragraph; a teaser may be a sentence, too
_APART = 6  # lines between two paragraphs of one text
_STRAY = 0.2  # of the text's words may stand in sentences among the menus,
_LONGEST = 40  # and so many words in one of them
_DATED = 5  # lines above a paragraph in which its article's day stands


def menus(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return, labelled, what stands more than `REACH` lines above the paragraphs that are most of the page's prose.

    That is nothing where more than a few stray sentences stand above them, which may be the article's.
    """
    runs = list(_runs(lines))
    if not runs:
        return ()
    sizes = [sum(lines[number].unit.words for number in run) for run in runs]
    fullest = sizes.index(max(sizes))
    start = runs[fullest][0] - REACH
    if (
        start <= 0
        or sum(sizes[:fullest]) > _STRAY * sizes[fullest]
        or any(_is_text(lines, run) for run in runs[:fullest])
    ):
        return ()
    return tuple(replace(line, rule=line.rule or "navigation", meta=None, signed=None) for line in lines[:start])


def _is_text(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether paragraphs may be a short article with long comments below: several, a long one, one with a day."""
    dated = any(line.meta is not None and line.meta.stamps for line in lines[max(0, run[0] - _DATED) : run[0]])
    return len(run) > 1 or lines[run[0]].unit.words > _LONGEST or dated


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the places of paragraphs that stand together."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if line.rule is None and line.prose and line.unit.words >= _WORDS:
            if run and number - run[-1] > _APART:
                yield run
                run = []
            run.append(number)
    if run:
        yield run
