"""A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket there, gone after them.

Needs Debian's package `postgresql` (its programs; no server of it has to run).
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

OWNER = "postgres"  # Debian's user for servers, as none may run as root
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    "shared_buffers": "32MB",
}


def programs():
    """Return the folder of the newest server's programs; None where there is none."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    newest = max(found, key=lambda path: int(path.parts[-3]), default=shutil.which("initdb"))
    return newest and Path(newest).resolve().parent


class Server:
    """A server; `new` gives the URL of a fresh database of it, with Treffpunkt's tables or without."""

    def __init__(self, folder):
        self.folder = folder
        self._numbers = count(1)
        self._template = None

    def url(self, database, user="treffpunkt", password=""):
        secret = f":{password}" if password else ""
        return f"postgresql+psycopg://{user}{secret}@/{database}?host={self.folder}"

    def sql(self, statement, database="postgres"):
        import psycopg  # noqa: PLC0415 - only where PostgreSQL is

        with psycopg.connect(f"host={self.folder} dbname={database} user=treffpunkt", autocommit=True) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else None

    def empty(self):
        """Return the URL of a database without tables."""
        name = f"empty_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def new(self):
        """Return the URL of a database with our tables and no row in them; it is copied, which is faster than made."""
        from data.store import Store  # noqa: PLC0415

        if self._template is None:
            self.sql("CREATE DATABASE fresh")
            Store.open(self.url("fresh")).close()
            self._template = "fresh"
        name = f"test_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return self.url(name)

    def guarded(self):
        """Make the user `guarded`, the only one who needs a password."""
        if not self.sql("SELECT 1 FROM pg_roles WHERE rolname = 'guarded'"):
            self.sql("CREATE ROLE guarded LOGIN PASSWORD 'right'")

    def drop(self, url):
        name = url.split("@/")[1].split("?")[0]
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def start(self):
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        self._run("pg_ctl", "-w", "-t", "60", "-l", self.folder / "log", "-o", f"-k {self.folder} {options}", "start")

    def stop(self, how="immediate"):
        self._run("pg_ctl", "-m", how, "stop")

    def make(self):
        self._run("initdb", "-U", "treffpunkt", "--auth=trust", "--encoding=UTF8", "--no-sync", *_SORTED_AS_GERMAN)
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())

    def _run(self, program, *arguments):
        data = ["-D", str(self.folder / "data")]
        done = subprocess.run(
            [programs() / program, *data, *map(str, arguments)], **as_owner(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd=self.folder,
            timeout=120, check=False, text=True,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(
                f"{program}: {done.stdout} {(self.folder / 'log').read_text() if (self.folder / 'log').exists() else ''}"
            )


# Not the order of characters' numbers: what is sorted right only there must say so.
_SORTED_AS_GERMAN = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=de-DE")


def as_owner():
    """Return who to run a server as."""
    return {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}


@contextmanager
def server():
    """Make and start a server; stop it and delete it."""
    folder = Path(tempfile.mkdtemp(prefix="treffpunkt-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, OWNER)
        made = Server(folder)
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
