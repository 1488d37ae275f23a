"""The words of a body as this stage compares them: without case, accents and umlauts, with their sentence."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from data.text import sentences, tokens, tokens_in

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'", "‑": "-", "–": "-"}
)
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe"}
_BLANK_LINE = re.compile(r"\n\s*?\n")
_POSSESSIVE = re.compile(r"['’ʼ][sS]\Z")


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


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return `text` in lower case and without accents: "Orbán" and "Orban" are one, so are "Weiß" and "Weiss"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def spellings(text: str) -> tuple[str, ...]:
    """Return the folds under which `text` may be met: without its umlauts, and with them written out ("Mueller")."""
    lower = unicodedata.normalize("NFC", text.lower())
    written_out = "".join(_UMLAUTS.get(sign, sign) for sign in lower)
    return tuple(dict.fromkeys((fold(text), fold(written_out))))


@lru_cache(maxsize=16_384)
def pieces(text: str) -> tuple[str, ...]:
    """Cut a name into the texts of its words, the possessive 's apart."""
    return tuple(piece for token in tokens(text) for piece in _parted(token.text))


def words(body: str, lang: str) -> tuple[Word, ...]:
    """Return the words of `body`, in order."""
    make = tuple.__new__  # half the time of the class's own, which only orders its arguments
    starts = [*(start for start, _ in sentences(body, lang)), len(body)]
    blanks = [*(gap.end() for gap in _BLANK_LINE.finditer(body)), len(body)]
    found: list[Word] = []
    sentence = paragraph = 0
    next_sentence, next_paragraph = starts[0], blanks[0]
    for start, end, token in tokens_in(body, 0, len(body)):
        while next_sentence <= start:
            sentence += 1
            next_sentence = starts[sentence]
        while next_paragraph <= start:
            paragraph += 1
            next_paragraph = blanks[paragraph]
        folded, capital, parts = _form(token)
        if not parts:
            found.append(make(Word, (start, end, token, folded, sentence, paragraph, capital)))
            continue
        at = start
        for part in parts:
            found.append(Word(at, at + len(part), part, fold(part), sentence, paragraph, part[0].isupper()))
            at += len(part)
    return tuple(found)


@lru_cache(maxsize=65_536)
def _form(token: str) -> tuple[str, bool, tuple[str, ...]]:
    """Return the fold of a token, whether it begins with a capital, and its parts if it has more than one."""
    parts = _parted(token)
    return fold(token), token[0].isupper(), parts if len(parts) > 1 else ()


def _parted(text: str) -> tuple[str, ...]:
    mark = _POSSESSIVE.search(text) if len(text) > 2 else None
    return (text[: mark.start()], text[mark.start() :]) if mark else (text,)
