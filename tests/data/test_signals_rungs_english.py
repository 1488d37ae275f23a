"""Sentences of invented English news with the rung that the codebook gives them; None where they are no signal.

Each stands after a lead that names both leaders, so that "the meeting" and "it" have something to mean.
"""

import pytest

from data.models import LADDER
from tests.data.signals_scene import read

LEAD = "President Aldo Brenk of Norvia wants to meet Mira Tolva, the president of Ostrau."

ENGLISH = [
    ("Tolva has not yet accepted an invitation from Brenk to Halm.", "NONCOMMITTAL"),
    ("There must be a ceasefire before he meets Tolva, Brenk said.", "CONDITIONAL"),
    ("Tolva would meet Brenk only in the final stage of the negotiations, Reeb said.", "CONDITIONAL"),
    ("Brenk and Tolva met in Halm on Monday.", "HELD"),
    ("The two presidents spoke by phone on Sunday.", "HELD"),
    ("The call lasted about forty minutes, Reeb said.", "HELD"),
    ("Brenk had last visited Tolva in May 2019.", "HELD"),
    ("The two leaders held talks in Geneva on Saturday.", "HELD"),
    ("The meeting will take place in Geneva on 14 March.", "SCHEDULED"),
    ("A date and venue for the summit have been set.", "SCHEDULED"),
    ("Brenk and Tolva are due to meet on 14 March.", "SCHEDULED"),
    ("Brenk and Tolva have agreed to meet.", "AGREED"),
    ("Tolva accepted the invitation.", "AGREED"),
    ("Preparations for the summit are under way, Reeb said.", "AGREED"),
    ("Reeb confirmed that a meeting of the presidents was being arranged.", "AGREED"),
    ("“The meeting will go ahead,” Brenk said.", "AGREED"),
    ("The summit has not been called off, Reeb said.", "AGREED"),
    ("Brenk said he was open to a meeting with Tolva.", "WILLING"),
    ("Tolva did not rule out a meeting with Brenk.", "WILLING"),
    ("Brenk and Tolva may meet soon.", "WILLING"),
    ("Tolva would like to speak to Brenk.", "WILLING"),
    ("A summit is possible, Reeb said.", "WILLING"),
    ("Tolva said she was ready to meet Brenk at any time.", "WILLING"),
    ("Tolva will only meet Brenk if the shelling stops.", "CONDITIONAL"),
    ("Any summit would need careful preparation, Reeb said.", "CONDITIONAL"),
    ("A meeting depends on the release of the prisoners, Tolva said.", "CONDITIONAL"),
    ("Tolva is ready for talks with Brenk, provided that the border reopens.", "CONDITIONAL"),
    ("Brenk proposed a summit on neutral ground.", "PROPOSED"),
    ("Brenk invited Tolva to Halm.", "PROPOSED"),
    ("Tolva urged Brenk to sit down with her.", "PROPOSED"),
    ("Switzerland offered to host the meeting.", "PROPOSED"),
    ("Reeb declined to comment on a possible meeting.", "NONCOMMITTAL"),
    ("It is unclear whether the presidents will meet.", "NONCOMMITTAL"),
    ("Reeb would neither confirm nor deny the meeting.", "NONCOMMITTAL"),
    ("No decision on a summit has been made, Reeb said.", "NONCOMMITTAL"),
    ("Analysts doubt that the summit will happen.", "SCEPTICAL"),
    ("Orlik played down hopes of a meeting.", "SCEPTICAL"),
    ("A meeting this year is unlikely, Orlik said.", "SCEPTICAL"),
    ("The summit has been postponed.", "POSTPONED"),
    ("Plans for a meeting are on hold.", "POSTPONED"),
    ("The call was pushed back by a week.", "POSTPONED"),
    ("There are no plans for a meeting, Reeb said.", "NOT_PLANNED"),
    ("No date has been set for the summit.", "NOT_PLANNED"),
    ("Reeb denied reports of an imminent meeting.", "NOT_PLANNED"),
    ("Tolva called off the meeting.", "CANCELLED"),
    ("The summit will not take place, Reeb said.", "CANCELLED"),
    ("The meeting has been scrapped.", "CANCELLED"),
    ("Tolva ruled out a meeting with Brenk.", "REJECTED"),
    ("Tolva refused to meet Brenk.", "REJECTED"),
    ("Tolva turned down the invitation.", "REJECTED"),
    ("“I will not sit down with him,” Tolva said.", "REJECTED"),
    ("The foreign ministers met in Geneva on Monday.", None),
    ("Brenk refused to rule out new tariffs.", None),
    ("After the call with Tolva, Brenk spoke to reporters.", None),
    ("Shots were fired at the border overnight.", None),
]


