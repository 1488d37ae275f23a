"""Every field of a signal and every ruling of the codebook, on invented news."""

from datetime import date

import pytest

from tests.data.signals_scene import PUBLISHED, read

PAIR = ("Aldo Brenk", "Mira Tolva")
LEAD = "Norvias Präsident Aldo Brenk will Ostraus Präsidentin Mira Tolva treffen."


def one(sentence, **settings):
    found = read(f"{LEAD}\n\n{sentence}", after=LEAD, **settings)
    assert len(found) == 1, [(signal.rung, signal.text) for signal in found]
    return found[0]


def several(sentence):
    return read(f"{LEAD}\n\n{sentence}", after=LEAD)


@pytest.mark.parametrize(
    ("sentence", "rung"),
    [
        ("Brenk ist zu einem Gipfel bereit, sofern dieser gut vorbereitet wird.", "CONDITIONAL"),
        ("Der Gipfel sei vereinbart, der Ort stehe fest und werde später genannt, sagte Reeb.", "AGREED"),
        ("Für ein Treffen gebe es noch keine konkreten Pläne oder Termine, sagte Reeb.", "NOT_PLANNED"),
    ],
)
def test_ruling_1_the_strongest_explicit_claim_decides(sentence, rung):
    assert one(sentence).rung == rung


@pytest.mark.parametrize(
    ("sentence", "rung", "speaker"),
    [
        ("Berichte über eine Absage des Gipfels seien falsch, sagte Reeb.", "AGREED", "Jonas Reeb"),
        ("Tolva schließt ein Treffen mit Brenk nicht aus.", "WILLING", "Mira Tolva"),
        ("Reeb bestätigte nicht, dass ein Gipfel vorbereitet werde.", "NONCOMMITTAL", "Jonas Reeb"),
        ("Ein Ort für den Gipfel wurde bislang nicht bestätigt.", "NOT_PLANNED", None),
    ],
)
def test_ruling_2_negation_turns_by_meaning(sentence, rung, speaker):
    found = one(sentence)

    assert (found.rung, found.speaker) == (rung, speaker)


@pytest.mark.parametrize(
    ("sentence", "contact"),
    [
        ("Brenk und Tolva haben am Dienstag telefoniert.", "call"),
        ("Brenk will Tolva in den nächsten Tagen anrufen.", "call"),
        ("Tolva lehnte eine Videoschalte mit Brenk ab.", "call"),
        ("Tolva lehnte ein persönliches Gespräch mit Brenk ab.", "in_person"),
        ("Tolva lehnte ein Gespräch mit Brenk ab.", "unspecified"),
        ("Tolva lehnte einen Besuch bei Brenk ab.", "in_person"),
    ],
)
def test_ruling_3_and_15_how_contact_is_made(sentence, contact):
    assert one(sentence).contact == contact


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("Brenk und Tolva waren zuletzt am 3. Mai 2024 in Genf zusammengekommen.", "2024-05-03"),
        ("Im Mai 2024 hatten sich Brenk und Tolva in Genf getroffen.", "2024-05-01/2024-05-31"),
    ],
)
def test_ruling_4_an_earlier_summit_is_held_and_background(sentence, meeting):
    found = one(sentence)

    assert (found.rung, found.background, found.meeting_date) == ("HELD", True, meeting)


def test_news_of_yesterday_is_no_background():
    found = one("Brenk und Tolva haben am Dienstag telefoniert.")

    assert (found.background, found.meeting_date) == (False, "2026-03-03")


def test_ruling_5_the_speaker_is_who_claims_it():
    told = one("Brenk wolle Tolva bald treffen, sagte Orlik.")
    own = one("Tolva erklärte, sie wolle Brenk treffen.")

    assert (told.speaker, told.form, told.rung) == ("Tam Orlik", "indirect", "WILLING")
    assert (own.speaker, own.form, own.rung) == ("Mira Tolva", "indirect", "WILLING")
    assert told.participants == own.participants == PAIR


def test_ruling_6_bodies_speak_by_metonymy():
    found = one("Velm lehnt ein Treffen mit Brenk ab.")

    assert (found.speaker, found.form, found.rung) == ("Präsidialamt Ostrau", "reported", "REJECTED")


def test_ruling_7_third_parties_doubt():
    found = one("Kanzlerin Ida Werth bezweifelt, dass es zu einem Treffen von Brenk und Tolva kommt.")

    assert (found.speaker, found.rung, found.certainty) == ("Ida Werth", "SCEPTICAL", "PR-")
    assert found.participants == PAIR


def test_ruling_8_a_headline_is_a_text_of_its_own():
    headline = "Reeb: Treffen von Brenk und Tolva abgesagt"
    found = read(f"{LEAD}\n\nRegierungssprecher Jonas Reeb trat vor die Presse.", title=headline, after=LEAD)

    assert [(s.where, s.rung, s.speaker, s.participants) for s in found] == [
        ("title", "CANCELLED", "Jonas Reeb", PAIR),
    ]
    assert headline[found[0].start : found[0].end] == found[0].text


