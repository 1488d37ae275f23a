"""A text as it became another one, to be read in one go: what was struck, what was inserted, folds where nothing was.

Sentences that answer to each other (`data.comparing`) are shown once, with the words that differ; a sentence that
became another one altogether is struck as a whole, with the new one behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from data.comparing import plain
from data.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from data.comparing import Row
    from data.models import Span

Kind = Literal["same", "gone", "new"]

AROUND = 1
"""Unchanged sentences shown before and after a change."""
FOLDED = 2
"""So many unchanged sentences in a row, and more, are folded."""
REWORDED = 0.6
"""Two sentences less alike than this (0 to 1) are shown one after the other: single words would be a riddle."""
_SHORT = 3  # letters of a lone word between two changes that is struck and written again with them


class Piece(NamedTuple):
    """A stretch of words that both texts have, or one of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or two that became one; `moved` says that it stands in another place now."""

    pieces: tuple[Piece, ...]
    moved: bool = False

    @property
    def is_changed(self) -> bool:
        return self.moved or any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences in a row: all to be read, or all unchanged and `folded`."""

    lines: tuple[Line, ...]
    folded: bool


def redline(a: str, b: str, rows: Iterable[Row]) -> tuple[Stretch, ...]:
    """Return how text `a` became text `b`, in the order of the alignment `rows`, unchanged stretches folded."""
    return tuple(_folded([_line(a, b, row) for row in rows]))


def worded(a: str, b: str) -> tuple[Piece, ...]:
    """Return how one sentence became another, word by word: without what is gone it is `b`, letter for letter."""
    before, after = _words(a), _words(b)
    ops = Levenshtein.opcodes([plain(word) for word in before], [plain(word) for word in after])
    pieces: list[Piece] = []
    for place, op in enumerate(ops):
        old, new = "".join(before[op.src_start : op.src_end]), "".join(after[op.dest_start : op.dest_end])
        between = 0 < place < len(ops) - 1
        if op.tag == "equal" and not (between and op.src_end - op.src_start == 1 and len(new.strip()) <= _SHORT):
            pieces.append(Piece("same", new))
        else:
            pieces += [Piece("gone", old), Piece("new", new)]
    return tuple(_joined(pieces))


def _line(a: str, b: str, row: Row) -> Line:
    old, new = _text(a, row.a), _text(b, row.b)
    if row.a is None or row.b is None or row.score < REWORDED:
        return Line(tuple(piece for piece in (Piece("gone", old), Piece("new", new)) if piece.text), row.moved)
    return Line(worded(old, new), row.moved)


def _folded(lines: Sequence[Line]) -> Iterator[Stretch]:
    near = {
        other
        for place, line in enumerate(lines)
        if line.is_changed
        for other in range(place - AROUND, place + AROUND + 1)
    }
    for is_near, group in groupby(enumerate(lines), key=lambda item: item[0] in near):
        held = tuple(line for _, line in group)
        yield Stretch(held, folded=not is_near and len(held) >= FOLDED)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join what follows each other: of one run of changes first all that is gone, then all that is new."""
    for is_same, run in groupby(pieces, key=lambda piece: piece.kind == "same"):
        held = list(run)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("gone", "new")
        for kind in kinds:
            if text := "".join(piece.text for piece in held if piece.kind == kind):
                yield Piece(kind, text)


def _words(text: str) -> list[str]:
    """Cut a text at the begin of each token; what stands before the first one belongs to it."""
    starts = [token.start for token in tokens(text)]
    edges = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _text(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""
