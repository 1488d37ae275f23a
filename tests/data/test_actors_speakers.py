"""The canonical name of whoever stands at a speaker's span, and the principals of a stretch."""

import pytest

from data.actors import find_mentions, group_members, name_speaker, principal_of, principals
from tests.data.actors_profile import PROFILE


def speaker(body, surface, lang="de", previous=None):
    start = body.index(surface)
    mentions = find_mentions(body, lang, PROFILE)
    return name_speaker(body, ((start, start + len(surface)),), mentions, PROFILE, previous)


@pytest.mark.parametrize(
    ("body", "surface", "name"),
    [
        ("Keths Berater Pelle Ansko sagte zu.", "Keths Berater Pelle Ansko", "Pelle Ansko"),
        (
            "Die Sprecherin des Weißen Hauses, Karoline Leavitt, sagte zu.",
            "Die Sprecherin des Weißen Hauses, Karoline Leavitt",
            "Karoline Leavitt",
        ),
        ("Das sagte Ignazio Cassis.", "Ignazio Cassis", "Ignazio Cassis"),
        ("Trump selbst sagte zu.", "Trump selbst", "Donald Trump"),
        ("Moskau sagte zu.", "Moskau", "Kreml"),
        ("Aus Lundra kam eine Zusage.", "Aus Lundra", "Präsidialamt Veldanien"),
        ("In Lundra wurde zugesagt, so in Lundra.", "in Lundra", "Präsidialamt Veldanien"),
        ("Nach Angaben des Kremls ist alles offen.", "Nach Angaben des Kremls", "Kreml"),
        (
            "Nach Angaben von Keths Berater Pelle Ansko ist alles offen.",
            "Nach Angaben von Keths Berater Pelle Ansko",
            "Pelle Ansko",
        ),
        ("Ein Vertreter des Weißen Hauses sagte zu.", "Ein Vertreter des Weißen Hauses", "Weißes Haus"),
        ("Ein Berater Macrons sagte zu.", "Ein Berater Macrons", "Berater Macrons"),
        ("Diplomaten in Lundra zweifeln.", "Diplomaten in Lundra", "Diplomaten"),
        ("Verkehrsminister Max Muster sagte zu.", "Verkehrsminister Max Muster", "Max Muster"),
        ("Keth sagte zu. Er wolle reisen, so sein Sprecher.", "Er", "Ilvar Keth"),
    ],
)
def test_the_head_of_the_span_speaks(body, surface, name):
    assert speaker(body, surface) == name


@pytest.mark.parametrize(
    ("body", "surface", "name"),
    [
        ("Das Verkehrsministerium sagte zu.", "Das Verkehrsministerium", "Verkehrsministerium"),
        ("Das ferne Seegericht sagte zu.", "Das ferne Seegericht", "Fernes Seegericht"),
        ("Nach Polizeiangaben ist alles offen.", "Polizeiangaben", "Polizei"),
        ("Nach Angaben der Feuerwehr ist alles offen.", "Angaben der Feuerwehr", "Feuerwehr"),
        ("Ein Sprecher der Feuerwehr sagte zu.", "Ein Sprecher der Feuerwehr", "Sprecher der Feuerwehr"),
    ],
)
def test_who_is_not_known_is_named_by_the_words(body, surface, name):
    assert speaker(body, surface) == name


@pytest.mark.parametrize(
    ("body", "surface", "lang"),
    [
        (
            "Der Lundra-Presse sagten zwei mit der Sache vertraute Personen zu.",
            "zwei mit der Sache vertraute Personen",
            "de",
        ),
        ("Insidern zufolge, so das Velin Tageblatt, ist alles offen.", "das Velin Tageblatt", "de"),
        ("Laut Medienberichten ist alles offen.", "Medienberichten", "de"),
        ("The paper cites two people close to the president.", "two people close to the president", "en"),
    ],
)
def test_media_and_nameless_sources_are_no_speaker(body, surface, lang):
    assert speaker(body, surface, lang) is None


@pytest.mark.parametrize("surface", ["Demnach", "eigenen Angaben"])
def test_words_that_point_back_mean_the_speaker_before(surface):
    body = f"{surface} ist alles offen."
    assert speaker(body, surface, previous="Ilvar Keth") == "Ilvar Keth"


def test_no_span_means_the_speaker_before():
    assert name_speaker("Offen.", (), (), PROFILE, "Ilvar Keth") == "Ilvar Keth"