def test_subheads_in_the_body_are_no_signals():
    assert several("Treffen von Brenk und Tolva abgesagt\n\nAn der Grenze blieb es ruhig.") == []


@pytest.mark.parametrize(
    ("sentence", "rung"),
    [
        ("Der Gipfel sei nicht abgesagt, sagte Reeb.", "AGREED"),
        ("Der für den 14. März geplante Gipfel sei nicht abgesagt, sagte Reeb.", "SCHEDULED"),
        ("Man könne nichts absagen, was nicht vereinbart ist, sagte Reeb über den Gipfel.", "NOT_PLANNED"),
        ("Einen Termin für den Gipfel gibt es nicht.", "NOT_PLANNED"),
        ("Einen Termin für den Gipfel wollte Reeb nicht nennen.", "NONCOMMITTAL"),
    ],
)
def test_ruling_9_denied_cancellations_and_missing_dates(sentence, rung):
    assert one(sentence).rung == rung


def test_ruling_10_readiness_and_condition_are_one():
    found = one("Tolva nannte ein Treffen mit Brenk wünschenswert, knüpfte es aber an eine Feuerpause.")

    assert (found.rung, found.speaker, found.certainty) == ("CONDITIONAL", "Mira Tolva", "PS+")


def test_ruling_10_to_offer_to_host_is_a_proposal():
    assert one("Kanzlerin Ida Werth bot an, das Treffen auszurichten.").rung == "PROPOSED"


def test_ruling_12_a_direct_signal_leaves_out_the_marks():
    found = one("„Das Treffen ist vom Tisch“, sagte Reeb.")

    assert (found.text, found.form, found.speaker) == ("Das Treffen ist vom Tisch", "direct", "Jonas Reeb")


def test_ruling_12_each_sentence_of_a_quotation_is_read_by_itself():
    found = several(
        "„Das Treffen ist vom Tisch. Reden wir über die Ernte. Es gibt auch keinen Termin für ein Telefonat.“"
    )

    assert [s.text for s in found] == ["Das Treffen ist vom Tisch.", "Es gibt auch keinen Termin für ein Telefonat."]


def test_ruling_13_the_day_of_saying():
    dated = one("Ein Treffen sei nicht geplant, sagte Reeb am Montag.")
    plain = one("Der Gipfel ist geplatzt.")
    undated = one("Der Gipfel ist geplatzt.", published=None)

    assert (dated.said_on, dated.said_on_basis) == (date(2026, 3, 2), "weekday")
    assert (plain.said_on, plain.said_on_basis) == (PUBLISHED, "published")
    assert (undated.said_on, undated.said_on_basis) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Brenk und Tolva wollen sich im Mai treffen.", "2026-05-01/2026-05-31"),
        ("Brenk und Tolva wollen sich nächste Woche treffen.", "2026-03-09/2026-03-15"),
        ("Brenk und Tolva wollen sich Anfang Mai treffen.", "2026-05-01/2026-05-10"),
        ("Der Gipfel wurde auf den 20. März verschoben.", "2026-03-20"),
        ("Das für den 14. März geplante Treffen ist abgesagt.", "2026-03-14"),
        ("Tolva lehnte am Montag ein Treffen ab.", None),
    ],
)
def test_ruling_14_the_day_of_the_meeting_is_the_unit_named(sentence, day):
    assert one(sentence).meeting_date == day


def test_ruling_15_two_contacts_in_one_sentence_are_two_signals():
    found = several("Ein Treffen lehnte Tolva ab, ein Telefonat mit Brenk hält sie aber für möglich.")

    assert [(s.rung, s.contact) for s in found] == [("REJECTED", "in_person"), ("WILLING", "call")]


def test_two_speakers_in_one_sentence_are_two_signals():
    found = several("Brenk lud Tolva nach Halm ein, Tolva lehnte das Treffen ab.")

    assert [(s.rung, s.speaker) for s in found] == [("PROPOSED", "Aldo Brenk"), ("REJECTED", "Mira Tolva")]


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Tolva nahm die Einladung nach Halm an.", "CT+"),
        ("Das Treffen werde wohl stattfinden, sagte Reeb.", "PR+"),
        ("Brenk und Tolva könnten sich bald treffen.", "PS+"),
        ("Tolva will Brenk bald treffen.", "PR+"),
        ("Brenk schlug Tolva ein Treffen vor.", "Uu"),
        ("Tolva lehnt ein Treffen ab.", "CT-"),
    ],
)
def test_certainty_follows_the_ladder_and_its_hedges(sentence, certainty):
    assert one(sentence).certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "venue"),
    [
        ("Brenk und Tolva trafen sich am Montag in Genf.", "Genf"),
        ("Brenk lud Tolva nach Halm ein.", "Halm"),
        ("Das Treffen soll in der Schweiz stattfinden.", "Schweiz"),
        ("Werth brachte Genf als Tagungsort für das Treffen ins Spiel.", "Genf"),
        ("Brenk schlug am Montag in Genf ein Treffen vor.", None),
        ("Das Treffen soll in Kürze stattfinden.", None),
    ],
)
def test_venue_is_a_place_named_for_the_contact(sentence, venue):
    assert one(sentence).venue == venue


