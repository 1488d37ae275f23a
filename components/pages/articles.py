"""All articles, the independent texts they come to, pairs in doubt and decisions by hand; one article opens below."""

import streamlit as st

from components import article, byhand, cache, copies, download, notices, state, tables
from data import frames

selection = state.selection()
rows = cache.articles(selection)
opened, signal = state.opened()
byhand.announce()
if rows.empty:
    notices.nothing(selection, "articles")
else:
    notices.collection(rows)
view = copies.view()
if view == copies.TEXTS:
    copies.texts(selection)
elif view == copies.REVIEW:
    copies.review()
elif view == copies.BY_HAND:
    copies.history()
else:
    if len(rows):
        ids = list(rows["id"])
        picked = tables.pick(
            rows, tables.ARTICLES, frames.ARTICLES, name="articles", of=selection.slug(), alt="Articles",
            dark=state.dark(), place=ids.index(opened) if opened in ids else 0,
            on_pick=lambda place: state.open_article(ids[place]),
        )  # fmt: skip
        download.slices(rows, "articles", selection, key="articles")
        if opened is None and picked is not None:
            opened = ids[picked]
    if opened is not None:
        with st.container(border=True, key="article"):
            article.show(opened, signal)
copies.every_decision()
