"""A very long body is read in parts: what is found stands where it stands, and a body below the limit stays whole."""

from datetime import date
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from data.analysis import _read, read_article
from data.models import Article, Source
from data.parting import parts, read_in_parts
from data.profile import bundled
from data.reading.limits import MAX_PART_CHARS

PROFILE = bundled()
READ = partial(_read, PROFILE)
DAY = date(2025, 8, 1)
ONE = (
    "Die Sprecherin Ada Kessler sagte am Freitag, ein Treffen von Putin und Trump sei möglich. Man sei dazu bereit, aber "
    "nicht vor dem Herbst. „Wir reden mit allen“, fügte sie hinzu.\n\n"
)
OTHER = (
    "Der Haushalt der Stadt wächst. Selenskyj lehnte ein Treffen mit Putin ab. Das teilte sein Büro am Montag mit.\n\n"
)


def article(body, title=None):
    return Article("a", "a.txt", body, body, title=title, published_on=DAY)


@given(st.text("ab .\n„“", max_size=400), st.integers(1, 60))
def test_each_character_is_in_one_part_and_none_is_too_long(body, longest):
    found = list(parts(body, longest))

    assert "".join(body[start:end] for start, end in found) == body
    assert all(end - start <= longest for start, end in found)
    assert all(start < end for start, end in found) or not body


def test_a_part_ends_with_a_paragraph_a_line_a_sentence_or_a_word():
    assert list(parts("aa aa. aa\naa\n\naa aa. a\na a", 22)) == [(0, 14), (14, 26)]
    assert list(parts("aa aa. aa aa\naa a. aa aa aa", 20)) == [(0, 13), (13, 27)]
    assert list(parts("aa aa aa aa. aa aa aa", 20)) == [(0, 13), (13, 21)]
    assert list(parts("aa aa aa aa aa aa aa", 19)) == [(0, 18), (18, 20)]
    assert list(parts("a" * 20, 19)) == [(0, 19), (19, 20)]


def test_a_body_of_the_limit_is_whole_and_one_more_character_parts_it():
    assert list(parts("a" * MAX_PART_CHARS, MAX_PART_CHARS)) == [(0, MAX_PART_CHARS)]
    assert len(list(parts("a" * (MAX_PART_CHARS + 1), MAX_PART_CHARS))) == 2


def test_what_is_found_in_parts_is_what_each_part_holds_at_its_place():
    body = ONE + OTHER
    whole = read_in_parts(article(body, "Putin will Trump treffen"), READ, len(ONE))
    first, second = READ(article(ONE, "Putin will Trump treffen")), READ(article(OTHER))

    for rows in ("statements", "signals", "dates", "mentions"):
        apart = [*getattr(first, rows), *getattr(second, rows)]
        assert [row.text for row in getattr(whole, rows)] == [row.text for row in apart], rows
        assert all(body[row.start : row.end] == row.text for row in getattr(whole, rows) if row not in apart), rows
    assert whole.article.body == body
    assert [signal.where for signal in whole.signals].count("title") == 1


def test_places_inside_of_rows_are_moved_with_them():
    whole = read_in_parts(article(OTHER + ONE), READ, len(ONE))
    alone = READ(article(ONE))
    body, before = whole.article.body, len(whole.statements) - len(alone.statements)

    assert before > 0
    for row, same in zip(whole.statements[before:], alone.statements, strict=True):
        for name in ("spans", "speaker_spans", "cue_spans"):
            moved, still = getattr(row, name), getattr(same, name)
            assert [body[a:b] for a, b in moved] == [ONE[a:b] for a, b in still]
        assert (row.frame is None) == (same.frame is None)
        assert row.frame is None or body[slice(*row.frame)] == ONE[slice(*same.frame)]
        assert row.chain == (None if same.chain is None else same.chain + before)
    assert any(row.chain is not None for row in alone.statements)
    assert all(signal.id == f"a:{signal.start}-{signal.end}" for signal in whole.signals)


def test_a_long_article_is_read_to_its_end():
    number = MAX_PART_CHARS // len(ONE) + 20
    text = (ONE * number).strip()
    found = read_article(Source("a", "a.txt", text, "0", clean=True), PROFILE)

    assert found.article.body == text
    assert found.statements[-1].end > len(text) - len(ONE)
    assert len(found.statements) == 3 * number
