"""An update says what became of the claims before it; nothing but a text can withdraw one."""

from dataclasses import replace
from datetime import date

import pytest

from data import analysis, cli, query
from data.models import Source
from data.selecting import newest, signal_conditions
from data.selection import FORMS, NOBODY, Selection
from data.store import import_sources, rebuild, schema, set_published
from data.store.following import set_aside
from data.store.reviews import review, reviews
from data.store.writing import add_version
from data.versions import fits, mark, note
from tests.tarnland import WATCHED

ALL = Selection()
OPEN = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm nicht aus."
CLOSED = "Präsidentin Ada Kessler schließt ein Treffen mit Jonas Ohm inzwischen aus."
REFUSED = "Präsident Jonas Ohm lehnt ein Treffen mit Ada Kessler ab."
PLANNED = "Ein Gipfel mit Ohm finde am 14. Mai in Brunn statt, sagte Kessler."
LATER = "Kessler sagte am Abend, sie sei bereit, Ohm in Tarn zu treffen."
PADDING = (
    "Der Hafen von Tarn blieb am Morgen wegen des Sturms geschlossen.",
    "Die Fähren nach Hallerfurt fahren seit Mittag wieder nach Plan.",
    "Am Markt war davon wenig zu spüren, Händler klagten über das Wetter.",
    "Im Rathaus brannte bis spät in die Nacht Licht.",
)


def source(*lines, day="2031-05-07", **changes):
    fields = {
        "id": "a1", "file": "a1.txt", "text": " ".join((*lines, *PADDING)), "sha256": "", "own_id": True, "lang": "de",
        "clean": True, "published_on": day, "title": "Kessler und Ohm", "outlet": "Morgenpost Tarn",
    }  # fmt: skip
    return Source(**{**fields, **changes})


@pytest.fixture(name="two")
def _two(store):
    """A claim withdrawn, one changed, one kept and one added."""
    import_sources(store, [source(OPEN, REFUSED, PLANNED)], WATCHED)
    import_sources(store, [source(CLOSED, PLANNED, LATER)])
    return store


def told(store, selection=ALL):
    return [(row["change"], row["version"], row["text"]) for _, row in query.changes(store, selection).iterrows()]


def figures(store, version=2):
    row = query.versions(store, "a1").set_index("version").loc[version]
    return tuple(row[name] for name in ("kept", "changed", "withdrawn", "added"))


def everything(store):
    with store.read() as connection:
        return [
            [
                dict(row)
                for row in connection.execute(table.select().order_by(table.c.article, table.c.version)).mappings()
            ]
            for table in (schema.past_signals, schema.steps, schema.changes)
        ]


def test_what_became_of_each_claim(two):
    rows = query.changes(two).set_index("change")

    assert figures(two) == (1, 1, 1, 1)
    assert rows.loc["withdrawn", "mark"] == "claim withdrawn in version 2"
    assert rows.loc["changed", "mark"] == "changed in version 2: WILLING → REJECTED"
    assert rows.loc["added", "mark"] == "added in version 2"
    assert "words" in rows.loc["changed", "fields"]
    assert tuple(rows.loc["changed", ["rung", "new_rung", "new_text"]]) == ("WILLING", "REJECTED", CLOSED)
    assert list(query.signals(two)["text"]) == [CLOSED, PLANNED, LATER]


def test_a_withdrawn_claim_keeps_its_passage_in_the_text_it_stood_in(two):
    gone = query.changes(two).set_index("change").loc["withdrawn"]

    body = query.old_version(two, "a1", int(gone["stood_in"])).body
    assert (gone["stood_in"], gone["version"], gone["speaker"]) == (1, 2, "Jonas Ohm")
    assert body[gone["start"] : gone["end"]] == gone["text"] == REFUSED
    assert gone["imported_at"] == query.article(two, "a1").versions[1].imported_at
    assert [row.text for row in query.past_signals(two, "a1", 1)] == [OPEN, REFUSED, PLANNED]
    assert query.past_signals(two, "a1", 2) == query.article(two, "a1").reading.signals


def test_the_same_claims_in_another_place_are_no_change(store):
    import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    import_sources(store, [source(*PADDING[:1], REFUSED, OPEN, text=" ".join((*PADDING, REFUSED, OPEN)))])

    assert figures(store) == (2, 0, 0, 0)
    assert told(store) == []


def test_what_is_known_already_changes_nothing(two):
    before = everything(two), two.revision

    import_sources(two, [source(OPEN, REFUSED, PLANNED)])
    import_sources(two, [source(CLOSED, PLANNED, LATER)])

    assert (everything(two), two.revision) == before


def test_a_claim_that_comes_back_says_so_on_both_sides(two):
    import_sources(two, [source(CLOSED, PLANNED, LATER, REFUSED)])

    rows = query.changes(two)
    gone = rows[rows["change"].eq("withdrawn")].iloc[0]
    (back,) = rows[rows["version"].eq(3)].to_dict("records")
    assert (gone["back"], gone["mark"]) == (3, "claim withdrawn in version 2, back in version 3")
    assert (back["change"], back["back"], back["mark"]) == ("added", 1, "back in version 3, last in version 1")
    assert back["signal"] in set(query.signals(two)["id"])


