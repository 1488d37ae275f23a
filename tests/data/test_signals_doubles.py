"""English forms that are a noun or a verb, and leaders who are only named somewhere else in a text."""

import pytest

from tests.data.signals_scene import read

NAMED = "Brenk and Tolva have said little. "
FILLER = "The town has a market, two bridges and a bakery that opens at six. " * 40


@pytest.mark.parametrize(
    "sentence",
    [
        "Brenk would like a safe phone from Tolva.",
        "Brenk told Tolva he should prepare a safe phone.",
        "It is time to call out the group for what it is, Reeb said.",
        "He prepares them for what analysts call a test, Reeb said.",
        "They prepare for what we call “the storm”, Reeb said.",
        "Orlik calls on the government to act, Reeb said.",
        "Reeb said a call for calm had been agreed by the unions.",
        "Dahlin has faced criticism over his ties with Tolva amid a finding on the US election.",
        "Brenk got money from Tolva to tear down the wall.",
    ],
)
def test_no_contact_at_all(sentence):
    assert read(NAMED + sentence, lang="en") == []


@pytest.mark.parametrize(
    ("sentence", "contact"),
    [
        ("A call is planned for Friday, Reeb said.", "call"),
        ("Reeb said a phone call had been agreed.", "call"),
        ("Their calls are planned for Friday, Reeb said.", "call"),
        ("Further calls are planned, Reeb said.", "call"),
        ("Brenk plans to phone Tolva on Friday.", "call"),
        ("Brenk phoned Tolva on Friday.", "call"),
        ("Brenk called Tolva's idea good; the Brenk-Tolva call is set for Friday, Reeb said.", "call"),
        ("Brenk will face Tolva in Geneva on Friday.", "in_person"),
        ("Brenk and Tolva will get together on Friday.", "in_person"),
        ("Brenk and Tolva will sit down in Geneva on Friday.", "in_person"),
    ],
)
def test_a_contact(sentence, contact):
    assert [signal.contact for signal in read(NAMED + sentence, lang="en")] == [contact]


def test_a_contact_of_nobody_is_not_that_of_leaders_who_are_named_far_away():
    talks = "A meeting is planned for Friday, Reeb said."

    assert read(f"{NAMED}{FILLER}{talks}", lang="en") == []
    assert len(read(f"{FILLER}{NAMED}{talks}", lang="en")) == 1
    assert len(read(f"{talks} {NAMED}{FILLER}", lang="en")) == 1
