"""The register holds what the tables hold, whatever stands in them, and is of the revision that is asked for."""

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from data import query, totals
from data.models import Source
from data.register import register
from data.register.keeping import KEPT
from data.register.loading import load
from data.register.rows import NOBODY, RUNGS, UNDATED
from data.selection import Selection
from data.store import Store, import_sources, schema, set_published
from data.store.database import LINEAGE, grown_since, is_before, meta, raise_revision, set_meta
from data.store.reviews import review
from tests.tarnland import WATCHED

EVERYTHING = Selection(include_background=True, include_headlines=True, include_rejected=True)
HOSTILE = ('a","b', "Zeile\nzwei", "\r\n", '"', '""', ",", ",,\n", "=1+1", " ", "NULL", "\\N", "\u2028x", "nan")


def held_by(store):
    with store.read() as connection:
        return register(store, connection)


def assert_same(store):
    """Hold the register against the frames of all rows, cell by cell."""
    held, rows, printed = held_by(store), query.signals(store, EVERYTHING), query.articles(store)
    names, outlets = (*held.speakers, None), (*held.outlets, None)
    days = [None if day == UNDATED else date.fromordinal(day + date(1970, 1, 1).toordinal()).isoformat()
            for day in held.signals.day.tolist()]  # fmt: skip

    assert [names[number] for number in held.signals.speaker] == [_plain(name) for name in rows["speaker"]]
    assert [RUNGS[number] for number in held.signals.rung] == list(rows["rung"])
    assert days == [None if pd.isna(day) else day.date().isoformat() for day in rows["said_on"]]
    assert list(held.signals.is_body) == list(rows["where"] == "body")
    assert list(held.signals.is_background) == list(rows["background"])
    assert list(held.signals.is_rejected) == list(rows["review"] == "rejected")
    assert list(held.signals.is_published) == list(rows["said_on_basis"] == "published")
    assert [outlets[number] for number in held.articles.outlet] == [_plain(name) for name in printed["outlet"]]
    places = {article: place for place, article in enumerate(printed["id"])}
    assert list(held.signals.article) == [places[article] for article in rows["article"]]
    assert list(np.argsort(held.articles.rank)) == [places[article] for article in sorted(places)]
    for column, numbers in (("duplicate_group", held.articles.group), ("story", held.articles.story)):
        assert len(set(zip(printed[column], numbers, strict=True))) == printed[column].nunique() == len(set(numbers))


def _plain(value):
    return value if isinstance(value, str) else None


def test_it_holds_every_row(varied):
    assert_same(varied)


def test_names_are_text_whatever_signs_are_in_them(store, made):
    made.keep(
        store,
        *(
            made.reading(f"art {name}", [made.signal(f"art {name}", 0, speaker=name)], outlet=name, title=name)
            for name in HOSTILE
        ),
    )

    assert_same(store)
    assert set(held_by(store).speakers) == set(HOSTILE)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20))
def test_any_name_comes_back_as_it_is(store, made, name):
    if store.is_empty:
        made.keep(store, made.reading("a", [made.signal("a", 0)], outlet="Süd-Echo"))
    with store.write() as connection:
        connection.execute(update(schema.signals).values(speaker=name))
        connection.execute(update(schema.versions).values(outlet=name))
        raise_revision(connection)

    held = held_by(store)
    assert (held.speakers, held.outlets) == ((name,), (name,))


def test_an_empty_database_has_an_empty_register(store):
    held = held_by(store)

    assert len(held.signals.number) == len(held.articles.number) == 0
    assert totals.totals(store).signals == totals.collection(store).articles == 0
    assert query.choices(store).first is None


def test_the_first_and_the_last_of_all_days_are_days(store, made):
    signals = [made.signal("a", 0, said_on=date.min), made.signal("a", 1, start=30, said_on=date.max)]
    made.keep(store, made.reading("a", signals))

    held = totals.totals(store)
    assert (held.first, held.last) == (date.min, date.max)
    assert totals.periods(store, Selection(), "month")["count"].sum() == 2


