"""Which actor a title or the noun for a body stands for, given who was named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.actors.index import Fact

if TYPE_CHECKING:
    from data.actors.index import Index
    from data.actors.phrases import Phrase
    from data.actors.vocabulary import Gender

# Weights of what speaks for a candidate; only their order matters.
_BOUND, _NAMED, _NAMED_LATER, _COUNTRY, _SIDE, _FIRST_PART, _PRINCIPAL = 12, 20, 6, 8, 30, 6, 2


@dataclass(slots=True)
class Known:
    """What the article itself has said so far: who was named where, which title stood beside which name."""

    last_named: dict[str, int] = field(default_factory=dict)
    anywhere: frozenset[str] = frozenset()
    bound: dict[str, list[tuple[Fact, str | None, str | None, str]]] = field(default_factory=dict)
    gender: dict[str, Gender] = field(default_factory=dict)

    def bind(self, actor: str, phrase: Phrase, country: str | None) -> None:
        """Note that `actor` bears the title of `phrase`."""
        if phrase.title is None or phrase.deputy:
            return
        fact = Fact(phrase.title.role, phrase.of, phrase.title.gender, phrase.former)
        self.bound.setdefault(actor, []).append((fact, country, phrase.owner, phrase.foreign))
        if phrase.title.gender and (phrase.title.gender == "f" or actor not in self.gender):
            self.gender[actor] = phrase.title.gender


def match_person(
    phrase: Phrase, look: Index, known: Known, *, side: str | None = None, teller: str | None = None
) -> str | None:
    """Return the person a title without a name stands for, None where it could be anybody.

    `side` is the country of the spokesperson who is speaking, `teller` who spoke before where the title speaks on.
    """
    if phrase.title is None or phrase.plural or phrase.deputy:
        return None
    country = phrase.country or look.country.get(phrase.owner or "")
    if phrase.title.role == "colleague":
        return _colleague(country, phrase.owner, look, known) if country else None
    specific = country is not None
    best: tuple[int, bool, int, int] | None = None
    chosen = None
    for name in dict.fromkeys((*look.bearers.get(phrase.title.role, ()), *known.bound)):
        if name == phrase.owner or (name in look.actors and look.actors[name].kind == "body"):
            continue
        score = _score(phrase, name, country, look, known)
        if score is None:
            continue
        ours = side is not None and not specific and look.country.get(name) == side
        if not (specific or ours or name in known.anywhere):
            continue
        score += _SIDE * ours
        rank = (score, name == teller, known.last_named.get(name, -1), -look.order.get(name, 10**6))
        if best is None or rank > best:
            best, chosen = rank, name
    return chosen


def _score(phrase: Phrase, name: str, country: str | None, look: Index, known: Known) -> int | None:
    gender = known.gender.get(name) or look.gender.get(name)
    if phrase.gender and gender and phrase.gender != gender:
        return None
    own = look.country.get(name)
    found = [
        score
        for fact, land, owner, foreign in known.bound.get(name, ())
        if (score := _fit(phrase, fact, look)) is not None
        and not (country and (land or own) and country != (land or own))
        and not (phrase.foreign and foreign and phrase.foreign != foreign)
        and not (phrase.owner and owner and phrase.owner != owner and not (land or own))
    ]
    total = max(found) + _BOUND if found else None
    if total is None and not phrase.foreign and (country is None or own == country):
        facts = [score for fact in look.facts.get(name, ()) if (score := _fit(phrase, fact, look)) is not None]
        total = max(facts) if facts else None
    if total is None:
        return None
    if country and own == country:
        total += _COUNTRY
    if name in known.last_named:
        total += _NAMED
    elif name in known.anywhere:
        total += _NAMED_LATER
    if name in look.actors and look.actors[name].principal:
        total += _PRINCIPAL
    return total


def _fit(phrase: Phrase, fact: Fact, look: Index) -> int | None:
    title = phrase.title
    if title is None or phrase.former != fact.former:
        return None
    covers = look.words.covers
    if title.role == fact.role or fact.role in look.words.means[title.role]:
        score = 3
    elif fact.role in covers.get(title.role, ()) or title.role in covers.get(fact.role, ()):
        score = 1
    else:
        return None
    of = phrase.of
    if of and fact.of:
        return score + _FIRST_PART if of == fact.of else None
    if of and title.role not in {"spokesperson", "adviser", "envoy", "chief_of_staff", "politician"}:
        return None
    return score


def _colleague(country: str, owner: str | None, look: Index, known: Known) -> str | None:
    """Return whom "sein finnischer Kollege" stands for: who has the same office there; a leader's is the leader."""
    people = [name for name in known.last_named if look.is_person(name)]
    owner = owner or max(people, key=known.last_named.__getitem__, default=None)
    bound = [fact for fact, *_ in known.bound.get(owner or "", ())]
    offices = [fact for fact in (*bound, *look.facts.get(owner or "", ())) if not fact.former]
    leads = any(look.actors[name].principal for f in offices for name in look.bearers.get(f.role, ()) if not f.of)
    if owner is None or not offices or leads or (owner in look.actors and look.actors[owner].principal):
        return _person_of(country, look, known, owner)
    held = {(fact.role, fact.of) for fact in offices}
    peers = [
        name
        for name, facts in look.facts.items()
        if look.country[name] == country
        and name != owner
        and any((fact.role, fact.of) in held and not fact.former for fact in facts)
    ]
    return max(peers, key=lambda name: known.last_named.get(name, -1), default=None)


def _person_of(country: str, look: Index, known: Known, not_this: str | None) -> str | None:
    principals = [name for name in look.principals(country) if name != not_this]
    named = [name for name in principals if name in known.anywhere]
    if named:
        return max(named, key=lambda name: known.last_named.get(name, -1))
    return principals[0] if principals else None


def match_people(country: str, gender: Gender | None, look: Index, known: Known) -> str | None:
    """Return whom "der Ukrainer" stands for: the person of that country named last, principals first."""

    def fits(name: str) -> bool:
        own = known.gender.get(name) or look.gender.get(name)
        return not (gender and own and own != gender)

    of_country = [name for name in known.last_named if look.country.get(name) == country and name in look.actors]
    people = [name for name in of_country if look.actors[name].kind == "person" and fits(name)]
    principals = [name for name in people if look.actors[name].principal]
    pool = principals or people
    if pool:
        return max(pool, key=lambda name: known.last_named[name])
    in_office = [name for name in look.principals(country) if fits(name)]
    return in_office[0] if in_office else None


def match_body(phrase: Phrase, look: Index, known: Known) -> str | None:
    """Return the body that "die polnische Regierung", "Tusks Büro" or "the presidency" stands for."""
    country = phrase.country or look.country.get(phrase.owner or "")
    state = phrase.body in {"government", "presidency", "chancellery"}
    kinds = [name for name, actor in look.actors.items() if actor.kind == "body" and _is_body(name, phrase, look)]
    if country:
        here = [name for name in kinds if look.country[name] == country]
        if here:
            return here[0]
        return look.government(country) if state or (phrase.body == "office" and phrase.owner) else None
    if phrase.foreign or phrase.body == "office":
        return None
    named = [name for name in kinds if name in known.last_named]
    return max(named, key=lambda name: known.last_named[name]) if named else None


def _is_body(name: str, phrase: Phrase, look: Index) -> bool:
    return phrase.body in look.body_kinds.get(name, ())
