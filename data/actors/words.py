"""The words of a body as this stage compares them: without case, accents and umlauts, with their sentence."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from data.text import REMEMBERED, Columns, Forms, columns, columns_in, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'", "‑": "-", "–": "-"}
)
_PHRASES = 1024  # that are remembered
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe"}
_BLANK_LINE = re.compile(r"\n\s*?\n")
_POSSESSIVE = re.compile(r"['’ʼ][sS]\Z")


_Form = tuple[str, bool, tuple[str, ...]]
_PARTS = itemgetter(2)


class Word(NamedTuple):
    """One token: where it stands, as it is written, folded, and the number of its sentence and paragraph.

    `capital`: it begins with a capital letter.
    """

    start: int
    end: int
    text: str
    fold: str
    sentence: int
    paragraph: int
    capital: bool


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return `text` in lower case and without accents: "Orbán" and "Orban" are one, so are "Weiß" and "Weiss"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def spellings(text: str) -> tuple[str, ...]:
    """Return the folds under which `text` may be met: without its umlauts, and with them written out ("Mueller")."""
    lower = unicodedata.normalize("NFC", text.lower())
    written_out = "".join(_UMLAUTS.get(sign, sign) for sign in lower)
    return tuple(dict.fromkeys((fold(text), fold(written_out))))


@lru_cache(maxsize=REMEMBERED)
def pieces(text: str) -> tuple[str, ...]:
    """Cut a name into the texts of its words, the possessive 's apart."""
    return tuple(piece for token in columns(text).texts for piece in _parted(token))


def words(body: str, lang: str) -> tuple[Word, ...]:
    """Return the words of `body`, in order."""
    return _rows(body, columns_in(body, 0, len(body)), lang)


@lru_cache(maxsize=_PHRASES)
def words_of_phrase(phrase: str, lang: str) -> tuple[Word, ...]:
    """Return the words of a few words that are met again and again; what is kept of the body stays kept."""
    return _rows(phrase, columns(phrase), lang)


def _rows(body: str, cut: Columns, lang: str) -> tuple[Word, ...]:
    forms = list(map(_FORMS.__getitem__, cut.texts))
    if any(map(_PARTS, forms)):
        cut = _apart(cut, forms)
        forms = list(map(_FORMS.__getitem__, cut.texts))
    count = len(cut.texts)
    sentence = _numbers([start for start, _ in sentences(body, lang)], cut.starts)
    paragraph = _numbers([gap.end() for gap in _BLANK_LINE.finditer(body)], cut.starts)
    folds, capitals = (map(itemgetter(field), forms) for field in range(2))
    rows = zip(cut.starts, cut.ends, cut.texts, folds, sentence, paragraph, capitals, strict=True)
    return tuple(map(tuple.__new__, repeat(Word, count), rows))  # Word's own __new__ only orders its arguments


def _numbers(borders: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Return, for each of `starts`, how many of `borders` are not behind it."""
    found: list[int] = []
    for number, border in enumerate(borders):
        found += [number] * (bisect_left(starts, border) - len(found))
    return found + [len(borders)] * (len(starts) - len(found))


def _apart(cut: Columns, forms: Sequence[_Form]) -> Columns:
    """Return the tokens with the possessive 's of each as one of its own."""
    starts: list[int] = []
    texts: list[str] = []
    for start, text, (_, _, parts) in zip(cut.starts, cut.texts, forms, strict=True):
        texts += parts or (text,)
        starts += [start, start + len(parts[0])] if parts else [start]
    return Columns(starts, [start + len(text) for start, text in zip(starts, texts, strict=True)], texts)


def _form(token: str) -> _Form:
    """Return the fold of a token, whether it begins with a capital, and its parts if it has more than one."""
    parts = _parted(token)
    return fold(token), token[0].isupper(), parts if len(parts) > 1 else ()


_FORMS = Forms(_form)


def _parted(text: str) -> tuple[str, ...]:
    mark = _POSSESSIVE.search(text) if len(text) > 2 else None
    return (text[: mark.start()], text[mark.start() :]) if mark else (text,)
