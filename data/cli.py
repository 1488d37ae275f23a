"""The command line: `treffpunkt COMMAND`, from a checkout `python -m data COMMAND`."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Never

from tqdm import tqdm

from data import cli_feeds, export, processes
from data.analysis import analyze
from data.batch import write_batch, write_rejected
from data.errors import DataError, InputError
from data.lookalikes import noted
from data.models import LADDER
from data.operating import commands as operating
from data.operating import logs, settings
from data.profile import Profile, bundled, load_profile, merge
from data.reading import read
from data.reading.columns import NO_WISHES, Columns, Wishes
from data.reading.rows import FIELDS
from data.selection import FORMS, Selection
from data.store import Store, import_sources, rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from data.models import Rejected
    from data.reading.dayorder import Order

AUTO = "auto"
DONE, NOTHING, USAGE, SOME_REJECTED = 0, 1, 2, 3
LONG = frozenset({"import", "poll", "rebuild"})
"""Commands that may compute for minutes beside a dashboard that is in use; they give way to it."""
EXIT_STATUS = """exit status:
  0  done; rejected inputs are listed and do not change it, unless --strict
  1  nothing usable in the input, or the work failed
  2  the command was not understood
  3  done, but inputs were rejected (only with --strict)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status (see `EXIT_STATUS`)."""
    options = _parser().parse_args(arguments)
    if arguments is None and options.command in LONG:
        processes.give_way()
    try:
        if os.environ.get(settings.LOG):  # a person reads what is printed, a collector the log
            logs.start()
        status: int = options.run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains while it shuts down
        return NOTHING
    except (DataError, OSError) as error:
        print(f"treffpunkt: {error}", file=sys.stderr)
        return NOTHING
    return status


def _analyze(options: argparse.Namespace) -> int:
    profile = _profile(options.profile) or bundled()
    items = noted(read(options.input, _wishes(options)))
    sources = tqdm(items, unit=" articles", disable=_quiet(options), file=sys.stderr)
    analysis = analyze(sources, profile)
    write_batch(analysis, options.out)
    articles = len(analysis.readings)
    groups = len(set(analysis.merging.duplicate_group.values()))
    _say_rejected(analysis.rejected)
    print(
        f"{articles} articles read, {articles - groups} of them copies of another, "
        f"{sum(len(reading.signals) for reading in analysis.readings)} signals, {len(analysis.rejected)} rejected; "
        f"written to {options.out}"
    )
    return _status(articles, analysis.rejected, options)


def _import(options: argparse.Namespace) -> int:
    if options.watch:
        return cli_feeds.watch(options, _profile(options.profile))
    with Store.open(options.db) as store, tqdm(unit=" articles", disable=_quiet(options), file=sys.stderr) as bar:
        summary = import_sources(store, read(options.input, _wishes(options)), _profile(options.profile), _moves(bar))
    _say_rejected(summary.rejected)
    if options.rejects is not None:
        write_rejected(summary.rejected, options.rejects)
    print(
        f"{summary.read} articles read: {summary.new} new, {summary.updated} updated, {summary.unchanged} unchanged; "
        f"{summary.merged} merged with another article, {len(summary.rejected)} rejected; "
        f"{store.name} is at revision {summary.revision}"
    )
    if summary.outdated:
        print(f"{summary.outdated} articles were analysed by other rules; `treffpunkt rebuild` analyses them again")
    return _status(summary.read, summary.rejected, options)


def _rebuild(options: argparse.Namespace) -> int:
    store = Store.open(options.db, create=False)
    with store, tqdm(unit=" articles", disable=_quiet(options), file=sys.stderr) as bar:
        summary = rebuild(store, _profile(options.profile), everything=options.all, progress=_moves(bar))
    _say_rejected(summary.rejected)
    print(
        f"{summary.rebuilt} of {summary.articles} articles analysed again, {len(summary.rejected)} kept as text only; "
        f"{store.name} is at revision {summary.revision}"
    )
    return _status(summary.articles, summary.rejected, options)


def _export(options: argparse.Namespace) -> int:
    if options.to and getattr(options, "from") and options.to < getattr(options, "from"):
        print(f"treffpunkt export: --to {options.to} is before --from; no day is in between", file=sys.stderr)
        return USAGE
    selection = Selection(
        start=getattr(options, "from"),
        end=options.to,
        speakers=tuple(options.speaker),
        outlets=tuple(options.outlet),
        rungs=tuple(options.rung),
        forms=tuple(options.form),
        text=options.text,
        include_undated=not options.dated_only,
        include_background=options.background,
        include_headlines=options.headlines,
        include_rejected=options.rejected,
    )
    with Store.open(options.db, create=False) as store:
        held = export.take(store, options.table, selection)
    content = {
        "csv": lambda: export.spreadsheet_csv(held.frame, held.columns),
        "jsonl": lambda: export.json_lines(held.frame, held.columns),
        "zip": lambda: export.slice_zip(held),
    }[options.format]()
    if str(options.out) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        options.out.write_bytes(content)
    about = "all there are." if options.table in export.UNFILTERED else selection.caption(options.table)
    print(f"{len(held.frame)} rows of {options.table} at revision {held.revision}: {about}", file=sys.stderr)
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="treffpunkt",
        description="Who said what about a meeting, when, how firmly, and how many independent texts say so.",
        epilog=EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    command = commands.add_parser("import", help="read articles into the database")
    _input_options(command)
    command.add_argument("--rejects", type=Path, metavar="FILE", help="write what was rejected there, as JSON Lines")
    command.add_argument("--watch", action="store_true", help="go on: import what comes into the folders, until Ctrl-C")
    _database_option(command)
    command.set_defaults(run=_import)

    command = commands.add_parser("analyze", help="analyse articles into a folder of JSON Lines, without a database")
    _input_options(command)
    command.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write; files are replaced")
    command.set_defaults(run=_analyze)

    command = commands.add_parser("export", help="write rows of the database as CSV or JSON Lines")
    command.add_argument("table", choices=list(export.TABLES), help="what to write")
    _selection_options(command)
    command.add_argument("--format", choices=["csv", "jsonl", "zip"], default="csv", help="zip: both, and a manifest")
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="file to write, - for the output")
    _database_option(command)
    command.set_defaults(run=_export)

    command = commands.add_parser("rebuild", help="analyse again what was analysed by other rules")
    command.add_argument("--all", action="store_true", help="all articles, whatever analysed them")
    _reading_options(command)
    _database_option(command)
    command.set_defaults(run=_rebuild)

    operating.add(commands, _database_option)
    cli_feeds.add_commands(commands, reading=_reading_options, database=_database_option)
    return parser


def _input_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "input", nargs="+", type=Path, metavar="PATH",
        help="file or folder: text, pages, feeds, Markdown, mail, PDF, CSV, Excel, JSON Lines, ZIP",
    )  # fmt: skip
    command.add_argument(
        "--map", action="append", default=[], type=_mapping, metavar="FIELD=COLUMN",
        help="read this field of tables from this column; repeatable; 'auto': from columns of known names",
    )  # fmt: skip
    command.add_argument(
        "--dates", choices=["day-first", "month-first"],
        help="what 03/04/2025 means in tables; else their date column shows it, or it stays undated",
    )  # fmt: skip
    _reading_options(command)


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--profile", action="append", default=[], type=Path, metavar="FILE", help="watch also what this profile names"
    )
    command.add_argument("--strict", action="store_true", help="exit with 3 where an input was rejected")
    command.add_argument("--quiet", action="store_true", help="no progress bar")


def _database_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db",
        metavar="URL",
        help="path, sqlite:/// or postgresql+psycopg:// URL; else $TREFFPUNKT_DB, else treffpunkt.db",
    )


def _selection_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", type=_day, metavar="DAY", help="said (articles: published) on or after, YYYY-MM-DD")
    command.add_argument("--to", type=_day, metavar="DAY", help="on or before")
    command.add_argument("--speaker", action="append", default=[], metavar="NAME", help="canonical name; repeatable")
    command.add_argument("--outlet", action="append", default=[], metavar="NAME", help="repeatable")
    command.add_argument("--rung", action="append", default=[], choices=list(LADDER), metavar="RUNG", help="repeatable")
    command.add_argument("--form", action="append", default=[], choices=FORMS, metavar="FORM", help="repeatable")
    command.add_argument("--text", default="", help="words that stand in the passage (articles: in the article)")
    command.add_argument("--dated-only", action="store_true", help="leave undated ones out")
    command.add_argument("--background", action="store_true", help="with what is told as context")
    command.add_argument("--headlines", action="store_true", help="with signals of headlines")
    command.add_argument("--rejected", action="store_true", help="with signals that a review has rejected")


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no day; write YYYY-MM-DD") from error


def _mapping(value: str) -> tuple[str, str]:
    name, sign, column = value.partition("=")
    if value == AUTO:
        return AUTO, ""
    if name not in FIELDS or not sign or not column.strip():
        raise argparse.ArgumentTypeError(f"{value!r} is no FIELD=COLUMN; fields are {', '.join(FIELDS)}; or {AUTO}")
    return name, " ".join(column.split())


def _wishes(options: argparse.Namespace) -> Wishes:
    """Columns and dates as asked for. Raises InputError where a field is to come from two columns."""
    asked = [pair for pair in options.map if pair[0] != AUTO]
    if len(dict(asked)) < len(asked):
        raise InputError("--map names two columns for one field: choose one")
    order: Order | None = None if options.dates is None else "day" if options.dates == "day-first" else "month"
    wishes = Wishes(Columns(tuple(asked), order), known=len(asked) < len(options.map))
    return NO_WISHES if wishes == NO_WISHES else wishes


def _profile(files: Sequence[Path]) -> Profile | None:
    return merge(bundled(), *(load_profile(file) for file in files)) if files else None


def _quiet(options: argparse.Namespace) -> bool | None:
    return options.quiet or None  # None: no bar where the output is no terminal


def _moves(bar: tqdm[Never]) -> Callable[[int, str], None]:
    def move(done: int, name: str) -> None:
        bar.set_postfix_str(name[-30:], refresh=False)
        bar.update(done - bar.n)

    return move


def _say_rejected(rejected: Iterable[Rejected]) -> None:
    for row in rejected:
        place = row.file if row.line is None else f"{row.file}, line {row.line}"
        print(f"rejected: {place}: {row.reason}", file=sys.stderr)


def _status(usable: int, rejected: Sequence[Rejected], options: argparse.Namespace) -> int:
    if not usable:
        return NOTHING
    return SOME_REJECTED if rejected and options.strict else DONE
