"""The head of a page: which line is the headline, and what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from data.cleaning.knowledge import knowledge
from data.cleaning.labels import Line, is_entry
from data.cleaning.metaline import Meta, read_stamped
from data.cleaning.outlet import is_newspaper
from data.cleaning.page import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.cleaning.credits import Known
    from data.cleaning.page import Unit

_REACH = 25  # lines from the top in which the head of a page ends
_MOST_WORDS = 25
_SAME_TITLE = 85
_SUBTITLE_WORDS = 6
_STANDFIRST = 1.6
_ENOUGH = 1.6  # score of two words that stand beside the date, or of four that the text takes up
_CLUTTER = (
    "caption", "navigation", "share", "newsletter", "consent", "support", "paywall", "advertisement", "media",
    "reference",
)  # fmt: skip
_SENTENCES = re.compile(r"[.!?…][\"“”»«]?\s+[A-ZÄÖÜ„\"«»“]")
_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
_QUOTED = re.compile(r"[„\"«»“‚‘].{8,120}[“”\"«»‘’]")
_SEPARATED = re.compile(r"\s[|»›·•]\s")
_WRAPPED = re.compile(r"^\W*\+{2,}\s*|\s*\+{2,}\W*$")
_SPACED_COLON = re.compile(r"^[^:]{3,60}\s:\s(?=\S)")
_KICKER = re.compile(r"^[A-ZÄÖÜ][\w-]*(?:er|e|es)\s([A-ZÄÖÜ][\w-]+)\s(?=[A-ZÄÖÜ][\w.-]+(?:\s[A-ZÄÖÜ][\w.-]+)?:\s)")


@dataclass(frozen=True, slots=True)
class Head:
    """The title, the lines with the head labelled, and where the article begins."""

    title: str | None
    lines: tuple[Line, ...]
    begin: int
    headline: int | None = None  # its line

    def below(self, above: Sequence[Line]) -> Head:
        """Return the same head on a page with other lines above it."""
        headline = None if self.headline is None else self.headline + len(above)
        return Head(self.title, (*above, *self.lines), self.begin + len(above), headline)


def with_title(page: Sequence[Unit], given: str | None) -> tuple[Unit, ...]:
    """Mark the input's own title at the top as a heading where it reads like a sentence, or like one that goes on."""
    wanted = _fold(given or "")
    units = list(page)
    for number, unit in enumerate(units[:_REACH]):
        if wanted and _fold(unit.flat) == wanted:
            goes_on = number + 1 < len(units) and units[number + 1].text[0].islower()
            units[number] = replace(unit, heading=unit.heading or goes_on or ends_sentence(unit.text))
    return tuple(units)


def read_head(lines: Sequence[Line], given: str | None, known: Known) -> Head:
    """Find the headline and label what stands above the first paragraph; `given` is the input's own title."""
    rows = list(lines)
    if _heads_a_live_blog(rows):
        rows[0] = replace(rows[0], rule=None)
    for number, line in enumerate(rows[:_REACH]):
        stamped = read_stamped(line.unit.text) if line.rule is None else None
        if stamped and not ends_sentence(line.unit.text):
            rows[number] = replace(line, meta=stamped)
        elif line.rule is None and number and rows[number - 1].rule is None and rows[number - 1].unit.words >= 4:
            reporter = _reporter(line.unit.flat, known)
            dated = any(row.meta and row.meta.stamps for row in rows[number + 1 : number + 4])
            if reporter and dated:
                rows[number] = replace(line, rule="author", meta=Meta(authors=(reporter,)))
    begin = _begin(rows)
    chosen = _headline(rows, begin, given, known)
    title = None if chosen is None else _title(rows[chosen])
    for number in range(begin):
        if number != chosen and rows[number].rule is None:
            rows[number] = replace(rows[number], rule=_rule(rows[number], number, chosen, known))
    for number, line in enumerate(rows[: 2 * _REACH]):
        same = title is not None and _fold(line.unit.flat) in (_fold(title), _fold(given or title))
        if number == chosen or (line.rule is None and same and number <= max(begin, _REACH)):
            rows[number] = replace(line, rule="headline")
    return Head(title, _captions(rows), begin, chosen)