def test_a_change_is_told_of_the_signal_that_the_claim_is_now(two):
    import_sources(
        two, [source(*PADDING[:1], CLOSED, PLANNED, LATER, text=" ".join((*PADDING, CLOSED, PLANNED, LATER)))]
    )

    changed = query.changes(two).set_index("change").loc["changed"]
    assert query.signals(two).set_index("id").loc[changed["signal"], "text"] == CLOSED


def test_of_a_version_that_is_cut_short_nothing_is_called_withdrawn(store):
    import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    import_sources(store, [source(text=f"{OPEN} Weiterlesen mit Abo.")])

    (gone,) = query.changes(store).to_dict("records")
    assert gone["mark"] == "claim not in version 2"
    assert "of the text of version 1: what is missing may be withdrawn, or only cut off" in gone["note"]
    assert 0.1 < gone["text_left"] < 0.4


def test_of_an_earlier_page_imported_later_nothing_is_called_withdrawn(store):
    import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    import_sources(store, [source(OPEN, day="2031-05-06")])

    (gone,) = query.changes(store).to_dict("records")
    assert gone["mark"] == "claim not in version 2"
    assert "version 2 is dated before version 1" in gone["note"]


def test_a_claim_that_may_be_put_in_other_words_is_not_called_withdrawn(store):
    import_sources(store, [source(OPEN)], WATCHED)
    import_sources(store, [source(LATER)])

    gone, new = query.changes(store).to_dict("records")
    assert (gone["mark"], new["mark"]) == ("claim not in version 2", "added in version 2")
    assert gone["rung"] == new["rung"]
    assert "may stand there in other words" in gone["note"]


def test_analysing_again_withdraws_nothing_and_finds_the_same(two):
    import_sources(two, [source(CLOSED, PLANNED, LATER, REFUSED)])

    def plain():
        return sorted(str({**row, "number": 0}) for rows in everything(two) for row in rows)

    before = plain()
    rebuild(two, everything=True)

    assert plain() == before


def test_other_rules_change_no_claim(store, monkeypatch):
    """A version that other rules have read is read again before it is compared."""
    with monkeypatch.context() as other:
        other.setattr(analysis, "read_article", _finding_nothing(analysis.read_article))
        import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    with store.write() as connection:
        connection.execute(schema.versions.update().values(rules="0.0.1+other"))

    import_sources(store, [source(OPEN, REFUSED, LATER)])

    assert figures(store) == (2, 0, 0, 1)


def _finding_nothing(read):
    return lambda *arguments: replace(read(*arguments), signals=())


def test_what_was_read_by_other_rules_is_not_compared(store, made):
    reading = made.reading("a1", [made.signal("a1", 0)])
    made.keep(store, reading)
    with store.write() as connection:
        connection.execute(schema.versions.update().values(rules="0.0.1+other"))
        add_version(connection, source(), reading, content="other", rules="0+test", failure=None)

    assert query.versions(store, "a1")["kept"].isna().all()
    assert "is not known" in query.versions(store, "a1").loc[1, "note"]
    assert query.changes(store).empty


def test_where_an_analysis_failed_nothing_is_said(store, monkeypatch):
    import_sources(store, [source(OPEN)], WATCHED)
    with monkeypatch.context() as other:
        other.setattr(analysis, "read_article", _failing)
        import_sources(store, [source(OPEN, LATER)])

    assert query.changes(store).empty
    assert "an analysis failed" in query.versions(store, "a1").loc[1, "note"]
    assert query.past_signals(store, "a1", 1) is None or len(query.past_signals(store, "a1", 1)) == 1


def _failing(*_):
    raise ValueError("on purpose")


def test_a_day_set_by_hand_holds_for_all_versions_and_changes_no_claim(store):
    import_sources(store, [source("Kessler sagte am Montag, sie sei zu einem Treffen mit Ohm bereit.")], WATCHED)
    import_sources(
        store, [source("Kessler sagte am Montag, sie sei zu einem Treffen mit Ohm bereit.", day="2031-05-14")]
    )
    assert query.changes(store).iloc[0]["mark"] == "changed in version 2: said on 2031-05-05 → 2031-05-12"

    set_published(store, "a1", date(2031, 5, 9), by="Kim")

    assert query.changes(store).empty
    assert query.past_signals(store, "a1", 1)[0].said_on == date(2031, 5, 5)


