"""Tables whose columns have other names: what is known, what is asked for, and dates that only their column decides."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Rejected, Source
from data.reading import read_upload
from data.reading.columns import Columns, Wishes, suggest
from data.reading.dayorder import evidence, serial, settled
from data.reading.layouts import layouts, preview

AUTO = Wishes(known=True)


def split(items):
    items = list(items)
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Rejected)]


def table(header, *rows, delimiter=";"):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows([header, *rows])
    return buffer.getvalue().encode()


GERMAN = table(
    ["Nr.", "Headline", "Volltext", "Datum", "Quelle", "Link", "Autor/in"],
    [1, "Gespräch offen", "Ada Kessler sprach in Tarn.", "07.08.2025", "Süd-Echo", "https://echo.example/1", "Jo Ohm"],
    [2, "Noch offen", "Kessler schwieg.", "8. August 2025", "Tarn-Bote", "https://bote.example/2", ""],
)


def test_a_table_without_a_text_column_is_refused_with_its_columns_and_the_option_that_reads_it():
    good, (refused,) = split(read_upload("presse.csv", GERMAN))

    assert good == []
    assert refused.line is None
    assert "'Nr.', 'Headline', 'Volltext'" in refused.reason
    assert "--map title=Headline --map text=Volltext --map published_on=Datum" in refused.reason


@pytest.mark.parametrize(
    "wishes",
    [
        AUTO,
        Wishes(
            Columns(
                (
                    ("text", "volltext"), ("title", "Headline"), ("published_on", "Datum"), ("outlet", "Quelle"),
                    ("url", "Link"), ("author", "Autor/in"),
                )
            )
        ),
    ],
)  # fmt: skip
def test_known_names_and_asked_ones_read_the_same(wishes):
    good, refused = split(read_upload("presse.csv", GERMAN, wishes))

    assert refused == []
    assert [(s.title, s.text, s.published_on, s.outlet, s.url, s.author) for s in good] == [
        ("Gespräch offen", "Ada Kessler sprach in Tarn.", "2025-08-07", "Süd-Echo", "https://echo.example/1", "Jo Ohm"),
        ("Noch offen", "Kessler schwieg.", "2025-08-08", "Tarn-Bote", "https://bote.example/2", None),
    ]
    assert [s.line for s in good] == [2, 3]


def test_what_is_not_asked_for_is_not_read():
    (first, _), _ = split(read_upload("presse.csv", GERMAN, Wishes(Columns((("text", "Volltext"),)))))

    assert (first.title, first.outlet, first.published_on) == (None, None, None)


def test_a_wish_for_another_table_leaves_a_plain_one_as_it_is():
    wishes = Wishes(Columns((("text", "Volltext"), ("title", "Headline"))))

    (source,), _ = split(read_upload("t.csv", b"text,titel\nEin Satz.,X\n", wishes))

    assert (source.text, source.title) == ("Ein Satz.", None)


def test_a_column_that_is_not_there_is_said():
    wishes = Wishes(Columns((("text", "Volltext"), ("title", "Headlien"))))

    good, (refused,) = split(read_upload("presse.csv", GERMAN, wishes))

    assert good == []
    assert "'Headlien'" in refused.reason
    assert "'Headline'" in refused.reason


def test_a_table_with_a_text_is_read_as_it_always_was():
    content = table(["text", "Headline", "published_on"], ["Ein Satz.", "Titel", "03/04/2025"])

    (source,), (note,) = split(read_upload("t.csv", content, AUTO))

    assert (source.title, source.published_on) == (None, None)
    assert "day or the month first" in note.reason


@pytest.mark.parametrize(
    ("header", "sample", "fields"),
    [
        (("Headline", "Content", "pubDate", "source"), (), {"title": 0, "text": 1, "published_on": 2, "outlet": 3}),
        (("source", "content"), ({"source": "https://a.example/x"},), {"url": 0, "text": 1}),
        (("Link", "Quelle", "Inhalt"), ({"Quelle": "https://a.example"},), {"url": 0, "text": 2}),
        (("Body", "Volltext", "Beschreibung"), (), {"text": 1}),
        (("Inhalt", "INHALT"), (), {}),
        (("Teaser", "Beschreibung"), (), {}),
        (("Veröffentlicht_am", "article-text", "Artikel-ID"), (), {"published_on": 0, "text": 1, "id": 2}),
        (("TEXT", "Datum"), (), {"text": 0}),
    ],
)
def test_known_names(header, sample, fields):
    assert dict(suggest(header, sample).fields) == {name: header[place] for name, place in fields.items()}


def test_the_column_of_dates_decides_what_comes_first():
    rows = [["Text eins.", "03/04/2025"], ["Text zwei.", "25/04/2025 14:30"], ["Text drei.", "4/3/2025 9:05"]]

    good, refused = split(read_upload("t.csv", table(["Volltext", "Datum"], *rows), AUTO))

    assert [s.published_on for s in good] == ["2025-04-03", "2025-04-25T14:30", "2025-03-04T09:05"]
    assert refused == []


@pytest.mark.parametrize("other", ["12/12/2025", "25/04/2025;04/25/2025", ""])
def test_dates_that_nothing_decides_stay_undated_with_a_reason(other):
    rows = [["Text eins.", "03/04/2025"], *(["Noch ein Text.", value] for value in other.split(";"))]

    good, refused = split(read_upload("t.csv", table(["Volltext", "Datum"], *rows), AUTO))

    assert good[0].published_on is None
    assert refused[0].line == 2
    assert "03/04/2025" in refused[0].reason


def test_the_analyst_says_what_comes_first():
    content = table(["Volltext", "Datum"], ["Text eins.", "03/04/2025"])

    days = [
        split(read_upload("t.csv", content, Wishes(Columns(order=order), known=True)))[0][0].published_on
        for order in ("day", "month")
    ]

    assert days == ["2025-04-03", "2025-03-04"]


def test_evidence_counts_what_each_value_shows():
    found = evidence(["25/04/2025", "04/25/2025", "03/04/2025", "05/05/2025", "2025-04-03", 7, None, "99/99/2025"])

    assert (found.day, found.month, found.either, found.order) == (1, 1, 1, None)


def test_only_what_is_ambiguous_is_settled():
    assert settled("25/04/2025", "month") == "25/04/2025"
    assert settled("3-4-2025, 12 Uhr", "day") == "2025-04-03, 12 Uhr"
    assert settled("03.04.2025", "month") == "03.04.2025"


def test_numbers_of_days():
    assert serial(45876) == "2025-08-07"
    assert serial(45876.5) == "2025-08-07T12:00"
    assert serial(2025) == 2025
    assert serial(20250807) == 20250807


def test_json_lines_with_other_keys():
    rows = [{"headline": "H", "content": "Ein Satz."}, {"content": "Noch einer.", "pubDate": "2025-08-07", "x": [1]}]
    content = "\n".join(json.dumps(row) for row in [rows[0], "kein Objekt", rows[1]]).encode()

    good, refused = split(read_upload("l.jsonl", content, AUTO))

    assert [(s.text, s.title, s.published_on, s.line) for s in good] == [
        ("Ein Satz.", "H", None, 1),
        ("Noch einer.", None, "2025-08-07", 3),
    ]
    assert [row.line for row in refused] == [2]
    assert "--map title=headline --map text=content" in split(read_upload("l.jsonl", content))[1][0].reason


def test_an_answer_that_lists_articles():
    content = json.dumps({"status": "ok", "articles": [{"title": "H", "content": "Ein Satz."}]}).encode()

    (source,), refused = split(read_upload("antwort.json", content, AUTO))

    assert (source.title, source.text, refused) == ("H", "Ein Satz.", [])


def test_json_lines_of_our_own_keys_are_refused_row_by_row():
    good, refused = split(read_upload("l.jsonl", b'{"title": "A"}\n{"title": "B"}\n'))

    assert (good, [row.line for row in refused]) == ([], [1, 2])


def test_names_of_columns_are_hostile_text():
    names = ["a" * 5000, "\x00\x1b[31m", "<script>", "=1+1", "Voll\ntext", "", ""]

    good, (refused,) = split(read_upload("t.csv", table(names, ["x"] * 7)))

    assert good == []
    assert len(refused.reason) < 1000
    assert "\x1b" not in refused.reason
    assert "\n" not in refused.reason


def test_a_column_that_is_named_twice_cannot_be_chosen():
    content = table(["Volltext", "Volltext"], ["a b", "c d"])

    _, (refused,) = split(read_upload("t.csv", content, Wishes(Columns((("text", "Volltext"),)))))

    assert "twice" in refused.reason


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["a.eml", "a.md", "a.csv", "a.jsonl", "a.xlsx", "a.pdf", "a.zip"]), st.binary(max_size=300))
def test_any_bytes_end_in_articles_or_reasons_and_are_asked_about_without_harm(name, content):
    for item in read_upload(name, content, AUTO):
        assert isinstance(item, Source) or "\n" not in item.reason
    for layout in layouts(name, content):
        assert len(preview(layout, layout.suggested)) == len(layout.first)
