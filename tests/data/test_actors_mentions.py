"""Who is named in an article: names, titles, pronouns, bodies, places, groups and strangers."""

import pytest

from data.actors import find_mentions
from tests.data.actors_profile import PROFILE


def named(body, lang="de"):
    """The mentions of `body` as `text=actor` words."""
    return [f"{one.text}={one.actor}" for one in find_mentions(body, lang, PROFILE)]


def actor_of(body, text, lang="de", nth=0):
    """Whom the nth mention that reads `text` means."""
    found = [one for one in find_mentions(body, lang, PROFILE) if one.text == text]
    assert found, f"{text!r} is no mention, only {named(body, lang)}"
    return found[nth].actor


@pytest.mark.parametrize(
    ("body", "text", "actor"),
    [
        ("Ilvar Keth schwieg.", "Ilvar Keth", "Ilvar Keth"),
        ("Keths Reise ist beendet.", "Keths", "Ilvar Keth"),
        ("Ein Treffen mit Oltrop ist offen.", "Oltrop", "Mareike Oltrop"),
        ("Orban schwieg.", "Orban", "Viktor Orbán"),
        ("Erdogan schwieg.", "Erdogan", "Recep Tayyip Erdoğan"),
        ("Zelenskyy schwieg.", "Zelenskyy", "Wolodymyr Selenskyj"),
        ("Wolodymyr Zelenskyy schwieg.", "Wolodymyr Zelenskyy", "Wolodymyr Selenskyj"),
        ("Wie Уиткофф sagte, ist alles offen.", "Уиткофф", "Steve Witkoff"),
        ("Das Weisse Haus schwieg.", "Weisse Haus", "Weißes Haus"),
        ("Die Haltung des Weißen Hauses ist klar.", "Weißen Hauses", "Weißes Haus"),
        ("Nach Angaben des Kremls ist alles offen.", "Kremls", "Kreml"),
        ("Die veldanische Seite schwieg.", "veldanische Seite", "Präsidialamt Veldanien"),
        ("Mit der tarkländischen Regierung sprach niemand.", "tarkländischen Regierung", "Regierung von Tarkland"),
    ],
)
def test_names_in_their_spellings_and_cases(body, text, actor):
    assert actor_of(body, text) == actor


@pytest.mark.parametrize(
    "body",
    [
        "Die Keth-Reise wurde verschoben.",
        "Der Lundra-Gipfel ist vorbei.",
        "Die Lundra-Presse berichtete darüber.",
    ],
)
def test_a_compound_or_a_medium_names_nobody(body):
    assert named(body) == []


@pytest.mark.parametrize(
    ("body", "lang"), [("Das Putin-Trump-Treffen ist vorbei.", "de"), ("A Putin-Trump call.", "en")]
)
def test_two_persons_in_one_word_are_both_named(body, lang):
    assert named(body, lang) == ["Putin=Wladimir Putin", "Trump=Donald Trump"]


def test_another_bearer_of_the_surname_is_another_person():
    assert actor_of("Melania Trump schrieb einen Brief.", "Melania Trump") == "Melania Trump"


@pytest.mark.parametrize(
    ("body", "text", "actor"),
    [
        ("Der veldanische Präsident lehnte ab.", "Der veldanische Präsident", "Ilvar Keth"),
        ("Veldaniens Präsident lehnte ab.", "Veldaniens Präsident", "Ilvar Keth"),
        ("Der Präsident Veldaniens lehnte ab.", "Der Präsident Veldaniens", "Ilvar Keth"),
        ("Die tarkländische Regierungschefin lehnte ab.", "Die tarkländische Regierungschefin", "Mareike Oltrop"),
        ("Der tarkländische Außenminister lehnte ab.", "Der tarkländische Außenminister", "Bo Drewsen"),
        ("Der US-Präsident lehnte ab.", "Der US-Präsident", "Donald Trump"),
        ("Der Kremlchef lehnte ab.", "Der Kremlchef", "Wladimir Putin"),
        ("Der russische Praesident lehnte ab.", "Der russische Praesident", "Wladimir Putin"),
        ("Keths Sprecherin lehnte ab.", "Keths Sprecherin", "Runa Sellin"),
        ("Keth reist. Sein Berater lehnte ab.", "Sein Berater", "Pelle Ansko"),
        ("Keth sprach. Der Veldanier lehnte ab.", "Der Veldanier", "Ilvar Keth"),
        ("Drewsen ist krank. Der Minister lehnte ab.", "Der Minister", "Bo Drewsen"),
        ("Der frühere US-Präsident lehnte ab.", "Der frühere US-Präsident", "Joe Biden"),
        ("Keth traf seinen finnischen Amtskollegen.", "seinen finnischen Amtskollegen", "Alexander Stubb"),
        ("Die tarkländische Führung schwieg.", "Die tarkländische Führung", "Regierung von Tarkland"),
        ("Ein Vertreter des Kremls schwieg.", "Ein Vertreter des Kremls", "Kreml"),
    ],
)
def test_a_title_means_its_bearer(body, text, actor):
    assert actor_of(body, text) == actor


