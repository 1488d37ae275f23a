"""The dashboard and an import as processes of their own, and what they cost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
WAIT = 120
"""Seconds until a server must answer."""
_TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """The dashboard on a database, at a free port of this machine. Needs Linux, which tells what a process costs."""

    def __init__(self, database: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = log
        environment = os.environ | {"TREFFPUNKT_DB": str(database)}
        command = [
            sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true",
            "--server.address=127.0.0.1", f"--server.port={self.port}",
        ]  # fmt: skip
        with log.open("wb") as held:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=held, stderr=held)

    def __enter__(self) -> Self:
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        return self
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"the server did not start: {self.log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def seconds(self) -> float:
        """CPU seconds that it has used."""
        return cpu_seconds(self.process.pid)

    @property
    def megabytes(self) -> float:
        """Memory that it holds, without what it has given back."""
        for line in Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Private_Dirty:"):
                return int(line.split()[1]) / 1024
        return 0.0


def cpu_seconds(process: int) -> float:
    """Return the CPU seconds that a process has used, all threads together."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def start_import(database: Path, rows: Path, log: Path) -> subprocess.Popen[bytes]:
    """Import a file as a user would, at the command line."""
    with log.open("wb") as held:
        return subprocess.Popen(
            [sys.executable, "-m", "data", "import", str(rows), "--db", str(database)],
            cwd=ROOT, stdout=held, stderr=held,
        )  # fmt: skip
