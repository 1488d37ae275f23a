# ruff: noqa: T201, PLC0415
"""Merging measured against other tools: `python -m benchmarks.merging CORPUS.jsonl [LARGER.jsonl ...]`.

A corpus is batch input with the true `duplicate_group` of each article. Every run is its own process; the methods take
turns, so that a slow minute of the machine hits all of them. Printed is the median of the runs: CPU seconds and how
many times ours they are, wall seconds, peak memory of the merging itself (the corpus is read before the clock starts),
and how good the groups are. Each peer gets the threshold that is best on this very corpus; ours are fixed. Of the index
is printed how long it takes 100 new articles, the last to be published, and whether the groups are then those of a full
run; of several corpora how the CPU time grows. Needs `pip install .[bench]`.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.merging_peers import PEERS, thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.models import Article

OURS = {"ours": 10**7, "merge": 10**5, "words": 10**6}
ABOUT = {
    "ours": "copies",
    "merge": "copies, stories, receipts",
    "words": "reading and hashing each word once in Python",
}
BATCH, BATCHES, KNOWN = 100, 5, 200_000  # new articles at a time, how many times, and in a corpus of at most so many


def main() -> None:
    """Run one method (in a process of its own), or all of them in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+", metavar="CORPUS")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", help="methods, with commas between them")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each method")
    parser.add_argument("--method", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.method:
        measured = extension if options.method == "extend" else functools.partial(measure, options.method)
        print(json.dumps(measured(options.corpora[0])))
        return
    spent: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for corpus in options.corpora:
        count = sum(1 for _ in corpus.open(encoding="utf-8"))
        limits = OURS | {peer: most for peer, (_, most) in PEERS.items()} | {"extend": KNOWN}
        methods = options.only.split(",") if options.only else [name for name, most in limits.items() if count <= most]
        runs: dict[str, list[dict[str, float]]] = defaultdict(list)
        for _ in range(options.runs):
            for method in methods:
                runs[method].append(_in_process(method, corpus))
        print(f"\n{count} articles, median of {options.runs}")
        rows = {
            method: {key: statistics.median(run[key] for run in done) for key in done[0]}
            for method, done in runs.items()
        }
        _print(rows, as_json=options.json)
        for method in OURS.keys() & rows.keys():
            spent[method].append((count, rows[method]["cpu"]))
    for method, points in sorted(spent.items()):
        for (few, short), (many, long) in itertools.pairwise(points):
            exponent = math.log(long / short) / math.log(many / few)
            print(f"{method}: from {few} to {many} articles the CPU time grows by the power of {exponent:.2f}")


def _print(rows: dict[str, dict[str, float]], *, as_json: bool) -> None:
    ours = rows.get("ours", {}).get("cpu")
    print(f"{'method':16}{'CPU s':>9}{'x ours':>9}{'wall s':>9}{'peak MB':>9}{'B-cubed':>9}{'pairs F1':>9}  threshold")
    for method, row in rows.items():
        if as_json:
            print(json.dumps({"method": method} | row))
        if method == "extend":
            same = "the groups of a full run" if row["same"] else "OTHER GROUPS THAN A FULL RUN"
            spent = f"{row['cpu']:.3f} CPU s, {row['wall']:.3f} wall s (most {row['most']:.3f})"
            print(f"{BATCH} new articles: {spent}, {same}")
            continue
        times = f"{row['cpu'] / ours:9.2f}" if ours else f"{'':9}"
        print(
            f"{method:16}{row['cpu']:9.2f}{times}{row['wall']:9.2f}{row['peak']:9.0f}{row['bcubed']:9.4f}{row['pairs']:9.4f}"
            f"  {row['threshold'] or ABOUT.get(method, '')}",
            flush=True,
        )


def extension(corpus: Path) -> dict[str, float]:
    """Let the articles published last come to an index of the others; return what a hundred of them cost."""
    from data.merging import Index, group_copies

    articles = [_article(json.loads(line)) for line in corpus.open(encoding="utf-8")]
    articles.sort(key=lambda one: (one.published_on or date.max, one.id))
    known = max(len(articles) - BATCH * BATCHES, 0)
    index = Index(articles[:known])
    cpu, wall = [], []
    for at in range(known, len(articles), BATCH):
        begin = time.process_time(), time.perf_counter()
        index.extend(articles[at : at + BATCH])
        cpu.append(time.process_time() - begin[0])
        wall.append(time.perf_counter() - begin[1])
    same = index.groups() == group_copies(articles)
    return {"cpu": statistics.median(cpu), "wall": statistics.median(wall), "most": max(wall), "same": float(same)}


def _in_process(method: str, corpus: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.merging", str(corpus), "--method", method]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(done.stdout.splitlines()[-1])


def measure(method: str, corpus: Path) -> dict[str, float]:
    """Run one method on a corpus and return its costs and how good its groups are."""
    rows = [json.loads(line) for line in corpus.open(encoding="utf-8")]
    truth = [row["duplicate_group"] for row in rows]
    texts = [row["text"] for row in rows]
    run = _ours(method, rows, corpus) if method in OURS else lambda: PEERS[method][0](texts)
    if method in OURS:
        del texts
    begin = time.process_time(), time.perf_counter()
    result = run()
    cost = {
        "cpu": time.process_time() - begin[0],
        "wall": time.perf_counter() - begin[1],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if method == "words":
        return cost | {"bcubed": 0.0, "pairs": 0.0, "threshold": 0.0}
    if method in OURS:
        bcubed, pairs = agreement(truth, [result[row["id"]] for row in rows])
        return cost | {"bcubed": bcubed, "pairs": pairs, "threshold": 0.0}
    scored = [(*agreement(truth, components(len(rows), result, least)), least) for least in thresholds()]
    bcubed, pairs, least = max(scored)
    return cost | {"bcubed": bcubed, "pairs": pairs, "threshold": least}


def _ours(method: str, rows: list[dict[str, str]], corpus: Path) -> Callable[[], object]:
    from data.merging import group_copies, merge

    if method == "words":
        return lambda: _hash_words(corpus)
    articles = [_article(row) for row in rows]
    group_copies(articles[:50])  # builds the tables that are built once
    if method == "merge":
        return lambda: merge(articles).duplicate_group
    return lambda: group_copies(articles)


def _article(row: dict[str, str]) -> Article:
    from data.models import Article

    day = date.fromisoformat(row["published_on"]) if row.get("published_on") else None
    return Article(row["id"], row["id"], row["text"], row["text"], title=row.get("title"), published_on=day)


def _hash_words(corpus: Path) -> int:
    """Read, decode and hash every word once: what any tool in Python pays at the least."""
    import xxhash

    found = 0
    for line in corpus.open(encoding="utf-8"):
        for word in json.loads(line)["text"].lower().split():
            found ^= xxhash.xxh3_64_intdigest(word.encode())
    return found


def components(count: int, pairs: Sequence[tuple[int, int, float]], least: float) -> list[int]:
    """Return the connected component of each text, over the pairs that score at least `least`."""
    parent = list(range(count))

    def root(text: int) -> int:
        while parent[text] != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for a, b, score in pairs:
        if score >= least:
            parent[root(a)] = root(b)
    return [root(text) for text in range(count)]


def agreement(truth: Sequence[object], found: Sequence[object]) -> tuple[float, float]:
    """Return B-cubed F1 and F1 of the pairs (Bagga and Baldwin 1998; Amigó et al. 2009)."""
    true, got = Counter(truth), Counter(found)
    both = Counter(zip(truth, found, strict=True))
    pairs = list(zip(truth, found, strict=True))
    precision = sum(both[t, f] / got[f] for t, f in pairs) / len(pairs)
    recall = sum(both[t, f] / true[t] for t, f in pairs) / len(pairs)
    inside = [sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, true, got)]
    return 2 * precision * recall / (precision + recall), 2 * inside[0] / max(1, inside[1] + inside[2])


if __name__ == "__main__":
    main()
