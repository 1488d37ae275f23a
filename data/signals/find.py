"""Find the meeting signals of an article: passage by passage, with the contact that is under discussion in mind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.actors import find_mentions
from data.signals.attribution import Voice, cases, is_passive, subject_of, voice_of
from data.signals.build import Builder
from data.signals.clauses import clauses_of, has_particle
from data.signals.contact import ContactTable, contact_table
from data.signals.deciding import words_at
from data.signals.found import Found
from data.signals.ladder import Claim, Ladder, decide, default_certainty, ladder_table, rung_of_saying
from data.signals.passages import Passage, passages
from data.signals.people import People
from data.signals.segments import Segment, segments
from data.signals.title import statement_in
from data.signals.topic import Discussion, Topic
from data.signals.words import fold, words
from data.text import Stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Article, DateMention, Mention, Rung, Signal, Span, Statement
    from data.profile.models import Profile
    from data.signals.words import Word

_ACT = 60
"""Weight from which on an act of speech is a claim of its own."""
_CONFIRMED: frozenset[Rung] = frozenset({"SCHEDULED", "POSTPONED", "CANCELLED"})
"""Rungs that "Das bestätigte X" takes over from the claim before it."""
_CONTENT = 50
"""Weight below which a claim only vouches ("bestätigte") for what else is said."""


def find_signals(
    article: Article,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    profile: Profile,
) -> tuple[Signal, ...]:
    """Return the signals of `article` (codebook, Signal): first those of its title, then those of its body, in order.

    `statements`, `mentions` and `dates` are those of the body.
    """
    found = Finder(article, statements, mentions, dates, profile).signals()
    if not article.title:
        return found
    named = find_mentions(article.title, article.lang, profile)
    headline = replace(article, body=article.title)
    told = statement_in(article.id, article.title, named)
    whole = Finder(headline, told, named, (), profile, pieces=(Passage(0, len(article.title)),)).signals()
    return (*(replace(s, id=f"{article.id}:t{s.start}-{s.end}", where="title") for s in whole), *found)


class Finder:
    """One reading of one body from top to bottom; it remembers the contact under discussion."""

    def __init__(
        self,
        article: Article,
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        profile: Profile,
        *,
        pieces: Sequence[Passage] | None = None,
    ) -> None:
        self.article = article
        self.pieces = pieces
        self._told = statements
        self._last: Statement | None = None  # that the last claim was part of
        self.statements = Stretches(statements, _span)
        self.people = People(mentions, profile, article.lang)
        self.contacts: ContactTable = contact_table(article.lang)
        self._small = self.contacts.definite | self.contacts.indefinite | self.contacts.personal | self.contacts.every
        self.ladder: Ladder = ladder_table(article.lang)
        self.discussion = Discussion(self.people, self.contacts)
        self.build = Builder(article, dates, self.people, self.contacts, self.ladder)

    def signals(self) -> tuple[Signal, ...]:
        """Return the signals of the body in order."""
        if not self.people.by_weight:
            return ()
        found: list[Signal] = []
        pieces = self.pieces or passages(self.article.body, self._told, self.article.lang)
        for passage in pieces:
            for piece in self._read(passage.number, passage):
                signal = self.build.signal(piece)
                self.discussion.settle(piece.topic, signal.rung)
                found.append(signal)
        return tuple(found)

    def _read(self, number: int, passage: Passage) -> list[Found]:
        body = self.article.body
        if body[passage.start : passage.end].endswith("?"):
            return []
        row = words(body, passage.start, passage.end, self.article.lang)
        if not (self.discussion.may_concern(row, number) or has_particle(row, self.article.lang)):
            return []
        whole = clauses_of(row, self.article.lang)
        statements = [] if passage.quoted else self.statements.over(passage.start, passage.end)
        found: list[Found] = []
        for segment in segments(whole, statements, self.contacts, self.ladder):
            piece = self._claim(number, passage, segment, found[-1].voice if found else None)
            if piece is not None:
                found.append(piece)
        return _merged(found, passage)

    def _claim(self, number: int, passage: Passage, segment: Segment, before: Voice | None) -> Found | None:
        start, end = segment.span
        if not (segment.is_whole or segment.asks or any(e.kind == "noun" and not e.adjunct for e in segment.evidence)):
            return None
        voice = self._named(voice_of(start, end, self.statements.over(start, end), passage.quoted) or Voice())
        spoken = self.discussion.topic_of(segment, voice, number)
        if spoken is None:
            return None
        topic, evidence = spoken
        if not segment.is_whole:  # the answer will be about what was asked
            self.discussion.note(topic)
            return None
        claims = [
            c for c in segment.claims if c.verb is None or self.discussion.is_leaders_verb(c.verb, segment, voice)
        ]
        before_it = segment.asked or (self.discussion.last_rung(topic) if evidence.kind == "pronoun" else None)
        claim = decide(claims, conditional=bool(segment.conditions), before=before_it)
        if claim is None:
            return None
        if evidence.kind in {"loose", "pronoun", "personal"} and not claim.from_cue:
            return None
        if evidence.kind == "personal" and self._is_a_persons(claim, segment):
            return None
        if (not claim.from_cue or claim.rung == "HELD") and self.discussion.others_act(segment, voice):
            return None
        if not claim.from_cue and passage.quoted and passage.quoted.cue_lemma:
            said = rung_of_saying(passage.quoted.cue_lemma, self.ladder)
            if said is not None and said.rung in {"PROPOSED", "REJECTED"}:
                saying = words_at(self.article.body, passage.quoted.cue_spans)
                claim = claim._replace(rung=said.rung, certainty=said.certainty, by_day=False, words=saying)
        if claim.rung == "REJECTED" and self.discussion.is_about_other_things(evidence, segment):
            return None
        confirmed = self.discussion.last_rung(topic)
        if claim.rung == "AGREED" and claim.weight < _ACT and claim.act and not claim.flipped:
            if confirmed == "HELD" and claim.weight < _CONTENT:
                claim = claim._replace(rung="HELD", certainty="CT+")
            elif confirmed is not None and confirmed in _CONFIRMED and evidence.kind == "pronoun":
                claim = claim._replace(rung=confirmed, certainty=default_certainty(confirmed), by_day=False)
        told = voice.statement
        if told is not None and told is self._last and claim.weight >= _CONTENT and _points_back(told, evidence.word):
            return None  # "… . Das kündigte X an": the claim is the sentence before, and X's already
        self._last = voice.statement
        self.discussion.note(topic)
        voice = self._acting(claim, segment, voice, topic, before)
        condition = None
        if claim.rung == "CONDITIONAL":
            clause = segment.conditions[0] if segment.conditions else segment.clauses[claim.clause]
            condition = self.article.body[clause.start : clause.end].strip(" ,;:–.")
        return Found(start, end, claim, voice, topic, segment, evidence, condition)

    def _is_a_persons(self, claim: Claim, segment: Segment) -> bool:
        """Whether "er" or "sie" wants something or does it to a thing, and is no contact ("… vereinbarten sie")."""
        if any(word.keys & self.contacts.modal["will"] for word in claim.words):
            return True
        if claim.rung == "NONCOMMITTAL" or any(e.kind == "noun" for e in segment.evidence):
            return False  # "Einzelheiten nannte er nicht"
        led = False
        for word in segment.clauses[min(claim.clause, len(segment.clauses) - 1)].words:
            if word.is_sign or word.fold in self.contacts.leading:
                led = not word.is_sign
            elif (
                word.text[0].isupper() and word.fold not in self._small and not self.people.within(word.start, word.end)
            ):
                if not led:
                    return True
                led = False
        return False

    def _acting(self, claim: Claim, segment: Segment, voice: Voice, topic: Topic, before: Voice | None) -> Voice:
        """Return who makes the claim where no words of saying tell: whoever does what it tells ("X lehnte … ab")."""
        statement = voice.statement
        if statement is not None and statement.form == "reported":
            told = {e.word.start for e in segment.evidence if e.kind == "verb"}
            if any(a <= start < b for a, b in statement.cue_spans for start in told) and not claim.act:
                return Voice()
            if voice.speaker in topic.participants and (claim.rung == "HELD" or self._act_together(claim, segment)):
                return Voice()
        if statement is not None and not self._is_beside(claim, voice):
            return voice._replace(form="reported") if self._is_told(claim, segment, voice) else voice
        if not claim.act:
            return voice
        clause = segment.clauses[claim.clause]
        words = cases(self.article.lang)
        if claim.rung != "WILLING" and is_passive(clause, words):
            return voice
        nouns = frozenset(e.word.start for e in segment.evidence if e.kind in {"noun", "travel", "related"})
        actor, elided = subject_of(clause, self.people, words, nouns)
        if actor is not None and not (actor.kind == "group" and self._are_leaders(actor)):
            return Voice("reported", actor.actor, actor.text)
        if elided and before is not None and before.speaker is not None:
            return before._replace(form="reported", statement=None)
        return voice

    def _are_leaders(self, group: Mention) -> bool:
        """Whether a group is the leaders themselves, who meet or do not meet and say nothing of it."""
        return not self.contacts.the_two.isdisjoint(fold(word) for word in group.text.split())

    def _is_beside(self, claim: Claim, voice: Voice) -> bool:
        """Whether the act is told in another clause than the one that the reported statement is about."""
        statement = voice.statement
        if statement is None or statement.form != "reported" or statement.frame is None or not claim.act:
            return False
        return not statement.frame[0] <= claim.place < statement.frame[1]

    def _act_together(self, claim: Claim, segment: Segment) -> bool:
        """Whether both leaders are the subject ("X und Y vereinbarten …"), which is nobody's statement."""
        clause = segment.clauses[claim.clause]
        actor, elided = subject_of(clause, self.people, cases(self.article.lang), frozenset())
        return actor is None and not elided and claim.rung in {"AGREED", "SCHEDULED"}

    def _is_told(self, claim: Claim, segment: Segment, voice: Voice) -> bool:
        """Whether the act itself is the claim ("bezweifelt, dass …"), and not the words that follow it."""
        statement = voice.statement
        if statement is None or statement.form == "direct" or not claim.act or claim.weight < _ACT:
            return False
        inside = any(a <= claim.place < b for a, b in statement.spans)
        clause = next((c for c in segment.clauses if c.start <= statement.spans[0][0] < c.end), None)
        return not inside and clause is not None and (clause.subordinate or clause.is_infinitive)

    def _named(self, voice: Voice) -> Voice:
        """Fill in a speaker whom the statement left open and a mention at the same place settles."""
        if voice.statement is None or voice.speaker is not None:
            return voice
        for a, b in voice.statement.speaker_spans:
            mention = next((m for m in self.people.within(a, b) if m.kind != "group"), None)
            if mention is not None:
                return voice._replace(speaker=mention.actor)
        return voice


