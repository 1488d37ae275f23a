"""Imports that are killed: a child process imports and acknowledges, the parent ends it with SIGKILL and looks.

Acknowledged is what stands, written and synced, in a file of the child's after each transaction. The kills continue one
database, at random moments spread over the whole import. `python -m tests.crashing ARTICLES KILLS [URL]` measures it on
other articles.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

from data.store import Store, schema

ROOT = Path(__file__).parents[1]
CHILD = """
    import os, sys
    from pathlib import Path
    from data.reading import read
    from data.store import Store, import_sources, importing
    from tests.tarnland import WATCHED

    importing.SECONDS = float(sys.argv[4])
    with open(sys.argv[3], "a", encoding="utf-8") as acknowledged, Store.open(sys.argv[1]) as store:

        def kept(articles):
            acknowledged.write("".join(article + "\\n" for article in articles))
            acknowledged.flush()
            os.fsync(acknowledged.fileno())

        import_sources(store, read([Path(sys.argv[2])]), WATCHED, kept=kept)
"""
_PLACES = ("Tarn", "Ulm Bay", "Port Kess", "Nordhaven", "Silt", "Grey Harbour", "Lower Quay", "Ost Ferry")
_DOINGS = ("council debated", "ferries carried", "schools reported", "farmers sold", "museum showed", "harbour counted")
_THINGS = ("new lamps", "wooden boats", "a late harvest", "old maps", "bronze bells", "warm winters", "quiet roads")


def write_articles(path, count, seed=1):
    """Write short articles as JSON Lines, English (its dictionary loads fast); every eighth is a copy of an earlier one."""
    chance = random.Random(seed)
    texts = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            if number % 8 == 7:
                text = chance.choice(texts[-200:])
            else:
                parts = [
                    f"In {chance.choice(_PLACES)} the {chance.choice(_DOINGS)} {chance.randrange(9999)} of "
                    f"{chance.choice(_THINGS)} and {chance.choice(_THINGS)} in {chance.randrange(1800, 2030)}."
                    for _ in range(6)
                ]
                text = f"President Ada Kessler said on Friday she was ready to meet Jonas Ohm. {' '.join(parts)}"
                texts.append(text)
            row = {"id": f"a{number}", "text": text, "lang": "en", "published_on": "2021-05-09", "clean": True}
            file.write(json.dumps(row) + "\n")


def start(url, articles, acknowledged, seconds):
    """Start an import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(CHILD), str(url), str(articles), str(acknowledged), str(seconds)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def read_acknowledged(path):
    """Return the ids that stand in whole lines of the file."""
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []


def kill_at_random(url, articles, count, kills, folder, *, seconds=0.2, pause=1.0, seed=2, say=lambda _: None):
    """Kill one import of `count` articles again and again, look each time, and let it end; return what was found."""
    chance = random.Random(seed)
    acknowledged = folder / "acknowledged"
    done = 0
    for target in sorted(chance.randrange(count) for _ in range(kills)):
        process = start(url, articles, acknowledged, seconds)
        while process.poll() is None and len(read_acknowledged(acknowledged)) <= target:
            time.sleep(0.02)
        try:
            process.wait(chance.uniform(0, pause))
        except subprocess.TimeoutExpired:
            process.kill()
        error = process.communicate()[1]
        assert process.returncode in {0, -9}, error
        done += process.returncode == -9
        told = read_acknowledged(acknowledged)
        held = look(url, told)
        say(f"{done} kills, {len(told)} acknowledged, {held} in the database")
    last = start(url, articles, acknowledged, seconds)
    error = last.communicate()[1]
    assert last.returncode == 0, error
    assert len(read_acknowledged(acknowledged)) >= look(url, read_acknowledged(acknowledged)) - kills * 1000
    return done


def look(url, acknowledged):
    """Return how many articles are there, after seeing that each is whole and that all acknowledged ones are."""
    with Store.open(url) as store, store.read() as connection:
        if store.path:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        there = {row.id: row for row in connection.execute(schema.articles.select())}
        assert set(acknowledged) <= there.keys()
        assert all(row.version >= 1 for row in there.values())
        versions = connection.execute(schema.versions.select().with_only_columns(schema.versions.c.article)).scalars()
        assert set(versions) == there.keys()
        searched = connection.exec_driver_sql("SELECT count(*) FROM article_search").scalar_one()
        assert searched == len(there)
    return len(there)


def content(url):
    """Return all that the database holds and that does not depend on when it was imported, table by table."""
    aside = {"number", "imported_at", "at"}
    with Store.open(url) as store, store.read() as connection:
        return {
            table.name: sorted(
                repr([(name, value) for name, value in row.items() if name not in aside])
                for row in connection.execute(table.select()).mappings()
            )
            for table in schema.metadata.sorted_tables
            if table is not schema.meta
        }


if __name__ == "__main__":
    given, kills = Path(sys.argv[1]), int(sys.argv[2])
    lines = sum(1 for _ in given.open(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.monotonic()
        done = kill_at_random(folder / "killed.db", given, lines, kills, folder, seconds=5, pause=10, say=print)
        print(f"{done} kills over {lines} articles in {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        assert start(folder / "whole.db", given, folder / "whole", 5).wait() == 0
        print(f"undisturbed: {time.monotonic() - began:.0f} s")
        killed, whole = content(folder / "killed.db"), content(folder / "whole.db")
        print({name: (len(rows), killed[name] == rows) for name, rows in whole.items()})