def test_a_title_goes_to_whoever_bore_it_beside_a_name():
    body = "Der Sprecher des Seeamts, Karl-Heinz Brömmel, erklärte das. Malm schwieg nie. „Wir warten“, so der Sprecher des Seeamts."
    assert actor_of(body, "der Sprecher des Seeamts") == "Karl-Heinz Brömmel"


def test_a_title_that_fits_several_goes_to_whoever_was_spoken_of_last():
    body = "Präsident Selenskyj will Kremlchef Putin treffen. „Das ist nötig“, sagte er. Mehr verriet der Staatschef nicht."
    assert actor_of(body, "der Staatschef") == "Wolodymyr Selenskyj"


def test_he_goes_on_with_whoever_speaks_behind_a_relative_clause():
    body = "Putin sagte, alles sei offen. Selenskyj, der in Wien war, sagte, er sei bereit. „Ich komme gern“, sagte er."
    assert [one.actor for one in find_mentions(body, "de", PROFILE) if one.text == "er"] == ["Wolodymyr Selenskyj"] * 2


def test_he_behind_said_is_the_one_who_says_it_in_english():
    body = "Putin insisted that the talks were on. Zelensky, who was not invited, said he was ready."
    assert actor_of(body, "he", "en") == "Wolodymyr Selenskyj"


def test_an_official_of_a_house_is_nobody_named_before():
    body = "Rubio said so. A White House official had said earlier that nothing was planned."
    assert actor_of(body, "White House official", "en") == "Weißes Haus"


def test_who_answers_is_not_whom_the_question_was_about():
    body = "Peskow trat vor die Presse. Auf die Frage, ob Putin reisen werde, antwortete er nicht."
    assert actor_of(body, "er") == "Dmitri Peskow"


def test_a_surname_may_end_like_a_noun():
    assert named("„Das stimmt“, sagte die Historikerin Sarah Pagung am Montag.") == ["Sarah Pagung=Sarah Pagung"]


def test_an_office_of_its_own_is_no_other_politician():
    assert actor_of("Der Senator schwieg. Donald Trump kam an.", "Der Senator") != "Donald Trump"
    assert actor_of("Der Republikaner schwieg. Donald Trump kam an.", "Der Republikaner") == "Donald Trump"


def test_a_title_that_speaks_on_is_who_spoke_before():
    body = "Donald Trump said he would call the Russian leader. It was time, the president wrote."
    assert actor_of(body, "the president", "en") == "Donald Trump"


def test_a_title_needs_somebody_of_its_gender():
    body = "Malm und Sellin traten auf. Die Sprecherin lächelte."
    assert actor_of(body, "Die Sprecherin") == "Runa Sellin"


def test_the_president_of_whose_spokeswoman_speaks():
    body = "Putin ist gereist. „Der Präsident bleibt hier“, sagte Keths Sprecherin Runa Sellin. Keth schwieg."
    assert actor_of(body, "Der Präsident") == "Ilvar Keth"


@pytest.mark.parametrize(
    "body", ["In Lundra regnete es.", "Er reiste nach Lundra und Sankt Velin.", "LUNDRA liegt am Meer bei Lundra."]
)
def test_a_place_is_no_body(body):
    assert "Lundra=Präsidialamt Veldanien" not in named(body)