def _points_back(statement: Statement, word: Word) -> bool:
    """Whether the word is the "das" that stands for the sentence before (data/statements/pointing.py)."""
    return statement.spans[-1] == (word.start, word.end)


def _span(statement: Statement) -> Span:
    return statement.start, statement.end


def _merged(found: Sequence[Found], passage: Passage) -> list[Found]:
    """Make one of neighbours that say the same; a claim that stands alone takes the whole passage."""
    kept: list[Found] = []
    for piece in found:
        if kept and _same(kept[-1], piece):
            last = kept[-1]
            whole = _QUALIFIED.get((last.claim.rung, piece.claim.rung), last.claim.rung)
            firm = last if last.claim.rung == whole else piece
            kept[-1] = firm._replace(start=last.start, end=piece.end, segment=last.segment.joined(piece.segment))
        else:
            kept.append(piece)
    if not kept:
        return []
    kept[0] = kept[0]._replace(start=passage.start)
    kept[-1] = kept[-1]._replace(end=passage.end)
    return kept


def _same(a: Found, b: Found) -> bool:
    """Whether two neighbours are one signal: the same claim, or one and what qualifies it (rulings 1 and 10)."""
    if (a.topic.contact, a.topic.participants, a.voice.speaker) != (
        b.topic.contact,
        b.topic.participants,
        b.voice.speaker,
    ):
        return False
    return a.claim.rung == b.claim.rung or (a.claim.rung, b.claim.rung) in _QUALIFIED


_QUALIFIED: dict[tuple[str, str], str] = {
    ("WILLING", "CONDITIONAL"): "CONDITIONAL",
    ("CONDITIONAL", "WILLING"): "CONDITIONAL",
    ("POSTPONED", "CANCELLED"): "POSTPONED",
    ("CANCELLED", "POSTPONED"): "POSTPONED",
    ("AGREED", "POSTPONED"): "POSTPONED",
}
"""Which of two claims of one speaker in one sentence is the whole of it."""
