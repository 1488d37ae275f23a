"""Independent texts and their origins, receipts, and decisions by hand that hold until they are undone."""

from datetime import date

import pytest

from data import query
from data.models import Source
from data.store import import_sources, manual_merges, rebuild, set_merge
from tests.ui.conftest import metrics, table

SAID = "Ada Kessler sagte in Tarn, man sei zu einem Treffen mit Jonas Ohm bereit und warte nun auf dessen Antwort. "
MORE = (
    "Die Vorbereitungen laufen seit Wochen in beiden Hauptstädten, hieß es aus der Delegation am späten Abend. "
    "Über den Ort wird noch verhandelt, im Gespräch sind zwei Städte an der Küste und ein Kloster im Gebirge. "
)
TEXTS = "Independent texts"


@pytest.fixture
def three(store, made):
    """An agency's text, its copy two hours later, and one that denies it in the same words."""
    fields = {
        "a": (SAID + MORE, "Morgenpost Tarn", "08:00", ("tdn",)),
        "b": (SAID + MORE + "Mehr sagte sie nicht.", "Süd-Echo", "10:00", ()),
        "c": ((SAID + MORE).replace("sei zu", "sei nicht zu"), "The Quay", "11:00", ()),
    }
    made.keep(
        store,
        *(
            made.reading(
                name, raw=body, body=body, title=f"Titel {name}", outlet=outlet, agencies=agencies,
                published_on=date(2031, 5, 2), published_at=f"2031-05-02T{clock}", published_basis="metadata",
            )
            for name, (body, outlet, clock, agencies) in fields.items()
        ),
    )  # fmt: skip
    return store


def show(at, view):
    return at.get_by_key("view").set_value(view).run()


def decide(at, verdict, name="Mira"):
    at.text_input(key="by_hand_name").set_value(name)
    at.button(key=f"by_hand_{verdict}").click().run()
    assert not at.exception
    return at


def html(at, key):
    return "".join(element.value for element in at.get_by_key(key).html)


def test_independent_texts_with_origin_and_lags(open_page, three):
    at = show(open_page(three, "articles"), TEXTS)

    assert metrics(at)[TEXTS] == "2"
    rows = table(at, "texts")
    assert list(rows.loc[0, ["origin", "basis", "articles"]]) == ["tdn", "agency credit", 2]
    assert rows.loc[0, "taken_over"] == "Morgenpost Tarn (first here), Süd-Echo after 2 h"
    assert "3 articles come to 2 independent texts; credited to agencies: tdn 1" in " ".join(
        caption.value.replace("\\", "") for caption in at.caption
    )
    assert list(table(at, "prints")["lag"]) == ["first here", "after 2 h"]
    assert "Copies: one text" in html(at, "receipt")
    assert {"texts_csv", "texts_jsonl", "texts_manifest", "prints_csv"} <= {one.key for one in at.download_button}


def test_a_filter_narrows_the_texts(open_page, three):
    at = show(open_page(three, "articles", outlet="The Quay"), TEXTS)

    assert list(table(at, "texts")["origin"]) == ["The Quay"]
    at.text_input(key="text").set_value("steht nirgends").run()
    assert "match these filters" in at.info[0].value


def test_an_article_says_what_others_are_to_it(open_page, three):
    at = open_page(three, "articles", article="b")
    with pytest.raises(KeyError):
        at.get_by_key("receipt")  # a closed tab is not drawn
    at.session_state["article_tabs"] = "Copies and story"
    at.run()

    rows = table(at, "relatives").set_index("id")["relation"]
    assert (rows["a"], rows["c"]) == ("copy", "partial reuse")
    said = [one.value.replace("\\", "") for one in at.markdown]
    assert any("First: tdn (agency credit" in one and "Süd-Echo after 2 h" in one for one in said)


def test_a_receipt_shows_the_sum_the_thresholds_and_the_stop(open_page, three):
    at = show(open_page(three, "articles"), "To review")

    assert "Not merged" in html(at, "receipt")
    figure = at.get_by_key("receipt").get("plotly_chart")[0].proto.spec
    assert '"waterfall"' in figure
    assert "copy from 0.58" in figure
    assert "nicht" in figure
    assert "Contradicts" in html(at, "receipt")
    at.session_state["receipt_tabs"] = "Only in A"
    at.run()
    assert "counterpart" in " ".join(caption.value for caption in at.get_by_key("receipt").caption)


