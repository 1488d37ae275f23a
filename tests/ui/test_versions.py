"""Versions in the dashboard: which one is shown, what it withdrew or changed, and the difference."""

import pytest

from data import query
from data.models import Source
from data.store import import_sources, schema
from tests.tarnland import WATCHED
from tests.ui.conftest import table, turn_to

OPEN = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus."
CLOSED = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm inzwischen aus."
REFUSED = "Präsident Jonas Ohm lehnt ein Treffen mit Ada Kessler ab."
PADDING = (
    "Der Hafen von Tarn blieb am Morgen wegen des Sturms geschlossen.",
    "Die Fähren nach Hallerfurt fahren seit Mittag wieder nach Plan.",
    "Am Markt war davon wenig zu spüren, Händler klagten über das Wetter.",
    "Im Rathaus brannte bis spät in die Nacht Licht.",
)


def source(*lines, **changes):
    fields = {
        "id": "a1", "file": "a1.txt", "text": " ".join((*lines, *PADDING)), "sha256": "", "own_id": True, "lang": "de",
        "clean": True, "published_on": "2031-05-07", "title": "Kessler offen für Ohm", "outlet": "Morgenpost Tarn",
    }  # fmt: skip
    return Source(**{**fields, **changes})


@pytest.fixture(name="two")
def _two(store):
    import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    import_sources(store, [source(CLOSED, title="Kessler <b>doch</b> nicht offen")])
    return store


def captions(at):
    return " ".join(caption.value.replace("\\", "") for caption in at.caption)


def html(at):
    return "".join(element.value for element in at.get("html"))


def test_a_changed_claim_says_so_beside_its_passage(open_page, two):
    at = open_page(two)

    assert "changed in version 2: WILLING → REJECTED" in captions(at)
    assert table(at, "timeline")["rung"].tolist() == [["REJECTED"]]


def test_withdrawn_claims_are_one_click_away_and_count_nowhere(open_page, two):
    at = open_page(two)
    assert len(table(at, "timeline")) == 1
    assert "withdrawn_table" not in [element.key for element in at.get("container") if getattr(element, "key", None)]

    at.session_state["withdrawn_box"] = True
    at.run()

    assert not at.exception
    assert table(at, "withdrawn")["mark"].tolist() == ["claim withdrawn in version 2"]
    assert REFUSED in html(at)
    assert "Jonas Ohm, REJECTED: claim withdrawn in version 2" in captions(at)


def test_they_follow_the_filter(open_page, two):
    at = open_page(two, speaker="Ada Kessler")

    assert not [box for box in at.expander if box.label.startswith("Withdrawn claims")]


def test_a_filter_that_only_a_withdrawn_claim_meets_still_shows_it(open_page, two):
    for page in ("timeline", "speakers"):
        at = open_page(two, page, speaker="Jonas Ohm")
        assert [box.label for box in at.expander if box.label.startswith("Withdrawn")] == ["Withdrawn claims (1)"]


def test_the_article_says_which_version_it_is_and_what_it_no_longer_says(open_page, two):
    at = open_page(two, "articles", article="a1")

    assert "Version 2 of 2, imported" in captions(at)
    assert "UTC; 1 claim withdrawn, 1 changed" in captions(at)
    assert "**No longer in this version**" in [text.value for text in at.markdown]
    assert REFUSED in html(at)


def test_an_older_version_is_shown_as_it_was_with_its_own_signals(open_page, two):
    at = open_page(two, "articles", article="a1")
    at.selectbox(key="version_a1").set_value(1).run()

    assert not at.exception
    assert "it does not count" in at.info[0].value
    shown = html(at)
    assert OPEN in shown
    assert shown.count("<mark") == 2
    assert "Kessler offen für Ohm" in shown


def test_a_link_opens_the_difference(open_page, two):
    at = open_page(two, "articles", article="a1", change="2")

    shown = html(at)
    assert "nicht</del>" not in shown  # each mark is said in words too
    assert "only in version 1: </span>nicht<" in shown
    assert "only in version 2: </span>inzwischen<" in shown
    assert f"only in version 1: </span>{REFUSED}<" in shown
    assert "… 3 sentences unchanged …" in shown
    assert "Kessler offen für Ohm → Kessler &lt;b&gt;doch&lt;/b&gt; nicht offen" in shown
    assert not at.exception


def test_side_by_side(open_page, two):
    at = open_page(two, "articles", article="a1", change="2")
    at.segmented_control(key="version_how").set_value("Side by side").run()

    assert not at.exception
    assert "not in version 2" in html(at)


def test_a_link_to_a_version_that_is_not_there_opens_the_newest(open_page, two):
    for linked in ("9", "1", "x", "99999999999"):
        at = open_page(two, "articles", article="a1", change=linked)
        assert "only in version 2: " in html(at) or linked in {"x", "99999999999"}
        assert not at.exception


def test_of_an_excerpt_both_possibilities_are_told(open_page, store):
    import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    import_sources(store, [source(text=f"{OPEN} Weiterlesen mit Abo.")])

    at = open_page(store, "articles", article="a1")

    assert "UTC; 1 claim missing (withdrawn, cut off or reworded)" in captions(at)
    assert "claim not in version 2" in captions(at)
    assert "what is missing may be withdrawn, or only cut off" in captions(at)


def test_what_is_not_known_is_said_to_be_so(open_page, two):
    with two.write() as connection:  # as a file of an older schema has it
        for held in (schema.changes, schema.steps, schema.past_signals):
            connection.execute(held.delete())

    at = open_page(two, "articles", article="a1")
    assert "what became of the claims before is not known" in captions(at)
    at.selectbox(key="version_a1").set_value(1).run()
    assert "are not known; treffpunkt rebuild finds them".replace(
        "treffpunkt rebuild", "`treffpunkt rebuild`"
    ) in captions(at)

    at = open_page(two, "articles", article="a1", change="2")
    assert "`treffpunkt rebuild` finds out" in at.warning[0].value.replace("\\", "")
    assert "only in version 1: </span>nicht<" in html(at)


def test_an_article_with_one_version_says_nothing_of_versions(open_page, store):
    import_sources(store, [source(OPEN)], WATCHED)

    at = open_page(store, "articles", article="a1")

    assert "Version 1" not in captions(at)
    assert not [box for box in at.selectbox if box.label == "Version"]
    assert query.changes(store).empty


def test_the_speakers_page_offers_them_too(open_page, two):
    at = turn_to(open_page(two), "speakers")

    assert [box.label for box in at.expander if box.label.startswith("Withdrawn")] == ["Withdrawn claims (1)"]
