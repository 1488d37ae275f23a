"""Cut a passage into clauses, and put a separated verb ("lud … ein") together again so that a cue can call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from data.language import load
from data.signals.words import ZU_INFINITIVE, Row, Word, fold, words
from data.text import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAKS = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "…"})
_LONGEST = 400  # words of a clause that is looked into; more are a list
_REMARK = 8
"""Words and signs of a remark in brackets."""
_BARE = 2  # words of "und vorgeschlagen", which has nothing of its own to say
INFINITIVES = ("en", "ern", "eln", "sein", "tun")
# "getroffen", "abgesagt", "verschoben", and as attributes "geplante", "abgesagten"; not "traf", "sagte", "bestätigte".
_WEAK_PAST = re.compile(r"(\w{3,}?)e?te?n?\Z")
PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|bei|ein|fest|her|hin|nach|statt|vor|zu|zurueck|zusammen|teil|bereit|weiter|wieder)?ge\w{2,}(?:t|en)"
    r"(?:e[nrsm]?)?\Z|(?:ver|be|er|ent|zer|miss)\w{2,}en\Z|(?:ab|an|auf|aus|ein|vor|zu)(?:be|ver|er|ent)\w+t\Z"
)


class Clause(NamedTuple):
    """One clause: its words with signs, how it is joined to the one before, and whether it hangs on another."""

    words: Row
    joint: str  # the sign or conjunction before it, "" at the start of the passage
    subordinate: bool
    is_infinitive: bool = False  # without a finite verb ("…, sich zu treffen")

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What the clause table of a language holds, as sets."""

    particles: frozenset[str]
    conjunctions: frozenset[str]
    openers: frozenset[str]
    relatives: frozenset[str]
    finite: frozenset[str]
    not_verbs: frozenset[str]
    after_particle: frozenset[str]
    splitters: frozenset[str]
    auxiliaries: frozenset[str]
    free_splitters: frozenset[str]
    verb_first: frozenset[str]
    contrasting: frozenset[str]
    noun_heads: frozenset[str]
    verb_last: frozenset[str]
    questions: frozenset[str]
    thinking: frozenset[str]


@cache
def _grammar(lang: str) -> _Grammar:
    table = load(lang, "contact")["clauses"] | {"questions": load(lang, "ladder")["condition"]["questions"]}
    return _Grammar(**{name: frozenset(fold(word) for word in table[name]) for name in _Grammar.__slots__})


@cache
def _after_particle(lang: str) -> frozenset[str]:
    """Words that may stand behind a separated particle, or begin the next clause there."""
    grammar = _grammar(lang)
    return grammar.after_particle | grammar.splitters | grammar.free_splitters


@dataclass(slots=True)
class _Draft:
    """A clause that may still grow, with whether it has its finite verb, so that no word is asked twice."""

    words: list[Word]
    joint: str
    subordinate: bool
    finite: bool


def clauses(text: str, start: int, end: int, lang: str) -> tuple[Clause, ...]:
    """Return the clauses of `text[start:end]` in order; every word is in exactly one."""
    return clauses_of(words(text, start, end, lang), lang)


def clauses_of(row: Sequence[Word], lang: str) -> tuple[Clause, ...]:
    """Return the clauses of a row of words in order."""
    grammar = _grammar(lang)
    drafts: list[_Draft] = []
    for joint, piece in _pieces(row, grammar, lang):
        opens = piece[0].fold in grammar.free_splitters
        finite = any(is_finite(word, grammar, lang) for word in piece)
        last = drafts[-1] if drafts else None
        if last and not opens and not (finite or _stands_alone(piece, joint, grammar, lang)):
            last.words.extend(piece)
        elif last and not (last.finite or last.joint or opens or last.subordinate or _asks(piece, grammar)):
            last.words.extend(piece)
            last.finite = finite
        else:
            drafts.append(_Draft(list(piece), joint, _is_subordinate(piece, grammar, lang, first=not drafts), finite))
    return tuple(
        Clause(_joined_verbs(Row(draft.words), grammar, lang), draft.joint, draft.subordinate, not draft.finite)
        for draft in drafts
    )


def _asks(piece: Sequence[Word], grammar: _Grammar) -> bool:
    return next((word.fold for word in piece if not word.is_sign), "") in grammar.questions


