"""Bad input costs itself, one reason each, and nothing beside it."""

import csv
import io
import json
import os
import stat
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Rejected, Source
from data.reading import limits, read, read_upload

GOOD = '{"id": "gut", "text": "Ein Satz."}'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def split(items):
    items = list(items)
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Rejected)]


def archive(members, **entry):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in entry.items():
                setattr(info, key, value)
            file.writestr(info, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "bad",
    [
        '{"text": NaN}',
        '{"text": "a b", "n": Infinity}',
        '{"text": "a b", "n": 1e999}',
        '{"text": "a b", "n": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"text": "a b", "n": ' + "[" * 200 + "]" * 200 + "}",
        '{"text": "a", "text": "b"}',
        '{"title": "ohne Text"}',
        '{"text": ""}',
        '{"text": " \\u0000 "}',
        '{"text": 7}',
        '{"text": ["a"]}',
        "[1, 2]",
        '"nur ein Satz"',
        '{"text": "offen',
        "kein JSON",
    ],
)
def test_a_bad_line_is_one_refusal_and_the_next_goes_through(bad):
    good, refused = split(read_upload("lauf.jsonl", f"{bad}\n{GOOD}".encode()))

    assert [item.id for item in good] == ["gut"]
    assert [item.line for item in refused] == [1]
    assert "\n" not in refused[0].reason


def test_an_endless_line_is_one_refusal(monkeypatch):
    monkeypatch.setattr("data.reading.json_rows.MAX_ROW_BYTES", 1000)

    good, refused = split(read_upload("lauf.jsonl", b'{"text": "' + b"a" * 5500 + b'"}\n' + GOOD.encode()))

    assert [item.id for item in good] == ["gut"]
    assert len(refused) == 1


def test_a_text_at_the_limit_is_read_and_one_beyond_is_not(monkeypatch):
    monkeypatch.setattr("data.reading.rows.MAX_ARTICLE_CHARS", 100)

    assert split(read_upload("a.txt", b"a" * 100))[1] == []
    assert "limit is 100" in split(read_upload("a.txt", b"a" * 101))[1][0].reason


def test_a_table_row_that_does_not_fit_is_refused_and_never_shifted():
    content = b'id,text,outlet\n1,Ein Satz.,Bote\n2,Zu,viele,Felder\n3,Zu wenige\n4,"Noch ein Satz.",Kurier\n'

    good, refused = split(read_upload("t.csv", content))

    assert [(item.id, item.text, item.outlet) for item in good] == [
        ("1", "Ein Satz.", "Bote"),
        ("4", "Noch ein Satz.", "Kurier"),
    ]
    assert [item.line for item in refused] == [3, 4]


def test_an_unclosed_quotation_mark_swallows_no_row():
    content = b'id,text\n1,"offen bis zum Ende\n2,Zweiter Satz.\n3,"Dritter, Satz."\n'

    good, refused = split(read_upload("t.csv", content))

    assert [(item.id, item.text) for item in good] == [("2", "Zweiter Satz."), ("3", "Dritter, Satz.")]
    assert [item.line for item in refused] == [2]


@pytest.mark.parametrize("content", [b"text,id,text\na,b,c\n", b"titel,inhalt\na,b\n", b"", b" \n \n", b"text\n"])
def test_a_table_without_a_usable_header_or_row_is_refused_whole(content):
    good, refused = split(read_upload("t.csv", content))

    assert good == []
    assert len(refused) == 1


def test_ten_thousand_columns_and_a_large_field_are_read():
    header = ",".join(["text", *(f"c{n}" for n in range(10_000))])
    row = ",".join(["a " * 200_000, *["x"] * 10_000])

    good, refused = split(read_upload("t.csv", f"{header}\n{row}\n".encode()))

    assert len(good) == 1
    assert refused == []


@pytest.mark.parametrize("name", ["bild.txt", "bild.md", "bild", "bild.jsonl", "bild.csv"])
def test_an_image_is_refused_by_its_content(name):
    good, refused = split(read_upload(name, PNG))

    assert good == []
    assert "PNG" in refused[0].reason


@pytest.mark.parametrize("content", [os.urandom(4096), b"", b"   \n", b"<!DOCTYPE html><p>Hallo", b"%PDF-1.7 abc"])
def test_what_is_no_text_is_refused(content):
    good, refused = split(read_upload("seite.txt", content))

    assert good == []
    assert len(refused) == 1


def test_an_archive_is_read_and_its_housekeeping_passed_over():
    content = archive(
        {"b/zwei.txt": "Zwei Sätze.", "a/eins.txt": "Ein Satz.", "__MACOSX/._eins.txt": "x", "b/bild.png": PNG}
    )

    good, refused = split(read_upload("alle.zip", content))

    assert [(item.id, item.file) for item in good] == [
        ("eins.txt", "alle.zip/a/eins.txt"),
        ("zwei.txt", "alle.zip/b/zwei.txt"),
    ]
    assert [item.file for item in refused] == ["alle.zip/b/bild.png"]


