"""How often the rules are right: measured on labelled articles, and by reviews; all reviews, with their undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from components import access, cache, download, notices, panel, passages, review, state, tables
from components.figures.quality import label, shares
from components.figures.style import CONFIG
from data import quality
from data.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

    from data.quality import Judged, Measured
    from data.quality.scores import By

TIMELINE = "components/pages/timeline.py"
BY = {"rung": "Rung", "form": "Form", "speaker": "Speaker"}
UNSEEN, SEEN = "unseen", "known"
SCORES = ("group", "labelled", "found", "right", "precision", "recall", "f1")
RATES = ("group", "reviewed", "accepted", "corrected", "rejected", "precision")
FIELDS = ("field", "reviewed", "corrected", "share")
REVIEWS = ("at", "by", "verdict", "status", "rung", "speaker", "text", "changes", "undone_by")
WRONG = 40
"""Labelled and found signals that do not agree, listed at most."""


def measured() -> None:
    """Show precision, recall and F1 on the labelled articles that come with the project."""
    held = cache.measured()
    notices.section("Measured on labelled articles")
    which = _which(held)
    judged = held.of(seen=which == SEEN)
    articles, labels = len({row.article for row in judged}), sum(row.labelled is not None for row in judged)
    st.caption(_words(which, articles, labels, held))
    whole, full = quality.scores(judged, "all").to_dict("records")
    for what, row in (("Passages found", whole), ("Found with the right speaker and the right rung", full)):
        st.markdown(f"**{what}**")
        with st.grid(3, min_column_width=100):
            st.metric("Precision", f"{row['precision']:.0%}", border=True, help=_interval(row))
            st.metric("Recall", f"{row['recall']:.0%}", border=True, help=_interval(row, "recall"))
            st.metric("F1", f"{row['f1']:.0%}", border=True, help="Harmonic mean of precision and recall")
    by = _by("measured_by")
    rows = quality.scores(judged, by)
    _drawn(rows, {"precision": "found", "recall": "labelled"}, alt=f"Precision and recall by {by}")
    tables.show(_named(rows), SCORES, quality.SCORES, alt=f"Precision and recall by {by}", dark=state.dark())
    download.slices(rows, "quality", Selection(), key="measured", part=f"{which}-{by}", columns=quality.SCORES)
    _wrong(judged)


def reviewed() -> None:
    """Show what the analysts' own reviews say of the rules."""
    notices.section("From your reviews")
    made = cache.reviews()
    total = quality.reviewed(made, "all")
    if total.empty:
        st.info("No signal has been reviewed yet. Open one and press “Review” to accept, correct or reject it.",
                icon=":material/rate_review:")  # fmt: skip
        st.page_link(TIMELINE, label="Review signals", icon=":material/bar_chart:")
        return
    row = total.iloc[0]
    st.caption(
        "Precision is the share of reviewed signals that were right as they were found. It speaks for all signals only "
        "as far as the reviewed ones were picked without regard to their looks; what the rules missed it cannot see."
    )
    with st.grid(4, min_column_width=140):
        st.metric("Reviewed", f"{row['reviewed']:,}", border=True, help="Signals; the newest review of each")
        st.metric("Precision", f"{row['precision']:.0%}", border=True, help=_interval(row))
        st.metric("Corrected", f"{row['corrected']:,}", border=True, help="Signals with a field put right")
        st.metric("Rejected", f"{row['rejected']:,}", border=True, help="No meeting signals")
    by = _by("reviewed_by")
    rows = quality.reviewed(made, by)
    _drawn(rows, {"precision": "reviewed"}, alt=f"Precision in reviews by {by}")
    tables.show(_named(rows), RATES, quality.RATES, alt=f"Reviews by {by}", dark=state.dark())
    download.slices(rows, "quality", Selection(), key="reviewed", part=f"reviews-{by}", columns=quality.RATES)
    fields = quality.reviewed_fields(made)
    with st.expander("Which fields were put right", icon=":material/edit:", key="reviewed_fields"):
        tables.show(fields, FIELDS, quality.FIELDS, alt="Corrected fields", dark=state.dark())
        download.slices(fields, "quality", Selection(), key="fields", part="fields", columns=quality.FIELDS)


