"""Text to words, as numbers: one pass over the bodies, without a Python object per word.

Folding makes copies equal that differ in spelling only: case, accents, ä/ae, ß/ss, hyphens and soft hyphens; every
kind of quotation mark, dash and white space separates words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Hashes = NDArray[np.uint64]

_CHUNK = 1 << 19  # characters folded at a time: the buffers stay in the processor's cache
_SPACE, _END, _DROP = 32, 33, 34  # below all letters and digits, and with the bit that makes capitals small
_SMALL = np.uint8(32)
_GENITIVE = 5  # letters of a word whose last s is not counted: "Meiers" is "Meier"
_NONE = np.empty(0, np.int64)
_BEFORE, _AFTER = np.full(1, _SPACE, np.uint8), np.full(8, _END, np.uint8)  # eight bytes to read from any start
_FIRST, _SECOND, _MIX = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xFF51AFD7ED558CCD))
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Folded:
    """Words of several texts in a row: the hash of each, whether it is a number, whether it is capitalised.

    Text i has `counts[i]` of them.
    """

    hashes: Hashes
    numbers: NDArray[np.bool_]
    capitals: NDArray[np.bool_]
    counts: NDArray[np.int64]


def hash_words(words: Sequence[str]) -> Hashes:
    """Return the hashes of single words, as `fold` has them."""
    return _fold_run([" ".join(words)]).hashes


def fold(bodies: Sequence[str]) -> Iterator[Folded]:
    """Yield the folded words of `bodies`, a run of texts at a time, in order."""
    start, size = 0, 0
    for at, body in enumerate(bodies):
        size += len(body)
        if size >= _CHUNK:
            yield _fold_run(bodies[start : at + 1])
            start, size = at + 1, 0
    if start < len(bodies):
        yield _fold_run(bodies[start:])


def _fold_run(bodies: Sequence[str]) -> Folded:
    joined = "\0".join(bodies) + "\0"
    text = None if "\u0308" in joined else _letters(joined)
    stops = np.flatnonzero(text == _END) if text is not None else _NONE
    if text is None or len(stops) != len(bodies):
        text = _letters("".join(unicodedata.normalize("NFC", body).replace("\0", " ") + "\0" for body in bodies))
        stops = np.flatnonzero(text == _END)
    text = np.concatenate((_BEFORE, text, _AFTER))
    inside = text > _DROP
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    starts, ends = edges[0::2].copy(), edges[1::2].copy()
    first = text.take(starts)
    breaks = np.searchsorted(starts, stops + len(_BEFORE))
    text |= _SMALL
    length = ends - starts
    ends -= (text.take(ends - 1) == ord("s")) & (length >= _GENITIVE)
    return Folded(
        _hash(text, starts, ends),
        numbers=first <= ord("9"),
        capitals=(first >= ord("A")) & (first <= ord("Z")),
        counts=np.diff(breaks, prepend=0),
    )


def _letters(joined: str) -> Bytes:
    """Return the letters, digits and breaks of a text, one byte each, without what is dropped."""
    text = _table().take(np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16))
    return text[_kept(text | _SMALL)]


def _kept(text: Bytes) -> NDArray[np.bool_]:
    """Mark the bytes that stay: ae, oe, ue and ss become one letter, as ä, ö, ü and ß have."""
    kept: NDArray[np.bool_] = text != _DROP
    before, after = text[:-1], text[1:]
    second = (before == ord("a")) | (before == ord("o")) | (before == ord("u"))
    second &= after == ord("e")
    second |= (after == ord("s")) & (before == ord("s"))
    kept[1:] &= ~second
    return kept


def _hash(text: Bytes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Hashes:
    """Hash each word from its first eight and last eight bytes: words that agree in both and in length are one."""
    eight = np.ndarray(shape=(len(text) - 7,), dtype=np.uint64, buffer=text, strides=(1,))
    length = ends - starts
    hashes = eight[starts]
    hashes &= _MASKS.take(length, mode="clip")
    hashes *= _FIRST
    long = np.flatnonzero(length > 8)
    hashes[long] += eight[ends[long] - 8] * _SECOND + length[long].astype(np.uint64)
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    return hashes


@cache
def _table() -> Bytes:
    """Return what each UTF-16 unit becomes: a letter, a digit, a byte from 128 for other scripts, space, or nothing.

    Latin letters keep their case; those of other scripts lose it.
    """
    table = np.full(1 << 16, _SPACE, dtype=np.uint8)
    for code in range(1, 1 << 16):
        char = chr(code)
        if char.isalnum():
            base = unicodedata.normalize("NFKD", char)[0]
            table[code] = ord(base) if base.isascii() and base.isalnum() else 160 + ord(base.lower()[0]) % 32
    table[ord("ß")] = table[ord("ẞ")] = ord("s")
    for code in (*map(ord, "-‐‑'’\u00ad\u200b\ufeff"), *range(0x300, 0x370)):
        table[code] = _DROP
    table[0] = _END
    return table
