"""docs/data.md says what the code does, and leaves nothing out."""

import argparse
import re
from pathlib import Path

import pytest

from data import batch, cli, export, frames
from data.query import PARAMS
from data.reading import limits
from data.store import importing, place

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")


def options():
    (commands,) = [action for action in cli._parser()._actions if isinstance(action, argparse._SubParsersAction)]
    for name, command in commands.choices.items():
        for action in command._actions:
            for option in action.option_strings:
                if option not in {"-h", "--help"}:
                    yield name, option


@pytest.mark.parametrize("table", [*export.TABLES, "periods"])
def test_every_column(table):
    section = PAGE.split(f"\n### {table}\n")[1].split("\n#")[0]
    columns = frames.PERIODS if table == "periods" else export.TABLES[table].columns

    rows = [line for line in section.splitlines() if line.startswith("| `")]

    assert rows == [f"| `{column.name}` | {column.dtype} | {column.meaning} |" for column in columns]


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_option(command, option):
    rows = [line for line in PAGE.splitlines() if line.startswith("| `--") and re.search(rf"`{option}[ `]", line)]

    assert len(rows) == 1
    assert command in rows[0].split("|")[2]


def test_every_setting():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "data").rglob("*.py"))
    code += "".join(path.read_text("utf-8") for path in (ROOT / "components").rglob("*.py"))
    used = set(re.findall(r"TREFFPUNKT_[A-Z_]+", code))

    assert used
    assert {name for name in used if f"| `{name}` |" not in PAGE} == set()


def test_every_limit():
    held = {name: value for name, value in vars(limits).items() if name.isupper()}

    assert dict(re.findall(r"^\| `(M\w+)` \| ([\d,]+) \|", PAGE, re.MULTILINE)) == {
        name: f"{value:,}" for name, value in held.items()
    }


@pytest.mark.parametrize("name", ["articles", "statements", "signals", "dates", "merges", "rejected"])
def test_every_key_of_the_batch(name):
    (row,) = re.findall(rf"^\| `{name}\.jsonl` \| (.*) \|$", PAGE, re.MULTILINE)

    assert tuple(re.findall(r"`(\w+)`", row)) == getattr(batch, name.upper())


def test_link_parameters_and_the_default_place():
    assert all(f"`{name}`" in PAGE for name in PARAMS)
    assert f"`{place.DEFAULT}` in the working folder" in PAGE
    words = f"transactions of at most {importing.BATCH:,} articles and five seconds of"
    assert words in PAGE
    assert importing.SECONDS == 5


@pytest.mark.parametrize("status", [cli.DONE, cli.NOTHING, cli.USAGE, cli.SOME_REJECTED])
def test_every_exit_status(status):
    assert f"\n| {status} | " in PAGE
