"""Naming an unknown speaker on the Speakers page: it shows at once, in the log, and in the next import."""

from data import query
from data.models import Source
from data.store import import_sources
from data.store.naming import namings
from tests.data.test_store_naming import AGAIN, OTHER, TEXT, WATCHED
from tests.ui.conftest import table


def source(article, text):
    return Source(
        id=article, file=f"{article}.txt", text=text, sha256="", own_id=True, lang="de", clean=True,
        published_on="2031-05-07",
    )  # fmt: skip


def opened(open_page, store):
    import_sources(store, [source("a1", TEXT), source("a2", OTHER)], WATCHED)
    at = open_page(store, "speakers")
    at.session_state["unknown"] = True
    at.run()
    assert not at.exception
    return at


def test_it_is_drawn_only_when_open(open_page, store):
    import_sources(store, [source("a1", TEXT)], WATCHED)
    at = open_page(store, "speakers")

    assert "1 speaker whom no profile knows" in next(box.label for box in at.expander)
    assert "naming_by" not in {field.key for field in at.text_input}


def test_a_named_speaker_stays_named(open_page, store):
    at = opened(open_page, store)
    assert table(at, "unknown")["speaker"].tolist() == ["Runa Vessel"]

    at.selectbox(key="naming_side_Runa Vessel").set_value("Tarnland")
    at.text_input(key="naming_also_Runa Vessel").set_value("Frau Vessel, R. Vessel")
    at.text_input(key="naming_by").set_value("Kim")
    at.button(key="naming_keep").click().run()

    assert not at.exception
    shown = table(at, "speakers").set_index("speaker")
    assert shown.loc["Runa Vessel", "side"] == "Tarnland"
    assert table(at, "namings")[["by", "speaker", "name", "side", "aliases"]].values.tolist() == [
        ["Kim", "Runa Vessel", "Runa Vessel", "Tarnland", "Frau Vessel, R. Vessel"]
    ]
    import_sources(store, [source("a3", AGAIN)])
    assert query.unknown_speakers(store).empty

    at.text_input(key="unnaming_by").set_value("Robin")
    at.button(key=f"unname_{namings(store)[0].number}").click().run()
    assert not at.exception
    assert namings(store)[0].undone_by == "Robin"
    assert table(at, "unknown")["speaker"].tolist() == ["Runa Vessel"]


def test_without_a_name_nothing_is_kept(open_page, store):
    at = opened(open_page, store)

    at.button(key="naming_keep").click().run()

    assert "your own name" in at.error[0].value.replace("\\", "")
    assert namings(store) == ()
