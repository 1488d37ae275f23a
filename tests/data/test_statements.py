"""Statements: forms, spans, speakers, cues. All persons, places and papers are invented."""

from __future__ import annotations

from datetime import date

import pytest

from data.actors import find_mentions
from data.dating.finding import find_dates
from data.models import Article, Statement
from data.profile.models import Actor, Outlet, Profile
from data.statements import find_statements

PROFILE = Profile(
    name="test",
    actors=(
        Actor("Orla Temmen", "person", aliases=("Temmen",), roles=("Präsidentin", "president"), country="Ostrau", principal=True, gender="f"),
        Actor("Ruben Welm", "person", aliases=("Welm",), roles=("Ministerpräsident",), country="Karland", principal=True, gender="m"),
        Actor("Regierung von Karland", "body", aliases=("karländische Regierung",), country="Karland"),
    ),
    outlets=(Outlet("Ostrauer Bote", "paper"), Outlet("Karpress", "agency")),
)  # fmt: skip


def statements(body: str, lang: str = "de") -> tuple[Statement, ...]:
    day = date(2024, 5, 17)  # a Friday
    article = Article(id="a", file="a.txt", raw=body, body=body, published_on=day, lang=lang)
    return find_statements(article, find_mentions(body, lang, PROFILE), find_dates(body, day, lang), PROFILE)


def only(body: str, lang: str = "de") -> Statement:
    found = statements(body, lang)
    assert len(found) == 1, [(s.form, s.text) for s in found]
    return found[0]


def words(body: str, found: Statement) -> str:
    return " … ".join(body[s:e] for s, e in found.spans)


@pytest.mark.parametrize(
    ("body", "message", "speaker", "cue"),
    [
        ("Temmen sagte, dass sie im Juni nach Karland reise.", "dass sie im Juni nach Karland reise", "Temmen", "sagte"),
        ("Temmen betonte, sie sei zu einem Gespräch bereit.", "sie sei zu einem Gespräch bereit", "Temmen", "betonte"),
        ("Welm kündigte an, er werde den Brief beantworten.", "er werde den Brief beantworten", "Welm", "kündigte an"),
        ("Ein Treffen sei nicht geplant, teilte Welm am Montag mit.", "Ein Treffen sei nicht geplant", "Welm", "teilte … mit"),
        ("Der Termin steht noch nicht fest, erklärte Temmen.", "Der Termin steht noch nicht fest", "Temmen", "erklärte"),
        ("Temmen forderte Welm auf, nach Ostrau zu kommen.", "nach Ostrau zu kommen", "Temmen", "forderte … auf"),
        ("Welm ließ offen, ob er nach Ostrau reist.", "ob er nach Ostrau reist", "Welm", "ließ offen"),
        ("Wie Temmen mitteilte, beginnt das Treffen um zehn Uhr.", "beginnt das Treffen um zehn Uhr", "Temmen", "Wie … mitteilte"),
        ("Das Treffen, so Temmen, werde verschoben.", "Das Treffen … werde verschoben", "Temmen", "so"),
        ("Laut Temmen wird das Treffen verschoben.", "wird das Treffen verschoben", "Temmen", "Laut"),
        ("Temmen zufolge ist der Termin geplatzt.", "ist der Termin geplatzt", "Temmen", "zufolge"),
        ("Das Gespräch dauerte nach Angaben von Temmen zwei Stunden.", "Das Gespräch dauerte … zwei Stunden", "Angaben von Temmen", "nach"),
        ("Seiner Ansicht nach ist der Plan gescheitert.", "ist der Plan gescheitert", "Seiner Ansicht", "nach"),
        ("Temmen sagte am Montag, die Gespräche laufen.", "die Gespräche laufen", "Temmen", "sagte"),
        ("Temmen schrieb im Netz, der Gipfel findet am Freitag statt.", "der Gipfel findet am Freitag statt", "Temmen", "schrieb"),
        ("Aus Ostrau hieß es, die Gespräche liefen.", "die Gespräche liefen", "Ostrau", "hieß"),
        ("Denkbar seien Orte wie Velm, Karland oder Ostrau, fügte Temmen hinzu.", "Denkbar seien Orte wie Velm, Karland oder Ostrau", "Temmen", "fügte … hinzu"),
        ("Aus Ostrau hieß es, der Termin sei offen.", "der Termin sei offen", "Ostrau", "hieß"),
        ("Die Präsidentin, die seit März regiert, sagte, der Streit sei beigelegt.", "der Streit sei beigelegt", "Die Präsidentin", "sagte"),
        ("Der Vorwurf wurde laut, Welm habe den Brief gefälscht.", "Welm habe den Brief gefälscht", "Der Vorwurf", "Vorwurf"),
    ],
)  # fmt: skip
def test_indirect_speech_has_its_content_speaker_and_cue(body: str, message: str, speaker: str, cue: str) -> None:
    found = only(body)
    assert (found.form, words(body, found), found.speaker_text, found.cue_text) == ("indirect", message, speaker, cue)


