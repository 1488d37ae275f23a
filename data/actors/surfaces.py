"""A speaker whom nobody knows, named by the words of the text: without article and source noun, in the nominative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors.names import find_names
from data.actors.words import words

if TYPE_CHECKING:
    from data.actors.index import Index
    from data.actors.words import Word

_ENDS = frozenset(",;:()[]–—")
_SKIPPED = ("case.prepositions", "case.sources", "source_nouns.words", "determiners.definite", "determiners.indefinite",
            "determiners.demonstrative", "determiners.contracted", "groups.own")  # fmt: skip


def named_by_surface(text: str, look: Index, previous: str | None) -> str | None:
    """Return the name for the speaker's words `text`: a body of the profile, or the words themselves.

    `previous` where they only point back ("demnach", "nach eigenen Angaben"), None where they name a medium or a
    nameless source.
    """
    parts = list(words(text.strip(), look.words.lang))
    at, article = _opening(parts, look)
    rest = _until_sign(parts[at:])
    if not rest:
        return previous
    if rest[0].fold in look.words.personal or ("source_nouns.back", rest[0].fold) in look.words:
        return previous
    nameless = ("groups.nameless", "groups.close_to")
    if any(_medium(word, look) or any((key, word.fold) in look.words for key in nameless) for word in rest):
        return None
    name = next((name for name in find_names(tuple(rest), look) if name.first == 0), None)
    if name is not None:
        return name.actor  # None for a medium
    return _nominative(rest, article, look)


def _medium(word: Word, look: Index) -> bool:
    """Whether a noun says that a medium speaks: "Presseagentur", "Sportzeitung"."""
    return look.words.lang == "de" and word.capital and word.fold.endswith(tuple(look.words.lists["media"]))


def _opening(parts: list[Word], look: Index) -> tuple[int, str]:
    """Return where the name begins behind prepositions, source nouns and articles, and the last article."""
    at, article = 0, ""
    while at < len(parts) and (
        parts[at].fold in look.words.possessive or any((key, parts[at].fold) in look.words for key in _SKIPPED)
    ):
        if any((f"determiners.{kind}", parts[at].fold) in look.words for kind in ("definite", "indefinite")):
            article = parts[at].fold
        at += 1
    return at, article


def _until_sign(parts: list[Word]) -> list[Word]:
    end = next((k for k, word in enumerate(parts) if word.text in _ENDS), len(parts))
    return [word for word in parts[:end] if word.text[0].isalnum()]


def _nominative(parts: list[Word], article: str, look: Index) -> str:
    texts = [word.text for word in parts]
    if look.words.lang == "de":
        noun = next((k for k, word in enumerate(parts) if word.capital), len(parts) - 1)
        texts[noun] = _source_of(texts[noun], look)
        if article in {"des", "eines"} and texts[noun].endswith("s") and not texts[noun].endswith("ss"):
            texts[noun] = texts[noun][:-1]
        for k in range(noun):
            texts[k] = _strong(texts[k], article, texts[noun], look)
    name = " ".join(texts)
    return name[0].upper() + name[1:]


def _source_of(noun: str, look: Index) -> str:
    """Return "Polizei" for "Polizeiangaben"."""
    for ending in look.words.lists["source_nouns.compounds"]:
        if noun.casefold().endswith(ending) and len(noun) > len(ending) + 2:
            shorter = noun[: -len(ending)]
            return shorter[:-1] if shorter.endswith(("ungs", "heits", "keits", "schafts")) else shorter
    return noun


def _strong(adjective: str, article: str, noun: str, look: Index) -> str:
    """Return an adjective as it stands without its article: "das ferne Amt", "fernes Amt"."""
    root = adjective.removesuffix("n").removesuffix("m").removesuffix("r").removesuffix("s")
    if not adjective.endswith(("e", "en", "em", "er", "es")) or not root.endswith("e"):
        return adjective
    neuter = article in {"das", "ein"} or noun.casefold().endswith(tuple(look.words.lists["names.neuter_endings"]))
    if article in {"die", "eine", "einer", ""} or (article == "der" and adjective.endswith("n")):
        return root
    return root + ("s" if neuter else "r")
