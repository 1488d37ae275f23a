"""The words that decided the rung of a signal, as an analyst would underline them ("schließt … nicht aus")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.signals.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Span
    from data.signals.clauses import Clause
    from data.signals.contact import ContactTable
    from data.signals.found import Found
    from data.signals.ladder import Ladder
    from data.signals.words import Word

_GAP = " … "


def deciding_spans(found: Found, ladder: Ladder, contacts: ContactTable) -> tuple[Span, ...]:
    """Return where the deciding words stand: the claim's own, separated particles, and what opens a condition."""
    spans = []
    for word in found.claim.words:
        clause = next((c for c in found.segment.clauses if c.start <= word.start < c.end), None)
        spans += [(word.start, word.end), *_particles(word, clause.words if clause else (), contacts)]
    if found.claim.rung == "CONDITIONAL":
        spans += [span for clause in found.segment.conditions[:1] for span in _opener(clause, ladder)]
    return tuple(spans)


def quoted(text: str, spans: Iterable[Span]) -> str | None:
    """Return the words at these places of `text` in their order, `…` between those that stand apart; None for none."""
    joined: list[Span] = []
    for start, end in sorted({span for span in spans if span[0] < span[1]}):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return _GAP.join(" ".join(text[start:end].split()) for start, end in joined) or None


def words_at(text: str, spans: Iterable[Span]) -> tuple[Word, ...]:
    """Return stretches of `text` as words without keys."""
    return tuple(plain(start, end, text[start:end]) for start, end in spans)


def _particles(verb: Word, row: Sequence[Word], contacts: ContactTable) -> list[Span]:
    """Return the separated particle of a verb ("schließt … aus"), which gave it the keys of the whole verb."""
    if contacts.lang != "de":
        return []
    wholes = ((whole, part) for whole in verb.keys for part in verb.keys if len(part) < len(whole))
    particles = {whole.removesuffix(part) for whole, part in wholes if whole.endswith(part)}
    return [(w.start, w.end) for w in row if w.fold in particles and w.start > verb.start] if particles else []


def _opener(clause: Clause, ladder: Ladder) -> list[Span]:
    """Return the words that make a clause a condition: its conjunction, or the verb that opens it."""
    heads = [word for word in clause.words if not word.is_sign][:4]
    names = [word.fold for word in heads]
    skipped = 1 if names and names[0] in ladder.before_opener else 0
    fitting = [name for name in ladder.openers if tuple(names[skipped : skipped + len(name)]) == name]
    length = max(map(len, fitting), default=1)
    return [(word.start, word.end) for word in heads[skipped : skipped + length]]
