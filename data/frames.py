"""The frames between store and pages: every column declared once, with its type and what it holds.

The same declarations type the frames, head the CSV files, explain the columns in the dashboard and stand in
docs/data.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Dtype = Literal["str", "int64", "Int64", "float64", "bool", "datetime64[s]", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `object` columns hold tuples of strings, `datetime64[s]` columns hold days (NaT where undated)."""

    name: str
    dtype: Dtype
    meaning: str


SIGNALS = (
    Column("id", "str", "id of the signal"),
    Column("said_on", "datetime64[s]", "day on which the claim was made; empty where undated"),
    Column(
        "said_on_basis",
        "str",
        "explicit, weekday, relative, published: falls back on the publication day, or manual: set by a review",
    ),
    Column("speaker", "str", "who makes the claim, canonical name; empty where the outlet says it in its own voice"),
    Column("rung", "str", "rung of the ladder, HELD to REJECTED"),
    Column("position", "int64", "place of the rung on the ladder, 6 to -5; ordinal, not for sums or means"),
    Column("certainty", "str", "FactBank value: CT+ PR+ PS+ CT- PR- PS- Uu"),
    Column("form", "str", "direct, indirect, reported or unattributed"),
    Column("text", "str", "the passage"),
    Column("cue", "str", "words of the passage that decided the rung, … between those that stand apart"),
    Column("condition", "str", "words of a condition"),
    Column("contact", "str", "in_person, call or unspecified"),
    Column("participants", "object", "leaders who would meet or did"),
    Column("venue", "str", "place named for the contact"),
    Column("meeting_date", "str", "ISO day or interval (first/last) that the claim names for the contact"),
    Column("via", "object", "media and agencies that passed the claim on, nearest first"),
    Column("background", "bool", "told as context: an earlier statement or meeting"),
    Column("review", "str", "accepted, corrected or rejected by an analyst; empty where not reviewed"),
    Column("reviewed_by", "str", "name of who reviewed it"),
    Column("speaker_text", "str", "the words that name the speaker there"),
    Column("outlet", "str", "who printed the article"),
    Column("title", "str", "headline of the article"),
    Column("published_on", "datetime64[s]", "day of publication; empty where undated"),
    Column("published_basis", "str", "metadata, text, inferred or manual; empty where undated"),
    Column("agencies", "object", "agencies the article names as its source"),
    Column("url", "str", "address of the article"),
    Column("article", "str", "id of the article"),
    Column("duplicate_group", "str", "articles of one group carry the same text; id of its leader"),
    Column("story", "str", "articles of one story tell of the same event; id of its leader"),
    Column("where", "str", "body or title"),
    Column("start", "int64", "first character of the passage in the body (or title)"),
    Column("end", "int64", "character after its last"),
)

STATEMENTS = (
    Column("article", "str", "id of the article"),
    Column("said_on", "datetime64[s]", "day on which it was said; empty where undated"),
    Column("said_on_basis", "str", "explicit, weekday, relative, or published: falls back on the publication day"),
    Column("speaker", "str", "canonical name of the speaker"),
    Column("form", "str", "direct, indirect, free_indirect, indirect_free_indirect or reported"),
    Column("text", "str", "the passage"),
    Column("speaker_text", "str", "the words that name the speaker there"),
    Column("cue_text", "str", "the words that mark it as speech"),
    Column("via", "object", "media and agencies that passed it on, nearest first"),
    Column("outlet", "str", "who printed the article"),
    Column("title", "str", "headline of the article"),
    Column("published_on", "datetime64[s]", "day of publication; empty where undated"),
    Column("duplicate_group", "str", "articles of one group carry the same text; id of its leader"),
    Column("start", "int64", "first character of the passage in the body"),
    Column("end", "int64", "character after its last"),
)

