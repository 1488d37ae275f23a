"""Words of a sentence with what their form alone tells: class, lemma, Konjunktiv. No tagger, no model."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import repeat
from operator import add, itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from data.statements.lexicon import lexicon
from data.text import Forms, columns, columns_in, in_dictionary, lemma, with_umlauts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.quotes import Quotation
    from data.text import Columns

Kind = Literal[
    "sign", "quote", "number", "noun", "verb", "determiner", "pronoun", "preposition", "adverb", "joint", "other"
]

_Form = tuple[str, str, Kind, str, bool, bool, bool]
"""What the form of a word alone tells: `Word` from `low` to `stirs`."""

# Endings of participles that stand before a noun; the first three are finite forms as well.
# fmt: off
PARTICIPLE_ENDINGS = (
    "te", "ten", "ter", "tes", "tem",
    "ende", "enden", "ender", "endes", "endem",
    "ene", "enen", "ener", "enes", "enem",
)
# fmt: on

_INNER_CAPITAL = re.compile(r" (?<=[a-zäöüß,] )([A-ZÄÖÜ][\w-]+)")  # a blank first: the engine looks for it alone
_LONG = 3
_STARTS = frozenset(".!?:")  # a capital after these tells nothing
_BODIES = 2  # texts whose words are kept: the article that is read, and its title
_make = tuple.__new__  # half the time of the class's own, which only orders its arguments


class Word(NamedTuple):
    """A token, or a whole quotation as one. `mood` is "one" or "two" for Konjunktiv I or II, else empty.

    `says`: it may be a verb of saying, or part of one. `stirs`: alone it may make a statement of its German sentence.
    """

    start: int
    end: int
    text: str
    low: str
    lemma: str
    kind: Kind
    mood: str = ""
    auxiliary: bool = False
    says: bool = False
    stirs: bool = False


LOW, KIND, SAYS, STIRS = (itemgetter(Word._fields.index(name)) for name in ("low", "kind", "says", "stirs"))
"""Fields of a word for `map`, which runs over all words of a line without code of ours."""


def words(
    text: str, span: Span, quoted: Iterable[Quotation], lang: str, names: frozenset[str] = frozenset()
) -> tuple[Word, ...]:
    """Read the passage `span` of `text`; a quotation in it is one word of kind "quote".

    `names` are words that the text writes with a capital inside its sentences: at the front of one they are nouns.
    """
    found: list[Word] = []
    at = span[0]
    for quotation in quoted:
        found += _plain(text, (at, quotation.start), lang, names, initial=not found)
        inside = text[quotation.start : quotation.end]
        found.append(Word(quotation.start, quotation.end, inside, inside, inside, "quote"))
        at = quotation.end
    found += _plain(text, (at, span[1]), lang, names, initial=not found)
    return tuple(found)


def holds_verb(quotation: Word, lang: str) -> bool:
    """Whether a quotation is part of a clause and holds its finite verb: „er „würde gerne kommen““."""
    inner = quotation.text[1:-1]
    return inner[:1].islower() and any(
        word.kind == "verb" and (word.auxiliary or word.mood != "" or not (word.low == word.lemma or _past(word)))
        for word in words(inner, (0, len(inner)), (), lang)
    )


def _past(word: Word) -> bool:
    return "ge" in word.low[:5] and word.low.endswith(("t", "en")) and "ge" not in word.lemma[:5]


def _plain(text: str, span: Span, lang: str, names: frozenset[str], *, initial: bool) -> list[Word]:
    """Read a passage without quotations; `initial`: a sentence begins with it."""
    inside = _inside(columns(text), lang) if span == (0, len(text)) else _inside_of(text, lang)
    first, last = bisect_left(inside.starts, span[0]), bisect_left(inside.starts, span[1])
    if (first and inside.words[first - 1].end > span[0]) or (first < last and inside.words[last - 1].end > span[1]):
        inside = _inside(columns_in(text, *span), lang)
        first, last = 0, len(inside.words)
    found, openers = inside.words[first:last], _forms(lang, initial=True)
    borders = inside.borders[bisect_left(inside.borders, first) : bisect_left(inside.borders, last)]
    for front in [first - 1, *borders] if initial else borders:
        for at in range(front + 1 - first, len(found)):
            word = found[at]
            if not (word.text in names and _closed_class(word.text.lower(), lexicon(lang)) is None):
                found[at] = _make(Word, (word.start, word.end, word.text, *openers[word.text]))
            if word.kind != "sign" or word.text in _STARTS:
                break
    return found


class _Inside(NamedTuple):
    """The words of a text as they are read inside of a sentence, and which of them are signs of `_STARTS`."""

    starts: Sequence[int]
    words: list[Word]
    borders: list[int]


@lru_cache(maxsize=_BODIES)
def _inside_of(text: str, lang: str) -> _Inside:
    return _inside(columns_in(text, 0, len(text)), lang)


def _inside(cut: Columns, lang: str) -> _Inside:
    forms = map(_forms(lang, initial=False).__getitem__, cut.texts)
    read = list(map(_make, repeat(Word, len(cut.texts)), map(add, zip(*cut, strict=True), forms)))
    return _Inside(cut.starts, read, [at for at, text in enumerate(cut.texts) if text in _STARTS])


@cache
def _forms(lang: str, *, initial: bool) -> Forms[_Form]:
    """Return what words tell by their forms, at the front of a sentence or inside of one."""
    return Forms(lambda token: _form(token, lang, initial))


def _form(token: str, lang: str, initial: bool) -> _Form:
    known = lexicon(lang)
    spelled = with_umlauts(token, lang)
    low = spelled.lower()
    kind, base, mood = _read(spelled, lang, initial=initial)
    auxiliary = low in known.auxiliaries or (mood != "" and kind == "verb" and low in _listed(lang))
    verb = kind in ("verb", "other")
    stirs = mood != "" or (verb and known.says_alone(base)) or known.stirs(low, base, kind)
    return low, base, kind, mood, auxiliary, verb and known.may_say(base), stirs


def capitals(text: str) -> frozenset[str]:
    """Words that `text` writes with a capital inside its sentences."""
    return frozenset(_INNER_CAPITAL.findall(text))


@cache
def _listed(lang: str) -> frozenset[str]:
    known = lexicon(lang)
    return known.konjunktiv["one"] | known.konjunktiv["two"]


def _read(word: str, lang: str, *, initial: bool) -> tuple[Kind, str, str]:
    known = lexicon(lang)
    if not word[0].isalnum():
        return "sign", word, ""
    if word[0].isdigit():
        return "number", word, ""
    if "." in word[1:-1]:
        return "noun", word, ""
    low = word.lower()
    capital = word[0].isupper()
    if not capital or initial or low in known.words["polite"]:
        closed = _closed_class(low, known)
        if closed is not None:
            return closed, low, ""
        mood = konjunktiv(low, lang)
        noun = mood and capital and low not in _listed(lang) and lemma(word, lang)[:1].isupper()
        if low in known.auxiliaries or (mood and not noun):
            return "verb", lemma(low, lang), mood
    if capital and not (initial and not _is_noun(word, low, lang)):
        return "noun", lemma(word, lang), ""
    base = lemma(low, lang)
    if is_verb(base) and low not in known.words["adjectives"]:
        return "verb", base, ""
    return "other", base, ""


def _closed_class(low: str, known: Lexicon) -> Kind | None:
    sets = known.words
    if low in sets["determiners"]:
        return "determiner"
    if (
        low in sets["pronouns"]
        or low in sets["oblique_pronouns"]
        or low in sets["relatives"]
        or low in sets["questions"]
    ):
        return "pronoun" if low not in sets["subordinators"] else "joint"
    if low in sets["prepositions"]:
        return "preposition"
    if low in sets["subordinators"] or low in sets["coordinators"]:
        return "joint"
    if low in sets["adverbs"]:
        return "adverb"
    return None


def _is_noun(word: str, low: str, lang: str) -> bool:
    """Whether the capital of a first word would stand inside a sentence too."""
    return lemma(word, lang)[:1].isupper() or not in_dictionary(low, lang)


def is_verb(base: str) -> bool:
    """Whether a lemma looks like a German infinitive."""
    return base[:1].islower() and base.endswith(("en", "eln", "ern", "tun", "sein"))


def konjunktiv(low: str, lang: str) -> str:
    """Return "one" or "two" where the form can only or mostly be Konjunktiv I or II, else an empty string.

    Listed are the irregular forms; the regular one is stem + e, which the Präteritum of weak verbs (-te) never is.
    """
    table = lexicon(lang).konjunktiv
    if low in table["one"]:
        return "one"
    if low in table["two"] or _prefixed(low, lang):
        return "two"
    if not low.endswith("e") or len(low) < 4:
        return ""
    base = lemma(low, lang)
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    short = base[:-3] + "le" if base.endswith("eln") else stem
    return "one" if is_verb(base) and low in (stem + "e", short) and low != base else ""


def _prefixed(low: str, lang: str) -> bool:
    """„wiedersähe", „annähmen": a listed form behind a separable particle."""
    known = lexicon(lang)
    return any(
        low.startswith(particle)
        and len(low) > len(particle) + _LONG
        and low[len(particle) :] in known.konjunktiv["two"]
        for particle in known.words["particles"]
    )
