"""Importing: once is as good as twice, an update is a version, and a crash costs nothing that was there."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import analysis, query, signals
from data.analysis import read_article
from data.models import Rejected, Source
from data.profile import Actor, Profile, bundled, merge
from data.store import Store, import_sources, importing, rebuild, rules_version, schema, set_merge, set_published

ROOT = Path(__file__).parents[2]

FIRST = (
    "Präsidentin Ada Kessler ist nach eigenen Angaben zu einem Treffen mit Jonas Ohm bereit. Das sagte sie am Mittwoch in "
    "Tarn. Ein Termin stehe noch nicht fest, fügte ihre Sprecherin hinzu. Die Vorbereitungen hätten begonnen."
)
UPDATED = FIRST + " Am Abend nannte der Königshof den 14. Mai als Tag des Treffens."
OTHER = (
    "Der Stadtrat von Überlingen hat über den Haushalt beraten. Mehr Geld soll es für Schwimmbäder und Büchereien geben, "
    "weniger für den Ausbau der Uferstraße. Die Opposition stimmte dagegen und verlangte eine neue Rechnung."
)


SEARCHED = ("article_search", "signal_search")


def source(text=FIRST, name="kessler.txt", **changes):
    fields = {"id": name, "file": f"folder/{name}", "text": text, "sha256": "0", "lang": "de"}
    return Source(**{**fields, **changes})


def rows(store):
    """Everything in the database that has a meaning, table by table."""
    with store.read() as connection:
        tables = {table.name: connection.execute(table.select()).all() for table in schema.metadata.sorted_tables}
        found = {name: connection.exec_driver_sql(f"SELECT rowid, text FROM {name}").all() for name in SEARCHED}
    return {name: sorted(map(repr, held)) for name, held in {**tables, **found}.items()}


def test_summary_of_a_first_import(store):
    summary = import_sources(store, [source(), source(OTHER, "rat.txt"), Rejected("bild.png", None, "is no text")])

    assert (summary.read, summary.new, summary.updated, summary.unchanged) == (2, 2, 0, 0)
    assert summary.rejected == (Rejected("bild.png", None, "is no text"),)
    assert summary.articles == ("kessler.txt", "rat.txt")
    assert summary.revision == store.revision > 0
    assert query.rejected(store)[["file", "reason"]].values.tolist() == [["bild.png", "is no text"]]


def test_importing_twice_changes_nothing(store):
    batch = [source(), source(OTHER, "rat.txt"), Rejected("x.csv", 3, "is empty")]
    import_sources(store, batch)
    before = rows(store)

    summary = import_sources(store, batch)

    assert (summary.new, summary.updated, summary.unchanged) == (0, 0, 2)
    assert summary.rejected == (Rejected("x.csv", 3, "is empty"),)
    assert rows(store) == before


def test_what_is_stored_is_what_the_recipe_finds(store):
    import_sources(store, [source(published_on="2021-05-07")])

    assert query.article(store, "kessler.txt").reading == read_article(source(published_on="2021-05-07"), bundled())


def test_an_updated_text_is_a_new_version(store):
    import_sources(store, [source(published_on="2021-05-07")])
    before = store.revision

    summary = import_sources(store, [source(UPDATED, published_on="2021-05-07")])

    assert (summary.new, summary.updated) == (0, 1)
    assert store.revision == before + 1
    assert len(query.articles(store)) == 1
    view = query.article(store, "kessler.txt")
    assert [version.number for version in view.versions] == [1, 2]
    assert "14. Mai" in view.reading.article.body
    assert "14. Mai" not in query.old_version(store, "kessler.txt", 1).body
    assert len(query.articles(store, query.Selection(text="Tag des Treffens"))) == 1


def test_an_older_version_is_known_and_no_update(store):
    for text in (FIRST, UPDATED):
        import_sources(store, [source(text)])

    summary = import_sources(store, [source(FIRST)])

    assert (summary.updated, summary.unchanged) == (0, 1)
    assert query.article(store, "kessler.txt").version == 2


@pytest.mark.parametrize("change", [{"title": "Neuer Titel"}, {"published_on": "2021-05-08"}, {"outlet": "Süd-Echo"}])
def test_new_metadata_is_a_new_version(store, change):
    import_sources(store, [source(title="Titel", published_on="2021-05-07", outlet="Nord-Echo")])

    summary = import_sources(
        store, [source(**{"title": "Titel", "published_on": "2021-05-07", "outlet": "Nord-Echo", **change})]
    )

    assert summary.updated == 1


def test_the_same_name_for_another_text_is_another_article(store):
    import_sources(store, [source(FIRST, "1.txt")])

    summary = import_sources(store, [source(OTHER, "1.txt", file="another/1.txt")])

    assert summary.articles == ("1.txt#2",)
    assert summary.new == 1
    again = import_sources(store, [source(OTHER + " Neu gerechnet wird im Herbst.", "1.txt"), source(UPDATED, "1.txt")])
    assert again.articles == ("1.txt#2", "1.txt")
    assert again.updated == 2


def test_reprints_of_one_name_are_articles_of_their_own(store):
    summary = import_sources(
        store, [source(FIRST, "k.txt", file="echo/k.txt"), source(UPDATED, "k.txt", file="post/k.txt")]
    )
    assert summary.articles == ("k.txt", "k.txt#2")

    beside = [source(FIRST, "k.txt", file="echo/k.txt"), source(UPDATED + " Mehr nicht.", "k.txt", file="kurier/k.txt")]
    assert import_sources(store, beside).new == 0  # the newest text of post/k.txt, which is not beside it any more
    outlets = [source(FIRST, "o.txt", outlet="Süd-Echo"), source(UPDATED, "o.txt", outlet="The Quay", file="2/o.txt")]
    assert [import_sources(store, [one]).new for one in outlets] == [1, 1]


def test_the_same_own_id_in_another_collection_is_another_article(store):
    import_sources(store, [source(FIRST, "17", own_id=True, line=1, file="a.jsonl")])

    summary = import_sources(store, [source(OTHER, "17", own_id=True, line=1, file="b.jsonl")])

    assert summary.articles == ("17#2",)


def test_an_address_is_the_article_whatever_its_file(store):
    import_sources(store, [source(FIRST, "a.txt", url="https://www.echo.example/kessler/?utm_source=feed#top")])

    summary = import_sources(store, [source(OTHER, "b.txt", url="http://echo.example/kessler")])

    assert (summary.new, summary.updated) == (0, 1)
    assert query.article(store, "a.txt").version == 2
    third = import_sources(store, [source(FIRST, "c.txt", url="https://echo.example/rat")])
    assert third.new == 1


def test_two_addresses_are_two_articles_even_under_one_name(store):
    import_sources(store, [source(FIRST, "a.txt", url="https://echo.example/1")])

    summary = import_sources(store, [source(UPDATED, "a.txt", url="https://echo.example/2")])

    assert summary.new == 1


def test_rows_without_an_id_are_told_by_their_content(store):
    table = [source(text, f"t.csv:{line}", file="t.csv", line=line) for line, text in ((2, FIRST), (3, OTHER))]
    import_sources(store, table)

    moved = [replace(table[1], id="t.csv:2", line=2), replace(table[0], id="t.csv:3", line=3)]
    summary = import_sources(store, [*moved, source(FIRST, "t.csv:4", file="t.csv", line=4)])

    assert (summary.new, summary.updated, summary.unchanged) == (0, 0, 3)


def test_a_mended_file_is_no_longer_rejected(store):
    import_sources(store, [Rejected("a.jsonl", 1, "is no JSON"), Rejected("b.jsonl", 1, "is no JSON")])

    import_sources(store, [source(FIRST, "a", own_id=True, line=1, file="a.jsonl")])

    assert query.rejected(store)["file"].tolist() == ["b.jsonl"]


def test_reprints_are_counted_as_merged(store):
    long = FIRST + " " + FIRST.replace("Mittwoch", "Donnerstag")
    summary = import_sources(store, [source(long, "a.txt"), source(long, "b.txt"), source(OTHER, "c.txt")])

    assert summary.merged == 2
    assert query.articles(store).set_index("id")["group_size"].to_dict() == {"a.txt": 2, "b.txt": 2, "c.txt": 1}


def test_batches_give_what_one_import_gives(database, monkeypatch):
    sources = [source(f"{FIRST} Fassung {number}. {OTHER[number:]}", f"{number}.txt") for number in range(5)]
    with Store.open(database()) as whole, Store.open(database()) as parts:
        import_sources(whole, sources)
        monkeypatch.setattr(importing, "BATCH", 2)
        import_sources(parts, sources)

        ignore = ["rules"]
        assert query.articles(whole).drop(columns=ignore).equals(query.articles(parts).drop(columns=ignore))
        assert query.signals(whole).astype(str).equals(query.signals(parts).astype(str))


def test_progress_tells_what_is_done(store):
    told = []

    import_sources(store, [source(), source(OTHER, "rat.txt")], progress=lambda done, name: told.append((done, name)))

    assert told == [(1, "kessler.txt"), (2, "rat.txt"), (2, "comparing")]


def test_a_profile_is_kept_for_later_imports(store):
    watched = merge(
        bundled(),
        Profile("own", (Actor("Ada Kessler", "person", aliases=("Kesslerin",), side="Tarn", principal=True),)),
    )
    import_sources(store, [source()], watched)

    assert "Ada Kessler" in {actor.name for actor in store.profile().actors}
    assert rules_version(store.profile()) == rules_version(watched) == store.rules != rules_version(bundled())
    assert import_sources(store, [source(OTHER, "rat.txt")]).outdated == 0


def test_a_rebuild_brings_the_new_rules(store):
    import_sources(store, [source(), source(OTHER, "rat.txt")])
    watched = merge(bundled(), Profile("own", (Actor("Ada Kessler", "person", principal=True),)))
    assert import_sources(store, [source()], watched).outdated == 2
    before = store.revision

    summary = rebuild(store)

    assert (summary.articles, summary.rebuilt) == (2, 2)
    assert store.revision > before
    assert set(query.articles(store)["rules"]) == {rules_version(watched)} == {store.rules}
    after = rows(store)
    assert rebuild(store).rebuilt == 0
    assert rows(store) == after
    rebuild(store, everything=True)
    assert rows(store)["versions"] == after["versions"]


def test_a_day_set_by_hand_stands_above_the_text(store):
    import_sources(store, [source()])
    assert query.article(store, "kessler.txt").reading.article.published_on is None

    revision = set_published(store, "kessler.txt", date(2021, 5, 7), by="mira")

    view = query.article(store, "kessler.txt")
    assert revision == store.revision
    assert (view.reading.article.published_on, view.reading.article.published_basis) == (date(2021, 5, 7), "manual")
    assert view.reading == read_article(source(), bundled(), date(2021, 5, 7))
    assert (view.manual_dates[0].day, view.manual_dates[0].by) == (date(2021, 5, 7), "mira")
    assert view.manual_dates[0].at.startswith("20")


def test_a_day_set_by_hand_survives_updates_and_rebuilds(store):
    import_sources(store, [source()])
    set_published(store, "kessler.txt", date(2021, 5, 7), by="mira")

    import_sources(store, [source()])
    import_sources(store, [source(UPDATED, published_on="2021-05-09")])
    rebuild(store, everything=True)

    article = query.article(store, "kessler.txt").reading.article
    assert (article.published_on, article.published_basis) == (date(2021, 5, 7), "manual")
    assert "14. Mai" in article.body


def test_a_merge_by_hand_survives_updates_and_rebuilds_until_it_is_taken_back(store):
    def groups():
        return query.articles(store).set_index("id")["duplicate_group"].to_dict()

    import_sources(store, [source(UPDATED, "a.txt"), source(UPDATED, "b.txt"), source(OTHER, "c.txt")])
    set_merge(store, "a.txt", "b.txt", "different", by="mira")
    set_merge(store, "a.txt", "c.txt", "same", by="mira")
    held = {"a.txt": "a.txt", "b.txt": "b.txt", "c.txt": "a.txt"}
    assert groups() == held

    import_sources(store, [source(UPDATED, "a.txt"), source(UPDATED, "b.txt", title="Neuer Titel")])
    assert groups() == held
    rebuild(store, everything=True)
    assert groups() == held

    for other in ("b.txt", "c.txt"):
        set_merge(store, "a.txt", other, None, by="paul")
    assert groups() == {"a.txt": "a.txt", "b.txt": "a.txt", "c.txt": "c.txt"}


def test_a_day_set_by_hand_can_be_taken_back(store):
    import_sources(store, [source(published_on="2021-05-01")])
    before = query.article(store, "kessler.txt").reading
    set_published(store, "kessler.txt", date(2021, 5, 7), by="mira")
    set_published(store, "kessler.txt", date(2021, 5, 8), by="mira")

    set_published(store, "kessler.txt", None, by="paul")

    view = query.article(store, "kessler.txt")
    assert view.reading == before
    assert [(row.day.day, row.undone_by) for row in view.manual_dates] == [(7, "mira"), (8, "paul")]
    revision = store.revision
    assert set_published(store, "kessler.txt", None, by="paul") == revision


def test_a_failed_analysis_is_told_until_it_succeeds(store, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(signals, "find_signals", lambda *_: {}["broken"])
        (told,) = import_sources(store, [source()]).rejected
        assert told.reason.startswith(f"{analysis.KEPT}: KeyError at ")
        assert import_sources(store, [source()]).rejected == (told,)
        assert rebuild(store, everything=True).rejected == (told,)
    assert query.rejected(store)["reason"].tolist() == [told.reason]
    assert query.article(store, "kessler.txt").failure == told.reason

    assert rebuild(store, everything=True).rejected == ()

    assert query.rejected(store).empty
    assert query.article(store, "kessler.txt").failure is None
    assert query.article(store, "kessler.txt").reading == read_article(source(), bundled())


CRASH = """
    import sys, time
    from pathlib import Path
    from data.reading import read
    from data.store import Store, import_sources, importing

    def linger(*_):
        print("writing", flush=True)
        time.sleep(60)

    importing.compare = linger
    import_sources(Store.open(sys.argv[1]), read([Path(sys.argv[2])]))
