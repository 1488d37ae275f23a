"""Where a clause speaks of a contact: its noun or verb, how the contact is made, and in what tense it is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from data.language import load
from data.signals.cues import CueTable, fits, is_one
from data.signals.doubles import Doubles
from data.signals.words import Row, fold, pattern
from data.text import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Contact, Rung
    from data.signals.clauses import Clause
    from data.signals.words import Word

Kind = Literal["noun", "verb", "travel", "related", "loose", "pronoun", "personal"]
Mode = Literal["past", "will", "may", "shall", "must", "future", "present", "infinitive", "none"]
KINDS: tuple[Kind, ...] = ("noun", "verb", "travel", "related", "loose", "pronoun", "personal")
"""From the strongest to the weakest."""
MEMORY = {"travel": 3, "related": 6, "loose": 2, "pronoun": 1, "personal": 1}
"""Passages over which a word that is no contact by itself may still mean the one under discussion."""
EVER = 1_000_000_000
"""Passages: a word that is a contact by itself needs none before it."""
_MOST_VERBS = 3
"""Contact verbs of one clause that are looked at."""
_REACH = 3
"""How many words may stand between a preposition and its noun ("nach dem ersten persönlichen Treffen")."""


class Evidence(NamedTuple):
    """One place where a clause speaks of a contact. `adjunct`: only a circumstance of what the clause says."""

    kind: Kind
    contact: Contact | None
    word: Word
    place: int
    mode: Mode = "none"
    adjunct: bool = False
    needs_pair: bool = False
    is_phrase: bool = False  # the verb makes a contact only with other words ("die Hand geben", "sprechen mit")


@dataclass(frozen=True, slots=True)
class _Verb:
    forms: dict[str, str]
    contact: Contact
    needs: str
    company: tuple[tuple[str, ...], ...]  # words of which one must stand beside it
    others: tuple[tuple[str, ...], ...]  # words beside which it means something else ("eine Entscheidung treffen")
    negated: Rung


class ContactTable:
    """The contact table of one language, compiled."""

    def __init__(self, lang: str) -> None:
        table: dict[str, Any] = load(lang, "contact")
        self.lang, self.doubles = lang, Doubles(table)
        nouns = [(kind, noun) for kind, names in table["nouns"].items() for noun in names]
        self.nouns = CueTable(nouns)
        self.manner = CueTable([(kind, cue) for kind, cues in table["manner"].items() for cue in cues])
        self.three = CueTable([("three", cue) for cue in table["three"]["cues"]])
        self.others = CueTable([("other", cue) for cue in table["level"]["others"]])
        self.not_others = CueTable([("leader", cue) for cue in table["level"]["not_others"]])
        self.leaders = CueTable([("leader", cue) for cue in table["level"]["leaders"]])
        words = {name: frozenset(fold(word) for word in words) for name, words in table["company"].items()}
        self.possessive, self.the_two, self.both = words["possessive"], words["the_two"], words["both"]
        self.indefinite, self.every, self.whose = words["indefinite"], words["every"], words["whose"]
        self.between, self.attaching, self.definite = words["between"], words["attaching"], words["definite"]
        self.tying, self.joining, self.mediating = words["tying"], words["joining"], words["mediating"]
        self.with_whom, self.tied_pair, self.each_other = words["with"], words["tied_pair"], words["each_other"]
        self.first_person, self.thinking = words["first_person"], frozenset(table["clauses"]["thinking"])
        self.about, self.toward = words["about"], words["toward"]
        self.leading, self.no_company = words["leading"], words["no_company"]
        places = table["places"]
        self.place, self.as_place, self.place_articles = (
            frozenset(fold(word) for word in places[name]) for name in ("prepositions", "as", "articles")
        )
        self.leading_place = self.place | self.as_place
        self.place_nouns = frozenset(pattern(word) for word in places["nouns"])
        self.no_places = frozenset(pattern(word) for word in places["never"])
        self.place_names = {fold(form): name for name, forms in places["names"].items() for form in forms}
        self.between_or_with, self.to_whom = words["between"] | words["with"], words["with"] | words["toward"]
        self.pair_words, self.stand_ins = words["pair_words"], words["stand_ins"]
        self.reciprocal = words["reciprocal"]
        self.others_prefixes = tuple(pattern(name) for name in table["level"]["others_prefixes"])
        self._preparing = CueTable([("", cue) for cue in table["level"]["preparing"]])
        self.adjuncts = tuple(_names(table["adjunct"]["prepositions"]))
        self.pronouns = frozenset(fold(word) for word in table["adjunct"]["pronouns"])
        self.before = frozenset(fold(word) for word in table["adjunct"]["before"])
        self.goal = frozenset(fold(word) for word in table["adjunct"]["goal"])
        self.asking = frozenset(fold(word) for word in table["adjunct"]["asking"])
        self.into = frozenset(fold(word) for word in table["adjunct"]["into"])
        self.announcing = table["adjunct"]["announcing"]
        self.empty_with = frozenset(fold(word) for word in table["adjunct"]["empty_with"])
        self.personal = frozenset(fold(word) for word in table["adjunct"]["personal"])
        self.modal = {name: frozenset(fold(word) for word in words) for name, words in table["modal"].items()}
        self.verbs: dict[str, list[_Verb]] = {}
        for group in table["verb"]:
            company, others = (
                tuple(_names(group[name].split("|"))) if name in group else () for name in ("with", "not")
            )
            for forms in group["verbs"]:
                folded = {name: fold(form) for name, form in forms.items()}
                verb = _Verb(
                    folded, group["contact"], group["needs"], company, others, group.get("negated", "CANCELLED")
                )
                for form in dict.fromkeys(folded.values()):
                    self.verbs.setdefault(form, []).append(verb)

        self._verbs_of = lru_cache(maxsize=REMEMBERED)(self._verbs_with)
        self._reach = lru_cache(maxsize=REMEMBERED)(self._reach_of)
        auxiliaries = (self.modal[name] for name in ("may", "shall", "must", "future"))
        self._auxiliary = frozenset[str]().union(*auxiliaries)
        self._alone = tuple(name[0] for name in self.adjuncts if len(name) == 1)
        self.is_preposition = lru_cache(maxsize=REMEMBERED)(self._is_preposition)

    def verbs_of(self, word: Word) -> tuple[_Verb, ...]:
        """Return the contact verbs that the word may be a form of."""
        return self._verbs_of(word.keys)

    def _verbs_with(self, keys: frozenset[str]) -> tuple[_Verb, ...]:
        found: list[_Verb] = []
        for key in sorted(keys):
            found += [verb for verb in self.verbs.get(key, ()) if verb not in found]
        return tuple(found)

    def _is_preposition(self, keys: frozenset[str]) -> bool:
        return any(fits(name, keys) for name in self._alone)

    def is_auxiliary(self, word: Word) -> bool:
        """Whether an auxiliary or modal verb stands there: no preposition reaches past it ("nach soll das Treffen")."""
        return word.fold in self.modal["have_forms"] or not self._auxiliary.isdisjoint(word.keys)

    def reach(self, row: Sequence[Word]) -> int:
        """Return over how many passages the words of a row may still speak of a contact (`MEMORY`), -1 for none."""
        return max([self._reach(word.keys, word.fold) for word in row], default=-1)

    def _reach_of(self, keys: frozenset[str], surface: str) -> int:
        kinds = {kind if kind in MEMORY else "noun" for kind in self.nouns.meanings(keys)}
        verbs = [verb.needs for verb in self._verbs_of(keys) if verb.needs != "event"]
        kinds |= {"travel" if needs == "travel" else "verb" for needs in verbs}
        kinds |= {"pronoun"} if surface in self.pronouns else set()
        kinds |= {"personal"} if surface in self.personal else set()
        return max((MEMORY.get(kind, EVER) for kind in kinds), default=-1)

    def prepared_by(self, row: Sequence[Word]) -> bool:
        """Whether others are said to prepare the contact, which makes theirs part of it."""
        return bool(self._preparing.find(row))


def _names(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(pattern(part) for part in name.split("_")) for name in names if name]


@cache
def contact_table(lang: str) -> ContactTable:
    """Return the compiled contact table of `lang`."""
    return ContactTable(lang)


def evidence_in(clause: Clause, table: ContactTable) -> tuple[Evidence, ...]:
    """Return every place of `clause` that speaks of a contact, strongest kinds first."""
    row = clause.words
    found: list[Evidence] = []
    if table.reach(row) < 0:
        return ()
    for match in table.nouns.find(row):
        place = min(match.places)
        if table.lang == "en" and not table.doubles.is_noun(row, place, max(match.places), match.cue.text):
            continue
        kind = match.cue.meaning
        adjunct = _is_adjunct(row, place, table)
        if kind == "loose" and place and row[place - 1].fold in table.every:
            continue  # "jede Vereinbarung": of no contact in particular
        if kind in {"related", "loose"}:
            found.append(Evidence(kind, None, row[place], place, "none", adjunct))  # type: ignore[arg-type]
        elif kind == "travel":
            found.append(Evidence("travel", "in_person", row[place], place, "none", adjunct))
        else:
            found.append(Evidence("noun", _by_manner(kind, row, table), row[place], place, "none", adjunct))  # type: ignore[arg-type]
    found += _verbs_in(row, table)
    for place, word in enumerate(row):
        if word.fold in table.pronouns and not _is_empty(row, place, table) and not _is_article(row, place, table):
            found.append(Evidence("pronoun", None, word, place))
        elif word.fold in table.personal:
            found.append(Evidence("personal", None, word, place))
    nouns_taken = {e.place for e in found if e.kind in {"noun", "travel"}}
    kept = [e for e in found if e.kind not in {"related", "loose"} or e.place not in nouns_taken]
    return tuple(sorted(dict.fromkeys(kept), key=lambda e: (e.adjunct, KINDS.index(e.kind), e.place)))


def _is_article(row: Sequence[Word], place: int, table: ContactTable) -> bool:
    """Whether a German "das" stands before its noun ("das geplante Treffen") and for nothing else."""
    if table.lang != "de" or row[place].fold not in table.definite:
        return False
    after = row[place + 1 : place + 3]
    if place and after and after[0].text.islower() and after[0].text.endswith("e"):
        after = after[1:]
    return bool(after) and after[0].text[0].isupper()


def _is_empty(row: Sequence[Word], place: int, table: ContactTable) -> bool:
    """Whether the pronoun stands for nothing ("es geht um")."""
    beside = [*row[max(0, place - 1) : place], *row[place + 1 : place + 2]]
    return row[place].fold == table.announcing and any(word.keys & table.empty_with for word in beside)


def _by_manner(kind: str, row: Sequence[Word], table: ContactTable) -> str:
    if kind != "unspecified":
        return kind
    matches = table.manner.find(row)
    return matches[0].cue.meaning if matches else kind


def _is_adjunct(row: Sequence[Word], place: int, table: ContactTable) -> bool:
    for at in range(place - 1, max(-1, place - 2 - _REACH), -1):
        word = row[at]
        if word.is_sign or table.is_auxiliary(word):
            return False
        if table.is_preposition(word.keys):
            if word.fold in table.before and any(w.keys & table.modal["must"] for w in row):
                return False
            if word.fold in table.before and at == 0 and any(w.keys & table.modal["may"] for w in row[place:]):
                return False  # a clause of its own: "before a meeting can happen"
            if at and row[at - 1].fold in table.asking:
                return False
            return not (word.fold in table.goal and row[at + 1].fold in table.into)
        if table.lang == "de" and word.text[0].isupper() and at > 0:
            return False
    return False


def _verbs_in(row: Row, table: ContactTable) -> list[Evidence]:
    found = []
    for place, word in enumerate(row):
        verbs = table.verbs_of(word)
        if not verbs or (table.lang == "de" and word.text[:1].isupper() and place > 0):
            continue
        if table.lang == "en" and table.doubles.is_no_verb(row, place):
            continue
        for verb in verbs:
            if (
                verb.needs == "event"
                or (verb.company and not _has_any(row, verb.company))
                or _has_any(row, verb.others)
            ):
                continue
            kind: Kind = "travel" if verb.needs == "travel" else "verb"
            contact = verb.contact
            if contact == "unspecified":
                matches = table.manner.find(row)
                contact = matches[0].cue.meaning if matches else contact  # type: ignore[assignment]
            mode = "none" if verb.needs == "invite" else mode_of(word, verb.forms, row, table)
            pair = verb.needs in {"pair", "invite"}
            found.append(Evidence(kind, contact, word, place, mode, needs_pair=pair, is_phrase=bool(verb.company)))
            if len(found) == _MOST_VERBS:
                return found
    return found


def event_modes(row: Row, table: ContactTable) -> list[tuple[Mode, Rung, Word]]:
    """Return how the clause says that something takes place ("kam es zu"), its negation's rung, and the verb."""
    found = []
    for word in row:
        verbs = table.verbs_of(word)
        if not verbs or (table.lang == "de" and word.text[:1].isupper() and word is not row[0]):
            continue
        for verb in verbs:
            if verb.needs == "event" and (not verb.company or _has_any(row, verb.company)):
                found.append((mode_of(word, verb.forms, row, table), verb.negated, word))
    return found


