"""Laws of merging, candidates beside a brute-force oracle, and texts that no newspaper would print."""

from __future__ import annotations

import itertools
import random
import time
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.merging import Index, Settings, compare, group_copies, merge
from data.merging.candidates import candidates
from data.merging.comparing import compare as compare_words
from data.merging.judging import is_stopped, read_pair
from data.merging.postings import Postings
from data.merging.settings import DEFAULT
from data.merging.signs import suspects
from data.merging.sketch import SHINGLE, sketch
from data.models import Article

RNG = random.Random(5)
VOCABULARY = sorted({"".join(RNG.choice("abdefghiklmnoprstuw") for _ in range(RNG.randint(3, 10))) for _ in range(900)})
START = date(2031, 3, 1)


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choice(VOCABULARY) for _ in range(rng.randint(6, 14))).capitalize() + "."


def article(name: str, sentences: list[str], day: int | None) -> Article:
    body = " ".join(sentences)
    return Article(name, name, body, body, published_on=None if day is None else START + timedelta(days=day))


@st.composite
def corpora(draw: st.DrawFn) -> list[Article]:
    """Draw a few sources and copies of them: cut, extended, mixed and edited."""
    rng = random.Random(draw(st.integers(0, 10**6)))
    sources = [[sentence(rng) for _ in range(rng.randint(4, 12))] for _ in range(draw(st.integers(1, 4)))]
    articles = []
    for number in range(draw(st.integers(2, 10))):
        lines = list(rng.choice(sources))
        change = rng.randrange(5)
        if change == 1:
            lines = lines[: max(2, len(lines) // 2)]
        elif change == 2:
            lines = [sentence(rng), *lines, sentence(rng)]
        elif change == 3:
            lines = lines + rng.choice(sources)[: rng.randint(1, 4)]
        elif change == 4:
            lines[0] = lines[0].replace(" ", " nicht ", 1)
        articles.append(article(f"n{number}", lines, rng.choice([None, *range(12)])))
    return articles


def partition(groups: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, group in groups.items():
        found[group].add(name)
    return {frozenset(members) for members in found.values()}


@settings(max_examples=25, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(articles: list[Article], rng: random.Random) -> None:
    shuffled = list(articles)
    rng.shuffle(shuffled)
    one, other = merge(articles), merge(shuffled)
    assert one.duplicate_group == other.duplicate_group
    assert one.story == other.story
    assert one.decisions == other.decisions


@settings(max_examples=25, deadline=None)
@given(corpora(), st.data())
def test_an_exact_copy_changes_no_other_group(articles: list[Article], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(articles))
    copy = Article("0copy", "f", original.raw, original.body, published_on=original.published_on)
    before, after = merge(articles).duplicate_group, merge([*articles, copy]).duplicate_group
    assert after["0copy"] == after[original.id]
    assert partition({name: after[name] for name in before}) == partition(before)


@settings(max_examples=25, deadline=None)
@given(corpora())
def test_groups_are_stars_inside_stories_and_merging_twice_is_merging_once(articles: list[Article]) -> None:
    merging = merge(articles)
    assert merging == merge(articles)
    assert set(merging.duplicate_group) == set(merging.story) == {one.id for one in articles}
    for name, group in merging.duplicate_group.items():
        assert merging.duplicate_group[group] == group
        assert merging.story[name] == merging.story[group]
    bodies = {one.id: one.body for one in articles}
    joined = {frozenset((one.a, one.b)) for one in merging.decisions if one.decision == "duplicate"}
    for name, group in merging.duplicate_group.items():
        same = [other for other in bodies if bodies[other] == bodies[name]]
        assert bodies[name] == bodies[group] or any(frozenset((other, group)) in joined for other in same)


@settings(max_examples=20, deadline=None)
@given(corpora(), st.lists(st.integers(1, 4), min_size=1, max_size=4), st.booleans())
def test_new_articles_give_the_groups_of_a_full_run(articles: list[Article], steps: list[int], backwards: bool) -> None:
    articles = articles[::-1] if backwards else articles
    index = Index()
    at = 0
    for step in [*steps, len(articles)]:
        before = index.groups()
        changed = index.extend(articles[at : at + step])
        at += step
        assert before | changed == index.groups() == group_copies(articles[:at])


def test_new_articles_that_turn_shingles_into_stock_give_the_groups_of_a_full_run() -> None:
    rng = random.Random(8)
    furniture = [sentence(rng) for _ in range(4)]
    articles = [article(f"n{n:02}", [*furniture, *(sentence(rng) for _ in range(3 + n % 4))], 3 * n) for n in range(16)]
    index = Index(articles[:4])
    for at in range(4, 16, 3):
        index.extend(articles[at : at + 3])
        assert index.groups() == group_copies(articles[: at + 3])


@settings(max_examples=25, deadline=None)
@given(corpora())
def test_comparing_is_symmetric(articles: list[Article]) -> None:
    one, other = articles[0], articles[1]
    there, back = compare(one, other), compare(other, one)
    assert there.decision == back.decision
    assert abs(there.containment - back.containment) < 0.1


@settings(max_examples=20, deadline=None)
@given(corpora())
def test_candidates_are_those_of_brute_force(articles: list[Article]) -> None:
    """Every sampled shingle that two texts within the window share is counted, and nothing else."""
    articles = sorted(articles, key=lambda one: one.published_on or date.max)
    bodies = [one.body for one in articles]
    limits = Settings(neighbours=99)
    days = np.array([one.published_on.toordinal() if one.published_on else 1 << 30 for one in articles])
    entries = sketch(bodies).entries
    found = candidates(entries, days, limits)
    shingles: dict[int, set[int]] = defaultdict(set)
    for entry in entries.tolist():
        shingles[entry & ((1 << 24) - 1)].add(entry >> 24)
    holders: dict[int, list[int]] = defaultdict(list)
    for text, held in shingles.items():
        for shingle in held:
            holders[shingle].append(text)
    stock = {shingle for shingle, texts in holders.items() if _comes_back([int(days[text]) for text in texts], limits)}
    expected = {}
    for a in range(len(bodies)):
        for b in range(a + 1, len(bodies)):
            shared = len((shingles[a] & shingles[b]) - stock)
            if shared and (days[b] == 1 << 30 or days[b] - days[a] <= limits.late_days):
                expected[a, b] = shared
    assert (
        dict(zip(zip(found.a.tolist(), found.b.tolist(), strict=True), found.shared.tolist(), strict=True)) == expected
    )


def _comes_back(days: list[int], limits: Settings) -> bool:
    dated = sorted(day for day in days if day != 1 << 30)
    windows = 1 + sum(later - earlier > limits.window_days for earlier, later in itertools.pairwise(dated))
    span = dated[-1] - dated[0] if dated else 0
    return windows >= limits.stock_windows or (len(days) >= limits.stock_texts and span > limits.stock_span_days)


@settings(max_examples=20, deadline=None)
@given(corpora())
def test_words_in_common_are_those_of_brute_force(articles: list[Article]) -> None:
    bodies = [one.body for one in articles[:2]]
    compared = compare_words(sketch(bodies).words, np.array([0]), np.array([1]))
    short, long = sorted((body.lower().replace(".", "").split() for body in bodies), key=len)
    runs = {tuple(_stems(long[at : at + SHINGLE])) for at in range(len(long) - SHINGLE + 1)}
    covered = {
        at + step
        for at in range(len(short) - SHINGLE + 1)
        if tuple(_stems(short[at : at + SHINGLE])) in runs
        for step in range(SHINGLE)
    }
    assert abs(int(compared[0]) - len(covered)) <= SHINGLE  # one run in 4,000 is found by chance


def _stems(words: list[str]) -> list[str]:
    folded = []
    for word in words:
        for pair, letter in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s")):
            word = word.replace(pair, letter)  # noqa: PLW2901
        folded.append(word[:-1] if word.endswith("s") and len(word) >= 5 else word)
    return folded


@settings(max_examples=10, deadline=None)
@given(corpora())
def test_signs_of_a_pair_do_not_depend_on_the_pairs_beside_it(articles: list[Article]) -> None:
    words = sketch([one.body for one in articles]).words
    a, b = (np.array(side) for side in zip(*itertools.combinations(range(len(articles)), 2), strict=True))
    together = suspects(words, a, b, 0.15).tolist()
    assert together == [suspects(words, a[at : at + 1], b[at : at + 1], 0.15)[0] for at in range(len(a))]


TELLING = ("nicht", "keine", "Montag", "Freitag", "14", "41", "1.400", "15.30", "zwölf", "Karsk", "Tamm", "der Karsk")


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, str]:
    """Draw one text in two versions: words, telling ones among them, come, go and stand for others."""
    rng = random.Random(draw(st.integers(0, 10**6)))
    words = rng.sample(VOCABULARY[9:], 90)
    words[3::6] = [rng.choice(TELLING) for _ in words[3::6]]
    version = list(words)
    for at in sorted(draw(st.sets(st.integers(0, 5), min_size=1)), reverse=True):  # far from each other
        begin = 14 * at + rng.randint(4, 8)
        new = [rng.choice(VOCABULARY[:9]) for _ in range(rng.choice((0, 0, 1, 2, 5)))]
        new.insert(rng.randint(0, len(new)), rng.choice(TELLING))
        version[begin : begin + rng.choice((0, 1, 1, 2, 4))] = new[: rng.choice((0, 1, 3, 9))]
    return " ".join(words), " ".join(version)


@settings(max_examples=120, deadline=None)
@given(edited_twice())
def test_what_a_close_look_would_stop_has_a_sign(versions: tuple[str, str]) -> None:
    reading = read_pair(*versions)
    signs = suspects(sketch(versions).words, np.array([0]), np.array([1]), DEFAULT.conflict_share)
    assert signs[0] or not is_stopped(reading, DEFAULT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nicht einmal oft kamen gern", "oft gingen ungern"),  # two edits, between which both have a word
        ("1.400 gingen", "400 kamen"),  # one number there, not two
    ],
)
def test_an_edit_is_looked_at_word_by_word(before: str, after: str) -> None:
    words = random.Random(9).sample(VOCABULARY, 60)
    one, other = (" ".join((*words[:30], edit, *words[30:])) for edit in (before, after))
    assert is_stopped(read_pair(one, other), DEFAULT)
    assert suspects(sketch([one, other]).words, np.array([0]), np.array([1]), DEFAULT.conflict_share)[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "und dort sahen alle lange nicht viel davon"),  # another sentence
        ("14 Leute und einige andere waren", "viele Leute und einige andere waren mit 41"),  # another number elsewhere
    ],
)
def test_what_a_close_look_would_not_stop_is_not_read(before: str, after: str) -> None:
    words = random.Random(9).sample(VOCABULARY, 60)
    versions = [" ".join((*words[:30], edit, *words[30:])) for edit in (before, after)]
    assert not suspects(sketch(versions).words, np.array([0]), np.array([1]), DEFAULT.conflict_share)[0]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sets(st.integers(0, 30), min_size=1), st.booleans()), max_size=12),
    st.sets(st.integers(0, 30)),
)
def test_postings_are_those_of_one_sorted_list(steps: list[tuple[set[int], bool]], wanted: set[int]) -> None:
    postings = Postings()
    held: dict[int, set[int]] = {}
    for text, (shingles, drop) in enumerate(steps):
        postings.add(np.array(sorted((shingle << 24) | text for shingle in shingles), dtype=np.uint64))
        held[text] = shingles
        if drop:
            gone = text // 2
            postings.drop(np.array([gone]))
            held[gone] = set()
    found = postings.of(np.array(sorted(wanted), dtype=np.uint64)).tolist()
    assert sorted(found) == sorted((one << 24) | text for text in held for one in held[text] & wanted)