@pytest.mark.parametrize(
    "body",
    [
        "Lundra lehnte ab.",
        "Aus Lundra hieß es, man warte.",
        "Nach Angaben aus Lundra ist alles offen.",
        "Gespräche zwischen Lundra und Sankt Velin ruhen.",
        "Das lehnte Lundra ab.",
    ],
)
def test_a_capital_speaks_for_its_state(body):
    assert actor_of(body, "Lundra") == "Präsidialamt Veldanien"


@pytest.mark.parametrize(
    ("body", "acts"),
    [
        ("Veldanien lehnte ab.", True),
        ("Die Ukraine lehnte ab.", True),
        ("In Veldanien regnete es.", False),
        ("Der Krieg gegen Veldanien dauert an.", False),
        ("Gespräche zwischen Russland und der Ukraine ruhen.", False),
        ("Sie sprachen in Lundra, Veldanien, miteinander.", False),
    ],
)
def test_a_country_acts_only_as_a_subject(body, acts):
    assert bool(named(body)) is acts


@pytest.mark.parametrize(
    ("body", "pronoun", "actor"),
    [
        ("Keth erklärte, er sei bereit.", "er", "Ilvar Keth"),
        ("Keth will Putin treffen, wie er am Freitag mitteilte.", "er", "Ilvar Keth"),
        ("Drewsen lobte Keth. „Das ist gut“, sagte er.", "er", "Bo Drewsen"),
        ("Ein Treffen werde er gern abhalten, sagte Keth.", "er", "Ilvar Keth"),
        ("Keth traf Oltrop. Sie lächelte.", "Sie", "Mareike Oltrop"),
        ("Oltrop lud Keth ein. Die Einladung nahm er an.", "er", "Ilvar Keth"),
        ("Oltrop reiste ab, ihr Minister blieb.", "ihr", "Mareike Oltrop"),
        ("Drewsen sprach mit Keth. Er sei zufrieden, sagte Drewsen.", "Er", "Bo Drewsen"),
    ],
)
def test_pronouns(body, pronoun, actor):
    assert actor_of(body, pronoun) == actor


def test_who_is_quoted_does_not_call_himself_he():
    assert actor_of("Putin schwieg lange. „Er kommt“, sagte Keth.", "Er") == "Wladimir Putin"


@pytest.mark.parametrize("body", ["Die Minister kamen. Sie sprachen über Keth.", "Es muss gut sein, sagte Keth."])
def test_no_pronoun_for_one_person(body):
    assert all(one.kind != "pronoun" for one in find_mentions(body, "de", PROFILE))


def test_strangers_are_found_and_their_surname_means_them():
    body = "Die Abgeordnete Tilda Wiesental (Grüne) warnte. Wiesentals Fraktion stimmte zu, sagte Wiesental."
    assert named(body) == ["Tilda Wiesental=Tilda Wiesental", "Wiesentals=Tilda Wiesental", "Wiesental=Tilda Wiesental"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Verkehrsminister Max Muster sprach.", "Max Muster"),
        ("Max Muster, Sprecher der Bahn, sprach.", "Max Muster"),
        ("Das sagte Herr Quandel.", "Quandel"),
        ("Der Historiker Ernst van der Waal sprach.", "Ernst van der Waal"),
        ("Das erklärte Kasia Brodzik am Montag.", "Kasia Brodzik"),
    ],
)
def test_strangers_beside_a_title_or_a_verb(body, name):
    assert f"{name}={name}" in named(body)


@pytest.mark.parametrize(
    ("body", "group"),
    [
        ("Diplomaten in Brüssel zweifeln.", "Diplomaten"),
        ("Die veldanischen Regierungsvertreter zweifeln.", "Veldanische Regierungsvertreter"),
        ("Den europäischen Verbündeten zufolge ist alles offen.", "Europäische Verbündete"),
        ("Mehrere europäische Staats- und Regierungschefs zweifeln.", "Europäische Staats- und Regierungschefs"),
    ],
)
def test_groups_are_named_by_their_words(body, group):
    assert [one.actor for one in find_mentions(body, "de", PROFILE)] == [group]