@pytest.mark.parametrize(
    "content",
    [
        archive({"gut.txt": "Ein Satz.", "../boese.txt": "x"}),
        archive({"gut.txt": "Ein Satz.", "/etc/boese.txt": "x"}),
        archive({"gut.txt": "Ein Satz.", "C:\\boese.txt": "x"}),
        archive({"gut.txt": "Ein Satz.", "innen.zip": archive({"a.txt": "x"})}),
        archive({"gut.txt": "/etc/passwd"}, external_attr=(stat.S_IFLNK | 0o777) << 16),
        archive({"bombe.txt": b"0" * 5_000_000}),
        archive({}),
        b"PK\x03\x04 und weiter nichts",
        b"gar kein Archiv",
    ],
)
def test_an_archive_that_looks_like_an_attack_is_refused_whole(content):
    good, refused = split(read_upload("alle.zip", content))

    assert good == []
    assert [item.file for item in refused] == ["alle.zip"]


def test_an_encrypted_archive_is_refused():
    content = bytearray(archive({"a.txt": "Ein Satz."}))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert "encrypted" in split(read_upload("alle.zip", bytes(content)))[1][0].reason


def test_too_many_files_and_too_many_bytes_are_refused(monkeypatch):
    content = archive({f"{n}.txt": "Ein Satz." for n in range(3)})
    monkeypatch.setattr("data.reading.archives.MAX_ZIP_MEMBERS", 2)
    assert "holds 3 files" in split(read_upload("alle.zip", content))[1][0].reason

    monkeypatch.setattr("data.reading.archives.MAX_ZIP_MEMBERS", 3)
    monkeypatch.setattr("data.reading.archives.MAX_ZIP_BYTES", 10)
    assert "unpacks to more than 10" in split(read_upload("alle.zip", content))[1][0].reason


def test_a_damaged_member_costs_itself():
    content = archive({"a.txt": "Ein Satz.", "b.txt": "Ein anderer Satz, der hier steht."})
    at = content.index(b"b.txt") + 7
    damaged = content[:at] + b"\xff\xff" + content[at + 2 :]

    good, refused = split(read_upload("alle.zip", damaged))

    assert [item.id for item in good] == ["a.txt"]
    assert [item.file for item in refused] == ["alle.zip/b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links of Unix")
def test_a_folder_leads_nowhere_else(tmp_path):
    outside = tmp_path / "aussen"
    folder = tmp_path / "ordner"
    outside.mkdir()
    folder.mkdir()
    (outside / "geheim.txt").write_text("Geheimer Satz.", encoding="utf-8")
    (folder / "gut.txt").write_text("Ein Satz.", encoding="utf-8")
    (folder / ".versteckt").write_text("Ein Satz.", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "geheim.txt")
    (folder / "links").symlink_to(outside)
    os.mkfifo(folder / "rohr.txt")

    good, refused = split(read([folder]))

    assert [item.id for item in good] == ["gut.txt"]
    assert sorted(item.file.rsplit("/", 1)[-1] for item in refused) == ["link.txt", "links", "rohr.txt"]


def test_what_is_not_there_is_said(tmp_path):
    good, refused = split(read([tmp_path / "fehlt.txt", tmp_path]))

    assert good == []
    assert ["fehlt.txt" in item.file for item in refused] == [True, False]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of any bytes are a thing of Linux")
def test_a_name_that_is_no_text_can_still_be_stored(tmp_path):
    path = os.fsencode(tmp_path) + b"/seite\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"Ein Satz.")

    (source,) = read([tmp_path])

    assert json.loads(json.dumps(source.id.encode().decode())) == "seite\ufffd.txt"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["a.txt", "a.jsonl", "a.csv", "a.json", "a.zip"]), st.binary(max_size=400))
def test_any_bytes_end_in_articles_or_reasons(name, content):
    for item in read_upload(name, content):
        assert isinstance(item, Source | Rejected)
        if isinstance(item, Source):
            assert item.text.encode()
            assert len(item.text) <= limits.MAX_ARTICLE_CHARS


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n\r",;\t'), max_size=30)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELLS.filter(lambda text: any(c.isalnum() for c in text)), min_size=1, max_size=5))
def test_every_row_of_a_table_arrives_whatever_it_holds(texts):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([["id", "text"], *([n, text] for n, text in enumerate(texts))])

    good, refused = split(read_upload("t.csv", buffer.getvalue().encode("utf-8", "replace")))

    assert [item.id for item in good] == [str(n) for n in range(len(texts))]
    assert refused == []
