"""Deciding by hand whether two articles are one text, with name and time; taking it back; what was decided so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import access, cache, notices, passages, state
from data.errors import DataError
from data.store import set_merge

if TYPE_CHECKING:
    from data.merging.overrides import Verdict
    from data.relations import Receipt
    from data.store import ManualMerge

SAID = "by_hand_said"
EARLIER = 3
"""Decisions that were taken back, shown with a receipt; the list of all decisions has the rest."""
VERDICTS: dict[Verdict, str] = {"same": "the same text", "different": "different texts"}


def form(held: Receipt) -> None:
    """Let the analyst decide on two articles; who did it and when is kept, and can be taken back."""
    undone = [made for made in held.by_hand if made.undone_at]
    passages.show_facts([("Earlier by hand", told(made)) for made in undone[-EARLIER:]])
    made = held.standing
    with st.form("by_hand", border=False, enter_to_submit=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = access.sign("by_hand_name", width=220, note="Kept with the decision")
            same = st.form_submit_button(
                "These are the same text", key="by_hand_same", icon=":material/merge:",
                disabled=bool(made and made.decision == "same"),
            )  # fmt: skip
            different = st.form_submit_button(
                "These are different texts", key="by_hand_different", icon=":material/call_split:",
                disabled=bool(made and made.decision == "different"),
            )  # fmt: skip
            undo = made is not None and st.form_submit_button(
                "Undo", key="by_hand_undo", icon=":material/undo:", type="primary"
            )
        st.caption("Stands above what the texts say, and holds for every later import and analysis until it is undone.")
    if same or different or undo:
        _keep(held, name or "", None if undo else "same" if same else "different")


def announce() -> None:
    """Say what was just decided, once, at the head of the page that shows the new groups."""
    said = state.take(SAID)
    if said:
        st.toast(said, icon=":material/how_to_reg:")


def told(made: ManualMerge) -> str:
    """Write a decision by hand with name and time."""
    undone = f"; taken back by {made.undone_by}, {time(made.undone_at)}" if made.undone_at else ""
    return f"{VERDICTS[made.decision]}: {made.by}, {time(made.at)}{undone}"


def time(moment: str) -> str:
    """Write an ISO time (UTC) to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def _keep(held: Receipt, name: str, verdict: Verdict | None) -> None:
    if not name.strip():
        st.warning("A decision by hand needs a name.", icon=":material/badge:")
        return
    try:
        set_merge(cache.store(), held.a.id, held.b.id, verdict, by=name.strip())
    except DataError as error:
        notices.failed(error)
        return
    state.sign(name)
    state.remember(SAID, "Taken back." if verdict is None else f"Kept: {VERDICTS[verdict]}. The groups are made anew.")
    st.rerun()
