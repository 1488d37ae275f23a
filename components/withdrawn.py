"""Claims that an article no longer makes: they count nowhere, and are one click away wherever claims are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components import cache, download, panel, passages, state, tables
from data import frames
from data.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

EVERYTHING = Selection(include_background=True, include_headlines=True)
BOX = "withdrawn_box"


def section(selection: Selection) -> None:
    """Offer the withdrawn claims of a filter; they are drawn when they are asked for."""
    rows = lost(cache.changes(selection))
    if rows.empty:
        return
    box = st.expander(
        f"Withdrawn claims ({len(rows):,})",
        icon=":material/history_toggle_off:",
        key=BOX,
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        st.caption(
            "Claims that an older version of an article makes and the newest one does not; they count nowhere else. "
            "“Not in version …” means that it may be withdrawn, or only be cut off, or put in other words."
        )
        left, right = st.columns([8, 5], gap="medium")
        with left:
            place = tables.pick(
                rows, tables.WITHDRAWN, frames.CHANGES, name="withdrawn", of=f"{selection.slug()}_{cache.revision()}",
                alt="Withdrawn claims", dark=state.dark(),
            )  # fmt: skip
            download.slices(rows, "changes", selection, key="withdrawn", part="withdrawn")
        with right:
            if place is not None:
                _passage(rows.iloc[place].to_dict())


def _passage(row: Mapping[str, Any]) -> None:
    """Show a withdrawn claim in the text that it stood in, and lead to the difference."""
    article_id = row["article"]
    held = cache.old_version(article_id, int(row["stood_in"]))
    with st.container(border=True, key="withdrawn_claim"):
        claim(row, held.lang)
        panel.change_link(article_id, int(row["version"]))


def lost(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that were withdrawn and have not come back."""
    return rows[rows["change"].eq("withdrawn") & rows["back"].isna()]


def claim(row: Mapping[str, Any], lang: str) -> None:
    """Show a claim that was withdrawn: who made it, its words, the mark, and what speaks against a withdrawal."""
    who = row["speaker"] if isinstance(row["speaker"], str) else "the outlet itself"
    said = passages.literal(f"{who}, {row['rung']}: {row['mark']}", 300)
    st.caption(f":material/history_toggle_off: {said}")
    passages.show_quotation(row["text"], lang)
    if isinstance(row["note"], str) and row["note"]:
        st.caption(passages.literal(f"{row['note'][:1].upper()}{row['note'][1:]}.", 400))
