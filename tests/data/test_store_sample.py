"""The bundled sample as the first start shows it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from data import query, sample
from data.store import Store, import_sources
from data.store.rows import reading_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREFFPUNKT_CACHE", str(tmp_path_factory.mktemp("cache")))
        with sample.open_sample() as store:
            yield store


def test_it_is_marked_and_whole(opened):
    assert opened.is_sample
    assert len(query.articles(opened)) >= 40
    assert query.rejected(opened).empty
    counts = query.counts(opened)
    assert counts.signals > counts.articles > counts.independent_texts > 0
    assert query.articles(opened)["published_on"].isna().sum() >= 3


def test_it_names_no_place_on_a_disk(opened):
    files = set(query.articles(opened)["file"])

    assert {"articles.jsonl", "broadcasts.csv"} < files
    assert all(file.startswith("pages/") for file in files - {"articles.jsonl", "broadcasts.csv"})


def test_it_is_built_once(opened, monkeypatch):
    monkeypatch.setenv("TREFFPUNKT_CACHE", str(opened.path.parent))
    built = opened.path.stat().st_ino

    with sample.open_sample() as again:
        assert again.path == opened.path
        assert again.path.stat().st_ino == built
        assert again.revision == opened.revision


def test_shipped_readings_are_what_the_recipe_finds(opened):
    path = ROOT / "data" / "sample" / sample.READINGS
    lines = path.read_text("utf-8").splitlines()
    assert json.loads(lines[0])["rules"] == opened.rules, "made by other rules: `python -m data.sample` renews it"

    shipped = [reading_of(json.loads(line)["reading"]) for line in lines[1:]]

    fresh = {source.id: source for source in sample._sources(ROOT / "data" / "sample")}
    for reading in shipped:
        assert reading == sample.read_article(fresh[reading.article.id], opened.profile())


def test_one_s_own_articles_come_before_the_sample(tmp_path, monkeypatch, opened):
    monkeypatch.setenv("TREFFPUNKT_CACHE", str(opened.path.parent))
    own = tmp_path / "own.db"

    with sample.open_own_or_sample(own) as store:
        assert store.is_sample
        assert not own.exists()
    with Store.open(own) as store:
        pass
    with sample.open_own_or_sample(own) as store:
        assert store.is_sample
    with Store.open(own) as store:
        import_sources(store, [next(sample._sources(ROOT / "data" / "sample"))])
    with sample.open_own_or_sample(own) as store:
        assert not store.is_sample
        assert store.path == own


def test_readings_made_elsewhere_are_taken_as_they_are(store):
    source = next(sample._sources(ROOT / "data" / "sample"))
    elsewhere = sample.read_article(source, store.profile())
    marked = replace(elsewhere, article=replace(elsewhere.article, author="Somebody else"))

    import_sources(store, [replace(source, id="mine", file="here.jsonl")], ready={sample.content_of(source): marked})

    article = query.article(store, "mine").reading.article
    assert (article.author, article.id, article.file) == ("Somebody else", "mine", "here.jsonl")