@pytest.mark.parametrize("marks", ["„“", "“”", "»«", "«»", '""'])
def test_direct_speech_in_marks_of_every_style(marks: str) -> None:
    quotation = f"{marks[0]}Wir kommen nach Karland. Das ist sicher.{marks[1]}"
    body = f"Temmen sagte am Donnerstag: {quotation}"
    found = only(body)
    assert (found.form, found.text, found.speaker, found.cue_lemma) == ("direct", quotation, "Orla Temmen", "sagen")
    assert (found.said_on, found.said_on_basis) == (date(2024, 5, 16), "weekday")


def test_a_split_quotation_is_two_spans_of_one_speaker() -> None:
    found = statements("„Wir kommen“, sagte Welm, „aber nicht vor dem Sommer dieses Jahres.“")
    assert [(s.form, s.speaker) for s in found] == [("direct", "Ruben Welm")] * 2


def test_a_quotation_alone_goes_on_with_the_speaker_before() -> None:
    found = statements("„Das Treffen steht fest“, sagte Welm. „Wir haben alles vorbereitet, was nötig ist.“")
    assert [s.speaker for s in found] == ["Ruben Welm", "Ruben Welm"]
    assert found[1].chain == 0
    assert found[1].speaker_text == "Welm"


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    body = "Temmen erklärte: „Wir gehen.\n\nUnd wir kommen nicht zurück.“ Dann schwieg sie."
    assert words(body, statements(body)[0]) == "„Wir gehen.\n\nUnd wir kommen nicht zurück.“"


@pytest.mark.parametrize(
    "body",
    [
        "Die Zeitung „Ostrauer Bote“ erscheint am Samstag.",
        "Das Schiff „Wilde Gans“ liegt im Hafen.",
        "Temmen traf Welm am Montag in Ostrau.",
        "Das Treffen dauerte zwei Stunden, danach reiste Welm ab.",
        "Nach der Erklärung brach ein Streit aus.",
        "Es wäre das erste Treffen seit drei Jahren.",
        "Man könnte das Treffen verschieben.",
        "Der Streit war so heftig, dass der Saal geräumt wurde.",
        "Das sagte Temmen, Welm schwieg dazu.",
    ],
)
def test_titles_events_and_bare_conjectures_are_no_statements(body: str) -> None:
    assert statements(body) == ()


def test_konjunktiv_without_a_frame_goes_on_in_one_statement() -> None:
    body = "Welm sagte, der Plan liege vor. Man prüfe ihn noch. Ein Termin sei nicht vereinbart.\n\nTemmen wartet."
    framed, free = statements(body)
    assert (free.form, free.speaker, free.chain) == ("indirect_free_indirect", "Ruben Welm", 0)
    assert free.text == "Man prüfe ihn noch. Ein Termin sei nicht vereinbart."
    assert framed.chain is None


def test_konjunktiv_two_goes_on_only_in_the_same_paragraph() -> None:
    assert len(statements("Temmen sagte, sie komme. Ein Treffen wäre gut.")) == 2
    assert len(statements("Temmen sagte, sie komme.\n\nEin Treffen wäre das erste seit Jahren.")) == 1


def test_free_speech_belongs_to_who_told_something_in_the_sentence_before() -> None:
    found = statements("Welm sagte, er komme. Temmen äußerte sich skeptisch. Der Termin sei zu früh.")
    assert found[-1].speaker == "Orla Temmen"


def test_the_sentence_before_is_what_das_points_to() -> None:
    body = "Das Treffen beginnt am Montag. Das teilte Temmen mit."
    found = only(body)
    assert (words(body, found), found.speaker, found.form) == (
        "Das Treffen beginnt am Montag. … Das", "Orla Temmen", "indirect",
    )  # fmt: skip


def test_hearsay_with_sollen_is_free() -> None:
    assert only("Die beiden sollen sich schon im März getroffen haben.").form == "free_indirect"


