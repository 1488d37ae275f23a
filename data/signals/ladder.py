"""Read off the rung of a passage: which cues its clauses hold, what negation makes of them, and which one decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from data.language import load
from data.signals.contact import event_modes, modal_words
from data.signals.cues import CueTable, Match
from data.signals.words import Row, fold, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Certainty, Rung
    from data.signals.clauses import Clause
    from data.signals.contact import ContactTable, Evidence, Mode
    from data.signals.words import Word

_ATTRIBUTE = re.compile(
    r"(?:\w*ge\w{2,}|(?:ver|be|er|ent|zer|an|ab|vor)\w{2,})(?:t|en)e[nrsm]?\Z|\w+ende[nrsm]?\Z|\w+ierte[nrsm]?\Z"
)
_INFLECTIONS = frozenset({"e", "en", "er", "es", "em", "s", "n", "r", "m"})
_ALSO_FINITE = re.compile(r"\w*(?:t|ier)ten?\Z|(?!.*ge)\w+te[n]?\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the ladder table."""

    rung: Rung | Literal["DENIAL"]
    certainty: Certainty
    weight: int
    act: bool = False
    negated: Rung | None = None
    negated_certainty: Certainty | None = None


class Claim(NamedTuple):
    """What a clause says of the contact.

    `act`: somebody does it in saying so; `by_day`: a named day makes it SCHEDULED.
    """

    rung: Rung | Literal["DENIAL"]
    certainty: Certainty
    weight: int
    place: int  # offset of the first word that says it
    clause: int
    act: bool = False
    by_day: bool = False
    from_cue: bool = True
    verb: int | None = None  # offset of the contact verb whose tense says it
    flipped: bool = False
    ahead: bool = False  # told as still to come ("werde man ansetzen")
    words: tuple[Word, ...] = ()  # that say it: the cue's, or the verb's with its modal, and what negates them


_MODES: dict[str, tuple[Rung, Certainty, int, bool, Rung | None]] = {
    "past": ("HELD", "CT+", 62, False, "CANCELLED"),
    "will": ("WILLING", "PR+", 56, True, "REJECTED"),
    "may": ("WILLING", "PS+", 57, False, "SCEPTICAL"),
    "shall": ("AGREED", "CT+", 57, True, "NOT_PLANNED"),
    "must": ("WILLING", "PR+", 50, False, "WILLING"),
    "future": ("AGREED", "CT+", 57, True, "REJECTED"),
    "present": ("AGREED", "CT+", 40, True, "REJECTED"),
}
_DENIED: dict[str, Rung] = {"CANCELLED": "AGREED", "POSTPONED": "AGREED", "REJECTED": "WILLING", "SCEPTICAL": "WILLING"}
_REFUSED = 79
"""Weight of a contact verb under a negation: below a condition or an explicit refusal, above what is hoped for."""
_CERTAINTY: dict[Rung, Certainty] = {
    "HELD": "CT+",
    "SCHEDULED": "CT+",
    "AGREED": "CT+",
    "WILLING": "PR+",
    "CONDITIONAL": "PS+",
    "PROPOSED": "Uu",
    "NONCOMMITTAL": "Uu",
    "SCEPTICAL": "PR-",
    "POSTPONED": "PS+",
    "NOT_PLANNED": "CT-",
    "CANCELLED": "CT-",
    "REJECTED": "CT-",
}
"""The ladder's default certainty of each rung."""
_FIRM = 60
"""Weight from which on an agreement is not undone by a condition beside it ("vereinbart, falls …")."""
_SURE = frozenset({"future", "present", "past", "shall"})


