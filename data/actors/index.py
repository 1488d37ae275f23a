"""What a profile says, as tables to look words up in: built once for each profile and language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from data.actors.countries import Countries, countries, country_key
from data.actors.vocabulary import Gender, Title, Vocabulary, stem, vocabulary
from data.actors.words import fold, pieces, spellings
from data.language import LANGUAGES

_LONGEST_WORD = 60  # letters of a word that is looked into for a title

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.profile.models import Actor, Profile


@dataclass(frozen=True, slots=True)
class Alias:
    """One folded form of a name: whose it is (None: an outlet, which is no actor), and how it is declined."""

    form: tuple[str, ...]
    actor: str | None
    genitive: bool
    capital: bool
    canonical: bool  # the whole name, not only a part


@dataclass(frozen=True, slots=True)
class Fact:
    """A role that somebody has: `of` is its first part ("aussen" of Außenminister), or the body or person it serves."""

    role: str
    of: str
    gender: Gender | None
    former: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Everything `find_mentions` looks up; `order` numbers the actors as the profile has them."""

    words: Vocabulary
    countries: Countries
    aliases: dict[str, tuple[Alias, ...]]
    actors: dict[str, Actor]
    order: dict[str, int]
    country: dict[str, str | None]
    facts: dict[str, tuple[Fact, ...]]
    gender: dict[str, Gender | None]
    bodies: dict[str, tuple[str, ...]]  # of each country, the first speaks for it
    titles: dict[tuple[str, ...], Title]
    title: Callable[[str], tuple[Title, str] | None]  # of one folded word, with the first part of a compound
    title_starts: dict[str, int]  # longest title that begins with the word
    bearers: dict[str, tuple[str, ...]]  # of each role, whoever it may stand for
    body_kinds: dict[str, frozenset[str]]
    name_words: dict[str, frozenset[str]]  # of persons, the folded words of the name and its aliases

    def is_person(self, name: str) -> bool:
        """Whether `name` is a person; whoever the profile does not know, is."""
        actor = self.actors.get(name)
        return actor is None or actor.kind == "person"

    def government(self, country: str | None) -> str | None:
        """Return the body that speaks for `country`."""
        found = self.bodies.get(country or "")
        return found[0] if found else None

    def principals(self, country: str) -> list[str]:
        """Return the principals of `country` who are in office, in the profile's order."""
        return [
            name
            for name, actor in self.actors.items()
            if actor.principal and self.country[name] == country and not all(fact.former for fact in self.facts[name])
        ]


@lru_cache(maxsize=16)
def index(profile: Profile, lang: str) -> Index:
    """Return the index of `profile` for texts in `lang`."""
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    words = vocabulary(lang)
    keys = {actor.name: country_key(actor.country) for actor in profile.actors}
    table = countries(lang, frozenset(key for key in keys.values() if key))
    titles = dict(words.titles)
    facts = {actor.name: _facts(actor, titles) for actor in profile.actors}
    bodies: dict[str, list[str]] = defaultdict(list)
    for actor in profile.actors:
        key = keys[actor.name]
        if actor.kind == "body" and key:
            bodies[key].append(actor.name)
    return Index(
        words=words,
        countries=table,
        aliases=_aliases(profile, words),
        actors={actor.name: actor for actor in profile.actors},
        order={actor.name: number for number, actor in enumerate(profile.actors)},
        country=keys,
        facts=facts,
        gender={actor.name: _gender(actor, facts[actor.name]) for actor in profile.actors},
        bodies={key: tuple(names) for key, names in bodies.items()},
        titles=titles,
        title=lru_cache(maxsize=16_384)(partial(title_of, titles=titles, lang=lang)),
        title_starts=_starts(titles),
        name_words={
            actor.name: frozenset(fold(piece) for name in (actor.name, *actor.aliases) for piece in pieces(name))
            - {form[0] for form in words.titles}
            for actor in profile.actors
            if actor.kind == "person"
        },
        bearers=_bearers(facts, words),
        body_kinds={actor.name: _body_kinds(actor) for actor in profile.actors if actor.kind == "body"},
    )


