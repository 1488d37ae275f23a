"""A like B, B like C, A unlike C: one group, named after the one between, whatever comes first."""

from datetime import date
from itertools import permutations

from data.merging import merge
from data.models import Article

SENTENCES = (
    "Präsidentin Ada Kessler hat sich am Montag in Tarn zu einem Gespräch bereit erklärt.",
    "Ein Termin für das Treffen mit Jonas Ohm stehe noch nicht fest, sagte ihre Sprecherin.",
    "Zuvor hatte der Gemeinderat drei Stunden lang über die Kosten der Fähre beraten.",
    "Die Opposition verlangte mehr Geld für den Ausbau des kleinen Hafens im Norden.",
    "Fischer warteten seit Wochen auf eine Antwort der Regierung, hieß es im Verband.",
    "Am Abend zog ein Sturm über die Küste und deckte mehrere Dächer ab.",
    "Der Wetterdienst warnte vor Hochwasser in den tief gelegenen Straßen der Altstadt.",
    "In der Schule fiel der Unterricht aus, die Kinder halfen beim Räumen der Wege.",
    "Der Bürgermeister dankte den Helfern und versprach eine Feier im Sommer.",
    "Ein Händler aus der Nachbarschaft spendete Brot, Tee und trockene Decken.",
    "Die Versicherung rechnet mit Schäden in Höhe von zwei Millionen Euro.",
    "Im Museum blieb eine Sammlung alter Karten wie durch ein Wunder trocken.",
    "Forscher wollen die Karten nun fotografieren und im Netz zugänglich machen.",
    "Das Theater verlegte die Premiere seines neuen Stücks auf den kommenden Monat.",
    "Der Chor probte deshalb in der Turnhalle, wo es wärmer war als gedacht.",
    "Zum Schluss sangen alle gemeinsam ein Lied über das Meer und den Wind.",
)


def part(name, first, last):
    text = " ".join(SENTENCES[first:last])
    return Article(name, name, text, text, published_on=date(2025, 8, 4))


CHAIN = (part("a", 0, 8), part("b", 4, 12), part("c", 8, 16))


def pairs(articles):
    return {(one.a, one.b): one.decision for one in merge(articles).decisions}


def test_the_ends_of_the_chain_are_no_copies_of_each_other():
    a, b, c = CHAIN

    assert pairs((a, b)) == {("a", "b"): "duplicate"}
    assert pairs((b, c)) == {("b", "c"): "duplicate"}
    assert "duplicate" not in pairs((a, c)).values()
    assert len(set(merge((a, c)).duplicate_group.values())) == 2


def test_a_chain_is_one_group_in_any_order():
    merged = [merge(order) for order in permutations(CHAIN)]

    assert {tuple(sorted(one.duplicate_group.items())) for one in merged} == {(("a", "b"), ("b", "b"), ("c", "b"))}
    assert len({tuple(sorted(one.decisions, key=repr)) for one in merged}) == 1
