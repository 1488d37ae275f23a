"""Whom a contact is between where leaders are named side by side: "X, Y und Z", "X und Y … mit Z"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.models import Mention
    from data.signals.clauses import Clause
    from data.signals.contact import ContactTable
    from data.signals.segments import Segment
    from data.signals.words import Word

_APART = 5  # words between two who are named together ("und der neue Präsident von …")
_MOST = 3  # who take part in one contact
_start = attrgetter("start")


def company(
    segment: Segment, clause: Clause, principals: Sequence[Mention], contacts: ContactTable, *, of_verb: bool
) -> tuple[str, ...] | None:
    """Return who takes part in a contact told in `clause`, by a verb or a noun; None where no two stand side by side.

    Somebody else of the segment is with them where "mit" says so or where they are whom he meets, and not where he
    wants to bring them together or has them meet ("X forderte Y und Z auf, sich zu treffen").
    """
    together = _side_by_side(segment, principals, contacts)
    names = _names(together)
    if len(names) < 2:
        return None
    others = [m for m in principals if m.actor not in names and not _only_thinks(segment, m, contacts)]
    met = of_verb and not any(word.fold in contacts.each_other for word in clause.words)
    if not others or (names[_MOST - 1 :] and not met) or _between(segment, together[0], contacts):
        return names[:_MOST]
    apart = clause.is_infinitive and not any(clause.start <= m.start < clause.end for m in together)
    if apart or any(word.keys & contacts.mediating for word in segment.words):
        return names
    beside = [m for m in others if clause.start <= m.start < clause.end]
    if not met and not _with(segment, together[0], contacts):
        beside = [m for m in beside if _with(segment, m, contacts)]
    return _names([*together, *beside])[: _MOST + 1]


def between(segment: Segment, principals: Sequence[Mention], contacts: ContactTable) -> tuple[str, ...] | None:
    """Return the two or more whom "zwischen X und Y" names, None where it names none."""
    together = _side_by_side(segment, principals, contacts)
    names = _names(together)
    return names[:_MOST] if len(names) > 1 and _between(segment, together[0], contacts) else None


def named_first(segment: Segment, principals: Sequence[Mention], contacts: ContactTable) -> tuple[str, ...]:
    """Return who is named first with those side by side with him, the next one otherwise ("von X mit Y")."""
    together = _side_by_side(segment, principals, contacts)
    first = _names(principals)[:1]
    return _names(together)[:_MOST] if first == _names(together)[:1] and len(together) > 1 else _names(principals)[:2]


def around(named: Sequence[Mention], verb: int) -> list[Mention]:
    """Return who stands next to an English verb, on either side of it; at its end, who stands before it."""
    place = bisect_left(named, verb, key=_start)
    return [*named[max(0, place - 1) : place + 1]] if named[place:] else [*named[-2:]]


def _names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.actor for m in mentions if m.actor))


def _side_by_side(segment: Segment, principals: Sequence[Mention], contacts: ContactTable) -> list[Mention]:
    """Return the longest run of mentions with nothing but a comma or "und" between them, the first that is as long.

    It ends with the last who can take part: in a list of names there may be thousands.
    """
    best: list[Mention] = []
    run: list[Mention] = []
    last: Mention | None = None
    for mention in sorted(principals, key=_start):
        if last is None or not _joined(segment, last, mention, contacts):
            run = []
        last = mention
        if not any(mention.actor == one.actor for one in run):
            run.append(mention)
        if len(run) > len(best):
            best = list(run)
        if len(best) == _MOST:
            break
    return best


def _joined(segment: Segment, one: Mention, other: Mention, contacts: ContactTable) -> bool:
    if bisect_right(segment.clauses, one.start, key=_start) != bisect_right(segment.clauses, other.start, key=_start):
        return False  # "X empfing Y und drohte Z"
    if other.start == one.end + 1:
        return True  # "das X-Y-Treffen"
    begin = bisect_left(segment.words, one.end, key=_start)
    words = segment.words[begin : bisect_left(segment.words, other.start, key=_start)]
    if not words or len(words) > _APART or not (words[0].text == "," or words[0].fold in contacts.joining):
        return False
    described = words[0].fold in contacts.joining  # "und der neue Präsident"; behind a comma a verb may stand so
    return all(w.text[0].isupper() or w.fold in contacts.definite or (described and not w.is_sign) for w in words[1:])


def _only_thinks(segment: Segment, mention: Mention, contacts: ContactTable) -> bool:
    """Whether a name is the subject of a verb of thinking alone ("he hoped X and Y would meet")."""
    at = bisect_left(segment.words, mention.end, key=_start)
    return bool(contacts.thinking) and any(word.fold in contacts.thinking for word in segment.words[at : at + 1])


def _between(segment: Segment, first: Mention, contacts: ContactTable) -> bool:
    return any(word.fold in contacts.tied_pair for word in _leading(segment, first))


def _with(segment: Segment, mention: Mention, contacts: ContactTable) -> bool:
    return any(word.fold in contacts.with_whom for word in _leading(segment, mention))


def _leading(segment: Segment, mention: Mention) -> list[Word]:
    """Return the words that lead up to a name: its preposition, article and title."""
    found: list[Word] = []
    at = bisect_left(segment.words, mention.start, key=_start)
    for word in reversed(segment.words[max(0, at - _APART) : at]):
        if word.is_sign:
            break
        found.append(word)
        if word.text[0].islower() and not word.text.endswith(("e", "er", "en", "em", "es")):
            break
    return found
