"""Frames are exactly what their columns declare."""

import pandas as pd
import pytest

from data import export, frames
from data.frames import Column

COLUMNS = (
    Column("name", "str", ""),
    Column("day", "datetime64[s]", ""),
    Column("line", "Int64", ""),
    Column("list", "object", ""),
)


def test_types_do_not_depend_on_the_rows():
    rows = [
        {"name": "a", "day": "2031-05-02", "line": 1, "list": ("x", "y"), "more": 1},
        {"name": None, "day": None, "line": None, "list": ("x", "z"), "more": 2},
    ]

    for held in (rows, rows[:1], rows[1:], []):
        frame = frames.frame(held, COLUMNS)
        assert [str(dtype) for dtype in frame.dtypes] == ["str", "datetime64[s]", "Int64", "object"]
        assert list(frame.columns) == ["name", "day", "line", "list"]
        assert len(frame) == len(held)
        assert list(frame["list"]) == [row["list"] for row in held]


def test_a_row_must_hold_every_column():
    with pytest.raises(KeyError, match="line"):
        frames.frame([{"name": "a", "day": None, "list": ()}], COLUMNS)


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "9999-12-31"])
def test_days_have_no_bounds(day):
    frame = frames.frame([{"day": day}], COLUMNS[1:2])

    assert frame["day"].dt.strftime("%Y-%m-%d").item().zfill(10) == day


def test_typed_is_a_copy():
    held = pd.DataFrame({"line": [1, 2], "name": ["a", "b"]}, index=[4, 9])

    frame = frames.typed(held, (COLUMNS[0], COLUMNS[2]))

    assert list(frame.columns) == ["name", "line"]
    assert list(frame.index) == [0, 1]
    assert list(held.index) == [4, 9]


@pytest.mark.parametrize("columns", [*(table.columns for table in export.TABLES.values()), frames.PERIODS])
def test_every_column_says_what_it_holds(columns):
    assert all(column.meaning and "|" not in column.meaning for column in columns)
    assert len({column.name for column in columns}) == len(columns)
