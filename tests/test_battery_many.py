"""Very many articles or rows take time as they are many, and their order tells nothing (minutes: -m slow)."""

import json
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from data.merging import merge
from data.models import Article, Rejected
from data.reading import read_upload

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2025, 8, 1)
MANY = 100_000
SOME = 2_000
SECONDS = 60  # CPU seconds for MANY
WORDS = [f"{word}{number}" for number in range(40) for word in ("Rathaus", "Brücke", "sagte", "Haushalt", "der")]
TEXT = " ".join(WORDS) + "."
BOUND = 130_000_000  # docs/data.md: what one article of the largest size may take beside the rules
PART_BOUND = 25_000_000  # and one that is read at one time
FACTOR = 10  # bytes that news may take for each of its own, where the words of the language are known
FILE_BOUND = 200_000_000  # and a file of JSON Lines, whatever its length


def identical(_number):
    return TEXT


def one_word_changed(number):
    return " ".join([*WORDS[:40], f"Wort{number}", *WORDS[41:]]) + "."


def empty(_number):
    return ""


def one_boilerplate(number):
    return f"{TEXT[:600]}\n\n{' '.join(f'eigen{number}wort{at}' for at in range(40))}."


def articles(body, count):
    return [Article(f"a{n}", "x", body(n), body(n), published_on=DAY) for n in range(count)]


def spent(rows):
    begin = time.process_time()
    merged = merge(tuple(rows))
    return time.process_time() - begin, merged


KINDS = [identical, one_word_changed, empty, one_boilerplate]


@pytest.mark.parametrize("body", KINDS)
def test_some_thousand_of_a_kind_are_compared_in_seconds_whatever_their_order(body):
    rows = articles(body, SOME)
    took, merged = spent(rows)
    random.Random(7).shuffle(rows)

    assert took < SECONDS / 10
    assert len(merged.decisions) < 2 * SOME  # no pair of each with each
    assert merge(tuple(rows)) == merged


@pytest.mark.slow
@pytest.mark.parametrize("body", KINDS)
def test_a_hundred_thousand_of_a_kind_take_a_minute_at_most(body):
    took, merged = spent(articles(body, MANY))

    assert took < SECONDS
    assert len(merged.decisions) < 2 * MANY


@pytest.mark.slow
@pytest.mark.parametrize("broken", [0, MANY // 2, MANY - 1])
def test_one_bad_row_of_a_hundred_thousand_is_one_refusal(broken):
    lines = [json.dumps({"id": f"z{n}", "text": f"Satz {n}."}) for n in range(MANY)]
    lines[broken] = lines[broken][:-3]
    items = list(read_upload("lauf.jsonl", "\n".join(lines).encode()))

    assert [item.line for item in items if isinstance(item, Rejected)] == [broken + 1]
    assert len(items) == MANY


@pytest.mark.slow
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_a_hundred_thousand_rows_is_read_row_by_row(delimiter):
    rows = [f"z{n}{delimiter}Satz {n}." for n in range(MANY)]
    rows[7] += f"{delimiter}zu viel"
    items = list(read_upload("t.csv", "\n".join([f"id{delimiter}text", *rows]).encode()))

    assert [item.line for item in items if isinstance(item, Rejected)] == [9]
    assert len(items) == MANY


ARTICLE = """
import random, resource, sys
from data.analysis import read_article
from data.models import Source
from data.profile import bundled
random.seed(5)
def paragraph():
    number = random.randrange(10**9)
    return (f"Ada Kessler, die Sprecherin in Tarn, sagte am Freitag, ein Treffen von Putin und Trump sei möglich, Lauf {number}. "
            f"„Wir reden mit allen {number}“, fügte sie hinzu. Das Haus mit der Nummer {number} steht seit vielen Jahren leer.")
text = "\\n\\n".join(paragraph() for _ in range(int(sys.argv[1]) // 200))[: int(sys.argv[1])]
read_article(Source("x", "x", text[:3000], "0"), bundled())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = read_article(Source("x", "x", text, "0"), bundled())
assert len(found.article.body) > 0.9 * len(text)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""
NEWS = """
import random, resource, sys
from data.analysis import read_article
from data.models import Source
from data.profile import bundled
random.seed(7)
PLAIN = ["Der Rat von Tarn hat den Haushalt der Stadt beschlossen.", "Die Brücke am Markt bleibt bis zum Herbst gesperrt.",
    "Rund 30 000 Besucher kamen in das Museum am Hafen.", "Die Bauarbeiten kosten mehr als zunächst geplant.",
    "Viele Bewohner warten noch immer auf eine Antwort der Verwaltung.", "Im Süden des Landes regnet es wieder stärker."]
SAID = ["Die Bürgermeisterin Ada Kessler sagte am Freitag, die Arbeiten gingen voran.", "„Wir bauen weiter“, sagte sie.",
    "Ein Sprecher lehnte eine Stellungnahme ab.", "Putin will Trump nach Angaben des Kremls im Herbst treffen."]
def paragraph():
    return " ".join([*random.choices(PLAIN, k=4), random.choice(SAID), *random.choices(PLAIN, k=2)])
text = "\\n\\n".join(paragraph() for _ in range(int(sys.argv[1]) // 400))
read_article(Source("x", "x", text[:250_000], "0"), bundled())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = read_article(Source("x", "x", text, "0"), bundled())
assert len(found.statements) > len(text) / 600 and len(found.article.body) > 0.9 * len(text)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""
LINES = """
import resource, sys
from pathlib import Path
from data.reading import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert sum(1 for _ in read([Path(sys.argv[1])])) == int(sys.argv[2])
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def grown(script, *arguments):
    """Bytes by which the largest size of a process grew."""
    told = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(told.stdout)


needs_kilobytes = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ru_maxrss is in kilobytes on Linux")


@needs_kilobytes
def test_an_article_of_a_hundred_thousand_characters_takes_little_memory():
    assert grown(ARTICLE, 100_000) < PART_BOUND


@needs_kilobytes
@pytest.mark.parametrize("length", [500_000, pytest.param(2_000_000, marks=pytest.mark.slow)])
def test_long_news_take_less_than_ten_times_their_size(length):
    assert grown(NEWS, length) < FACTOR * length


@needs_kilobytes
@pytest.mark.slow
def test_the_largest_article_takes_no_more_memory_than_is_documented():
    assert grown(ARTICLE, 2_000_000) < BOUND


@needs_kilobytes
@pytest.mark.slow
def test_a_long_file_of_rows_takes_no_more_memory_than_is_documented(tmp_path):
    path, count = tmp_path / "lang.jsonl", 50_000
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({"id": f"z{number}", "text": f"Satz {number}. " + "Ein Satz mehr. " * 133}) + "\n")

    assert path.stat().st_size > 100_000_000
    assert grown(LINES, path, count) < FILE_BOUND
