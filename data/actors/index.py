"""What a profile says, as tables to look words up in: built once for each profile and language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from data.actors.aliases import Alias, aliases
from data.actors.countries import Countries, countries, country_key
from data.actors.places import uses_of
from data.actors.shapes import body_in, may_be_name
from data.actors.vocabulary import Gender, Title, Vocabulary, stem, vocabulary
from data.actors.words import fold, pieces
from data.language import LANGUAGES
from data.text import Forms

_LONGEST_WORD = 60  # letters of a word that is looked into for a title
_FORMS = 16_384  # that are remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.profile.models import Actor, Profile


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
    name_word: Callable[[str], bool]  # whether a word as it is written may stand in a stranger's name
    may_head: Callable[[str], bool]  # whether a folded German word may be the head of a title or body
    uses: Forms[tuple[int, ...]]  # the fields of `Places` that a word as it is written belongs to
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
    title = lru_cache(maxsize=_FORMS)(partial(title_of, titles=titles, lang=lang))
    starts = _starts(titles)
    known = aliases(profile, words)
    name_word = lru_cache(maxsize=_FORMS)(partial(may_be_name, words=words, table=table, titles=titles, title=title))
    may_head = lru_cache(maxsize=_FORMS)(
        lambda text: text in starts or title(text) is not None or body_in(text, lang) is not None
    )
    return Index(
        words=words,
        countries=table,
        aliases=known,
        actors={actor.name: actor for actor in profile.actors},
        order={actor.name: number for number, actor in enumerate(profile.actors)},
        country=keys,
        facts=facts,
        gender={actor.name: _gender(actor, facts[actor.name]) for actor in profile.actors},
        bodies={key: tuple(names) for key, names in bodies.items()},
        titles=titles,
        title=title,
        name_word=name_word,
        may_head=may_head,
        uses=Forms(partial(uses_of, words=words, table=table, aliases=known, name_word=name_word, may_head=may_head)),
        title_starts=starts,
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
