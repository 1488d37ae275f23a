"""Whatever a reading holds comes back from the database as it was."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.models import Article, Cut, DateMention, Decision, Mention, Passage, Reading, Signal, Source, Statement
from data.query import article, decision
from data.store import schema
from data.store.folding import fold
from data.store.rows import decision_of, to_table

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
maybe = st.none() | texts
days = st.none() | st.dates(date(1990, 1, 1))
spans = st.tuples(st.integers(0, 99), st.integers(0, 99))
lists = st.lists(texts, max_size=3).map(tuple)
span_lists = st.lists(spans, max_size=3).map(tuple)


def rows(kind, /, **known):
    """Build rows of a kind with every field set: a field added later is covered without a change here."""
    by_type = {
        "str": texts, "int": st.integers(0, 9), "bool": st.booleans(), "str | None": maybe, "date | None": days,
        "int | None": st.none() | st.integers(0, 9), "Span | None": st.none() | spans, "tuple[str, ...]": lists,
        "tuple[Span, ...]": span_lists,
    }  # fmt: skip
    return st.builds(kind, **{field.name: known.get(field.name, by_type.get(field.type)) for field in fields(kind)})


signals = rows(
    Signal, id=st.just("x:0"), article=st.just("x"), where=st.sampled_from(["body", "title"]),
    form=st.just("indirect"), rung=st.just("AGREED"), certainty=st.just("PS+"), contact=st.just("call"),
    said_on_basis=st.sampled_from([None, "weekday"]),
)  # fmt: skip
statements = rows(
    Statement, article=st.just("x"), form=st.just("free_indirect"), said_on_basis=st.sampled_from([None, "explicit"])
)
articles = rows(
    Article, id=st.just("x"), published_basis=st.sampled_from([None, "inferred"]),
    cuts=st.lists(rows(Cut), max_size=2).map(tuple),
)  # fmt: skip
dates = rows(DateMention, basis=st.just("relative"))
mentions = rows(Mention, kind=st.just("role"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_reading_comes_back_whole(store, made, data):
    reading = Reading(
        data.draw(articles),
        tuple(data.draw(st.lists(statements, max_size=2))),
        tuple(data.draw(st.lists(signals, max_size=1))),
        tuple(data.draw(st.lists(dates, max_size=2))),
        tuple(data.draw(st.lists(mentions, max_size=2))),
    )
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM articles")
    made.keep(store, reading)

    assert article(store, "x").reading == reading


def test_a_decision_comes_back_whole(store, made):
    kept = Decision(
        "a", "b", 0.5, 0.25, "review", "half of it", (Passage((0, 4), (2, 6)),), (("ja", "nein"),), (("days", 2.0),)
    )
    made.keep(store, made.reading("a"), made.reading("b", body="Etwas anderes."))
    with store.write() as connection:
        connection.execute(schema.decisions.delete())
        connection.execute(schema.decisions.insert().values(to_table(kept, schema.decisions)))

    assert decision(store, "b", "a") == kept
    assert decision(store, "a", "c") is None
    assert decision_of({**to_table(kept, schema.decisions)}) == kept


def test_an_unknown_rung_is_refused_by_the_database(store, made):
    wrong = replace(made.signal("a", 0), rung="MAYBE")

    with pytest.raises(Exception, match=r"(?i)check constraint"):
        made.keep(store, made.reading("a", [wrong]))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Für  die STRAẞE\n", "fur die strasse"),
        ("ﬁnal Ångström İ", "final angstrom i"),
        ("Ko\u0308ln Köln", "koln koln"),
        ("a\0b", "a b"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_sources_keep_every_field(store, made):
    named = {field.name for field in fields(Source)}

    made.keep(store, made.reading("a"))
    with store.read() as connection:
        held = connection.exec_driver_sql("SELECT source FROM versions").scalar_one()

    assert all(f'"{name}"' in held for name in named - {"text"})