class Ladder:
    """The ladder table of one language, compiled."""

    def __init__(self, lang: str) -> None:
        table: dict[str, Any] = load(lang, "ladder")
        self.lang = lang
        self.rules: list[Rule] = []
        rows: list[tuple[str, str]] = []
        for number, row in enumerate(table["rule"]):
            self.rules.append(Rule(**{name: row[name] for name in Rule.__slots__ if name in row}))
            rows += [(str(number), cue) for cue in row["cues"]]
        self.cues = CueTable(rows, table["sets"])
        self.negators = frozenset(fold(word) for word in table["negation"]["words"])
        self.nor = frozenset(fold(word) for word in table["negation"]["nor"])
        self.not_negating = CueTable([("", cue) for cue in table["negation"]["not_really"]])
        self.questions = frozenset(fold(word) for word in table["condition"]["questions"])
        self.content = frozenset(fold(word) for word in table["condition"]["content"])
        self.openers = tuple(tuple(fold(w) for w in name.split("_")) for name in table["condition"]["openers"])
        self.temporal = frozenset(fold(word) for word in table["condition"]["temporal"])
        self.concessive_before = CueTable([("", cue) for cue in table["condition"]["concessive_before"]])
        self.demanding = frozenset(fold(word) for word in table["condition"]["demanding"])
        self.no_opener = {tuple(fold(w) for w in name.split("_")) for name in table["condition"]["no_opener"]}
        self.restricting = frozenset(fold(word) for word in table["condition"]["restricting"])
        self.concessive = frozenset(fold(word) for word in table["condition"]["concessive"])
        self.before_opener = frozenset(fold(word) for word in table["condition"]["before"])
        self.verb_first = frozenset(fold(word) for word in load(lang, "contact")["clauses"]["verb_first"])
        self.beside = frozenset(fold(word) for word in table["attribute"]["beside"])
        self.between = frozenset(fold(word) for word in table["attribute"]["between"])
        self.background = CueTable([("", cue) for cue in table["background"]["always"]])
        self.earlier = CueTable([("", cue) for cue in table["background"]["held"]])
        self.possible = CueTable([("", cue) for cue in table["hedges"]["possible"]])
        self.probable = CueTable([("", cue) for cue in table["hedges"]["probable"]])


@cache
def ladder_table(lang: str) -> Ladder:
    """Return the compiled ladder table of `lang`."""
    return Ladder(lang)


def claims_in(
    clause: Clause,
    number: int,
    evidence: Sequence[Evidence],
    ladder: Ladder,
    table: ContactTable,
    *,
    hanging: frozenset[str] = frozenset(),
) -> list[Claim]:
    """Return every claim that the words of one clause make, whatever it is about.

    `hanging` names what hangs on the clause, as a cue may ask for it: `<ob>` an indirect question, `<dass>` a
    content clause, `<zu>` an infinitive.
    """
    row = clause.words
    if hanging:
        end = row[-1].end
        row = Row((*row, *(plain(end, end, "…", name) for name in sorted(hanging))))
    matches = [m for m in _longest(ladder.cues.find(row)) if not _is_before_noun(row, m, ladder)]
    if not (matches or evidence):
        return []
    surfaces = row.folds
    negators, idle = _negators(row, ladder)
    negators |= _nor(clause, ladder)
    matches = [m for m in matches if not idle & m.places]
    negators -= {at for m in matches if ladder.rules[int(m.cue.meaning)].rung == "DENIAL" for at in m.places}
    free = negators - {at for match in matches for at in match.places}
    found = []
    for match in matches:
        rule = ladder.rules[int(match.cue.meaning)]
        start = row[min(match.places)].start
        said = tuple(row[at] for at in match.places)
        if negators and not negators & match.places:
            turners = tuple(row[at] for at in free if _reaches(row, at, match.places))
            if turners:
                found += _turned(rule, row, start, number, table, said=(*said, *turners))
                continue
            if not free:
                continue
        if rule.rung == "WILLING" and surfaces & table.modal["over"] and len(match.places) == 1:
            continue
        by_day = rule.rung == "AGREED"
        if by_day and (softened := _softened(row, table)):
            rung, certainty = softened
            weight = 80 if rung == "CONDITIONAL" else 55
            found.append(Claim(rung, certainty, weight, start, number, rule.act, words=said))
            continue
        ahead = bool(surfaces & table.modal["ahead"])
        found.append(
            Claim(rule.rung, rule.certainty, rule.weight, start, number, rule.act, by_day, ahead=ahead, words=said)
        )
    modes: list[tuple[Mode, int, Rung | None, int | None, Word]] = [
        (e.mode, e.word.start, None, e.word.start, e.word)
        for e in evidence
        if e.kind in {"verb", "travel"} and not e.adjunct
    ]
    if any(e.kind in {"noun", "related", "pronoun"} for e in evidence):
        modes += [(mode, row[0].start, negated, None, word) for mode, negated, word in event_modes(row, table)]
    for mode, start, event_negated, verb, told in modes:
        place = next((at for at, word in enumerate(row) if word.start == start), 0)
        turned_by = {at for at in free if event_negated or _reaches(row, at, frozenset({place}))}
        if mode in _MODES and (free or not negators):
            rung, certainty, weight, by_day, negated = _MODES[mode]
            said = (told, *modal_words(mode, row, table), *(row[at] for at in turned_by))
            if turned_by:
                negated = event_negated if event_negated and mode in _SURE else negated
                if negated:
                    found.append(
                        Claim(
                            negated,
                            default_certainty(negated),
                            _REFUSED,
                            start,
                            number,
                            from_cue=False,
                            verb=verb,
                            flipped=True,
                            words=said,
                        )
                    )
            else:
                found.append(
                    Claim(rung, certainty, weight, start, number, by_day=by_day, from_cue=False, verb=verb, words=said)
                )
    return found


