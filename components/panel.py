"""A signal at its place: who, when, on what basis, the passage in its context, and the way to the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st

from components import cache, notices, passages, review, state
from components.figures.ladder import name
from data.errors import DataError
from data.lookalikes import lookalikes, told
from data.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from data.models import Reading

ARTICLES = "components/pages/articles.py"
BASIS = {
    "explicit": "a date in the text",
    "weekday": "a weekday in the text",
    "relative": "a word such as “gestern” in the text",
    "published": "day of publication only",
    "manual": "set by a review",
}
PUBLISHED = {
    "metadata": "from its metadata",
    "text": "from the page",
    "inferred": "inferred from its address",
    "manual": "set by hand",
}


def signal(row: Mapping[str, Any]) -> None:
    """Show one row of a `data.frames.SIGNALS` frame."""
    try:
        reading = cache.article(row["article"]).reading
    except DataError as error:  # gone, or the database cannot be read: the message says which
        notices.failed(error)
        return
    if not _still_there(row, reading):
        st.info(
            "An import has changed this article since the list was drawn. Reload the page.",
            icon=":material/sync_problem:",
        )
        return
    held = reading.article
    text = held.body if row["where"] == "body" else held.title or ""
    with st.container(border=True, key="passage"):
        passages.show_heading(
            str(row["speaker"]) if _given(row["speaker"]) else f"{row['outlet'] or 'The outlet'}, in its own voice"
        )
        cue = str(row["cue"]) if _given(row["cue"]) else ""
        passages.show_passage(text, row["start"], row["end"], row["rung"], held.lang, dark=state.dark(), cue=cue)
        made = review.of(row)
        if cue:
            found = made.found["rung"] if made else row["rung"]
            passages.show_cue(found, cue, held.lang, verb="" if found == row["rung"] else "Found as")
        if made:
            review.badge(made)
        if cache.article(row["article"]).version > 1:
            _history(row)
        passages.show_facts(_facts(row))
        with st.container(horizontal=True, vertical_alignment="center"):
            article_link(row["article"], row["id"])
            source_link(held.url)
        review.control(row)


def _still_there(row: Mapping[str, Any], reading: Reading) -> bool:
    """Whether the article holds the signal where the list has it; a rejected one is in the list only."""
    places = {(found.id, found.start, found.end, found.text) for found in reading.signals}
    return row["review"] == "rejected" or (row["id"], row["start"], row["end"], row["text"]) in places


def _history(row: Mapping[str, Any]) -> None:
    """Say what became of a claim over the versions of its article, and lead to the difference."""
    changed = cache.changes(Selection(include_background=True, include_headlines=True), row["article"])
    for change in changed[changed["signal"].eq(row["id"])].to_dict("records"):
        st.caption(f":material/history: {passages.literal(change['mark'], 300)}")
        change_link(row["article"], change["version"])


def article_link(article: str, signal: str | None = None) -> None:
    """Link to an article, and to a signal in it."""
    params = {state.ARTICLE: article} | ({state.SIGNAL: signal} if signal else {})
    st.page_link(ARTICLES, label="Open the article", icon=":material/article:", query_params=params)


def change_link(article: str, version: int) -> None:
    """Link to what a version of an article changed."""
    st.page_link(
        ARTICLES, label=f"See the difference in version {version:d}", icon=":material/difference:",
        query_params={state.ARTICLE: article, state.CHANGE: str(version)},
    )  # fmt: skip


def source_link(url: str | None) -> None:
    """Link to where an article was found, if that is a web address; anything else is no link."""
    if url and urlsplit(url).scheme in {"http", "https"}:
        st.link_button("Original page", url, icon=":material/open_in_new:", type="tertiary")


def day(value: pd.Timestamp) -> str:
    return value.date().isoformat() if _given(value) else ""


def dated(value: pd.Timestamp | date | None, basis: str | None, bases: Mapping[str, str]) -> str:
    """Write a day with what it rests on."""
    return f"{value:%Y-%m-%d} ({bases[basis]})" if _given(value) and value and basis else "undated"


def _facts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = [
        ("Rung", f"{name(row['rung'])}, certainty {row['certainty']}"),
        ("Said on", dated(row["said_on"], row["said_on_basis"], BASIS)),
        ("Form", row["form"]),
        ("Named as", row["speaker_text"]),
        ("Mixed alphabets", "; ".join(map(told, lookalikes(str(row["speaker"] or ""))))),
        ("Via", ", ".join(row["via"])),
        ("Contact", row["contact"].replace("_", " ")),
        ("Between", ", ".join(row["participants"])),
        ("Meeting", row["meeting_date"]),
        ("Venue", row["venue"]),
        ("Condition", row["condition"]),
        ("Background", "yes, told as context" if row["background"] else ""),
        ("Outlet", row["outlet"]),
        ("Headline", row["title"]),
        ("Published", dated(row["published_on"], row["published_basis"], PUBLISHED)),
    ]
    return [(label, str(value)) for label, value in facts if _given(value)]


def _given(value: Any) -> bool:
    """Whether a cell holds something; absent ones are None, NaN or NaT."""
    return bool(value is not None and value == value and value != "")  # noqa: PLR0124 - NaN is not itself
