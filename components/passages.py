"""Article text in the browser: the only place that writes HTML. Each piece of text is escaped here, once.

Colours come with a label or a kind of line, so that nothing rests on colour alone; backgrounds are thin enough for the
text colour of either theme.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from components.figures.ladder import colours, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.comparing import Difference, Mark, Row
    from data.models import Cut, Rung, Span
    from data.redline import Line, Piece, Stretch

AROUND = 280
"""Characters of context on each side of a passage."""

GAP = " … "
"""Stands between the words of a cue that stand apart (`data.signals.deciding`)."""
Highlight = tuple[int, int, str, "Rung"]
"""Start, end, signal id and rung of a signal in a text."""

_LINES: dict[Difference, tuple[str, str]] = {
    "negation": ("negation", "background:rgba(220,50,47,.24);border-bottom:3px double #dc322f"),
    "date": ("date", "background:rgba(38,139,210,.24);border-bottom:2px solid #268bd2"),
    "number": ("number", "background:rgba(108,113,196,.26);border-bottom:2px dashed #6c71c4"),
    "hedge": ("hedge", "background:rgba(203,120,20,.24);border-bottom:3px dotted #cb7814"),
    "wording": ("other wording", "background:rgba(128,136,144,.26)"),
}
_BOX = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.65;max-width:46rem"
_MARK = "color:inherit;border-radius:3px;padding:1px 2px"
_CHIP = (
    "font-size:.72em;font-weight:600;white-space:nowrap;margin-right:.3em;padding:1px 5px;border-radius:8px;"
    "border:1px solid"
)
_QUOTE = (
    "margin:0;padding:.1rem 0 .1rem .7rem;border-left:3px solid rgba(128,136,144,.6);font-size:.88em;"
    "white-space:pre-wrap;overflow-wrap:anywhere"
)
_CUT = "opacity:.55;text-decoration-thickness:1px"
_ALONE = "border-left:3px solid rgba(128,136,144,.8);padding-left:.6rem"
_GONE = "margin-right:2px;background:rgba(220,50,47,.16);text-decoration:line-through;text-decoration-thickness:2px"
_NEW = "background:rgba(38,139,90,.2);text-decoration:underline;text-decoration-thickness:2px"
_HEARD = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
_CELL = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55"
_FACTS = (
    "display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem .9rem;margin:0;padding:0;font-size:.88em;"
    "overflow-wrap:anywhere"
)
_SMALL = "font-size:.78em;opacity:.75"


def show_passage(text: str, start: int, end: int, rung: Rung, lang: str, *, dark: bool, cue: str = "") -> None:
    """Show one passage in its context, cut at spaces, with the words of `cue` in bold."""
    left, right = _context(text, start, end)
    before = ("… " if left else "") + text[left:start].lstrip()
    after = text[end:right].rstrip() + (" …" if right < len(text) else "")
    inner = f"{_safe(before)}{_signal(text[start:end], [rung], [rung], dark=dark, focus=False, cue=cue)}{_safe(after)}"
    _write(f'<div style="{_BOX}">{inner}</div>', lang)


def show_article(text: str, highlights: Iterable[Highlight], lang: str, *, focus: str | None, dark: bool) -> None:
    """Show a whole body with its signals in place; the signal `focus` gets a frame."""
    inner = "".join(
        _signal(text[start:end], [item[3] for item in begins], [item[3] for item in covers], dark=dark,
                focus=any(item[2] == focus for item in covers))
        if covers
        else _safe(text[start:end])
        for start, end, covers, begins in _segments(len(text), list(highlights))
    )  # fmt: skip
    _write(f'<div style="{_BOX}">{inner}</div>', lang)


def show_raw(raw: str, cuts: Iterable[Cut], lang: str) -> None:
    """Show the text as it came in, with what cleaning cut greyed and the rule named."""
    pieces: list[str] = []
    at = 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        start = max(cut.start, at)
        if cut.end <= start:
            continue
        pieces.append(_safe(raw[at:start]))
        pieces.append(f'<del style="{_CUT}">{_safe(raw[start : cut.end])}</del>')
        pieces.append(f'<small style="{_SMALL}"> [{_safe(cut.rule)}] </small>')
        at = cut.end
    pieces.append(_safe(raw[at:]))
    _write(f'<div style="{_BOX}">{"".join(pieces)}</div>', lang)


class Side(NamedTuple):
    """One side of a comparison: its letter, what to call its source, and the text with its language."""

    letter: str
    name: str
    text: str
    lang: str


def show_comparison(a: Side, b: Side, rows: Iterable[Row]) -> None:
    """Show two bodies sentence by sentence, side by side where there is room, one above the other where not."""
    lines = [
        _pair(
            _cell(a, row.a, row.marks_a, alone=row.b is None),
            _cell(b, row.b, row.marks_b, alone=row.a is None),
            moved=row.moved,
        )
        for row in rows
    ]
    st.html("".join(lines) or "<div></div>")


def show_redline(parts: Iterable[Stretch], lang: str, names: tuple[str, str]) -> None:
    """Show how one text became another: struck and underlined words, unchanged stretches folded behind their number.

    `names` are those of the two texts, for who hears the marks instead of seeing them.
    """
    written = "".join(
        _fold(part) if part.folded else "".join(_line(line, names) for line in part.lines) for part in parts
    )
    _write(f'<div style="{_BOX}">{written}</div>', lang)


def show_redline_legend(names: tuple[str, str]) -> None:
    """Explain the marks of `show_redline`."""
    st.html(
        f'<div style="display:flex;flex-wrap:wrap;gap:.8rem;font-size:.9em">'
        f'<del style="{_MARK};{_GONE}">only in {_safe(names[0])}</del>'
        f'<ins style="{_MARK};{_NEW}">only in {_safe(names[1])}</ins></div>'
    )


def show_cue(rung: Rung, cue: str, lang: str, *, verb: str = "") -> None:
    """Say which words made a passage stand on its rung: Willing (+3) because of “schließt … nicht aus”."""
    told = f"{verb} {name(rung)}".strip()
    st.html(
        f'<div style="font-size:.92em;overflow-wrap:anywhere">{_safe(told)} because of '
        f'“<b lang="{_safe(lang)}">{_safe(cue)}</b>”</div>'
    )


def show_quotation(text: str, lang: str) -> None:
    """Show a passage by itself."""
    _write(f'<blockquote style="{_QUOTE}">{_safe(text)}</blockquote>', lang)


def show_heading(text: str, note: str = "", lang: str | None = None) -> None:
    """Show a heading of article text, smaller than the page's own, with a note below."""
    mark = f' lang="{_safe(lang)}"' if lang else ""
    below = f'<div style="{_SMALL}">{_safe(note)}</div>' if note else ""
    st.html(f'<h3{mark} style="margin:0;padding:0;font-size:1.15rem;overflow-wrap:anywhere">{_safe(text)}</h3>{below}')


