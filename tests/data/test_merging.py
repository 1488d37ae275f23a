"""Copies, what is none, the three relations, and what each decision says."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from data.merging import Override, compare, merge
from data.models import Article

WORDS = re.findall(
    r"\w+",
    "die Regierung will im Herbst neue Regeln für den Handel mit Holz vorlegen und hat dazu Fachleute aus allen Provinzen "
    "eingeladen Beobachter rechnen mit langen Verhandlungen weil mehrere Verbände schon jetzt Einspruch angekündigt haben",
)


def prose(seed: int, sentences: int = 12) -> str:
    """Return made-up German whose sentences no other seed has."""
    rng = random.Random(seed)
    names = [
        f"{rng.choice('BDFGKLMNPRST')}{rng.choice('aeiou')}{rng.choice('lmnrst')}{rng.choice(['en', 'ow', 'ik', 'au'])}{seed}x{i}"
        for i in range(9)
    ]
    lines = []
    for _ in range(sentences):
        words = rng.sample(WORDS, 9)
        words.insert(rng.randrange(9), rng.choice(names))
        words.insert(rng.randrange(9), rng.choice(names).lower())
        lines.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))


def article(name: str, body: str, day: int | None = 10, title: str | None = None) -> Article:
    return Article(name, f"{name}.txt", body, body, title=title, published_on=date(2031, 5, day) if day else None)


def together(*articles: Article) -> bool:
    return len(set(merge(articles).duplicate_group.values())) == 1


STORY = (
    "Der Ministerpräsident von Talavien, Ennio Karsk, empfängt am Freitag die Präsidentin von Ostmark, Vera Lindqvist, in der Hafenstadt Brunn. "
    "Bei dem Gespräch soll es um die gesperrte Brücke über den Grenzfluss und um 14 festgesetzte Fischer gehen. "
    "Das Treffen ist abgesagt worden, falls die Fischer bis dahin nicht frei sind, hieß es aus dem Umfeld der Präsidentin. "
    "Die Delegationen hatten sich zuletzt im Winter gesehen und ohne eine gemeinsame Erklärung getrennt. "
    "Karsk sagte am Abend vor Journalisten, er rechne mit einem offenen Austausch über alle strittigen Punkte. "
    "Lindqvist hatte die Einladung in der vergangenen Woche angenommen und eine Liste von Bedingungen überreicht."
)


class TestCopies:
    def test_one_agency_text_under_another_headline_and_lead(self) -> None:
        body = prose(1)
        assert together(
            article("a", body, title="Holz wird teurer"),
            article("b", "Lange war darüber gestritten worden, nun liegt ein Plan vor. " + body, 11, title="Streit"),
        )

    def test_cut_after_a_third(self) -> None:
        body = prose(2, 18)
        assert together(article("a", body), article("b", body[: len(body) // 3].rsplit(" ", 1)[0] + " … Weiterlesen"))

    def test_embedded_in_a_ticker(self) -> None:
        ticker = "\n\n".join([prose(30, 24), "15.40 Uhr: " + prose(3), prose(31, 24)])
        assert together(article("a", prose(3)), article("b", ticker))

    def test_umlauts_and_quotation_marks_rewritten(self) -> None:
        body = "„Wir prüfen das“, sagte Jörg Kläß über die Größe der Fähre. " * 2 + STORY
        plain = body
        for before, after in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "„": '"', "“": '"'}.items():
            plain = plain.replace(before, after)
        groups = merge([article("a", body), article("b", plain)])
        assert len(set(groups.duplicate_group.values())) == 1
        assert groups.decisions[0].containment == 1.0

    def test_light_edits(self) -> None:
        words = prose(4, 20).split(" ")
        edited = [f"beinahe {word}" if at % 29 == 7 else word for at, word in enumerate(words)]
        assert together(article("a", " ".join(words)), article("b", " ".join(edited)))

    def test_a_rewritten_frame_around_a_copied_middle_is_told_by_all_its_words(self) -> None:
        rng = random.Random(28)
        words = ["".join(rng.sample("abdefghiklmnoprstuw", 7)) for _ in range(520)]
        own, foreign = words[:400], words[400:]
        kept, retold = own[:74], rng.sample(own[80:200], 120)
        first = article("a", " ".join(own))
        again, another = article("b", " ".join(kept + retold)), article("c", " ".join(kept + foreign))
        assert together(first, again)
        assert not together(first, another)
        assert [compare(first, one).decision for one in (again, another)] == ["duplicate", "review"]

    def test_two_wires_blended_go_with_the_larger_part(self) -> None:
        large, small = prose(5, 18), prose(6, 18)
        blend = large + "\n\n" + small[: len(small) // 4]
        groups = merge([article("large", large, 9), article("small", small, 9), article("blend", blend, 10)])
        assert groups.duplicate_group["blend"] == groups.duplicate_group["large"]
        assert groups.duplicate_group["small"] == "small"

    def test_identical_texts_stay_together_beyond_the_window(self) -> None:
        assert together(article("a", prose(7), 1), article("b", prose(7), 28))

    def test_a_late_reprint_has_to_agree_almost_word_for_word(self) -> None:
        reprint, retold = prose(7) + " Nachdruck.", prose(7)[: len(prose(7)) // 2] + prose(70)
        groups = merge([article("a", prose(7), 1), article("b", reprint, 20), article("c", retold, 20)]).duplicate_group
        assert groups == {"a": "a", "b": "a", "c": "c"}

    def test_an_undated_text_is_compared_with_all(self) -> None:
        copy = prose(8).replace(".", " .", 1) + " Nachtrag der Redaktion."
        assert together(article("a", prose(8), 1), article("b", copy, None))

    def test_the_earliest_leads(self) -> None:
        copies = [
            article("z", prose(9), 3),
            article("a", prose(9) + " Mehr dazu später.", 5),
            article("b", prose(9), 4),
        ]
        assert set(merge(copies).duplicate_group.values()) == {"z"}


class TestNotCopies:
    def test_other_texts(self) -> None:
        assert not together(article("a", prose(11)), article("b", prose(12)))

    def test_a_follow_up_that_quotes_is_linked_but_not_merged(self) -> None:
        earlier = prose(13, 16)
        later = prose(14, 16) + "\n\nZuvor hatte es geheißen: " + earlier[: len(earlier) // 4]
        merging = merge([article("a", earlier, 9), article("b", later, 10)])
        assert merging.duplicate_group == {"a": "a", "b": "b"}
        (decision,) = merging.decisions
        assert decision.decision in {"review", "separate", "same_story"}
        assert decision.shared
        assert "partial reuse" in decision.reason

    @pytest.mark.parametrize(
        ("before", "after", "shown"),
        [
            ("Das Treffen ist abgesagt", "Das Treffen ist nicht abgesagt", ("", "nicht")),
            ("am Freitag die", "am Samstag die", ("Freitag", "Samstag")),
            ("um 14 festgesetzte", "um 41 festgesetzte", ("14", "41")),
            ("um 14 festgesetzte", "um keine festgesetzten", ("14 festgesetzte", "keine festgesetzten")),
            ("ohne eine gemeinsame", "mit einer gemeinsamen", ("ohne eine gemeinsame", "mit einer gemeinsamen")),
        ],
    )
    def test_the_same_words_that_say_something_else(self, before: str, after: str, shown: tuple[str, str]) -> None:
        assert before in STORY
        merging = merge([article("a", STORY), article("b", STORY.replace(before, after), 11)])
        assert merging.duplicate_group == {"a": "a", "b": "b"}
        assert merging.story["a"] != merging.story["b"]
        (decision,) = merging.decisions
        assert decision.decision == "review"
        assert decision.conflicts == (shown,)
        assert shown[1] in decision.reason

    @pytest.mark.parametrize("heading", ["Lindqvist will nichts hören", "\n\nAus Brunn nichts Neues\n\n"])
    def test_a_heading_that_one_reprint_has_says_nothing_else(self, heading: str) -> None:
        at = STORY.index("Die Delegationen")
        assert together(article("a", STORY), article("b", f"{STORY[:at]}{heading} {STORY[at:]}"))

    @pytest.mark.parametrize("words", ["Nicht alle", "Keine der beiden"])
    def test_a_negation_at_the_start_of_a_sentence_is_no_heading(self, words: str) -> None:
        at = STORY.index("Delegationen hatten")
        assert not together(
            article("a", STORY.replace("Die Delegationen", "Delegationen")),
            article("b", f"{STORY[:at].removesuffix('Die ')}{words} {STORY[at:]}"),
        )

    @pytest.mark.parametrize(
        ("affirmed", "denied"),
        [
            ("Karsk ist zum Gespräch bereit.", "Karsk ist nicht zum Gespräch bereit."),
            ("Es bleibt dabei.", "Es bleibt nicht dabei."),
        ],
    )
    def test_a_negation_in_a_short_first_or_last_sentence(self, affirmed: str, denied: str) -> None:
        for one, other in ((f"{affirmed} {STORY}", f"{denied} {STORY}"), (f"{STORY} {affirmed}", f"{STORY} {denied}")):
            merging = merge([article("a", one), article("b", other, 11)])
            assert merging.duplicate_group == {"a": "a", "b": "b"}
            assert merging.decisions[0].conflicts == (("", "nicht"),)

    def test_another_first_sentence_with_a_negation_is_another_lead(self) -> None:
        lead, other = "Neues aus Brunn und Umgebung.", "Am Grenzfluss ist die Lage nicht entspannt."
        assert together(article("a", f"{lead} {STORY}"), article("b", f"{other} {STORY}", 11))

    def test_two_that_contradict_each_other_do_not_meet_in_a_shorter_leader(self) -> None:
        yes, no = STORY, STORY.replace("ist abgesagt", "ist nicht abgesagt")
        start = STORY[STORY.index("Die Delegationen") :]
        groups = merge([article("a", start, 9), article("b", yes, 10), article("c", no, 11)]).duplicate_group
        assert groups == {"a": "a", "b": "a", "c": "c"}

    def test_other_participants(self) -> None:
        text = (
            "Karsk reist nach Brunn. "
            + STORY
            + " Für Karsk ist es der erste Besuch. "
            + "Man kennt sich seit Jahren, hieß es am Rande."
        )
        other = text.replace("Ennio Karsk", "Ilmar Dreesen").replace("Karsk", "Dreesen")
        assert not together(article("a", text), article("b", other, 11))

    def test_one_day_written_in_two_ways_is_no_conflict(self) -> None:
        one = STORY.replace("am Freitag", "am Samstag").replace("14 festgesetzte", "1400 festgesetzte")
        other = STORY.replace("am Freitag", "am Sonnabend").replace("14 festgesetzte", "1.400 festgesetzte")
        assert together(article("a", one), article("b", other))


WEATHER = (
    "Das Wetter in {0} am {1}: Am Morgen werden {2} Grad gemessen, bis zum Nachmittag steigt das Thermometer auf {3} Grad. Der Wind kommt mit Böen bis {4} "
    "Kilometer pro Stunde aus wechselnden Richtungen. Die Wahrscheinlichkeit für Regen liegt bei {5} Prozent. Die Sonne geht um 6.{6} Uhr auf."
)
SHARES = (
    "Der Aktienmarkt in {0} hat am {1} uneinheitlich geschlossen. Der Leitindex ging mit {2}{3},{4} Punkten aus dem Handel, ein Minus von 0,{5} Prozent. "
    "Unter den größten Gewinnern war ein Hersteller von Turbinen mit einem Aufschlag von {3},{6} Prozent, am Ende der Liste stand eine Reederei."
)
FOOTBALL = (
    "Am {2}. Spieltag hat {0} vor {3}0{4} Zuschauern {5}:{6} gespielt. Die Tore fielen in der ersten und in der letzten Minute. In der Tabelle steht die "
    "Mannschaft nun auf Rang {3}. Die nächste Begegnung wird am {1} um 20.30 Uhr angepfiffen, Karten gibt es an der Tageskasse."
)


@pytest.mark.parametrize("template", [WEATHER, SHARES, FOOTBALL])
def test_one_template_filled_twice_is_no_copy(template: str) -> None:
    one = article("a", template.format("Brunn", "Montag", 11, 23, 41, 35, 12), 5)
    other = article("b", template.format("Karlsund", "Dienstag", 14, 19, 63, 80, 17), 6)
    reprint = article("c", "Aus der Region. " + one.body, 5)
    merging = merge([one, other, reprint])
    assert merging.duplicate_group["a"] == merging.duplicate_group["c"]
    assert merging.duplicate_group["b"] == "b"


class TestReceipts:
    def test_shared_passages_lie_where_they_say(self) -> None:
        copy = "Ein neuer Anfang steht davor. " + STORY.replace("14 festgesetzte", "14 seit Wochen festgesetzte")
        decision = compare(article("a", STORY), article("b", copy))
        assert decision.decision == "duplicate"
        for passage in decision.shared:
            assert STORY[slice(*passage.a)].partition(" ")[0] == copy[slice(*passage.b)].partition(" ")[0]
        assert sum(end - start for start, end in (passage.a for passage in decision.shared)) > 0.95 * len(STORY)

    def test_every_member_has_a_decision_with_its_leader(self) -> None:
        copies = [article(f"m{n}", prose(20) + f" Zusatz {n} der Redaktion.", 10 + n) for n in range(5)]
        merging = merge(copies)
        leader = merging.duplicate_group["m0"]
        told = {name for one in merging.decisions if one.decision == "duplicate" for name in (one.a, one.b)}
        assert {one.id for one in copies} == told
        assert all(leader in {one.a, one.b} for one in merging.decisions)


class TestByHand:
    def test_same_and_different_stand_above_the_texts(self) -> None:
        articles = [article("a", prose(21)), article("b", prose(21)), article("c", prose(22)), article("d", prose(23))]
        hand = [
            Override("a", "b", "different", "mk", "2031-05-11T09:00"),
            Override("c", "d", "same", "mk", "2031-05-11T09:05"),
        ]
        merging = merge(articles, overrides=hand)
        assert merging.duplicate_group["a"] != merging.duplicate_group["b"]
        assert merging.duplicate_group["c"] == merging.duplicate_group["d"]
        reasons = {(one.a, one.b): one.reason for one in merging.decisions}
        assert reasons["a", "b"] == "by hand: different, mk, 2031-05-11T09:00"

    def test_the_last_word_counts_and_unknown_articles_wait(self) -> None:
        articles = [article("a", prose(24)), article("b", prose(25))]
        hand = [
            Override("b", "a", "different", at="2"),
            Override("a", "b", "same", at="1"),
            Override("a", "gone", "same", at="3"),
        ]
        merging = merge(articles, overrides=hand)
        assert merging.duplicate_group == {"a": "a", "b": "b"}


class TestStories:
    FIRST = "Präsidentin Vera Lindqvist hat Ministerpräsident Ennio Karsk nach Brunn eingeladen. Die Brücke bei Hallerfurt bleibt bis dahin gesperrt, sagte ihr Sprecher Ole Tamm."
    SECOND = "Nach Brunn soll Ennio Karsk kommen: Vera Lindqvist bat ihn am Montag zu Gesprächen. Ole Tamm, der für sie spricht, nannte als Anlass die Sperrung in Hallerfurt."

    def test_one_event_in_other_words(self) -> None:
        merging = merge([article("a", self.FIRST), article("b", self.SECOND, 11), article("c", prose(26), 10)])
        assert merging.story["a"] == merging.story["b"] != merging.story["c"]
        assert merging.duplicate_group["a"] != merging.duplicate_group["b"]

    def test_weeks_later_it_is_another_event(self) -> None:
        merging = merge([article("a", self.FIRST, 1), article("b", self.SECOND, 20), article("c", prose(26), 10)])
        assert merging.story["a"] != merging.story["b"]

    def test_a_story_holds_whole_groups(self) -> None:
        merging = merge(
            [
                article(str(n), body, 10)
                for n, body in enumerate([STORY, STORY + " Mehr in Kürze.", self.FIRST, self.SECOND])
            ]
        )
        for one in merging.duplicate_group:
            for other in merging.duplicate_group:
                if merging.duplicate_group[one] == merging.duplicate_group[other]:
                    assert merging.story[one] == merging.story[other]
