"""Tokens, sentences and lemmas with character offsets; every stage cuts text here and nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import accumulate, starmap
from operator import sub
from sys import intern
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from simplemma import is_known, lemmatize, split_sentences

from data.language import LANGUAGES, load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.models import Span

# With the white space before it: a plain word with nothing behind it that may go on (most words: asked first). Else a
# site's name, a number with its separators, an abbreviation of single letters with its dots (U.S., z.B.), a word with
# its inner hyphens and apostrophes, an ellipsis, or one sign.
_PIECE = re.compile(
    r"\s*+(?:[a-zA-ZÄÖÜäöüß]++(?![\w\-.'’])"
    r"|[^\W\d_]\w*+(?![-.'’])"
    r"|(?:[^\W\d_][\w-]{0,40}+\.){1,2}(?:de|at|ch|com|org|net|eu|info|ru|ua|uk|tv)\b"
    r"|\d+(?:[.,:]\d+)*\w*(?:-\w+)*|(?:[^\W\d_]\.){2,}|\w+(?:[-'’]\w+)*|\.\.\.|[^\w\s])"
)
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü", "Ae": "Ä", "Oe": "Ö", "Ue": "Ü"}
_NO_UMLAUT = re.compile("[aouAOU]e")
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n")
# simplemma leaves '."' and the sentence after it in one piece.
_AFTER_QUOTE = re.compile(r"[.!?…][“”\"«»‘’‹›'](\s+)(?=[A-ZÄÖÜ„“\"»«‚‘(\d])")
# … and takes the platform X for an initial.
_AFTER_X = re.compile(r"[nif] X\.(\s+)(?=[A-ZÄÖÜ„“\"»«])")
_FIRST_WORD = re.compile(r"\w+")
_ORDINAL = re.compile(r"(\w+) \d{1,3}\.\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
_TAIL = 100  # characters in which the last words of a sentence stand
_TEXTS = 16  # whose sentences are kept
REMEMBERED = 32_768
"""Forms of words of which a table keeps what they tell; a hostile text must not fill the memory."""

_BODIES = 2  # whose tokens are kept: the one that is read, and its title


Row = TypeVar("Row")


class Token(NamedTuple):
    """One token: `text` is the passage from `start` to `end`."""

    start: int
    end: int
    text: str


class Columns(NamedTuple):
    """Tokens in order as three columns of one length: where each starts, where it ends, how it is written.

    Stages that make rows of their own of all tokens of a body take them from here: no row is made to be thrown away.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]


def tokens(text: str) -> tuple[Token, ...]:
    """Cut `text` into words, numbers and single signs, in order; white space is in none of them."""
    return tuple(starmap(Token, zip(*columns(text), strict=True)))


def columns(text: str) -> Columns:
    """Cut `text` as `tokens` does."""
    pieces = _PIECE.findall(text.rstrip())  # every character is in one of them
    ends = list(accumulate(map(len, pieces)))
    texts = list(map(intern, map(str.lstrip, pieces)))  # a word that comes again is kept once
    return Columns(list(map(sub, ends, map(len, texts))), ends, texts)


def columns_in(text: str, start: int, end: int) -> Columns:
    """Return the tokens of the passage from `start` to `end`, with their places in `text`.

    `text` is cut once for all its passages, but for one that begins or ends inside of a token.
    """
    starts, ends, texts = _columns_of(text)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if (first == 0 or ends[first - 1] <= start) and (first == last or ends[last - 1] <= end):
        return Columns(starts[first:last], ends[first:last], texts[first:last])
    inner = columns(text[start:end])
    return Columns([start + at for at in inner.starts], [start + at for at in inner.ends], inner.texts)


class Forms(dict[str, Row]):
    """What the form of a word tells, asked once for each form: news repeats its words.

    As a mapping it answers `map` without code of ours; where it holds `REMEMBERED` it forgets all.
    """

    def __init__(self, ask: Callable[[str], Row]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, form: str) -> Row:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[form] = self._ask(form)
        return found


