"""Reviewing a signal in the panel: accept, correct, reject, undo, and what everybody sees of it afterwards."""

from datetime import date

import pytest

from data import export, query
from data.models import Source
from data.selection import Selection
from data.store import import_sources, rebuild
from data.store.reviews import reviews
from tests.tarnland import WATCHED
from tests.ui.conftest import table, turn_to

TEXT = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus. Der Hafen blieb geschlossen."
SOURCE = Source(
    id="a1", file="a1.txt", text=TEXT, sha256="", own_id=True, lang="de", clean=True, published_on="2031-05-07"
)


@pytest.fixture(name="read")
def _read(store):
    import_sources(store, [SOURCE], WATCHED)
    return store


@pytest.fixture(name="reviewing")
def _reviewing(open_page, read):
    """The timeline with the review of its only signal open."""
    return opened(open_page(read))


def opened(at):
    at.session_state["review"] = True
    at.run()
    assert not at.exception
    return at


def field(at, kind, name):
    """The widget of a field of the correction; its key goes on with signal and revision."""
    return next(widget for widget in at.get(kind) if widget.key and widget.key.startswith(f"{name}_a1:0-69"))


def shown(at):
    return "".join(element.value for element in at.get_by_key("passage").html)


def captions(at):
    return " ".join(caption.value.replace("\\", "") for caption in at.caption)


def by(at, name="Kim"):
    at.text_input(key="review_name").set_value(name)
    return at


def test_the_cue_is_said_and_stands_out(open_page, read):
    at = open_page(read)

    assert "Willing (+3) because of “<b" in shown(at)
    assert "schließt … nicht aus</b>" in shown(at)
    assert "<b>schließt</b> ein Treffen mit Jonas Ohm <b>nicht aus</b>." in shown(at)


def test_what_is_not_open_is_not_drawn(open_page, read):
    at = open_page(read)

    assert "review_name" not in {widget.key for widget in at.text_input}


def test_accepting_is_said_in_the_panel_and_in_the_csv(reviewing, read):
    by(reviewing).button(key="review_accept").click().run()

    assert not reviewing.exception
    (made,) = reviews(read)
    assert (made.verdict, made.by, made.status) == ("accepted", "Kim", "holds")
    assert "Accepted by Kim" in captions(reviewing)
    rows = export.take(read, "signals", Selection())
    lines = export.spreadsheet_csv(rows.frame, rows.columns).decode("utf-8-sig").splitlines()
    held = dict(zip(lines[0].split('","'), lines[1].split('","'), strict=True))
    assert (held["review"], held["reviewed_by"], held["cue"]) == ("accepted", "Kim", "schließt … nicht aus")


def test_a_correction_shows_what_was_found_and_what_holds(reviewing, read):
    at = by(reviewing)
    field(at, "selectbox", "rung").set_value("NONCOMMITTAL")
    field(at, "selectbox", "speaker").set_value("(the outlet itself)")
    field(at, "selectbox", "form").set_value("unattributed")
    field(at, "date_input", "said").set_value(date(2031, 5, 5))
    at.button(key="review_keep").click().run()

    assert not at.exception
    row = query.signals(read).iloc[0]
    assert (row["rung"], row["form"], row["said_on_basis"], row["review"]) == (
        "NONCOMMITTAL",
        "unattributed",
        "manual",
        "corrected",
    )
    assert "Corrected by Kim" in captions(at)
    assert "rung Willing → Non-committal, speaker Ada Kessler → (the outlet itself)" in captions(at)
    assert "Found as Willing (+3) because of" in shown(at)
    assert "2031-05-05 (set by a review)" in shown(at)
    assert table(at, "timeline")["rung"].tolist() == [["NONCOMMITTAL"]]


def test_a_rejected_signal_leaves_the_page_and_comes_back_when_undone(reviewing, read, open_page):
    at = by(reviewing)
    at.button(key="review_reject").click().run()
    assert not at.exception
    assert at.info[0].value == "No signals found in the imported articles."

    at = opened(open_page(read, rejected="true"))
    assert len(table(at, "timeline")) == 1
    assert "Rejected by Kim" in captions(at)
    at.text_input(key="review_name").set_value("Robin")
    (made,) = reviews(read)
    at.button(key=f"undo_{made.number}").click().run()

    assert not at.exception
    assert reviews(read)[0].undone_by == "Robin"
    assert len(query.signals(read)) == 1


def test_a_review_without_a_name_is_not_kept_and_says_why(reviewing, read):
    reviewing.button(key="review_accept").click().run()

    assert "needs a name" in reviewing.error[0].value
    assert reviews(read) == ()


def test_the_name_is_remembered(reviewing):
    by(reviewing, " Kim ").button(key="review_accept").click().run()

    assert turn_to(reviewing, "quality").text_input(key="undo_name").value == "Kim"


def test_a_review_is_still_there_after_importing_and_analysing_again(reviewing, read, open_page):
    at = by(reviewing)
    field(at, "selectbox", "rung").set_value("SCEPTICAL")
    at.button(key="review_keep").click().run()

    longer = Source(
        id="a1", file="a1.txt", text=f"Stand vom Abend, berichtigt. {TEXT}", sha256="", own_id=True, lang="de",
        clean=True, published_on="2031-05-08",
    )  # fmt: skip
    import_sources(read, [longer], WATCHED)
    rebuild(read, everything=True)

    at = open_page(read)
    assert table(at, "timeline")["rung"].tolist() == [["SCEPTICAL"]]
    assert "Corrected by Kim" in captions(at)
    assert table(turn_to(at, "speakers"), "said")["rung"].tolist() == [["SCEPTICAL"]]
