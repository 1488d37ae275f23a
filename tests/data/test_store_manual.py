"""Merges by hand: obeyed, kept with name and time, taken back."""

import json

import pytest

from data import query
from data.errors import StoreError
from data.store import manual_merges, schema, set_merge

TEXT = "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf dessen Antwort. " * 4
OTHER = (
    "Der Rat von Überlingen beriet am Dienstag über Schwimmbäder, Büchereien und den Ausbau der alten Uferstraße. " * 4
)


@pytest.fixture
def three(store, made):
    bodies = {"a": TEXT, "b": f"{TEXT}Mehr sagte sie nicht.", "c": OTHER}
    made.keep(store, *(made.reading(name, raw=body, body=body) for name, body in bodies.items()))
    return store


def groups(store):
    return query.articles(store).set_index("id")["duplicate_group"].to_dict()


def test_copies_can_be_told_apart_and_back(three):
    before, revision = groups(three), three.revision
    assert before["a"] == before["b"] != before["c"]

    assert set_merge(three, "b", "a", "different", by="mira") == revision + 1
    assert groups(three)["a"] != groups(three)["b"]

    set_merge(three, "a", "b", None, by="paul")
    assert groups(three) == before
    (kept,) = manual_merges(three)
    assert (kept.a, kept.b, kept.decision, kept.by, kept.undone_by) == ("a", "b", "different", "mira", "paul")


def test_two_texts_can_be_declared_one(three):
    set_merge(three, "a", "c", "same", by="mira")

    assert len(set(groups(three).values())) == 1
    assert query.decision(three, "a", "c").reason.startswith("by hand: same, mira, ")


def test_the_same_verdict_again_changes_nothing(three):
    revision = set_merge(three, "a", "c", "same", by="mira")

    assert set_merge(three, "c", "a", "same", by="paul") == revision
    assert len(manual_merges(three)) == 1


def test_a_hand_made_decision_survives_new_articles(three, made):
    set_merge(three, "a", "b", "different", by="mira")

    made.keep(three, made.reading("d", raw=OTHER, body=OTHER))

    assert groups(three)["a"] != groups(three)["b"]
    assert groups(three)["c"] == groups(three)["d"]


@pytest.mark.parametrize(("pair", "words"), [(("a", "nowhere"), "no such article"), (("a", "a"), "with itself")])
def test_what_cannot_be_merged(three, pair, words):
    with pytest.raises(StoreError, match=words):
        set_merge(three, *pair, "same", by="mira")


def test_passages_of_a_pair_are_found_on_request(three):
    with three.write() as connection:
        for row in connection.execute(schema.decisions.select()).all():
            bare = json.dumps({**json.loads(row.rest), "shared": []})
            pair = (schema.decisions.c.a == row.a) & (schema.decisions.c.b == row.b)
            connection.execute(schema.decisions.update().where(pair).values(rest=bare))

    found = query.decision(three, "a", "b")

    assert found.shared
    bodies = {name: query.article(three, name).reading.article.body for name in (found.a, found.b)}
    for passage in found.shared:
        assert bodies[found.a][slice(*passage.a)] == bodies[found.b][slice(*passage.b)]
