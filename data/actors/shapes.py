"""What a single word may be by its form: a first name, part of a name, a group, a compound of a body.

News repeats its words, so the answers are kept: each form is asked once, not once for each place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data.actors.vocabulary import vocabulary
from data.actors.words import fold
from data.text import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.actors.countries import Countries
    from data.actors.vocabulary import Title, Vocabulary

_LONGEST_NAME = 30  # letters
_LONGEST_WORD = 60  # letters of a word that is looked into


@lru_cache(maxsize=REMEMBERED)
def first_name(text: str, lang: str) -> bool:
    """Whether a folded word, or the first part of a double one, is a listed first name."""
    lists = vocabulary(lang).lists
    women, men = lists["names.feminine"], lists["names.masculine"]
    part = text.partition("-")[0]
    return text in men or part in men or text in women or part in women


def may_be_name(
    text: str,
    words: Vocabulary,
    table: Countries,
    titles: dict[tuple[str, ...], Title],
    title: Callable[[str], tuple[Title, str] | None],
) -> bool:
    """Whether a word with a capital may stand in the name of a person whom nobody knows."""
    if len(text) > _LONGEST_NAME or not text.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return False
    if text.isupper() and len(text) > 3:
        return False
    form = fold(text)
    if form in words.closed or form in words.bodies or form in words.personal or form in words.possessive:
        return False
    if not first_name(form, words.lang) and any(
        form.endswith(ending) and len(form) > len(ending) + 1 for ending in words.lists["names.noun_endings"]
    ):
        return False
    if form in table.people or form in table.adjectives:
        return False
    if any((one,) in table.names or (one,) in table.capitals for one in (form, form.removesuffix("s"))):
        return False
    return (form,) not in titles and not (words.lang == "de" and title(form) is not None)


@lru_cache(maxsize=REMEMBERED)
def group_ending(text: str, lang: str) -> bool | None:
    """Return whether a folded noun for a group has the -n of a case ending, None for any other word."""
    groups = vocabulary(lang).lists["groups.words"]
    if lang != "de":
        return False if text in groups else None
    plain = text.replace("-", "") if len(text) <= _LONGEST_WORD else text[:_LONGEST_WORD]
    for form, ending in ((plain, False), (plain.removesuffix("n"), True)):
        if form in groups or any(form[cut:] in groups for cut in range(2, len(form) - 5)):
            return ending
    return None


@lru_cache(maxsize=REMEMBERED)
def body_in(text: str, lang: str) -> tuple[str, str] | None:
    """Return the kind of body that a folded word is, and the first part of a German compound; None for no body."""
    bodies = vocabulary(lang).bodies
    word = text.replace("-", "") if lang == "de" else text
    kind = bodies.get(word)
    if kind:
        return kind, ""
    if lang == "de" and len(word) <= _LONGEST_WORD:
        for cut in range(2, len(word) - 3):
            if word[cut:] in bodies:
                return bodies[word[cut:]], word[:cut]
    return None
