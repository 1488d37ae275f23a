"""Cues: the verb or noun of a segment that says somebody speaks, and what it may govern."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.statements.lexicon import lexicon, listed_noun
from data.statements.segments import is_adjectival
from data.statements.words import SAYS, STIRS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Span
    from data.statements.lexicon import Lexicon
    from data.statements.segments import Segment
    from data.statements.words import Word


class Cue(NamedTuple):
    """Words `at` (indices into the segment), the dictionary form, and what it governs ("noun" for nouns)."""

    at: tuple[int, ...]
    lemma: str
    governs: frozenset[str]

    @property
    def noun(self) -> bool:
        return "noun" in self.governs


def verb_cues(words: tuple[Word, ...], lang: str) -> list[Cue]:
    """Return the verbs of saying among `words`, in order, a separated particle with its verb."""
    known = lexicon(lang)
    found: list[Cue] = []
    if not any(map(SAYS, words)):
        return found
    verbs = [i for i, word in enumerate(words) if word.says and not is_adjectival(words, i)]
    if not verbs:
        return found
    last = _last_word(words)
    places = _first_places(words) if any(words[i].lemma in known.partnered for i in verbs) else {}
    for i in verbs:
        cue = _verb(words, i, known, last, places)
        if cue is not None:
            found.append(cue)
    return found


def late_cue(segments: Sequence[Segment]) -> Cue | None:
    """Return the verb of the first segment whose particle stands behind an apposition („kündigte X, der Y, … an")."""
    first, known = segments[0], lexicon("de")
    word = first.words[first.finite or 0]
    particles = known.separable.get(word.lemma, {}) if word.says and first.clause == "main" else {}
    if not particles:
        return None
    for segment in segments[1:]:
        if segment.clause not in ("bare", "relative"):
            return None
        joined = particles.get(segment.words[_last_word(segment.words)].low)
        if joined is not None and segment.clause == "bare":
            return Cue((first.finite or 0,), joined, known.verbs[joined])
    return None


def _first_places(words: tuple[Word, ...]) -> dict[str, int]:
    """Return where each word stands first, as it is written."""
    return {words[i].text: i for i in range(len(words) - 1, -1, -1)}


def may_say(words: tuple[Word, ...], lang: str) -> bool:
    """Whether a verb of saying may be among `words`: of one that is made of two words, both are there."""
    if not any(map(SAYS, words)):
        return False
    companions = lexicon(lang).companions
    bases = [word.lemma for word in words if word.says and word.lemma in companions]
    if not bases:
        return False
    present = {part for word in words for part in (word.low, word.text)}
    return not all(companions[base].isdisjoint(present) for base in bases)


def noun_cue(words: tuple[Word, ...], lang: str) -> Cue | None:
    """Return the last noun of saying among `words`."""
    if not any(map(STIRS, words)):  # a noun of saying does
        return None
    known = lexicon(lang)
    for i in range(len(words) - 1, -1, -1):
        if words[i].kind == "noun" and words[i].stirs:
            base = listed_noun(words[i].lemma, known.nouns["content"])
            if base and words[i].lemma not in known.nouns["not_content"]:
                return Cue((i,), base, frozenset({"noun"}))
    return None


def spans_of(words: tuple[Word, ...], cue: Cue) -> tuple[Span, ...]:
    """Return the characters of a cue, neighbouring words as one."""
    spans: list[Span] = []
    for i in cue.at:
        if spans and words[i - 1].end == spans[-1][1]:
            spans[-1] = (spans[-1][0], words[i].end)
        else:
            spans.append((words[i].start, words[i].end))
    return tuple(spans)


def _verb(words: tuple[Word, ...], i: int, known: Lexicon, last: int, places: dict[str, int]) -> Cue | None:
    """Return what word `i` is a verb of; `last` is the last word, `places` where each text stands first."""
    word = words[i]
    if word.lemma in known.partnered:
        found = [(places[part], joined) for part, joined in known.partnered[word.lemma].items() if part in places]
        if found:
            j, whole = min(found)
            return Cue(tuple(sorted((i, j))), whole, known.verbs[whole])
    particles = known.separable.get(word.lemma, {})
    if last > i and words[last].low in known.words["particles"]:
        joined = particles.get(words[last].low)
        return Cue((i, last), joined, known.verbs[joined]) if joined else None
    if i and words[i - 1].low in particles and last == i:
        joined = particles[words[i - 1].low]
        return Cue((i - 1, i), joined, known.verbs[joined])
    base = known.spellings.get(word.lemma, word.lemma)
    if base in known.verbs:
        return Cue((i,), base, known.verbs[base])
    inner = known.without_zu(word.lemma)
    return Cue((i,), inner, known.verbs[inner]) if inner else None


def _last_word(words: tuple[Word, ...]) -> int:
    return next((j for j in range(len(words) - 1, -1, -1) if words[j].kind != "sign"), len(words) - 1)