def test_a_merge_by_hand_is_seen_at_once_and_can_be_undone(open_page, three):
    at = show(open_page(three, "articles"), "To review")
    decide(at, "same", name="  ")
    assert "needs a name" in at.warning[0].value
    assert manual_merges(three) == ()

    decide(at, "same")
    assert metrics(at)[TEXTS] == "1"
    assert "No pair is in doubt" in at.info[0].value
    show(at, "Decided by hand")
    assert list(table(at, "by_hand").loc[0, ["decided_by", "verdict", "holds"]]) == ["Mira", "same", True]
    assert "by_hand_csv" in {one.key for one in at.download_button}
    assert at.text_input(key="by_hand_name").value == "Mira", "who has decided once need not say it again"
    assert at.button(key="by_hand_same").disabled

    decide(at, "undo", name="Paul")
    assert metrics(at)[TEXTS] == "2"
    row = table(at, "by_hand").loc[0]
    assert (row["holds"], row["decided_by"], row["undone_by"]) == (False, "Mira", "Paul")
    assert "taken back by Paul" in html(at, "receipt")


def test_copies_can_be_told_apart_in_their_receipt(open_page, three):
    at = show(open_page(three, "articles"), TEXTS)
    decide(at, "different")

    assert metrics(at)[TEXTS] == "3"
    assert query.receipt(three, "a", "b").standing.by == "Mira"
    show(at, "Decided by hand")
    assert "different texts: Mira" in html(at, "receipt")
    assert "The texts say" in html(at, "receipt")


def test_a_decision_by_hand_survives_imports_and_new_analyses(open_page, store):
    texts = {"a": SAID + MORE, "b": SAID + MORE + "Mehr sagte sie nicht."}
    sources = [Source(name, f"{name}.txt", text, name, own_id=True, clean=True) for name, text in texts.items()]
    import_sources(store, sources)
    at = show(open_page(store, "articles"), TEXTS)
    assert metrics(at)[TEXTS] == "1"
    decide(at, "different")

    import_sources(store, sources)
    import_sources(store, [Source("b", "b.txt", texts["b"] + "Das war alles.", "b2", own_id=True, clean=True)])
    rebuild(store, everything=True)
    at.run()

    assert metrics(at)[TEXTS] == "2"
    assert query.article(store, "b").version == 2
    (made,) = manual_merges(store)
    assert (made.by, made.undone_at) == ("Mira", None)


def test_the_sample_takes_decisions_too(open_page, tmp_path):
    at = show(open_page(tmp_path / "none.db", "articles"), TEXTS)
    before = metrics(at)[TEXTS]
    decide(at, "different")
    assert int(metrics(at)[TEXTS]) == int(before) + 1

    show(at, "Decided by hand")
    decide(at, "undo")
    assert metrics(at)[TEXTS] == before
    assert not (tmp_path / "none.db").exists()


def test_an_article_opens_from_a_receipt(open_page, three):
    at = show(open_page(three, "articles"), "To review")
    wanted = query.to_review(three).loc[0, "b"]

    at.button(key="open_B").click().run()

    assert at.get_by_key("view").value == "Articles"
    assert wanted in html(at, "article")


def test_names_and_headlines_are_no_markup(open_page, store, made):
    body = SAID + MORE
    hostile = "<b>x</b> **y** [z](http://127.0.0.9)"
    made.keep(
        store,
        made.reading("a", raw=body, body=body, title=hostile, outlet=hostile, published_on=date(2031, 5, 2)),
        made.reading("b", raw=body, body=body, title=hostile, outlet="Echo", agencies=("*tdn*",)),
    )
    set_merge(store, "a", "b", "same", by=hostile)
    at = show(open_page(store, "articles"), TEXTS)

    assert "<b>x</b>" not in html(at, "receipt")
    assert "&lt;b&gt;x&lt;/b&gt;" in html(at, "receipt")
    assert any(r"\*tdn\*" in one.value for one in at.markdown)


def test_a_speaker_s_signals_are_counted_in_independent_texts(open_page, store, made):
    body = SAID + MORE
    made.keep(store, *(made.reading(name, [made.signal(name, 0)], raw=body, body=body) for name in "ab"))

    at = open_page(store, "speakers")

    assert at.subheader[0].value == "Ada Kessler: 2 signals in 1 independent text".replace(":", r"\:")


def test_all_decisions_are_drawn_when_they_are_opened(open_page, three):
    at = open_page(three, "articles")
    assert "merges_csv" not in {one.key for one in at.download_button}
    at.session_state["all_merges"] = True
    at.run()

    assert "merges_csv" in {one.key for one in at.download_button}
