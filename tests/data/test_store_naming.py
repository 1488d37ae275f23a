"""Naming a speaker whom no profile knows: it stays, through imports, rebuilds and other profiles, and can be undone."""

import pytest

from data import query
from data.errors import ReviewError, StoreError
from data.models import Source
from data.profile.models import Actor
from data.selection import Selection
from data.store import import_sources, rebuild
from data.store.naming import name_speaker, namings, undo_naming
from data.store.reviews import review, reviews
from tests.tarnland import WATCHED

TEXT = "Ein Treffen von Ada Kessler und Jonas Ohm sei möglich, sagte die Unterhändlerin Runa Vessel am Dienstag."
AGAIN = "Jonas Ohm wolle Ada Kessler bald treffen, sagte die Unterhändlerin Runa Vessel am Mittwoch in Tarn."
OTHER = "Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus. Der Hafen blieb geschlossen."
VESSEL = Actor("Runa A. Vessel", "person", ("Frau Vessel",), side="Tarnland")


def source(article, text):
    return Source(
        id=article, file=f"{article}.txt", text=text, sha256="", own_id=True, lang="de", clean=True,
        published_on="2031-05-07",
    )  # fmt: skip


@pytest.fixture(name="read")
def _read(store):
    import_sources(store, [source("a1", TEXT), source("a2", OTHER)], WATCHED)
    return store


def speakers(store):
    return query.speakers(store).set_index("speaker")["side"].to_dict()


def test_a_speaker_gets_a_name_and_a_side_at_once(read):
    assert "Runa Vessel" in speakers(read)

    analysed = name_speaker(read, "Runa Vessel", VESSEL, by="Kim")

    assert analysed == 1, "only the article that names her"
    assert speakers(read) == {"Runa A. Vessel": "Tarnland", "Ada Kessler": "Tarnland"}
    assert [(held.speaker, held.actor.name, held.by) for held in namings(read)] == [
        ("Runa Vessel", "Runa A. Vessel", "Kim")
    ]


def test_nothing_is_then_of_other_rules(read):
    name_speaker(read, "Runa Vessel", VESSEL, by="Kim")

    assert import_sources(read, [source("a2", OTHER)]).outdated == 0
    held = query.signals(read, Selection(include_background=True))
    assert rebuild(read).rebuilt == 0
    rebuild(read, everything=True)
    again = query.signals(read, Selection(include_background=True))
    assert again.equals(held), "what was not analysed again would have been read the same"


@pytest.mark.parametrize("profile", [None, WATCHED], ids=["own profile", "a profile given with the import"])
def test_the_next_import_knows_the_name(read, profile):
    name_speaker(read, "Runa Vessel", VESSEL, by="Kim")

    import_sources(read, [source("a3", AGAIN)], profile)

    rows = query.signals(read)
    assert set(rows.loc[rows["article"] == "a3", "speaker"]) == {"Runa A. Vessel"}
    rebuild(read, profile, everything=True)
    assert "Runa Vessel" not in speakers(read)


def test_it_can_be_one_of_the_profile(read):
    name_speaker(read, "Runa Vessel", Actor("Ada Kessler", "body"), by="Kim")

    assert set(speakers(read)) == {"Ada Kessler"}
    (actor,) = [actor for actor in read.profile().actors if actor.name == "Ada Kessler"]
    assert (actor.kind, actor.principal, "Runa Vessel" in actor.aliases) == ("person", True, True)


def test_a_name_is_taken_back(read):
    before = query.signals(read, Selection(include_background=True))
    name_speaker(read, "Runa Vessel", VESSEL, by="Kim")
    (held,) = namings(read)

    assert undo_naming(read, held.number, by="Robin") == 1

    assert query.signals(read, Selection(include_background=True)).equals(before)
    assert namings(read)[0].undone_by == "Robin"
    assert VESSEL.name not in {actor.name for actor in read.profile().actors}
    assert undo_naming(read, held.number, by="Robin") == 0


def test_a_reviewed_signal_follows_the_name(read):
    rows = query.signals(read)
    review(read, rows.loc[rows["speaker"] == "Runa Vessel", "id"].iloc[0], "accepted", by="Kim")

    name_speaker(read, "Runa Vessel", VESSEL, by="Kim")

    row = query.signals(read).query("speaker == 'Runa A. Vessel'").iloc[0]
    assert row["review"] == "accepted"
    assert reviews(read)[0].status == "holds"


def test_names_that_cannot_be(read):
    revision = read.revision

    with pytest.raises(ReviewError, match="somebody of the profile"):
        name_speaker(read, "Runa Vessel", Actor("Runa A. Vessel", "person", ("Jonas Ohm",)), by="Kim")
    with pytest.raises(ReviewError, match="your own name"):
        name_speaker(read, "Runa Vessel", VESSEL, by=" ")
    with pytest.raises(StoreError, match="naming 9"):
        undo_naming(read, 9, by="Kim")
    assert (read.revision, namings(read)) == (revision, ())
