"""What is cached is of one revision, says of which, and nobody can spoil it for others."""

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from components import cache
from data.selection import Selection
from data.store import schema
from data.store.database import set_meta


def test_a_frame_knows_the_revision_of_its_rows(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    first = cache.signals(Selection())
    revision = store.revision
    made.keep(store, made.reading("b", [made.signal("b", 0)]))
    second = cache.signals(Selection())

    assert len(first) == 1
    assert len(second) == 2
    assert first.attrs[cache.EDITION].revision == revision
    assert second.attrs[cache.EDITION].revision == store.revision == revision + 1
    assert first[first["speaker"] == "Ada Kessler"].attrs[cache.EDITION].revision == revision


def test_an_answer_is_not_that_of_an_earlier_state_of_the_same_revision(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    before = store.revision
    made.keep(store, made.reading("b", [made.signal("b", 0)]))
    assert len(cache.signals(Selection())) == 2

    with store.write() as connection:  # a backup of the revision before is put back, and another article comes
        for table in (schema.signals, schema.versions, schema.articles):
            column = table.c.id if table is schema.articles else table.c.article
            connection.execute(table.delete().where(column == "b"))
        set_meta(connection, "revision", str(before))
    made.keep(store, made.reading("c"))

    assert store.revision == before + 1
    assert len(cache.signals(Selection())) == 1


def test_a_changed_frame_stays_with_whoever_changed_it(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0)]))

    mine = cache.signals(Selection())
    mine.loc[0, "speaker"] = "Niemand"

    assert cache.signals(Selection()).loc[0, "speaker"] == "Ada Kessler"


def test_an_empty_own_database_shows_the_sample_and_takes_the_imports(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))

    assert cache.store().is_sample
    assert cache.own_store().path == store.path
    made.keep(store, made.reading("a"))
    assert not cache.store().is_sample


def counted(path, also_here):
    """A page that asks twice, with an import between: by another process's store, or by the one that is shown."""
    import streamlit as st  # noqa: PLC0415

    from components import cache  # noqa: PLC0415
    from data.selection import Selection  # noqa: PLC0415
    from data.store import Store  # noqa: PLC0415
    from data.store.database import raise_revision  # noqa: PLC0415

    first = cache.totals(Selection()).signals, cache.revision()
    written = cache.store() if also_here else Store.open(path)
    with written.write() as connection:
        connection.exec_driver_sql("UPDATE signals SET background = 1 WHERE id = 'a:0'")
        raise_revision(connection)
    if not also_here:
        Store.written -= 1  # another process counts for itself
    st.session_state["seen"] = (first, (cache.totals(Selection()).signals, cache.revision()))


def test_a_rerun_shows_one_revision(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0), made.signal("a", 1, start=20)]))
    shown = store.revision

    at = AppTest.from_function(counted, args=(store.path, False), default_timeout=60).run()
    assert not at.exception
    assert at.session_state["seen"] == ((2, shown), (2, shown))
    at.run()
    assert at.session_state["seen"] == ((1, shown + 1), (1, shown + 1))


def test_what_a_rerun_has_written_it_shows(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0), made.signal("a", 1, start=20)]))
    shown = store.revision

    at = AppTest.from_function(counted, args=(store.path, True), default_timeout=60).run()
    assert not at.exception
    assert at.session_state["seen"] == ((2, shown), (1, shown + 1))


def test_a_table_is_put_into_its_form_once(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    drawn = []

    def draw(rows, shown):
        drawn.append(shown)
        return pa.table({name: list(rows[name]) for name in shown})

    rows = cache.signals(Selection())
    assert cache.drawn(draw, rows, "a", ("id",)) is cache.drawn(draw, cache.signals(Selection()), "a", ("id",))
    cache.drawn(draw, rows, "a", ("id", "text"))
    assert drawn == [("id",), ("id", "text")]

    made_here = pd.DataFrame({"id": ["x"]})  # of no revision: nothing says when it changes
    cache.drawn(draw, made_here, "a", ("id",))
    cache.drawn(draw, made_here, "a", ("id",))
    assert len(drawn) == 4
