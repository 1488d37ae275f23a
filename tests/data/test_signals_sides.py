"""Whose claim it is and between whom, where the words nearest to it name somebody else."""

import pytest

from tests.data.signals_scene import read

WEEK = "Brenk und Tolva wollen einander treffen. "
EN = "Brenk and Tolva want to meet. "


def told(body, lang="de"):
    """Rung, speaker and the surnames of those who take part, of the last signal."""
    found = read(body, lang=lang)
    assert found, "no signal at all"
    last = found[-1]
    return last.rung, last.speaker, tuple(sorted(name.split()[-1] for name in last.participants))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            WEEK + "Orlik blieb gelassen. Ob es zu dem Treffen kommt, hängt nach seinen Worten von Velm ab.",
            ("CONDITIONAL", "Tam Orlik", ("Brenk", "Tolva")),
        ),
        (
            "Werth warnte vor zu hohen Erwartungen an den Gipfel in Genf. Brenk und Tolva kommen dort zusammen.",
            ("AGREED", None, ("Brenk", "Tolva")),
        ),
        (WEEK + "Werth sagte, sie habe mit beiden telefoniert.", ("HELD", "Ida Werth", ("Brenk", "Tolva", "Werth"))),
        ("Brenk kündigte an, Tolva und Werth zu treffen.", ("AGREED", "Aldo Brenk", ("Brenk", "Tolva", "Werth"))),
        ("Brenk forderte Tolva und Werth auf, sich zu treffen.", ("PROPOSED", "Aldo Brenk", ("Tolva", "Werth"))),
        ("Das Brenk-Tolva-Treffen ist abgesagt, sagte Reeb.", ("CANCELLED", "Jonas Reeb", ("Brenk", "Tolva"))),
        (
            "Werth hat Genf als Ort für Verhandlungen zwischen Norvia und Ostrau angeboten.",
            ("PROPOSED", "Ida Werth", ("Brenk", "Tolva")),
        ),
        (
            "Brenk und Tolva schweigen. Halm und Velm verhandeln über ein Treffen ihrer Präsidenten. Ein Termin stehe noch nicht fest, sagte Reeb.",
            ("NOT_PLANNED", "Jonas Reeb", ("Brenk", "Tolva")),
        ),
        (
            "Brenk, Tolva und Werth schwiegen. Die Präsidenten von Halm und Velm treffen sich im Mai.",
            ("AGREED", None, ("Brenk", "Tolva")),
        ),
        (
            WEEK + "Werth stellte in Aussicht, nach Genf zu reisen.",
            ("WILLING", "Ida Werth", ("Brenk", "Tolva", "Werth")),
        ),
        (
            WEEK + "Brenk sagte, er werde Tolva in den nächsten Wochen sehen.",
            ("AGREED", "Aldo Brenk", ("Brenk", "Tolva")),
        ),
        (
            "Das Präsidialamt in Velm schloss ein Treffen mit Brenk aus.",
            ("REJECTED", "Präsidialamt Ostrau", ("Brenk", "Tolva")),
        ),
        (
            WEEK + "Werth sagte, Tolva habe das Treffen zugesagt. Brenk dagegen sei noch nicht dazu bereit.",
            ("REJECTED", "Ida Werth", ("Brenk", "Tolva")),
        ),
    ],
)
def test_whose_claim_and_between_whom(body, expected):
    assert told(body) == expected


