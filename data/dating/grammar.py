"""The date expressions of a language: word tables and rules of dates.toml, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from data.dating.words import one_of, spellings, values
from data.language import LANGUAGES, load
from data.text import Forms

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+")
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
_SLOT = re.compile(r"<(:?)(\w+)(?::(\w+))?>")
_NAMED = re.compile(r"\(\?P<\w+>")
_PART = re.compile(r"\{(\w+)\}")
_PREFIX = 4  # letters by which rules are looked up: longer would lose compounds, shorter would try too many
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of expression; what it means is up to its kind.

    `groups` maps a group of the pattern to the name of its part and its word table, None where the digits speak for
    themselves. `capital` are the groups that must begin with a capital; `narrowed` tells that group x is the span.
    """

    kind: str
    pattern: re.Pattern[str]
    groups: dict[str, tuple[str, dict[str, str] | None]]
    capital: tuple[str, ...]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    det: bool
    narrowed: bool
    settings: dict[str, str]

    def parts(self, match: re.Match[str]) -> dict[str, str]:
        """Return what a match says, by part, with the rule's own settings."""
        parts = dict(self.settings)
        for group, (part, table) in self.groups.items():
            text = match[group]
            if text is not None:
                parts[part] = text if table is None else table[" ".join(text.lower().split())]
        return parts


class Opening(NamedTuple):
    """The rules that may match where a word begins; `any_of` tells whether one of them does, in one go.

    Of forty words that a rule may begin with one begins an expression.
    """

    any_of: Callable[[str, int], re.Match[str] | None]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by the first letters of the word they begin with, and patterns for what stands before an expression.

    `inside` gives the places in a token at which a rule may match, with the rules.
    """

    rules: dict[str, tuple[Rule, ...]]
    det: re.Pattern[str]
    repeated: re.Pattern[str]
    inside: Forms[tuple[tuple[int, Opening], ...]]


@cache
def grammar(lang: str) -> Grammar:
    """Compile the rules of a language; an unknown one falls back on German."""
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    table = load(lang, "dates")
    words = {name: values(entry) for name, entry in table["words"].items()}
    parts: dict[str, str] = table["parts"]
    index: dict[str, list[Rule]] = {}
    for entry in table["rules"]:
        rule = _rule(dict(entry), words, parts, frozenset(table["capital"]))
        firsts = {first for name in entry["start"] for first in words.get(name, spellings(name))}
        for key in {first if first == "#" else re.split(r"\W", first)[0][:_PREFIX] for first in firsts}:
            index.setdefault(key, []).append(rule)
    rules = {key: tuple(some) for key, some in index.items()}

    openings: dict[tuple[int, ...], Opening] = {}

    def opening(key: str) -> Opening | None:
        """Return the rules under a key; many keys have the same ones, which are compiled when they are met."""
        some = rules.get(key, ())
        numbers = tuple(map(id, some))
        if some and numbers not in openings:
            openings[numbers] = Opening(_any_of(some), some)
        return openings.get(numbers)

    def inside(token: str) -> tuple[tuple[int, Opening], ...]:
        words = [(word.start(), word[0]) for word in _WORD.finditer(token)]
        found = [(at, opening("#" if word[0] in _DIGITS else word[:_PREFIX].lower())) for at, word in words]
        return tuple((at, some) for at, some in found if some is not None)

    return Grammar(
        rules=rules,
        inside=Forms(inside),
        det=re.compile(rf"\b{_expand(parts['det'], words, parts)[0]}{_GAP}\Z", re.IGNORECASE),
        repeated=re.compile(rf"\b{_expand(parts['repeated'], words, parts)[0]}{_GAP}\Z", re.IGNORECASE),
    )


def _rule(
    entry: dict[str, Any], words: dict[str, dict[str, str]], parts: dict[str, str], capital: frozenset[str]
) -> Rule:
    expanded, slots = _expand(entry.pop("pattern"), words, parts)
    before, not_before = entry.pop("before", None), entry.pop("not_before", None)
    pattern = re.compile(rf"{expanded}(?!\w)", re.IGNORECASE)
    named = [group for group in pattern.groupindex if group != "x"]
    return Rule(
        kind=entry.pop("kind"),
        pattern=pattern,
        groups={group: (group.split("__")[0], words[slots[group]] if group in slots else None) for group in named},
        capital=tuple(group for group, name in slots.items() if name in capital),
        before=_ending(before, words, parts),
        not_before=_ending(not_before, words, parts),
        det=entry.pop("det", False),
        narrowed="x" in pattern.groupindex,
        settings={key: str(value) for key, value in entry.items() if key != "start"},
    )


def _any_of(rules: tuple[Rule, ...]) -> Callable[[str, int], re.Match[str] | None]:
    """Return what matches where one of the rules does: their alternation, without the names of its groups."""
    if len(rules) == 1:
        return rules[0].pattern.match
    nameless = "|".join(_NAMED.sub("(?:", rule.pattern.pattern) for rule in rules)
    return re.compile(nameless, re.IGNORECASE).match


def _ending(pattern: str | None, words: dict[str, dict[str, str]], parts: dict[str, str]) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(_expand(pattern, words, parts)[0], re.IGNORECASE)


def _expand(pattern: str, words: dict[str, dict[str, str]], parts: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Put parts, words and gaps into a pattern; return it with its groups and the tables they come from.

    A group name that occurs again gets a number, since a pattern may name a group once only.
    """
    while _PART.search(pattern):
        pattern = _PART.sub(lambda part: parts[part[1]] if part[1] in parts else part[0].replace("{", "\0"), pattern)
    pattern = pattern.replace("\0", "{")
    slots: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        quiet, name, group = match.groups()
        if name not in words:
            return match[0]
        if quiet:
            return one_of(words[name])
        group = _unused(group or name, slots)
        slots[group] = name
        return f"(?P<{group}>{one_of(words[name])})"

    # A named group "(?P<year>" looks like a slot, but no table is called like the groups that rules spell out.
    pattern = re.sub(r"(?<!\?P)" + _SLOT.pattern, slot, pattern)
    spelt: dict[str, str] = dict(slots)

    def once(match: re.Match[str]) -> str:
        if match[1] in slots:
            return match[0]
        group = _unused(match[1], spelt)
        spelt[group] = ""
        return f"(?P<{group}>"

    pattern = re.sub(r"\(\?P<(\w+)>", once, pattern)
    return pattern.replace(" ", _GAP), slots


def _unused(group: str, taken: dict[str, str]) -> str:
    if group not in taken:
        return group
    number = 2
    while f"{group}__{number}" in taken:
        number += 1
    return f"{group}__{number}"
