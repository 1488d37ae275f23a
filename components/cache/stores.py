"""The databases that are open, and which one a rerun shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakSet

import streamlit as st

from components import state
from data import sample
from data.store import Store
from data.store.place import place

if TYPE_CHECKING:
    from data.store.database import Edition, State

_FILLED: WeakSet[Store] = WeakSet()
"""Stores that are known to hold articles."""
_SHOWN = "shown"


class Shown(NamedTuple):
    """What a rerun shows: a database as it was when the rerun first asked for it."""

    store: Store
    state: State


def shown() -> Shown:
    """Return what this rerun shows; what the rerun itself has written is shown from then on."""
    return state.once(_SHOWN, _look, until=lambda: Store.written)


def store() -> Store:
    """Return the store that is shown: the analyst's own (`TREFFPUNKT_DB`, else `./treffpunkt.db`), else the sample.

    The same choice as `data.sample.open_own_or_sample`, with both kept open.
    """
    return shown().store


def edition() -> Edition:
    """Return what tells the state of the database that is shown from all others (`data.store.database`)."""
    return shown().state.edition


def revision() -> int:
    return edition().revision


def rules() -> str | None:
    return shown().state.rules


def is_sample() -> bool:
    return shown().state.is_sample


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


def _look() -> Shown:
    held = _chosen()
    return Shown(held, held.state)


def _chosen() -> Store:
    there = place()
    if there.exists():
        own = _open(there.name)
        if own in _FILLED or not own.is_empty:
            _FILLED.add(own)  # no article is ever taken out again
            return own
    return _sample()


@st.cache_resource(max_entries=4, show_spinner="Opening the database…", on_release=Store.close)
def _open(name: str) -> Store:  # noqa: ARG001 - what tells it from others, without the password
    return Store.open()


@st.cache_resource(max_entries=1, show_spinner="Reading the bundled sample…")
def _sample() -> Store:
    return sample.open_sample()
