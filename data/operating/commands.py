"""The operator's commands: `treffpunkt check | backup | restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.store.place import place

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from sqlalchemy import URL

DONE, FAILED = 0, 1


def add(commands: Any, database_option: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the commands to the command line."""
    command = commands.add_parser("check", help="say whether the database is whole and writable, and the disk not full")
    command.add_argument("--quick", action="store_true", help="do not read every page: for a check each minute")
    command.add_argument("--server", metavar="URL", help="ask the dashboard at this address too")
    database_option(command)
    command.set_defaults(run=_check)

    command = commands.add_parser("backup", help="copy the database as it is now; readers and imports go on")
    command.add_argument("file", type=Path, metavar="FILE", help="where to")
    command.add_argument("--force", action="store_true", help="replace what is there; restore keeps it beside")
    database_option(command)
    command.set_defaults(run=_backup)

    command = commands.add_parser("restore", help="put a backup in the place of the database")
    command.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
    command.add_argument("--force", action="store_true", help="replace what is there; restore keeps it beside")
    database_option(command)
    command.set_defaults(run=_restore)


def _check(options: argparse.Namespace) -> int:
    from data.operating import checking

    database = _database(options)
    if isinstance(database, Path):
        findings = list(checking.check(database, whole=not options.quick))
    else:
        findings = [checking.opens(options.db)]
    if options.server:
        findings.append(checking.answers(options.server))
    for finding in findings:
        print(finding)
    return DONE if all(finding.state == "ok" for finding in findings) else FAILED


def _backup(options: argparse.Namespace) -> int:
    path = _database(options)
    if not isinstance(path, Path):
        from data.operating import servers

        servers.backup(path, options.file, force=options.force)
        print(f"{path.database} is in {options.file}")
        return DONE
    from data.operating.backup import backup

    found = backup(path, options.file, force=options.force)
    print(f"{path} at revision {found.revision}, {found.articles} articles, is in {options.file}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    path = _database(options)
    if not isinstance(path, Path):
        from data.operating import servers

        kept_as = servers.restore(options.file, path, force=options.force)
        print(
            f"{path.database} is as in {options.file}" + (f"; what was there is kept as {kept_as}" if kept_as else "")
        )
        return DONE
    from data.operating.backup import restore

    found, aside = restore(options.file, path, force=options.force)
    kept = f"; what was there is kept as {aside}" if aside else ""
    print(f"{path} is at revision {found.revision} with {found.articles} articles, from {options.file}{kept}")
    return DONE


def _database(options: argparse.Namespace) -> Path | URL:
    """Return the file of a SQLite database, or the address of one on a server."""
    there = place(options.db)
    return there.path or there.url
