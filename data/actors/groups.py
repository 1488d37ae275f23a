"""Groups without a name that speak or are spoken of: "Diplomaten", "europäische Regierungsvertreter", "die beiden"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.actors.shapes import group_ending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.actors.index import Index
    from data.actors.phrases import Phrase
    from data.actors.words import Word


class Group(NamedTuple):
    """A group over the words `first` to `last`; `name` is what it is called, None for a pair or a nameless source."""

    first: int
    last: int
    name: str | None


def find_groups(
    text: tuple[Word, ...], phrases: list[Phrase], places: Iterable[int], taken: set[int], look: Index
) -> list[Group]:
    """Return the groups at `places` and in `phrases`, among the words that no name has taken, in text order."""
    by_head = {phrase.head: phrase for phrase in phrases}
    found: list[Group] = []
    lang, both = look.words.lang, look.words.lists["groups.both"]
    for at in sorted(by_head.keys() | set(places)):
        word = text[at]
        if at in taken or not word.text[0].isalpha() or (lang == "de" and not word.capital and word.fold not in both):
            continue
        group = _pair(text, at, by_head.get(at), look) or _headed(text, at, by_head.get(at), look)
        if group and not (found and group.first <= found[-1].last):
            found.append(group)
    return found


def _headed(text: tuple[Word, ...], at: int, phrase: Phrase | None, look: Index) -> Group | None:
    word, words = text[at], look.words
    if words.lang == "de" and not word.capital:
        return None
    if ("groups.nameless", word.fold) in words:
        return Group(_start(text, at, look), at, None)
    if group_ending(word.fold, words.lang) is None:
        return None
    if phrase is not None and not phrase.plural and not _bare_plural(text, at, phrase, look):
        return None
    if phrase is not None and any(_both(text[k], look) for k in range(phrase.first, at)):
        return Group(phrase.first, at, None)
    return Group(phrase.first if phrase else _start(text, at, look), at, _called(text, at, look))


def _bare_plural(text: tuple[Word, ...], at: int, phrase: Phrase, look: Index) -> bool:
    """Whether a noun that has the same form in both numbers is a plural: no article, no name, no apposition."""
    if phrase.determiner or phrase.first == 0:
        return not phrase.determiner
    if phrase.title is not None and not phrase.title.plural:
        return False
    before = text[phrase.first - 1]
    apposition = (
        before.text == ","
        or ("case.predicative", before.fold) in look.words
        or ("modifiers.former_stems", before.fold) in look.words
    )
    return not apposition and not (at + 1 < len(text) and text[at + 1].capital)


def _start(text: tuple[Word, ...], at: int, look: Index) -> int:
    first = at
    for k in range(at - 1, max(-1, at - 4), -1):
        word = text[k]
        if word.sentence != text[at].sentence or not word.text[0].isalpha():
            break
        if any(
            (f"determiners.{kind}", word.fold) in look.words
            for kind in ("definite", "indefinite", "plural", "demonstrative")
        ):
            return k
        if not _adjective(word, look):
            break
        first = k
    return first


def _adjective(word: Word, look: Index) -> bool:
    if any((key, word.fold) in look.words for key in _NO_ADJECTIVE) or word.fold in look.words.possessive:
        return False
    if word.fold in look.countries.adjectives:
        return True
    return look.words.lang == "de" and not word.capital and look.words.like_adjective(word.fold)


def _called(text: tuple[Word, ...], at: int, look: Index) -> str:
    """Return the group's name: the noun with its adjectives in the nominative, capitalised."""
    parts = [text[at].text[:-1] if group_ending(text[at].fold, look.words.lang) else text[at].text]
    for k in range(at - 1, max(-1, at - 4), -1):
        word = text[k]
        if word.sentence != text[at].sentence or not word.text[0].isalpha() or not _adjective(word, look):
            break
        if ("determiners.plural", word.fold) in look.words or ("determiners.definite", word.fold) in look.words:
            break
        shown = word.text.lower() if word.fold in look.countries.adjectives and look.words.lang == "de" else word.text
        parts.insert(0, shown[:-1] if look.words.lang == "de" and shown.endswith(("en", "er")) else shown)
    name = " ".join(parts)
    return name[0].upper() + name[1:]


def _both(word: Word, look: Index) -> bool:
    return ("groups.both", word.fold) in look.words or ("groups.all_three", word.fold) in look.words


def _pair(text: tuple[Word, ...], at: int, phrase: Phrase | None, look: Index) -> Group | None:
    """Return "die beiden", "beide", "beide Staatschefs", "die Präsidenten", "the two leaders"."""
    if phrase is not None:
        leading = phrase.plural and phrase.title is not None and phrase.title.role in _LEADING
        return Group(phrase.first, at, None) if leading and phrase.determiner and not phrase.country else None
    words = look.words
    if ("groups.both", text[at].fold) not in words:
        return None
    definite = at > 0 and ("determiners.definite", text[at - 1].fold) in words
    after = text[at + 1] if at + 1 < len(text) and text[at + 1].sentence == text[at].sentence else None
    if after is not None and after.text[0].isalpha():
        if words.lang == "de" and after.capital:
            return None
        if words.lang == "en" and ("groups.after_both", after.fold) not in words:
            return None
    if words.lang == "en" and not definite and text[at].fold != "both":
        return None
    return Group(at - 1 if definite else at, at, None)


_NO_ADJECTIVE = ("case.prepositions", "case.coordinators", "case.sources", "determiners.definite", "determiners.plural")
_LEADING = frozenset(
    {
        "president",
        "head_of_state",
        "head_of_government",
        "leader",
        "prime_minister",
        "chancellor",
        "monarch",
        "politician",
        "chief",
    }
)
