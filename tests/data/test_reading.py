"""Reading what is given: formats, encodings, ids, and the facts that come with a row."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from data.models import Rejected, Source
from data.reading import read, read_upload
from data.reading.rows import published

TEXT = "Die Präsidentin äußerte sich über das Gespräch: „Wir hören zu“, sagte sie größtenteils gelassen."


def sources(items):
    return [item for item in items if isinstance(item, Source)]


def rejected(items):
    return [item for item in items if isinstance(item, Rejected)]


def lines(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("mac_roman"), "mac_roman"),
    ],
)
def test_the_encoding_is_detected_and_recorded(content, encoding):
    (source,) = read_upload("seite.txt", content)

    assert source.text == TEXT
    assert source.encoding == encoding


def test_a_file_of_mixed_origin_is_decoded_line_by_line():
    content = "Erste Zeile: für alle.\n".encode() + "Zweite Zeile: für wenige.".encode("cp1252")

    (source,) = read_upload("seite.txt", content)

    assert source.text == "Erste Zeile: für alle.\nZweite Zeile: für wenige."
    assert source.encoding == "utf-8+cp1252"


def test_a_text_file_is_named_after_itself_and_hashed():
    (source,) = read_upload("ordner/seite.md", b"Ein Satz.")

    assert (source.id, source.file, source.own_id) == ("seite.md", "seite.md", False)
    assert source.sha256 == hashlib.sha256(b"Ein Satz.").hexdigest()


def test_json_lines_keep_what_they_say():
    row = {
        "id": "x-1",
        "title": "Ein Titel",
        "text": TEXT,
        "published_on": "2024-05-04T17:12:00+02:00",
        "outlet": "Seebote",
        "url": "https://seebote.example/1",
        "lang": "de",
        "author": ["Anna Moll", "Jan Kern"],
        "clean": True,
        "unknown": {"a": [1]},
    }

    (source,) = read_upload("lauf.jsonl", lines(row))

    assert (source.id, source.own_id, source.line, source.clean) == ("x-1", True, 1, True)
    assert source.published_on == "2024-05-04T17:12"
    assert (source.title, source.outlet, source.lang) == ("Ein Titel", "Seebote", "de")
    assert source.author == "Anna Moll, Jan Kern"


def test_a_row_without_an_id_is_named_after_its_line():
    items = list(read_upload("lauf.jsonl", lines({"text": "Erster."}) + b"\n\n" + lines({"text": "Dritter."})))

    assert [item.id for item in items] == ["lauf.jsonl:1", "lauf.jsonl:3"]


def test_a_clean_text_keeps_its_offsets():
    text = "Erst\x00 dann \ud800 nun"

    (source,) = read_upload("lauf.jsonl", json.dumps({"text": text, "clean": True}).encode())

    assert len(source.text) == len(text)
    assert source.text == "Erst  dann \ufffd nun"


def test_controls_and_half_surrogates_are_taken_out_of_a_page():
    (source,) = read_upload("lauf.jsonl", json.dumps({"text": "Ein\x00 Satz\x1b.\r\nNoch \udc00 einer."}).encode())

    assert source.text == "Ein Satz.\nNoch \ufffd einer."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_whatever_separates_its_columns(delimiter):
    rows = [["ID", " Text ", "published_on", "rang"], ["a", '"Erst, dann; jetzt.\nNeue ""Zeile""."', "04.05.2024", "1"]]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")

    (source,) = read_upload("tabelle.csv", content)

    assert (source.id, source.published_on, source.line) == ("a", "2024-05-04", 2)
    assert source.text == 'Erst, dann; jetzt.\nNeue "Zeile".'


def test_json_may_be_a_list():
    items = list(read_upload("lauf.json", b'[{"text": "Eins."}, 7, {"text": "Drei."}]'))

    assert [item.id for item in sources(items)] == ["lauf.json:1", "lauf.json:3"]
    assert [item.line for item in rejected(items)] == [2]


def test_the_same_id_twice_loses_nothing():
    items = list(read_upload("lauf.jsonl", lines(*({"id": "x", "text": text} for text in ("A b.", "C d.", "A b.")))))

    assert [item.id for item in sources(items)] == ["x", "x#2"]
    assert [(item.line, "same as lauf.jsonl:1" in item.reason) for item in rejected(items)] == [(3, True)]


def test_an_id_that_looks_like_a_suffix_is_not_taken_twice():
    items = sources(
        read_upload("lauf.jsonl", lines(*({"id": i, "text": f"{n} b."} for n, i in enumerate(["x#2", "x", "x", "x"]))))
    )

    assert len({item.id for item in items}) == 4


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "seite.txt").write_text(f"Text aus {folder}.", encoding="utf-8")

    items = list(read([tmp_path]))

    assert [item.id for item in items] == ["seite.txt", "seite.txt#2"]
    assert items[1].file == str(tmp_path / "b" / "seite.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-04", "2024-05-04"),
        ("2024-05-04T00:00:00Z", "2024-05-04"),
        ("2024-05-04 17:12", "2024-05-04T17:12"),
        ("Sat, 04 May 2024 17:12:00 +0200", "2024-05-04T17:12"),
        ("4. Mai 2024", "2024-05-04"),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("2024-04-31", None),
        ("-1", None),
        ("1989-12-31", None),
        ("03/04/2024", None),
        ("bald", None),
    ],
)
def test_only_a_plausible_day_is_a_date(text, expected):
    assert published(text) == expected


def test_a_date_may_lie_two_days_ahead_and_no_more():
    now = datetime(2024, 5, 4, 12, tzinfo=UTC)

    assert published((now + timedelta(days=2)).date().isoformat(), now) == "2024-05-06"
    assert published((now + timedelta(days=3)).date().isoformat(), now) is None


def test_a_date_that_is_none_is_said_and_the_article_kept():
    items = list(read_upload("lauf.jsonl", lines({"id": "x", "text": "Ein Satz.", "published_on": "0001-01-01"})))

    assert sources(items)[0].published_on is None
    assert "0001-01-01" in rejected(items)[0].reason


def test_a_link_that_is_no_web_address_is_dropped():
    items = list(read_upload("lauf.jsonl", lines({"text": "Ein Satz.", "url": "javascript:alert(1)"})))

    assert sources(items)[0].url is None
    assert "javascript" in rejected(items)[0].reason