def test_who_only_warns_of_a_summit_takes_no_part():
    first, *_ = read(
        "Werth warnte vor zu hohen Erwartungen an den Gipfel in Genf. Brenk und Tolva kommen dort zusammen."
    )

    assert (first.rung, first.speaker, first.participants) == ("SCEPTICAL", "Ida Werth", ("Aldo Brenk", "Mira Tolva"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Brenk said Tolva wanted to meet Werth.", ("WILLING", "Aldo Brenk", ("Tolva", "Werth"))),
        ("Werth said she hoped Brenk and Tolva would meet.", ("WILLING", "Ida Werth", ("Brenk", "Tolva"))),
        ("Werth said she did not expect Brenk to agree to meet Tolva.", ("SCEPTICAL", "Ida Werth", ("Brenk", "Tolva"))),
        ("Brenk wants to meet Tolva and Werth.", ("WILLING", "Aldo Brenk", ("Brenk", "Tolva", "Werth"))),
        (EN + "Werth said she had spoken to both men.", ("HELD", "Ida Werth", ("Brenk", "Tolva", "Werth"))),
        ("The Brenk-Tolva summit has been shelved, Reeb said.", ("POSTPONED", "Jonas Reeb", ("Brenk", "Tolva"))),
        (
            EN + "Brenk could travel to Velm. Reeb would not confirm the trip.",
            ("NONCOMMITTAL", "Jonas Reeb", ("Brenk", "Tolva")),
        ),
        (EN + "Velm declined to comment.", ("NONCOMMITTAL", "Präsidialamt Ostrau", ("Brenk", "Tolva"))),
        (EN + "Reeb said there was no need to rush into a summit.", ("SCEPTICAL", "Jonas Reeb", ("Brenk", "Tolva"))),
        (
            "Brenk said he would be meeting Tolva in the not too distant future.",
            ("AGREED", "Aldo Brenk", ("Brenk", "Tolva")),
        ),
        (
            EN + "Reeb said there was a lot of work ahead before such a meeting could happen.",
            ("CONDITIONAL", "Jonas Reeb", ("Brenk", "Tolva")),
        ),
    ],
)
def test_whose_claim_in_english(body, expected):
    assert told(body, "en") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Reeb sagte, ein Datum sei nie festgelegt worden, also könne nichts verschoben werden.", "NOT_PLANNED"),
        ("Die Vorbereitungen seien in vollem Gange, sagte Reeb.", "AGREED"),
        ("Reeb lehnte eine Stellungnahme ab.", "NONCOMMITTAL"),
        ("Reeb äußerte sich zunächst nicht.", "NONCOMMITTAL"),
        ("Reeb sagte, ein Besuch in Velm stehe nicht auf der Tagesordnung.", "NOT_PLANNED"),
        ("Reeb sagte, für ein Treffen gebe es keinen Grund mehr.", "REJECTED"),
        ("Bevor beide sich treffen, liege noch viel Arbeit vor den Unterhändlern, sagte Reeb.", "CONDITIONAL"),
        ("Reeb zeigte sich überzeugt, dass es zu einem Treffen kommen werde.", "WILLING"),
    ],
)
def test_rungs_that_a_word_beside_them_could_hide(body, expected):
    assert told(WEEK + body)[0] == expected


@pytest.mark.parametrize(
    "body",
    [
        "Brenk sagte später, er wolle keine vergeudete Zeit.",
        "Jede Vereinbarung über die Köpfe der Menschen hinweg werde nicht halten, sagte Werth.",
        "Die Gäste aus Halland reisten mit dem Gefühl ab, Schlimmeres verhindert zu haben.",
        "Außenminister Orlik verhandelte unterdessen mit seinem ostrauischen Kollegen weiter.",
    ],
)
def test_nothing_is_claimed_of_the_leaders_contact(body):
    assert [signal.text for signal in read(WEEK + body, after=WEEK)] == []


def test_what_is_only_announced_behind_its_sentence_is_one_claim_and_the_announcers():
    found = read("Brenk und Tolva werden sich im Mai treffen. Das kündigte der Sprecher, Jonas Reeb, am Montag an.")

    assert [(signal.rung, signal.speaker, signal.form) for signal in found] == [("AGREED", "Jonas Reeb", "indirect")]


def test_who_announces_and_who_confirms_are_two():
    found = read("Brenk kündigte für Freitag ein Treffen mit Tolva an. Das bestätigte Velm am Abend.")

    assert [signal.speaker for signal in found] == ["Aldo Brenk", "Präsidialamt Ostrau"]


