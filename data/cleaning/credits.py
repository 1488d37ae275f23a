"""Who a page credits: agencies in their canonical form, and what looks like a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.cleaning.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.profile import Profile

_ITEM = re.compile(r"\s*[,/;+&|·]\s*|\s+(?:und|and|sowie)\s+|\s[–-]\s")
_INITIALS = re.compile(r"[a-zäöü]{2,4}\.?|[a-zäöü]{1,3}\.[a-zäöü]{1,3}\.?|[A-ZÄÖÜ]{2,3}")
_SHORT = 4  # shorter agency names are met only as they are printed: "ap" is one, "pa" are initials
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Known:
    """Agencies by printed form, names of watched persons, and outlets by printed form and by domain."""

    agencies: Mapping[str, str]
    folded: Mapping[str, str]
    persons: frozenset[str]
    outlets: Mapping[str, str]
    domains: Mapping[str, str]

    def agency(self, text: str) -> str | None:
        """Return the canonical name of an agency that is printed as `text`, or None."""
        text = text.strip(" .:")
        return self.agencies.get(text) or (self.folded.get(text.casefold()) if len(text) > _SHORT else None)

    def is_person(self, text: str) -> bool:
        """Whether `text` has the form of a person's full name and is not a known agency, outlet or section."""
        parts = text.split()
        words = knowledge().words
        while parts and parts[0].casefold() in words["titles"]:
            parts = parts[1:]
        if not 2 <= len(parts) <= 5 or self.agency(text) or text.casefold() in self.outlets:
            return False
        capitalised = 0
        for part in parts:
            if part.casefold() in words["particles"] and part is not parts[-1]:
                continue
            if not _NAME_WORD.fullmatch(part) or not part[0].isupper():
                return False
            if part.casefold() in words["no_name"] or _compound(part.casefold(), words["outlet"]):
                return False
            capitalised += 1
        return capitalised >= 2


def _compound(word: str, ends: frozenset[str]) -> bool:
    """Whether the word is made with one of `ends` ("Morgenblatt")."""
    return any(word.endswith(end) and len(word) > len(end) + 2 for end in ends)


@lru_cache(maxsize=8)
def known_of(profile: Profile) -> Known:
    """Join what the language knows of agencies with the agencies, outlets and persons of a profile."""
    agencies = dict(knowledge().agencies)
    outlets: dict[str, str] = {}
    domains: dict[str, str] = {}
    role = knowledge().meta["agency_roles"]
    for outlet in profile.outlets:
        forms = (outlet.name, *outlet.aliases)
        if outlet.kind == "agency":
            canonical = next((agencies[form] for form in forms if form in agencies), outlet.name)
            agencies |= dict.fromkeys(forms, canonical)
            continue
        outlets |= {form.casefold(): outlet.name for form in forms}
        domains |= {domain.casefold(): outlet.name for domain in outlet.domains}
    for actor in profile.actors:
        if actor.kind == "body" and any(role.fullmatch(text) for text in actor.roles):
            agencies |= {form: actor.name for form in (actor.name, *actor.aliases) if form not in agencies}
    persons = {
        form.casefold() for actor in profile.actors if actor.kind == "person" for form in (actor.name, *actor.aliases)
    }
    folded = {form.casefold(): canonical for form, canonical in agencies.items()}
    return Known(agencies, folded, frozenset(persons), outlets, domains)


@dataclass(frozen=True, slots=True)
class Signature:
    """A credit made of short names only: "(dpa/AFP)", "red/dpa", "reuters, sie", "mit Material von dpa"."""

    agencies: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def signature(text: str, known: Known) -> Signature | None:
    """Read a whole string as a signature; None where it holds anything that is no agency, initials or desk.

    A single capitalised word that nobody knows is kept as `unknown`: it may be an agency if something else says so.
    """
    meta = knowledge().meta
    text = text.strip().strip("()[]").strip()
    if not 1 < len(text) <= 80:
        return None
    prefix = meta["given_from"].match(text)
    rest = text[prefix.end() :] if prefix and not text[prefix.end() : prefix.end() + 1].isalnum() else text
    agencies: list[str] = []
    unknown: list[str] = []
    desk = False
    for item in _items(rest.strip(" .:")):
        agency = known.agency(item)
        if agency:
            agencies.append(agency)
        elif _INITIALS.fullmatch(item) or meta["staff"].fullmatch(item):
            desk = True
        elif re.fullmatch(r"[^\W\d_][\w-]{3,24}(?: [A-Z][\w-]{2,20})?", item):
            unknown.append(item)
        else:
            return None
    if not agencies and not desk and len(unknown) != 1:
        return None
    if agencies and unknown and any(not word[0].isupper() for word in unknown):
        return None
    return Signature(tuple(dict.fromkeys(agencies)), tuple(unknown))


def _items(text: str) -> Iterator[str]:
    """Parts of a credit; a name that is known whole stays whole ("Keystone-SDA", "dpa-AFX")."""
    for item in _ITEM.split(text):
        bare = item.strip(" .:()©")
        if bare:
            yield bare


def names(text: str) -> tuple[str, ...]:
    """Split a list of names: "Anna Berg, Max Kern und Eva Roth"."""
    return tuple(_items(text))
