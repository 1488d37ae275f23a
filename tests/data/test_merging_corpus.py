"""Articles that come, change and go one after another leave what a comparison of all of them at once gives."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.merging import Index, Override, Settings, group_copies, merge
from data.merging.corpus import Corpus
from data.models import Article

RNG = random.Random(11)
VOCABULARY = sorted({"".join(RNG.choice("abdefghiklmnoprstuw") for _ in range(RNG.randint(3, 10))) for _ in range(600)})
NAMES = (
    "Karsk",
    "Lindqvist",
    "Brunn",
    "Tarn",
    "Ostmark",
    "Hallerfurt",
    "Tamm",
    "Dreesen",
    "Ohm",
    "Kessler",
    "Borduria",
)
START = date(2031, 3, 1)
IDS = [f"n{number}" for number in range(24)]
ON_REQUEST = Settings(receipts=0)


def sentence(rng: random.Random, *, names: bool = True) -> str:
    words = [rng.choice(VOCABULARY) for _ in range(rng.randint(6, 12))]
    if names:
        words += [f"{rng.choice(['', 'die ', 'der '])}{name}" for name in rng.sample(NAMES, rng.randint(0, 3))]
    return " ".join(words).capitalize() + "."


class World:
    """Sources, and articles made of them: copied, cut, mixed, edited, wrapped in furniture, dated anywhere or nowhere."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        self._sources = [[sentence(rng) for _ in range(rng.randint(2, 8))] for _ in range(rng.randint(1, 5))]
        self._furniture = [sentence(rng, names=False) for _ in range(3)]
        self._days = [None, *range(rng.choice([5, 12, 60, 120]))]

    def article(self, name: str) -> Article:
        rng = self.rng
        lines = list(rng.choice(self._sources))
        match rng.randrange(9):
            case 1:
                lines = lines[: max(2, len(lines) // 2)]
            case 2:
                lines = [sentence(rng), *lines, sentence(rng)]
            case 3:
                lines = lines + rng.choice(self._sources)[: rng.randint(1, 4)]
            case 4:
                lines[0] = lines[0].replace(" ", " nicht ", 1)
            case 5:
                lines = ["Kurz."]
            case 6 | 7:
                lines = [sentence(rng) for _ in range(3)]
        body = " ".join(lines + self._furniture if rng.random() < 0.3 else lines)
        day = rng.choice(self._days)
        title = " ".join(rng.sample(NAMES, 2)) if rng.random() < 0.5 else None
        return Article(
            name, name, body, body, title=title, published_on=None if day is None else START + timedelta(days=day)
        )

    def step(self, there: dict[str, Article], most: int) -> tuple[list[Article], list[str]]:
        """Return articles that come or change, and some that go."""
        names = {self.rng.choice(IDS) for _ in range(self.rng.randint(0, most))}
        gone = self.rng.sample(sorted(there), min(len(there), self.rng.choice([0, 0, 1, 3])))
        return [self.article(name) for name in sorted(names)], [name for name in gone if name not in names]

    def overrides(self) -> list[Override]:
        verdicts = ("same", "different")
        count = self.rng.randint(0, 6)
        return [Override(*self.rng.sample(IDS, 2), self.rng.choice(verdicts), "mk", str(at)) for at in range(count)]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 6))
def test_groups_after_any_changes_are_those_of_a_full_run(seed: int, steps: int) -> None:
    world, index, there = World(seed), Index(), {}
    for _ in range(steps):
        new, gone = world.step(there, 8)
        before, changed = index.groups(), index.change(new, gone)
        there = {name: one for name, one in there.items() if name not in gone} | {one.id: one for one in new}
        assert index.groups() == group_copies(list(there.values()))
        touched = {one.id for number in changed.affected for one in index.text(number).articles}
        assert {name: group for name, group in before.items() if name in there and name not in touched} == {
            name: group for name, group in index.groups().items() if name not in touched
        }


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 6))
def test_what_changes_leaves_what_a_full_run_gives(seed: int, steps: int) -> None:
    """Groups, stories and decisions, under decisions by hand that are made, changed and taken back on the way."""
    world, corpus, hand = World(seed), Corpus(), []
    there, groups, story, decisions = {}, {}, {}, {}
    for _ in range(steps):
        new, gone = world.step(there, 6)
        hand = world.overrides() if world.rng.random() < 0.4 else hand
        there = {name: one for name, one in there.items() if name not in gone} | {one.id: one for one in new}
        changed = corpus.change(new, gone, hand)
        groups = {name: group for name, group in (groups | changed.duplicate_group).items() if name in there}
        story = {name: first for name, first in (story | changed.story).items() if name in there}
        for pair in changed.dropped:
            decisions.pop(pair, None)
        decisions |= {(one.a, one.b): one for one in changed.decisions}

        full = merge(list(there.values()), ON_REQUEST, hand)
        assert groups == full.duplicate_group
        assert story == full.story
        assert decisions == {(one.a, one.b): one for one in full.decisions}
        whole = corpus.merging()
        assert (whole.duplicate_group, whole.story) == (full.duplicate_group, full.story)
        assert set(whole.decisions) == set(full.decisions)


def test_furniture_that_gaps_made_is_text_again_when_they_are_filled() -> None:
    rng = random.Random(3)
    shared = [sentence(rng, names=False) for _ in range(6)]
    articles = [
        Article(f"g{day}", "f", body, body, published_on=START + timedelta(days=day))
        for day in (0, 10, 20, 6, 15)
        for body in [" ".join([*shared, *(sentence(rng, names=False) for _ in range(2))])]
    ]
    index = Index(articles[:3])
    assert len(set(index.groups().values())) == 3
    index.extend(articles[3:])
    assert index.groups() == group_copies(articles)
    assert len(set(index.groups().values())) < 5
    index.change(gone=["g6", "g15"])
    assert index.groups() == group_copies(articles[:3])


def test_a_new_day_leaves_the_stories_of_other_days_alone() -> None:
    rng = random.Random(4)
    texts = [[f"{sentence(rng)} {sentence(rng)} {sentence(rng)}" for _ in range(4)] for _ in range(40)]
    articles = [
        Article(f"{day:02}-{at}", "f", body, body, published_on=START + timedelta(days=day))
        for day, bodies in enumerate(texts)
        for at, body in enumerate(bodies)
    ]
    corpus = Corpus(articles[:-4])
    before = corpus.merging().story
    changed = corpus.change(articles[-4:])
    assert corpus.merging().story == merge(articles).story
    assert {name: first for name, first in before.items() if name not in changed.story} == {
        name: first for name, first in corpus.merging().story.items() if name not in changed.story
    }
    assert all(int(name[:2]) >= 37 for name in changed.story)


def test_a_corrected_day_or_headline_is_taken_up() -> None:
    world = World(5)
    articles = [replace(world.article(name), published_on=START + timedelta(days=at)) for at, name in enumerate(IDS)]
    corpus = Corpus(articles)
    for at in (0, 7, 23):
        articles[at] = replace(articles[at], published_on=START + timedelta(days=9), title="Karsk in Brunn")
        corpus.change([articles[at]])
        full = merge(articles, ON_REQUEST)
        assert corpus.merging().duplicate_group == full.duplicate_group
        assert corpus.merging().story == full.story
    assert len(list(corpus.articles())) == len(articles)
    assert corpus.given_up >= 3
