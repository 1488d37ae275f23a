"""Which two articles are compared: sources of a story with an overview of how each differs, or any two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cache, choosing, download, panel, state, tables
from data import differences

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Article

STORY, ANY = "Sources of one story", "Any two articles"
MOST = 12
"""Articles of a story that are compared for the overview at once."""


def choose(articles: pd.DataFrame) -> tuple[str, str]:
    """Draw the choice and return two article ids."""
    stories = articles[articles["story_size"] > 1]
    linked = [state.linked(key)[-1] for key in ("a", "b") if state.linked(key)]
    known = articles.set_index("id")["story"]
    apart = len(linked) == 2 and known.get(linked[0]) != known.get(linked[1])
    modes = [STORY, ANY] if len(stories) else [ANY]
    with st.container(horizontal=True):
        mode = st.segmented_control(
            "Compare", modes, default=ANY if apart or len(modes) == 1 else STORY, key="compare_by", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
    return _any(articles) if mode == ANY else _story(articles, stories)


def _any(articles: pd.DataFrame) -> tuple[str, str]:
    labels = choosing.labels(articles)
    ids = list(articles["id"])
    left, right = st.columns(2, gap="large")
    with left:
        one = choosing.select("Article A", ids, labels, key="a")
    with right:
        other = choosing.select("Article B", [*ids[1:], ids[0]], labels, key="b")
    return one, other


def _story(articles: pd.DataFrame, stories: pd.DataFrame) -> tuple[str, str]:
    leaders, names = _stories(articles, stories)
    known = articles.set_index("id")["story"]
    linked = [known[value] for value in state.linked("a") if value in known.index and known[value] in leaders]
    if state.chosen("story") not in leaders:
        state.choose({"story": linked[-1] if linked else leaders[0]})
    story = st.selectbox(
        "Story", leaders, key="story", format_func=names.__getitem__, on_change=state.unlink, args=(("a", "b"),)
    )
    members = cache.story_members(story)
    labels = choosing.labels(members)
    one = choosing.select("Article A, compared with the others", list(members["id"]), labels, key="a")
    others = members[members["id"] != one].head(MOST)
    overview = differences.overview(
        ((_other(row, members, one), cache.comparison(one, row["id"])) for _, row in others.iterrows()), one
    )
    ids = list(overview["b"])
    wanted = state.linked("b")
    place = tables.pick(
        overview, tables.OVERVIEW, differences.OVERVIEW, name="sources", of=one, alt="How the sources differ from A",
        dark=state.dark(), place=ids.index(wanted[-1]) if wanted and wanted[-1] in ids else 0,
        on_pick=lambda at: state.link_to({"a": one, "b": ids[at]}),
    )  # fmt: skip
    if len(members) - 1 > MOST:
        st.caption(f"The first {MOST} of {len(members) - 1} other articles; “{ANY}” compares the rest.")
    download.slices(overview, "sources", state.selection(), key="sources", part="story", columns=differences.OVERVIEW)
    return one, ids[place or 0]


def _stories(articles: pd.DataFrame, stories: pd.DataFrame) -> tuple[list[str], dict[str, str]]:
    """Name each story after its leader, the latest first."""
    leaders = list(dict.fromkeys(stories["story"]))
    labels = choosing.labels(articles)
    texts = stories.groupby("story")["duplicate_group"].nunique()
    sizes = stories.groupby("story").size()
    return leaders, {
        leader: f"{labels.get(leader, leader)} · {sizes[leader]} articles, {texts[leader]} independent"
        for leader in leaders
    }


def _other(row: pd.Series, members: pd.DataFrame, one: str) -> dict[str, object]:
    group = members.loc[members["id"] == one, "duplicate_group"].iloc[0]
    return {
        **{name: row[name] for name in ("id", "outlet", "title")},
        "published_on": panel.day(row["published_on"]) or None,
        "relation": "copy" if row["duplicate_group"] == group else "story",
    }


def facts(article: Article) -> list[tuple[str, str]]:
    """Return what stands above each side."""
    held = [
        ("Outlet", article.outlet),
        ("Published", f"{article.published_on}" if article.published_on else "undated"),
        ("Author", article.author),
        ("Agencies", ", ".join(article.agencies)),
        ("Characters", f"{len(article.body):,}"),
    ]
    return [(label, value) for label, value in held if value]