def history() -> None:
    """List every review, and let the picked one be taken back."""
    made = cache.reviews()
    if not made:
        return
    notices.section(f"All reviews ({len(made):,})")
    if waiting := sum(one.status == "waiting" for one in made):
        st.caption(f":material/hourglass_empty: {waiting} waiting: the passage is no longer read as a signal.")
    rows = quality.listed(made)
    place = tables.pick(
        rows, REVIEWS, quality.REVIEWS, name="reviews", of=str(len(made)), alt="Reviews", dark=state.dark()
    )
    download.slices(rows, "reviews", Selection(), key="reviews")
    if place is None:
        return
    one = made[place]
    with st.container(border=True, key="picked_review"):
        passages.show_quotation(one.text, "de")
        note = f"; undone by {one.undone_by}, {review.time(one.undone_at)}" if one.undone_at else ""
        st.caption(f"{review.ICONS[one.verdict]} {passages.literal(review.told(one) + note, 500)}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            panel.article_link(one.article, one.signal)
            if one.status != "undone":
                name = access.sign("undo_name", width=220)
                review.undo(one, name, key=f"undo_{one.number}")


def _which(held: Measured) -> str:
    sizes = {name: len({row.article for row in held.of(seen=name == SEEN)}) for name in (UNSEEN, SEEN)}
    labels = {
        UNSEEN: f"{sizes[UNSEEN]} test articles",
        SEEN: f"{sizes[SEEN]} working articles",
    }
    return cast(
        "str",
        st.segmented_control(
            "Articles", list(labels), default=UNSEEN, key="measured_on", required=True, format_func=labels.__getitem__,
            label_visibility="collapsed",
        ),
    )  # fmt: skip


def _words(which: str, articles: int, labels: int, held: Measured) -> str:
    """Say honestly what the figures are of."""
    what = (
        "written to test the rules and labelled by hand before they were first run: passages had an F1 of .86, with "
        "the right speaker and rung .62. Classes of error that showed here have been mended since, with other "
        "sentences: the figures below are a little kind"
        if which == UNSEEN
        else "that the rules were made and mended with: what is wrong here is wrong again, what is right proves little"
    )
    other = "" if held.rules == cache.measured_rules() else " **These are not the rules that now run.**"
    return (
        f"{articles} short German and English articles about invented leaders, {labels} labelled signals, {what}. Our "
        f"own wording, not newspapers': read the figures as an order of size. Rules {passages.literal(held.rules)}, "
        f"{held.on}.{other}"
    )


def _by(key: str) -> By:
    chosen = st.segmented_control(
        "By", list(BY), default="rung", key=key, required=True, format_func=BY.__getitem__, label_visibility="collapsed"
    )
    return cast("By", chosen)


def _drawn(rows: pd.DataFrame, of: dict[str, str], *, alt: str) -> None:
    if rows.empty:
        return
    st.plotly_chart(shares(rows, of=of, dark=state.dark()), config=CONFIG, alt=alt, key=alt.replace(" ", "_"))
    st.caption(
        "Bars are 95 % intervals (Wilson): with few signals they are long, and a difference within them means little."
    )


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with rungs named as in the chart."""
    return rows.assign(group=[label(group) for group in rows["group"]])


def _interval(row: object, share: str = "precision") -> str:
    low, high = (row[f"{share}_{end}"] for end in ("low", "high"))  # type: ignore[index]
    return f"95 % interval {low:.0%} to {high:.0%} (Wilson)"


def _wrong(judged: tuple[Judged, ...]) -> None:
    """Show where labels and rules part, so that the figures can be judged."""
    missed = [row for row in judged if row.found is None]
    wrong = [row for row in judged if row.labelled is None]
    other = [row for row in judged if row.labelled and row.found and _parts(row)]
    name = f"What went wrong: {len(missed)} missed, {len(wrong)} that are none, {len(other)} with another reading"
    box = st.expander(name, icon=":material/rule:", key="wrong", on_change="rerun")
    if not box.open:
        return
    with box:
        for row in [*missed, *wrong, *other][:WRONG]:
            held = row.labelled or row.found or {}
            passages.show_quotation(held["text"], "de")
            st.caption(passages.literal(_told(row), 300))


def _parts(row: Judged) -> list[str]:
    labelled, found = row.labelled or {}, row.found or {}
    return [name for name in ("speaker", "rung", "form") if labelled.get(name) != found.get(name)]


def _told(row: Judged) -> str:
    if row.found is None:
        return f"missed: {_claim(row.labelled)}"
    if row.labelled is None:
        return f"no signal, found as: {_claim(row.found)}"
    return f"labelled {_claim(row.labelled)}; found {_claim(row.found)}"


def _claim(signal: dict[str, str] | None) -> str:
    held = signal or {}
    return f"{held['rung']}, {held['speaker'] or 'the outlet itself'}, {held['form']}"