def rung_of_saying(lemma: str, ladder: Ladder) -> Rule | None:
    """Return what a verb of saying does of itself ("vorschlagen", "ablehnen"), None for one that only says."""
    matches = ladder.cues.find((plain(0, len(lemma), lemma, fold(lemma)),))
    rules = [ladder.rules[int(m.cue.meaning)] for m in matches]
    return max(
        (rule for rule in rules if rule.act and rule.weight >= _FIRM), key=lambda rule: rule.weight, default=None
    )


def condition_in(clause: Clause, ladder: Ladder) -> str | None:
    """Return "strict" where the clause is a condition, "time" where it may only give a time, else None."""
    heads = [w.fold for w in clause.words if not w.is_sign][:4]
    if heads and (heads[0] in ladder.concessive or tuple(heads[:2]) in ladder.no_opener):
        return None
    if heads and heads[0] in ladder.before_opener:
        heads = heads[1:]
    for name in ladder.openers:
        if tuple(heads[: len(name)]) == name:
            return "time" if name[0] in ladder.temporal else "strict"
    return None


def opens_with_verb(clause: Clause, ladder: Ladder) -> bool:
    """Whether the clause begins with a verb that makes it a condition without "wenn" ("Gelingt das, …")."""
    return clause.joint == "" and bool(clause.words[0].keys & ladder.verb_first)


def decide(claims: Sequence[Claim], *, conditional: bool, before: str | None = None) -> Claim | None:
    """Return the claim that decides: the strongest one; a denial turns what it denies (rulings 2 and 9).

    `before` is the rung that was asked about or told before, which a denial without an object of its own denies.

    Readiness, or a refusal, under a condition is CONDITIONAL (rulings 1 and 10).
    """
    denials = [claim for claim in claims if claim.rung == "DENIAL" and claim.weight >= _FIRM]
    others = [claim for claim in claims if claim.rung != "DENIAL"]
    if denials:
        denied = max(others, key=lambda claim: (claim.weight, -claim.place), default=None)
        if denied is None or denied.rung not in {"NONCOMMITTAL", "NOT_PLANNED"}:
            rung = _DENIED.get(denied.rung if denied else before or "", "NOT_PLANNED")
            first = denials[0]
            said = (*first.words, *(denied.words if denied else ()))
            sure = default_certainty(rung)
            return first._replace(rung=rung, certainty=sure, by_day=rung == "AGREED", flipped=True, words=said)
    if not others:
        return None
    best = max(others, key=lambda claim: (claim.weight, -claim.place))
    if conditional and (
        best.rung in {"WILLING", "NOT_PLANNED", "SCHEDULED"}
        or (
            best.rung in {"AGREED", "REJECTED", "CANCELLED"}
            and (best.weight < _FIRM or not best.from_cue or best.ahead)
        )
    ):
        return Claim("CONDITIONAL", "PS+", 80, best.place, best.clause, from_cue=best.from_cue, words=best.words)
    return best


