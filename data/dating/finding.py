"""Date expressions in a text, resolved against its publication day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.dating.grammar import Grammar, Rule, grammar
from data.dating.resolving import resolve
from data.dating.scene import Parts, Scene
from data.dating.tense import Tenses
from data.dating.today import settle_today
from data.models import DateMention

if TYPE_CHECKING:
    from datetime import date

_WORD = re.compile(r"\w+")
_LEFT = 40  # characters before an expression that a rule may look at


def find_dates(text: str, published_on: date | None, lang: str) -> tuple[DateMention, ...]:
    """Find the date and time expressions of `text` (`lang` de or en) in text order; spans do not overlap.

    Values are TIMEX3 (Pustejovsky et al. 2010, ISO-TimeML): days, ISO weeks, months, seasons, years, decades, times of
    day, and PAST_REF, PRESENT_REF, FUTURE_REF. `first` and `last` bound the days named (codebook, ruling 14). What hangs
    on a publication day that is missing keeps the value that the words alone give, or None, and has no bounds. Spans of
    time are given with their duration as value where they bound days ("within two weeks", "three years ago": P3Y).
    """
    rules = grammar(lang)
    scene = Scene(published_on, Tenses(text, lang))
    found: list[DateMention] = []
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        mention = _read(text, word.start(), end, rules, rules.starting(word.group()), scene)
        if mention is None:
            continue
        found.append(mention)
        end = mention.end
        if mention.first is not None and mention.first == mention.last:
            scene.name(mention.first, mention.basis, (mention.start, mention.end))
    return tuple(settle_today(text, found, published_on, lang, scene.tenses))


def _read(
    text: str, start: int, free: int, grammar: Grammar, rules: tuple[Rule, ...], scene: Scene
) -> DateMention | None:
    """Return the longest expression that begins at `start` and makes a date."""
    if not rules:
        return None
    left = text[max(0, start - _LEFT) : start]
    matches = [(match, rule) for rule in rules if (match := _match(rule, text, start, left, grammar))]
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        begin, end = match.span("x") if match.groupdict().get("x") else match.span()
        reading = resolve(rule.kind, _parts(rule, match, grammar), scene, (begin, end))
        if reading is None:
            continue
        if rule.det and begin == start and (det := grammar.det.search(left)) and start - len(det[0]) >= free:
            begin -= len(det[0])
        period, basis = reading
        return DateMention(begin, end, text[begin:end], period.value, basis, period.first, period.last)
    return None


def _match(rule: Rule, text: str, start: int, left: str, grammar: Grammar) -> re.Match[str] | None:
    match = rule.pattern.match(text, start)
    if match is None:
        return None
    if rule.before is not None and not rule.before.search(left):
        return None
    if rule.not_before is not None and rule.not_before.search(left):
        return None
    if grammar.repeated.search(left):
        return None  # "every Monday" is no day
    names = (name for name, table in rule.slots.items() if table in grammar.capital)
    if any(match[name] and not match[name][0].isupper() for name in names):
        return None
    return match


def _parts(rule: Rule, match: re.Match[str], grammar: Grammar) -> Parts:
    parts: Parts = {name: str(value) for name, value in rule.settings.items()}
    for group, text in match.groupdict().items():
        if text is None or group == "x":
            continue
        table = rule.slots.get(group)
        value = grammar.words[table][" ".join(text.lower().split())] if table else text
        parts[group.split("__")[0]] = value
    return parts
