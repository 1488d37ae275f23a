"""The page as units: lines, and paragraphs that the page broke into lines, with their place in the raw text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from data.cleaning.markup import BREAK, markup
from data.models import Cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = re.compile(r"[^\n]+")
_WIDE = re.compile(r"[^\S\n]{2,}|\t")
_TERMINAL = re.compile(r"[.!?…][\"'“”„»«’‘)\]]*$")
_BRACKETED = re.compile(r"\s*\([^()]{1,60}\)$")
_HYPHENATED = re.compile(r"[a-zäöüß]-$")
CONJUNCTIONS = ("und ", "oder ", "bis ", "bzw", "sowie ", "and ", "or ", "to ")
_WRAP_WIDTHS = range(45, 111)


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or paragraph: `raw[start:end]`. `text` is without markup; runs of blanks stay two blanks wide."""

    start: int
    end: int
    text: str
    flat: str  # with single blanks only
    words: int
    gap: bool = False  # a blank line stands before it
    heading: bool = False
    bullet: bool = False


def without(raw: str, start: int, end: int, cuts: Sequence[Cut]) -> str:
    """Return `raw[start:end]` less the cuts (sorted, without overlap) that fall into it."""
    number = bisect_left(cuts, start, key=lambda cut: cut.end)
    if number == len(cuts) or cuts[number].start >= end:
        return raw[start:end]
    parts: list[str] = []
    at = start
    while number < len(cuts) and cuts[number].start < end:
        cut = cuts[number]
        parts.append(raw[at : max(at, cut.start)])
        if cut.rule == BREAK:
            parts.append(" ")
        at = max(at, cut.end)
        number += 1
    parts.append(raw[at:end] if at < end else "")
    return "".join(parts)


def units(raw: str) -> tuple[tuple[Unit, ...], tuple[Cut, ...]]:
    """Split `raw` at its lines, join what was one paragraph, and return the cuts that this and the markup make."""
    cuts = markup(raw)
    lines: list[Unit] = []
    last = 0
    for match in _LINE.finditer(raw):
        text = _WIDE.sub("  ", without(raw, *match.span(), cuts)).strip()
        if not text:
            continue
        stripped = match[0].strip()
        start = match.start() + match[0].index(stripped[0])
        gap = raw.count("\n", last, match.start()) > 1 or not lines
        heading = stripped.startswith("#") and not text.startswith("#")
        bullet = stripped[0] in "*+•▪◦‣►▶-" and text[0] != stripped[0] and not stripped.startswith("**")
        words = text.split()
        lines.append(Unit(start, start + len(stripped), text, " ".join(words), len(words), gap, heading, bullet))
        last = match.end()
    joined, hyphens = _unwrapped(lines)
    return joined, tuple(sorted([*cuts, *hyphens], key=lambda cut: cut.start))


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence; a credit in brackets behind the full stop does not matter."""
    return bool(_TERMINAL.search(_BRACKETED.sub("", text[-80:])[-12:]))


def joined(first: Unit, last: Unit, text: str) -> Unit:
    """Return one unit from the start of `first` to the end of `last`."""
    words = text.split()
    return Unit(first.start, last.end, text, " ".join(words), len(words), first.gap, first.heading, first.bullet)


def _unwrapped(lines: Iterable[Unit]) -> tuple[tuple[Unit, ...], list[Cut]]:
    """Join lines that were broken at a column, and words that were broken at a hyphen."""
    result: list[Unit] = []
    hyphens: list[Cut] = []
    blocks = list(_blocks(lines))
    widths = [_wrapped_at([unit.text for unit in block]) for block in blocks]
    column = max((width for width in widths if width), default=0)
    for block, own in zip(blocks, widths, strict=True):
        width = own or (column if max(len(unit.text) for unit in block) <= column else None)
        run = [block[0]]
        text = [block[0].text]
        for before, unit in pairwise(block):
            if before.heading or unit.heading or unit.bullet:
                glue = None
            elif _HYPHENATED.search(before.text) and unit.text[0].islower():
                glue = " " if unit.text.startswith(CONJUNCTIONS) else ""
            else:
                glue = " " if width and len(before.text) + 1 + len(unit.text.split()[0]) > width else None
            if glue is None:
                result.append(joined(run[0], run[-1], "".join(text)) if len(run) > 1 else run[0])
                run, text = [], []
            elif glue == "":
                hyphens.append(Cut(before.end - 1, unit.start, "hyphenation"))
                text[-1] = text[-1][:-1]
            else:
                text.append(glue)
            run.append(unit)
            text.append(unit.text)
        result.append(joined(run[0], run[-1], "".join(text)) if len(run) > 1 else run[0])
    return tuple(result), hyphens


def _blocks(lines: Iterable[Unit]) -> Iterable[list[Unit]]:
    block: list[Unit] = []
    for unit in lines:
        rule = not any(character.isalnum() for character in unit.flat)
        if block and (unit.gap or rule):
            yield block
            block = []
        block.append(unit)
        if rule:
            yield block
            block = []
    if block:
        yield block


def _wrapped_at(lines: Sequence[str]) -> int | None:
    """Return the column at which a block was broken: nearly every line ends where the next word would not fit."""
    width = max(map(len, lines))
    if len(lines) < 3 or width not in _WRAP_WIDTHS:
        return None
    full = [len(line) + 1 + len(follower.split()[0]) > width for line, follower in pairwise(lines)]
    open_ended = [not ends_sentence(line) for line in lines[:-1]]
    return width if sum(full) >= 0.8 * len(full) and sum(open_ended) >= 0.5 * len(full) else None
