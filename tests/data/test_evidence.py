"""What speaks for and against two articles being one text."""

import math

import pytest

from data.evidence import STANDINGS, conflicts, evidence, is_stopped, shared, standing
from data.merging import Settings, compare
from data.models import Article
from data.relations import Receipt
from data.store.manual import ManualMerge

SAID = "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf dessen Antwort. "
MORE = (
    "Die Vorbereitungen laufen seit Wochen in beiden Hauptstädten, hieß es aus der Delegation am späten Abend. "
    "Über den Ort wird noch verhandelt, im Gespräch sind zwei Städte an der Küste und ein Kloster im Gebirge. "
)
OTHER = (
    "Der Rat von Überlingen beriet am Dienstag über Schwimmbäder, Büchereien und den Ausbau der alten Uferstraße. "
    "Am Ende stimmten elf Mitglieder dafür, vier dagegen, und die Sitzung wurde ohne weitere Aussprache geschlossen. "
)


def receipt(a, b, *, same_text=False, same_story=False, hand=(), decided=True):
    one, other = (Article(name, f"{name}.txt", body, body) for name, body in (("a", a), ("b", b)))
    measured = compare(one, other)
    return Receipt(one, other, same_text, same_story, measured if decided else None, measured, tuple(hand))


def rows(held):
    frame = evidence(held)
    return {(row.feature, row.threshold): row for row in frame.itertuples()}


def test_a_copy_adds_up_to_more_than_the_threshold():
    held = rows(receipt(SAID + MORE, SAID + MORE + "Mehr nicht.", same_text=True))
    settings = Settings()

    contained = held["containment", "copy_containment"]
    share = held["share", f"share_weight × {settings.share_weight}"]
    total = held["sum", "copy_score"]
    assert contained.value == contained.counts == 1.0
    assert math.isclose(total.value, contained.counts + share.counts)
    assert (total.limit, total.reached) == (settings.copy_score, "yes")
    assert held["sum", "review_score"].limit == settings.review_score
    assert held["conflicts", "conflict_share"].reached == "no"


def test_what_contradicts_stops_and_is_told():
    held = receipt(SAID + MORE, (SAID + MORE).replace("sei zu", "sei nicht zu"))

    assert is_stopped(held)
    assert standing(held) == "stopped"
    assert any("nicht" in word for pair in conflicts(held) for word in pair)
    assert rows(held)["conflicts", "conflict_share"].reached == "yes"


@pytest.mark.parametrize(
    ("a", "b", "more", "found"),
    [
        (SAID + MORE, SAID + MORE, {"same_text": True}, "copy"),
        (SAID + MORE, SAID + MORE, {}, "kept_apart"),
        (SAID + MORE, OTHER * 2 + SAID, {}, "review"),
        (SAID + MORE, OTHER + SAID, {"hand": [ManualMerge("a", "b", "different", "mira", "2031-05-02")]}, "reuse"),
        (SAID + MORE, OTHER * 2, {"decided": False}, "apart"),
        (SAID + MORE, OTHER * 2, {"decided": False, "same_story": True}, "event"),
    ],
)  # fmt: skip
def test_in_a_word(a, b, more, found):
    assert standing(receipt(a, b, **more)) == found
    assert found in STANDINGS


def test_a_decision_without_passages_takes_them_from_the_texts():
    held = receipt(SAID + MORE, OTHER + SAID, decided=False)

    assert [held.a.body[slice(*passage.a)] for passage in shared(held)] == [
        held.b.body[slice(*passage.b)] for passage in shared(held)
    ]
    assert shared(held)
