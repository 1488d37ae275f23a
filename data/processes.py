"""Processes of our own: a plain interpreter on one of our modules, which gives way to others where it computes long.

`multiprocessing` would run the script of the dashboard a second time in the child; and what comes back from ours is
JSON and never code.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
NICE = 10
"""The priority of what computes for minutes beside a dashboard that is in use, as `nice` counts it."""


def start(module: str, *arguments: str, environment: Mapping[str, str], quiet: bool) -> subprocess.Popen[bytes]:
    """Start an interpreter on one of our modules, with pipes to and from it; `quiet`: its errors go nowhere.

    It is in a process group of its own, so that Ctrl-C in a terminal ends the parent only, which ends it in turn; but
    in its parent's session, as Linux weighs priorities within a session. Raises OSError.
    """
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        process_group=0,
    )


def close_pipes(process: subprocess.Popen[bytes]) -> None:
    """Let go of the pipes of a process that has ended."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


def give_way() -> None:
    """Let others go first on this machine, the dashboard's readers above all; alone, a command is as quick as ever."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
