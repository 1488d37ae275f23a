"""The dashboard under AppTest, on a database of known rows."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store import Store

PAGES = ("timeline", "speakers", "compare", "articles", "quality", "imports")


@pytest.fixture(scope="session", autouse=True)
def sample_cache(tmp_path_factory):
    """The sample is built once, and not in the developer's own cache folder."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TREFFPUNKT_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()
    st.cache_resource.clear()


@pytest.fixture(name="open_page")
def _open_page(monkeypatch):
    """Open a page of the dashboard on a store or a path, from a link: `open_page(store, "speakers", rung="HELD")`."""

    def opened(database, page="timeline", **params):
        path = database.path if isinstance(database, Store) else database
        monkeypatch.setenv("TREFFPUNKT_DB", str(path))
        at = AppTest.from_file("../../dashboard.py", default_timeout=60)
        for key, value in params.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception
        return at if page == "timeline" else turn_to(at, page)

    return opened


def turn_to(at, page):
    at.switch_page(f"components/pages/{page}.py").run()
    assert not at.exception, page
    return at


def table(at, name):
    """The frame of a table by its name."""
    return at.get_by_key(f"{name}_table").dataframe[0].value


def metrics(at):
    return {metric.label: metric.value for metric in at.metric}