ARTICLES = (
    Column("id", "str", "id of the article"),
    Column("published_on", "datetime64[s]", "day of publication; empty where undated"),
    Column("published_at", "str", "ISO time of publication, local, to the minute"),
    Column("published_basis", "str", "metadata, text, inferred or manual; empty where undated"),
    Column("outlet", "str", "who printed it"),
    Column("title", "str", "headline"),
    Column("signals", "int64", "signals in it, background and headline included"),
    Column("agencies", "object", "agencies it names as its source"),
    Column("author", "str", "author"),
    Column("origin", "str", "outlet the page says it took the text from"),
    Column("url", "str", "address"),
    Column("lang", "str", "language, de or en"),
    Column("duplicate_group", "str", "articles of one group carry the same text; id of its leader"),
    Column("group_size", "int64", "articles in its duplicate group"),
    Column("story", "str", "articles of one story tell of the same event; id of its leader"),
    Column("story_size", "int64", "articles in its story"),
    Column("story_texts", "int64", "independent texts in its story: duplicate groups"),
    Column("characters", "int64", "length of the cleaned text"),
    Column("version", "int64", "number of the version shown; 1 where it was never updated"),
    Column("file", "str", "where it was read from"),
    Column("rules", "str", "version of the rules that analysed it"),
)

MERGES = (
    Column("a", "str", "id of one article"),
    Column("b", "str", "id of the other"),
    Column("decision", "str", "duplicate, same_story, separate or review"),
    Column("score", "float64", "similarity of the two texts, 0 to 1"),
    Column("containment", "float64", "share of the shorter text that the longer one has too, 0 to 1"),
    Column("reason", "str", "why it was decided so"),
    Column("a_outlet", "str", "who printed a"),
    Column("a_title", "str", "headline of a"),
    Column("a_published_on", "datetime64[s]", "day of publication of a"),
    Column("b_outlet", "str", "who printed b"),
    Column("b_title", "str", "headline of b"),
    Column("b_published_on", "datetime64[s]", "day of publication of b"),
)

ORIGINS = (
    Column("duplicate_group", "str", "articles of one group carry the same text; id of its leader"),
    Column("title", "str", "headline of the leader"),
    Column("origin", "str", "agency or outlet the text comes from; empty where unknown"),
    Column(
        "basis", "str",
        "agency: credited; first_published: said on a page; link: others link to it; earliest: by date; only: no copy; "
        "disputed, same_day, undated: unknown, and why",
    ),
    Column("note", "str", "what the basis is made of, in words"),
    Column("origin_article", "str", "id of the origin's own article, where it is here"),
    Column("first", "str", "id of the article that the lags count from; empty where several of a day are first"),
    Column("first_on", "datetime64[s]", "day from which the lags count; empty where undated"),
    Column("taken_over", "object", "who took the text over and how long after the first article, in words, by date"),
    Column("takers", "object", "ids of these articles, in the same order"),
    Column("lag_days", "object", "days of the calendar after the first, in the same order; empty where not known"),
    Column("lag_hours", "object", "hours after it by the clocks of both places; empty without the time of both"),
    Column("articles", "int64", "articles that carry the text"),
    Column("outlets", "int64", "outlets that printed it"),
    Column("undated", "int64", "of these articles, those without a date"),
    Column("shown", "int64", "of these articles, those that the filter shows"),
    Column("story", "str", "articles of one story tell of the same event; id of its leader"),
    Column("story_articles", "int64", "articles in the story"),
    Column("story_texts", "int64", "independent texts in the story: duplicate groups"),
)  # fmt: skip

PRINTS = (
    Column("id", "str", "id of the article"),
    Column("lag", "str", "how long after the first article, in words"),
    Column("lag_days", "Int64", "days of the calendar after the first; empty where not known"),
    Column("lag_hours", "float64", "hours after it by the clocks of both places; empty without the time of both"),
    Column("published_on", "datetime64[s]", "day of publication; empty where undated"),
    Column("published_at", "str", "ISO time of publication, local, to the minute"),
    Column("outlet", "str", "who printed it"),
    Column("title", "str", "headline"),
    Column("agencies", "object", "agencies it names as its source"),
    Column("said_origin", "str", "outlet the page says it took the text from"),
    Column("url", "str", "address"),
)

EVIDENCE = (
    Column("feature", "str", "containment, share, sum, edits or conflicts"),
    Column("value", "float64", "its value"),
    Column("counts", "float64", "what it adds to the sum; empty where it adds nothing"),
    Column("threshold", "str", "name of the threshold in data/merging/settings.py"),
    Column("limit", "float64", "value from which the threshold is reached"),
    Column("reached", "str", "yes or no; empty where there is no threshold"),
    Column("meaning", "str", "what the feature is"),
)

