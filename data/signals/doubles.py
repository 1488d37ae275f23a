"""English forms that are a noun or a verb: "the talks" and "he talks", "a call" and "what they call"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.signals.words import fold, pattern

if TYPE_CHECKING:
    from data.signals.words import Row

_QUOTES = frozenset("“”\"„‘'«")


class Doubles:
    """How a contact table tells nouns from verbs of one form; German writes nouns with a capital, and asks nothing."""

    def __init__(self, table: dict[str, Any]) -> None:
        words = {name: frozenset(map(fold, words)) for name, words in table["verblike"].items()}
        company = {name: frozenset(map(fold, words)) for name, words in table["company"].items()}
        self._nouns, self._behind = words["nouns"], words["behind"]
        self._before, self._demanding = words["before"], words["demanding"]
        self._articles = company["definite"] | company["possessive"] | company["indefinite"]
        self._every, self._leading = company["every"], company["leading"]
        names = (cue for cues in table["manner"].values() for cue in cues)
        self._devices = frozenset(pattern(name) for name in names if "_" not in name)

    def is_noun(self, row: Row, place: int, last: int, name: str) -> bool:
        """Whether the noun `name` stands at `place` to `last`, and not a verb of its stem or what is no contact."""
        surface, stem = row[last].fold, name.rpartition("_")[2]
        if surface not in {stem, stem + "s", stem + "es"} and "-" not in surface:
            return False  # "called", "talking"
        return name not in self._nouns or not self._is_verb_or_demand(row, place)

    def is_no_verb(self, row: Row, place: int) -> bool:
        """Whether what may be a verb is none: it stands behind an article or preposition ("the talks", "by phone").

        What a contact is made with is a verb only where it is marked as one ("to phone him", "they phone").
        """
        word, before = row[place], row[place - 1] if place else None
        if word.keys & self._devices and (before is None or before.fold not in self._behind):
            return not word.fold.endswith("ed")
        if before is None:
            return False
        if before.fold in self._articles:
            return not word.fold.endswith("ing")
        return word.fold.endswith("s") and before.fold in self._leading

    def _is_verb_or_demand(self, row: Row, place: int) -> bool:
        """Whether a noun is a verb here ("what analysts call a deal", "he calls on"), or a demand ("a call for")."""
        word, before = row[place], row[place - 1] if place else None
        after = row[place + 1] if place + 1 < len(row) else None
        if after is not None and after.fold in self._demanding:
            return True
        leads_on = after is not None and after.fold in self._before
        if before is None or before.is_sign:
            return leads_on
        if before.fold in self._articles or before.fold in self._every:
            return False
        if before.fold in self._behind or leads_on or (after is not None and after.text in _QUOTES):
            return True
        owned = before.fold.endswith(("'s", "s'", "ss"))
        if word.fold.endswith("s"):
            return place > 1 and before.text[0].isupper() and not owned and "-" not in before.text
        return before.fold.endswith("s") and not owned