def show_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Show labels and values in two columns."""
    rows = "".join(
        f'<dt style="opacity:.7">{_safe(label)}</dt><dd style="margin:0">{_safe(value)}</dd>' for label, value in facts
    )
    st.html(f'<dl style="{_FACTS}">{rows}</dl>')


def show_legend() -> None:
    """Explain the marks of the comparison."""
    parts = [f'<mark style="{_MARK};{style}">{label}</mark>' for label, style in _LINES.values()]
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:.8rem;font-size:.9em">{"".join(parts)}</div>')


def literal(text: str, limit: int = 80) -> str:
    """Make article text fit for a widget label, where markdown is live: every sign with a meaning is escaped.

    Addresses would still become links, after all escaping: a sign without width keeps them apart.
    """
    flat = " ".join(text.split())
    if len(flat) > limit:
        flat = f"{flat[: limit - 1].rstrip()}…"
    return "".join(f"\\{sign}" if sign in _LIVE else sign for sign in _ADDRESS.sub(rf"{_APART}\g<0>", flat))


_APART = "\u2060"  # word joiner: not seen, and no place to break a line
_ADDRESS = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.|@", re.IGNORECASE)
_LIVE = frozenset("\\`*_{}[]()<>#+-.!|~$:&^=@/'\"")


def _context(text: str, start: int, end: int) -> Span:
    left = max(0, start - AROUND)
    if left:
        left = text.find(" ", left, start) + 1 or start
    right = min(len(text), end + AROUND)
    if right < len(text):
        right = max(text.rfind(" ", end, right), end)
    return left, right


def _segments(length: int, highlights: list[Highlight]) -> list[tuple[int, int, list[Highlight], list[Highlight]]]:
    """Cut 0..length at every border of a highlight: start, end, highlights that cover it, those that begin there."""
    edges = sorted({0, length, *(min(max(edge, 0), length) for item in highlights for edge in item[:2])})
    found = []
    for start, end in pairwise(edges):
        covers = [item for item in highlights if item[0] <= start and item[1] >= end]
        covers.sort(key=lambda item: item[1] - item[0])
        found.append((start, end, covers, [item for item in covers if item[0] == start]))
    return found


def _signal(
    text: str, begins: Sequence[Rung], covers: Sequence[Rung], *, dark: bool, focus: bool, cue: str = ""
) -> str:
    palette = colours(dark=dark)
    chips = "".join(f'<span style="{_CHIP} {palette[rung]}">{name(rung)}</span>' for rung in begins)
    colour = palette[covers[0]]
    frame = f";outline:2px solid {colour};outline-offset:2px" if focus else ""
    style = f"{_MARK};background:{colour}33;border-bottom:2px solid {colour}{frame}"
    return f'<mark style="{style}">{chips}{_with_bold(text, cue)}</mark>'


def _with_bold(text: str, cue: str) -> str:
    """Return the text with the words of a cue in bold, in their order; without, where they do not stand in it so."""
    pieces: list[str] = []
    at = 0
    for part in cue.split(GAP) if cue else []:
        start = text.find(part, at)
        if start < 0:
            return _safe(text)
        pieces += [_safe(text[at:start]), f"<b>{_safe(part)}</b>"]
        at = start + len(part)
    return "".join(pieces) + _safe(text[at:])


def _pair(left: str, right: str, *, moved: bool) -> str:
    note = f'<div style="grid-column:1/-1;{_SMALL}">⇅ stands in another place</div>' if moved else ""
    return (
        '<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:.15rem 1.6rem;'
        f'padding:.55rem 0;border-top:1px solid rgba(128,136,144,.3)">{note}{left}{right}</div>'
    )


def _cell(side: Side, span: Span | None, marks: Sequence[Mark], *, alone: bool) -> str:
    letter = f'<span style="{_SMALL};font-weight:600">{side.letter}</span> '
    if span is None:
        return f'<div style="{_SMALL}">{letter}<i>not in {_safe(side.name)}</i></div>'
    pieces: list[str] = []
    at = span[0]
    for mark in marks:
        pieces.append(_safe(side.text[at : mark.start]))
        kind, style = _LINES[mark.kind]
        passage = _safe(side.text[mark.start : mark.end])
        pieces.append(f'<mark style="{_MARK};{style}" title="{kind}">{passage}</mark>')
        at = mark.end
    pieces.append(_safe(side.text[at : span[1]]))
    text = f'<div style="{_CELL}">{letter}<span lang="{_safe(side.lang)}">{"".join(pieces)}</span></div>'
    return (
        f'<div style="{_ALONE}"><div style="{_SMALL}">only in {_safe(side.name)}</div>{text}</div>' if alone else text
    )


def _line(line: Line, names: tuple[str, str]) -> str:
    note = f'<span style="{_SMALL}">⇅ stands in another place now </span>' if line.moved else ""
    edge = f";{_ALONE}" if line.is_changed else ""
    return f'<div style="padding:.12rem 0{edge}">{note}{"".join(_piece(piece, names) for piece in line.pieces)}</div>'


def _piece(piece: Piece, names: tuple[str, str]) -> str:
    """Write one stretch; what is struck or inserted is said in words too, to a screen reader."""
    if piece.kind == "same":
        return _safe(piece.text)
    tag, style, name = ("del", _GONE, names[0]) if piece.kind == "gone" else ("ins", _NEW, names[1])
    words = piece.text.rstrip()
    said = f'<span style="{_HEARD}"> [only in {_safe(name)}: </span>'
    ended = f'<span style="{_HEARD}">] </span>'
    return f'<{tag} style="{_MARK};{style}">{said}{_safe(words)}{ended}</{tag}>{_safe(piece.text[len(words) :])}'


def _fold(fold: Stretch) -> str:
    count = len(fold.lines)
    inside = "".join(_line(line, ("", "")) for line in fold.lines)
    return (
        f'<details style="padding:.2rem 0"><summary style="{_SMALL};cursor:pointer">… {count:,} sentences unchanged …'
        f"</summary>{inside}</details>"
    )


def _safe(text: str) -> str:
    return escape(text, quote=True)


def _write(inner: str, lang: str) -> None:
    st.html(f'<div lang="{_safe(lang)}">{inner}</div>')
