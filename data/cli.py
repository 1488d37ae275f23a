"""The command line: `treffpunkt analyze`, from a checkout `python -m data analyze`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

from data.analysis import analyze
from data.batch import write_batch
from data.errors import DataError
from data.profile import Profile, bundled, load_profile, merge
from data.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.models import Rejected

Row = TypeVar("Row")

DONE, NOTHING, USAGE, SOME_REJECTED = 0, 1, 2, 3
EXIT_STATUS = """exit status:
  0  done; rejected inputs are listed and do not change it, unless --strict
  1  nothing usable in the input, or the work failed
  2  the command was not understood
  3  done, but inputs were rejected (only with --strict)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status (see `EXIT_STATUS`)."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except (DataError, OSError) as error:
        print(f"treffpunkt: {error}", file=sys.stderr)
        return NOTHING
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="treffpunkt",
        description="Who said what about a meeting, when and how firmly.",
        epilog=EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("analyze", help="analyse articles into a folder of JSON Lines, without a database")
    command.add_argument("input", nargs="+", type=Path, help="file or folder: .txt, .jsonl, .csv, .zip")
    command.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write; files are replaced")
    _reading_options(command)
    command.set_defaults(run=_analyze)
    return parser


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--profile", action="append", default=[], type=Path, metavar="FILE", help="watch also what this profile names"
    )
    command.add_argument("--strict", action="store_true", help="exit with 3 where an input was rejected")
    command.add_argument("--quiet", action="store_true", help="no progress bar")


def _analyze(options: argparse.Namespace) -> int:
    profile = _profile(options.profile)
    sources = _progress(read(options.input), options)
    analysis = analyze(sources, profile)
    write_batch(analysis, options.out)
    articles = len(analysis.readings)
    _say_rejected(analysis.rejected)
    groups = len(set(analysis.merging.duplicate_group.values()))
    print(
        f"{articles} articles read, {articles - groups} merged into another, "
        f"{sum(len(reading.signals) for reading in analysis.readings)} signals, {len(analysis.rejected)} rejected. "
        f"Written to {options.out}"
    )
    return _status(articles, analysis.rejected, options)


def _profile(files: Sequence[Path]) -> Profile:
    return merge(bundled(), *(load_profile(file) for file in files))


def _progress(rows: Iterable[Row], options: argparse.Namespace) -> Iterable[Row]:
    return tqdm(rows, unit=" articles", disable=options.quiet or None, file=sys.stderr)


def _say_rejected(rejected: Iterable[Rejected]) -> None:
    for row in rejected:
        place = row.file if row.line is None else f"{row.file}, line {row.line}"
        print(f"rejected: {place}: {row.reason}", file=sys.stderr)


def _status(usable: int, rejected: Sequence[Rejected], options: argparse.Namespace) -> int:
    if not usable:
        return NOTHING
    return SOME_REJECTED if rejected and options.strict else DONE
