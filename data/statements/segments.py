"""Sentences cut into segments at their commas, colons and dashes, and what sort of clause each segment is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from data.statements.lexicon import lexicon
from data.statements.words import KIND, LOW, PARTICIPLE_ENDINGS

if TYPE_CHECKING:
    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.words import Word

# main: finite verb first or second; sub: a conjunction leads; relative; infinitive: "… zu tun"; bare: no finite verb.
Clause = Literal["main", "sub", "relative", "infinitive", "bare"]

_BREAKS = frozenset(",;:–—-")
_STOPS = frozenset(",.!?…—–")  # before a closing mark they part a quotation from „sagte X"
_AND = "+"  # the break before a second predicate
_TO = "zu"
_SECOND = 8  # words before a finite verb that still is the second constituent
FARTHEST = 100  # segments over which a frame reaches, either way; a sentence of more is a list
_LONGEST = 400  # words of a clause that is looked into; more are no clause
_OPEN, _CLOSE = "([", ")]"
_MARKING = frozenset({"sign", "quote"})  # kinds of words beside which a segment may end


class Segment(NamedTuple):
    """A run of words between two breaks.

    `before` is the break that leads to it ("+": und before a second predicate), `finite` indexes its finite verb.
    """

    words: tuple[Word, ...]
    before: str
    clause: Clause
    finite: int | None
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def segments(line: tuple[Word, ...], lang: str) -> tuple[Segment, ...]:
    """Cut the words of one sentence; breaks inside brackets do not count, final signs are in no segment."""
    known = lexicon(lang)
    found: list[Segment] = []
    coordinators = known.words["coordinators"]
    before, depth, begin = "", 0, 0
    asked = enumerate(zip(map(KIND, line), map(LOW, line), strict=True))
    for at in [at for at, (kind, low) in asked if kind in _MARKING or low in coordinators]:
        word = line[at]
        if word.kind == "sign":
            depth += word.text in _OPEN
            depth = max(0, depth - (word.text in _CLOSE))
            if depth == 0 and word.text in _BREAKS and not _hyphen(line, at):
                if begin < at:
                    found.append(_segment(line[begin:at], before, known, first=not found))
                    before = word.text
                elif before != ":":
                    before = word.text
                begin = at + 1
                continue
        if word.low in coordinators and _new_predicate(line[begin:at], line, at, known):
            found.append(_segment(line[begin:at], before, known, first=not found))
            begin, before = at + 1, _AND
        elif word.kind == "quote" and word.text[-2:-1] in _STOPS and at + 1 < len(line) and line[at + 1].kind != "sign":
            found.append(_segment(line[begin : at + 1], before, known, first=not found))
            begin, before = at + 1, ","
    end = len(line)
    while end > begin and line[end - 1].kind == "sign" and line[end - 1].text in ".!?…":
        end -= 1
    if begin < end:
        found.append(_segment(line[begin:end], before, known, first=not found))
    return tuple(found)


def _hyphen(line: tuple[Word, ...], position: int) -> bool:
    """Spot a stroke that hangs on a word: „Zweier- noch Dreiertreffen"."""
    sign = line[position]
    return sign.text == "-" and position > 0 and line[position - 1].end == sign.start


def _new_predicate(run: tuple[Word, ...], line: tuple[Word, ...], position: int, known: Lexicon) -> bool:
    """„X sagte ab und kündigte … an": the next word is a finite verb as the clause before it has one."""
    if position + 1 >= len(line) or not run or line[position + 1].kind != "verb" or len(run) > _LONGEST:
        return False
    verb = line[position + 1]
    finite = _finite(run)
    if finite is None or finite > _SECOND or _clause(run, ",", finite, known, first=True) != "main":
        return False
    if verb.auxiliary or verb.low.endswith(("te", "ten")):
        return True
    low = verb.low
    return not run[finite].auxiliary and low != verb.lemma and not low.startswith("ge") and not low.endswith("en")


def _segment(words: tuple[Word, ...], before: str, known: Lexicon, *, first: bool) -> Segment:
    finite = _finite(words)
    clause = _clause(words, before, finite, known, first=first)
    return Segment(words, before, clause, finite, words[0].start, words[-1].end)


def _clause(words: tuple[Word, ...], before: str, finite: int | None, known: Lexicon, *, first: bool) -> Clause:
    lead = next((w for w in words if w.kind != "sign"), words[0])
    if lead.low in known.words["coordinators"] and len(words) > 1 and lead.low not in known.words["subordinators"]:
        lead = words[1]
    if lead.low in known.words["focus"]:
        skipped = next((w for w in words if w.kind not in ("sign", "adverb")), lead)
        if skipped.low in known.words["subordinators"] and skipped.kind == "joint":
            lead = skipped
    if lead.low in known.frames["that"] or lead.low in known.frames["whether"]:
        return "sub"
    if (
        not first
        and before == ","
        and finite == len(words) - 1
        and finite > 0
        and _relative_lead(words, known, last=finite)
    ):
        return "relative"
    if to_infinitive(words) and (finite is None or not (words[finite].mood or words[finite].auxiliary)):
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