def _pieces(row: Sequence[Word], grammar: _Grammar, lang: str) -> list[tuple[str, tuple[Word, ...]]]:
    """Cut at signs, and at conjunctions that have a finite verb on either side."""
    found: list[tuple[str, tuple[Word, ...]]] = []
    joint, piece = "", list[Word]()
    verbs = list(accumulate((is_finite(word, grammar, lang) for word in row), initial=0))  # up to each word
    aside = 0
    for at, word in enumerate(row):
        if word.text == "(" and (closed := _remark(row, at, verbs)):
            aside = closed
        if at < aside:
            piece.append(word)
        elif word.text in _BREAKS:
            piece.append(word)
            if any(not w.is_sign for w in piece):
                found.append((joint, tuple(piece)))
                piece = []
            joint = word.text
        elif piece and word.fold in grammar.free_splitters:
            found.append((joint, tuple(piece)))
            joint, piece = "", [word]
        elif (
            word.fold in grammar.splitters
            and verbs[at] > verbs[at - len(piece)]
            and len(piece) <= _LONGEST
            and not _is_open(piece, grammar)
            and not (grammar.thinking and _joins_subjects(piece, row[at + 1 : at + 2], grammar))
            and (
                verbs[_until_break(row, at + 1)] > verbs[at + 1]
                or (lang == "de" and _shares_auxiliary(piece, row[at + 1 : _until_break(row, at + 1)], grammar))
            )
        ):
            found.append((joint, tuple(piece)))
            joint, piece = word.fold, [word]
        else:
            if not piece and word.fold in grammar.conjunctions and joint == ",":
                joint = word.fold
            piece.append(word)
    if any(not w.is_sign for w in piece):
        found.append((joint, tuple(piece)))
    elif found and piece:
        found[-1] = (found[-1][0], (*found[-1][1], *piece))
    return found


def _remark(row: Sequence[Word], start: int, verbs: Sequence[int]) -> int:
    """Return where a remark in brackets ends that is no clause ("Minister X (CDU)"), 0 where it is one."""
    end = next((at for at in range(start + 1, min(len(row), start + _REMARK)) if row[at].text == ")"), 0)
    return end + 1 if end and verbs[end] == verbs[start] else 0


def _joins_subjects(piece: Sequence[Word], after: Sequence[Word], grammar: _Grammar) -> bool:
    """Whether "and" stands between two names of which one subject is made ("hoped X and Y would meet")."""
    at = len(piece)
    while at and piece[at - 1].text[0].isupper():
        at -= 1
    named = at < len(piece) and any(word.text[0].isupper() for word in after)
    return named and at > 0 and piece[at - 1].fold in grammar.thinking


def _is_open(piece: Sequence[Word], grammar: _Grammar) -> bool:
    """Whether an auxiliary still waits for its verb ("haben X und Y … telefoniert")."""
    at = next((n for n, w in enumerate(piece) if w.fold in grammar.auxiliaries), None)
    if at is None:
        return False
    return not any(
        w.text[:1].islower()
        and w.fold not in grammar.not_verbs
        and (w.text.endswith("en") or w.text.endswith("t"))
        and any(key.endswith(INFINITIVES) for key in w.keys)
        for w in piece[at + 1 :]
    )


def _shares_auxiliary(piece: Sequence[Word], rest: Sequence[Word], grammar: _Grammar) -> bool:
    """Whether two participles have one auxiliary ("hat X angerufen und ihm ein Treffen vorgeschlagen")."""
    return (
        len(rest) > _BARE
        and any(word.fold in grammar.auxiliaries for word in piece)
        and _ends_in_participle(piece)
        and _ends_in_participle(rest)
    )


def _ends_in_participle(row: Sequence[Word]) -> bool:
    last = next((word for word in reversed(row) if not word.is_sign), None)
    if last is None or not last.text[0].islower():
        return False
    return last.fold.endswith("iert") or PARTICIPLE.match(last.fold) is not None


def _until_break(row: Sequence[Word], start: int) -> int:
    """Return where the next sign stands, past a parenthesis that follows at once ("and, by his account, agreed")."""
    last = min(len(row), start + _LONGEST)
    end = next((at for at in range(start + 1, last) if row[at].text in _BREAKS), last)
    if start < len(row) and row[start].text == ",":
        end = next((at for at in range(end + 1, last) if row[at].text in _BREAKS), last)
    return end