def test_condition_holds_the_words_of_the_condition():
    assert one("Tolva will Brenk treffen, falls er die Gefangenen freilässt.").condition == (
        "falls er die Gefangenen freilässt"
    )


def test_three_leaders_meet():
    found = one("Kanzlerin Ida Werth schlug ein Dreiertreffen mit Brenk und Tolva vor.")

    assert found.participants == ("Aldo Brenk", "Ida Werth", "Mira Tolva")


def test_who_is_received_does_not_speak():
    found = one("Tolva wurde am Montag von Brenk in Halm empfangen.")

    assert (found.speaker, found.form) == (None, "unattributed")


def test_two_leaders_who_agree_are_no_speaker():
    found = one("Brenk und Tolva vereinbarten ein Treffen.")

    assert (found.rung, found.speaker) == ("AGREED", None)


def test_a_pronoun_means_the_contact_of_the_sentence_before():
    found = several("Brenk schlug ein Treffen in Genf vor. Tolva lehnte das ab.")

    assert [(s.rung, s.speaker, s.participants) for s in found] == [
        ("PROPOSED", "Aldo Brenk", PAIR),
        ("REJECTED", "Mira Tolva", PAIR),
    ]


def test_after_a_meeting_of_ministers_the_meeting_is_theirs():
    assert several("Die Außenminister trafen sich am Montag in Genf. Das Treffen sei verschoben worden, hieß es.") == []


def test_without_a_principal_there_is_no_signal():
    assert read("Das Gipfeltreffen der Chöre wurde abgesagt. Ein Ersatztermin werde gesucht, hieß es.") == []


def test_umlauts_may_be_spelled_out():
    plain = "Tolva lehnt ein persoenliches Gespraech mit Praesident Brenk ab, Brenk bestaetigte das Treffen nicht."
    umlauts = "Tolva lehnt ein persönliches Gespräch mit Präsident Brenk ab, Brenk bestätigte das Treffen nicht."

    assert [(s.rung, s.contact) for s in several(plain)] == [(s.rung, s.contact) for s in several(umlauts)] != []


def test_a_question_claims_nothing_but_its_answer_does():
    found = several("Ein Treffen? Ausgeschlossen, sagt Tolva.")

    assert [(s.rung, s.text) for s in found] == [("REJECTED", "Ein Treffen? Ausgeschlossen, sagt Tolva.")]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Reeb sagte der Agentur Interfax, ein Treffen sei vereinbart.", "Jonas Reeb", ("Interfax",)),
        ("Ein Treffen sei vereinbart, sagte Reeb der „Halmer Zeitung“.", "Jonas Reeb", ("Halmer Zeitung",)),
        ("Interfax zitierte Reeb mit den Worten: „Ein Treffen ist vereinbart.“", "Jonas Reeb", ("Interfax",)),
        ("Ein Treffen ist vereinbart. Das teilte das Präsidialamt in Halm mit.", "Präsidialamt Norvia", ()),
        ("Brenk habe ihm gesagt, er wolle Tolva treffen, berichtete Orlik.", "Tam Orlik", ()),
    ],
)
def test_outermost_voucher_speaks_and_media_pass_it_on(text, speaker, via):
    (signal, *_) = read(f"{LEAD}\n\n{text}", after=f"{LEAD}\n\n")
    assert (signal.speaker, signal.via) == (speaker, via)


@pytest.mark.parametrize(
    "text",
    [
        "Werth lud beide nach Halland ein.",
        "Werth lud die beiden zu einem Gipfel ein.",
        "Werth bot an, Gastgeberin eines Treffens von Brenk und Tolva zu sein.",
        "Werth erneuerte ihr Angebot, Gastgeberin zu sein.",
    ],
)
def test_host_of_the_pair_is_no_participant(text):
    (signal,) = read(f"{LEAD}\n\n{text}", after=f"{LEAD}\n\n")
    assert (signal.rung, signal.participants) == ("PROPOSED", ("Aldo Brenk", "Mira Tolva"))


def test_traveller_of_a_proposal_stands_before_it():
    text = "Tolva wies den Vorschlag zurück, nach Halm zu reisen."
    assert [s.rung for s in read(f"{LEAD}\n\n{text}", after=f"{LEAD}\n\n")] == ["REJECTED"]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Reeb zufolge hatten Brenk und Tolva am Montag telefoniert.", False),
        ("Brenk und Tolva hatten am Montag telefoniert.", True),
        ("Reeb zufolge hatten sich Brenk und Tolva zuletzt am Montag getroffen.", True),
    ],
)
def test_past_perfect_of_a_report_about_this_week_is_news(text, background):
    (signal,) = read(f"{LEAD}\n\n{text}", after=f"{LEAD}\n\n")
    assert (signal.rung, signal.background) == ("HELD", background)
