"""What is cached is of one revision, says of which, and nobody can spoil it for others."""

from components import cache
from data.selection import Selection


def test_a_frame_knows_the_revision_of_its_rows(monkeypatch, store, made):
    monkeypatch.setenv("TREFFPUNKT_DB", str(store.path))
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    first = cache.signals(Selection())
    revision = store.revision
    made.keep(store, made.reading("b", [made.signal("b", 0)]))
    second = cache.signals(Selection())

    assert len(first) == 1
    assert len(second) == 2
    assert first.attrs[cache.REVISION] == revision
    assert second.attrs[cache.REVISION] == store.revision == revision + 1
    assert first[first["speaker"] == "Ada Kessler"].attrs[cache.REVISION] == revision


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
