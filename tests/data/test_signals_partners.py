"""Whom a contact is with: people who are no leaders make it none, whoever else the sentence names."""

import pytest

from tests.data.signals_scene import read

LEAD_DE = "Norvias Präsident Aldo Brenk will den Krieg beenden und Ostraus Präsidentin Mira Tolva dazu bewegen."
LEAD_EN = "President Aldo Brenk of Norvia wants peace with Mira Tolva, the president of Ostrau."

NOBODY_DE = [
    "Brenk sprach am Montag mit Journalisten über Tolva.",
    "Brenk beriet mit seinen Ministern über Tolva.",
    "Brenk redete mit Reportern und kritisierte Tolva.",
    "Brenk hat mit Senatoren gesprochen und Tolva kritisiert.",
    "Brenk traf am Montag Senatoren und sprach über Tolva.",
    "Tolva empfing am Dienstag Studenten und lobte Brenk.",
    "Der norvische Präsident traf am Montag Senatoren.",
    "Er traf am Montag Senatoren.",
    "Er sagte, er habe mit Journalisten über Tolva gesprochen.",
    "Er sagte, er habe mit Senatoren gesprochen.",
    "Brenk will in der nächsten Woche Gouverneure treffen.",
    "Brenk kündigte ein Treffen mit Managern an und lobte Tolva.",
    "Reeb kündigte ein Treffen Brenks mit Kosmonauten an.",
    "Brenk traf in dieser Woche eine Entscheidung.",
    "Brenk trifft Vorbereitungen für den Winter, Tolva nicht.",
    "Brenk will Tolva mit Zöllen treffen.",
    "Tolva sieht sich von Brenk bestätigt.",
    "Die Verhandlungen über das Fischereiabkommen dauern an, sagte Brenk.",
]
NOBODY_EN = [
    "Brenk spoke to reporters and criticised Tolva.",
    "Brenk talked to a television channel about Tolva.",
    "Tolva met students on Monday and praised Brenk.",
    "Brenk will meet senators to discuss Tolva.",
    "He met senators on Monday.",
    "Brenk said the terms of Tolva did not meet his expectations.",
    "He spoke to reporters aboard his plane.",
]
TWO = [
    ("de", "Er hat mit ihr telefoniert.", "HELD"),
    ("de", "Er sagte, er habe mit ihr telefoniert.", "HELD"),
    ("de", "Der norvische Präsident hat seine ostrauische Kollegin getroffen.", "HELD"),
    ("de", "Brenk und Tolva wollen am Freitag mit ihren Delegationen zusammenkommen.", "SCHEDULED"),
    ("de", "Der Gipfel mit offenem Ausgang findet am Freitag in Genf statt.", "SCHEDULED"),
    ("de", "Ein Treffen mit der ostrauischen Präsidentin ist laut Reeb für Freitag geplant.", "SCHEDULED"),
    ("de", "Brenk lehnt es ab, sich mit der Frau in Velm zu treffen.", "REJECTED"),
    ("de", "Die beiden saßen fast drei Stunden zusammen.", "HELD"),
    ("en", "He said he had spoken to her.", "HELD"),
    ("en", "Brenk spoke on Monday with Tolva.", "HELD"),
    ("en", "Brenk and Tolva shook hands in Geneva on Sunday.", "HELD"),
]
VISITS = [
    ("Der Besuch Tolvas in Halm wird auf den Herbst verschoben.", "POSTPONED"),
    ("Die Reise Brenks nach Velm ist abgesagt, hieß es aus Halm.", "CANCELLED"),
    ("Brenk will im Herbst nach Ostrau reisen.", "WILLING"),
    ("Tolva reist am 3. September nach Norvia.", "SCHEDULED"),
    ("Eine Reise nach Velm plane Brenk derzeit nicht, sagte Reeb.", "NOT_PLANNED"),
    ("Er würde auch nach Velm fliegen, sagte Brenk.", "WILLING"),
    ("Brenk reist am Freitag an die Küste.", None),
    ("Orlik reist in der kommenden Woche nach Velm.", None),
    ("Brenk kehrt am Montag nach Halm zurück.", None),
    ("In Velm wies Tolva die Kritik zurück.", None),
]
WITH_WHOM = [
    ("Brenk sprach am Montag mit Werth über Tolva.", ("Aldo Brenk", "Ida Werth")),
    ("Brenk traf in Velm auf Werth und warnte Tolva.", ("Aldo Brenk", "Ida Werth")),
    ("Brenk empfing Werth und drohte Tolva.", ("Aldo Brenk", "Ida Werth")),
    ("Werth wird Brenk in Halm besuchen und über Tolva reden.", ("Aldo Brenk", "Ida Werth")),
    ("Brenk wird Tolva am Freitag treffen und Werth anrufen.", ("Aldo Brenk", "Mira Tolva")),
]


def found(text, lang):
    lead = f"{LEAD_DE if lang == 'de' else LEAD_EN}\n\n"
    return read(lead + text, after=lead, lang=lang)


@pytest.mark.parametrize(
    ("lang", "text"), [*(("de", text) for text in NOBODY_DE), *(("en", text) for text in NOBODY_EN)]
)
def test_a_contact_with_others_is_none_between_leaders(lang, text):
    assert found(text, lang) == []


@pytest.mark.parametrize(("lang", "text", "rung"), TWO)
def test_two_leaders_are_not_taken_for_others(lang, text, rung):
    assert [(signal.rung, signal.participants) for signal in found(text, lang)] == [
        (rung, ("Aldo Brenk", "Mira Tolva"))
    ]


@pytest.mark.parametrize(("text", "rung"), VISITS)
def test_a_visit_to_a_leaders_country_is_a_contact_with_him(text, rung):
    assert [signal.rung for signal in found(text, "de")] == ([rung] if rung else [])


@pytest.mark.parametrize(("text", "participants"), WITH_WHOM)
def test_who_is_only_spoken_of_takes_no_part(text, participants):
    assert [signal.participants for signal in found(text, "de")] == [participants]
