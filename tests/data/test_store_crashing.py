"""Killed at any moment, an import loses nothing that it acknowledged, and running it again completes it."""

import subprocess
import sys
import textwrap
import time

import pytest

from data.store import Store
from tests.crashing import ROOT, content, kill_at_random, look, read_acknowledged, start, write_articles


def killed_and_whole(database, folder, count, kills, **options):
    """Import articles with kills and without; return how many kills there were, and both contents."""
    articles = folder / "articles.jsonl"
    write_articles(articles, count)
    killed, whole = database(), database()
    done = kill_at_random(killed, articles, count, kills, folder, **options)
    undisturbed = start(whole, articles, folder / "whole", 5)
    assert undisturbed.communicate() == (None, "")
    assert look(killed, read_acknowledged(folder / "whole")) == count
    return done, content(killed), content(whole)


def test_a_few_kills_lose_nothing(database, tmp_path):
    done, killed, whole = killed_and_whole(database, tmp_path, 40, 2, seconds=0.05, pause=0.3)
    assert done
    assert killed == whole
    assert whole["signals"]
    assert whole["decisions"]


@pytest.mark.slow
def test_fifty_kills_lose_nothing_of_twenty_thousand_articles(tmp_path):
    done, killed, whole = killed_and_whole(
        lambda: tmp_path / ("whole.db" if (tmp_path / "killed.db").exists() else "killed.db"), tmp_path, 20_000, 50,
        seconds=2, pause=3,
    )  # fmt: skip
    assert done >= 45  # the last ones may come too late
    assert killed == whole


READER = """
    import sys, time
    from sqlalchemy import func, select
    from data.store import Store, schema
    from data.store.database import revision

    count = select(func.count()).select_from(schema.articles)
    found = select(func.count()).select_from(schema.versions)
    seen, last = [], 0
    with Store.open(sys.argv[1]) as store:
        print("ready", flush=True)
        while last < int(sys.argv[2]):
            with store.read() as connection:
                first = revision(connection), connection.scalar(count)
                assert connection.scalar(found) == first[1], "half a batch"
                assert (revision(connection), connection.scalar(count)) == first, "another revision within one read"
            assert not seen or first >= seen[-1], "back in time"
            if not seen or first != seen[-1]:
                seen.append(first)
            last = first[1]
            time.sleep(0.02)  # leaves the processor to the writer
    print(len(seen))
"""


def test_several_read_while_one_writes(database, tmp_path):
    url, articles = database(), tmp_path / "articles.jsonl"
    write_articles(articles, 32)
    Store.open(url).close()
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(READER), url, "32"], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [reader.stdout.readline() for reader in readers] == ["ready\n"] * 2

    assert start(url, articles, tmp_path / "acknowledged", 0.02).communicate(timeout=120) == (None, "")

    outputs = [reader.communicate(timeout=60)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0]
    assert all(int(output) >= 3 for output in outputs)  # they saw it grow


def test_an_import_is_seen_to_grow(database, tmp_path):
    """What was analysed for `importing.SECONDS` is kept and can be read, however long the rest takes."""
    url, articles = database(), tmp_path / "articles.jsonl"
    write_articles(articles, 100)
    process = start(url, articles, tmp_path / "acknowledged", 0)
    while not (told := read_acknowledged(tmp_path / "acknowledged")) and process.poll() is None:
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert told[0] == "a0"
    assert look(url, told) < 100
