"""The clutter knowledge of all languages, compiled. German pages carry English clutter: one table serves both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from data.language import LANGUAGES, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rule = tuple[str, re.Pattern[str]]


_NO_NAME = ("sections", "outlet_words", "function", "roles")  # words that are no part of a person's name


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Patterns by what they are matched against; `whole`, `begins` and `labels` pair a rule's name with its pattern."""

    whole: tuple[Rule, ...]
    begins: tuple[Rule, ...]
    labels: tuple[Rule, ...]
    comments: re.Pattern[str]
    teasers: re.Pattern[str]
    subheads: re.Pattern[str]  # of both, what may head a part of the article too
    buttons: re.Pattern[str]
    caption: Mapping[str, re.Pattern[str]]
    inline: Mapping[str, re.Pattern[str]]
    tail_needs: tuple[str, ...]  # words of which one is in whatever `inline["tail"]` matches
    meta: Mapping[str, re.Pattern[str]]
    words: Mapping[str, frozenset[str]]
    agencies: Mapping[str, str]
    photo: frozenset[str]


@cache
def knowledge() -> Knowledge:
    """Load and compile `data/language/*/clutter.toml`."""
    tables = [load(lang, "clutter") for lang in LANGUAGES]
    return Knowledge(
        whole=_rules(tables, "whole"),
        begins=_rules(tables, "begins"),
        labels=_rules(tables, "labels"),
        comments=_any(_all(tables, "sections", "comments")),
        teasers=_any(_all(tables, "sections", "teasers")),
        subheads=_any(_all(tables, "sections", "subheads")),
        buttons=_bar(_all(tables, "buttons", "items")),
        caption={
            "begins": _any(_all(tables, "caption", "begins")),
            "credit": re.compile(rf"(?:^|[\s(])(?:{_or(_all(tables, 'caption', 'credit'))})\)?\s*$", re.IGNORECASE),
            "notes": re.compile(rf"\((?:{_or(_all(tables, 'caption', 'notes'))})\)", re.IGNORECASE),
        },
        inline={
            "cuts": _any(_all(tables, "inline", "cuts")),
            "tail": re.compile(rf"(?:{_or(_all(tables, 'inline', 'tail'))})\s*$", re.IGNORECASE),
        },
        tail_needs=tuple(_all(tables, "inline", "tail_needs")),
        meta={name: _any(_all(tables, "meta", name)) for name in tables[0]["meta"] if _all(tables, "meta", name)},
        words={name: frozenset(_all(tables, "words", name)) for name in tables[0]["words"]}
        | {"no_name": frozenset(word for topic in _NO_NAME for word in _all(tables, "words", topic))},
        agencies={
            printed: canonical
            for table in tables
            for canonical, forms in table["agencies"].items()
            for printed in [canonical, *forms]
        },
        photo=frozenset(name.casefold() for name in _all(tables, "photo", "sources")),
    )


def _all(tables: Iterable[dict[str, Any]], *path: str) -> list[str]:
    found: list[str] = []
    for table in tables:
        value: Any = table
        for key in path:
            value = value.get(key, {})
        found.extend(value)
    return found


def _rules(tables: list[dict[str, Any]], topic: str) -> tuple[Rule, ...]:
    names = dict.fromkeys(name for table in tables for name in table[topic])
    return tuple((name, _any(_all(tables, topic, name))) for name in names)


def _or(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_or(patterns), re.IGNORECASE)


def _bar(items: Iterable[str]) -> re.Pattern[str]:
    """One or more buttons side by side; atomic, because the same words can be read as one button or as two."""
    item = f"(?>{_or(sorted(items, key=len, reverse=True))})(?!\\w)"
    return re.compile(rf"[\W_]*+{item}(?>[\W_]++{item})*+[\W_]*", re.IGNORECASE)