def _relative_lead(words: tuple[Word, ...], known: Lexicon, last: int | None = None) -> bool:
    """„der …", „in der …", „deren …": not „die Partei habe"."""
    at = 1 if words[0].kind == "preposition" and len(words) > 1 else 0
    if words[at].low not in known.words["relatives"]:
        return False
    if words[at].kind != "determiner" or words[at].low in ("dessen", "deren", "denen"):
        return True
    if last is not None:
        return words[at + 1].kind in ("preposition", "adverb", "pronoun") or words[at + 1].low == "sich"
    # "die Polizei gehe davon aus": noun phrase, then a verb right behind it; a relative clause has its verb last
    verb = next((i for i in range(at + 1, len(words)) if words[i].kind == "verb"), len(words))
    if verb == len(words) - 1:
        return not (words[verb].mood == "one" and words[at + 1].kind == "noun")
    return verb == len(words) - 2 and (words[-1].auxiliary or words[-1].mood != "")


def _finite(words: tuple[Word, ...]) -> int | None:
    """Index of the finite verb: an auxiliary or Konjunktiv, else a verb that is no participle or infinitive."""
    candidates = [i for i, kind in enumerate(map(KIND, words)) if kind == "verb"]
    for i in candidates:
        if words[i].auxiliary and not (i and words[i - 1].low == _TO):
            return i
        if words[i].mood and not _attribute(words, i):
            return i
    for i in candidates:
        low = words[i].low
        if (i and words[i - 1].low == _TO) or _inner_zu(words[i]):
            continue
        if low != words[i].lemma and not low.startswith("ge") and not is_adjectival(words, i):
            return i
    for i in candidates:
        if not (i and words[i - 1].low == _TO) and not _inner_zu(words[i]) and not is_adjectival(words, i):
            return i
    return None


def _inner_zu(word: Word) -> bool:
    """„teilzunehmen": the zu between particle and verb."""
    return word.kind == "verb" and "zu" in word.low[2:-3] and word.low.endswith("n") and "zu" not in word.lemma[2:-3]


def _attribute(words: tuple[Word, ...], i: int) -> bool:
    """Spot an adjective that looks like a Konjunktiv: "ihre weiche Stimme"."""
    inside = i + 1 < len(words) and (words[i + 1].kind == "noun" or words[i + 1].low.endswith("e"))
    return inside and i > 0 and words[i - 1].kind in ("determiner", "preposition", "other", "verb")


def is_adjectival(words: tuple[Word, ...], i: int) -> bool:
    """Spot a participle before a noun: "die geplante Reise", "die bereits geplante Reise", "am kommenden Montag"."""
    if i == 0 or i + 1 >= len(words) or not words[i].low.endswith(PARTICIPLE_ENDINGS):
        return False
    if i == 1 and words[i].low.endswith("te") and _points(words):
        return False
    if words[i + 1].kind not in ("noun", "other", "quote") and not words[i + 1].low.endswith(PARTICIPLE_ENDINGS[3:]):
        return False
    if words[i - 1].kind == "preposition" and words[i].low.endswith("te") and not any(w.auxiliary for w in words):
        return False  # „vom Golf aus verkündete Trump"
    before = i - 1
    while before > 0 and words[before].kind in ("adverb", "number"):
        before -= 1
    return words[before].kind in ("determiner", "preposition") or (
        words[before].kind == "other" and words[before].low.endswith(("e", "en", "er", "es", "em"))
    )


def _points(words: tuple[Word, ...]) -> bool:
    """Tell „Das bestätigte X" from „das geplante Treffen": a verb of saying, no participle, no other verb."""
    known = lexicon("de")
    verb, last = words[1], words[-1].low
    if words[0].low not in known.frames["pointing"] or any(w.kind == "verb" for w in words[2:]) or "ge" in verb.low:
        return False
    return verb.lemma in known.verbs or last in known.separable.get(verb.lemma, {})


def to_infinitive(words: tuple[Word, ...]) -> bool:
    """Whether the words end on an infinitive with zu („… zu treffen", „… teilzunehmen", „… getroffen zu haben")."""
    run = list(islice((w for w in reversed(words) if w.kind != "sign"), 4))[::-1]
    for i in range(max(0, len(run) - 3), len(run)):
        if (
            run[i].low.endswith(("n", "tun"))
            and run[i].kind in ("verb", "other")
            and ((i and run[i - 1].low == _TO) or _inner_zu(run[i]))
        ):
            return True
    return False
