"""docs/battery.md names for each bad input a test that is there, and the numbers of the issue's list are all in it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.battery import hostile

ROOT = Path(__file__).resolve().parents[1]
FEWEST = 60
ROWS = re.findall(
    r"^\| (\d+) \| (.+?) \| (.+?) \| (`.+`) \|$", (ROOT / "docs/battery.md").read_text("utf-8"), re.MULTILINE
)


@cache
def defined_in(file):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_cases_are_numbered_and_distinct():
    assert [int(number) for number, *_ in ROWS] == list(range(1, len(ROWS) + 1))
    assert len({what for _, what, *_ in ROWS}) == len(ROWS) >= FEWEST


def test_so_many_files_are_imported():
    assert len({case.content for case in hostile.CASES.values()}) >= FEWEST


@pytest.mark.parametrize("row", ROWS, ids=[number for number, *_ in ROWS])
def test_the_test_that_is_named_is_there(row):
    for name in row[3].split(", "):
        file, test = name.strip("`").split("::")
        assert test in defined_in(file)