def _longest(matches: Sequence[Match]) -> list[Match]:
    return [m for m in matches if not any(m.places < other.places for other in matches)]


def _negators(row: Sequence[Word], ladder: Ladder) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places of words that negate, and of those that only seem to ("nicht nur", "not too distant")."""
    negators = frozenset(at for at, word in enumerate(row) if word.fold in ladder.negators)
    if not negators:
        return negators, negators
    idle = negators.intersection(at for match in ladder.not_negating.find(row) for at in match.places)
    return negators - idle, idle


def _reaches(row: Sequence[Word], negator: int, places: frozenset[int]) -> bool:
    """Whether no comma stands between a negation and the words it may turn ("aufgeschoben, nicht aufgehoben")."""
    nearest = min(places, key=lambda at: abs(at - negator))
    low, high = sorted((negator, nearest))
    return not any(word.text == "," for word in row[low:high])


def _nor(clause: Clause, ladder: Ladder) -> frozenset[int]:
    """Return the place of a first word that goes on from "weder" and negates its clause ("noch")."""
    return frozenset({0}) if clause.joint == "," and clause.words[0].fold in ladder.nor else frozenset()


def _is_before_noun(row: Sequence[Word], match: Match, ladder: Ladder) -> bool:
    """Whether the cue is only an attribute ("das abgesagte Treffen", "ein möglicher Gipfel"), which claims nothing."""
    alone = [at for at in match.places if not {at - 1, at + 1} & match.places]
    if ladder.lang == "de" and any(_is_attribute(row, at, ladder) for at in alone):
        return True
    return len(match.cue.elements) == 1 and any(_is_adjective(row, at) for at in alone)


def _is_attribute(row: Sequence[Word], at: int, ladder: Ladder) -> bool:
    """Whether the word is a participle before its noun ("das abgesagte Treffen"), which claims nothing."""
    word = row[at]
    if word.is_sign or not word.text[0].islower() or not _ATTRIBUTE.match(word.fold):
        return False
    after = next((w for w in row[at + 1 : at + 3] if not w.text[:1].islower()), None)
    if after is None or after.is_sign or not after.text[0].isupper():
        return False
    if row[at + 1].fold in ladder.between:
        return False
    if not _ALSO_FINITE.match(word.fold):
        return True
    before = row[at - 1] if at else None
    return before is not None and before.text[:1].islower() and before.fold not in ladder.beside


def _is_adjective(row: Sequence[Word], at: int) -> bool:
    """Whether the word is an inflected adjective before its noun ("einen möglichen Gipfel")."""
    word = row[at]
    surface = word.fold
    after = row[at + 1] if at + 1 < len(row) else None
    if after is None or after.is_sign or not after.text[0].isupper() or not word.text[:1].islower():
        return False
    return any(surface != key and surface.startswith(key) and surface[len(key) :] in _INFLECTIONS for key in word.keys)


def _turned(
    rule: Rule, row: Row, start: int, number: int, table: ContactTable, *, said: tuple[Word, ...]
) -> list[Claim]:
    """Return what a rule's claim is under a negation (ruling 2): by meaning, as the table says, or nothing."""
    if rule.negated is None:
        return []
    rung, certainty = rule.negated, rule.negated_certainty or default_certainty(rule.negated)
    if rung == "AGREED" and row.keys & table.modal["want"]:
        rung, certainty = "WILLING", "PR+"
    by_day = rule.rung == "CANCELLED"
    return [Claim(rung, certainty, rule.weight, start, number, rule.act, by_day, flipped=True, words=said)]


def _softened(row: Row, table: ContactTable) -> tuple[Rung, Certainty] | None:
    """Return what a modal makes of an arrangement: "kann vereinbart werden" and "will zusagen" are only readiness."""
    keys = row.keys
    if keys & table.modal["must"]:
        return "CONDITIONAL", "PS+"
    together = table.modal["may_together"]
    if keys & table.modal["may"] or (together and together <= keys):
        return "WILLING", "PS+"
    return ("WILLING", "PR+") if keys & table.modal["want"] else None


def default_certainty(rung: Rung) -> Certainty:
    """Return the certainty that the codebook gives a rung."""
    return _CERTAINTY[rung]