@pytest.mark.parametrize(
    ("body", "speaker", "lemma"),
    [
        ("Temmen lehnte den Vorschlag ab.", "Orla Temmen", "ablehnen"),
        ("Welm lud Temmen nach Karland ein.", "Ruben Welm", "einladen"),
        ("Präsidentin Temmen warnte vor einem neuen Krieg.", "Orla Temmen", "warnen"),
        ("Einen Gipfel schloss Welm am Freitag aus.", "Ruben Welm", "ausschließen"),
        ("Welm traf am Montag ein und sagte seine Rede ab.", "Ruben Welm", "absagen"),
    ],
)
def test_speech_acts_are_told_without_their_words(body: str, speaker: str, lemma: str) -> None:
    found = only(body)
    assert (found.form, found.speaker, found.cue_lemma, found.cue_spans) == ("reported", speaker, lemma, ())


def test_an_act_of_nobody_in_particular_is_no_statement() -> None:
    assert statements("Die Anlage bestätigte ihren Wert im Betrieb.") == ()


def test_the_passive_names_no_speaker_unless_von_does() -> None:
    assert only("Der Regierung wurde vorgeworfen, Briefe gefälscht zu haben.").speaker is None
    assert only("Von Temmen wurde erklärt, dass der Termin stehe.").speaker == "Orla Temmen"


def test_an_unknown_speaker_is_named_from_the_article() -> None:
    found = statements("Der Politologe Thomas Korell sagte, das Treffen sei nötig.")[0]
    assert found.speaker == "Thomas Korell"


def test_media_pass_on_and_do_not_speak() -> None:
    found = only("Ein Treffen sei möglich, sagte Welm dem „Ostrauer Bote“ laut Karpress.")
    assert (found.speaker, found.via) == ("Ruben Welm", ("Karpress", "Ostrauer Bote"))


def test_a_medium_that_rests_on_somebody_makes_that_one_the_speaker() -> None:
    body = "Der Gipfel ist geplatzt, wie der Sender Kanal Drei unter Berufung auf Ministerpräsident Welm berichtet."
    found = only(body)
    assert (found.speaker, found.via) == ("Ruben Welm", ("Kanal Drei",))


def test_a_medium_alone_leaves_the_speaker_open() -> None:
    found = only("Laut Karpress ist der Gipfel geplatzt.")
    assert (found.speaker, found.via, found.form) == (None, ("Karpress",), "indirect")


def test_agencies_without_a_name_are_no_outlet() -> None:
    assert only("Der Gipfel sei geplatzt, sagte Welm laut karländischen Nachrichtenagenturen.").via == ()


def test_swiss_spelling_and_missing_umlauts_are_read() -> None:
    assert only("Der Termin sei offen, hiess es aus Ostrau.").cue_lemma == "heißen"
    assert only("Temmen erklaerte, sie koenne nicht kommen.").cue_lemma == "erklären"


def test_the_first_person_speaks_in_the_indicative() -> None:
    assert statements("Ich glaube an diesen Gipfel, und ich habe Zeit.") == ()


ENGLISH = [
    ("Temmen said on Monday that the talks had failed.", "that the talks had failed", "Temmen", "said"),
    ("Temmen told reporters she was ready to meet.", "she was ready to meet", "Temmen", "told"),
    ("No date has been set, the president said.", "No date has been set", "the president", "said"),
    ("No date has been set, said the president, Orla Temmen.", "No date has been set", "the president, Orla Temmen", "said"),
    ("According to Temmen, the summit is off.", "the summit is off", "Temmen", "According to"),
    ("The summit is off, according to his aide, Ines Pell.", "The summit is off", "his aide, Ines Pell", "according to"),
    ("Welm promised to come to Ostrau.", "to come to Ostrau", "Welm", "promised"),
    ("Ruben Welm, who rules Karland, insisted that he was not invited.", "that he was not invited", "Ruben Welm", "insisted"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "message", "speaker", "cue"), ENGLISH)
def test_english_indirect_speech(body: str, message: str, speaker: str, cue: str) -> None:
    found = only(body, "en")
    assert (words(body, found), found.speaker_text, found.cue_text) == (message, speaker, cue)


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_english_quotations_in_every_style(marks: str) -> None:
    body = (
        f"{marks[0]}We will come,{marks[1]} Temmen said. {marks[0]}That is settled between our two countries.{marks[1]}"
    )
    first, second = statements(body, "en")
    assert (first.text, first.speaker, second.speaker) == (
        f"{marks[0]}We will come,{marks[1]}",
        "Orla Temmen",
        "Orla Temmen",
    )


def test_english_speech_acts() -> None:
    assert only("Temmen rejected the offer.", "en").form == "reported"
    assert statements("The dog rejected the offer of a bone.", "en") == ()


