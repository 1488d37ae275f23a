"""What is kept between reruns: the only home of Streamlit's caches.

An answer is cached under the store's name and revision and the question asked, never under a frame; a new revision is a
new key, and every cache is bounded. All readers share them: an answer is nobody's own. Frames come back as copies, but
for the few whole tables and the figures, which would take too long to copy and are not to be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pandas as pd
import streamlit as st

from components.figures.style import Ready
from data import paging, quality, query, relations, sample, standing
from data import stories as stories_
from data import totals as totals_
from data.store import Store
from data.store.place import place

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import plotly.graph_objects as go
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from components.figures.style import Values
    from data import comparing
    from data.models import Article, Decision, Signal
    from data.origins import Origin
    from data.reading.layouts import Layout
    from data.relations import Receipt
    from data.selection import Selection
    from data.summaries import Unit
    from data.totals import Collection, Totals

ANSWERS = 1000
ANSWERS_SIZE = "200MB"
COMPARISONS = 64
FIGURES = 64
WHOLE = 8
UPLOADS = 64
ATTEMPTS = 3
_FILLED: WeakSet[Store] = WeakSet()
"""Stores that are known to hold articles."""
REVISION = "revision"
"""Attribute of a frame: the revision that its rows are of, whatever has been imported since."""


def store() -> Store:
    """Return the store that is shown: the analyst's own (`TREFFPUNKT_DB`, else `./treffpunkt.db`), else the sample.

    The same choice as `data.sample.open_own_or_sample`, with both kept open.
    """
    there = place()
    if there.exists():
        own = _open(there.name)
        if own in _FILLED or not own.is_empty:
            _FILLED.add(own)  # no article is ever taken out again
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
    return _ask(query.signals, selection)


def signals_page(selection: Selection, begin: int, size: int, *, undated: bool = False) -> pd.DataFrame:
    return _ask(paging.signals_page, selection, begin, size, undated=undated)


def signal_place(selection: Selection, signal: str) -> int | None:
    return _ask(paging.signal_place, selection, signal)


def totals(selection: Selection) -> Totals:
    return _ask(totals_.totals, selection)


def periods(selection: Selection, unit: Unit) -> pd.DataFrame:
    return _ask(totals_.periods, selection, unit)


def speakers(selection: Selection) -> pd.DataFrame:
    return _ask(standing.speakers, selection)


def dots(selection: Selection, names: tuple[str, ...]) -> pd.DataFrame:
    return _ask(standing.dots, selection, names)


def speaker_of(selection: Selection, signal: str) -> str | None:
    return _ask(standing.speaker_of, selection, signal)


def articles(selection: Selection) -> pd.DataFrame:
    return _ask(query.articles, selection)


def articles_page(selection: Selection, begin: int, size: int) -> pd.DataFrame:
    return _ask(paging.articles_page, selection, begin, size)


def article_place(selection: Selection, article: str) -> int | None:
    return _ask(paging.article_place, selection, article)


def collection(selection: Selection) -> Collection:
    return _ask(totals_.collection, selection)


def choices() -> query.Choices:
    return _shared(query.choices)


def decisions() -> pd.DataFrame:
    return _shared(query.decisions)


def origins(selection: Selection) -> pd.DataFrame:
    return _shared(query.origins, selection)


def origin(article_id: str) -> Origin:
    return _ask(query.origin, article_id)


def prints(group: str) -> pd.DataFrame:
    return _ask(query.prints, group)


def relatives(article_id: str) -> pd.DataFrame:
    return _ask(query.relatives, article_id)


def receipt(one: str, other: str) -> Receipt:
    """Return all that speaks for and against two articles being one text. Raises StoreError where one is not there."""
    return _ask(query.receipt, one, other)


def to_review() -> pd.DataFrame:
    return _shared(query.to_review)


def by_hand() -> pd.DataFrame:
    return _ask(query.by_hand)


def waiting() -> int:
    """Return how many pairs `to_review` holds."""
    return _ask(relations.waiting)


def compared() -> int:
    """Return how many pairs `decisions` holds."""
    return _ask(relations.compared)


def stories(most: int, text: str = "", also: tuple[str, ...] = ()) -> pd.DataFrame:
    return _ask(stories_.stories, most, text, also)


def stories_of(articles: tuple[str, ...]) -> dict[str, str]:
    return _ask(stories_.stories_of, articles)


def articles_named(articles: tuple[str, ...]) -> pd.DataFrame:
    return _ask(stories_.articles_named, articles)


def rejected() -> pd.DataFrame:
    return _ask(query.rejected)


def reviews() -> tuple[query.Review, ...]:
    """Return every review ever made, the newest first."""
    return _ask(query.reviews)


def article(article_id: str) -> query.ArticleView:
    """Return all that is known of an article. Raises StoreError where there is none of this id."""
    return _ask(query.article, article_id)


def story_members(article_id: str) -> pd.DataFrame:
    return _ask(query.story_members, article_id)


def decision(one: str, other: str) -> Decision | None:
    return _ask(query.decision, one, other)


def old_version(article_id: str, number: int) -> Article:
    return _ask(query.old_version, article_id, number)


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
    return _ask(query.versions, article_id)


def changes(selection: Selection, article_id: str | None = None) -> pd.DataFrame:
    """Return what became of the selected claims, of one article or of all, from version to version."""
    return _ask(query.changes, selection, article_id)


def past_signals(article_id: str, number: int) -> tuple[Signal, ...] | None:
    """Return the signals of one version of an article, None where they are not known."""
    return _ask(query.past_signals, article_id, number)


def _ask(question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    held = store()
    key = _key(held, held.revision, question.__module__, question.__name__, arguments, options)
    return _answer(key=key, _question=question, _arguments=arguments, _options=options, _store=held)


def _key(held: Store, *parts: Any) -> str:
    """Write what an answer is cached under: values whose `repr` tells all of them. Streamlit hashes text quickest."""
    return repr((held.name, *parts))


@st.cache_data(max_entries=ANSWERS, max_size=ANSWERS_SIZE, show_spinner=False)
def _answer(
    *,
    key: str,  # noqa: ARG001
    _question: Callable[..., Any],
    _arguments: tuple[Any, ...],
    _options: dict[str, Any],
    _store: Store,
) -> Any:
    return _asked(_question, _store, _arguments, _options)


def _asked(question: Callable[..., Any], held: Store, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Ask until an answer is of one revision; a frame says of which."""
    for _ in range(ATTEMPTS):
        read = held.revision
        answer = question(held, *arguments, **options)
        if held.revision == read:
            break
    if isinstance(answer, pd.DataFrame):
        answer.attrs[REVISION] = read
    return answer


