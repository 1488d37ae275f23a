"""Sentences cut into segments at their commas, colons and dashes, and what sort of clause each segment is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.statements.lexicon import lexicon

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.words import Word

# main: finite verb first or second; sub: a conjunction leads; relative; infinitive: "… zu tun"; bare: no finite verb.
Clause = Literal["main", "sub", "relative", "infinitive", "bare"]

_BREAKS = frozenset(",;:–—-")
# Endings of participles that stand before a noun.
_INFLECTED = (
    "te",
    "ten",
    "ter",
    "tes",
    "tem",
    "ende",
    "enden",
    "ender",
    "endes",
    "endem",
    "ene",
    "enen",
    "ener",
    "enes",
    "enem",
)
_OPEN, _CLOSE = "([", ")]"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words between two breaks. `before` is the break that leads to it; `finite` indexes its finite verb."""

    words: tuple[Word, ...]
    before: str
    clause: Clause
    finite: int | None

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def span(self) -> Span:
        return self.start, self.end


def segments(line: tuple[Word, ...], lang: str) -> tuple[Segment, ...]:
    """Cut the words of one sentence; breaks inside brackets do not count, final signs are in no segment."""
    known = lexicon(lang)
    found: list[Segment] = []
    run: list[Word] = []
    before, depth = "", 0
    for word in line:
        if word.kind == "sign":
            depth += word.text in _OPEN
            depth = max(0, depth - (word.text in _CLOSE))
            if depth == 0 and word.text in _BREAKS:
                if run:
                    found.append(_segment(run, before, known, first=not found))
                    run = []
                    before = word.text
                elif before != ":":
                    before = word.text
                continue
        run.append(word)
    while run and run[-1].kind == "sign" and run[-1].text in ".!?…":
        run.pop()
    if run:
        found.append(_segment(run, before, known, first=not found))
    return tuple(found)


def _segment(run: list[Word], before: str, known: Lexicon, *, first: bool) -> Segment:
    words = tuple(run)
    finite = _finite(words)
    return Segment(words, before, _clause(words, before, finite, known, first=first), finite)


def _clause(words: tuple[Word, ...], before: str, finite: int | None, known: Lexicon, *, first: bool) -> Clause:
    lead = next((w for w in words if w.kind != "sign"), words[0])
    if lead.low in known.words["coordinators"] and len(words) > 1 and lead.low not in known.words["subordinators"]:
        lead = words[1]
    if lead.low in known.frames["that"] or lead.low in known.frames["whether"]:
        return "sub"
    if to_infinitive(words) and (finite is None or words[finite].low == words[finite].lemma):
        return "infinitive"
    if finite is None:
        return "bare"
    late = finite >= len(words) - 2
    if not first and before == "," and late and finite > 0 and _relative_lead(words, known):
        return "relative"
    if lead.low in known.words["subordinators"] and not (lead.low in known.words["prepositions"] and finite <= 2):
        return "main" if first and not late and lead.kind == "preposition" else "sub"
    if not first and late and finite > 1 and lead.low in known.words["questions"]:
        return "sub"
    return "main"


def _relative_lead(words: tuple[Word, ...], known: Lexicon) -> bool:
    """„der …", „in der …", „deren …": not „die Partei habe"."""
    at = 1 if words[0].kind == "preposition" and len(words) > 1 else 0
    if words[at].low not in known.words["relatives"]:
        return False
    if words[at].kind != "determiner" or words[at].low in ("dessen", "deren", "denen"):
        return True
    # "die Polizei gehe davon aus": noun phrase, then a verb right behind it; a relative clause has its verb last
    verb = next((i for i in range(at + 1, len(words)) if words[i].kind == "verb"), len(words))
    return verb == len(words) - 1 or (verb == len(words) - 2 and words[-1].kind == "verb")


def _finite(words: tuple[Word, ...]) -> int | None:
    """Index of the finite verb: the first auxiliary or Konjunktiv, else the first verb that is no participle or infinitive."""
    candidates = [i for i, w in enumerate(words) if w.kind == "verb"]
    for i in candidates:
        if words[i].mood or (words[i].auxiliary and not _is_infinitive_tail(words, i)):
            return i
    for i in candidates:
        low = words[i].low
        if (i and words[i - 1].low == "zu") or _inner_zu(words[i]):
            continue
        if low != words[i].lemma and not low.startswith("ge") and not is_adjectival(words, i):
            return i
    for i in candidates:
        if not (i and words[i - 1].low == "zu") and not _inner_zu(words[i]) and not is_adjectival(words, i):
            return i
    return None


def _inner_zu(word: Word) -> bool:
    """„teilzunehmen": the zu between particle and verb."""
    return word.kind == "verb" and "zu" in word.low[2:-3] and word.low.endswith("n") and "zu" not in word.lemma[2:-3]


def _is_infinitive_tail(words: tuple[Word, ...], i: int) -> bool:
    return bool(i) and words[i - 1].low == "zu"


def is_adjectival(words: tuple[Word, ...], i: int) -> bool:
    """A participle before a noun: "die geplante Reise", "am kommenden Montag"."""
    return (
        i + 1 < len(words)
        and words[i + 1].kind == "noun"
        and words[i].low.endswith(_INFLECTED)
        and i > 0
        and words[i - 1].kind in ("determiner", "other", "preposition", "adverb", "number")
    )


def to_infinitive(words: tuple[Word, ...]) -> bool:
    """Whether the words end on an infinitive with zu ("… zu treffen", "… teilzunehmen")."""
    for i, word in enumerate(words):
        if word.kind in ("verb", "other") and (word.low.endswith(("en", "ern", "eln", "sein", "tun"))):
            if i and words[i - 1].low == "zu":
                return True
            if _inner_zu(word):
                return True
    return False
