"""Where a contact is to be or was: a place named after "in" or "nach" in the clause that speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simplemma import is_known

from data.signals.words import fold

if TYPE_CHECKING:
    from data.signals.contact import ContactTable, Evidence
    from data.signals.people import People
    from data.signals.segments import Segment
    from data.signals.words import Word

_LONGEST = 3
"""Words of a place name ("Sankt Ansgar", "Den Haag")."""
_REACH = 8
"""Words after the contact noun within which its place is named."""


def venue_of(segment: Segment, evidence: Evidence, people: People, table: ContactTable) -> str | None:
    """Return the place named for the contact as it stands in the text, a known body by its name; None for none."""
    clause = next((c for c in segment.clauses if c.start <= evidence.word.start < c.end), None)
    if clause is None:
        return None
    row = clause.words
    begin = 0
    if evidence.kind not in {"verb", "travel"}:
        begin = next(at for at, word in enumerate(row) if word.start == evidence.word.start) + 1
        row = row[: begin + _REACH]
    for at in range(begin, len(row) - 1):
        if fold(row[at].text) in table.place:
            name = _name_after(row, at + 1, table.lang)
            if name:
                return _known_name(name, people)
    return None


def _name_after(row: tuple[Word, ...], start: int, lang: str) -> tuple[Word, ...]:
    """Return the capitalised words from `start`, an article before them left out, where they are a name."""
    if lang == "de" and start + 1 < len(row) and fold(row[start].text) in {"der", "die", "den", "dem", "das"}:
        start += 1
    end = start
    while end < len(row) and end - start < _LONGEST and row[end].text[:1].isupper():
        end += 1
    name = row[start:end]
    if not name or all(is_known(word.text, lang) or is_known(word.text.lower(), lang) for word in name):
        return ()
    return name


def _known_name(name: tuple[Word, ...], people: People) -> str | None:
    start, end = name[0].start, name[-1].end
    if any(people.is_person(m.actor) for m in people.within(start, end) if m.actor):
        return None
    return " ".join(word.text for word in name)