def title_of(text: str, titles: dict[tuple[str, ...], Title], lang: str) -> tuple[Title, str] | None:
    """Return the title that one folded word is, and the first part that it has besides ("vizeaussen")."""
    if len(text) > _LONGEST_WORD:
        return None
    plain = text.replace("-", "") if lang == "de" else text
    exact = titles.get((text,)) or titles.get((plain,))
    if exact:
        return exact, ""
    if lang != "de":
        parts = text.rpartition("-")
        rest = titles.get((parts[2],)) if parts[0] else None
        return (rest, parts[0]) if rest else None
    for cut in range(2, len(plain) - 2):
        found = titles.get((plain[cut:],))
        if found:
            return found, plain[:cut]
    return None


def _facts(actor: Actor, titles: dict[tuple[str, ...], Title]) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for role in actor.roles:
        parts = [fold(piece) for piece in pieces(role)]
        langs = LANGUAGES if role[0].isupper() else LANGUAGES[::-1]
        fact = next((fact for lang in langs if (fact := _fact(parts, lang))), None)
        if fact is None and actor.kind == "person" and len(parts) == 1:
            own = f"={parts[0]}"
            fact = Fact(own, "", None, former=False)
            for form in (parts[0], parts[0] + "s", parts[0] + "en", parts[0] + "n"):
                titles.setdefault((form,), Title(own, "", None, singular=True, plural=False, base=role))
        if fact and fact not in found:
            found.append(fact)
    return tuple(found)


def _fact(parts: list[str], lang: str) -> Fact | None:
    words = vocabulary(lang)
    former = any(stem(part) in words.lists["modifiers.former_stems"] for part in parts)
    for start in range(len(parts)):
        for size in range(min(4, len(parts) - start), 0, -1):
            found = words.titles.get(tuple(parts[start : start + size]))
            title = (found, "") if found else title_of(parts[start], words.titles, lang) if size == 1 else None
            if title and parts[start + size : start + size + 1] != ["'s"]:
                of, gone = first_part(title[1], words)
                return Fact(title[0].role, of or title[0].of, title[0].gender, former or gone or title[0].of == "ex")
    return None


def first_part(text: str, words: Vocabulary) -> tuple[str, bool]:
    """Return the first part of a compound title without "ex" and hyphens, and whether "ex" was there."""
    text = text.strip("-")
    for mark in words.lists["modifiers.former"]:
        if text.startswith(mark):
            return text.removeprefix(mark).strip("-"), True
    return text, False


def _bearers(facts: dict[str, tuple[Fact, ...]], words: Vocabulary) -> dict[str, tuple[str, ...]]:
    held: dict[str, dict[str, None]] = defaultdict(dict)
    for name, some in facts.items():
        for fact in some:
            for role in (fact.role, *words.covers.get(fact.role, ())):
                held[role][name] = None
            for role, covered in words.covers.items():
                if fact.role in covered:
                    held[role][name] = None
    return {role: tuple(names) for role, names in held.items()}


def _body_kinds(actor: Actor) -> frozenset[str]:
    texts = [fold(piece) for role in (*actor.roles, actor.name) for piece in pieces(role)]
    pairs = [f"{one} {two}" for one, two in pairwise(texts)]
    return frozenset(
        kind
        for lang in LANGUAGES
        for text in texts + pairs
        if (kind := vocabulary(lang).bodies.get(text.replace("-", "")))
    )


def _gender(actor: Actor, facts: tuple[Fact, ...]) -> Gender | None:
    if actor.kind == "body" or actor.gender:
        return actor.gender
    genders = [fact.gender for fact in facts if fact.gender]
    return "f" if "f" in genders else name_gender(actor.name) or (genders[0] if genders else None)


def name_gender(name: str) -> Gender | None:
    """Return the gender that a first name shows, None for one that both have or nobody lists."""
    first = fold(name.partition(" ")[0]) if " " in name else ""
    lists = vocabulary(LANGUAGES[0]).lists
    woman, man = first in lists["names.feminine"], first in lists["names.masculine"]
    return None if woman == man else "f" if woman else "m"