def _heads_a_live_blog(rows: Sequence[Line]) -> bool:
    """Whether the first line looks like a pointer to a live blog or a video, but its own date or entry is below it."""
    if len(rows) < 2 or rows[0].rule != "media":
        return False
    return bool(rows[1].meta and rows[1].meta.stamps) or is_entry(rows[1].unit)


def _begin(rows: Sequence[Line]) -> int:
    """Return where the article begins: behind the line that dates it, also where that stands below the lead."""
    first = len(rows)
    for number, line in enumerate(rows):
        if (line.rule is None and line.prose and not _asks(rows, number)) or is_entry(line.unit):
            first = number
            break
    prose = 0
    for number in range(first, min(first + 7, len(rows), _REACH)):
        prose += rows[number].rule is None and rows[number].prose
        if prose > 2:
            break
        if rows[number].rule == "credit line" and number > 0 and _is_short(rows[number - 1]):
            return number
    return first if first < len(rows) else 0


def _asks(rows: Sequence[Line], number: int) -> bool:
    """Whether a full sentence is a headline: marked as one, above a credit line, or a question at the very top."""
    unit = rows[number].unit
    if unit.words > _MOST_WORDS or unit.text.rstrip("\"'“”»«").endswith(":"):
        return False
    below = rows[number + 1] if number + 1 < len(rows) else None
    if unit.heading:
        return True
    if below is None or unit.words > 16:
        return False
    loud = unit.text.rstrip("\"'“”»«").endswith(("?", "!"))
    if not loud or _SENTENCES.search(unit.text):
        return False
    if below.rule == "credit line" and below.meta and (below.meta.stamps or below.meta.authors):
        return True
    return all(row.rule is not None or not row.prose for row in rows[:number]) and below.unit.gap


def _is_short(line: Line) -> bool:
    return line.rule is None and 3 <= line.unit.words <= 20 and not ends_sentence(line.unit.text)


def _headline(rows: Sequence[Line], begin: int, given: str | None, known: Known) -> int | None:
    texts = (row.unit.text[:5000] for row in rows[begin:] if row.rule is None)
    body = set(map(str.casefold, set().union(*map(_WORD.findall, texts))))
    uses = Counter(_fold(row.unit.flat) for row in rows[:_REACH])
    best, chosen = 0.0, None
    scores: dict[int, float] = {}
    for number in range(min(begin, _REACH)):
        row = rows[number]
        if row.rule is not None or row.unit.words > _MOST_WORDS:
            continue
        if row.prose and not row.meta and not _asks(rows, number):
            continue
        again = uses[_fold(row.unit.flat)] > 1 and row.unit.words > 2  # sections stand in several menus
        score = _score(rows, number, begin, body, known) + 3 * again
        if given and ratio(_fold(given), _fold(row.unit.flat)) >= _SAME_TITLE:
            score += 10
        scores[number] = score
        if score > best:
            best, chosen = score, number
    if best < _ENOUGH or chosen is None:
        return None
    above = _above(rows, chosen)
    if above is not None and above in scores and scores[above] + _STANDFIRST >= best:
        return above
    return chosen


def _above(rows: Sequence[Line], number: int) -> int | None:
    """Return the line that may be the headline of a standfirst without a full stop: the next above, if it is long."""
    below = rows[number + 1].unit if number + 1 < len(rows) else None
    if rows[number].unit.heading or (rows[number].unit.gap and below is not None and not below.gap):
        return None
    place = next((place for place in range(number - 1, -1, -1) if rows[place].rule is None), None)
    if place is None:
        return None
    above = rows[place].unit
    return place if above.words >= _SUBTITLE_WORDS or (above.words >= 3 and _QUOTED.fullmatch(above.flat)) else None


