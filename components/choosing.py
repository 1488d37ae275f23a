"""Choosing two articles to compare, kept in the address as `?a=…&b=…`, and showing them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import download, passages, state
from data import differences
from data.comparing import DIFFERENCES, counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from data.comparing import Row
    from data.models import Article


def select(label: str, options: Sequence[str], labels: dict[str, str], *, key: str) -> str:
    """Draw a select box whose choice stands in the address under `key`; the first option is the default."""
    linked = [value for value in state.linked(key) if value in labels]
    if state.chosen(key) not in options:
        state.choose({key: linked[-1] if linked and linked[-1] in options else options[0]})
    chosen: str = st.selectbox(
        label, options, key=key, format_func=labels.__getitem__, on_change=state.link, args=(key,)
    )
    return chosen


def labels(articles: pd.DataFrame) -> dict[str, str]:
    """Name articles for a select box: day, outlet, headline."""
    found = {}
    for row in articles.itertuples():
        day = row.published_on.date().isoformat() if row.published_on == row.published_on else "undated"
        words = [str(part) for part in (row.outlet, row.title) if isinstance(part, str)]
        found[row.id] = " · ".join([day, *words] if words else [day, row.id])
    return found


def comparison(a: Article, b: Article, names: tuple[str, str], rows: Sequence[Row]) -> None:
    """Show two bodies aligned, with a legend, a count of what differs, and their slice."""
    if names[0] == names[1]:
        names = (f"{names[0]} (A)", f"{names[1]} (B)")
    if a.lang != b.lang:
        st.warning(
            f"Two languages ({passages.literal(a.lang)}, {passages.literal(b.lang)}): only names and numbers pair "
            "their sentences. “Only in” may mean no more than that the other one says it in other words.",
            icon=":material/translate:",
        )
    found = counts(rows)
    kinds = [f"{found[kind]} {'other wording' if kind == 'wording' else kind}" for kind in DIFFERENCES if found[kind]]
    how = f" ({', '.join(kinds)})" if kinds else ""
    alone = f"{found['only_a']} only in A, {found['only_b']} only in B"
    st.caption(f"Sentences: {found['same']} the same, {found['changed']} changed{how}, {alone}.")
    only_changed = st.toggle("Only what differs", key="only_changed")
    passages.show_legend()
    shown = [row for row in rows if not only_changed or row.marks_a or row.marks_b or row.a is None or row.b is None]
    if not shown:
        st.info("The two texts do not differ in a single word.", icon=":material/check_circle:")
    passages.show_comparison(
        passages.Side("A", names[0], a.body, a.lang), passages.Side("B", names[1], b.body, b.lang), shown
    )
    download.slices(
        differences.sentences(shown, a, b), "comparison", state.selection(), key="comparison",
        part="differences" if only_changed else "", columns=differences.SENTENCES,
    )  # fmt: skip