ENGLISH += [
    ("Brenk and Tolva shook hands in Geneva on Sunday.", "HELD"),
    ("The two had last met three years ago.", "HELD"),
    ("Brenk telephoned Tolva on Monday.", "HELD"),
    ("Brenk flies to Velm on 14 March to meet Tolva.", "SCHEDULED"),
    ("The two leaders will meet in Geneva on 14 March, Reeb said.", "SCHEDULED"),
    ("Tolva has consented to a meeting with Brenk.", "AGREED"),
    ("The two sides are arranging a summit of the presidents.", "AGREED"),
    ("Brenk will see Tolva in person soon, Reeb said.", "AGREED"),
    ("Tolva signalled willingness to talk to Brenk.", "WILLING"),
    ("“I am happy to talk to him,” Tolva said of Brenk.", "WILLING"),
    ("Officials are working on a meeting of the two presidents.", "WILLING"),
    ("Brenk hopes to see Tolva in person before the summer.", "WILLING"),
    ("There will be no summit until the prisoners are freed, Tolva said.", "CONDITIONAL"),
    ("Unless the troops withdraw, Tolva will not meet Brenk.", "CONDITIONAL"),
    ("Tolva called for direct talks with Brenk.", "PROPOSED"),
    ("Brenk suggested meeting Tolva in Geneva.", "PROPOSED"),
    ("An invitation to Tolva still stands, Reeb said.", "PROPOSED"),
    ("Reeb would not say when the presidents might meet.", "NONCOMMITTAL"),
    ("Whether the summit goes ahead remains to be seen.", "NONCOMMITTAL"),
    ("Velm has yet to respond to the invitation.", "NONCOMMITTAL"),
    ("Few expect the two presidents to meet this year.", "SCEPTICAL"),
    ("Orlik sees little chance of a summit.", "SCEPTICAL"),
    ("The meeting was delayed until May.", "POSTPONED"),
    ("Brenk asked to put the summit off.", "POSTPONED"),
    ("A meeting is not on the agenda, Reeb said.", "NOT_PLANNED"),
    ("Reports of a summit are untrue, Reeb said.", "NOT_PLANNED"),
    ("Brenk pulled out of the summit.", "CANCELLED"),
    ("The summit fell through.", "CANCELLED"),
    ("Tolva will not meet Brenk, Reeb said.", "REJECTED"),
    ("Tolva dismissed the idea of a summit with Brenk.", "REJECTED"),
    ("The talks were frank and useful, Reeb said.", None),
    ("Trade ministers will meet in Halm on Friday.", None),
    ("Brenk met the Ostrauan ambassador on Monday.", None),
]


ENGLISH += [
    ("Brenk and Tolva will come face to face in Geneva on 14 March.", "SCHEDULED"),
    ("The summit is set for 14 March.", "SCHEDULED"),
    ("Reeb announced that the two leaders would meet soon.", "AGREED"),
    ("Tolva has agreed to travel to Halm to see Brenk.", "AGREED"),
    ("Aides are preparing a meeting between the two presidents.", "AGREED"),
    ("Tolva said she would be happy to receive Brenk in Velm.", "WILLING"),
    ("Brenk wants to speak to Tolva directly.", "WILLING"),
    ("A meeting is not out of the question, Reeb said.", "WILLING"),
    ("Brenk said he hoped to meet Tolva before the summer.", "WILLING"),
    ("Tolva said she would talk to Brenk only after a ceasefire.", "CONDITIONAL"),
    ("Brenk challenged Tolva to meet him in Geneva.", "PROPOSED"),
    ("Geneva was put forward as a venue for the summit.", "PROPOSED"),
    ("Reeb gave no date for the meeting.", "NONCOMMITTAL"),
    ("It is not clear where the leaders will meet.", "NONCOMMITTAL"),
    ("Orlik voiced doubts about the summit.", "SCEPTICAL"),
    ("Hopes of a summit are fading.", "SCEPTICAL"),
    ("The summit has been moved to May.", "POSTPONED"),
    ("Brenk's trip to Velm has been delayed.", "POSTPONED"),
    ("No meeting has been scheduled, Reeb said.", "NOT_PLANNED"),
    ("The presidents have no plans to meet, Reeb said.", "NOT_PLANNED"),
    ("Brenk will not attend the summit, Reeb said.", "CANCELLED"),
    ("Tolva scrapped the meeting at the last minute.", "CANCELLED"),
    ("Tolva has ruled out talks with Brenk.", "REJECTED"),
    ("“There is nothing to talk about with him,” Tolva said of Brenk.", "REJECTED"),
    ("The presidents sat down together in Geneva on Monday.", "HELD"),
    ("Brenk and Tolva had a phone call on Sunday, Reeb said.", "HELD"),
    ("During the call Brenk criticised the attacks.", None),
    ("Orlik travelled to Velm for talks with his counterpart.", None),
    ("The union postponed its strike.", None),
]


@pytest.mark.parametrize(("sentence", "rung"), ENGLISH, ids=[sentence for sentence, _ in ENGLISH])
def test_english_sentence_stands_on_its_rung(sentence, rung):
    found = read(f"{LEAD}\n\n{sentence}", after=LEAD, lang="en")

    assert [signal.rung for signal in found] == ([rung] if rung else [])


@pytest.mark.parametrize("rung", LADDER)
def test_every_rung_has_cases(rung):
    assert sum(expected == rung for _, expected in ENGLISH) >= 3
