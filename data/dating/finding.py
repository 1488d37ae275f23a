"""Date expressions in a text, resolved against its publication day."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from data.dating.grammar import Grammar, Opening, Rule, grammar
from data.dating.resolving import resolve
from data.dating.scene import Scene
from data.dating.tense import Tenses
from data.dating.today import settle_today
from data.models import DateMention
from data.text import columns_in

if TYPE_CHECKING:
    import re
    from datetime import date

_OPEN = ("PX", "PAST_REF")  # values of days that are left open: "a few days ago", "recently"
_LEFT = 40  # characters before an expression that a rule may look at


def find_dates(text: str, published_on: date | None, lang: str) -> tuple[DateMention, ...]:
    """Find the date and time expressions of `text` (`lang` de or en) in text order; spans do not overlap.

    Values are TIMEX3 (Pustejovsky et al. 2010, ISO-TimeML): days, ISO weeks, months, seasons, years, decades, times of
    day, PAST_REF, PRESENT_REF and FUTURE_REF. `first` and `last` bound the days named (codebook, ruling 14). What hangs
    on a publication day that is missing keeps the value that the words alone give, or None, and has no bounds. Spans
    of time are found too, with their duration as value, where they bound days ("within two weeks": P2W).
    """
    known = grammar(lang)
    scene = Scene(published_on, Tenses(text, lang))
    found: list[DateMention] = []
    end = 0
    for start, (any_of, rules) in _openings(text, known):
        if start < end or not any_of(text, start):
            continue
        matches = [(match, rule) for rule in rules if (match := rule.pattern.match(text, start))]
        mention = _read(matches, text, end, known, scene)
        if mention is None:
            continue
        found.append(mention)
        end = mention.end
        if mention.first is not None and mention.first == mention.last:
            scene.name(mention.first, mention.basis, (mention.start, mention.end))
        elif mention.value is not None and mention.value.startswith(_OPEN):
            scene.blur((mention.start, mention.end))
    return tuple(settle_today(text, found, published_on, lang, scene.tenses))


def _openings(text: str, known: Grammar) -> list[tuple[int, Opening]]:
    """Return the places of the words with which an expression may begin, each with the rules that may match there."""
    starts, _, texts = columns_in(text, 0, len(text))
    begun = [
        (start, openings)
        for start, openings in zip(starts, map(known.inside.__getitem__, texts), strict=True)
        if openings
    ]
    return [(start + at, rules) for start, openings in begun for at, rules in openings]


def _read(
    matches: list[tuple[re.Match[str], Rule]], text: str, free: int, known: Grammar, scene: Scene
) -> DateMention | None:
    """Return the longest of the expressions that begin at a place and make a date; text before `free` is taken."""
    start = matches[0][0].start()
    left = text[max(0, start - _LEFT) : start]
    if known.repeated.search(left):
        return None  # "every Monday" is no day
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        if not _fits(rule, match, left):
            continue
        begin, end = match.span("x") if rule.narrowed and match["x"] is not None else match.span()
        reading = resolve(rule.kind, rule.parts(match), scene, (begin, end))
        if reading is None:
            continue
        if rule.det and begin == start and (det := known.det.search(left)) and start - len(det[0]) >= free:
            begin -= len(det[0])
        period, basis = reading
        value = period.value and intern(period.value)  # like the words, most come again
        return DateMention(begin, end, intern(text[begin:end]), value, basis, period.first, period.last)
    return None


def _fits(rule: Rule, match: re.Match[str], left: str) -> bool:
    return (
        (rule.before is None or rule.before.search(left) is not None)
        and (rule.not_before is None or rule.not_before.search(left) is None)
        and all(match[group] is None or match[group][0].isupper() for group in rule.capital)
    )
