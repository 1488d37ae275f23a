"""Answers, and what is drawn of them: asked once for all readers, under database, edition and question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from components.cache import stores
from components.figures.style import Ready

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import plotly.graph_objects as go
    import pyarrow as pa

    from components.figures.style import Values
    from data.store import Store

ANSWERS = 400
DRAWN = 100
FIGURES = 32
WHOLE = 8
EDITION = "edition"
"""Attribute of a frame: the edition that its rows are of, whatever has been imported since."""


def ask(question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Return what a question answers about the database that is shown.

    A frame comes as a copy, which costs nothing until it is changed; anything else is not to be changed.
    """
    held, read = stores.shown()
    key = _key(held, read.edition, question.__module__, question.__name__, arguments, options)
    answer = _answer(key=key, _question=question, _arguments=arguments, _options=options, _store=held)
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer


def shared(question: Callable[..., Any], *arguments: Any) -> Any:
    """Return an answer that is large: few of these are kept."""
    held, read = stores.shown()
    key = _key(held, read.edition, question.__module__, question.__name__, arguments)
    return _whole(key=key, _question=question, _arguments=arguments, _store=held)


def figure(draw: Callable[..., Values], rows: pd.DataFrame, *of: Hashable, dark: bool) -> go.Figure:
    """Return the figure of `draw(rows, of's last value, dark=dark)`, drawn once for all; `of` says what `rows` are of.

    It is ready to be sent, and not to be changed.
    """
    key = _key(stores.store(), rows.attrs[EDITION], draw.__module__, of, dark)
    return _figure(key=key, _draw=draw, _rows=rows, _last=of[-1], _dark=dark)


def drawn(draw: Callable[[pd.DataFrame, tuple[str, ...]], pa.Table], rows: pd.DataFrame, *of: Hashable) -> pa.Table:
    """Return `draw(rows, of's last value)`, drawn once for all where the rows are of an answer; `of` says which."""
    if EDITION not in rows.attrs:
        return draw(rows, of[-1])
    key = _key(stores.store(), rows.attrs[EDITION], draw.__module__, of)
    return _drawn(key=key, _draw=draw, _rows=rows, _last=of[-1])


def _key(held: Store, *parts: Any) -> str:
    """Write what an answer is cached under: values whose `repr` tells all of them. Streamlit hashes text quickest."""
    return repr((held.name, *parts))


def _asked(question: Callable[..., Any], held: Store, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Ask for an answer that is of one edition; a frame says of which."""
    with held.snapshot() as read:
        answer = question(held, *arguments, **options)
    if isinstance(answer, pd.DataFrame):
        answer.attrs[EDITION] = read
    return answer


@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def _answer(
    *,
    key: str,  # noqa: ARG001
    _question: Callable[..., Any],
    _arguments: tuple[Any, ...],
    _options: dict[str, Any],
    _store: Store,
) -> Any:
    return _asked(_question, _store, _arguments, _options)


@st.cache_resource(max_entries=WHOLE, show_spinner=False)
def _whole(
    *,
    key: str,  # noqa: ARG001
    _question: Callable[..., Any],
    _arguments: tuple[Any, ...],
    _store: Store,
) -> Any:
    return _asked(_question, _store, _arguments, {})


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


@st.cache_resource(max_entries=DRAWN, show_spinner=False)
def _drawn(
    *,
    key: str,  # noqa: ARG001
    _draw: Callable[..., pa.Table],
    _rows: pd.DataFrame,
    _last: Hashable,
) -> pa.Table:
    return _draw(_rows, _last)