def test_das_stimmt_nicht_denies_what_was_told_before():
    found = read("Die Zeitung berichtete, der Gipfel von Brenk und Tolva sei abgesagt. „Das stimmt nicht“, sagte Reeb.")

    assert [(signal.rung, signal.speaker) for signal in found] == [("CANCELLED", None), ("AGREED", "Jonas Reeb")]


@pytest.mark.parametrize(
    "body",
    [
        "Brenk sagte, wenn Tolva bis Freitag nicht nachgebe, werde es kein Treffen geben.",
        "Brenk und Tolva wollen sich sehen. Das Treffen beginne um 11.30 Uhr Ortszeit, hieß es.",
    ],
)
def test_a_deadline_or_an_hour_is_no_day_of_the_meeting(body):
    assert read(body)[-1].meeting_date is None


def test_an_hour_beside_the_day_does_not_hide_the_call():
    (call,) = read("Brenk und Tolva telefonierten am Dienstag um 18 Uhr.")

    assert (call.rung, call.meeting_date) == ("HELD", "2026-03-03")


def test_a_remark_in_brackets_does_not_part_a_clause():
    (found,) = read("Dass kein Treffen Brenks mit Kanzlerin Ida Werth (FHP) geplant ist, bestätigte Reeb.")

    assert found.rung == "NOT_PLANNED"


@pytest.mark.parametrize(
    "body",
    [
        "Brenk, Tolva und Werth schwiegen. Am Mittwoch begann der Staatsbesuch des Präsidenten Nils Aarto in Genf.",
        (
            "Brenk verlor. Dann ging das Spiel noch lange weiter. Am Rand stand auch Tolva, das war gut zu sehen. "
            "Ganz hinten in der letzten Reihe saß Werth. Der Stürmer sucht das Gespräch."
        ),
        "Brenk will Tolva treffen. Der Vorstand fordert das Gehalt für fünf Jahre.",
    ],
)
def test_what_others_do_is_no_contact_of_the_leaders(body):
    lead = "Brenk will Tolva treffen."
    assert read(body, after=lead if body.startswith(lead) else "") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Orlik, Gast der Konferenz, hat Tolva eingeladen, Brenk zu treffen.", "Tam Orlik"),
        ("Kanada, Gastgeber der Konferenz, hat Tolva eingeladen, Brenk zu treffen.", "Kanada"),
    ],
)
def test_an_apposition_does_not_make_the_object_the_speaker(body, expected):
    assert [signal.speaker for signal in read(body)] == [expected]


def test_words_in_marks_within_a_clause_do_not_cut_it():
    (found,) = read("Brenk hatte erklärt, „zu gegebener Zeit“ wieder mit Tolva sprechen zu wollen.")

    assert (found.start, found.background) == (0, True)


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("Brenk will Tolva treffen. Eine Waffenruhe vereinbarten sie nicht.", "de"),
        ("Brenk and Tolva are at odds. Brenk will host the leaders of Armenia and Azerbaijan on Friday.", "en"),
        ("Brenk will Tolva treffen. Werth reist einen Tag früher ab als geplant.", "de"),
    ],
)
def test_what_leaders_do_to_others_is_not_their_meeting(body, lang):
    assert [signal.text for signal in read(body, lang=lang)][1:] == []


def test_a_refusal_to_say_and_said_no_call_are_two_things():
    assert told(EN + "Reeb said no call had been scheduled.", "en")[0] == "NOT_PLANNED"
    assert told(EN + "Orlik will travel to Velm to lay the groundwork for a summit.", "en")[0] == "AGREED"


def test_a_denied_question_denies_what_was_asked():
    found = read(WEEK + "Auf die Frage, ob das Treffen abgesagt sei, sagte Reeb, das stimme nicht.", after=WEEK)

    assert [signal.rung for signal in found] == ["AGREED"]
