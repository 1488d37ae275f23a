"""Golden articles about invented leaders, labelled by hand after the codebook: what the whole way from text to signal must find.

Regenerating them is not automatic on purpose: a change that moves a figure below its floor is a change to look at.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from data.analysis import read_article
from data.models import Source
from data.profile import bundled, load_profile, merge

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = [json.loads(line) for line in (GOLDEN / "signals.jsonl").read_text(encoding="utf-8").splitlines()]
FLOORS = {"precision": 0.9, "recall": 0.85, "rung": 0.85, "speaker": 0.85, "participants": 0.85, "contact": 0.9}


def overlap(one, two):
    """Dice of two stretches of the same body, counted in characters."""
    both = min(one["end"], two["end"]) - max(one["start"], two["start"])
    return 2 * max(both, 0) / (one["end"] - one["start"] + two["end"] - two["start"])


def found_in(article, profile):
    source = Source(
        id=article["id"],
        file="golden",
        text=article["body"],
        sha256="",
        title=article["title"],
        published_on=article["published_on"],
        lang=article["lang"],
        clean=True,
    )
    signals = [s for s in read_article(source, profile).signals if s.where == "body"]
    return [
        {
            "start": s.start,
            "end": s.end,
            "speaker": s.speaker,
            "rung": s.rung,
            "participants": list(s.participants),
            "contact": s.contact,
        }
        for s in signals
    ]


def pairs(gold, found):
    """Pairs of a labelled and a found signal, best overlap first, each used once."""
    ranked = sorted(
        ((overlap(g, f), g["rung"] == f["rung"], i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        reverse=True,
    )
    golds, finds = set(), set()
    for like, _, i, j in ranked:
        if like >= 0.5 and i not in golds and j not in finds:
            golds.add(i)
            finds.add(j)
            yield gold[i], found[j]


@pytest.fixture(scope="module")
def figures():
    profile = merge(bundled(), load_profile(GOLDEN / "profile.toml"))
    counted = Counter()
    for article in ARTICLES:
        found = found_in(article, profile)
        counted["labelled"] += len(article["signals"])
        counted["found"] += len(found)
        for gold, pred in pairs(article["signals"], found):
            counted["matched"] += 1
            for field in ("rung", "speaker", "participants", "contact"):
                counted[field] += gold[field] == pred[field]
    shares = {field: counted[field] / counted["matched"] for field in ("rung", "speaker", "participants", "contact")}
    return shares | {
        "precision": counted["matched"] / counted["found"],
        "recall": counted["matched"] / counted["labelled"],
    }


@pytest.mark.parametrize("figure", FLOORS)
def test_golden_articles_are_read_as_labelled(figures, figure):
    assert figures[figure] >= FLOORS[figure], figures


def test_labels_lie_where_they_say():
    for article in ARTICLES:
        for signal in article["signals"]:
            assert article["body"][signal["start"] : signal["end"]] == signal["text"]
