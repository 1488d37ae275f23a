"""Tables: which columns a page shows, how they are named and drawn, and which row is picked.

Headings and help come from the declarations in `data.frames`; nothing here changes a value, except that lists and rungs
are drawn as badges. The files that go out hold every column (`components.download`).
"""

from __future__ import annotations

import functools
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from streamlit import column_config as columns

from components import cache, state
from components.figures.ladder import FROM_RED, LABELS, colours
from data.origins import BASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from data.frames import Column

PAGE = 200
"""Rows that are sent to the browser at once."""
HEIGHT = 420
ROWS = 10
"""Up to so many rows a table is as high as its rows."""
OUTLET = "(the outlet itself)"

SIGNALS = (
    "said_on",
    "speaker",
    "rung",
    "text",
    "outlet",
    "form",
    "said_on_basis",
    "cue",
    "review",
    "meeting_date",
    "venue",
    "condition",
    "via",
    "background",
    "title",
    "published_on",
)
SAID = tuple(name for name in SIGNALS if name != "speaker")
SPEAKERS = (
    "speaker", "side", "last_rung", "last_on", "change", "previous_rung", "previous_on", "independent_texts",
    "articles", "signals", "outlets",
)  # fmt: skip
ARTICLES = (
    "published_on",
    "outlet",
    "title",
    "signals",
    "group_size",
    "story_size",
    "story_texts",
    "published_basis",
    "agencies",
    "author",
    "lang",
    "characters",
    "version",
    "id",
)
OVERVIEW = (
    "b_outlet", "b_title", "b_published_on", "relation", "same", "changed", "only_a", "only_b", "negation", "date",
    "number", "hedge", "wording",
)  # fmt: skip
MERGES = ("decision", "score", "containment", "reason", "a_outlet", "a_title", "b_outlet", "b_title")
RELATIVES = (
    "relation", "outlet", "title", "published_on", "published_at", "same_story", "containment", "agencies", "signals",
    "id",
)  # fmt: skip
ORIGINS = (
    "origin", "basis", "taken_over", "articles", "outlets", "title", "first_on", "undated", "story_texts",
    "story_articles", "note",
)  # fmt: skip
PRINTS = ("outlet", "lag", "published_on", "published_at", "title", "agencies", "said_origin", "id")
REVIEW = (
    "score",
    "a_outlet",
    "a_title",
    "b_outlet",
    "b_title",
    "reason",
    "a_published_on",
    "b_published_on",
    "decision",
)
BY_HAND = (
    "decided_at", "decided_by", "verdict", "holds", "a_outlet", "a_title", "b_outlet", "b_title", "undone_by",
    "undone_at",
)  # fmt: skip
EVIDENCE = ("feature", "value", "threshold", "limit", "reached")
VERSIONS = (
    "version", "imported_at", "published_on", "title", "characters", "text_left", "withdrawn", "changed", "added",
    "kept", "note", "file",
)  # fmt: skip
CHANGES = ("mark", "speaker", "rung", "text", "new_rung", "new_text", "said_on", "fields", "review")
WITHDRAWN = ("mark", "speaker", "rung", "text", "outlet", "said_on", "note", "imported_at", "form", "title", "review")
FILES = ("file", "read", "new", "updated", "unchanged", "rejected")
REASONS = ("file", "line", "reason")
REJECTED = ("file", "line", "reason", "at")

