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