"""


# English, because its dictionary loads in a fifth of the time, and here each process loads its own.
ENGLISH = "President Ada Kessler said on Wednesday that she was ready to meet Jonas Ohm. No date has been set so far."
ENGLISH_OTHER = "The town council discussed its budget. More money is to go to swimming pools and less to the road."


def write_rows(path, texts):
    rows = [json.dumps({"id": name, "text": text, "lang": "en", "clean": True}) for name, text in texts.items()]
    path.write_text("\n".join(rows), encoding="utf-8")


def run(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_kill_in_the_middle_of_an_import_leaves_the_old_state(database, tmp_path):
    path = database()
    write_rows(tmp_path / "new.jsonl", {"new": ENGLISH})
    with Store.open(path) as store:
        import_sources(store, [source()])
        before = rows(store)

        with run(CRASH, path, tmp_path / "new.jsonl") as process:
            assert process.stdout.readline() == "writing\n"  # in the transaction, its rows written
            assert rows(store) == before
            process.send_signal(signal.SIGKILL)

    with Store.open(path) as store:
        assert rows(store) == before
        assert import_sources(store, [source(OTHER, "new.txt")]).new == 1


TWO = """
    import sys
    from pathlib import Path
    from data.reading import read
    from data.store import Store, import_sources

    store = Store.open(sys.argv[1])
    sources = list(read([Path(sys.argv[2])]))
    print("ready", flush=True)
    print(import_sources(store, sources).new)
"""


def test_two_imports_at_once_lose_and_double_nothing(database, tmp_path):
    for part in ("a", "b"):
        texts = {f"{part}0": f"{part}0 {ENGLISH}", f"{part}1": f"{part}1 {ENGLISH}", "both": ENGLISH_OTHER}
        write_rows(tmp_path / f"{part}.jsonl", texts)
    path = database()
    Store.open(path).close()

    processes = [run(TWO, path, tmp_path / f"{part}.jsonl") for part in ("a", "b")]
    outputs = [process.communicate(timeout=60)[0] for process in processes]

    assert sum(int(output.split()[1]) for output in outputs) == 5
    with Store.open(path) as store:
        assert len(query.articles(store)) == 5
        assert 2 <= store.revision <= 5, "one transaction each, or more on a machine slow enough for several batches"
