"""A speaker whom nobody knows, named by the words of the text: without article and source noun, in the nominative.

Only persons, roles, groups and bodies speak; what is anything else has no name here, however it came to be a subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.actors.heads import is_acronym, is_first_name, is_name_word, is_role, speaks_by_noun
from data.actors.names import find_names
from data.actors.words import fold, words_of_phrase
from data.text import in_dictionary, lemma

if TYPE_CHECKING:
    from data.actors.index import Index
    from data.actors.words import Word

_ENDS = frozenset(",;:()[]–—")
_SKIPPED = ("case.prepositions", "case.sources", "source_nouns.words", "determiners.definite", "determiners.indefinite",
            "determiners.demonstrative", "determiners.contracted", "groups.own")  # fmt: skip
_DETERMINERS = ("determiners.definite", "determiners.indefinite", "determiners.contracted")
_ADJECTIVE_ENDINGS = ("e", "en", "em", "er", "es")


def named_by_surface(text: str, look: Index, previous: str | None) -> str | None:
    """Return the name for the speaker's words `text`: a body of the profile, or the words themselves.

    `previous` where they only point back ("demnach", "nach eigenen Angaben"), None where they name a medium, a nameless
    source, or something that cannot speak.
    """
    parts = list(words_of_phrase(text.strip(), look.words.lang))
    at, article = _opening(parts, look)
    from_place = at > 0 and ("place.prepositions", parts[at - 1].fold) in look.words
    rest = _until_sign(parts[at:])
    if not rest:
        unowned = parts and ("source_nouns.words", parts[0].fold) in look.words
        return None if unowned else previous  # "Darstellung" alone is anybody's
    if rest[0].fold in look.words.personal or ("source_nouns.back", rest[0].fold) in look.words:
        return previous
    nameless = ("groups.nameless", "groups.close_to")
    if any(_medium(word, look) or any((key, word.fold) in look.words for key in nameless) for word in rest):
        return None
    name = next((name for name in find_names(tuple(rest), range(len(rest)), look) if name.first == 0), None)
    if name is not None:
        return name.actor  # None for a medium
    person = _person(rest, article, look)
    if person and from_place and " " not in person:
        return None  # "Angaben aus Ahlburg"
    return person or _body(rest, article, look)


def _medium(word: Word, look: Index) -> bool:
    """Whether a noun says that a medium speaks: "Presseagentur", "Sportzeitung"."""
    if look.words.lang != "de" or not word.capital:
        return False
    media = tuple(look.words.lists["media"])
    return word.fold.endswith(media) or word.fold.removesuffix("s").endswith(media)


def _opening(parts: list[Word], look: Index) -> tuple[int, str]:
    """Return where the name begins behind prepositions, source nouns and articles, and the last article."""
    at, article = 0, ""
    while at < len(parts) and (
        parts[at].fold in look.words.possessive or any((key, parts[at].fold) in look.words for key in _SKIPPED)
    ):
        if any((key, parts[at].fold) in look.words for key in _DETERMINERS):
            article = parts[at].fold
        at += 1
    return at, article


def _until_sign(parts: list[Word]) -> list[Word]:
    end = next((k for k, word in enumerate(parts) if word.text in _ENDS), len(parts))
    return [word for word in parts[:end] if word.text[0].isalnum()]


def _person(rest: list[Word], article: str, look: Index) -> str | None:
    """Return the person's name that the words begin with, or that stands behind a role: "Physiker Pelle Ansko"."""
    start = 0
    while start < len(rest) and (is_role(rest[start], look) or _adjective(rest[start], look)):
        start += 1
    if start == 0 and len(rest) > 2 and not is_first_name(rest[0], look) and is_first_name(rest[1], look):
        start = 1 if rest[2].capital else 0
    end = start
    while end < len(rest) and _goes_on(rest, start, end, look):
        end += 1
    run = rest[start:end]
    if not run or not all(is_name_word(word, look) or _particle(word, look) for word in run):
        run = run if run and is_first_name(run[0], look) and len(run) > 1 else []
    behind_role = start > 0 and is_role(rest[start - 1], look)
    if not run or (len(run) == 1 and ((article and not behind_role) or is_first_name(run[0], look))):
        return None
    if len(run) == 1 and behind_role and look.words.lang == "de" and run[0].fold.endswith("s"):
        return None  # "ein Berater Karlows" is somebody else
    if len(run) == 1 and (in_dictionary(run[0].text, look.words.lang) or is_acronym(run[0]) or _country(run, look)):
        return None
    return " ".join(word.text for word in run)


