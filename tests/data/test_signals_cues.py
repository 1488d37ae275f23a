"""The small language of the cue tables, and the tables themselves."""

import pytest

from data.language import LANGUAGES, load
from data.models import LADDER
from data.signals.clauses import clauses
from data.signals.contact import contact_table
from data.signals.cues import CueTable
from data.signals.ladder import ladder_table
from data.signals.words import keys_of, words


def found(cue, text, lang="de"):
    table = CueTable([("yes", cue)], {"no": ["kein", "nicht"]})
    return bool(table.find(words(text, 0, len(text), lang)))


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("verschieben", "man verschob es", True),
        ("verschieben", "man vergaß es", False),
        ("Treffen", "sie wollen sich treffen", False),
        ("Treffen", "nach dem Treffen", True),
        ("*Treffen", "bei dem Dreiertreffens", True),
        ("@no Termin", "einen Termin gibt es nicht", True),
        ("@no Termin", "einen Termin gibt es", False),
        ("vom_Tisch", "die Sache ist vom Tisch", True),
        ("vom_Tisch", "vom runden Tisch", False),
        ("bereit !nicht", "er ist bereit", True),
        ("bereit !nicht", "er ist nicht bereit", False),
        ("Plan|Pläne geben", "es gibt Pläne", True),
        ("=erst", "erst später", True),
        ("=erst", "das erste Mal", False),
        ("@no @no", "nicht", False),
    ],
)
def test_a_cue_is_found_where_all_its_elements_stand(cue, text, expected):
    assert found(cue, text) is expected


@pytest.mark.parametrize("word", ["Präsident", "Praesident", "PRÄSIDENT", "Präsidenten"])
def test_spellings_of_a_noun_share_a_key(word):
    assert "Praesident" in keys_of(word, "de")


@pytest.mark.parametrize(
    ("word", "key"), [("wiederzusehen", "wiedersehen"), ("bestaetigte", "bestaetigen"), ("schliesst", "schliessen")]
)
def test_forms_of_a_verb_answer_to_its_infinitive(word, key):
    assert key in keys_of(word, "de")


def test_a_separated_verb_is_put_together():
    text = "Tolva sagte das Treffen kurzfristig ab."

    assert any("absagen" in word.keys for clause in clauses(text, 0, len(text), "de") for word in clause.words)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Brenk kommt, Tolva bleibt.", ["Brenk kommt,", "Tolva bleibt."]),
        ("Brenk reist und Tolva bleibt.", ["Brenk reist", "und Tolva bleibt."]),
        ("Brenk und Tolva reisen.", ["Brenk und Tolva reisen."]),
        ("Sie haben gestern telefoniert und gelacht.", ["Sie haben gestern telefoniert und gelacht."]),
        ("Am Freitag, dem 15. März, reist Brenk.", ["Am Freitag, dem 15. März, reist Brenk."]),
    ],
)
def test_clauses_are_cut_where_a_verb_stands_on_either_side(text, pieces):
    assert [text[clause.start : clause.end] for clause in clauses(text, 0, len(text), "de")] == pieces


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ladder_table_speaks_of_rungs_only(lang):
    rules = load(lang, "ladder")["rule"]

    assert {rule["rung"] for rule in rules} == {*LADDER, "DENIAL"}
    assert {rule["negated"] for rule in rules if "negated" in rule} <= set(LADDER)
    assert all(cue.strip() for rule in rules for cue in rule["cues"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_can_be_compiled(lang):
    assert ladder_table(lang).rules
    assert contact_table(lang).verbs
