"""Where a contact is to be or was: a place named after "in" or "nach", or before "als Tagungsort"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.signals.fields import without
from data.signals.words import fold

if TYPE_CHECKING:
    from data.signals.contact import ContactTable
    from data.signals.found import Found
    from data.signals.people import People
    from data.signals.words import Word

_LONGEST = 4
"""Words of a place name ("Sankt Ansgar", "Vereinigte Arabische Emirate")."""


def venue_of(found: Found, people: People, table: ContactTable) -> str | None:
    """Return the place named for the contact, as it stands in the text or by its base form; None for none.

    In a reported act only what stands with the contact's own words counts: "schlug in Halm ein Treffen vor" names where
    it was said.
    """
    noun = found.evidence.kind not in {"verb", "travel"}
    told = found.voice.form == "reported" and noun
    loose = told and found.evidence.kind != "noun"
    for clause in found.segment.clauses:
        if table.leading_place.isdisjoint(clause.words.folds):
            continue
        row = without(clause.words, found.voice.outside)
        for at, word in enumerate(row):
            name: tuple[Word, ...] = ()
            if word.fold in table.place and not loose:
                name = _name_after(row, at + 1, people, table)
            elif word.fold in table.as_place and any(w.keys & table.place_nouns for w in row[at + 1 : at + 4]):
                name = _name_before(row, at, people)
            if not name:
                continue
            if told and word.fold in table.place and word.start < found.evidence.word.start:
                after = next((w for w in row if w.start >= name[-1].end), None)
                if after is None or not after.text[:1].islower() or not after.text.endswith(("e", "en", "es", "er")):
                    continue
            text = " ".join(w.text for w in name)
            name_of: dict[str, str] = table.place_names
            return name_of.get(fold(text), text)
    return None


def _name_after(row: tuple[Word, ...], start: int, people: People, table: ContactTable) -> tuple[Word, ...]:
    """Return the name that begins at `start`; behind an article only one that is known to take it ("die Schweiz")."""
    article = start < len(row) and row[start].fold in table.place_articles
    merged = row[start - 1].fold in table.place_articles
    start += article
    name = _capitals(row, start)
    if not name or people.is_named(name[0].start):
        return ()
    if article or merged:
        known = [n for n in range(len(name), 0, -1) if fold(" ".join(w.text for w in name[:n])) in table.place_names]
        return name[: known[0]] if known else ()
    return () if name[0].keys & table.no_places or "<number>" in name[0].keys else name


def _name_before(row: tuple[Word, ...], end: int, people: People) -> tuple[Word, ...]:
    start = end
    while start > 0 and end - start < _LONGEST and row[start - 1].text[:1].isupper():
        start -= 1
    name = row[start:end]
    return () if not name or people.is_named(name[0].start) else name


def _capitals(row: tuple[Word, ...], start: int) -> tuple[Word, ...]:
    end = start
    while end < len(row) and end - start < _LONGEST and row[end].text[:1].isupper():
        end += 1
    return row[start:end]