def test_another_revision_has_another_register_and_one_revision_a_single_one(store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    first = held_by(store)
    assert held_by(store) is first

    review(store, "a:0", "rejected", by="Kim")
    second = held_by(store)
    assert (first.edition.revision, second.edition.revision) == (store.revision - 1, store.revision)
    assert (first.signals.is_rejected[0], second.signals.is_rejected[0]) == (False, True)


def test_a_transaction_sees_the_register_of_its_own_revision(store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    with store.read() as before:
        register(store, before)
        made.keep(store, made.reading("b", [made.signal("b", 0, speaker=None)]))
        assert len(held_by(store).signals.number) == 2

        assert len(register(store, before).signals.number) == 1
    assert NOBODY in held_by(store).signals.speaker


def test_few_registers_are_kept(store, made):
    for number in range(KEPT + 2):
        made.keep(store, made.reading(f"a{number}"))
        held_by(store)

    assert [held.edition.revision for held in store.registers] == [store.revision - back for back in range(KEPT)]


def fresh(store):
    with store.read() as connection:
        return load(connection)


def assert_equal(one, other):
    """Hold two registers against each other, whichever numbers they give to names, groups and stories."""
    for held, expected, coded in (
        (one.signals, other.signals, ("speaker",)),
        (one.articles, other.articles, ("outlet", "group", "story")),
    ):
        for name in held.__slots__:
            if name not in coded:
                np.testing.assert_array_equal(getattr(held, name), getattr(expected, name), name)
    assert [(*one.speakers, None)[number] for number in one.signals.speaker] == [
        (*other.speakers, None)[number] for number in other.signals.speaker
    ]
    assert [(*one.outlets, None)[number] for number in one.articles.outlet] == [
        (*other.outlets, None)[number] for number in other.articles.outlet
    ]
    for name in ("group", "story"):
        pairs = set(zip(getattr(one.articles, name).tolist(), getattr(other.articles, name).tolist(), strict=True))
        assert len(pairs) == len({pair[0] for pair in pairs}) == len({pair[1] for pair in pairs})
    assert (one.edition, one.groups, one.stories, one.profile) == (
        other.edition,
        other.groups,
        other.stories,
        other.profile,
    )


TEXTS = (
    "Präsident Jonas Ohm sagte am Montag, ein Treffen mit Präsidentin Ada Kessler sei möglich. Mehr sagte er nicht.",
    "Präsidentin Ada Kessler lehnte am Dienstag ein Treffen mit Präsident Jonas Ohm ab. „Nein“, sagte Kessler.",
    "Über das Wetter in Tarn war am Mittwoch nichts Neues zu hören, und gesprochen wurde über nichts anderes.",
)
steps = st.lists(
    st.tuples(st.sampled_from(["import", "import", "import", "update", "review", "date", "look"]), st.integers(0, 99)),
    min_size=2, max_size=7,
)  # fmt: skip


def sources(*numbers, changed=""):
    return [
        Source(
            id=f"art-{number}", file=f"{number}.txt", sha256="", own_id=True, outlet=f"Blatt {number % 4}",
            text=f"{TEXTS[number % 3]} {changed}Eintrag {number // 2}.",
            published_on=f"2031-01-{1 + number % 28:02}" if number % 5 else None,
        )
        for number in numbers
    ]  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_a_register_that_grew_is_the_one_that_is_read_anew(tmp_path_factory, steps):
    with Store.open(tmp_path_factory.mktemp("grown") / "a.db") as store:
        next_ = 0
        for what, number in steps:
            if what == "import":
                import_sources(store, sources(*range(next_, next_ + 1 + number % 3)), profile=WATCHED)
                next_ += 1 + number % 3
            elif what == "update" and next_:
                import_sources(store, sources(number % next_, changed="Neu. "))
            elif what == "review" and len(rows := query.signals(store)):
                review(store, rows.loc[number % len(rows), "id"], "rejected", by="Kim")
            elif what == "date" and next_:
                articles = query.articles(store)
                undated = articles[articles["published_on"].isna()]
                if len(undated):
                    set_published(store, undated["id"].iloc[0], date(2031, 2, 3), by="Kim")
            if what == "look" or number % 2:
                assert_equal(held_by(store), fresh(store))
        assert_equal(held_by(store), fresh(store))
        assert_same(store)
        assert len(query.signals(store, EVERYTHING)) >= query.choices(store).articles // 3


def test_an_import_of_new_articles_reads_no_signal_twice(store):
    import_sources(store, sources(0, 1), profile=WATCHED)
    first = held_by(store)
    import_sources(store, sources(3, 4))
    with store.read() as connection:
        assert grown_since(connection) <= first.edition.revision
    assert len(held_by(store).signals.number) > len(first.signals.number)

    import_sources(store, sources(3, changed="Neu. "))
    with store.read() as connection:
        assert grown_since(connection) == store.revision


def test_a_writer_that_knows_of_no_growth_ends_it(store):
    import_sources(store, sources(0), profile=WATCHED)
    with store.write() as connection:
        set_meta(connection, "revision", str(store.revision + 1))  # as versions before this one did

    with store.read() as connection:
        assert grown_since(connection) == store.revision


def test_a_backup_put_back_in_the_place_brings_revisions_again_with_other_rows(store):
    import_sources(store, sources(0, 1), profile=WATCHED)
    held_by(store)
    with store.read() as connection:
        kept = {table: connection.execute(table.select()).mappings().all() for table in schema.metadata.sorted_tables}
    import_sources(store, sources(3))
    gone = held_by(store)

    with store.write() as connection:  # as pg_restore does, in one transaction
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(table.delete())
        for table, rows in kept.items():
            if rows:
                connection.execute(table.insert(), [dict(row) for row in rows])
    assert_same(store)
    import_sources(store, sources(4, 5))

    assert_same(store)
    assert held_by(store).edition.revision >= gone.edition.revision
    with store.read() as connection:
        assert not is_before(connection, gone.edition)


def test_many_revisions_later_a_register_is_read_anew(store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0)]))
    first = held_by(store).edition
    for _ in range(LINEAGE):
        with store.read() as connection:
            assert is_before(connection, first) == (store.revision > first.revision)
        with store.write() as connection:
            raise_revision(connection, grown=True)

    with store.read() as connection:
        assert not is_before(connection, first)
        assert len(meta(connection, "lineage").split()) == LINEAGE
    assert_same(store)


def test_another_file_at_the_same_revision_has_its_own_register(tmp_path, made):
    for name, speakers in (("a", ("Ada Kessler",)), ("b", ("Jonas Ohm", "Borduria"))):
        with Store.open(tmp_path / f"{name}.db") as store:
            made.keep(
                store,
                made.reading(
                    "x", [made.signal("x", place, start=20 * place, speaker=who) for place, who in enumerate(speakers)]
                ),
            )
    with Store.open(tmp_path / "a.db") as store:
        assert held_by(store).speakers == ("Ada Kessler",)
        (tmp_path / "b.db").rename(tmp_path / "a.db")

        assert set(held_by(store).speakers) == {"Jonas Ohm", "Borduria"}
        assert store.revision == 1