def _starts(titles: dict[tuple[str, ...], Title]) -> dict[str, int]:
    starts: dict[str, int] = {}
    for form in titles:
        starts[form[0]] = max(starts.get(form[0], 0), len(form))
    return starts


def _aliases(profile: Profile, words: Vocabulary) -> dict[str, tuple[Alias, ...]]:
    forms: dict[tuple[str, ...], Alias] = {}
    taken: set[tuple[str, ...]] = set()
    for outlet in profile.outlets:
        for name in (outlet.name, *outlet.aliases):
            _add(forms, name, None, words, body=False)
    surnames: list[tuple[str, str]] = []
    for actor in profile.actors:
        body = actor.kind == "body"
        for name in (actor.name, *actor.aliases):
            taken |= _add(forms, name, actor.name, words, body=body)
        if not body and len(pieces(actor.name)) > 1:
            surnames.append((actor.name, _surname(actor.name, words)))
    for actor_name, surname in surnames:
        if (fold(surname),) not in taken:
            _add(forms, surname, actor_name, words, body=False)
    grouped: dict[str, list[Alias]] = defaultdict(list)
    for form, alias in forms.items():
        grouped[form[0]].append(alias)
    return {first: tuple(sorted(some, key=lambda alias: -len(alias.form))) for first, some in grouped.items()}


def _surname(name: str, words: Vocabulary) -> str:
    parts = name.split()
    at = len(parts) - 1
    while at > 1 and ("names.particles", fold(parts[at - 1])) in words:
        at -= 1
    return " ".join(parts[at:])


def _add(
    forms: dict[tuple[str, ...], Alias], name: str, actor: str | None, words: Vocabulary, *, body: bool
) -> set[tuple[str, ...]]:
    parts = pieces(name)
    while len(parts) > 1 and (_article(parts[0]) or (not body and actor and (fold(parts[0]),) in words.titles)):
        parts = parts[1:]
    if not parts:
        return set()
    capital = parts[-1][0].isupper() or parts[0][0].isupper()
    added: set[tuple[str, ...]] = set()
    for folds in _folded(parts):
        for form, genitive in _declined(folds, parts, words.lang, body=body):
            plain = form in forms and forms[form].actor not in {None, actor} and genitive and not forms[form].genitive
            if not plain:
                forms[form] = Alias(form, actor, genitive, capital, canonical=len(form) > 1)
                added.add(form)
    return added


def _article(text: str) -> bool:
    return any(("determiners.definite", fold(text)) in vocabulary(lang) for lang in LANGUAGES)


def _folded(parts: list[str]) -> list[list[str]]:
    plain = [fold(part) for part in parts]
    written_out = [spellings(part)[-1] for part in parts]
    return [plain] if plain == written_out else [plain, written_out]


def _declined(folds: list[str], parts: list[str], lang: str, *, body: bool) -> list[tuple[tuple[str, ...], bool]]:
    """Return the case forms of a name, and of each whether it is a genitive; the English 's is a word apart."""
    forms = [(tuple(folds), False)]
    if lang != "de":
        return forms
    starts = [folds]
    if body and len(folds) > 1 and folds[0].endswith(("er", "es", "e")):
        stem = folds[0].removesuffix("r").removesuffix("s")
        starts = [[stem + ending, *folds[1:]] for ending in ("", "n", "r", "s", "m")]
        forms = [(tuple(start), False) for start in starts]
    for start in starts:
        last = start[-1]
        if last[-1].isalpha():
            forms.append(((*start[:-1], last + "s"), True))
            if body:
                forms.append(((*start[:-1], last + "es"), True))
        if body and len(start) > 1 and parts[0][0].isupper() and not parts[0].endswith(("er", "es", "e")):
            forms += [((start[0] + ending, *start[1:]), True) for ending in ("s", "es")]
    return forms
