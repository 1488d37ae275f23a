"""Passages of a page that are not the article: link boxes, comments, what the page repeats, what follows the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from data.cleaning.knowledge import knowledge
from data.cleaning.labels import Line, is_entry
from data.cleaning.page import ends_sentence, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING_CHARS = 120
_BEGUN_CHARS = 100  # running text that must stand before comments end the article
_BOX_LINES = 12
_LONGEST_JOINED = 20_000
_END_MARKS = ("signature", "agency_notice")


def rejoin(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Join a sentence that a removed line interrupts ("… für nötig / Quelle: … / gehalten wird")."""
    result: list[Line] = []
    last: int | None = None  # place of the last line that stays
    open_words = knowledge().words["open"]
    for line in lines:
        if line.rule is not None:
            result.append(line)
            continue
        before = result[last].unit if last is not None else None
        if before is not None and last is not None and _interrupted(before.text, line.unit.text, open_words):
            removed = len(result) - 1 - last
            unmixed = not (before.heading or line.unit.heading or line.unit.bullet)
            if unmixed and (line.unit.text[0].islower() or (removed and _begun(result, last))):
                text = f"{before.text} {line.unit.text}"
                result[last:] = [Line(joined(before, line.unit, text)), *_inside(result[last + 1 :])]
                continue
        last = len(result)
        result.append(line)
    return tuple(result)


def _begun(lines: Sequence[Line], last: int) -> bool:
    """Whether the article has begun: a headline may end like half a sentence."""
    return lines[last].unit.words >= 12 or any(row.rule is None and row.prose for row in lines[max(0, last - 3) : last])


def _inside(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, unit=replace(line.unit, gap=True)) for line in lines]


def _interrupted(first: str, second: str, open_words: frozenset[str]) -> bool:
    """Whether a sentence goes on from `first` to `second`."""
    if not 25 <= len(first) <= _LONGEST_JOINED or ends_sentence(first) or first.endswith((":", ";")):
        return False
    if second[0].islower():
        return len(second.split()) >= 2
    return first.endswith(",") or first.rsplit(None, 1)[-1] in open_words


def cut_sections(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Take out comments to the end of the page, and boxes of links down to the next paragraph."""
    table = knowledge()
    result = list(lines)
    prose = [len(line.unit.text) if line.rule is None and line.prose else 0 for line in lines]
    total, seen, number = sum(prose), 0, 0
    while number < len(result):
        line = result[number]
        text = line.unit.flat if len(line.unit.text) <= _HEADING_CHARS else ""
        if text and _heads_text(text, result[number + 1 : number + 2]):
            if table.teasers.fullmatch(text):  # perhaps of a box that lost its links
                result[number] = replace(line, rule=line.rule or "reference")
        elif text and table.comments.fullmatch(text):
            if seen >= _BEGUN_CHARS and total - seen <= 3 * seen:
                return (*result[:number], *(replace(rest, rule="comments") for rest in result[number:]))
            result[number] = replace(line, rule=line.rule or "comments")
        elif seen and text and (table.teasers.fullmatch(text) or (line.rule == "reference" and text.endswith(":"))):
            end = _box_end(result, number + 1)
            result[number:end] = [replace(item, rule=item.rule or "reference") for item in result[number:end]]
            number = end
            continue
        elif seen and line.rule is None and not line.prose and _starts(text):
            result[number] = replace(line, rule="reference")
        seen += prose[number]
        number += 1
    return tuple(result)


def _heads_text(text: str, behind: Sequence[Line]) -> bool:
    """Whether a line is a subhead of the article ("Reaktionen"): a paragraph follows, and no name, day or headline."""
    follows = behind and behind[0].rule is None and behind[0].prose
    return bool(follows and knowledge().subheads.fullmatch(text.rstrip(" :")))


def _starts(text: str) -> bool:
    return any(pattern.match(text) for _, pattern in knowledge().labels)


def _box_end(lines: Sequence[Line], start: int) -> int:
    """Where a box of links ends: with its block, or, where every line is a block, before the next paragraph."""
    end = start
    if start < len(lines) and lines[start - 1].unit.gap and not lines[start].unit.gap:
        while end < len(lines) and not lines[end].unit.gap:
            end += 1
        if end - start <= _BOX_LINES:
            return end
        end = start  # a page without blank lines
    while end < len(lines) and not _stops(lines[end]):
        end += 1
    subhead = end < len(lines) and end - start > 1 and lines[end - 1].unit.gap and lines[end].unit.gap
    return end - 1 if subhead and lines[end - 1].rule is None else end


def _stops(line: Line) -> bool:
    """Whether a line ends a box of links: a paragraph, an entry of a live blog, or the heading of the comments."""
    if line.rule is None and line.prose:
        return True
    text = line.unit.flat if len(line.unit.text) <= _HEADING_CHARS else ""
    return is_entry(line.unit) or bool(text and knowledge().comments.fullmatch(text))


def cut_repeated(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Take out a paragraph that was printed before, and short lines that a page prints again and again."""
    uses = Counter(line.unit.flat.casefold() for line in lines if line.rule is None)
    seen: set[str] = set()
    result: list[Line] = []
    for line in lines:
        text = line.unit.flat.casefold()
        again = text in seen and line.unit.words >= 5 and line.prose
        button = uses[text] >= 3 and line.unit.words <= 6 and not line.prose
        if line.rule is None and (again or button):
            result.append(replace(line, rule="repeated"))
            continue
        seen.add(text)
        result.append(line)
    return tuple(result)


def cut_tail(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Take out what follows the last paragraph, and what follows the line that signs the article off."""
    result = list(lines)
    sizes = [len(line.unit.text) if line.rule is None and line.prose else 0 for line in lines]
    if not any(sizes):
        return tuple(lines)
    for number, line in enumerate(lines):
        if line.rule not in _END_MARKS or 4 * sum(sizes[number:]) >= sum(sizes[:number]):
            continue
        if not any(is_entry(rest.unit) for rest in lines[number:]):
            result[number:] = [replace(rest, rule=rest.rule or "after the end") for rest in lines[number:]]
            sizes[number:] = [0] * (len(sizes) - number)
            break
    last = max(number for number, size in enumerate(sizes) if size)
    if lines[last].unit.text.endswith(":"):
        return tuple(result)
    for number in range(last + 1, len(result)):
        if result[number].rule is None and not is_entry(result[number].unit):
            result[number] = replace(result[number], rule="after the end")
    return tuple(result)
