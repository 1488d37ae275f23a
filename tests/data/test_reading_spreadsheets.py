"""Workbooks: sheets, dates, titles above the header, and what is no workbook or means harm."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from data.errors import InputError
from data.models import Rejected, Source
from data.reading import read_upload
from data.reading.columns import Wishes
from data.reading.spreadsheets import sheets

AUTO = Wishes(known=True)
OLD = Path(__file__).parent / "files" / "alt.xls"


def split(items):
    items = list(items)
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Rejected)]


def book(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(made)


def saved(made):
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


PRESS = [
    ["Volltext", "Headline", "Datum"],
    ["Ein Satz.", "Über Tarn", datetime(2025, 8, 7, tzinfo=UTC).replace(tzinfo=None)],
]


def test_each_sheet_is_a_table_and_dates_are_dates():
    content = book(
        Presse=[
            *PRESS,
            ["Zwei Sätze.", 1984, datetime(2025, 8, 8, 9, 12, tzinfo=UTC).replace(tzinfo=None)],
            ["Drei.", None, 45876],
        ],
        Weiteres=[["text", "published_on"], ["Vier.", date(2025, 8, 9)]],
        Leer=[],
        Legende=[["Kürzel", "heißt"], ["SE", "Süd-Echo"]],
    )

    good, refused = split(read_upload("presse.xlsx", content, AUTO))

    assert [(s.file, s.line, s.title, s.text, s.published_on) for s in good] == [
        ("presse.xlsx/Presse", 2, "Über Tarn", "Ein Satz.", "2025-08-07"),
        ("presse.xlsx/Presse", 3, "1984", "Zwei Sätze.", "2025-08-08T09:12"),
        ("presse.xlsx/Presse", 4, None, "Drei.", "2025-08-07"),
        ("presse.xlsx/Weiteres", 2, None, "Vier.", "2025-08-09"),
    ]
    assert [(row.file, row.line) for row in refused] == [("presse.xlsx/Legende", None)]
    assert "'Kürzel', 'heißt'" in refused[0].reason


def test_lines_above_the_header_and_empty_rows_keep_the_numbers_of_rows():
    content = book(Presse=[["Pressespiegel"], [], *PRESS, [], ["Noch ein Satz.", None, None]])

    good, refused = split(read_upload("presse.xlsx", content, AUTO))

    assert [s.line for s in good] == [4, 6]
    assert refused == []


def test_the_name_does_not_matter_where_the_content_is_a_workbook():
    for name in ("presse.txt", "presse.zip", "presse.csv", "presse"):
        assert len(split(read_upload(name, book(Presse=PRESS), AUTO))[0]) == 1


def test_a_workbook_in_an_archive():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a/presse.xlsx", book(Presse=PRESS))
        archive.writestr("b.txt", "Ein Text.")

    good, refused = split(read_upload("alle.zip", held.getvalue(), AUTO))

    assert [s.file for s in good] == ["alle.zip/a/presse.xlsx/Presse", "alle.zip/b.txt"]
    assert refused == []


def test_an_old_workbook():
    (source,), refused = split(read_upload("alt.xls", OLD.read_bytes(), AUTO))

    assert (source.text, source.published_on, refused) == ("Täglich ein Satz.", "2025-08-07", [])


def test_an_open_document():
    made = OpenDocumentSpreadsheet()
    sheet = Table(name="Presse")
    for values in (("Volltext", "Datum"), ("Ein Satz.", date(2025, 8, 7))):
        row = TableRow()
        for value in values:
            kind = (
                {"valuetype": "date", "datevalue": value.isoformat()}
                if isinstance(value, date)
                else {"valuetype": "string"}
            )
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        sheet.addElement(row)
    made.spreadsheet.addElement(sheet)

    (source,), refused = split(read_upload("presse.ods", saved(made), AUTO))

    assert (source.text, source.published_on, refused) == ("Ein Satz.", "2025-08-07", [])


def test_a_formula_is_not_computed_and_markup_stays_text():
    content = book(Presse=[["Volltext", "Titel"], ["<b>Ein</b> Satz, =1+1", "=1+1"]])

    (source,), _ = split(read_upload("presse.xlsx", content, AUTO))

    assert source.text == "<b>Ein</b> Satz, =1+1"
    assert source.title is None  # the formula was never computed, so that there is no value


def test_a_hidden_sheet_is_said_and_not_read():
    made = openpyxl.Workbook()
    made.active.append(["text"])
    made.active.append(["Ein Satz."])
    hidden = made.create_sheet("Geheim")
    hidden.append(["text"])
    hidden.append(["Noch ein Satz."])
    hidden.sheet_state = "hidden"

    good, (refused,) = split(read_upload("presse.xlsx", saved(made)))

    assert [s.text for s in good] == ["Ein Satz."]
    assert (refused.file, "hidden" in refused.reason) == ("presse.xlsx/Geheim", True)


def test_days_counted_from_1904_are_not_taken_for_others():
    made = openpyxl.Workbook()
    made.active.append(["text", "published_on"])
    made.active.append(["Ein Satz.", 44414])
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    (source,), (note,) = split(read_upload("presse.xlsx", saved(made)))

    assert source.published_on is None
    assert "44414" in note.reason


def packed(**parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **parts}.items():
            container.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leer.xlsx", book(Leer=[]), "empty"),
        ("kaputt.xlsx", b"PK\x03\x04 und weiter nichts", "damaged"),
        ("kaputt.xlsx", book(Presse=PRESS)[:900], "damaged"),
        ("hohl.xlsx", packed(), "workbook"),
        ("text.xlsx", b"Ein Satz.", "rename it to .csv"),
        ("bombe.xlsx", packed(**{"xl/worksheets/sheet1.xml": b" " * 5_000_000}), "unpacks to"),
        ("alt.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook"),
        ("zu.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("bericht.docx", packed(**{"word/document.xml": b"x"}).replace(b"xl/", b"zz/"), "Word document"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_remedy(name, content, words):
    good, (refused,) = split(read_upload(name, content))

    assert good == []
    assert words in refused.reason


def test_a_sheet_at_the_limit_is_read_and_one_beyond_is_not(monkeypatch):
    content = book(Presse=[["text"], ["Ein Satz."]])
    monkeypatch.setattr("data.reading.spreadsheets.MAX_SHEET_CELLS", 2)
    assert sheets(content) == [("Presse", False, [(1, ["text"]), (2, ["Ein Satz."])])]

    monkeypatch.setattr("data.reading.spreadsheets.MAX_SHEET_CELLS", 1)
    with pytest.raises(InputError, match="more than 1 cells"):
        sheets(content)


def test_a_workbook_beyond_its_bytes_is_refused(monkeypatch):
    content = book(Presse=PRESS)
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        size = sum(entry.file_size for entry in container.infolist())
    monkeypatch.setattr("data.reading.spreadsheets.MAX_BOOK_BYTES", size)
    assert len(split(read_upload("a.xlsx", content, AUTO))[0]) == 1

    monkeypatch.setattr("data.reading.spreadsheets.MAX_BOOK_BYTES", size - 1)
    assert "unpacks to more than" in split(read_upload("a.xlsx", content, AUTO))[1][0].reason


def test_a_sheet_that_spans_everything_costs_itself():
    made = openpyxl.Workbook()
    made.active["A1"] = "text"
    made.active["XFD1048576"] = "x"

    good, (refused,) = split(read_upload("weit.xlsx", saved(made)))

    assert good == []
    assert "parser" in refused.reason
    assert len(split(read_upload("presse.xlsx", book(Presse=PRESS), AUTO))[0]) == 1
