# ruff: noqa: T201
"""What reading an article costs: `python -m benchmarks.reading INPUT...`.

INPUT is batch input. Printed are articles a second on one core, counted as articles of 400 words; the CPU time of each
stage; and the functions that take most of it. The texts are read `--runs` times and the quickest run counts, because
other work on a machine only ever slows a run down. The first pass is printed too: it has to build the tables of words.

The yardstick is an empty loop of ten million steps, timed before and after each run: 0.3 s is a usual desktop. Figures
of two machines compare after division by it.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from pathlib import Path
from typing import TYPE_CHECKING

from data.actors import find_mentions
from data.cleaning import clean
from data.dating.finding import find_dates
from data.models import Source
from data.profile import bundled, load_profile, merge
from data.reading import read
from data.signals import find_signals
from data.statements import find_statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.profile import Profile

STAGES = ("clean", "dates", "actors", "statements", "signals")
WORDS = 400  # of an article
STEPS = 10_000_000
USUAL = 0.3  # seconds


def main() -> None:
    """Read the input several times and print what it costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path, nargs="+")
    parser.add_argument("--profile", type=Path, action="append", default=[], help="watch also what this profile names")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--top", type=int, default=12, help="functions to list")
    options = parser.parse_args()
    profile = merge(bundled(), *(load_profile(file) for file in options.profile))
    sources = [row for row in read(options.input) if isinstance(row, Source)]
    if not sources:
        parser.error("no article in the input")
    words = sum(len(source.text.split()) for source in sources)
    print(f"{len(sources)} articles, {words} words")
    print(f"{'run':12}{'yardstick s':>12}{'CPU s':>9}{'articles/s':>12}{'of a usual machine':>20}")
    _line("first pass", *_timed(sources, profile), words)
    runs = [_timed(sources, profile) for _ in range(options.runs)]
    spent, yard = min(runs, key=lambda run: sum(run[0].values()))
    _line("quickest", spent, yard, words)
    print(f"\n{'stage':12}{'ms/article':>12}{'share':>9}")
    total = sum(spent.values())
    for stage in STAGES:
        print(f"{stage:12}{spent[stage] * 1000 * WORDS / words:12.2f}{spent[stage] / total:9.0%}")
    print()
    _functions(sources, profile, options.top)


def _timed(sources: Sequence[Source], profile: Profile) -> tuple[dict[str, float], float]:
    """Return the CPU seconds of each stage over all sources, and of the yardstick."""
    before = _yardstick()
    spent = dict.fromkeys(STAGES, 0.0)
    for source in sources:
        _read(source, profile, spent)
    return spent, (before + _yardstick()) / 2


def _read(source: Source, profile: Profile, spent: dict[str, float]) -> None:
    """Read one article as `data.analysis.read_article` does, and add what each stage takes."""
    clock = [time.process_time()]

    def done(stage: str) -> None:
        clock.append(time.process_time())
        spent[stage] += clock[-1] - clock[-2]

    article = clean(source, profile)
    done("clean")
    dates = find_dates(article.body, article.published_on, article.lang)
    done("dates")
    mentions = find_mentions(article.body, article.lang, profile)
    done("actors")
    statements = find_statements(article, mentions, dates, profile)
    done("statements")
    find_signals(article, statements, mentions, dates, profile)
    done("signals")


def _yardstick() -> float:
    begin = time.process_time()
    for _ in range(STEPS):
        pass
    return time.process_time() - begin


def _line(name: str, spent: dict[str, float], yard: float, words: int) -> None:
    total = sum(spent.values())
    rate = words / WORDS / total
    print(f"{name:12}{yard:12.2f}{total:9.2f}{rate:12.1f}{rate * yard / USUAL:20.1f}", flush=True)


def _functions(sources: Sequence[Source], profile: Profile, top: int) -> None:
    """Print the functions with most time of their own."""
    spent = dict.fromkeys(STAGES, 0.0)
    watch = cProfile.Profile()
    watch.enable()
    for source in sources:
        _read(source, profile, spent)
    watch.disable()
    rows = pstats.Stats(watch).get_stats_profile().func_profiles
    total = sum(row.tottime for row in rows.values())
    print(f"{'function':50}{'calls':>10}{'own time':>10}   (profiled, which takes longer)")
    for name, row in sorted(rows.items(), key=lambda item: -item[1].tottime)[:top]:
        place = f"{'/'.join(Path(row.file_name).parts[-2:])}:{name}"
        print(f"{place[:49]:50}{row.ncalls:>10}{row.tottime / total:>10.0%}")


if __name__ == "__main__":
    main()
