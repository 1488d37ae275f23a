"""The queue of speakers whom no profile knows: an analyst names one, it stays named, and the log says by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from components import access, cache, download, notices, passages, state, tables
from data import unknown
from data.errors import DataError
from data.profile.models import Actor
from data.selection import NOBODY, Selection
from data.store.naming import name_speaker, undo_naming

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from data.query import Naming

SAID, OPEN = "naming_said", "naming_open"
UNKNOWN = ("speaker", "signals", "articles", "last_on", "named_as", "text")
LOG = ("at", "by", "speaker", "name", "kind", "side", "aliases", "undone_by")


def queue() -> None:
    """Draw the box of unknown speakers and the log; its content is drawn once it is open."""
    if said := state.chosen(SAID):
        st.toast(said, icon=":material/how_to_reg:")
        state.remember(SAID, None)
    choices = cache.choices().speakers
    count = sum(choice.kind is None and choice.name != NOBODY for choice in choices)
    log = cache.namings()
    if not count and not log:
        return
    what = "1 speaker" if count == 1 else f"{count:,} speakers"
    box = st.expander(
        f"{what} whom no profile knows: say who they are", icon=":material/person_search:", key="unknown",
        on_change="rerun", expanded=bool(state.chosen(OPEN)),  # its label has changed where somebody was named
    )  # fmt: skip
    if not box.open:
        return
    with box:
        _unknown()
        _log(log)


def _unknown() -> None:
    rows = cache.unknown_speakers()
    if rows.empty:
        st.caption("Every named speaker is in the profile.")
        return
    left, right = st.columns([8, 5], gap="medium")
    with left:
        place = tables.pick(
            rows, UNKNOWN, unknown.UNKNOWN, name="unknown", of=str(len(rows)), alt="Unknown speakers", dark=state.dark()
        )
        download.slices(rows, "speakers", Selection(), key="unknown", part="unknown", columns=unknown.UNKNOWN)
    with right:
        if place is not None:
            _form(str(rows.iloc[place]["speaker"]))


def _form(speaker: str) -> None:
    known = cache.actors()
    with st.form("name_speaker", enter_to_submit=False):
        st.markdown(f"**{passages.literal(speaker, 120)}**")
        name = st.selectbox(
            "Is", [speaker, *known], key=f"naming_name_{speaker}", accept_new_options=True,
            help="A new name, or somebody of the profile, who then goes by this name too",
        )  # fmt: skip
        kind = st.segmented_control("Kind", ["person", "body"], default="person", key="naming_kind", required=True)
        sides = sorted({choice.side for choice in cache.choices().speakers if choice.side})
        side = st.selectbox(
            "Side", sides, index=None, key=f"naming_side_{speaker}", accept_new_options=True,
            help="What the speaker filter groups by",
        )  # fmt: skip
        also = st.text_input(
            "Other names and spellings", key=f"naming_also_{speaker}", help="Separated by commas; case endings need not"
        )
        by = access.sign("naming_by")
        keep = st.form_submit_button("Keep the name", key="naming_keep", type="primary", icon=":material/how_to_reg:")
    st.caption("Kept with the database's profile: it applies to what is here and to every later import.")
    if keep:
        aliases = tuple(part.strip() for part in (also or "").split(",") if part.strip())
        actor = Actor(str(name or "").strip(), cast("Literal['person', 'body']", kind), aliases, side=side or None)
        _act(
            lambda: name_speaker(cache.store(), speaker, actor, by=by),
            by,
            lambda articles: f"{passages.literal(actor.name)}: {articles} articles analysed again.",
        )


def _log(log: tuple[Naming, ...]) -> None:
    """Show who has named whom and when, with the way back."""
    if not log:
        return
    st.markdown("**Named so far**")
    rows = unknown.listed(log)
    place = tables.pick(
        rows, LOG, unknown.NAMINGS, name="namings", of=str(len(rows)), alt="Named speakers", dark=state.dark()
    )
    download.slices(rows, "speakers", Selection(), key="namings", part="named", columns=unknown.NAMINGS)
    if place is None or log[place].undone_at:
        return
    one = log[place]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = access.sign("unnaming_by", width=220)
        if st.button(
            f"Undo: {passages.literal(one.speaker, 60)}", key=f"unname_{one.number}", icon=":material/undo:",
        ):  # fmt: skip
            _act(
                lambda: undo_naming(cache.store(), one.number, by=by),
                by,
                lambda articles: f"Taken back; {articles} articles analysed again.",
            )


def _act(act: Callable[[], int], by: str, said: Callable[[int], str]) -> None:
    try:
        with st.spinner("Analysing the articles concerned…"):
            articles = act()
    except DataError as error:
        notices.failed(error)
        return
    state.sign(by)
    state.remember(SAID, said(articles))
    state.remember(OPEN, True)
    st.rerun()
