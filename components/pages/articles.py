"""All articles, the independent texts they come to, pairs in doubt and decisions by hand; one article opens below."""

from functools import partial

import streamlit as st

from components import article, byhand, cache, copies, download, notices, state, tables
from data import frames

selection = state.selection()
held = cache.collection(selection)
opened, signal = state.opened()
byhand.announce()
if held.articles:
    notices.collection(held)
else:
    notices.nothing(selection, "articles")
view = copies.view()
if view == copies.TEXTS:
    copies.texts(selection)
elif view == copies.REVIEW:
    copies.review()
elif view == copies.BY_HAND:
    copies.history()
else:
    if held.articles:
        place = cache.article_place(selection, opened) if opened else None
        picked = tables.browse(
            held.articles, partial(cache.articles_page, selection), tables.ARTICLES, frames.ARTICLES, name="articles",
            of=selection.slug(), alt="Articles", dark=state.dark(), place=place or 0, on_pick=state.open_article,
        )  # fmt: skip
        download.articles(held.articles, selection, key="articles")
        if opened is None and picked is not None:
            opened = str(picked["id"])
    if opened is not None:
        with st.container(border=True, key="article"):
            article.show(opened, signal)
copies.every_decision()
