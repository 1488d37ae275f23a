"""The process that parses what strangers wrote (data/reading/worker.py): one task after the other, within bounds."""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from data.errors import InputError
from data.reading.limits import MAX_IDLE_SECONDS, MAX_PARSER_FACTOR

try:
    import resource
except ImportError:  # not on Windows: time is bounded there, memory is not
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable

_STATM = Path("/proc/self/statm")


def main() -> None:
    """Answer tasks from standard input until it ends; what a parser prints goes nowhere."""
    memory = int(sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks = sys.stdin.buffer
    while line := _next(tasks):
        module, name, args, size, seconds = json.loads(line)
        function = getattr(import_module(module), name)
        _answer(answers, {"ready": True})
        content = tasks.read(size)
        _bound(memory + MAX_PARSER_FACTOR * size, seconds)
        _work(answers, function, content, args)


def _work(answers: BinaryIO, function: Callable[..., Any], content: bytes, args: list[object]) -> None:
    """Answer with the result or the refusal; a process in which a parser broke off answers that and ends."""
    try:
        reply: dict[str, object] = {"result": function(content, *args)}
    except InputError as error:
        reply = {"refused": str(error)}
    except MemoryError:
        _unbound()
        _answer(answers, {"broken": "needs too much memory to parse"})
        raise
    except Exception as error:  # whatever a parser stumbles over
        _answer(answers, {"broken": f"makes its parser break off ({type(error).__name__})"})
        raise
    _answer(answers, reply)


def _answer(answers: BinaryIO, reply: dict[str, object]) -> None:
    answers.write(json.dumps(reply).encode() + b"\n")
    answers.flush()


def _next(tasks: BinaryIO) -> bytes:
    """Wait for a task; a process that nobody asks for long ends by the alarm."""
    if hasattr(signal, "alarm"):
        signal.alarm(MAX_IDLE_SECONDS)
    line = tasks.readline()
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    return line


def _bound(memory: int, seconds: float) -> None:
    """Allow `memory` bytes of address space and `seconds` of computing beyond what the process has taken by now."""
    if resource is None:
        return
    _soft(resource.RLIMIT_AS, _held() + memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + seconds))


def _unbound() -> None:
    if resource is not None:
        _soft(resource.RLIMIT_AS, resource.RLIM_INFINITY)


def _soft(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    free = hard == resource.RLIM_INFINITY
    resource.setrlimit(kind, (value if free else hard if value == resource.RLIM_INFINITY else min(value, hard), hard))


def _held() -> int:
    """Bytes of address space in use; 0 where the system does not say (its limit is then set from nothing)."""
    try:
        return int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
