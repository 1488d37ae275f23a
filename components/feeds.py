"""The feeds on the Import page: adding one, what came of the last poll of each, polling now, removing one.

Addresses and what servers answer are strangers' words: they are drawn in table cells, which interpret nothing, or
escaped. Polling goes through the same guard as on the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import access, cache, notices, state, tables, waiting
from components.passages import literal
from data import aside, receipts
from data.errors import DataError
from data.store.feeds import add_feed, feeds, remove_feed

if TYPE_CHECKING:
    from data.store.feeds import Feed

SAID, OPEN, RUNNING = "feeds_said", "feeds_open", "feeds_running"
SHOWN = ("url", "status", "polled_at", "message", "added_by")


def section() -> None:
    """Draw the box of feeds; its content is drawn once it is open."""
    if said := state.take(SAID):
        st.toast(said, icon=":material/rss_feed:")
    known = feeds(cache.own_store()) if cache.own_exists() else ()
    box = st.expander(
        f"Feeds ({len(known):,})" if known else "Feeds", icon=":material/rss_feed:", key="feeds", on_change="rerun",
        expanded=bool(state.chosen(OPEN)),  # its label changes with the number of feeds
    )  # fmt: skip
    if not box.open:
        return
    with box:
        _form()
        if known:
            _list(known)
        _follow()


def _form() -> None:
    with (
        st.form("add_feed", border=False, clear_on_submit=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        url = st.text_input("Address of an RSS or Atom feed", key="feed_url", max_chars=2000, placeholder="https://…")
        by = access.sign("feed_by", width=220)
        add = st.form_submit_button("Add", key="feed_add", icon=":material/add:")
    if not add:
        return
    if not by.strip():
        st.warning("A feed is added under a name.", icon=":material/badge:")
        return
    from data.polling import one_spelling

    try:
        new = add_feed(cache.own_store(), one_spelling(url or ""), by=by)
    except DataError as error:
        notices.failed(error)
        return
    state.sign(by)
    _said("Added. Poll to read it." if new else "This feed is known already.")


def _list(known: tuple[Feed, ...]) -> None:
    rows = receipts.feed_list(known)
    place = tables.pick(
        rows, SHOWN, receipts.FEEDS, name="feeds", of=str(len(rows)), alt="Known feeds", dark=state.dark()
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        count = f"{len(known):,} feeds" if len(known) > 1 else "1 feed"
        now = st.button(f"Poll {count} now", key="feeds_poll", type="primary", icon=":material/sync:")
        articles = st.checkbox(
            "Fetch pages where a feed has teasers only", key="feeds_articles",
            help="Politely: one page a second from each host, and what its robots.txt allows",
        )  # fmt: skip
        remove = place is not None and st.button(
            f"Remove {literal(known[place].url, 60)}", key="feeds_remove", icon=":material/delete:",
            help="Its articles stay",
        )  # fmt: skip
    if remove and place is not None:
        remove_feed(cache.own_store(), known[place].url)
        _said("Removed. Its articles stay.")
    if now:
        _poll(known, articles=articles)


def _poll(known: tuple[Feed, ...], *, articles: bool) -> None:
    """Start polling, in a process beside the server."""
    if state.chosen(RUNNING) is not None:  # clicked twice
        return
    try:
        job = aside.poll_feeds(cache.own_store(), [feed.url for feed in known], articles=articles)
    except DataError as error:
        notices.failed(error)
        return
    state.remember(RUNNING, job)


def _follow() -> None:
    """Wait for the poll that this visit has started, and say what came of it."""
    done: tuple[aside.PolledFeed, ...] | None = waiting.result(
        RUNNING, lambda move: f"{move.done:,} of {move.total:,} polled: {move.what}"
    )
    if done is None:
        return
    changed, failed = sum(one.changed for one in done), sum(one.status in {"failed", "gone"} for one in done)
    _said(
        f"{len(done):,} polled: {changed:,} new or updated articles" + (f", {failed:,} feeds failed" if failed else "")
    )


def _said(text: str) -> None:
    state.remember(SAID, text)
    state.remember(OPEN, True)
    st.rerun()