def _score(rows: Sequence[Line], number: int, begin: int, body: set[str], known: Known) -> float:
    """How much a line looks like the headline: its length, its place, and what the text takes up of it."""
    row = rows[number]
    text = row.unit.flat if not (row.meta and row.meta.rest) else row.meta.rest
    count = len(text.split())
    if known.is_person(text) or text.endswith((",", ";")) or count < 2:
        return 4.0 if row.unit.heading and count == 1 else 0.0
    content = [word.casefold() for word in _WORD.findall(text)]
    taken = sum(word in body for word in content) / len(content) if content else 0
    below = rows[number + 1] if number + 1 < len(rows) else None
    score = 0.35 * min(count, 8) + 2 * taken + 0.6 * (number + 1) / max(begin, 1)
    score += 4.0 * row.unit.heading
    score += 1.5 if below is not None and below.rule in ("credit line", "author") else 0.0
    score += 3.0 if row.meta and row.meta.rest else 0.0
    score -= 1.5 if text.isupper() else 0.0
    score -= 3.0 if count <= 4 and is_newspaper(text) else 0.0
    score -= 3.0 if _SEPARATED.search(text) and count < 8 else 0.0
    score -= 1.5 if count == 2 and not (below and below.rule == "credit line") else 0.0
    return score


def _title(line: Line) -> str:
    """Return the words of the headline, without what a flattened page prints before and behind it."""
    text = line.unit.flat
    if line.meta and line.meta.rest:
        text = line.meta.rest
        first, _, rest = text.partition(" ")
        if first.islower() and first in knowledge().words["genres"] and rest:
            text = rest
        wrapped = re.search(r"\+{2,}\s*([^+]{10,200}?)\s*\+{2,}$", text)
        text = wrapped[1] if wrapped else text
        kicker = _KICKER.match(text)
        if kicker and not any(kicker[1].casefold().endswith(role) for role in knowledge().words["roles"]):
            text = text[kicker.end() :]
    text = _WRAPPED.sub("", text)
    parts = _SEPARATED.split(text)
    if len(parts) > 1 and len(parts[0].split()) >= 4 and len(parts[-1].split()) <= 4:
        text = parts[0]
    return _SPACED_COLON.sub("", text).strip()


def _rule(line: Line, number: int, chosen: int | None, known: Known) -> str | None:
    """Name what a line of the head is that is neither headline nor credit; None for a subtitle, which stays."""
    if known.is_person(line.unit.flat):
        return "author" if chosen is not None and number > chosen else "kicker"
    if chosen is not None and number > chosen and line.unit.words >= _SUBTITLE_WORDS:
        return None
    if line.prose and not _SEPARATED.search(line.unit.text):
        return None
    return "kicker"


def _reporter(text: str, known: Known) -> str | None:
    """Return the name in a line that is a reporter's name and place ("Jane Doe in Brussels")."""
    words = text.split()
    if not 4 <= len(words) <= 7:
        return None
    for size in (2, 3):
        name, place = " ".join(words[:size]), " ".join(words[size:])
        if known.is_person(name) and name.casefold() not in known.persons:
            return name if knowledge().meta["after_name"].fullmatch(place) else None
    return None


def _captions(rows: Sequence[Line]) -> tuple[Line, ...]:
    """Label short lines that stand between clutter, or in one block with a photo credit and no paragraph."""
    result = list(rows)
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and not rows[end].unit.gap:
            end += 1
        block = rows[start:end]
        pictured = any(row.rule == "caption" for row in block) and not any(
            row.prose and row.rule is None for row in block
        )
        for number in range(start, end):
            row = rows[number]
            if _captioned(block, number - start):
                result[number] = replace(row, rule="caption")
            if row.rule is not None or row.prose or row.unit.heading or row.unit.bullet or is_entry(row.unit):
                continue
            before = result[number - 1].rule if number > start else None
            after = rows[number + 1].rule if number + 1 < end else None
            echoed = after == "caption" and rows[number + 1].unit.flat.startswith(row.unit.flat)
            if pictured or echoed:
                result[number] = replace(row, rule="caption")
            elif before in _CLUTTER and after in _CLUTTER and row.unit.words <= 12:
                result[number] = replace(row, rule=before)
        start = end
    return tuple(result)


def _captioned(block: Sequence[Line], number: int) -> bool:
    """Whether the line is one sentence in a block of its own above a photo credit."""
    row = block[number]
    return (
        len(block) <= 3
        and row.rule is None
        and row.prose
        and row.unit.words <= 30
        and number + 1 < len(block)
        and block[number + 1].rule == "caption"
        and sum(line.rule is None for line in block) == 1
        and not _SENTENCES.search(row.unit.text)
        and knowledge().words["reporting"].isdisjoint(_fold(row.unit.text).split())
    )


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