def _goes_on(rest: list[Word], start: int, at: int, look: Index) -> bool:
    if rest[at].capital:
        return rest[at].fold not in look.words.closed and not speaks_by_noun(rest[at], look)
    return at > start and _particle(rest[at], look) and at + 1 < len(rest) and _is_family_name(rest, start, at, look)


def _is_family_name(rest: list[Word], start: int, at: int, look: Index) -> bool:
    """Tell "Ina von Ahlen" from "Ina Ahlen von der Feuerwehr": one given name stands before a particle of nobility."""
    behind = next((word for word in rest[at:] if not _particle(word, look)), None)
    if behind is None or not behind.capital or speaks_by_noun(behind, look):
        return False
    return ("names.noble", rest[at].fold) not in look.words or all(
        is_first_name(word, look) or _particle(word, look) for word in rest[start:at]
    )


def _particle(word: Word, look: Index) -> bool:
    return not word.capital and (
        ("names.particles", word.fold) in look.words or ("names.inner_particles", word.fold) in look.words
    )


def _adjective(word: Word, look: Index) -> bool:
    """Whether the word may be an attribute before the noun, also where it begins the sentence."""
    if _particle(word, look) or any((key, word.fold) in look.words for key in _SKIPPED):
        return False
    if not word.capital:
        return word.fold[:1].isalpha() and (word.fold.endswith(_ADJECTIVE_ENDINGS) if look.words.lang == "de" else True)
    if look.words.lang != "de" or not word.fold.endswith(_ADJECTIVE_ENDINGS) or speaks_by_noun(word, look):
        return False
    return word.fold in look.countries.adjectives or (
        in_dictionary(word.text.lower(), "de") and not lemma(word.text.lower(), "de").endswith(("en", "ern", "eln"))
    )


def _country(rest: list[Word], look: Index) -> bool:
    return tuple(word.fold for word in rest) in look.countries.names


def _body(rest: list[Word], article: str, look: Index) -> str | None:
    """Return a role, group or body with what belongs to its name, None where the head is no such noun."""
    noun = 0
    while noun < len(rest) - 1 and _adjective(rest[noun], look):
        noun += 1
    if look.words.lang != "de":
        return _english(rest, look)
    source = _source_of(rest[noun].text, look)
    head = rest[noun]._replace(text=source, fold=fold(source))
    if not head.capital:
        return None
    if _country(rest, look) and look.words.lang == "de" and not _genitive_country(rest, look):
        return _nominative(rest, max(0, len(rest) - 1), article, look)
    if _country(rest[noun:], look) and not _genitive_country(rest[noun:], look):
        return _nominative(rest, noun, article, look)
    if not article and _genitive(rest[noun]):
        return None
    if not (speaks_by_noun(head, look) or (is_acronym(head) and noun == 0)):
        return None
    return _nominative(rest[: _complement(rest, noun, look)], noun, article, look)


def _genitive_country(rest: list[Word], look: Index) -> bool:
    form = rest[-1].fold
    return form.endswith("s") and (form[:-1],) in look.countries.names


