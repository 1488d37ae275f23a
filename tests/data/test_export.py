"""The exporter: exact bytes, no live formula under any separator, and a faithful twin."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import export, frames, query
from data.frames import Column
from data.query import Selection

TEXT = Column("text", "str", "a text")
SOME = (
    Column("day", "datetime64[s]", "a day"),
    Column("text", "str", "a text"),
    Column("names", "object", "some names"),
    Column("position", "int64", "a number"),
    Column("score", "float64", "a share"),
    Column("line", "Int64", "a line"),
    Column("background", "bool", "a truth"),
)
ROWS = [
    {
        "day": "2031-05-02",
        "text": '„Man sei bereit“, hieß es;\r\n=HYPERLINK("x")',
        "names": ("Ada Kessler", "=cmd"),
        "position": -3,
        "score": 0.25,
        "line": None,
        "background": True,
    },
    {"day": None, "text": None, "names": (), "position": 0, "score": 1.0, "line": 7, "background": False},
]


def one_column(texts):
    return frames.frame([{"text": text} for text in texts], (TEXT,))


def test_spreadsheet_bytes():
    held = export.spreadsheet_csv(frames.frame(ROWS, SOME), SOME)

    assert (
        held
        == (
            "\ufeff"
            '"day","text","names","position","score","line","background"\r\n'
            '"2031-05-02","„Man sei bereit“, hieß es; \'=HYPERLINK(""x"")","Ada Kessler, \'=cmd","-3","0.25","","True"\r\n'
            '"","","","0","1.0","7","False"\r\n'
        ).encode()
    )


def test_faithful_bytes():
    held = export.json_lines(frames.frame(ROWS, SOME), SOME).decode()

    assert held == (
        '{"day": "2031-05-02", "text": "„Man sei bereit“, hieß es;\\r\\n=HYPERLINK(\\"x\\")", '
        '"names": ["Ada Kessler", "=cmd"], "position": -3, "score": 0.25, "line": null, "background": true}\n'
        '{"day": null, "text": null, "names": [], "position": 0, "score": 1.0, "line": 7, "background": false}\n'
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-4", "'-4"),
        ("@name", "'@name"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("a\n=1", "a =1"),
        ("a;=1", "a;'=1"),
        ("a,  -1", "a,  '-1"),
        ("a|+1", "a|'+1"),
        ("＝1", "'＝1"),
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff@x", "'\ufeff@x"),
        ("a\0b", "a b"),
        ("Haus-Tür, rund 5 - 6", "Haus-Tür, rund 5 - 6"),
        ("2031-05-02", "2031-05-02"),
        ("", ""),
    ],
)
def test_cells(text, cell):
    assert export.strict(text) == cell


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8") | st.sampled_from("=+-@\t\r\n,;|\"' ")), min_size=1, max_size=4))
def test_no_cell_is_a_formula_under_any_separator(texts):
    held = export.spreadsheet_csv(one_column(texts), (TEXT,)).decode("utf-8-sig")

    lines = held.split("\r\n")
    assert len(lines) == len(texts) + 2  # head, rows, nothing after the last break
    assert not re.search(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t\0]", "".join(lines))
    for line in lines[1:]:
        for cell in re.split(r"[,;\t|]", line):
            for shown in (cell, cell.strip('"'), cell.replace('""', '"').strip('" ')):
                assert not shown.strip().startswith(("=", "+", "-", "@"))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_every_row_comes_back(texts):
    frame = one_column(texts)

    spreadsheet = list(csv.reader(io.StringIO(export.spreadsheet_csv(frame, (TEXT,)).decode("utf-8-sig"), newline="")))
    faithful = [json.loads(line) for line in export.json_lines(frame, (TEXT,)).decode().split("\n")[:-1]]

    assert len(spreadsheet) == 1 + len(texts)
    assert [row["text"] for row in faithful] == texts


def test_heads_are_cells_too():
    hostile = Column("=1+1", "str", "")

    assert b'"\'=1+1"' in export.spreadsheet_csv(frames.frame([], (hostile,)), (hostile,))


def test_no_rows_are_a_head():
    assert export.spreadsheet_csv(frames.frame([], (TEXT,)), (TEXT,)) == b'\xef\xbb\xbf"text"\r\n'
    assert export.json_lines(frames.frame([], (TEXT,)), (TEXT,)) == b""


def test_exporting_leaves_the_frame_alone():
    frame = frames.frame(ROWS, SOME)
    before = frame.copy(deep=True)

    export.spreadsheet_csv(frame, SOME)
    export.json_lines(frame, SOME)

    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("table", export.TABLES)
def test_a_slice_holds_every_row_of_its_query(varied, table):
    held = export.take(varied, table, Selection(include_background=True, include_headlines=True))

    rows = list(csv.DictReader(io.StringIO(export.spreadsheet_csv(held.frame, held.columns).decode("utf-8-sig"))))
    assert len(rows) == len(held.frame)
    assert held.revision == varied.revision
    if table == "signals":
        assert len(rows) == sum(number % 5 for number in range(60))


def test_signals_keep_their_order_and_values(varied):
    selection = Selection(rungs=("HELD", "AGREED"), include_background=True)
    held = export.take(varied, "signals", selection)

    rows = [json.loads(line) for line in export.json_lines(held.frame, held.columns).decode().splitlines()]

    assert [row["id"] for row in rows] == list(query.signals(varied, selection)["id"])
    assert {row["rung"] for row in rows} == {"HELD", "AGREED"}
    assert all(isinstance(row["via"], list) for row in rows)


def test_manifest(varied):
    held = export.take(varied, "signals", Selection(end=date(2031, 3, 1)))

    told = json.loads(export.manifest(held, datetime(2031, 5, 2, 12, tzinfo=UTC)))

    assert told["table"] == "signals"
    assert told["rows"] == len(held.frame)
    assert (
        told["filter"]
        == held.selection.caption()
        == "Signals said on or before 2031-03-01; undated ones included, background left out, headlines left out."
    )
    assert told["parameters"] == {"to": ["2031-03-01"]}
    assert told["revision"] == varied.revision
    assert told["time"] == "2031-05-02T12:00:00+00:00"
    assert list(told["columns"]) == list(frames.names(frames.SIGNALS))


def test_zip_holds_both_forms_and_the_manifest(varied):
    held = export.take(varied, "signals", Selection(speakers=("Borduria",)))

    with zipfile.ZipFile(io.BytesIO(export.slice_zip(held))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    assert list(members) == [f"{held.name}.csv", f"{held.name}.jsonl", f"{held.name}.manifest.json"]
    assert members[f"{held.name}.csv"] == export.spreadsheet_csv(held.frame, held.columns)
    assert json.loads(members[f"{held.name}.manifest.json"])["rows"] == len(held.frame)
