"""What is kept between reruns: the only home of Streamlit's caches.

An answer is cached under the store's name and edition and the question asked, never under a frame; a new edition is a
new key, and every cache is bounded. All readers share them: an answer is nobody's own. Frames come back as copies that
share their columns until one is changed; figures and all else are not to be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.cache.answers import EDITION, ask, drawn, figure, shared
from components.cache.stores import edition, is_sample, own_exists, own_name, own_store, revision, rules, store
from data import paging, quality, query, relations, standing
from data import stories as stories_
from data import totals as totals_
from data import versions as versions_
from data.selection import Selection

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from data import comparing
    from data.models import Article, Decision, Signal
    from data.origins import Origin
    from data.reading.layouts import Layout
    from data.relations import Receipt
    from data.store import Store
    from data.store.database import Edition
    from data.summaries import Unit
    from data.totals import Collection, Totals

__all__ = [
    "EDITION", "drawn", "edition", "figure", "is_sample", "own_exists", "own_name", "own_store", "revision", "rules",
    "store",
]  # fmt: skip
COMPARISONS = 64
COMPARED_SIZE = "200MB"
UPLOADS = 64


def signals(selection: Selection) -> pd.DataFrame:
    return ask(query.signals, selection)


def signals_page(selection: Selection, begin: int, size: int, *, undated: bool = False) -> pd.DataFrame:
    return ask(paging.signals_page, selection, begin, size, undated=undated)


def signal_place(selection: Selection, signal: str) -> int | None:
    return ask(paging.signal_place, selection, signal)


def totals(selection: Selection) -> Totals:
    return ask(totals_.totals, selection)


def periods(selection: Selection, unit: Unit) -> pd.DataFrame:
    return ask(totals_.periods, selection, unit)


def speakers(selection: Selection) -> pd.DataFrame:
    return ask(standing.speakers, selection)


def dots(selection: Selection, names: tuple[str, ...]) -> pd.DataFrame:
    return ask(standing.dots, selection, names)


def speaker_of(selection: Selection, signal: str) -> str | None:
    return ask(standing.speaker_of, selection, signal)


def articles(selection: Selection) -> pd.DataFrame:
    return ask(query.articles, selection)


def articles_page(selection: Selection, begin: int, size: int) -> pd.DataFrame:
    return ask(paging.articles_page, selection, begin, size)


def article_place(selection: Selection, article: str) -> int | None:
    return ask(paging.article_place, selection, article)


def collection(selection: Selection) -> Collection:
    return ask(totals_.collection, selection)


def choices() -> query.Choices:
    return shared(query.choices)


def decisions() -> pd.DataFrame:
    return shared(query.decisions)


def origins(selection: Selection) -> pd.DataFrame:
    return shared(query.origins, selection)


def origin(article_id: str) -> Origin:
    return ask(query.origin, article_id)


def prints(group: str) -> pd.DataFrame:
    return ask(query.prints, group)


def relatives(article_id: str) -> pd.DataFrame:
    return ask(query.relatives, article_id)


def receipt(one: str, other: str) -> Receipt:
    """Return all that speaks for and against two articles being one text. Raises StoreError where one is not there."""
    return ask(query.receipt, one, other)


def to_review() -> pd.DataFrame:
    return shared(query.to_review)


def by_hand() -> pd.DataFrame:
    return ask(query.by_hand)


def waiting() -> int:
    """Return how many pairs `to_review` holds."""
    return ask(relations.waiting)


def compared() -> int:
    """Return how many pairs `decisions` holds."""
    return ask(relations.compared)


def stories(most: int, text: str = "", also: tuple[str, ...] = ()) -> pd.DataFrame:
    return ask(stories_.stories, most, text, also)


def stories_of(articles: tuple[str, ...]) -> dict[str, str]:
    return ask(stories_.stories_of, articles)


def articles_named(articles: tuple[str, ...]) -> pd.DataFrame:
    return ask(stories_.articles_named, articles)


def rejected() -> pd.DataFrame:
    return ask(query.rejected)


def reviews() -> tuple[query.Review, ...]:
    """Return every review ever made, the newest first."""
    return ask(query.reviews)


def article(article_id: str) -> query.ArticleView:
    """Return all that is known of an article. Raises StoreError where there is none of this id."""
    return ask(query.article, article_id)


def story_members(article_id: str) -> pd.DataFrame:
    return ask(query.story_members, article_id)


def decision(one: str, other: str) -> Decision | None:
    return ask(query.decision, one, other)


def old_version(article_id: str, number: int) -> Article:
    return ask(query.old_version, article_id, number)


def comparison(one: str, other: str) -> tuple[comparing.Row, ...]:
    """Return the two articles' bodies aligned; see `data.comparing.compare`."""
    held = store()
    return _compare(held.name, edition(), one, other, held)