_NAMES = {
    "said_on": "Said on", "speaker": "Speaker", "rung": "Rung", "text": "Passage", "outlet": "Outlet", "form": "Form",
    "said_on_basis": "Day rests on", "meeting_date": "Meeting", "venue": "Venue", "condition": "Condition",
    "via": "Via", "background": "Background", "title": "Headline", "published_on": "Published",
    "published_basis": "Date rests on",
    "side": "Side", "last_on": "Last on", "last_rung": "Last position", "change": "Change", "previous_rung": "Before",
    "previous_on": "On", "signals": "Signals", "articles": "Articles", "independent_texts": "Independent texts",
    "outlets": "Outlets", "group_size": "Same text", "story_size": "Same story", "agencies": "Agencies",
    "author": "Author", "lang": "Language", "characters": "Characters", "version": "Version", "id": "Id",
    "decision": "Decision",
    "score": "Score", "containment": "Contained", "reason": "Why", "a_outlet": "Outlet A", "a_title": "Headline A",
    "b_outlet": "Outlet B", "b_title": "Headline B", "file": "Input", "line": "Line",
    "b_published_on": "Published", "relation": "Relation", "same": "Same", "changed": "Changed", "only_a": "Only in A",
    "only_b": "Only here", "negation": "Negation", "date": "Date", "number": "Number", "hedge": "Hedge",
    "wording": "Wording", "read": "Read", "new": "New", "updated": "Updated", "unchanged": "Unchanged",
    "rejected": "Rejected", "story_texts": "Texts in story", "story_articles": "Same story",
    "same_story": "Same event", "published_at": "Time", "origin": "Origin", "basis": "Rests on",
    "taken_over": "Taken over by", "first_on": "First on",
    "undated": "Undated", "note": "Because", "lag": "Lag", "said_origin": "Says it is from", "decided_at": "Decided",
    "decided_by": "By", "verdict": "Verdict", "holds": "Holds", "undone_by": "Undone by", "undone_at": "Undone",
    "a_published_on": "Published A", "feature": "Feature", "value": "Value", "threshold": "Threshold", "limit": "From",
    "reached": "Reached",
    "cue": "Because of", "review": "Review", "group": "Of", "labelled": "Labelled", "found": "Found", "right": "Right",
    "precision": "Precision", "recall": "Recall", "f1": "F1", "reviewed": "Reviewed", "accepted": "Accepted",
    "corrected": "Corrected", "field": "Field", "share": "Share", "at": "At", "by": "By", "status": "Status",
    "changes": "Put right", "mark": "What became of it", "imported_at": "Imported", "text_left": "Text left",
    "withdrawn": "Withdrawn", "added": "Added", "kept": "Kept", "new_rung": "Now", "new_text": "Passage now",
    "fields": "From → to", "begins": "Text", "named_as": "Named as", "name": "Name", "kind": "Kind", "aliases": "Also",
    "url": "Address", "polled_at": "Polled", "message": "Last poll", "added_by": "Added by",
}  # fmt: skip
_WIDTHS = {
    "text": 420,
    "begins": 360,
    "new_text": 320,
    "mark": 250,
    "note": 300,
    "imported_at": 126,
    "title": 300,
    "a_title": 260,
    "b_title": 230,
    "reason": 360,
    "speaker": 140,
    "outlet": 150,
    "b_outlet": 140,
    "a_outlet": 140,
    "origin": 130,
    "basis": 190,
    "taken_over": 360,
    "lag": 130,
    "published_at": 126,
    "feature": 86,
    "threshold": 126,
    "reached": 60,
    "id": 140,
    "url": 300,
    "message": 360,
}
_PLAIN = ("value", "limit")
_MOMENTS = ("decided_at", "undone_at", "published_at", "at", "imported_at", "polled_at")
_WORDS = {
    "basis": BASES,
    "relation": {"copy": "copy", "reuse": "partial reuse", "event": "own words"},
}
_RUNGS = ("rung", "last_rung", "previous_rung", "new_rung")
_ARROWS = {"up": "▲ up", "down": "▼ down", "same": "= same", "first": "first"}


def pick(
    rows: pd.DataFrame,
    shown: Iterable[str],
    declared: tuple[Column, ...],
    *,
    name: str,
    of: str,
    alt: str,
    dark: bool,
    place: int = 0,
    on_pick: Callable[[int], None] | None = None,
) -> int | None:
    """Draw rows and return the place in `rows` of the picked one; the one at `place` is picked until another is.

    A page holds `PAGE` rows. `of` names what the rows are of and must change with them, so that a pick made in one
    filter never lands on a row of another. `on_pick` is told the place when another row is picked.
    """
    begin = _page(len(rows), name, of, place)
    picked = _table(
        rows.iloc[begin : begin + PAGE], shown, declared, name=name, of=of, alt=alt, dark=dark, begin=begin,
        place=place, on_pick=on_pick and (lambda at: on_pick(begin + at)),
    )  # fmt: skip
    return None if picked is None else begin + picked


def browse(
    count: int,
    page: Callable[[int, int], pd.DataFrame],
    shown: Iterable[str],
    declared: tuple[Column, ...],
    *,
    name: str,
    of: str,
    alt: str,
    dark: bool,
    place: int = 0,
    on_pick: Callable[[str], None] | None = None,
) -> pd.Series[Any] | None:
    """Draw a page of `count` rows and return the picked row: as `pick`, for rows that stay in the database.

    `page` gives the rows from a place on, at most so many. `on_pick` is told the id of the row.
    """
    begin = _page(count, name, of, place)
    part = page(begin, PAGE)
    ids = list(part["id"]) if on_pick else []
    picked = _table(
        part, shown, declared, name=name, of=of, alt=alt, dark=dark, begin=begin, place=place,
        on_pick=on_pick and (lambda at: on_pick(ids[at])),
    )  # fmt: skip
    return None if picked is None else part.iloc[picked]