def test_a_pair_has_no_name():
    found = find_mentions("Keth traf Oltrop. Die beiden schwiegen. Beide Staatschefs lächelten.", "de", PROFILE)
    assert [(one.text, one.actor) for one in found if one.kind == "group"] == [
        ("Die beiden", None),
        ("Beide Staatschefs", None),
    ]


@pytest.mark.parametrize(
    ("body", "text", "actor"),
    [
        (
            "President Desmond Achterby of Oresia left. The Oresian leader was tired.",
            "The Oresian leader",
            "Desmond Achterby",
        ),
        ("Achterby left. His spokeswoman, Nell Corrow, stayed. She waved.", "She", "Nell Corrow"),
        ("The Kremlin's spokesman Dmitry Peskov left.", "Dmitry Peskov", "Dmitri Peskow"),
        ("In Moscow it rained. Moscow refused.", "Moscow", "Kreml"),
        ("A spokesperson for the White House left.", "A spokesperson for the White House", "Weißes Haus"),
        ("The foreign secretary, Yvette Cooper, left.", "Yvette Cooper", "Yvette Cooper"),
    ],
)
def test_english(body, text, actor):
    assert actor_of(body, text, "en") == actor


def test_english_places_and_pairs():
    assert named("In Moscow it rained. The two leaders met.", "en") == ["The two leaders=None"]


@pytest.mark.parametrize(
    ("body", "text", "actor"),
    [
        ("Oltrop forderte Keth auf. Dieser lehnte ab.", "Dieser", "Ilvar Keth"),
        ("Oltrop ist zufrieden. Die 54-Jährige lächelte.", "Die 54-Jährige", "Mareike Oltrop"),
        ("Oltrop ist zufrieden. Die Politikerin lächelte.", "Die Politikerin", "Mareike Oltrop"),
        ("Orban sprach. Dem Ungarn zufolge ist alles offen.", "Dem Ungarn", "Viktor Orbán"),
        ("Der Kreml lehnt ab. Er nennt keinen Grund.", "Er", "Kreml"),
        ("Keth schwieg. Veldanien hält an seiner Haltung fest.", "seiner", "Präsidialamt Veldanien"),
        ("Das Weiße Haus teilte mit, der Präsident reise.", "der Präsident", "Donald Trump"),
        ("Die Regierung in Lundra lehnte ab.", "Die Regierung in Lundra", "Präsidialamt Veldanien"),
        ("Keths Büro lehnte ab.", "Keths Büro", "Präsidialamt Veldanien"),
        ("Der Sprecher der Feuerwehr kam. Später ging der Sprecher.", "der Sprecher", "Sprecher der Feuerwehr"),
    ],
)
def test_other_words_for_whoever_is_spoken_of(body, text, actor):
    assert actor_of(body, text) == actor


def test_a_title_as_predicate_means_nobody():
    assert named("Das war in der Zeit als US-Präsident.") == []


def test_a_nameless_official_of_a_body_is_who_was_named_beneath_its_leader():
    body = "Uschakow reiste nach Genf. Der Kreml-Vertreter lobte die Gespräche."
    assert actor_of(body, "Der Kreml-Vertreter") == "Juri Uschakow"


def test_an_object_is_not_the_subject_of_its_clause():
    assert actor_of("Keth sprach lange. Drewsen traf ihn.", "ihn") == "Ilvar Keth"


@pytest.mark.parametrize(
    ("body", "text", "actor"),
    [
        ("Achterby's office said the president was ready.", "the president", "Desmond Achterby"),
        ("According to the Kremlin, no date is set.", "Kremlin", "Kreml"),
        ("Keth said that the American president had promised him support.", "him", "Ilvar Keth"),
        ("Ursula von der Leyen and Antonio Costa spoke. She left.", "She", "Ursula von der Leyen"),
    ],
)
def test_english_frames(body, text, actor):
    assert actor_of(body, text, "en") == actor


def test_a_country_may_be_the_last_word_of_a_headline():
    assert [mention.actor for mention in find_mentions("Keth wartet ab. Russland", "de", PROFILE)] == [
        "Ilvar Keth",
        "Kreml",
    ]
