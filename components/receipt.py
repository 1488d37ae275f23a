"""The receipt of a decision: what speaks for and against two articles being one text, and the passages it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import byhand, cache, notices, passages, state, tables
from components.figures.receipt import waterfall
from components.figures.style import CONFIG
from data import frames
from data.errors import DataError
from data.evidence import STANDINGS, conflicts, evidence, is_stopped, shared, standing

if TYPE_CHECKING:
    from data.models import Article, Decision, Span
    from data.relations import Receipt

COMPARE = "components/pages/compare.py"
MOST = 6
"""Passages of each kind that a receipt shows; the comparison shows all."""


def show(one: str, other: str) -> None:
    """Show why two articles are one text or not, let the analyst decide, and lead to both."""
    try:
        held = cache.receipt(one, other)
    except DataError as error:
        notices.failed(error)
        return
    with st.container(border=True, key="receipt"):
        passages.show_heading(STANDINGS[standing(held)])
        passages.show_facts([("A", _called(held.a)), ("B", _called(held.b)), *_reason(held)])
        left, right = st.columns(2, gap="medium")
        with left:
            _features(held)
        with right:
            _passages(held)
        byhand.form(held)
        _links(held)


def decided(held: Decision) -> list[tuple[str, str]]:
    """Return a decision as labels and values."""
    return [
        ("Decision", held.decision.replace("_", " ")),
        ("Why", held.reason),
        ("Score", f"{held.score:.2f}"),
        ("Contained", f"{held.containment:.0%} of the shorter text"),
        *(("Stopped by", f"{mine} / {theirs}") for mine, theirs in held.conflicts),
    ]


def _reason(held: Receipt) -> list[tuple[str, str]]:
    """Say who decided what: the words of the rules, and above them those of a person."""
    made = held.standing
    by_hand = [("By hand", f"{byhand.VERDICTS[made.decision]}: {made.by}, {byhand.time(made.at)}")] if made else []
    rules = held.measured if made or held.decision is None else held.decision
    looked = "" if held.decision else "; merging did not compare them closely"
    return [*by_hand, ("The texts say" if made else "Why", f"{rules.reason}{looked}")]


def _features(held: Receipt) -> None:
    rows = evidence(held)
    stops = conflicts(held) if is_stopped(held) else ()
    st.plotly_chart(
        waterfall(rows, stops, dark=state.dark()), key="waterfall", config=CONFIG | {"displayModeBar": False},
        alt=f"{held.measured.reason}; against the thresholds for review and for a copy",
    )  # fmt: skip
    tables.show(rows, tables.EVIDENCE, frames.EVIDENCE, alt="Features and thresholds", dark=state.dark())


def _passages(held: Receipt) -> None:
    """Quote what both have and what only one has; the tabs are drawn when they are asked for."""
    both, only_a, only_b = st.tabs(["In both", "Only in A", "Only in B"], key="receipt_tabs", on_change="rerun")
    with both:
        if both.open:
            _conflicts(held)
            _quote(held.a, [passage.a for passage in shared(held)], "No passage of four words or more is in both.")
    for tab, side in ((only_a, held.a), (only_b, held.b)):
        with tab:
            if tab.open:
                _quote(side, _alone(held, side), "Every sentence has its counterpart in the other one.")


def _alone(held: Receipt, side: Article) -> list[Span]:
    rows = cache.comparison(held.a.id, held.b.id)
    if side is held.a:
        return [row.a for row in rows if row.a and row.b is None]
    return [row.b for row in rows if row.b and row.a is None]


def _conflicts(held: Receipt) -> None:
    found = conflicts(held)
    facts = [("Contradicts", f"{mine or '–'} / {theirs or '–'}") for mine, theirs in found[:MOST]]
    if facts:
        passages.show_facts(facts)


def _quote(article: Article, spans: list[Span], nothing: str) -> None:
    if not spans:
        st.caption(nothing)
    for start, end in spans[:MOST]:
        passages.show_quotation(article.body[start:end], article.lang)
    if len(spans) > MOST:
        st.caption(f"and {len(spans) - MOST} more; “Compare side by side” shows all")


def _links(held: Receipt) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for letter, side in (("A", held.a), ("B", held.b)):
            st.button(
                f"Open {letter}", key=f"open_{letter}", icon=":material/article:", type="tertiary",
                on_click=state.show_article, args=(side.id,),
            )  # fmt: skip
        st.page_link(
            COMPARE, label="Compare side by side", icon=":material/compare:",
            query_params={"a": held.a.id, "b": held.b.id},
        )  # fmt: skip


def _called(article: Article) -> str:
    day = f"{article.published_on}" if article.published_on else "undated"
    return ", ".join(part for part in (article.outlet, article.title or article.id, day) if part)
