"""What is kept between reruns: the only home of Streamlit's caches.

An answer is cached under the store's name and revision and the question asked, never under a frame; a new revision is a
new key, and every cache is bounded. Frames come back as copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from data import quality, query, sample
from data.store import Store
from data.store.place import place

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from data import comparing
    from data.models import Article, Decision, Signal
    from data.origins import Origin
    from data.reading.layouts import Layout
    from data.relations import Receipt
    from data.selection import Selection

ANSWERS = 64
UPLOADS = 64
ATTEMPTS = 3
REVISION = "revision"
"""Attribute of a frame: the revision that its rows are of, whatever has been imported since."""


def store() -> Store:
    """Return the store that is shown: the analyst's own (`TREFFPUNKT_DB`, else `./treffpunkt.db`), else the sample.

    The same choice as `data.sample.open_own_or_sample`, with both kept open.
    """
    there = place()
    if there.exists() and not (own := _open(there.name)).is_empty:
        return own
    return _sample()


def own_store() -> Store:
    """Return the store that imports go to: never the sample. It is made where it is missing."""
    return _open(place().name)


def own_exists() -> bool:
    """Return whether the analyst's own store is there already, with articles or without."""
    return place().exists()


def own_name() -> str:
    """Return where the analyst's own store is, or will be: a file, or a database on a server, without a password."""
    own = place()
    return str(own.path.absolute()) if own.path else own.name


def revision() -> int:
    return store().revision


def signals(selection: Selection) -> pd.DataFrame:
    return _ask("signals", selection)


def counts(selection: Selection) -> query.Counts:
    return _ask("counts", selection)


def speakers(selection: Selection) -> pd.DataFrame:
    return _ask("speakers", selection)


def articles(selection: Selection) -> pd.DataFrame:
    return _ask("articles", selection)


def choices() -> query.Choices:
    return _ask("choices")


def decisions() -> pd.DataFrame:
    return _ask("decisions")


def origins(selection: Selection) -> pd.DataFrame:
    return _ask("origins", selection)


def origin(article_id: str) -> Origin:
    return _ask("origin", article_id)


def prints(group: str) -> pd.DataFrame:
    return _ask("prints", group)


def relatives(article_id: str) -> pd.DataFrame:
    return _ask("relatives", article_id)


def receipt(one: str, other: str) -> Receipt:
    """Return all that speaks for and against two articles being one text. Raises StoreError where one is not there."""
    return _ask("receipt", one, other)


def to_review() -> pd.DataFrame:
    return _ask("to_review")


def by_hand() -> pd.DataFrame:
    return _ask("by_hand")


def rejected() -> pd.DataFrame:
    return _ask("rejected")


def reviews() -> tuple[query.Review, ...]:
    """Return every review ever made, the newest first."""
    return _ask("reviews")


def article(article_id: str) -> query.ArticleView:
    """Return all that is known of an article. Raises StoreError where there is none of this id."""
    return _ask("article", article_id)


def story_members(article_id: str) -> pd.DataFrame:
    return _ask("story_members", article_id)


def decision(one: str, other: str) -> Decision | None:
    return _ask("decision", one, other)


def old_version(article_id: str, number: int) -> Article:
    return _ask("old_version", article_id, number)


def comparison(one: str, other: str) -> tuple[comparing.Row, ...]:
    """Return the two articles' bodies aligned; see `data.comparing.compare`."""
    held = store()
    return _compare(held.name, held.revision, one, other, held)


def between(article_id: str, one: int, other: int) -> tuple[comparing.Row, ...]:
    """Return two versions of an article aligned."""
    held = store()
    return _between(held.name, held.revision, article_id, (one, other), held)


def versions(article_id: str) -> pd.DataFrame:
    """Return the versions of an article, the oldest first."""
    return _ask("versions", article_id)


def changes(selection: Selection, article_id: str | None = None) -> pd.DataFrame:
    """Return what became of the selected claims, of one article or of all, from version to version."""
    return _ask("changes", selection, article_id)


def past_signals(article_id: str, number: int) -> tuple[Signal, ...] | None:
    """Return the signals of one version of an article, None where they are not known."""
    return _ask("past_signals", article_id, number)


def _ask(question: str, *arguments: Any) -> Any:
    held = store()
    return _answer(held.name, held.revision, question, arguments, held)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _answer(
    name: str,  # noqa: ARG001 - part of the key
    revision: int,  # noqa: ARG001
    question: str,
    arguments: tuple[Any, ...],
    _store: Store,
) -> Any:
    for _ in range(ATTEMPTS):
        read = _store.revision
        answer = getattr(query, question)(_store, *arguments)
        if _store.revision == read:
            break
    if isinstance(answer, pd.DataFrame):
        answer.attrs[REVISION] = read
    return answer


@st.cache_data(max_entries=ANSWERS, show_spinner="Comparing…")
def _compare(
    name: str,  # noqa: ARG001 - part of the key
    revision: int,  # noqa: ARG001
    one: str,
    other: str,
    _store: Store,
) -> tuple[comparing.Row, ...]:
    a, b = (query.article(_store, article_id).reading.article for article_id in (one, other))
    from data.comparing import compare

    return compare(a.body, b.body, a.lang, b.lang)


@st.cache_data(max_entries=ANSWERS, show_spinner="Comparing…")
def _between(
    name: str,  # noqa: ARG001 - part of the key
    revision: int,  # noqa: ARG001
    article_id: str,
    numbers: tuple[int, int],
    _store: Store,
) -> tuple[comparing.Row, ...]:
    a, b = (query.old_version(_store, article_id, number) for number in numbers)
    from data.comparing import compare

    return compare(a.body, b.body, a.lang, b.lang)


def unknown_speakers() -> pd.DataFrame:
    """Return the speakers whom no profile knows."""
    return _ask("unknown_speakers")


def namings() -> tuple[query.Naming, ...]:
    """Return every name ever given to a speaker, the newest first."""
    return _ask("namings")


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


@st.cache_resource(max_entries=4, show_spinner="Opening the database…", on_release=Store.close)
def _open(name: str) -> Store:  # noqa: ARG001 - what tells it from others, without the password
    return Store.open()


@st.cache_resource(max_entries=1, show_spinner="Reading the bundled sample…")
def _sample() -> Store:
    return sample.open_sample()