def _shared(question: Callable[..., Any], *arguments: Any) -> Any:
    """Ask for what is not to be changed."""
    held = store()
    key = _key(held, held.revision, question.__module__, question.__name__, arguments)
    return _whole(key=key, _question=question, _arguments=arguments, _store=held)


@st.cache_resource(max_entries=WHOLE, show_spinner=False)
def _whole(
    *,
    key: str,  # noqa: ARG001
    _question: Callable[..., Any],
    _arguments: tuple[Any, ...],
    _store: Store,
) -> Any:
    return _asked(_question, _store, _arguments, {})


def figure(draw: Callable[..., Values], rows: pd.DataFrame, *of: Hashable, dark: bool) -> go.Figure:
    """Return the figure of `draw(rows, of's last value, dark=dark)`, drawn once for all; `of` says what `rows` are of.

    It is ready to be sent, and not to be changed.
    """
    key = _key(store(), rows.attrs[REVISION], draw.__module__, of, dark)
    return _figure(key=key, _draw=draw, _rows=rows, _last=of[-1], _dark=dark)


@st.cache_resource(max_entries=FIGURES, show_spinner=False)
def _figure(
    *,
    key: str,  # noqa: ARG001
    _draw: Callable[..., Values],
    _rows: pd.DataFrame,
    _last: Hashable,
    _dark: bool,
) -> go.Figure:
    return Ready(*_draw(_rows, _last, dark=_dark))


@st.cache_data(max_entries=COMPARISONS, max_size=ANSWERS_SIZE, show_spinner="Comparing…")
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


@st.cache_data(max_entries=COMPARISONS, max_size=ANSWERS_SIZE, show_spinner="Comparing…")
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
    return _ask(query.unknown_speakers)


def namings() -> tuple[query.Naming, ...]:
    """Return every name ever given to a speaker, the newest first."""
    return _ask(query.namings)


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
