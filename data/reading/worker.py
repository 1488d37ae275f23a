"""Parsers of formats that strangers write (HTML, PDF, tables of office programs) run in a child process, bounded.

There is one child, started at the first call and kept for the next ones; nothing is started where no such format is
read. It is killed when it overruns its time or memory, and another one takes its place. What comes back from it is
JSON and never code, its environment holds no setting of ours, and it knows none of the parent's threads: the child is
a plain interpreter (data/processes.py).
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

from data import processes
from data.errors import InputError
from data.reading.limits import MAX_PARSER_MEMORY, MAX_PARSER_SECONDS, MAX_PARSER_TASKS, MAX_START_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

REMEDY = "save its text as a text file"
PATIENCE = 3
"""How many times its seconds of computing a parser may take by the clock: a busy machine refuses no page."""

_SIGXCPU = getattr(signal, "SIGXCPU", 0) or 1_000
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "COVERAGE_PROCESS_START")


def bounded(
    function: Callable[..., Any] | str, content: bytes, *args: object, seconds: float = MAX_PARSER_SECONDS
) -> Any:
    """Return `function(content, *args)`, computed in the child process.

    `function` is one of a module (no lambda, no method), or `"module:function"`, which spares this process the import;
    `args` and the result are what JSON holds, so that tuples come back as lists. Raises InputError
    with the function's own words where it raises one, and with a reason and a remedy where it computes longer than
    `seconds`, needs more memory than MAX_PARSER_MEMORY, or breaks off.
    """
    name = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
    return _WORKER.run(name, content, args, seconds)


class _Worker:
    """The child process and the lock that lets one caller at a time use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def run(self, function: str, content: bytes, args: tuple[object, ...], seconds: float) -> Any:
        task = json.dumps([*function.split(":"), args, len(content), seconds]).encode()
        with self._lock:
            if not self._ready(task):
                raise InputError("cannot be read: the process that parses it does not start, see docs/data.md")
            child = self._child
            assert child is not None
            child.tasks += 1
            reply = child.ask(content, PATIENCE * seconds)
            if reply is None or "broken" in reply:
                self.close()
        if child.overrun:
            raise InputError(f"takes longer than {seconds:g} seconds to parse: {REMEDY}")
        if reply is None or "broken" in reply:
            raise InputError(f"{reply['broken'] if reply else 'makes its parser break off'}: {REMEDY}")
        if "refused" in reply:
            raise InputError(reply["refused"])
        return reply["result"]

    def close(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _ready(self, task: bytes) -> bool:
        """Hand `task` to the child, which loads its function; a child that has gone meanwhile is replaced."""
        for _ in range(2):
            if self._child is not None and self._child.tasks >= MAX_PARSER_TASKS:
                self.close()
            if self._child is None:
                self._child = _Child()
            if self._child.ask(task + b"\n", MAX_START_SECONDS) is not None:
                return True
            self.close()
        return False


class _Child:
    """A process that answers each message with one line of JSON (data/reading/child.py)."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._process = processes.start(
            "data.reading.child", f"{MAX_PARSER_MEMORY}", environment=environment, quiet=True
        )
        self.tasks = 0
        self.overrun = False

    def ask(self, message: bytes, seconds: float) -> dict[str, Any] | None:
        """Send `message` and return the answer; None where the process ends or is killed after `seconds`."""
        watch = threading.Timer(seconds, self._overrun)
        watch.daemon = True
        watch.start()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(message)
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            watch.cancel()
        reply: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return reply

    def end(self) -> None:
        self._process.kill()
        self.overrun = self._process.wait() == -_SIGXCPU or self.overrun
        processes.close_pipes(self._process)

    def _overrun(self) -> None:
        self.overrun = True
        self._process.kill()


_WORKER = _Worker()
atexit.register(_WORKER.close)
