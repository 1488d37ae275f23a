"""Reviews: they win over what was found, find their signal again, can be undone, and never land on another signal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import query
from data.errors import ReviewError, StoreError
from data.models import Source
from data.selection import Selection
from data.store import Store, import_sources, rebuild, set_published
from data.store.overlay import REVIEWED, Key, matched
from data.store.reviews import review, reviews, undo_review
from data.store.writing import renew
from tests.tarnland import WATCHED

TEXT = (
    "Tarnlands Präsidentin Ada Kessler schließt ein Treffen mit Bordurias Präsident Jonas Ohm nicht aus. "
    "Das sagte sie am Dienstag in Tarn.\n\nOhm lehnte ein Treffen mit Kessler ab. Der Hafen blieb geschlossen."
)
REFUSAL = "Ohm lehnte ein Treffen mit Kessler ab."


def source(text=TEXT, **changes):
    fields = {"id": "a1", "file": "a1.txt", "sha256": "", "own_id": True, "lang": "de", "clean": True}
    return Source(text=text, **{**fields, "published_on": "2031-05-07", **changes})


@pytest.fixture(name="read")
def _read(store):
    """A store with one article that the rules have read."""
    import_sources(store, [source()], WATCHED)
    return store


def signals(store, **changes):
    return query.signals(store, Selection(**changes)).set_index("text")


def id_of(store, text=REFUSAL):
    return signals(store).loc[text, "id"]


def test_an_accepted_signal_says_by_whom(read):
    before = signals(read)
    revision = review(read, id_of(read), "accepted", by=" Kim ")

    row = signals(read).loc[REFUSAL]
    assert revision == read.revision
    assert (row["review"], row["reviewed_by"]) == ("accepted", "Kim")
    same = [name for name in before.columns if name not in {"review", "reviewed_by"}]
    assert signals(read)[same].equals(before[same])


def test_a_correction_wins_everywhere(read):
    corrected = {
        "rung": "SCEPTICAL", "certainty": "PR-", "speaker": "Königshof Tarn", "said_on": "2031-05-03", "form": "direct",
        "contact": "call", "meeting_date": "2031-06-01/2031-06-07",
    }  # fmt: skip
    review(read, id_of(read), "corrected", by="Kim", corrected=corrected)

    row = signals(read).loc[REFUSAL]
    assert {name: row[name] for name in corrected if name != "said_on"} == {
        name: value for name, value in corrected.items() if name != "said_on"
    }
    assert (str(row["said_on"].date()), row["said_on_basis"], row["position"]) == ("2031-05-03", "manual", -1)
    assert (row["review"], row["reviewed_by"]) == ("corrected", "Kim")
    assert list(signals(read, speakers=("Königshof Tarn",)).index) == [REFUSAL]
    assert list(signals(read, rungs=("SCEPTICAL",)).index) == [REFUSAL]
    assert signals(read, rungs=("REJECTED",)).empty
    assert "Königshof Tarn" in {choice.name for choice in query.choices(read).speakers}
    assert "Königshof Tarn" in set(query.speakers(read)["speaker"])
    in_article = [s for s in query.article(read, "a1").reading.signals if s.text == REFUSAL]
    assert [(s.rung, s.speaker, s.said_on_basis) for s in in_article] == [("SCEPTICAL", "Königshof Tarn", "manual")]


def test_a_rejected_signal_is_gone_and_can_be_shown(read):
    before = query.counts(read)
    review(read, id_of(read), "rejected", by="Kim")

    assert REFUSAL not in signals(read).index
    assert query.counts(read).signals == before.signals - 1
    assert query.articles(read).loc[0, "signals"] == before.signals - 1
    assert REFUSAL not in {s.text for s in query.article(read, "a1").reading.signals}
    assert query.articles(read, Selection(rungs=("REJECTED",))).empty
    shown = signals(read, include_rejected=True).loc[REFUSAL]
    assert (shown["review"], shown["rung"]) == ("rejected", "REJECTED")


@pytest.mark.parametrize("verdict", ["accepted", "corrected", "rejected"])
def test_undoing_brings_back_what_was_found(read, verdict):
    before = signals(read)
    corrected = {"rung": "WILLING"} if verdict == "corrected" else None
    review(read, id_of(read), verdict, by="Kim", corrected=corrected)
    (held,) = reviews(read)
    undo_review(read, held.number, by="Robin")

    assert signals(read).equals(before)
    (undone,) = reviews(read)
    assert (undone.status, undone.by, undone.undone_by) == ("undone", "Kim", "Robin")
    revision = read.revision
    assert undo_review(read, held.number, by="Robin") == revision, "what is undone stays so"


def test_the_newest_review_holds_and_undoing_it_lets_the_one_before_hold(read):
    signal = id_of(read)
    review(read, signal, "corrected", by="Kim", corrected={"rung": "SCEPTICAL"})
    review(read, signal, "corrected", by="Robin", corrected={"rung": "POSTPONED"})
    assert signals(read).loc[REFUSAL, "rung"] == "POSTPONED"
    newest, older = reviews(read)
    assert (newest.status, older.status) == ("holds", "superseded")
    assert newest.found["rung"] == "REJECTED", "what was found, not what a review made of it"

    undo_review(read, newest.number, by="Robin")

    assert signals(read).loc[REFUSAL, ["rung", "reviewed_by"]].tolist() == ["SCEPTICAL", "Kim"]


def test_a_review_survives_a_rebuild_and_importing_again(read):
    review(read, id_of(read), "corrected", by="Kim", corrected={"rung": "SCEPTICAL"})
    held = signals(read)

    rebuild(read, everything=True)
    import_sources(read, [source()], WATCHED)

    assert signals(read).equals(held)


def test_a_review_finds_its_passage_in_the_next_version_of_the_article(read):
    old = id_of(read)
    review(read, old, "corrected", by="Kim", corrected={"rung": "SCEPTICAL"})

    import_sources(read, [source("Neues aus Tarn, berichtigte Fassung vom Abend. " + TEXT)], WATCHED)

    row = signals(read).loc[REFUSAL]
    assert row["id"] != old
    assert (row["rung"], row["review"]) == ("SCEPTICAL", "corrected")


def test_a_review_waits_while_its_passage_is_gone_and_holds_again_when_it_is_back(read):
    review(read, id_of(read), "rejected", by="Kim")

    import_sources(read, [source(TEXT.replace(REFUSAL, "Ohm äußerte sich am Abend zunächst nicht dazu."))], WATCHED)
    assert [held.status for held in reviews(read)] == ["waiting"]

    import_sources(read, [source(TEXT + " Die Fähren fahren wieder.")], WATCHED)
    assert [held.status for held in reviews(read)] == ["holds"]
    assert REFUSAL not in signals(read).index


def test_what_was_accepted_stays_when_other_rules_read_it_otherwise(store, made):
    made.keep(store, made.reading("a", [made.signal("a", 0, rung="WILLING")]))
    review(store, "a:0", "accepted", by="Kim")

    renewed(store, made.reading("a", [made.signal("a", 7, rung="AGREED", speaker="Jonas Ohm")]))

    row = query.signals(store).iloc[0]
    assert (row["id"], row["rung"], row["speaker"]) == ("a:7", "WILLING", "Ada Kessler")


def test_a_day_follows_the_article_unless_a_review_has_set_it(read):
    review(read, id_of(read), "accepted", by="Kim")
    set_published(read, "a1", signals(read).loc[REFUSAL, "said_on"].date().replace(day=20), by="Kim")
    assert str(signals(read).loc[REFUSAL, "said_on"].date()) == "2031-05-20"

    review(read, id_of(read), "corrected", by="Kim", corrected={"said_on": "2031-05-01"})
    set_published(read, "a1", None, by="Kim")
    row = signals(read).loc[REFUSAL]
    assert (str(row["said_on"].date()), row["said_on_basis"]) == ("2031-05-01", "manual")


def test_of_equal_passages_the_reviewed_one_is_meant(store, made):
    twice = [made.signal("a", number, start=number * 20) for number in range(3)]
    made.keep(store, made.reading("a", twice))
    review(store, "a:1", "rejected", by="Kim")
    assert list(query.signals(store)["id"]) == ["a:0", "a:2"]

    renewed(store, made.reading("a", [replace(s, id=f"a:{n + 5}") for n, s in enumerate(twice)]))

    assert list(query.signals(store)["id"]) == ["a:5", "a:7"]


def renewed(store, reading):
    """Put another reading of the same article into the store, as a rebuild would."""
    with store.write() as connection:
        renew(connection, source(id=reading.article.id), reading, rules="0+other", failure=None)


@pytest.mark.parametrize(
    ("corrected", "words"),
    [
        ({}, "nothing differs"),
        ({"rung": "REJECTED"}, "nothing differs"),
        ({"rung": "PERHAPS"}, "none of HELD"),
        ({"said_on": "gestern"}, "no day"),
        ({"said_on": "2031-02-30"}, "no day"),
        ({"meeting_date": "im Mai"}, "neither a day"),
        ({"meeting_date": "2031-05-09/2031-05-02"}, "ends before"),
        ({"form": "unattributed"}, "no speaker"),
        ({"text": "Nie gesagt."}, "not a field"),
        ({"said_on_basis": "explicit"}, "not a field"),
    ],
)
def test_corrections_that_cannot_be(read, corrected, words):
    before, revision = signals(read), read.revision

    with pytest.raises(ReviewError, match=words):
        review(read, id_of(read), "corrected", by="Kim", corrected=corrected)

    assert read.revision == revision
    assert signals(read).equals(before)
    assert reviews(read) == ()


def test_nobody_reviews_without_a_name_or_a_signal(read):
    with pytest.raises(ReviewError, match="name"):
        review(read, id_of(read), "accepted", by="  ")
    with pytest.raises(StoreError, match="no such signal"):
        review(read, "a1:9-99", "accepted", by="Kim")
    with pytest.raises(StoreError, match="review 7"):
        undo_review(read, 7, by="Kim")


def test_an_outlet_s_own_claim_can_get_a_speaker_and_lose_it(read):
    review(read, id_of(read), "corrected", by="Kim", corrected={"speaker": "", "form": "unattributed"})
    assert list(signals(read, speakers=("(none)",)).index) == [REFUSAL]

    review(read, id_of(read), "corrected", by="Kim", corrected={"speaker": "Ada Kessler"})
    assert signals(read).loc[REFUSAL, "speaker"] == "Ada Kessler"


def test_reviews_of_two_processes_are_both_kept(read):
    with Store.open(read.place.url) as other:
        review(other, id_of(read), "accepted", by="Kim")
    review(read, id_of(read), "rejected", by="Robin")

    assert [(held.by, held.status) for held in reviews(read)] == [("Robin", "holds"), ("Kim", "superseded")]


KEYS = st.builds(
    Key,
    where=st.sampled_from(["body", "title"]),
    text=st.sampled_from(["Man sei bereit.", "Man sei bereit. Ja.", "Man sei nicht bereit.", "Es gebe keinen Termin."]),
    speaker=st.sampled_from([None, "Ada Kessler", "Jonas Ohm"]),
    nth=st.integers(0, 1),
)


@given(st.lists(KEYS, max_size=6), st.lists(KEYS, max_size=6, unique=True))
def test_a_signal_has_one_review_at_most_and_never_one_of_other_words(held, found):
    pairs = matched(held, found)

    assert len(set(pairs.values())) == len(pairs)
    for place, signal in pairs.items():
        assert held[place].where == found[signal].where
        assert held[place].text in found[signal].text or found[signal].text in held[place].text
    for place, key in enumerate(held):
        if key in found and key not in held[:place]:
            assert pairs[place] == found.index(key), "the very same signal comes before any likeness"


@given(st.lists(KEYS, max_size=6), st.lists(KEYS, max_size=5, unique=True), st.randoms())
def test_the_order_of_the_signals_does_not_matter(held, found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)

    one, other = matched(held, found), matched(held, shuffled)

    assert {place: found[signal] for place, signal in one.items()} == {
        place: shuffled[signal] for place, signal in other.items()
    }


def test_reviewed_fields_are_columns_of_the_signals(read):
    assert set(REVIEWED) <= set(query.signals(read).columns)