def test_a_review_of_a_withdrawn_claim_is_still_seen(store):
    import_sources(store, [source(OPEN, REFUSED)], WATCHED)
    found = query.signals(store).set_index("text")["id"]
    review(store, found[REFUSED], "corrected", by="Kim", corrected={"rung": "SCEPTICAL"})
    review(store, found[OPEN], "rejected", by="Kim")

    import_sources(store, [source(LATER)])

    assert told(store) == [("withdrawn", 2, REFUSED), ("added", 2, LATER)]
    gone = query.changes(store).iloc[0]
    assert (gone["rung"], gone["review"], gone["reviewed_by"]) == ("SCEPTICAL", "corrected", "Kim")
    assert {made.status for made in reviews(store)} == {"waiting"}
    assert ("withdrawn", 2, OPEN) in told(store, Selection(include_rejected=True))
    rebuild(store, everything=True)
    assert query.changes(store).iloc[0]["rung"] == "SCEPTICAL"


def test_rungs_are_compared_as_they_were_found(store):
    """What an analyst corrects is no change of the text."""
    import_sources(store, [source(OPEN)], WATCHED)
    review(store, query.signals(store)["id"][0], "corrected", by="Kim", corrected={"rung": "SCEPTICAL"})

    import_sources(store, [source(OPEN, PADDING[0] + " Mehr am Montag.")])

    assert figures(store) == (1, 0, 0, 0)


def test_claims_of_one_article_or_by_filter(two):
    import_sources(two, [source(OPEN, id="b1", file="b1.txt", outlet="Süd-Echo")])
    import_sources(two, [source(LATER, id="b1", file="b1.txt", outlet="Süd-Echo")])

    assert set(query.changes(two, ALL, "b1")["article"]) == {"b1"}
    assert told(two, Selection(speakers=("Jonas Ohm",))) == [("withdrawn", 2, REFUSED)]
    assert set(query.changes(two, Selection(outlets=("Süd-Echo",)))["article"]) == {"b1"}
    assert told(two, Selection(rungs=("SCHEDULED",))) == []
    assert {text for _, _, text in told(two, Selection(text="NICHT AUS"))} == {OPEN}
    assert told(two, Selection(start=date(2031, 5, 8))) == []


SELECTIONS = [
    Selection(), Selection(include_background=True, include_headlines=True, include_rejected=True),
    Selection(start=date(2031, 2, 1), end=date(2031, 3, 31), include_undated=False), Selection(end=date(2031, 2, 20)),
    Selection(speakers=("Ada Kessler", NOBODY)), Selection(rungs=("WILLING", "REJECTED")), Selection(forms=FORMS[:1]),
    Selection(text="termin"), Selection(text="%"), Selection(text="strasse"), Selection(text="\u0301"),
]  # fmt: skip


@pytest.mark.parametrize("selection", SELECTIONS, ids=repr)
def test_a_claim_is_selected_as_a_signal_is(varied, selection):
    table = schema.signals
    joined = table.join(schema.articles, schema.articles.c.id == table.c.article).join(schema.versions, newest)
    with varied.read() as connection:
        rows = connection.execute(table.select()).mappings().all()
        query_ = table.select().select_from(joined).where(*signal_conditions(selection))
        wanted = {row["id"] for row in connection.execute(query_).mappings()}

    assert {row["id"] for row in rows if fits(row, selection)} == wanted


def test_signals_set_aside_are_as_they_were(varied):
    with varied.write() as connection:
        set_aside(connection, "art-4", 1)
        now = (
            connection.execute(
                schema.signals.select().where(schema.signals.c.article == "art-4").order_by(schema.signals.c.number)
            )
            .mappings()
            .all()
        )
        past = connection.execute(schema.past_signals.select().order_by(schema.past_signals.c.number)).mappings().all()
        connection.execute(schema.past_signals.delete())
    assert [{k: v for k, v in row.items() if k != "number"} for row in now] == [
        {k: v for k, v in row.items() if k not in {"number", "version"}} for row in past
    ]


def test_the_command_line_writes_them(two, capsysbinary):
    assert cli.main(["export", "changes", "--speaker", "Jonas Ohm", "--out", "-", "--db", str(two.name)]) == 0

    held = capsysbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert len(held) == 2
    assert "claim withdrawn in version 2" in held[1]


@pytest.mark.parametrize(
    ("change", "fields", "words"),
    [
        ("changed", {"rung": ("WILLING", "CONDITIONAL")}, "changed in version 2: WILLING → CONDITIONAL"),
        ("changed", {"text": ("a", "b")}, "changed in version 2: words"),
        ("changed", {"speaker": ("Ada", None), "text": ("a", "b")}, "changed in version 2: speaker Ada → none"),
        ("changed", {"background": (False, True)}, "changed in version 2: background no → yes"),
        ("changed", {"participants": (["A"], ["A", "B"])}, "changed in version 2: participants A → A, B"),
        ("withdrawn", {}, "claim withdrawn in version 2"),
        ("added", {}, "added in version 2"),
    ],
)  # fmt: skip
def test_marks(change, fields, words):
    assert mark(change, 2, fields, back=None, doubtful=False) == words


def test_notes():
    assert note(2, 0.8, earlier=False) == ""
    assert note(2, 0.79, earlier=False).startswith("version 2 has 79% of the text of version 1: ")
    assert "dated before version 1" in note(2, 1.0, earlier=True)