def _page(count: int, name: str, of: str, place: int) -> int:
    """Let the page be turned where there are several; return the place of its first row."""
    if count <= PAGE:
        return 0
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        page: int = st.pagination(-(-count // PAGE), default=place // PAGE + 1, key=f"{name}_{of}_page")
        begin = (page - 1) * PAGE
        end = min(begin + PAGE, count)
        st.caption(f"Rows {begin + 1:,}–{end:,} of {count:,}; downloads hold all of them", width="content")
    return begin


def _table(
    part: pd.DataFrame,
    shown: Iterable[str],
    declared: tuple[Column, ...],
    *,
    name: str,
    of: str,
    alt: str,
    dark: bool,
    begin: int,
    place: int,
    on_pick: Callable[[int], None] | None,
) -> int | None:
    """Draw the rows of a page and return the place of the picked one in it."""
    key = f"{name}_{of}_{begin}"
    with st.container(key=f"{name}_table"):
        event = st.dataframe(
            cache.drawn(_arrow, part, key, part.index.to_numpy().tobytes(), tuple(shown)),
            column_config=_configs(tuple(shown), declared, dark=dark),
            hide_index=True,
            height=_height(part),
            placeholder="",
            key=key,
            on_select=partial(_tell, key, on_pick) if on_pick else "rerun",
            selection_mode="single-row-required",
            selection_default={"selection": {"rows": [place - begin if 0 <= place - begin < len(part) else 0]}},
            alt=alt,
        )
    picked = event["selection"]["rows"]
    return picked[0] if picked and picked[0] < len(part) else None


def _tell(key: str, on_pick: Callable[[int], None]) -> None:
    if picked := state.chosen(key)["selection"]["rows"]:
        on_pick(picked[0])


def show(
    rows: pd.DataFrame,
    shown: Iterable[str],
    declared: tuple[Column, ...],
    *,
    alt: str,
    dark: bool,
    name: str = "shown",
    of: str = "",
) -> None:
    """Draw a page of rows that nothing is picked from; `name` and `of` as in `pick`, where there may be many."""
    begin = _page(len(rows), name, of, 0)
    rows = rows.iloc[begin : begin + PAGE]
    st.dataframe(
        _arrow(rows, shown), column_config=_configs(tuple(shown), declared, dark=dark), hide_index=True, placeholder="",
        height=_height(rows), alt=alt,
    )  # fmt: skip


def as_given(rows: pd.DataFrame, *, alt: str) -> None:
    """Draw the analyst's own table under its own names, whatever these are."""
    st.dataframe(rows, hide_index=True, placeholder="", height=_height(rows), alt=alt)


def _height(rows: pd.DataFrame) -> int | Literal["auto"]:
    return HEIGHT if len(rows) > ROWS else "auto"


def _arrow(rows: pd.DataFrame, shown: Iterable[str]) -> pa.Table:
    """Return what is drawn in the form in which it is sent: drawn once for all readers, and nothing copied before."""
    return pa.Table.from_pydict({name: _cells(name, rows[name]) for name in shown})


def _cells(name: str, values: pd.Series[Any]) -> pa.Array:
    """Return the cells of a column: lists and rungs as badges are drawn of, all else as words, numbers and days."""
    if name in _RUNGS:
        return pa.array([[value] if isinstance(value, str) else [] for value in values.tolist()], pa.list_(pa.string()))
    if values.dtype == object:
        return pa.array([", ".join(value) for value in values.tolist()], pa.string())
    held = pa.array(values.array, from_pandas=True)
    if name == "speaker":
        return pc.fill_null(held, OUTLET)
    if name == "change":
        return _worded(held, _ARROWS)
    if name in _MOMENTS:
        return pc.replace_substring(pc.utf8_slice_codeunits(held, 0, 16), "T", " ")
    return _worded(held, _WORDS[name]) if name in _WORDS else held


def _worded(held: pa.Array, words: Mapping[str, str]) -> pa.Array:
    return pa.array([words.get(value, value) for value in held.to_pylist()], pa.string())


@functools.cache  # few, and the same for all readers
def _configs(shown: tuple[str, ...], declared: tuple[Column, ...], *, dark: bool) -> dict[str, Any]:
    by_name = {column.name: column for column in declared}
    return {name: _config(by_name[name], dark=dark) for name in shown}


def _config(column: Column, *, dark: bool) -> Any:
    label, help_, width = _NAMES.get(column.name, column.name), column.meaning, _WIDTHS.get(column.name)
    if column.name in _RUNGS:
        palette = colours(dark=dark)
        return columns.MultiselectColumn(
            label, help=help_, options=list(FROM_RED), color=[palette[rung] for rung in FROM_RED],
            format_func=LABELS.__getitem__, width=118,
        )  # fmt: skip
    if column.dtype == "datetime64[s]":
        return columns.DateColumn(label, help=help_, format="YYYY-MM-DD", width=95)
    if column.name in _PLAIN:
        return columns.NumberColumn(label, help=help_, format="%.3g", width=54)
    if column.dtype == "float64":
        return columns.ProgressColumn(label, help=help_, min_value=0, max_value=1, format="%.2f", width=110)
    if column.dtype in ("int64", "Int64"):
        return columns.NumberColumn(label, help=help_)
    if column.dtype == "bool":
        return columns.CheckboxColumn(label, help=help_)
    return columns.TextColumn(label, help=help_, width=width)
