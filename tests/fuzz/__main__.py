"""`python -m tests.fuzz TARGET --seconds N [--corpus FOLDER]`: a target under atheris, which guides bytes by coverage.

atheris is no dependency of the project: `pip install atheris` beside it (Linux, CPython 3.11 to 3.13). What breaks a
target is written to `crash-<hash>` in the working directory and named on the last lines.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["data"]):
    from tests.fuzz.targets import TARGETS, warm

LONGEST = 4096
HANGS = 30
MEGABYTES = 2048


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    asked.add_argument("target", choices=TARGETS)
    asked.add_argument("--seconds", type=int, default=3600, help="how long (default: an hour)")
    asked.add_argument("--corpus", type=Path, help="folder in which what it finds is kept and gone on from")
    asked.add_argument("inputs", nargs="*", type=Path, help="files to run once and no more, such as a crash-…")
    told = asked.parse_args()
    warm()
    if told.inputs:
        for path in told.inputs:
            TARGETS[told.target](path.read_bytes())
        return
    options = [sys.argv[0], f"-max_total_time={told.seconds}", f"-max_len={LONGEST}", f"-timeout={HANGS}"]
    options += [f"-rss_limit_mb={MEGABYTES}", "-print_final_stats=1"]
    if told.corpus is not None:
        told.corpus.mkdir(parents=True, exist_ok=True)
        options.append(str(told.corpus))
    atheris.Setup(options, TARGETS[told.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