def is_finite(word: Word, grammar: _Grammar, lang: str) -> bool:
    """Whether a word looks like a verb that carries a clause; participles and infinitives do not."""
    return word.fold in grammar.finite or (lang == "de" and _may_be_finite(word.text, word.keys, word.fold))


@lru_cache(maxsize=REMEMBERED)
def _may_be_finite(text: str, keys: frozenset[str], surface: str) -> bool:
    grammar = _grammar("de")
    if text[:1].isupper():
        return not keys.isdisjoint(grammar.verb_first)
    if not text[0].isalnum() or surface in grammar.not_verbs:
        return False
    if PARTICIPLE.match(surface) or ZU_INFINITIVE.match(surface):
        return False
    return any(key != surface and key[:1].islower() and key.endswith(INFINITIVES) for key in keys)


def _is_subordinate(piece: Sequence[Word], grammar: _Grammar, lang: str, *, first: bool = False) -> bool:
    """Whether a clause hangs on another. The first of a passage has nothing before it that it could be relative to."""
    heads = [w.fold for w in piece if not w.is_sign][:3]
    if not heads:
        return False
    if heads[0] in grammar.conjunctions and len(heads) > 1:
        heads = heads[1:]
    last = next((w for w in reversed(piece) if not w.is_sign), None)
    ends = last is not None and is_finite(last, grammar, lang)
    if heads[0] in grammar.openers:
        return ends or not (first and heads[0] in grammar.verb_last)
    if first and lang == "de":
        return False
    if heads[0] in grammar.relatives or (len(heads) > 1 and heads[1] in grammar.relatives and lang == "de"):
        return lang != "de" or ends
    return False


def _stands_alone(piece: Sequence[Word], joint: str, grammar: _Grammar, lang: str) -> bool:
    if joint in {";", ":"}:
        return True
    if lang == "de" and joint in grammar.splitters and _ends_in_participle(piece):
        return True
    if joint == "," and _lends_its_verb(piece, grammar):
        return True
    return _is_subordinate(piece, grammar, lang) or any(
        w.fold == "zu" or any(k.endswith("en") and "zu" in w.fold[1:-2] and k != w.fold for k in w.keys)
        for w in piece
        if w.text[:1].islower() and lang == "de"
    )


def _lends_its_verb(piece: Sequence[Word], grammar: _Grammar) -> bool:
    """Whether a verbless piece is a clause of its own all the same ("…, ein Telefonat aber möglich")."""
    heads = [w.fold for w in piece if not w.is_sign]
    return heads[0] in grammar.noun_heads and not grammar.contrasting.isdisjoint(heads[1:4])


def _particles(row: Sequence[Word], grammar: _Grammar, behind: frozenset[str]) -> list[int]:
    """Return the places of the particles that may be separated from a verb: words of `behind` may follow them."""
    found = []
    for at, word in enumerate(row):
        if word.fold not in grammar.particles or at == 0 or word.text[0].isupper():
            continue
        after = row[at + 1] if at + 1 < len(row) else None
        if after is None or after.is_sign or after.fold in behind:
            found.append(at)
    return found


def has_particle(row: Sequence[Word], lang: str) -> bool:
    """Whether a word of a passage may be part of another verb than its form tells, once the passage is cut."""
    return lang == "de" and bool(_particles(row, _grammar(lang), _after_particle(lang)))


def _joined_verbs(row: Row, grammar: _Grammar, lang: str) -> Row:
    """Give the verbs before a separated particle the keys of the whole verb ("sagte … ab": "absagen")."""
    if lang != "de":
        return row
    particles = _particles(row, grammar, grammar.after_particle)
    if not particles:
        return row
    found = list(row)
    for at in particles:
        word = row[at]
        for place in range(at):
            verb = found[place]
            surface = verb.fold
            if verb.text[:1].islower() or place == 0:
                stems = {key for key in verb.keys if key[:1].islower() and key.endswith(INFINITIVES)}
                if not stems and (guess := _WEAK_PAST.match(surface)):
                    stems = {guess[1] + "en"}
                if stems - {surface} or surface.endswith("en"):
                    whole = frozenset(word.fold + key for key in {*stems, surface})
                    found[place] = verb._replace(keys=verb.keys | whole)
    return Row(found)
