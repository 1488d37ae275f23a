"""The forms under which names are met: cases, spellings, surnames."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.actors.vocabulary import Vocabulary, vocabulary
from data.actors.words import fold, pieces, spellings
from data.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.profile.models import Profile


@dataclass(frozen=True, slots=True)
class Alias:
    """One folded form of a name: whose it is (None: an outlet, which is no actor), and how it is declined."""

    form: tuple[str, ...]
    actor: str | None
    genitive: bool
    capital: bool
    canonical: bool  # the whole name, not only a part


def aliases(profile: Profile, words: Vocabulary) -> dict[str, tuple[Alias, ...]]:
    """Return all forms by their first word, longest first; where two actors share one, the later has it."""
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


def _folded(parts: Sequence[str]) -> list[list[str]]:
    plain = [fold(part) for part in parts]
    written_out = [spellings(part)[-1] for part in parts]
    return [plain] if plain == written_out else [plain, written_out]


def _declined(folds: list[str], parts: Sequence[str], lang: str, *, body: bool) -> list[tuple[tuple[str, ...], bool]]:
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
