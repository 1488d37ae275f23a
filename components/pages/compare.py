"""Two articles side by side: sources of one story, or any two."""

import streamlit as st

from components import cache, choosing, notices, panel, passages, receipt, sources
from data.selection import Selection

if cache.collection(Selection()).articles < 2:
    notices.nothing(Selection(), "two articles")
    st.stop()

one, other = sources.choose()
if one == other:
    st.info("Choose two different articles.", icon=":material/compare:")
    st.stop()

a, b = (cache.article(article_id).reading.article for article_id in (one, other))
left, right = st.columns(2, gap="large")
for column, letter, side in ((left, "A", a), (right, "B", b)):
    with column, st.container(border=True):
        passages.show_heading(f"{letter}: {side.title or side.id}", side.id, side.lang)
        passages.show_facts(sources.facts(side))
        panel.article_link(side.id)
if decision := cache.decision(one, other):
    passages.show_facts(receipt.decided(decision))
choosing.comparison(a, b, (a.outlet or a.id, b.outlet or b.id), cache.comparison(one, other))
