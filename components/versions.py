"""The versions of an article: which one is shown, what became of its claims, and the difference between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cache, choosing, download, passages, state, tables, withdrawn
from data import frames
from data.redline import redline
from data.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Article
    from data.query import ArticleView

SHOWN, ONE, OTHER, HOW = "version", "version_from", "version_to", "version_how"
ONE_TEXT, SIDE_BY_SIDE = "In one text", "Side by side"
METADATA = {
    "title": "Headline", "published_on": "Published", "published_at": "At", "author": "Author", "outlet": "Outlet",
    "agencies": "Agencies", "origin": "Taken from", "url": "Address", "lang": "Language",
}  # fmt: skip


def line(view: ArticleView) -> None:
    """Say which version is shown and what became of the claims of the older ones; nothing where there is only one."""
    if view.version == 1:
        return
    imported = view.versions[-1].imported_at[:16].replace("T", " ")
    rows = cache.changes(withdrawn.EVERYTHING, view.reading.article.id)
    st.caption(
        f":material/history: Version {view.version:d} of {view.version:d}, imported {passages.literal(imported)} UTC; "
        f"{passages.literal(_counted(rows) or _unknown(view), 300)}"
    )


def choose(view: ArticleView) -> int:
    """Draw the choice of a version, where there are several, and return it."""
    if view.version == 1:
        return 1
    newest = view.version
    return int(
        st.selectbox(
            "Version", [held.number for held in reversed(view.versions)], key=f"{SHOWN}_{view.reading.article.id}",
            format_func=lambda number: f"{number}, the newest" if number == newest else f"{number}, no longer current",
        )
    )  # fmt: skip


def show_older(view: ArticleView, number: int) -> None:
    """Show an older version as it was, with its own signals, where they are known."""
    article_id = view.reading.article.id
    held = cache.old_version(article_id, number)
    st.info(
        f"Version {number:d} of {view.version:d}: it does not count, its claims are on no other page.",
        icon=":material/history:",
    )
    signals = cache.past_signals(article_id, number)
    if signals is None:
        st.caption("The signals of this version are not known; `treffpunkt rebuild` finds them.")
    if held.title and held.title != view.reading.article.title:
        passages.show_heading(held.title, "headline of this version", held.lang)
    marks = [(row.start, row.end, row.id, row.rung) for row in signals or () if row.where == "body"]
    passages.show_article(held.body, marks, held.lang, focus=None, dark=state.dark())


def gone(view: ArticleView) -> None:
    """List the claims that an article no longer makes, each with the way to where it went."""
    if view.version == 1:
        return
    rows = withdrawn.lost(cache.changes(withdrawn.EVERYTHING, view.reading.article.id))
    if rows.empty:
        return
    st.markdown("**No longer in this version**")
    for row in rows.to_dict("records"):
        withdrawn.claim(row, view.reading.article.lang)


def show(view: ArticleView) -> None:
    """List the versions, and show what differs between two of them: metadata, claims, text."""
    article_id = view.reading.article.id
    rows = cache.versions(article_id)
    tables.show(rows.iloc[::-1], tables.VERSIONS, frames.VERSIONS, alt="Versions of this article", dark=state.dark())
    if view.version == 1:
        st.caption("One version only: no other text or metadata of this article was imported.")
        return
    one, other = _two(view)
    a, b = (cache.old_version(article_id, number) for number in (one, other))
    names = (f"version {one}", f"version {other}")
    if differing := _metadata(a, b):
        st.markdown("**Metadata**")
        passages.show_facts(differing)
    _claims(article_id, one, other)
    _texts(a, b, names)


def _two(view: ArticleView) -> tuple[int, int]:
    """Let two versions be chosen: those of the link, at first, or the newest and the one before."""
    linked, article_id = state.opened_change(), view.reading.article.id
    to = linked if linked is not None and 2 <= linked <= view.version else view.version
    key = f"{article_id}_{to}"
    with st.container(horizontal=True):
        other = st.selectbox(
            "What changed in version", list(range(view.version, 1, -1)), view.version - to, key=f"{OTHER}_{key}"
        )
        one = st.selectbox("Against version", list(range(other - 1, 0, -1)), key=f"{ONE}_{key}_{other}")
    return int(one), int(other)


def _metadata(a: Article, b: Article) -> list[tuple[str, str]]:
    """Return what differs beside the text, as labels and values."""
    found = []
    for name, label in METADATA.items():
        old, new = (_written(getattr(held, name)) for held in (a, b))
        if old != new:
            found.append((label, f"{old} → {new}"))
    return found


def _written(value: object) -> str:
    return ", ".join(value) or "none" if isinstance(value, tuple) else "none" if value is None else str(value)


def _claims(article_id: str, one: int, other: int) -> None:
    """List what became of the claims in the versions after `one`, up to `other`."""
    rows = cache.changes(withdrawn.EVERYTHING, article_id)
    rows = rows[rows["version"].between(one + 1, other)]
    st.markdown("**Claims**")
    steps = cache.versions(article_id)
    noted = steps[steps["version"].between(one + 1, other) & steps["note"].ne("")]
    for note in noted["note"]:
        st.warning(passages.literal(f"{note[:1].upper()}{note[1:]}.", 400), icon=":material/info:")
    if rows.empty:
        st.caption("No change of a claim is known between these versions.")
        return
    tables.show(rows, tables.CHANGES, frames.CHANGES, alt="What became of the claims", dark=state.dark())
    download.slices(rows, "changes", Selection(), key="changes", part=f"version-{one}-to-{other}")


def _texts(a: Article, b: Article, names: tuple[str, str]) -> None:
    rows = cache.between(a.id, *(int(name.split()[1]) for name in names))
    st.markdown("**Text**")
    if a.body == b.body:
        st.caption("The texts are the same, letter for letter.")
        return
    how = st.segmented_control(
        "Show the difference", [ONE_TEXT, SIDE_BY_SIDE], default=ONE_TEXT, key=HOW, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    if how == SIDE_BY_SIDE:
        choosing.comparison(a, b, names, rows)
        return
    passages.show_redline_legend(names)
    passages.show_redline(redline(a.body, b.body, rows), b.lang, names)


def _counted(rows: pd.DataFrame) -> str:
    """Sum up what became of an article's claims: "2 claims withdrawn, 1 changed"; empty where nothing did."""
    gone = withdrawn.lost(rows)
    found = [
        (int(gone["note"].isna().sum()), "withdrawn"),
        (int(gone["note"].notna().sum()), "missing (withdrawn, cut off or reworded)"),
        *((int(rows["change"].eq(kind).sum()), kind) for kind in ("changed", "added")),
    ]
    parts = [(count, word) for count, word in found if count]
    return ", ".join(
        f"{count} {'claim' if count == 1 else 'claims'} {word}" if place == 0 else f"{count} {word}"
        for place, (count, word) in enumerate(parts)
    )


def _unknown(view: ArticleView) -> str:
    steps = cache.versions(view.reading.article.id)
    known = steps.loc[steps["version"].gt(1), "kept"].notna().all()
    return "no claim withdrawn, changed or added" if known else "what became of the claims before is not known"
