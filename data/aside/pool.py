"""The processes beside the server: started before they are needed, kept for the next task, never left behind."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from data import processes
from data.aside.messages import SETTINGS, WARM
from data.errors import EndedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.store import Store

AT_ONCE = 2
"""Imports and polls that run at once; the next ones wait. Each needs memory, and SQLite has one writer."""
IDLE_SECONDS = 600
"""For which a process waits for the next task: it holds the rules, dictionaries and texts of the last one."""
GRACE = 5
"""Seconds in which a process that is asked to end has to; then it is killed. A transaction is undone either way."""


class Process:
    """A process beside the server (data/aside/child.py)."""

    def __init__(self) -> None:
        """Start it. Raises EndedError where the system does not let it."""
        try:
            self._process = processes.start("data.aside.child", environment=os.environ, quiet=False)
        except OSError as error:
            raise EndedError(
                f"no process can be started beside the server: {error.strerror or error}; try again when it has "
                "less to do, or use the command line"
            ) from error
        self.warm_for: str | None = None
        self.timer: threading.Timer | None = None
        self._ending = threading.Lock()

    def send(self, kind: str, address: str, contents: Sequence[bytes] = (), **task: Any) -> None:
        """Send a task and its contents; a process that has gone is noticed by whoever waits for its answer."""
        settings = {name: value for name, value in os.environ.items() if name.startswith(SETTINGS)}
        head = {"kind": kind, "database": address, "settings": settings, **task}
        assert self._process.stdin is not None
        with suppress(BrokenPipeError, ValueError):  # it has ended; its pipe is closed
            self._process.stdin.write(json.dumps({**head, "sizes": [len(one) for one in contents]}).encode() + b"\n")
            for content in contents:
                self._process.stdin.write(content)
            self._process.stdin.flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield what it says until it ends."""
        assert self._process.stdout is not None
        with suppress(ValueError):  # the pipe is closed
            for line in self._process.stdout:
                if line.endswith(b"\n"):
                    yield json.loads(line)

    @property
    def is_there(self) -> bool:
        return self._process.poll() is None

    def end(self) -> int:
        """End it, if it has not ended; return its exit status, negative for the signal that killed it."""
        with self._ending:
            if self.timer is not None:
                self.timer.cancel()
            self._process.terminate()
            try:
                status = self._process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                status = self._process.wait()
            processes.close_pipes(self._process)
        return status


class _Pool:
    """All of them: at most one that waits, and those that work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Process | None = None
        self._working: set[Process] = set()

    def take(self, *, new: bool = False) -> Process:
        """Return the one that waits, or a new one; it works until it is given back or let go. Raises EndedError."""
        with self._lock:
            process, self._waiting = (None, self._waiting) if new else (self._waiting, None)
            process = process or Process()
            if process.timer is not None:
                process.timer.cancel()
            self._working.add(process)
            return process

    def give_back(self, process: Process) -> None:
        """Keep one for the next task, unless another one waits for it."""
        with self._lock:
            self._working.discard(process)
            kept = self._waiting is None
            if kept:
                self._wait(process)
        if not kept:
            process.end()

    def let_go(self, process: Process) -> int:
        """End one, and return its exit status."""
        with self._lock:
            self._working.discard(process)
        return process.end()

    def get_ready(self, store: Store | None) -> None:
        with self._lock:
            if len(self._working) >= AT_ONCE:
                return
            process = self._waiting if self._waiting and self._waiting.is_there else Process()
            address = store.place.address if store else ""
            if process.warm_for != address:
                process.warm_for = address
                process.send(WARM, address)
            self._wait(process)

    def end_all(self) -> None:
        with self._lock:
            held = [*self._working, *([self._waiting] if self._waiting else [])]
            self._waiting = None
            self._working.clear()
        for process in held:
            process.end()

    def _wait(self, process: Process) -> None:
        if process.timer is not None:
            process.timer.cancel()
        process.timer = threading.Timer(IDLE_SECONDS, self._idle, [process])
        process.timer.daemon = True
        process.timer.start()
        self._waiting = process

    def _idle(self, process: Process) -> None:
        with self._lock:
            if self._waiting is not process:
                return
            self._waiting = None
        process.end()


POOL = _Pool()


def get_ready(store: Store | None) -> None:
    """Have a process load what an import into this database needs, while somebody is still about to start one.

    Without a database, as before the first import, only rules and dictionaries.
    """
    POOL.get_ready(store)


def end_all() -> None:
    """End the processes, as the server does; what they have kept is kept."""
    POOL.end_all()


atexit.register(end_all)