class Stretches(Generic[Row]):
    """Rows in the order of their starts, asked for those that overlap a stretch of the text."""

    def __init__(self, rows: Sequence[Row], span_of: Callable[[Row], Span]) -> None:
        spans = [span_of(row) for row in rows]
        self._rows, self._ends = rows, [end for _, end in spans]
        self._starts = [start for start, _ in spans]
        self._reached = list(accumulate(self._ends, max))

    def over(self, start: int, end: int) -> list[Row]:
        """Return the rows that begin before `end` and end behind `start`."""
        first, last = bisect_right(self._reached, start), bisect_left(self._starts, end)
        return [self._rows[at] for at in range(first, last) if self._ends[at] > start]


@lru_cache(maxsize=_BODIES)
def _columns_of(text: str) -> Columns:
    return columns(text)


@lru_cache(maxsize=_TEXTS)
def sentences(text: str, lang: str) -> tuple[Span, ...]:
    """Return the sentences of `text` as stripped spans, in order; none goes across a blank line.

    A quotation of several sentences is cut inside its marks; '…“, sagte X.' stays with its quotation. The stages read
    one article after another, and each of them asks for its sentences: those of the last texts are kept.
    """
    found: list[Span] = []
    begin = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found += _in_block(text, begin, end, lang)
        begin = gap.end() if gap else end
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def lemma(word: str, lang: str) -> str:
    """Return the dictionary form of `word` ("kündigte": "kündigen"); a word nobody knows comes back as it is."""
    return lemmatize(word, lang=lang if lang in LANGUAGES else LANGUAGES[0])


@lru_cache(maxsize=REMEMBERED)
def in_dictionary(word: str, lang: str) -> bool:
    """Whether the dictionary of `lang` has the form `word`."""
    return is_known(word, lang)


@lru_cache(maxsize=REMEMBERED)
def with_umlauts(word: str, lang: str) -> str:
    """Return a German word that was typed without umlauts as it is spelled ("bestaetigte": "bestätigte")."""
    if lang == "en" or not _NO_UMLAUT.search(word):
        return word
    spelled = _NO_UMLAUT.sub(lambda m: _UMLAUTS[m.group()], word)
    if spelled.lower() in _umlaut_words():
        return spelled
    if in_dictionary(word, "de") or in_dictionary(word.lower(), "de"):
        return word
    return spelled if in_dictionary(spelled, "de") or in_dictionary(spelled.lower(), "de") else word


@cache
def _umlaut_words() -> frozenset[str]:
    table = load("de", "speech")
    return frozenset(word for key in ("konjunktiv", "words") for words in table[key].values() for word in words)


def _in_block(text: str, begin: int, end: int, lang: str) -> list[Span]:
    block = text[begin:end]
    found: list[Span] = []
    at = 0
    for piece in split_sentences(block, lang=lang if lang in LANGUAGES else LANGUAGES[0]):
        at = block.index(piece, at)
        start = at
        gaps = [gap.span(1) for gap in _AFTER_QUOTE.finditer(piece)]
        if " X." in piece:
            gaps = sorted([*gaps, *(gap.span(1) for gap in _AFTER_X.finditer(piece))])
        for cut in gaps:
            _join(text, found, (begin + start, begin + at + cut[0]), lang)
            start = at + cut[1]
        at += len(piece)
        _join(text, found, (begin + start, begin + at), lang)
    return found


def _join(text: str, found: list[Span], span: Span, lang: str) -> None:
    """Append `span`, or join it to the last one where that broke off at an abbreviation."""
    if found and _breaks_off(text, found[-1], span, lang):
        found[-1] = (found[-1][0], span[1])
    else:
        found.append(span)


def _breaks_off(text: str, one: Span, other: Span, lang: str) -> bool:
    if text[one[1] - 1] != ".":
        return False
    left = text[max(one[0], one[1] - _TAIL) : one[1]]
    before, either, starters, articles = _abbreviations(lang)
    word = left.rsplit(maxsplit=1)[-1].lstrip("(„“\"»«'").lower()
    if word in before:
        return True
    if word not in either and not _INITIALS.match(word):
        ordinal = _ORDINAL.search(left) if left[-2:-1].isdigit() else None
        if ordinal is None or ordinal[1].lower() not in articles:
            return False
    first = _FIRST_WORD.search(text, *other)
    return first is not None and first.group().lower() not in starters


@cache
def _abbreviations(lang: str) -> tuple[frozenset[str], ...]:
    table = load(lang, "speech")["sentences"]
    keys = ("before_a_name", "inside_or_last", "starters", "before_an_ordinal")
    return tuple(frozenset(table.get(key, ())) for key in keys)