RELATIVES = (
    Column("id", "str", "id of the other article"),
    Column(
        "relation", "str",
        "copy: carries the same text; reuse: shares passages without being a copy; event: tells of the same event in "
        "its own words",
    ),
    Column("same_story", "bool", "whether it tells of the same event"),
    Column("containment", "float64", "share of the shorter text that stands in the longer; empty if not compared"),
    Column("published_on", "datetime64[s]", "day of publication; empty where undated"),
    Column("published_at", "str", "ISO time of publication, local, to the minute"),
    Column("outlet", "str", "who printed it"),
    Column("title", "str", "headline"),
    Column("agencies", "object", "agencies it names as its source"),
    Column("signals", "int64", "signals in it, background and headline included"),
    Column("duplicate_group", "str", "articles of one group carry the same text; id of its leader"),
    Column("story", "str", "articles of one story tell of the same event; id of its leader"),
)  # fmt: skip

BY_HAND = (
    Column("decided_at", "str", "ISO time (UTC) of the decision"),
    Column("decided_by", "str", "who decided"),
    Column("verdict", "str", "same or different text"),
    Column("holds", "bool", "whether it still counts: neither taken back nor replaced"),
    Column("undone_by", "str", "who took it back or replaced it"),
    Column("undone_at", "str", "ISO time (UTC) of that"),
    Column("a", "str", "id of one article"),
    Column("b", "str", "id of the other"),
    Column("a_outlet", "str", "who printed a"),
    Column("a_title", "str", "headline of a"),
    Column("b_outlet", "str", "who printed b"),
    Column("b_title", "str", "headline of b"),
)

REJECTED = (
    Column("file", "str", "input that could not be read"),
    Column("line", "Int64", "line or row in it, counted from 1"),
    Column("reason", "str", "why"),
    Column("at", "str", "ISO time (UTC) of the import that met it first"),
)

VERSIONS = (
    Column("article", "str", "id of the article"),
    Column("version", "int64", "number of the version, in the order of the imports"),
    Column("newest", "bool", "whether it is the version that counts"),
    Column("imported_at", "str", "ISO time (UTC) of its import"),
    Column("title", "str", "headline then"),
    Column("published_on", "datetime64[s]", "day of publication then; empty where undated"),
    Column("outlet", "str", "who printed it"),
    Column("characters", "int64", "length of the cleaned text"),
    Column("text_left", "float64", "share of the text before that still stands, 0 to 1; empty where not known"),
    Column("kept", "Int64", "claims as in the version before; empty where not known"),
    Column("changed", "Int64", "claims of the version before that are other in something"),
    Column("withdrawn", "Int64", "claims of the version before that are no longer there"),
    Column("added", "Int64", "claims that the version before did not have"),
    Column("note", "str", "what to bear in mind: cut short, dated earlier, or why its claims are not known"),
    Column("file", "str", "where it was read from"),
    Column("rules", "str", "version of the rules that analysed it"),
)

