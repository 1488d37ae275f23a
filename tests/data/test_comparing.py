"""Two bodies aligned sentence by sentence, and what a changed word changes."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.comparing import compare, counts
from data.differences import SENTENCES, overview, sentences
from data.models import Article

ONE = (
    "Der Sprecher von Borduria nannte am Freitag zwei Städte als Ort. Ein Treffen sei möglich. "
    "Die Gespräche dauern seit drei Wochen. Über das Wetter wurde nicht gesprochen."
)


def aligned(a, b, lang="de"):
    return [(a[slice(*row.a)] if row.a else None, b[slice(*row.b)] if row.b else None) for row in compare(a, b, lang)]


def kinds(a, b, lang="de"):
    """What differs in b, by kind: the passages that are marked there."""
    found = {}
    for row in compare(a, b, lang):
        for mark in row.marks_b:
            found.setdefault(mark.kind, []).append(b[mark.start : mark.end])
    return found


def test_the_same_text_has_no_differences():
    rows = compare(ONE, ONE)

    assert [row.a for row in rows] == [row.b for row in rows]
    assert not any(row.marks_a or row.marks_b or row.moved for row in rows)
    assert counts(rows)["same"] == 4


def test_a_sentence_only_one_of_them_has_stands_alone():
    longer = ONE.replace("Die Gespräche", "Beobachter in Tarn waren überrascht. Die Gespräche")

    assert (None, "Beobachter in Tarn waren überrascht.") in aligned(ONE, longer)
    assert ("Beobachter in Tarn waren überrascht.", None) in aligned(longer, ONE)
    assert counts(compare(ONE, longer))["only_b"] == 1


def test_a_sentence_in_another_place_is_not_missing():
    first, second, third, fourth = ONE.split(". ")
    shuffled = f"{third}. {fourth.rstrip('.')}. {first}. {second}."

    rows = compare(ONE, shuffled)

    assert all(row.a and row.b for row in rows)
    assert any(row.moved for row in rows)


def test_a_sentence_that_was_split_is_one_row():
    split = ONE.replace(
        "nannte am Freitag zwei Städte als Ort.", "äußerte sich am Freitag. Er nannte zwei Städte als Ort."
    )

    rows = aligned(ONE, split)

    assert rows[0] == (ONE[: ONE.index(" Ein Treffen")], split.split(" Ein Treffen")[0])


@pytest.mark.parametrize(
    ("before", "after", "kind", "word"),
    [
        ("sei möglich", "sei nicht möglich", "negation", "nicht"),
        ("am Freitag", "am Sonntag", "date", "Sonntag"),
        ("zwei Städte", "fünf Städte", "number", "fünf"),
        ("sei möglich", "sei wohl möglich", "hedge", "wohl"),
        ("Städte", "Gemeinden", "wording", "Gemeinden"),
    ],
)
def test_a_changed_word_is_named_after_what_it_changes(before, after, kind, word):
    assert kinds(ONE, ONE.replace(before, after)) == {kind: [word]}


def test_english_words_are_known_too():
    a = "The summit will take place in two weeks, the envoy said on Friday."
    b = "The summit may not take place in three weeks, the envoy said on Monday."

    assert kinds(a, b, "en") == {
        "hedge": ["may"],
        "negation": ["not"],
        "number": ["three"],
        "date": ["Monday"],
    } or kinds(a, b, "en") == {"hedge": ["may"], "negation": ["not"], "date": ["three", "Monday"]}


def test_other_quotation_marks_are_no_difference_but_missing_ones_are():
    quoted = "„Wir kommen“, sagte Ohm am Abend in Tarn."

    assert kinds(quoted, quoted.replace("„", "»").replace("“", "«")) == {}
    assert kinds(quoted, quoted.replace("„", "").replace("“", "")) == {}
    assert [mark.kind for row in compare(quoted, quoted.replace("„", "").replace("“", "")) for mark in row.marks_a] == [
        "wording",
        "wording",
    ]


def test_commas_alone_are_no_difference():
    assert kinds("Er kam, sah und schwieg in Tarn.", "Er kam sah und schwieg in Tarn.") == {}


WORDS = st.lists(
    st.sampled_from(["Ohm", "kam", "nicht", "zwei", "am", "Freitag", "wohl", "nach", "Tarn", "."]), max_size=40
)


@given(WORDS, WORDS)
def test_nothing_of_either_text_is_lost_or_shown_twice(a, b):
    a, b = " ".join(a), " ".join(b)
    rows = compare(a, b)

    for text, spans in ((a, [row.a for row in rows if row.a]), (b, [row.b for row in rows if row.b])):
        covered = sorted(spans)
        assert all(left[1] <= right[0] for left, right in pairwise(covered))
        outside = "".join(
            text[left:right]
            for left, right in zip([0, *(s[1] for s in covered)], [*(s[0] for s in covered), len(text)], strict=True)
        )
        assert outside.strip() == ""


@given(WORDS, WORDS)
def test_marks_lie_inside_their_sentence(a, b):
    for row in compare(" ".join(a), " ".join(b)):
        for span, marks in ((row.a, row.marks_a), (row.b, row.marks_b)):
            assert all(span[0] <= mark.start < mark.end <= span[1] for mark in marks)
            assert all(one.end <= other.start for one, other in pairwise(marks))


@pytest.mark.parametrize("text", ["a " * 50_000, "Ein Satz. " * 10_000, "x" * 100_000, "!?" * 50_000])
def test_hostile_lengths_take_seconds_at_most(text):
    started = time.perf_counter()
    compare(text, text[: len(text) // 2] + "y")

    assert time.perf_counter() - started < 10


def test_a_comparison_as_rows():
    a = Article("a", "a.txt", ONE, ONE)
    b = Article("b", "b.txt", "Ein Treffen sei nicht möglich.", "Ein Treffen sei nicht möglich.", outlet="Süd-Echo")

    frame = sentences(compare(a.body, b.body), a, b)

    assert list(frame.columns) == [column.name for column in SENTENCES]
    assert list(frame["status"]) == ["only_a", "changed", "only_a", "only_a"]
    assert frame.loc[1, "differences"] == ("negation",)
    assert frame.loc[1, "b_text"] == b.body
    assert frame["b_text"].isna().sum() == 3


def test_an_overview_counts_what_differs():
    other = {"id": "b", "outlet": "Süd-Echo", "title": None, "published_on": None, "relation": "story"}

    frame = overview([(other, compare(ONE, "Ein Treffen sei nicht möglich."))], "a")

    assert frame.loc[0, ["changed", "only_a", "only_b", "negation", "b_outlet"]].tolist() == [1, 3, 0, 1, "Süd-Echo"]
