"""Where a text comes from, on what ground, and who took it over after how long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Article
from data.origins import BASES, Print, address, links, origin_of, printed, sentence

DAY = date(2031, 5, 2)


def at(article, day=0, clock=None, **fields):
    """One print in "<article> Post", so many days after the first of them."""
    on = None if day is None else DAY + timedelta(days=day)
    moment = f"{on}T{clock}" if clock else None
    return Print(article, fields.pop("outlet", f"{article} Post"), on, moment, **fields)


def lags(origin):
    return {one.article: one.lag for one in origin.taken}


def test_an_agency_that_is_credited_is_the_origin():
    origin = origin_of([at("b", 0, "08:00"), at("a", 0, "10:10", agencies=("tdn",)), at("c", 1), at("d", None)])

    assert (origin.name, origin.basis, origin.article, origin.first) == ("tdn", "agency", None, "b")
    assert lags(origin) == {"b": "first here", "a": "after 2 h 10 min", "c": "after 1 day", "d": "undated"}
    assert (origin.articles, origin.outlets, origin.undated) == (4, 4, 1)
    assert sentence(origin) == (
        "First: tdn (agency credit, in 1 of 4 articles); taken over by b Post (first here), "
        "a Post after 2 h 10 min, c Post after 1 day, d Post (undated)."
    )


def test_an_agency_s_own_article_is_what_the_lags_count_from():
    origin = origin_of([at("a", 0, agencies=("TDN",)), at("own", 1, "08:00", outlet="tdn"), at("c", 1, "09:00")])

    assert (origin.article, origin.first) == ("own", "own")
    assert lags(origin) == {"a": "dated earlier", "c": "after 1 h"}


def test_of_several_agencies_the_one_that_all_name_counts():
    assert origin_of([at("a", agencies=("tdn", "ORN")), at("b", agencies=("ORN",))]).name == "ORN"
    differing = origin_of([at("a", agencies=("tdn",)), at("b", agencies=("ORN",))])
    assert differing.name == "ORN, tdn"
    assert "different" in differing.note


def test_where_a_text_first_appeared_is_believed_before_the_dates():
    origin = origin_of([at("a", 0), at("b", 2, origin="c post"), at("c", 1)])

    assert (origin.name, origin.basis, origin.article) == ("c post", "first_published", "c")
    assert lags(origin) == {"a": "dated earlier", "b": "after 1 day"}


def test_of_a_chain_the_end_is_the_origin():
    chain = [at("a", 2, origin="b Post"), at("b", 1, origin="c Post"), at("c", 0)]

    assert origin_of(chain).article == "c"
    assert origin_of([at("a", origin="b Post"), at("b", origin="a Post")]).basis == "disputed"


def test_an_origin_may_be_named_by_its_address():
    origin = origin_of([at("a", 1, origin="hafen.example"), at("b", 0, url="https://www.hafen.example/7")])

    assert origin.article == "b"


def test_different_names_settle_nothing():
    origin = origin_of([at("a", origin="Echo"), at("b", origin="Kurier"), at("c")])

    assert (origin.name, origin.basis) == (None, "disputed")
    assert "Echo, Kurier" in sentence(origin)


def test_the_article_that_others_link_to_is_the_origin():
    text = "Mehr dazu: (https://WWW.Hafen.example/gipfel/?id=7)."
    linked = [at("a", 1, links=links(text)), at("b", 1, url="http://hafen.example/gipfel?id=7")]

    assert (origin_of(linked).article, origin_of(linked).basis) == ("b", "link")
    assert lags(origin_of(linked)) == {"a": "the same day"}


def test_of_two_with_one_address_the_one_that_prints_it_names_its_source():
    quoting = at("a", 0, url="https://b.example/1", links=frozenset({"b.example/1"}))
    own = at("b", 0, url="https://b.example/1")

    assert (origin_of([quoting, own]).article, origin_of([quoting, own]).basis) == ("b", "link")


@pytest.mark.parametrize(
    "group",
    [
        [at("a", url="http://a.example/1", links=frozenset({"b.example/1"})),
         at("b", url="http://b.example/1", links=frozenset({"a.example/1"}))],
        [at("a", 0, links=frozenset({"b.example/1"})), at("b", 1, url="http://b.example/1")],
        [at("a", 0, url="http://a.example/1", links=frozenset({"a.example/1"})), at("b", 0)],
    ],
    ids=["each other", "a later one", "itself"],
)  # fmt: skip
def test_links_that_tell_nothing(group):
    assert origin_of(group).basis in ("earliest", "same_day")


def test_the_earliest_is_the_origin_only_where_it_is_alone():
    assert origin_of([at("a", 1), at("b", 0)]).article == "b"
    assert origin_of([at("a", 0, "09:00"), at("b", 0, "08:59")]).article == "b"

    tie = origin_of([at("a", 0, "09:00"), at("b", 0), at("c", 2)])
    assert (tie.name, tie.basis, tie.first, tie.first_on) == (None, "same_day", None, DAY)
    assert [(one.article, one.days, one.minutes) for one in tie.taken] == [
        ("b", None, None), ("a", None, None), ("c", 2, None),
    ]  # fmt: skip
    assert sentence(tie) == (
        "Origin unknown: several on the first day, b Post, a Post on 2031-05-02; printed by b Post (the same day), "
        "a Post (the same day), c Post after 2 days."
    )


def test_without_dates_there_is_no_order():
    origin = origin_of([at("a", None), at("b", None)])

    assert (origin.name, origin.basis, origin.undated) == (None, "undated", 2)
    assert {one.days for one in origin.taken} == {None}


def test_an_undated_article_is_never_said_to_be_later():
    origin = origin_of([at("a", 0), at("b", None)])

    assert origin.article == "a"
    assert "1 undated, which may be older" in origin.note
    assert lags(origin) == {"b": "undated"}


def test_a_text_that_nobody_took_over():
    assert sentence(origin_of([at("a")])) == "First: a Post (no copy known)."
    assert sentence(origin_of([at("a", outlet=None)])) == "First: a (no copy known)."
    with pytest.raises(ValueError, match="no article"):
        origin_of([])


@pytest.mark.parametrize(
    ("day", "clock", "lag"),
    [
        (0, "08:00", "in the same minute"), (0, "08:25", "after 25 min"), (0, "10:00", "after 2 h"),
        (0, "19:30", "after 11 h"), (1, "07:00", "after 23 h"), (2, "09:00", "after 2 days"), (0, None, "the same day"),
    ],
)  # fmt: skip
def test_lags_in_words(day, clock, lag):
    first = at("a", 0, "08:00", url="http://a.example/1")

    assert lags(origin_of([first, at("b", day, clock, links=frozenset({"a.example/1"}))])) == {"b": lag}


def test_addresses():
    assert address("HTTPS://www.Hafen.Example/Gipfel/#top") == "hafen.example/Gipfel"
    assert address("www.hafen.example/a?x=1") == "hafen.example/a?x=1"
    assert [address(bad) for bad in (None, "", "kein Link", "http://[::1", "file:///x")] == [None] * 5


def test_an_article_tells_what_it_says_of_its_origin():
    article = Article(
        "a", "a.txt", "Zuerst auf https://b.example/1.", "", outlet="A", agencies=("tdn",), published_on=DAY
    )

    assert printed(article) == Print("a", "A", DAY, None, ("tdn",), None, None, frozenset({"b.example/1"}))


PRINTS = st.builds(
    Print,
    article=st.just(""),
    outlet=st.sampled_from(["A", "B", "C", "tdn", None]),
    published_on=st.none() | st.sampled_from([DAY, DAY + timedelta(days=1)]),
    agencies=st.sampled_from([(), (), ("tdn",), ("ORN", "tdn")]),
    origin=st.sampled_from([None, None, None, "A", "b"]),
    url=st.sampled_from([None, "https://a.example/1", "https://b.example/2"]),
    links=st.sampled_from([frozenset(), frozenset({"a.example/1"}), frozenset({"a.example/1", "b.example/2"})]),
)


@st.composite
def groups(draw):
    prints = draw(st.lists(PRINTS, min_size=1, max_size=6))
    held = []
    for number, one in enumerate(prints):
        clock = draw(st.sampled_from([None, "08:00", "09:30"])) if one.published_on else None
        moment = f"{one.published_on}T{clock}" if clock else None
        held.append(
            Print(f"a{number}", one.outlet, one.published_on, moment, one.agencies, one.origin, one.url, one.links)
        )
    return held


@given(groups(), st.randoms())
def test_the_order_of_the_articles_says_nothing(group, chance):
    mixed = list(group)
    chance.shuffle(mixed)

    assert origin_of(mixed) == origin_of(group)


@given(groups())
def test_every_article_is_the_origin_or_took_it_over_and_no_lag_is_guessed(group):
    origin = origin_of(group)
    by_id = {one.article: one for one in group}

    taken = [one.article for one in origin.taken]
    assert sorted([*taken, *([origin.article] if origin.article else [])]) == sorted(by_id)
    assert origin.basis in BASES
    for one in origin.taken:
        held = by_id[one.article]
        assert one.days is None or (one.days >= 0 and held.published_on is not None and origin.first_on is not None)
        assert one.minutes is None or (held.published_at and by_id[origin.first].published_at)
    if origin.first is None:
        assert all(one.days != 0 for one in origin.taken)
    if not origin.known:
        assert origin.name is None