CHANGES = (
    Column("change", "str", "withdrawn, changed or added"),
    Column("version", "int64", "version of the article in which it was gone, other or new"),
    Column("mark", "str", "the change in words"),
    Column("note", "str", "why it may be no withdrawal: the version is cut short or dated earlier, or has it reworded"),
    Column("fields", "object", "what differs, from → to; withdrawn claims have none"),
    Column("said_on", "datetime64[s]", "day on which the claim was made; empty where undated"),
    Column("said_on_basis", "str", "what that day rests on"),
    Column("speaker", "str", "who makes the claim; empty where the outlet says it in its own voice"),
    Column("rung", "str", "rung of the ladder, HELD to REJECTED"),
    Column("form", "str", "direct, indirect, reported or unattributed"),
    Column("text", "str", "the passage"),
    Column("stood_in", "int64", "version that passage and fields are of: the one before, or an added claim's own"),
    Column("new_speaker", "str", "speaker in `version`, of changed claims"),
    Column("new_rung", "str", "rung in `version`, of changed claims"),
    Column("new_text", "str", "passage in `version`, of changed claims"),
    Column("back", "Int64", "withdrawn: version in which the claim is back; added: version that had it last"),
    Column("text_left", "float64", "share of the text before that still stands in `version`, 0 to 1"),
    Column("imported_at", "str", "ISO time (UTC) of the import of `version`"),
    Column("review", "str", "accepted, corrected or rejected by an analyst; empty where not reviewed"),
    Column("reviewed_by", "str", "name of who reviewed it"),
    Column("background", "bool", "told as context: an earlier statement or meeting"),
    Column("signal", "str", "id of the signal that the claim is in the newest version; empty where it is none"),
    Column("outlet", "str", "who printed the article"),
    Column("title", "str", "headline of its newest version"),
    Column("published_on", "datetime64[s]", "day of publication of its newest version; empty where undated"),
    Column("url", "str", "address of the article"),
    Column("article", "str", "id of the article"),
    Column("duplicate_group", "str", "articles of one group carry the same text; id of its leader"),
    Column("where", "str", "body or title"),
    Column("start", "int64", "first character of the passage in the body (or title) of version `stood_in`"),
    Column("end", "int64", "character after its last"),
)

SPEAKERS = (
    Column("speaker", "str", "canonical name"),
    Column("side", "str", "side or country after the watch profile; empty where no profile knows the speaker"),
    Column("kind", "str", "person or body after the watch profile"),
    Column("last_on", "datetime64[s]", "day of the last position"),
    Column("last_rung", "str", "last position: the last dated claim; on one day, of the latest article, furthest down"),
    Column("last_position", "Int64", "its place on the ladder"),
    Column("last_text", "str", "its words"),
    Column("last_signal", "str", "id of that signal"),
    Column("previous_on", "datetime64[s]", "the day with a claim before that"),
    Column("previous_rung", "str", "position on that day"),
    Column("previous_position", "Int64", "its place on the ladder"),
    Column("change", "str", "up, down or same against the day before; first where there is none"),
    Column("signals", "int64", "selected signals of the speaker, dated or not"),
    Column("articles", "int64", "articles they stand in"),
    Column("independent_texts", "int64", "of these articles, those that are no copy of another: duplicate groups"),
    Column("outlets", "int64", "outlets that printed them"),
)

PERIODS = (
    Column("period", "datetime64[s]", "first day of the day, week (Monday) or month"),
    Column("rung", "str", "rung of the ladder"),
    Column("position", "int64", "place of the rung on the ladder"),
    Column("basis", "str", "said: the text dates the claim; published: its day is only the publication day"),
    Column("count", "int64", "signals"),
)


def frame(rows: Iterable[Mapping[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Build a frame of exactly these columns and types; a row may hold more keys, and must hold these."""
    held = list(rows)
    return of_columns({column.name: [row[column.name] for row in held] for column in columns}, columns)


def of_columns(values: Mapping[str, Sequence[Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Build a frame of exactly these columns and types from the values of each; there may be more of them."""
    return pd.DataFrame({column.name: _values(values[column.name], column.dtype) for column in columns}, copy=False)


def typed(held: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return a copy with exactly these columns and types, rows numbered from 0."""
    return held.reset_index(drop=True)[list(names(columns))].astype({column.name: column.dtype for column in columns})


def names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def _values(values: Sequence[Any], dtype: Dtype) -> Any:
    """Return an array: a frame of arrays takes a fraction of the time that a frame of series does."""
    if dtype == "datetime64[s]":
        # Through numpy's parser: ISO days only, and years that nanoseconds have no room for.
        return np.array(["NaT" if value is None else value for value in values], dtype=dtype)
    if dtype == "object":
        held = np.empty(len(values), dtype=object)
        for index, value in enumerate(values):  # tuples of one length would else become a second dimension
            held[index] = value
        return held
    if dtype == "str":
        return pd.array(values, dtype=_TEXT)
    return pd.array(values, dtype="Int64") if dtype == "Int64" else np.array(values, dtype=dtype)


_TEXT = pd.StringDtype(na_value=np.nan)
