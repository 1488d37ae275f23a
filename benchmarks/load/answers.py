"""What each page must show, worked out from all rows at once in pandas: nothing here asks the project's own queries."""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.load.client import Drawn
    from data.selection import Selection

PAGE = 200
NOBODY = "(none)"
_SIGNALS = """
    SELECT s.number, s.article, s.text, s.speaker, s.rung, s.form, s.said_on, s.background, s."where", s.review,
           a.number AS at, a.duplicate_group, v.outlet, v.title
    FROM signals s JOIN articles a ON a.id = s.article
    JOIN versions v ON v.article = a.id AND v.version = a.version
"""
_ARTICLES = """
    SELECT a.id, a.number AS at, a.duplicate_group, a.story, v.published_on, v.outlet, v.title, v.body
    FROM articles a JOIN versions v ON v.article = a.id AND v.version = a.version
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is compared: the figures of a page, and a mark of the rows that its table shows."""

    figures: dict[str, str]
    rows: int
    mark: str


class Known:
    """All rows of a collection, as they are before anything is imported into it."""

    def __init__(self, path: Path) -> None:
        with sqlite3.connect(path) as connection:
            self.signals = pd.read_sql_query(_SIGNALS, connection)
            self.articles = pd.read_sql_query(_ARTICLES, connection)
        self.signals["folded"] = self.signals["text"].map(fold)
        self.articles["folded"] = (self.articles["title"] + "\n" + self.articles.pop("body")).map(fold)

    def answer(self, page: str, selection: Selection, number: int = 1) -> Answer:
        """Return what a page must show; `number` is that of the table's page, from 1."""
        begin = (number - 1) * PAGE
        if page == "articles":
            return self._articles(selection, begin)
        held = self.selected(selection)
        return self._speakers(held) if page == "speakers" else _timeline(held, begin)

    def selected(self, selection: Selection) -> pd.DataFrame:
        """Return the selected signals in the order in which they are shown."""
        rows = self.signals
        kept = rows["review"].ne("rejected") | selection.include_rejected
        kept &= _in_range(rows["said_on"], selection)
        kept &= _named(rows["speaker"], selection.speakers) & _named(rows["outlet"], selection.outlets)
        if selection.rungs:
            kept &= rows["rung"].isin(selection.rungs)
        if selection.forms:
            kept &= rows["form"].isin(selection.forms)
        if not selection.include_background:
            kept &= rows["background"].eq(0)
        if not selection.include_headlines:
            kept &= rows["where"].eq("body")
        if selection.text:
            kept &= rows["folded"].str.contains(fold(selection.text), regex=False)
        return rows[kept].sort_values(["said_on", "at", "number"], na_position="last")

    def _articles(self, selection: Selection, begin: int) -> Answer:
        rows = self.articles
        kept = _in_range(rows["published_on"], selection) & _named(rows["outlet"], selection.outlets)
        if selection.text:
            kept &= rows["folded"].str.contains(fold(selection.text), regex=False)
        if selection.speakers or selection.rungs or selection.forms:
            free = selection.with_(start=None, end=None, outlets=(), text="", include_undated=True)
            kept &= rows["id"].isin(self.selected(free)["article"])
        held = rows[kept].sort_values(
            ["published_on", "at"], ascending=[False, True], na_position="last", kind="stable"
        )
        figures = {
            "Articles": len(held), "Independent texts": held["duplicate_group"].nunique(),
            "Stories": held["story"].nunique(), "Undated": int(held["published_on"].isna().sum()),
        }  # fmt: skip
        return _answer(figures if len(held) else {}, held[["id"]].iloc[begin : begin + PAGE])

    def _speakers(self, held: pd.DataFrame) -> Answer:
        named = held[held["speaker"].notna()].groupby("speaker")
        rows = pd.DataFrame({"articles": named["article"].nunique(), "signals": named.size()}).reset_index()
        rows["independent_texts"] = list(named["duplicate_group"].nunique())
        rows["outlets"] = list(named["outlet"].nunique())
        rows = rows.sort_values(["articles", "speaker"], ascending=[False, True])
        return _answer({}, rows[["speaker", "articles", "signals", "independent_texts", "outlets"]].iloc[:PAGE])


def shown(page: str, drawn: Drawn) -> Answer:
    """Return what a page has shown."""
    names = {
        "articles": ("articles", ["id"]),
        "speakers": ("speakers", ["speaker", "articles", "signals", "independent_texts", "outlets"]),
    }
    name, columns = names.get(page, ("timeline", ["said_on", "speaker", "rung", "text", "title"]))
    figures = {key: int(value.replace(",", "")) for key, value in drawn.metrics().items()}
    if figures.get("Signals") == 0:
        figures = {}
    if name == "timeline" and (chart := drawn.chart("timeline_chart_0")):
        bars = [row for trace in chart["data"] for row in trace.get("customdata", [])]
        figures["Bars"] = sum(row[-2] for row in bars)
    stream = drawn.table(name)
    if stream is None:
        return _answer(figures, pd.DataFrame(columns=columns))
    held = pa.ipc.open_stream(stream).read_all().select(columns).to_pandas()
    for column in columns:
        if column == "rung":
            held[column] = held[column].str[0]
        elif column == "said_on":
            held[column] = held[column].dt.strftime("%Y-%m-%d")
        elif column == "speaker":
            held[column] = held[column].where(held[column] != "(the outlet itself)", None)
    return _answer(figures, held)


def fold(text: str) -> str:
    """Leave out case and accents, as a reader searches."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _timeline(held: pd.DataFrame, begin: int) -> Answer:
    figures = {
        "Signals": len(held), "Articles": held["article"].nunique(),
        "Independent texts": held["duplicate_group"].nunique(), "Bars": int(held["said_on"].notna().sum()),
    }  # fmt: skip
    if not figures["Bars"]:
        del figures["Bars"]
    rows = held[["said_on", "speaker", "rung", "text", "title"]].iloc[begin : begin + PAGE]
    return _answer(figures if len(held) else {}, rows)


def _in_range(days: pd.Series[Any], selection: Selection) -> pd.Series[bool]:
    kept = pd.Series(data=True, index=days.index)
    if selection.start:
        kept &= days >= selection.start.isoformat()
    if selection.end:
        kept &= days <= selection.end.isoformat()
    if selection.include_undated:
        return kept | days.isna()
    return kept & days.notna()


def _named(names: pd.Series[Any], wanted: tuple[str, ...]) -> pd.Series[bool]:
    if not wanted:
        return pd.Series(data=True, index=names.index)
    return names.isin([name for name in wanted if name != NOBODY]) | (names.isna() & (NOBODY in wanted))


def _answer(figures: dict[str, Any], rows: pd.DataFrame) -> Answer:
    written = rows.astype(object).where(rows.notna(), None).to_numpy().tolist()
    mark = hashlib.sha256(repr([[None if v is None else str(v) for v in row] for row in written]).encode()).hexdigest()
    return Answer({key: str(value) for key, value in figures.items()}, len(rows), mark[:16])