@pytest.mark.parametrize(
    "body",
    [
        "Damit ist ein direktes Treffen mit Temmen vorerst vom Tisch.",
        "Das für Mittwoch geplante Treffen zwischen Temmen und Welm ist verschoben worden.",
        "Ein Treffen zwischen Temmen und Welm rückt in weite Ferne.",
        "Nach der Ankündigung eines Gipfels in Ahlburg bremst die Regierung von Karland.",
        "Der Vorschlag von Welm wurde abgelehnt.",
        "Hinweise auf eine Einigung gab es nicht.",
    ],
)
def test_who_is_spoken_about_says_nothing(body: str) -> None:
    assert statements(body) == ()


@pytest.mark.parametrize(
    "body",
    [
        "A meeting between Temmen and Welm was postponed.",
        "A meeting with Temmen was ruled out.",
        "The talks with Welm confirmed fears of a rift.",
    ],
)
def test_who_is_spoken_about_in_english_says_nothing(body: str) -> None:
    assert statements(body, "en") == ()


@pytest.mark.parametrize(
    ("body", "lang", "speaker"),
    [
        ("Die karländische Regierung hält ein Treffen zwischen Temmen und Welm für notwendig.", "de", "Regierung von Karland"),
        ("Ein Treffen mit Welm schloss Temmen aus.", "de", "Orla Temmen"),
        ("Berichte über eine Absage wies Regierungssprecher Timo Harder als falsch zurück.", "de", "Timo Harder"),
        ("Zwölf Todesopfer meldeten die Behörden.", "de", "Behörden"),
        ("Welm gab sich nach dem Gespräch mit Temmen zurückhaltend.", "de", "Ruben Welm"),
        ("The Cabinet Office in Ahlburg declined to comment on a meeting.", "en", "Cabinet Office"),
        ("President Temmen ruled out a meeting.", "en", "Orla Temmen"),
    ],
)  # fmt: skip
def test_the_subject_of_an_active_verb_tells_the_act(body: str, lang: str, speaker: str) -> None:
    found = only(body, lang)
    assert (found.form, found.speaker) == ("reported", speaker)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("No date has been set, his spokesman, Ian Corder, said later.", "Ian Corder"),
        ("Foreign minister of Karland, Piet Danner, said on Friday that talks would begin.", "Piet Danner"),
        ("Analysts doubt that a meeting will take place.", "Analysts"),
    ],
)
def test_english_names_stand_behind_a_comma(body: str, speaker: str) -> None:
    assert only(body, "en").speaker == speaker


def test_what_stands_behind_a_colon_is_theirs_who_say_it() -> None:
    body = "Die karländische Regierung bestätigte in Ahlburg die Vorbereitungen: „Die Arbeiten laufen“, sagte Welm."
    assert [(s.form, s.speaker) for s in statements(body)] == [
        ("reported", "Regierung von Karland"),
        ("direct", "Ruben Welm"),
    ]


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("Am Abend trafen sich die Minister in Ahlburg.", None),
        ("Temmen flog unterdessen nach Ostrau.", None),
        ("Das Wetter war schlecht.", "Ruben Welm"),
        ("Welm war zuletzt in Ostrau.", "Ruben Welm"),
    ],
)
def test_nobody_speaks_on_behind_somebody_else(between: str, speaker: str | None) -> None:
    assert statements(f"Welm sagte, er komme. {between} Der Gipfel werde verschoben.")[-1].speaker == speaker


def test_nameless_media_are_not_the_speaker_before() -> None:
    found = statements("Welm sagte, er komme. Nach Darstellung ostrauischer Medien werde der Gipfel verschoben.")
    assert [(s.form, s.speaker) for s in found] == [("indirect", "Ruben Welm"), ("indirect", None)]


@pytest.mark.parametrize(
    ("body", "lang", "speaker"),
    [
        ("Es sei unklar, warum Fahrgäste viel zahlten, im Bus aber 19 Prozent, sagte Präsidentin Temmen.", "de", "Präsidentin Temmen"),
        ("Er wisse nicht, dass sie viel zahlen, im Bus aber wenig Geld, sagte Welm.", "de", "Welm"),
        ("Orla Temmen, Präsidentin von Ostrau, verteidigte ihr Vorgehen: Man sei sich einig gewesen.", "de", "Orla Temmen, Präsidentin von Ostrau"),
        ('"The talks were useless," argued Welm.', "en", "Welm"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_verb_is_not_always_its_subject(body: str, lang: str, speaker: str) -> None:
    assert only(body, lang).speaker_text == speaker


def test_what_a_verb_leads_with_that_is_not_who_says_it() -> None:
    body = 'Welm, author of the book "The Case for Peace," argued that the Ostrau government was useless.'

    assert [found.speaker_text for found in statements(body, "en") if "Ostrau" in str(found.speaker_text)] == []
