"""One article: its text with the signals in place, what was cut from it, its copies and versions, its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cache, choosing, notices, panel, passages, state, tables
from data import frames
from data.errors import DataError
from data.store import set_published

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Decision
    from data.query import ArticleView

COMPARE = "components/pages/compare.py"


def show(article_id: str, signal: str | None) -> None:
    """Show an article of the store; `signal` is framed in its text."""
    try:
        view = cache.article(article_id)
    except DataError as error:
        notices.failed(error)
        return
    article = view.reading.article
    passages.show_heading(article.title or article.id, _byline(view), article.lang)
    if view.failure:
        st.warning(passages.literal(view.failure, 400), icon=":material/warning:")
    members = cache.story_members(article_id)
    others = members[members["id"] != article_id].reset_index(drop=True)
    text, relatives, versions = st.tabs(
        ["Text", f"Copies and story ({len(others)})", f"Versions ({len(view.versions)})"], key="article_tabs"
    )
    with text:
        _text(view, signal)
    with relatives:
        _relatives(view, others)
    with versions:
        _versions(view)


def _text(view: ArticleView, signal: str | None) -> None:
    article = view.reading.article
    left, right = st.columns([8, 5], gap="large")
    with left:
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
        passages.show_facts(_facts(view))
        panel.source_link(article.url)
        _date_form(view)


def _relatives(view: ArticleView, others: pd.DataFrame) -> None:
    """List the other articles of the story, copies first, and why each belongs to it."""
    article_id = view.reading.article.id
    if others.empty:
        st.caption("No other article tells of this event.")
        return
    left, right = st.columns([8, 5], gap="medium")
    with left:
        place = tables.pick(
            others, tables.RELATIVES, frames.ARTICLES, name="relatives", of=article_id, alt="Articles of this story",
            dark=state.dark(),
        )  # fmt: skip
        copies = int((others["duplicate_group"] == view.duplicate_group).sum())
        st.caption(f"{copies} of them {'carries' if copies == 1 else 'carry'} the same text.")
    with right:
        if place is not None:
            receipt(article_id, str(others.iloc[place]["id"]))


def receipt(one: str, other: str) -> None:
    """Show why two articles were merged or kept apart, and lead to both."""
    held = cache.decision(one, other)
    with st.container(border=True, key="receipt"):
        if held is None:
            st.caption("Not compared closely with each other: one story through other articles.")
        else:
            passages.show_facts(decided(held))
            body = cache.article(held.a).reading.article
            for shared in held.shared[:SHARED]:
                passages.show_quotation(body.body[shared.a[0] : shared.a[1]], body.lang)
            if len(held.shared) > SHARED:
                st.caption(f"and {len(held.shared) - SHARED} more shared passages")
        with st.container(horizontal=True):
            panel.article_link(other)
            st.page_link(
                COMPARE, label="Compare side by side", icon=":material/compare:", query_params={"a": one, "b": other}
            )


def decided(held: Decision) -> list[tuple[str, str]]:
    """Return a decision as labels and values."""
    return [
        ("Decision", held.decision.replace("_", " ")),
        ("Why", held.reason),
        ("Score", f"{held.score:.2f}"),
        ("Contained", f"{held.containment:.0%} of the shorter text"),
        *(("Stopped by", f"{mine} / {theirs}") for mine, theirs in held.conflicts),
    ]


SHARED = 8
"""Shared passages of a receipt that are shown; the comparison shows all."""


def _versions(view: ArticleView) -> None:
    article = view.reading.article
    passages.show_facts(
        [(f"Version {held.number}", f"imported {held.imported_at}, {held.file}") for held in view.versions]
    )
    older = [held.number for held in view.versions if held.number != view.version]
    if not older:
        return
    number = st.selectbox("What changed since version", older[::-1], key="version")
    before = cache.old_version(article.id, number)
    choosing.comparison(
        before, article, (f"version {number}", f"version {view.version}"), cache.changes(article.id, number)
    )


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
        name = st.text_input("Your name", key="manual_name", max_chars=80, help="Kept with the date")
        with st.container(horizontal=True):
            keep = st.form_submit_button("Set date", type="primary", key="manual_set")
            undo = article.published_on is not None and st.form_submit_button("Take it back", key="manual_undo")
        if keep or undo:
            if not name.strip() or (keep and day is None):
                st.warning("A date set by hand needs a day and a name.", icon=":material/edit_calendar:")
                return
            set_published(cache.store(), article.id, day if keep else None, by=name.strip())
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


def _facts(view: ArticleView) -> list[tuple[str, str]]:
    article = view.reading.article
    facts = [
        ("Outlet", article.outlet),
        ("Published", _dated(view)),
        ("Author", article.author),
        ("Agencies", ", ".join(article.agencies)),
        ("Taken from", article.origin),
        ("Language", article.lang),
        ("Signals", str(len(view.reading.signals))),
        ("Copies of", "" if view.duplicate_group == article.id else view.duplicate_group),
        ("Story of", "" if view.story == article.id else view.story),
        ("File", article.file),
        ("Rules", view.rules),
    ]
    return [(label, value) for label, value in facts if value]