def _complement(rest: list[Word], noun: int, look: Index) -> int:
    """Return the end of the name that has its head at `noun`: names, whose it is, what for."""
    at = noun + 1
    while at < len(rest) and rest[at].capital and rest[at].fold not in look.words.closed:
        at += 1
    while at < len(rest):
        word = rest[at]
        joined = ("case.genitive", word.fold) in look.words or ("heads.joins", word.fold) in look.words
        if not joined and not (("case.complements", word.fold) in look.words and is_role(rest[noun], look)):
            return at
        behind = at + 1
        while behind < len(rest) - 1 and not rest[behind].capital and _adjective(rest[behind], look):
            behind += 1
        if behind >= len(rest) or not rest[behind].capital:
            return at
        while behind < len(rest) and rest[behind].capital:
            behind += 1
        at = behind
    return at


def _english(rest: list[Word], look: Index) -> str | None:
    """Return the noun phrase, its head the last noun before a preposition, with the "of …" and "for …" of a name."""
    end = next((k for k, word in enumerate(rest) if ("case.prepositions", word.fold) in look.words), len(rest))
    if not end:
        return None
    head = rest[end - 1]
    if not (speaks_by_noun(head, look) or (end == 1 and is_acronym(head)) or _country(rest[:end], look)):
        return None
    if end < len(rest) and ("case.complements", rest[end].fold) in look.words:
        following = [k for k in range(end + 1, len(rest)) if ("case.prepositions", rest[k].fold) in look.words]
        end = following[0] if following else len(rest)
    name = " ".join(word.text for word in rest[:end]).replace(" 's", "'s")
    return name[0].upper() + name[1:]


def _nominative(parts: list[Word], noun: int, article: str, look: Index) -> str:
    texts = [word.text for word in parts]
    texts[noun] = _source_of(texts[noun], look)
    several = texts[noun][-1] in "nes" and lemma(texts[noun], "de") != texts[noun]
    if article in {"des", "eines"} and texts[noun].endswith("s") and not texts[noun].endswith("ss"):
        texts[noun] = _without_genitive(texts[noun])
    for k in range(noun):
        if parts[k].capital and parts[k].fold.endswith("er") and not in_dictionary(texts[k].lower()[:-1], "de"):
            continue  # "Ahlburger" is never declined
        texts[k] = _strong(texts[k], article, texts[noun], look, several=several)
    name = " ".join(texts)
    return name[0].upper() + name[1:]


def _genitive(word: Word) -> bool:
    """Whether the noun stands in the genitive, so that it is no subject: "Unternehmens"."""
    base = lemma(word.text, "de")
    return base != word.text and word.text in {base + "s", base + "es"}


def _without_genitive(noun: str) -> str:
    """Return "Gericht" for "Gerichts", "Kreuz" for "Kreuzes"."""
    base = lemma(noun, "de")
    return base if base != noun and noun in {base + "s", base + "es"} else noun[:-1]


def _source_of(noun: str, look: Index) -> str:
    """Return "Polizei" for "Polizeiangaben"."""
    for ending in look.words.lists["source_nouns.compounds"]:
        if noun.casefold().endswith(ending) and len(noun) > len(ending) + 2:
            shorter = noun[: -len(ending)]
            return shorter[:-1] if shorter.endswith(("ungs", "heits", "keits", "schafts")) else shorter
    return noun


def _strong(adjective: str, article: str, noun: str, look: Index, *, several: bool) -> str:
    """Return an adjective as it stands without its article: "das ferne Amt", "fernes Amt"."""
    root = adjective.removesuffix("n").removesuffix("m").removesuffix("r").removesuffix("s")
    if not adjective.endswith(_ADJECTIVE_ENDINGS) or not root.endswith("e"):
        return adjective
    if article == "ein":
        return adjective
    neuter = article in {"das", "ein"} or noun.casefold().endswith(tuple(look.words.lists["names.neuter_endings"]))
    if not article and (adjective.endswith("es") or (adjective.endswith("er") and not several)):
        return adjective
    if article in {"die", "eine", "einer", "zur", ""} or (article == "der" and adjective.endswith("n")):
        return root
    return root + ("s" if neuter else "r")