def _has_any(row: Row, names: Sequence[tuple[str, ...]]) -> bool:
    for name in names:
        if "*" not in name[0] and name[0] not in row.keys:
            continue
        for at in range(len(row) - len(name) + 1):
            if all(is_one(part, row[at + k].keys) for k, part in enumerate(name)):
                return True
    return False


def mode_of(word: Word, forms: dict[str, str], row: Row, table: ContactTable) -> Mode:
    """Return how a contact verb is told: as past, willed, possible, due, needed, to come, or merely named."""
    surfaces, lemmas = row.folds, row.keys
    modal = table.modal
    surface = word.fold
    inf, part, past = forms["inf"], forms.get("part", ""), forms.get("past", "")
    is_infinitive = surface == inf
    place = next(at for at, w in enumerate(row) if w is word)
    if table.lang == "en" and place and row[place - 1].fold in modal["infinitive_mark"]:
        due = place > 1 and "be" in row[place - 2].keys
        if due or lemmas & modal["shall"]:
            return "shall"
        return "will" if lemmas & modal["will"] else "infinitive"
    is_participle = surface == part
    if "unreal" in forms and any(key.startswith(forms["unreal"]) for key in word.keys):
        return "may"
    if is_participle and surfaces & modal["have_forms"] and not (is_infinitive and lemmas & modal["future"]):
        return "past"
    if surfaces & modal["unreal"] and (is_infinitive or not is_participle):
        return "may"
    if is_infinitive or (is_participle and surfaces & modal["passive"]):
        for mode in ("will", "may", "shall", "must"):
            if lemmas & modal[mode]:
                return mode
        if surfaces & modal["future_forms"]:
            return "future"
        if surfaces & modal["past_passive"]:
            return "past"
        return (
            "infinitive"
            if surfaces & modal["infinitive_mark"] or is_participle or not word_is_finite(row, table)
            else "present"
        )
    if any(key == past or key == past + "n" or key == past + "en" for key in word.keys) and past:
        return "past"
    if is_participle:
        return "past" if past_in_row(row, table) else "none"
    if "zu" in surface and surface != inf:
        return "infinitive"
    return "present"


def modal_words(mode: Mode, row: Sequence[Word], table: ContactTable) -> tuple[Word, ...]:
    """Return the words that tell a contact verb in this mode ("will … treffen", "haben … gesprochen")."""
    modal = table.modal
    if mode in {"will", "may", "shall", "must"}:
        return tuple(word for word in row if word.keys & modal[mode])
    if mode in {"past", "future"}:
        forms = modal["have_forms"] if mode == "past" else modal["future_forms"]
        return tuple(word for word in row if word.fold in forms)
    return ()


def word_is_finite(row: Sequence[Word], table: ContactTable) -> bool:
    """Whether the clause can carry a plural present ("treffen sich"): it has no other finite verb to lean on."""
    return any(w.fold in table.reciprocal for w in row)


def past_in_row(row: Sequence[Word], table: ContactTable) -> bool:
    """Whether an auxiliary of the past stands in the row."""
    return any(w.fold in table.modal["have_forms"] for w in row)
