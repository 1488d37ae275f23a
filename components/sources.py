"""Which two articles are compared: sources of a story with an overview of how each differs, or any two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cache, choosing, download, panel, state, tables
from data import differences
from data.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

    from data.models import Article

STORY, ANY = "Sources of one story", "Any two articles"
MOST = 12
"""Articles of a story that are compared for the overview at once."""
LISTED = 200
"""Stories or articles that a list offers at once; beyond it, a search narrows it."""


def choose() -> tuple[str, str]:
    """Draw the choice and return two article ids."""
    linked = [state.linked(key)[-1] for key in ("a", "b") if state.linked(key)]
    known = cache.stories_of(tuple(linked))
    apart = len(linked) == 2 and known.get(linked[0]) != known.get(linked[1])
    modes = [STORY, ANY] if len(cache.stories(1)) else [ANY]
    with st.container(horizontal=True):
        mode = st.segmented_control(
            "Compare", modes, default=ANY if apart or len(modes) == 1 else STORY, key="compare_by", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
    return _any() if mode == ANY else _story([known[value] for value in state.linked("a") if value in known])


def _any() -> tuple[str, str]:
    text = _search("articles", cache.collection(Selection()).articles)
    articles = cache.articles_page(Selection(text=text), 0, LISTED)
    wanted = {value for key in ("a", "b") for value in (*state.linked(key), state.chosen(key)) if value}
    # What was chosen or linked stays, also where the search does not find it.
    more = cache.articles_named(tuple(sorted(wanted - set(articles["id"]))))
    labels = choosing.labels(articles) | choosing.labels(more)
    ids = list(labels)
    if len(ids) < 2:
        st.info("No two articles hold these words.", icon=":material/search_off:")
        st.stop()
    left, right = st.columns(2, gap="large")
    with left:
        one = choosing.select("Article A", ids, labels, key="a")
    with right:
        other = choosing.select("Article B", [*ids[1:], ids[0]], labels, key="b")
    return one, other


def _story(linked: list[str]) -> tuple[str, str]:
    text = _search("stories", len(cache.stories(LISTED + 1)))
    chosen = [value for value in (*linked, state.chosen("story")) if value]
    stories = cache.stories(LISTED, text, also=tuple(sorted(set(chosen))))
    names = {
        row.id: f"{label} · {row.articles} articles, {row.texts} independent"
        for row, label in zip(stories.itertuples(), choosing.labels(stories).values(), strict=True)
    }
    leaders = list(names)
    if not leaders:
        st.info("No story of several articles holds these words.", icon=":material/search_off:")
        st.stop()
    if state.chosen("story") not in leaders:
        held = [value for value in linked if value in leaders]
        state.choose({"story": held[-1] if held else leaders[0]})
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


def _search(what: str, count: int) -> str:
    """Offer a search where a list would be too long."""
    if count <= LISTED:
        return ""
    return st.text_input(
        f"Search {what}", key=f"search_{what}", type="search", icon=":material/search:",
        placeholder="Words of the article", help=f"The latest {LISTED} are listed that hold the words",
    ) or ""  # fmt: skip


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
