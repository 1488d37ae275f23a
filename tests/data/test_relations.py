"""What two articles are to each other, with its receipt, and what an analyst decided on them."""

from datetime import date

import pytest

from data import query
from data.errors import StoreError
from data.selection import Selection
from data.store import set_merge

SHARED = "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf dessen Antwort. "
MORE = (
    "Die Vorbereitungen laufen seit Wochen in beiden Hauptstädten, hieß es aus der Delegation am späten Abend. "
    "Über den Ort wird noch verhandelt, im Gespräch sind zwei Städte an der Küste und ein Kloster im Gebirge. "
)
OWN = (
    "Borduriens Außenministerin Ada Kessler hat Jonas Ohm ein Gespräch in Aussicht gestellt, wie am Rande einer Sitzung "
    "in Tarn zu hören war; ob Ohm zusagt, weiß dort niemand. "
)
OTHER = (
    "Der Rat von Überlingen beriet am Dienstag über Schwimmbäder, Büchereien und den Ausbau der alten Uferstraße. "
    "Am Ende stimmten elf Mitglieder dafür, vier dagegen, und die Sitzung wurde ohne weitere Aussprache geschlossen. "
)


@pytest.fixture
def copies(store, made):
    """Two prints of an agency's text, a follow-up that quotes it, and a text of something else."""
    bodies = {
        "a": SHARED + MORE,
        "b": SHARED + MORE + "Mehr sagte sie nicht.",
        "c": OTHER + SHARED + OTHER.replace("Überlingen", "Lindau").replace("elf", "neun"),
        "d": OTHER.replace("Dienstag", "Freitag") * 2,
    }
    fields = {
        "a": {"outlet": "Morgenpost Tarn", "agencies": ("tdn",), "published_at": "2031-05-02T08:00"},
        "b": {"outlet": "Süd-Echo", "published_at": "2031-05-02T10:00"},
        "c": {"outlet": "The Quay"},
        "d": {"outlet": "Bote", "published_on": date(2031, 4, 2)},
    }
    made.keep(
        store,
        *(
            made.reading(name, raw=body, body=body, **{"published_on": date(2031, 5, 2), **fields[name]})
            for name, body in bodies.items()
        ),
    )
    return store


def origins(store, **filters):
    return query.origins(store, Selection(**filters)).set_index("duplicate_group")


def test_a_row_for_each_text_with_all_its_articles(copies):
    rows = origins(copies)
    group = query.articles(copies).set_index("id")["duplicate_group"]

    assert len(rows) == query.articles(copies)["duplicate_group"].nunique() == 3
    row = rows.loc[group["a"]]
    assert (row["origin"], row["basis"], row["articles"], row["outlets"], row["shown"]) == ("tdn", "agency", 2, 2, 2)
    assert row["taken_over"] == ("Morgenpost Tarn (first here)", "Süd-Echo after 2 h")
    assert (row["takers"], row["lag_days"], row["lag_hours"]) == (("a", "b"), ("", "0"), ("", "2.00"))
    assert row["story_texts"] < row["story_articles"]


def test_a_filter_picks_texts_and_says_what_it_leaves_out(copies):
    rows = origins(copies, outlets=("Süd-Echo",))

    assert len(rows) == 1
    assert (rows.iloc[0]["articles"], rows.iloc[0]["shown"]) == (2, 1)
    assert len(origins(copies, text="steht nirgends")) == 0


def test_the_link_to_another_copy_is_an_origin(store, made):
    body = SHARED + MORE
    quay = made.reading("q", raw=body, body=body, outlet="The Quay", url="https://www.quay.example/tarn/")
    echo = made.reading("e", raw=f"{body}\nZum Text: https://quay.example/tarn", body=body, outlet="Süd-Echo")
    made.keep(store, quay, echo)

    origin = query.origin(store, "e")

    assert (origin.name, origin.basis, origin.article) == ("The Quay", "link", "q")
    with pytest.raises(StoreError, match="no such article"):
        query.origin(store, "nowhere")


def test_three_relations_are_kept_apart(copies, made):
    copies_of = made.reading("e", raw=OWN, body=OWN, title="Titel", published_on=date(2031, 5, 2))
    made.keep(copies, copies_of)
    relatives = query.relatives(copies, "a").set_index("id")

    assert relatives.loc["b", "relation"] == "copy"
    assert relatives.loc["c", "relation"] == "reuse"
    assert 0 < relatives.loc["c", "containment"] < 0.6
    assert query.relatives(copies, "b").set_index("id").loc["c", "relation"] == "reuse", "what a copy shares, it shares"
    assert (relatives.loc["e", "relation"], relatives.loc["e", "same_story"]) == ("event", True)
    assert "d" not in relatives.index
    with pytest.raises(StoreError, match="no such article"):
        query.relatives(copies, "nowhere")


def test_a_receipt_tells_what_was_decided_and_what_the_words_say(copies):
    held = query.receipt(copies, "b", "a")

    assert {held.a.id, held.b.id} == {"a", "b"}
    assert held.same_text
    assert held.same_story
    assert held.decision.decision == held.measured.decision == "duplicate"
    assert held.measured.containment == 1.0
    assert held.standing is None
    assert query.receipt(copies, "a", "d").decision is None, "nobody compared them"


def test_texts_told_apart_by_hand_still_share_their_passages(copies):
    set_merge(copies, "a", "b", "different", by="mira")
    held = query.receipt(copies, "a", "b")

    assert not held.same_text
    assert (held.standing.by, held.standing.decision) == ("mira", "different")
    assert held.measured.containment == 1.0
    assert query.relatives(copies, "a").set_index("id").loc["b", "relation"] == "reuse"

    set_merge(copies, "a", "b", None, by="paul")
    assert query.receipt(copies, "a", "b").standing is None
    assert len(query.receipt(copies, "a", "b").by_hand) == 1


def test_the_history_of_decisions_by_hand(copies):
    set_merge(copies, "a", "d", "same", by="mira")
    set_merge(copies, "a", "d", "different", by="paul")
    set_merge(copies, "b", "c", "same", by="mira")

    rows = query.by_hand(copies)

    assert list(zip(rows["decided_by"], rows["verdict"], rows["holds"], strict=True)) == [
        ("mira", "same", True), ("paul", "different", True), ("mira", "same", False),
    ]  # fmt: skip
    assert rows.loc[2, "undone_by"] == "paul"
    assert (rows.loc[2, "a_outlet"], rows.loc[2, "b_outlet"]) == ("Morgenpost Tarn", "Bote")


def test_doubtful_pairs_are_reviewed_until_somebody_decides(store, made):
    held = SHARED + MORE
    stopped = held.replace("man sei zu", "man sei nicht zu")
    made.keep(store, *(made.reading(name, raw=body, body=body) for name, body in (("a", held), ("b", stopped))))
    assert [{row.a, row.b} for row in query.to_review(store).itertuples()] == [{"a", "b"}]

    set_merge(store, "a", "b", "different", by="mira")
    assert query.to_review(store).empty
    set_merge(store, "a", "b", None, by="mira")
    assert len(query.to_review(store)) == 1