def between(article_id: str, one: int, other: int) -> tuple[comparing.Row, ...]:
    """Return two versions of an article aligned."""
    held = store()
    return _between(held.name, edition(), article_id, (one, other), held)


@st.cache_data(max_entries=COMPARISONS, max_size=COMPARED_SIZE, show_spinner="Comparing…")
def _compare(
    name: str,  # noqa: ARG001 - part of the key
    edition: Edition,  # noqa: ARG001
    one: str,
    other: str,
    _store: Store,
) -> tuple[comparing.Row, ...]:
    a, b = (query.article(_store, article_id).reading.article for article_id in (one, other))
    from data.comparing import compare

    return compare(a.body, b.body, a.lang, b.lang)


@st.cache_data(max_entries=COMPARISONS, max_size=COMPARED_SIZE, show_spinner="Comparing…")
def _between(
    name: str,  # noqa: ARG001 - part of the key
    edition: Edition,  # noqa: ARG001
    article_id: str,
    numbers: tuple[int, int],
    _store: Store,
) -> tuple[comparing.Row, ...]:
    a, b = (query.old_version(_store, article_id, number) for number in numbers)
    from data.comparing import compare

    return compare(a.body, b.body, a.lang, b.lang)


def versions(article_id: str) -> pd.DataFrame:
    """Return the versions of an article, the oldest first."""
    return ask(query.versions, article_id)


def changes(selection: Selection, article_id: str | None = None) -> pd.DataFrame:
    """Return what became of the selected claims, of one article or of all, from version to version."""
    if not ask(versions_.is_any_changed):
        selection, article_id = Selection(), None  # nothing, under every filter
    return ask(query.changes, selection, article_id)


def past_signals(article_id: str, number: int) -> tuple[Signal, ...] | None:
    """Return the signals of one version of an article, None where they are not known."""
    return ask(query.past_signals, article_id, number)


def unknown_speakers() -> pd.DataFrame:
    """Return the speakers whom no profile knows."""
    return ask(query.unknown_speakers)


def namings() -> tuple[query.Naming, ...]:
    """Return every name ever given to a speaker, the newest first."""
    return ask(query.namings)


def actors() -> tuple[str, ...]:
    """Return the names of all persons and bodies that the profile knows."""
    return tuple(sorted(actor.name for actor in store().profile().actors))


def layouts(upload: UploadedFile) -> tuple[Layout, ...]:
    """Return the tables of a dropped file whose columns are to be asked about."""
    return _layouts(upload.file_id, upload.name, upload)


@st.cache_data(max_entries=UPLOADS, show_spinner="Looking at the columns…")
def _layouts(file_id: str, name: str, _upload: UploadedFile) -> tuple[Layout, ...]:  # noqa: ARG001 - part of the key
    from data.reading.layouts import layouts

    return layouts(name, _upload.getvalue())


@st.cache_data(max_entries=1, show_spinner=False)
def measured() -> quality.Measured:
    """Return what was measured on the labelled articles when this version was made."""
    return quality.measured()


@st.cache_data(max_entries=1, show_spinner=False)
def measured_rules() -> str:
    """Return the rules that labelled articles would be measured with now."""
    return quality.measuring.rules()
