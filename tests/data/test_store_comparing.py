"""What is compared after a change is what changed, and what the file then says is what a full comparison would say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from data.errors import StoreError
from data.merging import Settings, merge
from data.models import Article
from data.store import Store, manual_merges, schema, set_merge
from data.store.comparing import MARK, compare, overrides
from data.store.database import raise_revision, set_meta
from data.store.rows import to_table

LINES = (
    "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf dessen Antwort. ",
    "Der Rat von Überlingen beriet am Dienstag über Schwimmbäder, Büchereien und den Ausbau der alten Uferstraße. ",
    "Die Fähre nach Hallerfurt fährt wegen des niedrigen Wassers seit gestern nur noch zweimal am Tag hinüber. ",
    "Im Hafen von Brunn wurde ein Kran abgebaut, der dort seit mehr als achtzig Jahren gestanden hatte. ",
)


def body(*places):
    return "".join(LINES[place] * 2 for place in places)


@pytest.fixture
def some(store, made):
    texts = {"a": body(0), "b": body(0) + "Mehr sagte sie nicht.", "c": body(1), "d": body(1), "e": body(2, 1)}
    day = date(2031, 5, 2)
    made.keep(
        store,
        *(
            made.reading(name, raw=text, body=text, published_on=day + timedelta(days=at))
            for at, (name, text) in enumerate(texts.items())
        ),
    )
    return store


def day_of(text):
    return None if text is None else date.fromisoformat(text)


def said(store):
    """Return the groups, stories and decisions in the file, and those of a full comparison of what it holds."""
    with store.read() as connection:
        rows = connection.execute(schema.articles.select()).all()
        held = {row.id: (row.duplicate_group, row.story) for row in rows}
        told = {(row["a"], row["b"]): dict(row) for row in connection.execute(schema.decisions.select()).mappings()}
        query = schema.versions.select().join(
            schema.articles,
            (schema.versions.c.article == schema.articles.c.id)
            & (schema.versions.c.version == schema.articles.c.version),
        )
        articles = [
            Article(row.article, "", "", row.body, title=row.title, published_on=day_of(row.published_on))
            for row in connection.execute(query)
        ]
        full = merge(articles, Settings(receipts=0), overrides(connection))
    now = {one.id: (full.duplicate_group[one.id], full.story[one.id]) for one in articles}
    return (held, told), (now, {(one.a, one.b): to_table(one, schema.decisions) for one in full.decisions})


def test_each_change_leaves_what_a_full_comparison_gives(some, made):
    steps = [
        lambda: set_merge(some, "a", "b", "different", by="mira"),
        lambda: made.keep(some, made.reading("f", raw=body(2), body=body(2), published_on=date(2031, 5, 4))),
        lambda: set_merge(some, "c", "d", "different", by="mira"),
        lambda: made.keep(some, made.reading("g", raw=body(1), body=body(1), published_on=date(2031, 5, 1))),
        lambda: set_merge(some, "a", "f", "same", by="mira"),
        lambda: set_merge(some, "c", "d", None, by="paul"),
        lambda: made.keep(some, made.reading("h", raw=body(3, 0), body=body(3, 0), published_on=date(2031, 5, 3))),
        lambda: set_merge(some, "a", "b", None, by="paul"),
        lambda: set_merge(some, "a", "f", None, by="paul"),
    ]
    seen = [said(some)[0]]
    for step in steps:
        step()
        held, full = said(some)
        assert held == full
        assert held != seen[-1]
        seen.append(held)


def test_undone_decisions_leave_no_trace_in_groups_and_decisions(some):
    before = said(some)[0]
    for pair, verdict in ((("a", "b"), "different"), (("c", "d"), "different"), (("a", "c"), "same")):
        set_merge(some, *pair, verdict, by="mira")
        assert said(some)[0] != before
    for pair in (("a", "c"), ("c", "d"), ("a", "b")):
        set_merge(some, *pair, None, by="paul")
    assert said(some)[0] == before
    assert [one.undone_by for one in manual_merges(some)] == ["paul"] * 3


def test_decisions_by_hand_outlive_other_rules_and_a_new_process(some, made):
    set_merge(some, "c", "d", "different", by="mira")
    set_merge(some, "a", "e", "same", by="mira")
    with some.write() as connection:
        set_meta(connection, MARK, "0.0.1+other mark")
    with Store.open(some.place.url) as other:
        made.keep(other, made.reading("f", raw=body(1), body=body(1), published_on=date(2031, 5, 9)))
        (held, _), full = said(other)
        assert (held, _) == full
        assert held["c"][0] != held["d"][0]
        assert held["a"][0] == held["e"][0]


def test_what_another_process_writes_is_noticed(some, made):
    with Store.open(some.place.url) as other:
        made.keep(other, made.reading("f", raw=body(2), body=body(2), published_on=date(2031, 5, 6)))
        set_merge(other, "a", "b", "different", by="paul")
        made.keep(some, made.reading("g", raw=body(2), body=body(2) + "Neu.", published_on=date(2031, 5, 7)))
        assert said(some)[0] == said(some)[1]
        set_merge(other, "f", "g", "different", by="paul")
        assert said(other)[0] == said(other)[1]
    assert len(manual_merges(some)) == 2


def test_a_comparison_that_is_not_kept_is_not_remembered(some, made):
    reading = made.reading("a", raw=body(3), body=body(3), published_on=date(2031, 5, 2))

    def fail():
        with some.write() as connection:
            connection.execute(schema.versions.update().where(schema.versions.c.article == "a").values(body=body(3)))
            compare(some, connection, {"a"})
            raise_revision(connection)
            raise StoreError("stop")

    with pytest.raises(StoreError, match="stop"):
        fail()
    assert said(some)[0] == said(some)[1]
    made.keep(some, replace(reading, article=replace(reading.article, id="z")))
    assert said(some)[0] == said(some)[1]


def test_only_what_changed_is_written(some, made):
    told = []
    event.listen(some._engine, "before_cursor_execute", lambda *call: told.append(call[2:4]))
    made.keep(some, made.reading("z", raw=body(3), body=body(3), published_on=date(2031, 5, 2)))
    written = [row for row in told if row[0].startswith(("UPDATE articles SET dup", "DELETE FROM decisions"))]
    assert len(written) == 1
    assert "'z'" in str(written[0][1])
