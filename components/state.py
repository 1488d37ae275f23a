"""What a browser session remembers beyond its widgets: the only place that touches session state and the address.

Filters are widgets bound to query parameters; their keys are the parameters of `data.selection.Selection`. The article
that is open stands in the address too, as `?article=…&signal=…`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.selection import Selection

_Made = TypeVar("_Made")
ARTICLE, SIGNAL = "article", "signal"
CHANGE = "change"
"""In the address: the version of the open article whose difference from the one before is shown."""
VIEW, ALL_ARTICLES = "view", "Articles"


def linked(param: str) -> list[str]:
    """Return what the address says under `param`, so that a filter can offer a name that the data does not know."""
    return st.query_params.get_all(param)


def choose(values: dict[str, Any]) -> None:
    """Set widgets by key; for callbacks, before the widgets are drawn."""
    for key, value in values.items():
        st.session_state[key] = value


def chosen(key: str, default: Any = None) -> Any:
    """Return a widget's value by key, also before it is drawn."""
    return st.session_state.get(key, default)


def add(key: str, values: Sequence[str]) -> None:
    """Add values to a multiselect; for callbacks."""
    held = list(st.session_state.get(key) or [])
    st.session_state[key] = held + [value for value in values if value not in held]


def generation(name: str) -> str:
    """Return a key for a chart; `renew` changes it, which is the only way to clear a chart's selection."""
    return f"{name}_{st.session_state.get(f'{name}_generation', 0)}"


def renew(name: str) -> None:
    st.session_state[f"{name}_generation"] = st.session_state.get(f"{name}_generation", 0) + 1


def link(key: str) -> None:
    """Copy a widget's value into the address; for callbacks of widgets that cannot be bound."""
    st.query_params[key] = str(st.session_state[key])


def link_to(values: dict[str, str]) -> None:
    """Put values into the address."""
    for key, value in values.items():
        st.query_params[key] = value


def unlink(keys: Sequence[str]) -> None:
    """Take values out of the address, and forget the widgets that they were chosen with."""
    for key in keys:
        if key in st.query_params:
            del st.query_params[key]
        if key in st.session_state:
            del st.session_state[key]


def opened() -> tuple[str | None, str | None]:
    """Return the article that the address opens, and the signal in it."""
    return st.query_params.get(ARTICLE) or None, st.query_params.get(SIGNAL) or None


def opened_change() -> int | None:
    """Return the version whose difference the address opens."""
    linked = st.query_params.get(CHANGE) or ""
    return int(linked) if linked.isascii() and linked.isdigit() and len(linked) < 9 else None


def open_article(article: str | None, signal: str | None = None) -> None:
    """Put an article into the address, or take it out."""
    for key, value in ((ARTICLE, article), (SIGNAL, signal), (CHANGE, None)):
        if value:
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]


def show_article(article: str) -> None:
    """Open an article in the view of all articles; for callbacks."""
    st.session_state[VIEW] = ALL_ARTICLES
    open_article(article)


def remember(key: str, value: Any) -> None:
    st.session_state[key] = value


def take(key: str) -> Any:
    """Return what is remembered under `key`, and forget it."""
    return st.session_state.pop(key, None)


def once(key: str, make: Callable[[], _Made], until: Callable[[], object]) -> _Made:
    """Return what `make` makes: made once a rerun, anew where `until` has become another, each time outside of one."""
    running = get_script_run_ctx()
    if running is None:
        return make()
    # Streamlit begins each run with new cursors; while they are held here, no other run's can be taken for them.
    run, made, mark = st.session_state.get(key, (None, None, None))
    if run is not running.cursors or until() != mark:
        made = make()
        st.session_state[key] = running.cursors, made, until()
    return made


def visit() -> str:
    """Return the number of this visit, under which the server holds its uploads; empty outside a server."""
    running = get_script_run_ctx()
    return running.session_id if running else ""


def analyst() -> str:
    """Return the name that decisions of this visit are kept under; empty before the first one."""
    return str(st.session_state.get("analyst") or "")


def sign(name: str) -> None:
    """Keep the analyst's name for the next decision."""
    st.session_state["analyst"] = name.strip()


def selection() -> Selection:
    """Return the filter that the entrypoint drew."""
    held: Selection = st.session_state["selection"]
    return held


def is_first_run() -> bool:
    """Return whether nothing has been drawn yet in this visit."""
    return "selection" not in st.session_state


def dark() -> bool:
    """Return whether the browser shows the dark theme."""
    return bool(st.context.theme.type == "dark")
