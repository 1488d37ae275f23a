"""One article: its text with the signals in place, what was cut from it, its copies and versions, its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import access, cache, copies, notices, panel, passages, receipt, state, tables, versions
from data import frames
from data.errors import DataError
from data.lookalikes import MOST, at, lookalikes, told
from data.store import set_published

if TYPE_CHECKING:
    import pandas as pd

    from data.lookalikes import Lookalike
    from data.models import Article
    from data.query import ArticleView

RELATIVES, VERSIONS = "Copies and story", "Versions"


def show(article_id: str, signal: str | None) -> None:
    """Show an article of the store; `signal` is framed in its text."""
    try:
        view = cache.article(article_id)
    except DataError as error:
        notices.failed(error)
        return
    article = view.reading.article
    passages.show_heading(article.title or article.id, _byline(view), article.lang)
    versions.line(view)
    if view.failure:
        st.warning(passages.literal(view.failure, 400), icon=":material/warning:")
    others = cache.relatives(article_id)
    # Closed tabs are not drawn: a receipt compares two texts.
    tab = VERSIONS if state.opened_change() else "Text"
    text, relatives, history = st.tabs(
        ["Text", RELATIVES, VERSIONS], default=tab, key="article_tabs", on_change="rerun"
    )
    with text:
        if text.open:
            _text(view, signal, others)
    with relatives:
        if relatives.open:
            _relatives(view, others)
    with history:
        if history.open:
            versions.show(view)


def _text(view: ArticleView, signal: str | None, others: pd.DataFrame) -> None:
    article = view.reading.article
    left, right = st.columns([8, 5], gap="large")
    with left:
        number = versions.choose(view)
        if number != view.version:
            versions.show_older(view, number)
            return
        cut = st.toggle(
            f"Show what was cut from the page ({len(article.cuts)} {'place' if len(article.cuts) == 1 else 'places'})",
            key="cuts",
            disabled=not article.cuts,
        )
        if cut and article.cuts:
            passages.show_raw(article.raw, article.cuts, article.lang)
        else:
            in_body = [item for item in view.reading.signals if item.where == "body"]
            marks = [(item.start, item.end, item.id, item.rung) for item in in_body]
            passages.show_article(article.body, marks, article.lang, focus=signal, dark=state.dark())
    with right:
        versions.gone(view)
        passages.show_facts(_facts(view, others))
        panel.source_link(article.url)
        _date_form(view)


def _relatives(view: ArticleView, others: pd.DataFrame) -> None:
    """Say where the text comes from, list what the other articles are to it, and why."""
    article_id = view.reading.article.id
    copies.origin(article_id)
    if others.empty:
        st.caption("No other article carries this text, shares passages with it, or tells of this event.")
        return
    st.caption(_related(others))
    place = tables.pick(
        others, tables.RELATIVES, frames.RELATIVES, name="relatives", of=f"{article_id}_{cache.revision()}",
        alt="What other articles are to this one", dark=state.dark(),
    )  # fmt: skip
    if place is not None:
        receipt.show(article_id, str(others.iloc[place]["id"]))


def _related(others: pd.DataFrame) -> str:
    """Count each relation by itself, and the independent texts of the event."""
    found = others["relation"].value_counts()
    parts = [
        f"{found[name]} {words}"
        for name, words in (
            ("copy", "with the same text"),
            ("reuse", "with shared passages"),
            ("event", "on the same event in own words"),
        )
        if name in found
    ]
    told = others[others["same_story"]]
    texts = told.loc[told["relation"] != "copy", "duplicate_group"].nunique() + 1
    event = f"The event: {len(told) + 1} articles, {texts} independent {'text' if texts == 1 else 'texts'}."
    return f"Other articles: {', '.join(parts)}. {event}"


def _date_form(view: ArticleView) -> None:
    """Let the analyst date an article that nothing dates; who did it is kept."""
    article = view.reading.article
    if article.published_on and article.published_basis != "manual":
        return
    for held in view.manual_dates:
        undone = f", taken back by {held.undone_by}" if held.undone_by else ""
        passages.show_facts([("Date set", f"{held.day} by {held.by}{undone}")])
    with st.form("set_date", border=True):
        st.markdown("**Set the date by hand**" if not article.published_on else "**Change the date set by hand**")
        day = st.date_input("Published on", value=None, format="YYYY-MM-DD", key="manual_day")
        name = access.sign("manual_name", note="Kept with the date")
        with st.container(horizontal=True):
            keep = st.form_submit_button("Set date", type="primary", key="manual_set")
            undo = article.published_on is not None and st.form_submit_button("Take it back", key="manual_undo")
        if keep or undo:
            if not name.strip() or (keep and day is None):
                st.warning("A date set by hand needs a day and a name.", icon=":material/edit_calendar:")
                return
            set_published(cache.store(), article.id, day if keep else None, by=name.strip())
            state.sign(name)
            st.rerun()


def _byline(view: ArticleView) -> str:
    article = view.reading.article
    return " · ".join(part for part in (article.outlet, _dated(view), article.id) if part)


def _dated(view: ArticleView) -> str:
    article = view.reading.article
    if article.published_on is None or article.published_basis is None:
        return "undated"
    at = f" {article.published_at[11:16]}" if article.published_at else ""
    return f"{article.published_on}{at} ({panel.PUBLISHED[article.published_basis]})"


def _facts(view: ArticleView, others: pd.DataFrame) -> list[tuple[str, str]]:
    article = view.reading.article
    facts = [
        ("Outlet", article.outlet),
        ("Published", _dated(view)),
        ("Author", article.author),
        ("Agencies", ", ".join(article.agencies)),
        ("Taken from", article.origin),
        ("Language", article.lang),
        ("Signals", str(len(view.reading.signals))),
        ("Same text", _count(others["relation"] == "copy")),
        ("Shares passages", _count(others["relation"] == "reuse")),
        ("Same event", _count(others["same_story"])),
        ("File", article.file),
        ("Rules", view.rules),
        *(("Mixed alphabets", f"{told(item)}: “{at(text, item)}”") for text, item in _mixed(article)),
    ]
    return [(label, value) for label, value in facts if value]


def _mixed(article: Article) -> list[tuple[str, Lookalike]]:
    """Return the first words of title and body that are not what they look like, each with the text it stands in."""
    found = [(text, item) for text in (article.title or "", article.body) for item in lookalikes(text)]
    return found[:MOST]


def _count(which: pd.Series[bool]) -> str:
    count = int(which.sum())
    return f"{count} other {'article' if count == 1 else 'articles'}" if count else ""
