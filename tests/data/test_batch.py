"""The batch format to the letter, and an article that breaks a stage."""

import json
from datetime import date

import pytest

from data import analysis, batch, statements
from data.models import (
    Analysis,
    Article,
    DateMention,
    Decision,
    Merging,
    Reading,
    Rejected,
    Source,
    Statement,
)
from data.profile import bundled

TEXT = "Der Königshof von Tarn ist zu einem Gespräch bereit. Das teilte er am Mittwoch mit. Weitere Angaben machte er nicht."


@pytest.fixture
def written(tmp_path, made):
    article = Article(
        "a", "in/a.txt", "roh", "Ein Körper.", title="=Titel", published_on=date(2031, 5, 7),
        published_at="2031-05-07T09:30", published_basis="text", agencies=("dpa", "AFP"),
    )  # fmt: skip
    statement = Statement("a", 0, 3, "Ein", ((0, 3),), "reported", speaker_spans=((4, 10),), said_on=date(2031, 5, 6))
    dates = (DateMention(0, 3, "Ein", "2031-W19", "relative"),)
    reading = Reading(article, (statement,), (made.signal("a", 1),), dates)
    decision = Decision("a", "b", 0.5, 1.0, "same_story", "same names")
    merging = Merging({"a": "a"}, {"a": "s"}, (decision,))
    batch.write_batch(Analysis((reading,), merging, (Rejected("x.csv", 3, "is empty"),)), tmp_path / "new" / "out")
    return {path.name: path.read_bytes().decode() for path in (tmp_path / "new" / "out").iterdir()}


def test_the_six_files(written):
    assert written == {
        "articles.jsonl": (
            '{"id": "a", "file": "in/a.txt", "title": "=Titel", "published_on": "2031-05-07", '
            '"published_at": "2031-05-07T09:30", "published_basis": "text", "outlet": null, "origin": null, '
            '"agencies": ["dpa", "AFP"], "author": null, "url": null, "lang": "de", "body": "Ein Körper.", '
            '"duplicate_group": "a", "story": "s"}\n'
        ),
        "statements.jsonl": (
            '{"article": "a", "start": 0, "end": 3, "text": "Ein", "spans": [[0, 3]], "form": "reported", '
            '"speaker": null, "speaker_text": null, "speaker_spans": [[4, 10]], "cue_text": null, "cue_spans": [], '
            '"via": [], "said_on": "2031-05-06", "said_on_basis": null}\n'
        ),
        "signals.jsonl": (
            '{"id": "a:1", "article": "a", "where": "body", "start": 0, "end": 10, "text": "Man sei bereit.", '
            '"speaker": "Ada Kessler", "speaker_text": "Kessler", "form": "indirect", "via": [], "rung": "WILLING", '
            '"certainty": "PR+", "condition": null, "contact": "in_person", '
            '"participants": ["Ada Kessler", "Jonas Ohm"], "venue": null, "meeting_date": null, '
            '"said_on": "2031-05-02", "said_on_basis": "explicit", "background": false}\n'
        ),
        "dates.jsonl": '{"article": "a", "start": 0, "end": 3, "text": "Ein", "value": "2031-W19"}\n',
        "merges.jsonl": (
            '{"a": "a", "b": "b", "score": 0.5, "containment": 1.0, "decision": "same_story", "reason": "same names"}\n'
        ),
        "rejected.jsonl": '{"file": "x.csv", "line": 3, "reason": "is empty"}\n',
    }


def test_nothing_is_six_empty_files(tmp_path):
    batch.write_batch(Analysis((), Merging({}, {})), tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("articles.jsonl", "statements.jsonl", "signals.jsonl", "dates.jsonl", "merges.jsonl", "rejected.jsonl"), b""
    )


def test_a_lone_surrogate_does_not_end_the_batch(tmp_path):
    rejected = Rejected("a\ud800.txt", None, "is empty")

    batch.write_batch(Analysis((), Merging({}, {}), (rejected,)), tmp_path)

    assert json.loads((tmp_path / "rejected.jsonl").read_text("utf-8"))["file"] == "a?.txt"


def test_offsets_point_at_their_text():
    found = analysis.analyze(
        [Source("a", "a.txt", TEXT, "", published_on="2021-05-05", lang="de", clean=True)], bundled()
    )

    reading = found.readings[0]
    assert reading.article.body == TEXT
    for row in (*reading.statements, *reading.dates):
        assert row.text == TEXT[row.start : row.end]


def test_sources_of_one_id_are_both_kept_and_equal_ones_read_once():
    sources = [
        Source("a", "a.txt", TEXT, ""),
        Source("a", "b/a.txt", TEXT + " Mehr.", ""),
        Source("a", "a.txt", TEXT, ""),
    ]

    found = analysis.analyze(sources, bundled())

    assert [reading.article.id for reading in found.readings] == ["a", "a#2"]
    assert set(found.merging.duplicate_group) == {"a", "a#2"}
    assert found.rejected == (Rejected("a.txt", None, "is the same as a.txt (id a): read once"),)


def test_what_was_numbered_by_one_read_is_not_lost_to_another():
    sources = [
        Source("a", "a.txt", TEXT, ""),
        Source("a#2", "b/a.txt", TEXT + " Mehr.", ""),
        Source("a", "c/a.txt", TEXT + " Noch mehr.", ""),
        Source("a", "d/a.txt", TEXT, "", outlet="Bote"),
    ]

    found = analysis.analyze(sources, bundled())

    assert [reading.article.id for reading in found.readings] == ["a", "a#2", "a#3", "a#4"]
    assert found.rejected == ()


def test_an_article_that_breaks_a_stage_is_kept_and_told(monkeypatch):
    stage = statements.find_statements

    def brittle(article, *rest):
        return {}["Tarn"] if "Tarn" in article.body else stage(article, *rest)

    monkeypatch.setattr(statements, "find_statements", brittle)
    sources = [Source("a", "in/a.txt", TEXT, ""), Source("b", "in/b.txt", "Ein anderer Text über das Wetter.", "")]

    found = analysis.analyze(sources, bundled())

    assert [reading.article.id for reading in found.readings] == ["a", "b"]
    assert found.readings[0].article.body
    assert found.readings[0].signals == ()
    (told,) = found.rejected
    assert told.file == "in/a.txt"
    assert told.reason.startswith("kept as text only, its analysis failed: KeyError at ")
    assert "test_batch:" in told.reason


def test_what_is_no_property_of_an_article_ends_the_run(monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(statements, "find_statements", full)

    with pytest.raises(OSError, match="No space"):
        analysis.analyze([Source("a", "a.txt", TEXT, "")], bundled())