def test_principals_in_order_without_the_others():
    body = "Oltrop, Drewsen und Keth sprachen; Keth ging."
    mentions = find_mentions(body, "de", PROFILE)
    assert principals(mentions, (0, len(body)), PROFILE) == ("Mareike Oltrop", "Ilvar Keth")
    assert principals(mentions, (0, 6), PROFILE) == ("Mareike Oltrop",)


def test_a_pair_is_who_was_named_together_last():
    body = "Putin traf Trump. Das ist lange her. Keth und Oltrop sprachen am Montag miteinander. Die beiden lächelten."
    span = (body.index("Die beiden"), len(body))
    mentions = find_mentions(body, "de", PROFILE)
    assert group_members(mentions, span, PROFILE) == ("Ilvar Keth", "Mareike Oltrop")
    assert len(group_members(mentions, span, PROFILE, size=3)) == 3


def test_who_speaks_of_a_pair_may_be_left_out():
    body = "Trump sprach mit Keth und Oltrop. Er bereite ein Treffen der beiden vor."
    mentions = find_mentions(body, "de", PROFILE)
    span = (body.index("Er"), len(body))
    assert group_members(mentions, span, PROFILE, without="Donald Trump") == ("Ilvar Keth", "Mareike Oltrop")


def test_a_pair_may_be_named_in_the_span_itself():
    body = "Die Präsidenten, Ilvar Keth und Alexander Stubb, sprachen."
    assert group_members(find_mentions(body, "de", PROFILE), (0, len(body)), PROFILE) == (
        "Alexander Stubb",
        "Ilvar Keth",
    )


@pytest.mark.parametrize(
    ("actor", "principal"),
    [
        ("Kreml", "Wladimir Putin"),
        ("Runa Sellin", "Ilvar Keth"),
        ("Joe Biden", "Joe Biden"),
        ("Diplomaten", None),
        (None, None),
    ],
)
def test_the_principal_behind_an_actor(actor, principal):
    assert principal_of(actor, PROFILE) == principal


@pytest.mark.parametrize(
    "surface",
    [
        "Gipfel in Ahlburg", "Knapp drei Stunden", "Man", "Dieselbe Antwort", "Hinweise", "Westentasche", "Sechs tote Schafe",
        "Chinas", "Unternehmens", "Späte Abend", "Zwölf Todesopfer", "Schwierigkeiten bei der Suche", "Das Schreiben", "Boden",
        "Reihen des serbischen Gerichts", "Vorläufige Ergebnis", "Schicksal des Landes", "Ein Treffen mit Keth",
        "Ein Treffen zwischen Macron und Keth", "Angaben aus Ahlburg", "24 Jahre", "Sonntag",
    ],
)  # fmt: skip
def test_things_events_and_measures_do_not_speak(surface):
    assert speaker(f"Der Rat tagt. {surface} sagte zu.", surface) is None


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Der Politologe Jannis Morell", "Jannis Morell"),
        ("Physiker Sebastian Pflugbaum", "Sebastian Pflugbaum"),
        ("Korny Lindmann zu den Gründen", "Korny Lindmann"),
        ("Beatrix von Storn", "Beatrix von Storn"),
        ("Mayra Delitz von der Nationalen Wahlkommission", "Mayra Delitz"),
        ("Staatsanwaltschaft Ahlburg ganz besonders sorgfältig", "Staatsanwaltschaft Ahlburg"),
        ("Polizei von weniger Krawallen", "Polizei"),
        ("Informationen des Roten Kreuzes", "Rotes Kreuz"),
        ("Angaben französischer Geheimdienste", "Französische Geheimdienste"),
        ("Angaben der Deutschen Bank", "Deutsche Bank"),
        ("Die Vereinigten Staaten", "Vereinigte Staaten"),
        ("Ein früherer Berater des Weißen Hauses", "Früherer Berater des Weißen Hauses"),
        ("Das Institut für Kernphysik in Ahlburg", "Institut für Kernphysik"),
    ],
)
def test_a_name_ends_where_the_person_or_body_ends(surface, name):
    assert speaker(f"Der Rat tagt. {surface} sagte zu.", surface) == name


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("The Cabinet Office in Ahlburg", "Cabinet Office"),
        ("White House press secretary Karoline Leavitt", "Karoline Leavitt"),
        ("Analysts", "Analysts"),
        ("The meeting", None),
        ("Talks with Keth", None),
        ("Three hours", None),
        ("One", None),
    ],
)
def test_english_things_do_not_speak(surface, name):
    assert speaker(f"It was the day of the vote in the town. {surface} said so.", surface, "en") == name


def test_a_bare_account_is_not_the_speakers_before():
    assert speaker("Der Rat tagt. Nach Darstellung sagte er zu.", "Darstellung", previous="Ilvar Keth") is None
