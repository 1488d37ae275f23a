"""Markdown and HTML that was left in the text: what is taken out so that only the words remain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.models import Cut

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = "markup"
BREAK = "line break"  # a tag between two words: white space takes its place

_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}\)")
_LINK = re.compile(
    r"(\[)[^\[\]\n]{1,300}(\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:\s\"[^\"\n]{0,200}\")?\))"
)
_TAG = re.compile(r"</?(?:b|i|em|strong|a|span|sup|sub|u|s|small|mark|q|cite)(?:\s[^<>\n]{0,500})?/?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|img|figure|figcaption|blockquote|section|article|hr)(?:\s[^<>\n]{0,500})?/?>",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?=[*_#\[\]().!>`-])")
_LINE_START = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]+|>[> \t]*+(?:#{1,6}[ \t]+)?|[*+•▪◦‣►▶][ \t]+(?=\S)|-[ \t]+(?=\S))", re.MULTILINE
)
_HEADING_END = re.compile(r"(?<![ \t])[ \t]++#{1,6}[ \t]*+$", re.MULTILINE)
_STRONG = re.compile(r"\*{2,3}|(?<![\w_])_{2,3}(?=\w)|(?<=[\w.!?:])_{2,3}(?![\w_])")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*)(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(\*)(?![\w*])|(?<![\w_])(_)(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])(_)(?![\w_])"
)


def markup(raw: str) -> tuple[Cut, ...]:
    """Return what is markup in `raw`, in order and without overlap. Links, bold type and headings keep their words."""
    cuts: list[Cut] = []
    end = 0
    for start, stop, rule in sorted(set(_found(raw))):
        if start >= end:
            cuts.append(Cut(start, stop, rule))
            end = stop
    return tuple(cuts)


def _found(raw: str) -> Iterator[tuple[int, int, str]]:
    for sign, pattern in (("![", _IMAGE), ("<", _TAG), ("\\", _ESCAPE), ("#", _HEADING_END)):
        if sign in raw:
            yield from ((*match.span(), RULE) for match in pattern.finditer(raw))
    if "<" in raw:
        yield from ((*match.span(), BREAK) for match in _BLOCK.finditer(raw))
    for match in _LINE_START.finditer(raw):
        yield (*match.span(), RULE)
    for signs, pattern in ((("](",), _LINK), (("*", "_"), _EMPHASIS)):
        for match in pattern.finditer(raw) if any(sign in raw for sign in signs) else ():
            yield from ((*match.span(group), RULE) for group in range(1, (match.lastindex or 0) + 1) if match[group])
    if "**" in raw or "__" in raw:
        yield from _strong(raw)


def _strong(raw: str) -> Iterator[tuple[int, int, str]]:
    """Bold marks come in pairs within a line; a single one is a footnote or a swear word."""
    line: list[tuple[int, int]] = []
    newline = raw.find("\n")
    for match in _STRONG.finditer(raw):
        if newline != -1 and match.start() > newline:
            if len(line) % 2 == 0:
                yield from ((*span, RULE) for span in line)
            line = []
            newline = raw.find("\n", match.start())
        line.append(match.span())
    if len(line) % 2 == 0:
        yield from ((*span, RULE) for span in line)