class TestAbuse:
    def test_nothing_and_next_to_nothing(self) -> None:
        assert merge([]).duplicate_group == {}
        empty = [Article(str(n), "f", "", "") for n in range(50)]
        assert len(set(merge(empty).duplicate_group.values())) == 50
        short = [Article(str(n), "f", "Mehr in Kürze.", "Mehr in Kürze.") for n in range(5)]
        assert len(set(merge(short).duplicate_group.values())) == 5

    def test_thousands_of_identical_texts_take_one_group_and_linear_room(self) -> None:
        rng = random.Random(1)
        lines = [sentence(rng) for _ in range(10)]
        begin = time.perf_counter()
        merging = merge([article(str(n), lines, n % 50) for n in range(20_000)])
        assert set(merging.duplicate_group.values()) == {"0"}
        assert len(merging.decisions) == 19_999
        assert time.perf_counter() - begin < 10

    def test_tens_of_thousands_of_identical_or_empty_texts_take_seconds(self) -> None:
        body = " ".join(sentence(random.Random(1)) for _ in range(10))
        begin = time.process_time()
        same = group_copies([Article(str(n), "f", body, body) for n in range(30_000)])
        empty = group_copies([Article(str(n), "f", "", "") for n in range(30_000)])
        assert set(same.values()) == {"0"}
        assert len(set(empty.values())) == 30_000
        assert time.process_time() - begin < 10

    def test_one_line_of_a_megabyte(self) -> None:
        rng = random.Random(2)
        long = " ".join(sentence(rng) for _ in range(15_000))
        part = " ".join(sentence(rng) for _ in range(20))
        articles = [
            Article("long", "f", long, long + part),
            Article("part", "f", part, part),
            Article("x", "f", "", "x" * 1_000_000),
        ]
        begin = time.perf_counter()
        assert group_copies(articles)["part"] == group_copies(articles)["long"]
        assert time.perf_counter() - begin < 10

    def test_a_chain_of_small_edits_breaks_where_the_ends_differ(self) -> None:
        rng = random.Random(3)
        lines = [sentence(rng) for _ in range(20)]
        articles = []
        for step in range(1000):
            articles.append(article(f"{step:04}", lines, 0))
            lines = list(lines)
            lines[step % 20] = sentence(rng)
        groups = partition(group_copies(articles))
        assert 17 <= len(groups) <= 200
        for members in groups:
            steps = sorted(int(name) for name in members)
            assert steps[-1] - steps[0] < 40

    def test_odd_characters(self) -> None:
        bodies = [
            "\0" * 99,
            "\ud800 abc " * 30,
            "a\u0308" * 500,
            "😀" * 50,
            "Путин и Трамп встретятся в пятницу на Аляске утром. " * 6,
        ]
        bodies.append(bodies[-1] + "Так сообщил Кремль.")
        groups = merge([Article(str(n), "f", body, body) for n, body in enumerate(bodies)]).duplicate_group
        assert groups["4"] == groups["5"]
        assert len(set(groups.values())) == 5
