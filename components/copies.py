"""The other views of the Articles page: independent texts with their origins, pairs to review, decisions by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cache, download, notices, passages, receipt, state, tables
from data import frames
from data.origins import sentence
from data.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

TEXTS, REVIEW, BY_HAND = "Independent texts", "To review", "Decided by hand"


def view() -> str:
    """Draw the choice of a view and return it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen: str = st.segmented_control(
            "Show", [state.ALL_ARTICLES, TEXTS, REVIEW, BY_HAND], default=state.ALL_ARTICLES, key=state.VIEW,
            bind="query-params", required=True, label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        # Beside the control, not in it: its labels stand in the address.
        waiting = cache.waiting()
        st.caption(f"{waiting:,} {'pair' if waiting == 1 else 'pairs'} to review", width="content")
    return chosen


def texts(selection: Selection) -> None:
    """List the independent texts of a selection; the picked one shows who printed it, after how long."""
    rows = cache.origins(selection)
    if rows.empty:
        notices.nothing(selection, "articles")
        return
    st.caption(passages.literal(_counted(rows), 400))
    place = tables.pick(
        rows, tables.ORIGINS, frames.ORIGINS, name="texts", of=f"{selection.slug()}_{cache.revision()}",
        alt="Independent texts and their origins", dark=state.dark(),
    )  # fmt: skip
    download.slices(rows, "origins", selection, key="texts")
    if place is not None:
        with st.container(border=True, key="text_origin"):
            _prints(str(rows.iloc[place]["duplicate_group"]), str(rows.iloc[place]["title"] or ""))


def review() -> None:
    """List the pairs that a person may want to look at, the most similar first; the picked one shows its receipt."""
    rows = cache.to_review()
    if rows.empty:
        st.info("No pair is in doubt: all are above the thresholds or below.", icon=":material/task_alt:")
        return
    st.caption("Pairs between the sure thresholds, or stopped because the same passage says something else.")
    place = tables.pick(
        rows, tables.REVIEW, frames.MERGES, name="review", of=str(cache.revision()), alt="Pairs to review",
        dark=state.dark(),
    )  # fmt: skip
    download.slices(rows, "merges", Selection(), key="review", part="review")
    if place is not None:
        receipt.show(str(rows.iloc[place]["a"]), str(rows.iloc[place]["b"]))


def history() -> None:
    """List what was decided by hand, undone decisions too; the picked one shows its receipt, where it can be undone."""
    rows = cache.by_hand()
    if rows.empty:
        st.info("Nothing was decided by hand yet. A receipt offers it.", icon=":material/how_to_reg:")
        return
    place = tables.pick(
        rows, tables.BY_HAND, frames.BY_HAND, name="by_hand", of=str(cache.revision()), alt="Decisions by hand",
        dark=state.dark(),
    )  # fmt: skip
    download.slices(rows, "by_hand", Selection(), key="by_hand")
    if place is not None:
        receipt.show(str(rows.iloc[place]["a"]), str(rows.iloc[place]["b"]))


def origin(article_id: str) -> None:
    """Say where the text of an article comes from and who took it over."""
    st.markdown(f":material/source: {passages.literal(sentence(cache.origin(article_id)), 600)}")


def every_decision() -> None:
    """Offer every pair that was compared closely, for whoever audits the merging; drawn when it is opened."""
    count = cache.compared()
    expander = st.expander(
        f"All merge decisions ({count:,})", icon=":material/receipt_long:", key="all_merges", on_change="rerun"
    )
    if not expander.open:
        return
    with expander:
        if not count:
            st.caption("No two articles were alike enough to be compared closely.")
            return
        pairs = cache.decisions()
        tables.show(
            pairs, tables.MERGES, frames.MERGES, alt="Merge decisions", dark=state.dark(), name="merges",
            of=str(cache.revision()),
        )  # fmt: skip
        download.slices(pairs, "merges", Selection(), key="merges")


def _prints(group: str, title: str) -> None:
    """Show the articles that carry one text, and why the picked one counts as a copy of the group's first."""
    rows = cache.prints(group)
    passages.show_heading(title or group)
    origin(group)
    place = tables.pick(
        rows, tables.PRINTS, frames.PRINTS, name="prints", of=f"{group}_{cache.revision()}",
        alt="Articles of this text", dark=state.dark(),
        place=next((at for at, held in enumerate(rows["id"]) if held != group), 0),
    )  # fmt: skip
    download.slices(rows, "text", Selection(), key="prints", part="articles", columns=frames.PRINTS)
    picked = group if place is None else str(rows.iloc[place]["id"])
    if picked != group:
        receipt.show(group, picked)
    else:
        st.button(
            "Open the article", key="open_print", icon=":material/article:", type="tertiary",
            on_click=state.show_article, args=(group,),
        )  # fmt: skip


def _counted(rows: pd.DataFrame) -> str:
    """Sum up: how many articles come to how many texts, and how many of these are an agency's."""
    articles, texts_ = int(rows["shown"].sum()), len(rows)
    of_agencies = rows.loc[rows["basis"] == "agency", "origin"].value_counts()
    named = ", ".join(f"{name} {count}" for name, count in of_agencies.head(6).items())
    agencies = f"; credited to agencies: {named}" if named else ""
    unknown = int(rows["basis"].isin(["disputed", "same_day", "undated"]).sum())
    rest = f"; of unknown origin: {unknown}" if unknown else ""
    return (
        f"{articles:,} {'article comes' if articles == 1 else 'articles come'} to {texts_:,} independent "
        f"{'text' if texts_ == 1 else 'texts'}{agencies}{rest}."
    )
